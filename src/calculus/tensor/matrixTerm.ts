/**
 * Matrix notation: what `2Xᵀ(Xw − y)` is made of. Vectors are columns; a vector's or a matrix's functions, powers and
 * quotients are elementwise.
 */
import type { Term } from '../view/term';
import type { Size } from './tensors';

export type Number_ = Extract<Term, { kind: 'number' | 'constant' }>;
export type Rank = 0 | 1 | 2;

export type MatrixTerm =
  | { readonly kind: 'name'; readonly name: string; readonly rank: Rank }
  | { readonly kind: 'number'; readonly term: Number_; readonly rank: 0 }
  | { readonly kind: 'size'; readonly size: Size; readonly rank: 0 }
  /** 𝟙, all ones; a matrix's are never written. */
  | { readonly kind: 'ones'; readonly size: Size; readonly rank: 1 }
  | { readonly kind: 'unit'; readonly size: Size; readonly rank: 2 }
  | { readonly kind: 'sum'; readonly terms: readonly MatrixTerm[]; readonly rank: Rank }
  | { readonly kind: 'negative'; readonly operand: MatrixTerm; readonly rank: Rank }
  /** A number times anything. */
  | { readonly kind: 'scaled'; readonly factor: MatrixTerm; readonly operand: MatrixTerm; readonly rank: Rank }
  /** The matrix product. Two vectors in it are a row (transposed) and a column, or a column and a row. */
  | { readonly kind: 'product'; readonly factors: readonly MatrixTerm[]; readonly rank: Rank }
  /** ⊙ */
  | { readonly kind: 'elementwise'; readonly factors: readonly MatrixTerm[]; readonly rank: Rank }
  /** Elementwise where it divides by an array. */
  | { readonly kind: 'quotient'; readonly numerator: MatrixTerm; readonly denominator: MatrixTerm; readonly rank: Rank }
  | { readonly kind: 'power'; readonly base: MatrixTerm; readonly exponent: MatrixTerm; readonly rank: Rank }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly MatrixTerm[]; readonly rank: Rank }
  /** Along the last axis: of every row of a matrix. */
  | { readonly kind: 'softmax'; readonly operand: MatrixTerm; readonly rank: Rank }
  /** 1 where it holds, 0 elsewhere. */
  | {
      readonly kind: 'indicator';
      readonly relation: '<' | '≤' | '=' | '≠' | '>' | '≥';
      readonly left: MatrixTerm;
      readonly right: MatrixTerm;
      readonly rank: Rank;
    }
  | { readonly kind: 'transpose'; readonly operand: MatrixTerm; readonly rank: Rank }
  | { readonly kind: 'inverse'; readonly operand: MatrixTerm; readonly rank: 2 }
  | { readonly kind: 'determinant'; readonly operand: MatrixTerm; readonly rank: 0 }
  | { readonly kind: 'trace'; readonly operand: MatrixTerm; readonly rank: 0 }
  /** diag(v), the matrix. */
  | { readonly kind: 'diagonalMatrix'; readonly operand: MatrixTerm; readonly rank: 2 }
  /** diag(A), the vector. */
  | { readonly kind: 'diagonal'; readonly operand: MatrixTerm; readonly rank: 1 }
  /** x̄, the mean of a vector's elements. */
  | { readonly kind: 'mean'; readonly operand: MatrixTerm; readonly rank: 0 }
  /** ‖v‖₂ or ‖A‖_F. */
  | { readonly kind: 'norm'; readonly operand: MatrixTerm; readonly rank: 0 };

export const whole = (value: number): MatrixTerm => ({
  kind: 'number',
  term: { kind: 'number', exact: { numerator: BigInt(value), denominator: 1n }, value, spelling: null },
  rank: 0,
});

export const isNumber = (term: MatrixTerm, value: number): boolean =>
  term.kind === 'number' && term.term.kind === 'number' && term.term.value === value;

