/**
 * NumPy's `matrix`: an array that always has two axes, whose `*` is the product of matrices and whose `**` is their
 * power. What is made of one is one again, as `numpy/matrixlib/defmatrix.py` has it.
 */
import { trueNode } from '../calculus/conditions';
import { broadcastTo, permuted } from './arrays';
import { toCount, toFullArray, unwrap } from './coercion';
import { refuse } from './context';
import type { Context } from './context';
import { isNamedAsMatrix } from './customs';
import type { Keywords } from './functions';
import { select } from './indexing';
import type { Selection } from './indexing';
import { none, scalar } from './values';
import type { ArrayValue, Scalar, Value } from './values';

export const isMatrix = (value: Value): value is ArrayValue => value.kind === 'array' && value.isMatrix === true;

const holdsMatrix = (value: Value): boolean =>
  isMatrix(value) ||
  (value.kind === 'tuple' && value.items.some(isMatrix)) ||
  (value.kind === 'list' &&
    Array.isArray(value.object.get()) &&
    (value.object.get() as readonly Value[]).some(isMatrix));

/** The array without what makes it a matrix. */
export function asPlain({ kind, buffer, shape, strides, offset, type, source }: ArrayValue): ArrayValue {
  return { kind, buffer, shape, strides, offset, type, ...(source && { source }) };
}

/** A view of the array as a matrix: a vector is a row. */
export function asMatrix(context: Context, array: ArrayValue): ArrayValue {
  const missing = 2 - array.shape.length;
  if (missing < 0) return refuse(context, 'A matrix has two axes.');
  return { ...broadcastTo(array, [1, 1, ...array.shape].slice(2 - missing)), isMatrix: true };
}

/** What an operation on matrices gives: a matrix where it is an array. */
const marked = <V extends Value>(context: Context, result: V): V | ArrayValue =>
  result.kind === 'array' && result.shape.length <= 2 ? asMatrix(context, result) : result;

/** The sides of a product of matrices by `*`; `undefined` where one of the sides is a number. */
function factors(context: Context, a: Value, b: Value): [Value, Value] | undefined {
  const isNumber = (value: Value): boolean => {
    if (value.kind === 'array') return value.shape.length === 0;
    const input = value.kind === 'scalar' ? context.inputs.inputBehind(value) : undefined;
    if (value.kind !== 'scalar' || input === undefined) return value.kind === 'scalar';
    // Of an argument that nothing tells the shape of, unlike an element of one.
    return !isNamedAsMatrix(input) || context.inputs.book.stateOf(input).rank !== null;
  };
  if (isNumber(a) || isNumber(b)) return undefined;
  const isSequence = b.kind === 'list' || b.kind === 'tuple' || (b.kind === 'array' && !isMatrix(b));
  return isMatrix(a) && isSequence ? [a, asMatrix(context, toFullArray(context, b))] : [a, b];
}

/** What an operator of arrays gives of matrices; `undefined` where none of the two is one. */
export function matrixOperator(
  context: Context,
  operator: string,
  a: Value,
  b: Value,
  { product, power, others }: Record<'product' | 'power' | 'others', (a: Value, b: Value) => Value>,
): Value | undefined {
  if (!isMatrix(a) && !isMatrix(b)) return undefined;
  if (operator === '**' && isMatrix(a)) return marked(context, power(a, b));
  const sides = operator === '*' ? factors(context, a, b) : operator === '@' ? ([a, b] as const) : undefined;
  return marked(context, sides ? product(...sides) : others(a, b));
}

/** The operator that has the same meaning for arrays: `@` for the `*` of matrices. */
export function operatorOfArrays<O extends string>(operator: O, a: Value, b: Value): O | '@' {
  const isProduct = operator === '*' && (isMatrix(a) || isMatrix(b)) && a.kind !== 'scalar' && b.kind !== 'scalar';
  return isProduct ? '@' : operator;
}

/** `M[i]` and `M[:, j]` keep both axes: an index is as good as a slice of one, unless it picks an element. */
function indicesOfMatrix(context: Context, indices: readonly Value[]): readonly Value[] {
  const isIndex = (value: Value): value is Scalar => value.kind === 'scalar' && value.type !== 'bool';
  if (indices.length === 2 && indices.every(isIndex)) return indices;
  return indices.map((index) => {
    if (!isIndex(index)) return index;
    const at = toCount(context, index, 'This index');
    const number = (value: number): Scalar => scalar(context.graph.integer(value), 'int');
    return { kind: 'slice', start: number(at), stop: at === -1 ? none : number(at + 1), step: none };
  });
}

/** What the indices pick from a matrix. */
export function selectOfMatrix(context: Context, matrix: ArrayValue, indices: readonly Value[]): Selection {
  // An index that is out of bounds asks for a larger argument, as a slice would not.
  const selection = select(context, matrix, indices);
  const kept = indicesOfMatrix(context, indices);
  return kept === indices ? selection : select(context, matrix, kept);
}

/** What lists of indices pick of a matrix; a column where a single index stands second. */
export function pickedOfMatrix(context: Context, indices: readonly Value[], result: Value): Value {
  if (result.kind !== 'array') return result;
  if (result.shape.length === 0) return unwrap(result);
  if (result.shape.length > 2) return asPlain(result);
  const isColumn = result.shape.length === 1 && indices[1]?.kind === 'scalar';
  const row = asMatrix(context, asPlain(result));
  return isColumn ? permuted(row, [1, 0]) : row;
}

/** What gives arrays of matrices: `np.array(M)`, `M.A`. */
const PLAIN = new RegExp(
  [
    String.raw`^numpy\.(array|asarray\w*|ascontiguousarray|asfortranarray|copy|ravel|where|outer|einsum|diag(onal)?|interp)$`,
    String.raw`^numpy\.(select|piecewise|histogram|meshgrid|unique|fft\..*|linalg\.(vector_)?norm)$`,
    String.raw`^\.(A1?|getA1?|flat|shape|size|ndim|tolist|item|nonzero)$`,
    String.raw`^scipy\.(?!special\.)`,
  ].join('|'),
);

/** Reductions that do not take `keepdims` here. */
const ACROSS = /(median|percentile|quantile)$/;

/** The keywords of a call on a matrix: what is reduced along an axis keeps it. */
export function keywordsOfMatrix(
  context: Context,
  name: string,
  positional: readonly Value[],
  keywords: Keywords,
  names: readonly string[],
): Keywords {
  const [first, second] = positional;
  if (!first || !isMatrix(first) || !names.includes('keepdims') || PLAIN.test(name) || ACROSS.test(name))
    return keywords;
  const named = (key: string): Value | undefined => keywords.find(([one]) => one === key)?.[1];
  const axis = named('axis') ?? (names[1] === 'axis' ? second : undefined);
  if (axis === undefined || axis.kind === 'none' || named('keepdims')) return keywords;
  return [...keywords, ['keepdims', scalar(trueNode(context.graph), 'bool')]];
}

/** What a call with matrices gives. */
export function resultOfMatrices(context: Context, name: string, given: readonly Value[], result: Value): Value {
  if (!given.some(holdsMatrix)) return result;
  const isPlain = PLAIN.test(name);
  if (result.kind === 'array')
    return isPlain || result.shape.length > 2 ? asPlain(result) : asMatrix(context, asPlain(result));
  if (result.kind !== 'tuple' || isPlain) return result;
  return {
    ...result,
    items: result.items.map((item) =>
      item.kind === 'array' && item.shape.length === 2 ? asMatrix(context, item) : item,
    ),
  };
}
