/** Digits above and below the line. */
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const subscripts = '₀₁₂₃₄₅₆₇₈₉';

const shift = (value: number | string, digits: string, minus: string): string =>
  [...String(value)].map((c) => (c === '-' ? minus : (digits[Number(c)] ?? c))).join('');

export const superscriptDigits = (value: number | string): string => shift(value, superscripts, '⁻');
export const subscriptDigits = (value: number | string): string => shift(value, subscripts, '₋');

/** The minus sign. */
export const MINUS = '−';
