/** Formulas on the page: the worker's pictures, and what is set around them. */
import { h, type Child } from '../dom';
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

export const equals = (): HTMLElement => h('span', { class: 'equals' }, '=');

/** A text with formulas or other elements in its places. */
export function filled(template: string, ...values: readonly Child[]): readonly Child[] {
  return pieces(template).map((piece) => (typeof piece === 'string' ? piece : values[piece]));
}
