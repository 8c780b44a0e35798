/** Which function of some indices numbers are: what 1, 3, 5, 7 have in common is 2i + 1. */
import { addIndices, constantIndex, freeIndex } from './indices';
import type { IndexExpression, Term } from './term';

/** Where samples were taken: a value of each index for each sample. */
export interface Places {
  readonly names: readonly string[];
  readonly at: readonly (readonly number[])[];
}

type NumberTerm = Extract<Term, { kind: 'number' }>;

/** Larger numbers are no function of a small index that a reader would see. */
const LARGEST = 1e9;

/** The integers as offset + Σ factor · index, exactly; `undefined` where they are not. */
export function fitIndex(values: readonly number[], { names, at }: Places): IndexExpression | undefined {
  const [first = NaN] = values;
  if (values.every((value) => value === first)) return constantIndex(first);
  let fitted = constantIndex(first);
  for (let d = 0; d < names.length; d += 1) {
    const factor = slopeAlong(values, at, d);
    if (factor === undefined) continue;
    if (!Number.isInteger(factor)) return undefined;
    fitted = addIndices(fitted, freeIndex(names[d]!, factor, -factor * at[0]![d]!));
  }
  const valueAt = (place: readonly number[]): number =>
    fitted.steps.reduce((sum, { index, factor }) => sum + factor * place[names.indexOf(index)]!, fitted.offset);
  return values.every((value, k) => valueAt(at[k]!) === value) ? fitted : undefined;
}

/** The change for a step of one index, from two samples that differ in it alone. */
function slopeAlong(values: readonly number[], at: Places['at'], d: number): number | undefined {
  for (let k = 1; k < at.length; k += 1)
    for (const j of [0, k - 1]) {
      const step = at[k]![d]! - at[j]![d]!;
      if (step !== 0 && at[k]!.every((value, other) => other === d || value === at[j]![other]))
        return (values[k]! - values[j]!) / step;
    }
  return undefined;
}

interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
}

function ratioOf({ exact }: NumberTerm): Ratio | undefined {
  if (!exact || exact.numerator > LARGEST || exact.denominator > LARGEST) return undefined;
  return { numerator: Number(exact.numerator), denominator: Number(exact.denominator) };
}

/** A term that has each number at its place: constant, p + qi, 1/(p + qi), (p + qi)², 1/(p + qi)², b·qⁱ. */
export function fitNumber(terms: readonly NumberTerm[], places: Places): Term | undefined {
  const [first] = terms as [NumberTerm];
  if (terms.every(({ value }) => value === first.value)) return first;
  const ratios = terms.map(ratioOf);
  const known = ratios.filter((ratio) => ratio !== undefined);
  if (known.length < ratios.length || known.some(({ numerator }) => numerator <= 0)) return undefined;
  const inverse = known.map(({ numerator, denominator }) => ({ numerator: denominator, denominator: numerator }));
  return (
    affineRatio(known, places) ??
    over(affineRatio(inverse, places)) ??
    squared(affineRatio(roots(known), places)) ??
    over(squared(affineRatio(roots(inverse), places))) ??
    geometric(known, places)
  );
}

const over = (term: Term | undefined): Term | undefined => {
  if (!term) return undefined;
  if (term.kind === 'quotient') return { kind: 'quotient', numerator: term.denominator, denominator: term.numerator };
  return { kind: 'quotient', numerator: wholeNumber(1), denominator: term };
};
const squared = (term: Term | undefined): Term | undefined =>
  term && { kind: 'power', base: term, exponent: wholeNumber(2) };

const roots = (ratios: readonly Ratio[]): readonly Ratio[] =>
  ratios.map(({ numerator, denominator }) => ({
    numerator: Math.sqrt(numerator),
    denominator: Math.sqrt(denominator),
  }));

const divisorOf = (a: number, b: number): number => (b === 0 ? Math.abs(a) : divisorOf(b, a % b));

function affineRatio(ratios: readonly Ratio[], places: Places): Term | undefined {
  if (!ratios.every(({ numerator, denominator }) => Number.isInteger(numerator) && Number.isInteger(denominator)))
    return undefined;
  const common = ratios.reduce((l, { denominator: d }) => (l / divisorOf(l, d)) * d, 1);
  if (common > LARGEST) return undefined;
  const fitted = fitIndex(
    ratios.map(({ numerator, denominator }) => numerator * (common / denominator)),
    places,
  );
  if (!fitted) return undefined;
  const content = [fitted.offset, ...fitted.steps.map(({ factor }) => factor)].reduce(divisorOf, 0);
  const shared = divisorOf(content, common);
  const [front, below] = [content / shared, common / shared];
  const reduced: Term = {
    kind: 'affine',
    value: {
      offset: fitted.offset / content,
      steps: fitted.steps.map(({ index, factor }) => ({ index, factor: factor / content })),
    },
  };
  const above: Term = front === 1 ? reduced : { kind: 'product', factors: [wholeNumber(front), reduced] };
  return below === 1 ? above : { kind: 'quotient', numerator: above, denominator: wholeNumber(below) };
}

/** b·qⁱ for a whole q, or its inverse. */
function geometric(ratios: readonly Ratio[], { names, at }: Places): Term | undefined {
  const [index] = names;
  const values = ratios.map(({ numerator, denominator }) => numerator / denominator);
  const step = at[1]?.[0] === undefined ? 0 : at[1][0] - at[0]![0]!;
  if (names.length !== 1 || index === undefined || step !== 1 || values.length < 3) return undefined;
  const growth = values[1]! / values[0]!;
  const base = Math.round(growth > 1 ? growth : 1 / growth);
  const power = growth > 1 ? 1 : -1;
  if (base < 2) return undefined;
  const front = values[0]! / base ** (power * at[0]![0]!);
  const whole = Math.round(front);
  if (whole < 1 || !values.every((value, k) => whole * base ** (power * at[k]![0]!) === value)) return undefined;
  const raised: Term = {
    kind: 'power',
    base: wholeNumber(base),
    exponent: { kind: 'affine', value: freeIndex(index) },
  };
  if (power < 0) return { kind: 'quotient', numerator: wholeNumber(whole), denominator: raised };
  return whole === 1 ? raised : { kind: 'product', factors: [wholeNumber(whole), raised] };
}

export const wholeNumber = (value: number): Term => ({
  kind: 'number',
  exact: { numerator: BigInt(value), denominator: 1n },
  value,
  spelling: null,
});
