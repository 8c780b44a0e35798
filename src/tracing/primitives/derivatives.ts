/** `jax.grad(f)`, `jacobian(f)`, `hessian(f)` of functions that can be read: their derivatives, in symbols. */
import { jacobian } from '../../calculus/differentiate/jacobian';
import type { NodeId } from '../../calculus/graph';
import { Transplant } from '../../calculus/transplant';
import * as make from '../../calculus/construct';
import { elementsOf, freshArray, reshaped } from '../arrays';
import { callValue } from '../calls';
import { sequenceOf, toArray, toCount, unwrap } from '../coercion';
import { leavesOf } from '../constants';
import type { Context } from '../context';
import { asNumber } from '../merge';
import { scalar, text, tuple } from '../values';
import type { ArrayValue, Scalar, Value } from '../values';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';

type Kind = 'grad' | 'value_and_grad' | 'jacobian' | 'hessian' | 'elementwise_grad';

const nodesOf = (context: Context, value: ArrayValue | Scalar): NodeId[] =>
  (value.kind === 'array' ? elementsOf(value) : [value.node]).map((node) => asNumber(context.graph, node));

const shapeOf = (value: ArrayValue | Scalar): readonly number[] => (value.kind === 'array' ? value.shape : []);

const like = (nodes: readonly NodeId[], shape: readonly number[]): Value =>
  unwrap(freshArray([...nodes], shape, 'float'));

let fresh = 0;

/**
 * The function is called on symbols of its own, derived by them, and what was given put in their place: what it sees of
 * the arguments in any other way stays as it is.
 */
function derivativeAt(call: Call, kind: Kind, fn: Value, args: readonly Value[], wanted: readonly number[]): Value {
  const { context } = call;
  const g = context.graph;
  // Called on the arguments first: what they must be is found out as in any call.
  const whole = callValue(context, fn, args, []);
  const points = wanted.map((place) =>
    toArray(context, args[place] ?? call.refuse(`\`${call.name}\` is by an argument that is not given.`)),
  );
  const symbols = points.map((point) => nodesOf(context, point).map(() => g.symbol(`\u2202${(fresh += 1)}`)));
  const inner = [...args];
  wanted.forEach((place, k) => {
    inner[place] = like(symbols[k] as NodeId[], shapeOf(points[k] as ArrayValue | Scalar));
  });
  const conditions = context.conditions.length;
  const assumed = new Set(g.assumptions);
  const result = toArray(context, callValue(context, fn, inner, []));
  const outputs = nodesOf(context, result);
  const isOneNumber = shapeOf(result).every((size) => size === 1);
  if (!isOneNumber && kind !== 'jacobian' && kind !== 'elementwise_grad')
    return call.refuse(`\`${call.name}\` needs a function that gives one number.`);
  const roots = kind === 'elementwise_grad' ? [make.sum(g, outputs)] : outputs;
  const given = new Map<NodeId, NodeId>();
  symbols.forEach((own, k) => {
    const nodes = nodesOf(context, points[k] as ArrayValue | Scalar);
    own.forEach((symbol, i) => given.set(symbol, nodes[i] as NodeId));
  });
  const dense = (of: readonly NodeId[], by: readonly NodeId[]): NodeId[] => {
    const cells = new Array<NodeId>(of.length * by.length).fill(g.integer(0));
    for (const { row, column, node } of jacobian(g, of, by).entries) cells[row * by.length + column] = node;
    return cells;
  };
  const replaced = (nodes: readonly NodeId[]): NodeId[] => {
    const all = new Map(given);
    for (const leaf of leavesOf(g, nodes)) if (!all.has(leaf)) all.set(leaf, leaf);
    return new Transplant(g, g, all).copyAll(nodes);
  };
  const parts = symbols.map((own, k) => {
    const shape = shapeOf(points[k] as ArrayValue | Scalar);
    const first = dense(roots, own);
    if (kind === 'hessian') return like(replaced(dense(first, own)), [...shape, ...shape]);
    if (kind === 'jacobian') return like(replaced(first), [...shapeOf(result), ...shape]);
    return like(replaced(first), shape);
  });
  // What must hold for the symbols must hold for what stands in their place.
  const own = context.conditions.splice(conditions);
  context.conditions.push(...replaced(own));
  for (const condition of [...g.assumptions])
    if (!assumed.has(condition)) {
      const [there] = replaced([condition]) as [NodeId];
      if (there !== condition) g.assumptions.delete(condition);
      g.assumptions.add(there);
    }
  const derivative = parts.length === 1 ? (parts[0] as Value) : tuple(parts);
  return kind === 'value_and_grad' ? tuple([whole, derivative]) : derivative;
}

