/** Formulas on the page: the worker's pictures, and what is set around them. */
import { h, s, type Child } from '../dom';
import { importSvg } from '../svg';
import { pieces } from '../template';
import type { Formula } from '../../worker/protocol';

export type Svgs = Readonly<Record<string, string>>;

/** A formula with its plain text as the alternative; the plain text itself where it was not set. */
export function formula({ latex, text }: Pick<Formula, 'latex' | 'text'>, svgs: Svgs): HTMLElement {
  const svg = Object.hasOwn(svgs, latex) ? importSvg(svgs[latex] ?? '') : null;
  if (!svg) return h('span', { class: 'formula plain' }, text);
  return h('span', { class: 'formula', role: 'img', 'aria-label': text }, svg);
}

/** A matrix between brackets, for reading only: one list of children a row. `label` is said in its place. */
export function bracketed(rows: readonly (readonly Child[])[], label: string): HTMLElement {
  return h(
    'span',
    { class: 'bracketed', role: 'img', 'aria-label': label },
    h(
      'span',
      { class: 'bracketed-rows', 'aria-hidden': 'true' },
      ...rows.map((row) => h('span', { class: 'bracketed-row' }, ...row.map((cell) => h('span', null, cell)))),
    ),
  );
}

/** A sign as wide and as thin as those inside the worker's formulas. */
export function equals(): HTMLElement {
  const strokes = s('path', {
    d: 'M80 -347H698M80 -153H698',
    stroke: 'currentColor',
    'stroke-width': 44,
    'stroke-linecap': 'round',
  });
  const sign = s('svg', { viewBox: '0 -583 778 666', 'aria-hidden': 'true', focusable: 'false' }, strokes);
  return h('span', { class: 'equals', role: 'img', 'aria-label': '=' }, sign);
}

/** A text with formulas or other elements in its places. */
export function filled(template: string, ...values: readonly Child[]): readonly Child[] {
  return pieces(template).map((piece) => (typeof piece === 'string' ? piece : values[piece]));
}
