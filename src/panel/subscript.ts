/** The number that a name carries: 1 for `f₁` and `x[1]`, so that "row 1" is the row whose name ends in 1. */
const DIGITS = '₀₁₂₃₄₅₆₇₈₉';

/** The last index of a name, `otherwise` where it has none. */
export function indexOfName(text: string, otherwise: number): number {
  const subscript = /[₀-₉]+$/.exec(text)?.[0];
  if (subscript) return Number([...subscript].map((digit) => DIGITS.indexOf(digit)).join(''));
  const index = /(\d+)\]?$/.exec(text)?.[1];
  return index === undefined ? otherwise : Number(index);
}