/** Equal terms have equal keys. */
export function keyOf(term: MatrixTerm): string {
  return JSON.stringify(term, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}

/** ‖u‖² where it is that; uᵀv of vectors, 𝟙ᵀv of one. */
export function inner(u: MatrixTerm, v: MatrixTerm): MatrixTerm {
  if (keyOf(u) === keyOf(v))
    return { kind: 'power', base: { kind: 'norm', operand: u, rank: 0 }, exponent: whole(2), rank: 0 };
  return product([transpose(u), v], 0);
}

export function transpose(operand: MatrixTerm): MatrixTerm {
  switch (operand.kind) {
    case 'transpose':
      return operand.operand;
    case 'product':
      return product([...operand.factors].reverse().map(transpose), operand.rank);
    case 'scaled':
      return { ...operand, operand: transpose(operand.operand) };
    case 'negative':
      return { ...operand, operand: transpose(operand.operand) };
    case 'diagonalMatrix':
    case 'unit':
      return operand;
    default: {
      const outside: MatrixTerm = { kind: 'transpose', operand, rank: operand.rank };
      if (operand.rank === 0) return operand;
      const inside = operand.rank === 2 ? transposedInside(operand) : undefined;
      return inside && transposes(inside) <= transposes(operand) ? inside : outside;
    }
  }
}

/** (A + f(B))ᵀ = Aᵀ + f(Bᵀ) */
function transposedInside(term: MatrixTerm): MatrixTerm | undefined {
  switch (term.kind) {
    case 'sum':
      return { ...term, terms: term.terms.map(transpose) };
    case 'elementwise':
      return { ...term, factors: term.factors.map(transpose) };
    case 'call':
      return { ...term, arguments: term.arguments.map(transpose) };
    case 'power':
      return { ...term, base: transpose(term.base), exponent: transpose(term.exponent) };
    case 'quotient':
      return { ...term, numerator: transpose(term.numerator), denominator: transpose(term.denominator) };
    case 'indicator':
      return { ...term, left: transpose(term.left), right: transpose(term.right) };
    default:
      return undefined;
  }
}

/** How many transposes of matrices are written. */
const transposes = (term: MatrixTerm): number => keyOf(term).split('"kind":"transpose"').length - 1;

/** The matrix product, flat, with numbers and signs in front. */
export function product(factors: readonly MatrixTerm[], rank: Rank): MatrixTerm {
  const flat: MatrixTerm[] = [];
  const front: MatrixTerm[] = [];
  let sign = 1;
  const add = (factor: MatrixTerm): void => {
    if (factor.kind === 'product') factor.factors.forEach(add);
    else if (factor.kind === 'unit') return;
    else if (factor.kind === 'scaled') {
      front.push(factor.factor);
      add(factor.operand);
    } else if (factor.kind === 'negative') {
      sign = -sign;
      add(factor.operand);
    } else flat.push(factor);
  };
  factors.forEach(add);
  scaleVectors(flat);
  const [first] = flat;
  let made: MatrixTerm = first && flat.length === 1 ? first : { kind: 'product', factors: flat, rank };
  if (!first) made = factors[0] as MatrixTerm;
  const scale = front.length === 0 ? undefined : numbers(front);
  return signed(sign, scale ? scaled(scale, made) : made);
}

const signed = (sign: number, term: MatrixTerm): MatrixTerm => (sign < 0 ? negative(term) : term);

export const negative = (operand: MatrixTerm): MatrixTerm =>
  operand.kind === 'negative' ? operand.operand : { kind: 'negative', operand, rank: operand.rank };

/** A product of numbers. */
export function numbers(factors: readonly MatrixTerm[]): MatrixTerm {
  const flat = factors.filter((factor) => !isNumber(factor, 1));
  const [first] = flat;
  if (!first) return whole(1);
  return flat.length === 1 ? first : elementwise(flat, 0);
}

export function scaled(factor: MatrixTerm, operand: MatrixTerm): MatrixTerm {
  if (isNumber(factor, 1)) return operand;
  if (factor.kind === 'negative') return negative(scaled(factor.operand, operand));
  if (operand.kind === 'negative') return negative(scaled(factor, operand.operand));
  if (operand.rank === 0) return isNumber(operand, 1) ? factor : numbers([factor, operand]);
  if (operand.kind === 'scaled') return scaled(numbers([factor, operand.factor]), operand.operand);
  return { kind: 'scaled', factor, operand, rank: operand.rank };
}

export function elementwise(factors: readonly MatrixTerm[], rank: Rank): MatrixTerm {
  const flat = factors.flatMap((factor) => (factor.kind === 'elementwise' ? factor.factors : [factor]));
  const [first] = flat;
  return first && flat.length === 1 ? first : { kind: 'elementwise', factors: flat, rank };
}

export function diagonalMatrix(operand: MatrixTerm): MatrixTerm {
  if (operand.kind === 'ones') return { kind: 'unit', size: operand.size, rank: 2 };
  if (operand.kind === 'scaled') return scaled(operand.factor, diagonalMatrix(operand.operand));
  if (operand.kind === 'negative') return negative(diagonalMatrix(operand.operand));
  return { kind: 'diagonalMatrix', operand, rank: 2 };
}

/** The expression is none of vectors and matrices. */
export class Unwritable extends Error {}

/** A product of arrays of one shape, their numbers and signs in front. */
export function timesEach(factors: readonly MatrixTerm[], rank: Rank): MatrixTerm {
  const front: MatrixTerm[] = [];
  const arrays: MatrixTerm[] = [];
  let sign = 1;
  for (const factor of factors) {
    const { sign: own, term } = unsigned(factor);
    sign *= own;
    if (term.kind === 'scaled') {
      front.push(term.factor);
      arrays.push(term.operand);
    } else (term.rank === 0 ? front : arrays).push(term);
  }
  const scale = numbers(front);
  const rest = arrays.filter((array) => array.kind !== 'ones' || arrays.length === 1);
  const made = rest.length === 0 ? scale : scaled(scale, elementwise(rest, rank));
  return sign < 0 ? negative(made) : made;
}

export const unsigned = (term: MatrixTerm): { sign: number; term: MatrixTerm } =>
  term.kind === 'negative' ? { sign: -1, term: term.operand } : { sign: 1, term };

/** The term with each of the terms that it is made of changed. */
export function mapParts(term: MatrixTerm, change: (part: MatrixTerm) => MatrixTerm): MatrixTerm {
  switch (term.kind) {
    case 'name':
    case 'number':
    case 'size':
    case 'ones':
    case 'unit':
      return term;
    case 'sum':
      return { ...term, terms: term.terms.map(change) };
    case 'product':
    case 'elementwise':
      return { ...term, factors: term.factors.map(change) };
    case 'scaled':
      return { ...term, factor: change(term.factor), operand: change(term.operand) };
    case 'quotient':
      return { ...term, numerator: change(term.numerator), denominator: change(term.denominator) };
    case 'power':
      return { ...term, base: change(term.base), exponent: change(term.exponent) };
    case 'call':
      return { ...term, arguments: term.arguments.map(change) };
    case 'indicator':
      return { ...term, left: change(term.left), right: change(term.right) };
    default:
      return { ...term, operand: change(term.operand) };
  }
}

/** A term whose parts were changed, with numbers and signs in front again. */
export function settled(term: MatrixTerm): MatrixTerm {
  switch (term.kind) {
    case 'scaled':
      return scaled(term.factor, term.operand);
    case 'negative':
      return negative(term.operand);
    case 'product':
      return product(term.factors, term.rank);
    default:
      return term;
  }
}

const hasArray = (term: MatrixTerm): boolean => /"rank":[12]/.test(keyOf(term));

/** The number of which an array is full; `undefined` for other arrays. */
export function repeatedNumber(term: MatrixTerm): MatrixTerm | undefined {
  if (term.kind === 'ones') return whole(1);
  // uᵀv beside v would be read as one of its elements.
  if (term.kind === 'scaled')
    return hasArray(term.factor) ? undefined : repeatedNumber(term.operand) && scaled(term.factor, whole(1));
  if (term.kind === 'negative') {
    const inner = repeatedNumber(term.operand);
    return inner && negative(inner);
  }
  if (term.kind !== 'product') return undefined;
  const isFull = term.factors.every(({ kind, ...rest }) =>
    kind === 'transpose' ? (rest as { operand: MatrixTerm }).operand.kind === 'ones' : kind === 'ones',
  );
  return isFull ? whole(1) : undefined;
}

/** How much there is to read. */
export const lengthOf = (term: MatrixTerm): number => keyOf(term).split('"kind":').length;

/** diag(v)u = v ⊙ u, and uᵀdiag(v) = (u ⊙ v)ᵀ. */
function scaleVectors(factors: MatrixTerm[]): void {
  for (let i = factors.length - 1; i > 0; i -= 1) {
    const [left, right] = [factors[i - 1], factors[i]] as [MatrixTerm, MatrixTerm];
    const isColumn = right.rank === 1 && right.kind !== 'transpose';
    const isRow = left.kind === 'transpose' && left.operand.rank === 1;
    if (left.kind === 'diagonalMatrix' && isColumn) factors.splice(i - 1, 2, timesEach([left.operand, right], 1));
    else if (right.kind === 'diagonalMatrix' && isRow)
      factors.splice(i - 1, 2, transpose(timesEach([left.operand, right.operand], 1)));
  }
}
