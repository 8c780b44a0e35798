/** Verdicts in words. */
import type { Comparison } from './compare';
import type { Hypothesis } from './layout';
import type { Merged } from './merge';
import type { Pair } from './pairing';
import { isNamedAsLoss, predictionAmong } from './targets';
import type { Measured, PairVerdict, Verdict } from './verdict';

/** A verdict without entries. */
export const said = (
  verdict: Verdict,
  message: string,
  layout = '',
  measured: Measured | null = null,
): PairVerdict => ({
  verdict,
  message,
  layout,
  entries: [],
  measured,
});

/** Not checked, because what is returned does not have the size that it should have. */
export const unfit = (message: string): PairVerdict => ({ ...said('unknown', message), unfit: true });

const DIAGONAL = 'only the diagonal of the Jacobian';

/** What was found, with what the layout and the variables are where nobody would expect them. */
export function describe(
  what: string,
  { variables, layout, kind, ofOutput }: Hypothesis,
  merged: Merged,
  pair: Pair,
): string {
  const notes = [
    ...((kind === 'noted' && !variables.likely) || isAnotherArgument(variables, merged, pair)
      ? [`with respect to ${variables.label}`]
      : []),
    ...(kind === 'noted' && !ofOutput && variables.likely ? [layout] : []),
    ...(ofOutput && layout.startsWith(DIAGONAL) ? [DIAGONAL] : []),
    ...(ofOutput ? ['expressed in terms of the output'] : []),
    ...(kind !== 'noted' && /^(transposed|flattened|one \d)/.test(layout) ? [layout] : []),
  ];
  return notes.length > 0 ? `${what}: ${notes.join(', ')}` : what;
}

/** Whether it is by one of several arguments, and not by the first, without anything that says so. */
function isAnotherArgument({ symbols }: Hypothesis['variables'], { inputs }: Merged, pair: Pair): boolean {
  if (pair.wrt !== null) return false;
  const own = inputs.filter((input) => input.primalName !== null && !input.isAttribute);
  const first = own[0]?.symbols[0];
  const isOther = own.length > 1 && first !== undefined && !symbols.includes(first);
  // Of a loss it may be the other one that is meant: the derivative by that has another sign.
  const [p, q, ...more] = own.filter(({ hasDefault }) => !hasDefault).map(({ primalName }) => primalName ?? '');
  const isOfTwo = p !== undefined && q !== undefined && more.length === 0;
  return isOther || (isOfTwo && isNamedAsLoss(pair.primal) && predictionAmong([p, q], pair.primal) === null);
}

export const isConfirmed = ({ verdict }: Pick<PairVerdict, 'verdict'>): boolean =>
  verdict === 'proved' || verdict === 'agrees';

export const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** `agrees at 64 points, worst relative error 2e-16`. */
export function agreementText({ compared, worstRelative }: Comparison): string {
  const error = worstRelative === 0 ? 'exactly' : `worst relative error ${Number(worstRelative.toPrecision(1))}`;
  return `agrees at ${plural(compared, 'point')}, ${error}`;
}
