/** Numbers for people: as the source spells them, exact where that is short, else to some significant digits. */
import type { Term } from '../calculus/view/term';
import { MINUS, superscriptDigits } from './unicode';

export interface NumberText {
  readonly latex: string;
  readonly text: string;
  /** How tightly it holds together: a plain number, a power of ten, or a product with one. */
  readonly shape: 'plain' | 'power' | 'product';
}

type NumberTerm = Extract<Term, { kind: 'number' }>;

/** Exact parts longer than this are shown as decimals. */
const LONGEST_EXACT = 7;
/** An integer up to this length is shown whole. */
const LONGEST_INTEGER = 15;

/** Whether a number is to be written p/q. */
export function fractionOf({ exact, spelling }: NumberTerm): { numerator: string; denominator: string } | undefined {
  if (!exact || spelling !== null || exact.denominator === 1n) return undefined;
  const [numerator, denominator] = [exact.numerator.toString(), exact.denominator.toString()];
  const isShort = numerator.length <= LONGEST_EXACT && denominator.length <= LONGEST_EXACT;
  return isShort ? { numerator, denominator } : undefined;
}

/** `-2.5e-7` as 2.5 · 10⁻⁷ with its sign; plain decimals as they are. */
function decorated(spelled: string): NumberText {
  const match = /^(-?)([^eE]*)(?:[eE]([+-]?\d+))?$/.exec(spelled.replaceAll('_', ''));
  const [sign, mantissa, exponent] = [match?.[1] ?? '', match?.[2] ?? spelled, match?.[3]];
  if (exponent === undefined) {
    const digits = mantissa.startsWith('.') ? `0${mantissa}` : mantissa.replace(/\.$/, '');
    return { latex: sign + digits, text: (sign && MINUS) + digits, shape: 'plain' };
  }
  const power = String(Number(exponent));
  const isOne = Number(mantissa) === 1;
  const front = isOne ? '' : mantissa.replace(/\.$/, '');
  return {
    latex: `${sign}${isOne ? '' : `${front} \\cdot `}10^{${power}}`,
    text: `${sign && MINUS}${isOne ? '' : `${front}·`}10${superscriptDigits(power)}`,
    shape: isOne ? 'power' : 'product',
  };
}

/** A double to so many significant digits; −0 is 0. */
export function formatNumber(value: number, digits: number): NumberText {
  if (Number.isNaN(value)) return { latex: '\\text{undefined}', text: 'undefined', shape: 'plain' };
  if (!Number.isFinite(value))
    return value > 0
      ? { latex: '\\infty', text: '∞', shape: 'plain' }
      : { latex: '-\\infty', text: `${MINUS}∞`, shape: 'plain' };
  if (value === 0) return { latex: '0', text: '0', shape: 'plain' };
  if (Number.isInteger(value) && Math.abs(value) < 10 ** Math.max(digits, LONGEST_EXACT))
    return decorated(String(value));
  const rounded = Number(value.toPrecision(Math.min(Math.max(digits, 1), 17)));
  const size = Math.abs(rounded);
  // Plain between 0.0001 and what the digits reach.
  if (size >= 1e-4 && size < 10 ** Math.max(digits, LONGEST_EXACT)) return decorated(plainDecimal(rounded));
  return decorated(rounded.toExponential());
}

const plainDecimal = (value: number): string => {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/0+$/, '') : text;
};

/** A number term, which is not negative and no fraction (`fractionOf`). */
export function formatNumberTerm(term: NumberTerm, digits: number): NumberText {
  const { exact, spelling, value } = term;
  if (spelling !== null) return decorated(spelling);
  if (exact && exact.denominator === 1n) {
    const text = exact.numerator.toString();
    if (text.length <= LONGEST_INTEGER) return decorated(text);
  }
  return formatNumber(value, digits);
}

/** Values that are noise beside the others: 6·10⁻¹⁷ beside 1 is 0. */
export function withoutNoise(values: readonly number[]): number[] {
  const finite = values.filter(Number.isFinite).map(Math.abs);
  const largest = Math.max(0, ...finite);
  return values.map((value) => (Math.abs(value) < largest * 1e-15 ? 0 : value));
}