/** What `derivative.call` is called on, later. */
const later = (call: Call, kind: Kind, fun: Value, keywords: readonly (readonly [string, Value])[] = []): Value => ({
  kind: 'bound',
  callee: { kind: 'builtin', primitive: 'derivative.call', name: call.name },
  positional: [text(kind), fun],
  keywords,
});

const transform = (kind: Kind): Primitive =>
  primitive('fun, argnums?, *more', (call) => {
    if (call.keywords.has('has_aux')) return call.refuse('`has_aux` is not understood.');
    const argnums = call.optional('argnums') ?? call.keywords.get('argnum');
    const keywords: (readonly [string, Value])[] = argnums ? [['argnums', argnums]] : [];
    return later(call, kind, call.value('fun'), keywords);
  });

/** `nd.Gradient(f, step=1e-6)`: steps, method and order of approximation are of no matter to what is approximated. */
const differences = (kind: Kind): Primitive =>
  primitive('fun, step?, method?, order?, n?, *more', (call) => {
    const order = call.optional('n');
    if (order && toCount(call.context, order, 'The order of the derivative') !== 1)
      return call.refuse('Derivatives of higher order are not read here.');
    return later(call, kind, call.value('fun'));
  });

function called(call: Call): Value {
  const kind = call.text('kind') as Kind;
  const argnums = call.keywords.get('argnums');
  const places = argnums
    ? (argnums.kind === 'tuple' || argnums.kind === 'list' ? sequenceOf(call.context, argnums) : [argnums]).map(
        (value) => toCount(call.context, value, 'The argument to derive by'),
      )
    : [0];
  if ([...call.keywords.keys()].some((key) => key !== 'argnums'))
    return call.refuse('A derivative is called with positional arguments here.');
  const result = derivativeAt(call, kind, call.value('fun'), call.rest, places);
  const isTuple = argnums?.kind === 'tuple' && places.length === 1 && kind !== 'value_and_grad';
  return isTuple ? tuple([result]) : result;
}

/** `vmap(f)(xs)`: f of every item along the first axis. */
function mapped(call: Call): Value {
  const { context } = call;
  const [fn, axes, ...args] = call.rest;
  if (!fn) return call.refuse('`vmap` needs a function.');
  const isMapped = args.map((_arg, i) => {
    const axis = axes?.kind === 'tuple' || axes?.kind === 'list' ? sequenceOf(context, axes)[i] : axes;
    if (!axis || axis.kind === 'none') return axis === undefined;
    if (toCount(context, axis, 'The axis') !== 0) return call.refuse('`vmap` is understood along the first axis.');
    return true;
  });
  const columns = args.map((arg, i) => (isMapped[i] ? sequenceOf(context, arg) : undefined));
  const count = columns.find((column) => column !== undefined)?.length ?? 0;
  const rows = Array.from({ length: count }, (_unused, i) =>
    callValue(
      context,
      fn,
      args.map((arg, k) => columns[k]?.[i] ?? arg),
      [],
    ),
  );
  return stacked(call, rows);
}

/** Results of one kind on top of each other: arrays, or tuples of such. */
function stacked(call: Call, rows: readonly Value[]): Value {
  const [first] = rows;
  if (!first) return call.refuse(`\`${call.name}\` of nothing.`);
  if (first.kind === 'none') return first;
  if (first.kind === 'tuple')
    return tuple(
      first.items.map((_item, k) =>
        stacked(
          call,
          rows.map((row) => (row.kind === 'tuple' ? (row.items[k] as Value) : call.refuse('These results differ.'))),
        ),
      ),
    );
  const arrays = rows.map((row) => toArray(call.context, row));
  const shape = shapeOf(arrays[0] as ArrayValue | Scalar);
  if (arrays.some((array) => shapeOf(array).join() !== shape.join()))
    return call.refuse('These results have different shapes.');
  return reshaped(
    freshArray(
      arrays.flatMap((array) => nodesOf(call.context, array)),
      [arrays.length, ...shape],
      'float',
    ),
    [arrays.length, ...shape],
  );
}

