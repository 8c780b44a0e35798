/** Points that a directive gives: `# gradlens: at x = [1, 2, 3]`. */
import type { Directive } from '../languages/program';
import type { Point } from './card';
import { parseValue } from '../numerics/points';

/** The point of a directive's `at`, `null` if it has none or a value of it cannot be read. */
export function directivePoint({ at }: Directive): Point | null {
  const values = Object.entries(at).map(([name, text]) => [name, parseValue(text)] as const);
  if (values.length === 0 || values.some(([, value]) => value === undefined)) return null;
  return Object.fromEntries(values) as Point;
}
