/** Arguments that custom makes arrays: what is subtracted from a product of matrices, and targets. */
import { Op } from '../calculus/operations';
import type { BinaryOperator } from '../languages/program';
import { elementsOf } from './arrays';
import type { Context } from './context';
import { rankAndSizes } from './primitives/axes';
import type { ArrayValue, Scalar, Value } from './values';

const PRODUCTS = new Set(['@', 'matmul', 'dot', 'matvec', 'linalg.multi_dot']);
/** What data sets call the values that are to be met. */
const TARGET = /^(y|Y|t|T|targets?|labels?|y_true|y_train)$/;

/**
 * The `y` of `X @ w - y` is measured like `X @ w`, unless something says that it is a number: the trace starts again
 * with an array. So is a target beside any array (`y * np.log(p)`).
 */
export function demandLikeProduct(context: Context, operator: BinaryOperator, a: Value, b: Value): void {
  if (operator !== '-' && operator !== '*') return;
  if (a.kind === 'array' && b.kind === 'scalar') demand(context, operator, a, b);
  if (b.kind === 'array' && a.kind === 'scalar') demand(context, operator, b, a);
}

function demand(context: Context, operator: BinaryOperator, array: ArrayValue, bare: Scalar): void {
  const rank = array.shape.length;
  const g = context.graph;
  const name = context.inputs.ownerOf(g.op(bare.node) === Op.Negate ? g.a(bare.node) : bare.node);
  if (name === undefined || rank === 0 || rank > 2) return;
  const state = context.inputs.book.stateOf(name);
  if (state.rank !== null || state.likelyScalar === true) return;
  const known = context.wholes.of(elementsOf(array), array.shape);
  const isProduct = operator === '-' && known.kind === 'whole' && PRODUCTS.has(known.operation);
  if (!isProduct && !TARGET.test(name.split('.').at(-1) ?? name)) return;
  context.inputs.demandByName(name, rankAndSizes(rank), context.span);
}