function foriLoop(call: Call): Value {
  const { context } = call;
  const [from, to] = [call.count('lower'), call.count('upper')];
  let value = call.value('init_val');
  for (let i = from; i < to; i += 1)
    value = callValue(context, call.value('body_fun'), [scalar(context.graph.integer(i), 'int'), value], []);
  return value;
}

function scan(call: Call): Value {
  const { context } = call;
  const given = call.optional('xs');
  const columns = (value: Value): readonly Value[] =>
    value.kind === 'tuple'
      ? transposed(value.items.map((item) => sequenceOf(context, item)))
      : sequenceOf(context, value);
  const items = given ? columns(given) : Array.from({ length: call.count('length') }, (): Value => ({ kind: 'none' }));
  if (call.optional('reverse')) return call.refuse('`reverse` of `scan` is not understood.');
  let carry = call.value('init');
  const results: Value[] = [];
  for (const item of items) {
    const [next, result] = sequenceOf(context, callValue(context, call.value('f'), [carry, item], []));
    if (!next || !result) return call.refuse('The function of `scan` gives two values.');
    carry = next;
    results.push(result);
  }
  return tuple([carry, stacked(call, results)]);
}

const transposed = (columns: readonly (readonly Value[])[]): Value[] =>
  (columns[0] ?? []).map((_item, i) => tuple(columns.map((column) => column[i] as Value)));

export const derivativePrimitives: Readonly<Record<string, Primitive>> = {
  'derivative.grad': transform('grad'),
  'derivative.value_and_grad': transform('value_and_grad'),
  'derivative.jacobian': transform('jacobian'),
  'derivative.hessian': transform('hessian'),
  'derivative.elementwise_grad': transform('elementwise_grad'),
  'numdifftools.Derivative': differences('elementwise_grad'),
  'numdifftools.Gradient': differences('grad'),
  'numdifftools.Jacobian': differences('jacobian'),
  'numdifftools.Hessian': differences('hessian'),
  // `approx_fprime(x, f, 1e-8)`: the gradient, of a function of several values the Jacobian.
  'derivative.approximate': primitive('xk, f, epsilon?, *more', (call) =>
    derivativeAt(call, 'jacobian', call.value('f'), [call.value('xk'), ...call.rest], [0]),
  ),
  'derivative.call': primitive('kind, fun, *arguments', called),
  'derivative.jacobianAt': primitive('func, inputs', (call) =>
    derivativeAt(call, 'jacobian', call.value('func'), [call.value('inputs')], [0]),
  ),
  'derivative.hessianAt': primitive('func, inputs', (call) =>
    derivativeAt(call, 'hessian', call.value('func'), [call.value('inputs')], [0]),
  ),
  vmap: primitive('fun, in_axes?, out_axes?', (call) => {
    if (call.optional('out_axes')) return call.refuse('`out_axes` of `vmap` is not understood.');
    const axes = call.optional('in_axes') ?? scalar(call.context.graph.integer(0), 'int');
    return {
      kind: 'bound',
      callee: { kind: 'builtin', primitive: 'vmap.call', name: call.name },
      positional: [call.value('fun'), axes],
      keywords: [],
    };
  }),
  'vmap.call': primitive('*arguments', mapped),
  'lax.fori_loop': primitive('lower, upper, body_fun, init_val', foriLoop),
  'lax.scan': primitive('f, init, xs?, length?, reverse?', scan),
  'lax.map': primitive('f, xs', (call) =>
    stacked(
      call,
      sequenceOf(call.context, call.value('xs')).map((item) => callValue(call.context, call.value('f'), [item], [])),
    ),
  ),
};
