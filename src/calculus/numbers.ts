/** How numbers made by arithmetic are spelt: what comes from decimals is a decimal, what comes from fractions is one. */
import type { Graph, NodeId } from './graph';
import type { Rational } from './rational';
import { compare, negate, parseDecimal, toDouble } from './rational';

/** The number, spelt as a decimal if `style` is a spelling and the number has a short one: 0.5 · 3 is 1.5, ½ · 3 is 3/2. */
export function styledRational(g: Graph, value: Rational, style: string | null): NodeId {
  if (style === null || value.denominator === 1n) return g.rational(value);
  const magnitude = value.numerator < 0n ? negate(value) : value;
  const text = toDouble(magnitude).toString();
  const decimal = isShortDecimal(magnitude) || spells(text, magnitude);
  return g.rational(value, decimal ? (value === magnitude ? text : `-${text}`) : null);
}

function spells(text: string, value: Rational): boolean {
  const readBack = parseDecimal(text);
  return readBack !== undefined && compare(readBack, value) === 0;
}

/**
 * Whether the number is a decimal of at most 14 digits: n/(2ᵏ·5ˡ) with n ≤ 10⁶ and k, l ≤ 8. Doubles tell 15 digits
 * apart, so that the shortest decimal which reads as the same double is the number itself.
 */
function isShortDecimal({ numerator, denominator }: Rational): boolean {
  if (numerator > 1_000_000n || denominator > 100_000_000n) return false;
  let rest = Number(denominator);
  let [twos, fives] = [0, 0];
  for (; rest % 2 === 0; rest /= 2) twos += 1;
  for (; rest % 5 === 0; rest /= 5) fives += 1;
  return rest === 1 && twos <= 8 && fives <= 8;
}

/** The number, spelt in the way of the number node `like`. */
export const rationalLike = (g: Graph, value: Rational, like: NodeId): NodeId =>
  styledRational(g, value, g.numberOf(like).spelling);
