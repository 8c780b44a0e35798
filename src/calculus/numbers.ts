/** How numbers made by arithmetic are spelt: what comes from decimals is a decimal, what comes from fractions is one. */
import type { Graph, NodeId } from './graph';
import type { Rational } from './rational';
import { compare, negate, parseDecimal, toDouble } from './rational';

/** The number, spelt as a decimal if `style` is a spelling and the number has a short one: 0.5 · 3 is 1.5, ½ · 3 is 3/2. */
export function styledRational(g: Graph, value: Rational, style: string | null): NodeId {
  if (style === null || value.denominator === 1n) return g.rational(value);
  const magnitude = value.numerator < 0n ? negate(value) : value;
  const text = toDouble(magnitude).toString();
  const readBack = parseDecimal(text);
  const decimal = readBack !== undefined && compare(readBack, magnitude) === 0;
  return g.rational(value, decimal ? (value === magnitude ? text : `-${text}`) : null);
}

/** The number, spelt in the way of the number node `like`. */
export const rationalLike = (g: Graph, value: Rational, like: NodeId): NodeId =>
  styledRational(g, value, g.numberOf(like).spelling);
