/** Values of a point as a person would type them into its fields. */
import type { Point, PointValue } from '../worker/protocol';

/** `[1, 2]`, `0.785`, `true`, `"mode"`, `{n: 3}`; nothing for what cannot be typed. Numbers are rounded to `digits`, if given. */
export function valueText(value: PointValue | undefined, digits?: number): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return isSpecial(value) ? value : JSON.stringify(value);
  if (typeof value === 'number' && digits !== undefined) return String(Number(value.toPrecision(digits)));
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return `[${value.map((part) => valueText(part, digits)).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([name, part]) => `${name}: ${valueText(part, digits)}`)
    .join(', ')}}`;
}

/** A text for each argument, attributes by their dotted names: `{ x: '[1, 2]', 'self.n': '3' }`. */
export function pointTexts(point: Point): Readonly<Record<string, string>> {
  return Object.fromEntries(entries(point, ''));
}

/** `x = [1, 2], a = 3`: a point in one line. */
export function pointText(point: Point, digits?: number): string {
  return entries(point, '', digits)
    .map(([name, text]) => `${name} = ${text}`)
    .join(', ');
}

function entries(point: Point, prefix: string, digits?: number): (readonly [string, string])[] {
  return Object.entries(point).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !isList(value)
      ? entries(value, `${prefix}${name}.`, digits)
      : [[prefix + name, valueText(value, digits)] as const],
  );
}

const isList = (value: object): value is readonly PointValue[] => Array.isArray(value);

const isSpecial = (text: string): boolean => text === 'NaN' || text === 'Infinity' || text === '-Infinity';
