/** Means where a sum of elements is divided by their number: x̄ for (𝟙ᵀx)/n. */
import { isNumber, mapParts, negative, numbers, scaled, settled, whole } from './matrixTerm';
import type { MatrixTerm } from './matrixTerm';
import type { Size } from './tensors';

export function withMeans(term: MatrixTerm): MatrixTerm {
  const inner = settled(mapParts(term, withMeans));
  switch (inner.kind) {
    case 'scaled': {
      const { factor, operand } = inner;
      return scaled(averaged(factor) ?? cancelled(factor), operand);
    }
    case 'sum': {
      const spread = spreadSum(inner);
      return spread ? withMeans(spread) : inner;
    }
    case 'elementwise':
    case 'quotient':
      return (inner.rank === 0 ? averaged(inner) : undefined) ?? inner;
    default:
      return inner;
  }
}

interface Fraction {
  readonly above: readonly MatrixTerm[];
  readonly below: readonly MatrixTerm[];
}

/** A number as a quotient of products. */
function fractionOf(term: MatrixTerm): Fraction {
  if (term.kind === 'quotient') {
    const [a, b] = [fractionOf(term.numerator), fractionOf(term.denominator)];
    return { above: [...a.above, ...b.below], below: [...a.below, ...b.above] };
  }
  if (term.kind === 'elementwise') {
    const all = term.factors.map(fractionOf);
    return { above: all.flatMap(({ above }) => above), below: all.flatMap(({ below }) => below) };
  }
  if (term.kind === 'power' && term.base.kind === 'size' && isNumber(term.exponent, 2))
    return { above: [term.base, term.base], below: [] };
  return isNumber(term, 1) ? { above: [], below: [] } : { above: [term], below: [] };
}

function numberOf(fraction: Fraction): MatrixTerm {
  const above = [...fraction.above];
  const below = fraction.below.filter((factor) => {
    const at = factor.kind === 'size' ? above.findIndex((one) => isSize(one, factor.size)) : -1;
    if (at >= 0) above.splice(at, 1);
    return at < 0;
  });
  const top = withPowers(above);
  if (below.length === 0) return top;
  return { kind: 'quotient', numerator: top, denominator: withPowers(below), rank: 0 };
}

/** The number with sizes that stand above and below the line gone. */
function cancelled(term: MatrixTerm): MatrixTerm {
  const fraction = fractionOf(term);
  const isBoth = fraction.above.some(
    (one) => one.kind === 'size' && fraction.below.some((other) => isSize(other, one.size)),
  );
  return isBoth ? numberOf(fraction) : term;
}

/** A product in which n·n is n². */
function withPowers(factors: readonly MatrixTerm[]): MatrixTerm {
  const sizes = factors.filter((factor) => factor.kind === 'size');
  const twice = sizes.find((one, i) => sizes.findIndex((other) => other.size === one.size) < i);
  if (!twice) return numbers(factors);
  const rest = factors.filter((factor) => !(factor.kind === 'size' && factor.size === twice.size));
  const count = factors.length - rest.length;
  return numbers([...rest, { kind: 'power', base: twice, exponent: whole(count), rank: 0 }]);
}

/** The vector whose elements are summed, and how many there are. */
function totalOf(term: MatrixTerm): { vector: MatrixTerm; size: Size } | undefined {
  if (term.kind !== 'product' || term.rank !== 0 || term.factors.length !== 2) return undefined;
  const [ones, vector] = term.factors as [MatrixTerm, MatrixTerm];
  if (ones.kind !== 'transpose' || ones.operand.kind !== 'ones' || vector.rank !== 1) return undefined;
  return { vector, size: ones.operand.size };
}

const without = (terms: readonly MatrixTerm[], at: number): MatrixTerm[] => terms.filter((_term, i) => i !== at);

const isSize = (term: MatrixTerm, size: Size): boolean => term.kind === 'size' && term.size === size;

/** The number with means in it; `undefined` where there are none. */
function averaged(term: MatrixTerm): MatrixTerm | undefined {
  const { above, below } = fractionOf(term);
  for (const [i, factor] of above.entries()) {
    const total = totalOf(factor);
    const at = total ? below.findIndex((one) => isSize(one, total.size)) : -1;
    if (!total || at < 0) continue;
    const mean: MatrixTerm = { kind: 'mean', operand: total.vector, rank: 0 };
    const made = numberOf({ above: [...without(above, i), mean], below: without(below, at) });
    return averaged(made) ?? made;
  }
  return undefined;
}

/** nx − (𝟙ᵀx)𝟙 = n(x − x̄𝟙) */
function spreadSum(sum: Extract<MatrixTerm, { kind: 'sum' }>): MatrixTerm | undefined {
  const parts = sum.terms.map((term) => {
    const own = term.kind === 'negative' ? term.operand : term;
    return own.kind === 'scaled' ? fractionOf(own.factor) : { above: [], below: [] };
  });
  const total = parts.flatMap(({ above }) => above.map(totalOf)).find((one) => one !== undefined);
  if (!total) return undefined;
  const size: MatrixTerm = { kind: 'size', size: total.size, rank: 0 };
  const hasSize = parts.map(({ above }) => above.some((one) => isSize(one, total.size)));
  const hasTotal = parts.map(({ above }) => above.some((one) => totalOf(one)?.size === total.size));
  if (!hasSize.includes(true) || parts.some((_part, i) => !hasSize[i] && !hasTotal[i])) return undefined;
  const terms = sum.terms.map((term, i): MatrixTerm => {
    const own = (term.kind === 'negative' ? term.operand : term) as Extract<MatrixTerm, { kind: 'scaled' }>;
    const { above, below } = parts[i] as Fraction;
    const made = scaled(numberOf({ above, below: [...below, size] }), own.operand);
    return term.kind === 'negative' ? negative(made) : made;
  });
  return scaled(size, { ...sum, terms });
}
