/** Numbers as people read them: a real minus sign, powers of ten, decimal points under one another. */
import type { Numeric, NumericArray } from '../worker/protocol';

const MINUS = '−';
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** Magnitudes from here on, and below the other, are written with a power of ten. */
const LARGE = 1e7;
const SMALL = 1e-4;

/**
 * A number with at most `digits` significant digits and no zeros at the end: `2`, `−0.25`, `1.5×10⁻⁸`, `∞`. Digits
 * before the point are never rounded away: 1234.5 with 2 digits is `1235`, not `1200`.
 */
export function formatNumber(value: Numeric, digits: number): string {
  if (typeof value === 'string') return value === 'NaN' ? value : value === 'Infinity' ? '∞' : `${MINUS}∞`;
  if (Number.isNaN(value)) return 'NaN';
  const size = Math.abs(value);
  const text = size === Infinity ? '∞' : formatSize(size, Math.min(Math.max(Math.trunc(digits), 1), 17));
  return value < 0 && text !== '0' ? MINUS + text : text;
}

function formatSize(size: number, digits: number): string {
  if (size === 0) return '0';
  if (size >= LARGE || size < SMALL) return withPowerOfTen(size, digits);
  if (Number.isInteger(size)) return String(size);
  // `toPrecision` rounds as people do, but may answer with an exponent; the decimals are counted after it has rounded.
  const rounded = Number(size.toPrecision(digits));
  const before = Math.floor(Math.log10(rounded)) + 1;
  return trimZeros(size.toFixed(Math.min(Math.max(digits - before, 0), 100)));
}

function withPowerOfTen(size: number, digits: number): string {
  const [mantissa = '', exponent = '0'] = size.toExponential(digits - 1).split('e');
  const power = [...exponent].map((c) => (c === '-' ? '⁻' : c === '+' ? '' : SUPERSCRIPTS[Number(c)])).join('');
  const shown = trimZeros(mantissa);
  return shown === '1' ? `10${power}` : `${shown}×10${power}`;
}

const trimZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/**
 * Pads the numbers of a column with spaces to one width so that, in a font whose digits are equally wide, their decimal
 * points stand under one another. What is no number (`∞`, `NaN`) is aligned as a whole number.
 */
export function alignNumbers(texts: readonly string[]): readonly string[] {
  const parts = texts.map(splitAtPoint);
  const before = Math.max(0, ...parts.map((part) => part.before.length));
  const after = Math.max(0, ...parts.map((part) => part.after.length));
  return parts.map((part) => part.before.padStart(before) + part.after.padEnd(after));
}

function splitAtPoint(text: string): { readonly before: string; readonly after: string } {
  const point = text.search(/[.×]/);
  return point < 0 ? { before: text, after: '' } : { before: text.slice(0, point), after: text.slice(point) };
}

/**
 * How many characters a column of aligned numbers of this array takes at most. Of a large array not every number can be
 * written out to be measured: the sizes of the numbers say enough.
 */
export function widestNumber(array: NumericArray | null, digits: number): number {
  const widest = { before: 1, decimals: 0, power: 0, sign: 0 };
  const measure = (value: NumericArray): void => {
    if (typeof value === 'object') return value.forEach(measure);
    if (typeof value === 'string' || !Number.isFinite(value)) {
      widest.before = Math.max(widest.before, 3);
      widest.sign = 1;
      return;
    }
    const size = Math.abs(value);
    if (value < 0) widest.sign = 1;
    if (size === 0) return;
    const exponent = Math.floor(Math.log10(size));
    if (size >= LARGE || size < SMALL) {
      widest.power = '×10⁻³²⁴'.length;
      widest.before = Math.max(widest.before, '10⁻³²⁴'.length); // without its mantissa, 1
    } else {
      widest.before = Math.max(widest.before, exponent + 2); // rounding may add one
      if (!Number.isInteger(value)) widest.decimals = Math.max(widest.decimals, digits - 1 - exponent);
    }
  };
  if (array !== null) measure(array);
  const after = Math.max(widest.decimals, widest.power > 0 ? digits - 1 + widest.power : 0);
  return widest.sign + widest.before + (after > 0 ? 1 + after : 0);
}
