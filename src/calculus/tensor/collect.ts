/** Sums of matrix terms made shorter: Ax + Aᵀx = (A + Aᵀ)x, 2u + 2v = 2(u + v). */
import { isNumber, keyOf, negative, product, scaled, whole } from './matrixTerm';
import type { MatrixTerm, Rank } from './matrixTerm';

interface Part {
  readonly sign: number;
  readonly factor: MatrixTerm;
  readonly operand: MatrixTerm;
}

function partOf(term: MatrixTerm): Part {
  if (term.kind === 'negative') {
    const inner = partOf(term.operand);
    return { ...inner, sign: -inner.sign };
  }
  return term.kind === 'scaled'
    ? { sign: 1, factor: term.factor, operand: term.operand }
    : { sign: 1, factor: whole(1), operand: term };
}

const whole_ = ({ sign, factor, operand }: Part): MatrixTerm => {
  const made = scaled(factor, operand);
  return sign < 0 ? negative(made) : made;
};

/** The sum of arrays of one shape. */
export function collected(terms: readonly MatrixTerm[], rank: Rank): MatrixTerm {
  const flat = terms.flatMap((term) => (term.kind === 'sum' ? term.terms : [term]));
  if (rank === 0) return sumOf(flat, rank);
  const parts = withCommonEnds(flat.map(partOf), rank);
  const [first, ...rest] = parts;
  if (!first) return whole(0);
  // A number that all terms have goes in front.
  const isCommon =
    rest.length > 0 && !isNumber(first.factor, 1) && rest.every((part) => keyOf(part.factor) === keyOf(first.factor));
  if (!isCommon) return sumOf(parts.map(whole_), rank);
  const inner = sumOf(
    parts.map((part) => whole_({ ...part, factor: whole(1) })),
    rank,
  );
  return scaled(first.factor, inner);
}

/** A positive term in front, where there is one. */
function sumOf(terms: readonly MatrixTerm[], rank: Rank): MatrixTerm {
  const [first] = terms;
  if (first && terms.length === 1) return first;
  const ordered = [...terms].sort((a, b) => weight(a) - weight(b));
  return { kind: 'sum', terms: ordered, rank };
}

/** Products that end (or begin) alike and have the same number in front. */
function withCommonEnds(parts: readonly Part[], rank: Rank): Part[] {
  for (const end of ['last', 'first'] as const)
    for (const part of parts) {
      const shared = endOf(part.operand, end);
      if (!shared) continue;
      const alike = parts.filter((other) => {
        const own = endOf(other.operand, end);
        return own && keyOf(own.shared) === keyOf(shared.shared) && keyOf(other.factor) === keyOf(part.factor);
      });
      if (alike.length < 2) continue;
      // −(A + B)x, not (−A − B)x.
      const isNegative = alike.every((other) => other.sign < 0);
      const inner = sumOf(
        alike.map((other) => {
          const { rest } = endOf(other.operand, end) as { rest: MatrixTerm };
          return other.sign < 0 && !isNegative ? negative(rest) : rest;
        }),
        2,
      );
      const operand = product(end === 'last' ? [inner, shared.shared] : [shared.shared, inner], rank);
      const at = parts.indexOf(alike[0] as Part);
      const others = parts.filter((other) => !alike.includes(other));
      return withCommonEnds(
        [...others.slice(0, at), { sign: isNegative ? -1 : 1, factor: part.factor, operand }, ...others.slice(at)],
        rank,
      );
    }
  return [...parts];
}

/** A matrix product apart from its last (first) factor, which must leave a matrix. */
function endOf(term: MatrixTerm, end: 'first' | 'last'): { shared: MatrixTerm; rest: MatrixTerm } | undefined {
  if (term.kind !== 'product' || term.factors.length < 2) return undefined;
  const { factors } = term;
  const shared = end === 'last' ? factors.at(-1) : factors[0];
  const others = end === 'last' ? factors.slice(0, -1) : factors.slice(1);
  if (!shared || others.some((factor) => factor.rank !== 2) || (end === 'first' && shared.rank !== 2)) return undefined;
  return { shared, rest: product(others, 2) };
}

const isOnes = (factor: MatrixTerm): boolean =>
  factor.kind === 'ones' || (factor.kind === 'transpose' && factor.operand.kind === 'ones');

/** Positive terms first; of them products before names, names before their transposes, numbers times 𝟙 last. */
function weight(term: MatrixTerm): number {
  if (term.kind === 'negative') return 10 + weight(term.operand);
  const operand = term.kind === 'scaled' ? term.operand : term;
  // WX + b𝟙ᵀ: what is the same for all columns comes later.
  if (operand.kind === 'product') return operand.factors.some(isOnes) ? 1 : 0;
  if (operand.kind === 'transpose') return 2;
  return term.kind === 'scaled' && operand.kind === 'ones' ? 3 : 1;
}
