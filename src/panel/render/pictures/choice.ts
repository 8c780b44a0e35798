/** What is to be drawn: read from what the reader chose, as far as it fits the function shown. */
import type { QuestionOf } from '../../../worker/protocol';
import type { View } from '../../view';
import { readDirection } from '../here';

export type Axes = QuestionOf<'curve'>['axes'];
export type PictureKind = 'curve' | 'field' | 'mapping';

/** What a curve goes along: a variable, the gradient, or a direction that is entered. */
export type Along =
  | { readonly kind: 'variable'; readonly column: number }
  | { readonly kind: 'gradient' }
  | { readonly kind: 'direction'; readonly direction: readonly number[] | null };

export interface PictureChoice {
  readonly kind: PictureKind;
  /** The kinds that this function has. */
  readonly kinds: readonly PictureKind[];
  readonly along: Along;
  /** Across and up. */
  readonly columns: readonly [number, number];
  /** One output, or `null` for the first ones together (of a curve). */
  readonly output: number | null;
  /** Of a map of the plane. */
  readonly outputs: readonly [number, number];
}

/** Curves of so many outputs are told apart. */
export const MOST_CURVES = 6;

export const variableNames = ({ card }: View): readonly string[] =>
  (card.derivative?.columns ?? []).map(({ text }) => text);

/** Rows of a Hessian are variables; those of a Jacobian are the outputs. */
export function outputNames({ card, shown }: View): readonly string[] {
  const { derivative } = card;
  return derivative?.kind === 'jacobian' ? derivative.rows.map(({ text }) => text) : [shown.panel.name.text];
}

export function choiceOf(view: View): PictureChoice {
  const [inputs, outputs] = [variableNames(view).length, outputNames(view).length];
  const { options } = view.state;
  const index = (name: string, count: number, otherwise: number): number => {
    const number = Number(options[`pictures.${name}`] ?? NaN);
    return Number.isInteger(number) && number >= 0 && number < count ? number : otherwise;
  };
  const kinds: PictureKind[] =
    inputs < 2 ? ['curve'] : outputs < 2 ? ['field', 'curve'] : ['field', 'curve', 'mapping'];
  const usual: PictureKind = inputs < 2 ? 'curve' : inputs === 2 && outputs === 2 ? 'mapping' : 'field';
  const asked = options['pictures.kind'];
  const across = index('across', inputs, 0);
  const up = index('up', inputs, across === 1 ? 0 : 1);
  const first = index('output', outputs, 0);
  const second = index('second', outputs, first === 1 ? 0 : 1);
  return {
    kind: kinds.find((kind) => kind === asked) ?? usual,
    kinds,
    along: alongOf(view, index('along', inputs, 0)),
    columns: [across, up === across ? (across + 1) % Math.max(inputs, 2) : up],
    output: options['pictures.output'] === undefined ? null : first,
    outputs: [first, second === first ? (first + 1) % Math.max(outputs, 2) : second],
  };
}

function alongOf(view: View, column: number): Along {
  const { options } = view.state;
  const count = variableNames(view).length;
  if (count < 2) return { kind: 'variable', column: 0 };
  if (options['pictures.along'] === 'gradient') return { kind: 'gradient' };
  if (options['pictures.along'] !== 'direction') return { kind: 'variable', column };
  const direction = readDirection(options['pictures.direction'] ?? '');
  const fits = direction?.length === count && direction.some((part) => part !== 0);
  return { kind: 'direction', direction: fits ? direction : null };
}

/** The outputs of a curve. */
export function curveOutputs(view: View, { output }: PictureChoice): readonly number[] {
  if (output !== null) return [output];
  return outputNames(view)
    .slice(0, MOST_CURVES)
    .map((_, k) => k);
}
