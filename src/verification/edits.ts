/** The small mistakes that people make in an expression: each one undone, as an expression without it. */
import * as c from '../calculus/construct';
import { rowOf } from '../calculus/functions/table';
import type { Graph, NodeId } from '../calculus/graph';
import { Op } from '../calculus/operations';
import { rebuild } from '../calculus/transplant';

export interface Edit {
  readonly result: NodeId;
  /** What is wrong, with `before` and `after` for the texts of two expressions: "`before` should be `after`". */
  readonly kind: 'function' | 'argument' | 'index' | 'exponent' | 'sign' | 'degrees' | 'dropped' | 'order' | 'number';
  readonly before: NodeId;
  readonly after: NodeId;
}

/** Functions that are mistaken for one another. */
const confusions: readonly (readonly string[])[] = [
  ['sin', 'cos', 'tan'],
  ['sinh', 'cosh', 'tanh'],
  ['asin', 'acos', 'atan'],
  ['exp', 'log'],
  ['exp', 'expm1'],
  ['log', 'log10', 'log2', 'log1p'],
  ['sqrt', 'cbrt'],
  ['max', 'min'],
  ['floor', 'ceil', 'round', 'trunc'],
];

/** Larger expressions are not searched. */
const LARGEST_TREE = 400;
/** Products longer than this have their short factors searched first: that is soon done. */
const LONG_PRODUCT = 150;
const SHORT_FACTOR = 60;

/** All expressions that differ from `root` by one edit, in the order of how common the mistakes are. */
export function* singleEdits(g: Graph, root: NodeId, symbols: readonly NodeId[]): Generator<Edit> {
  const places = [...positions(g, root)];
  if (places.length > LARGEST_TREE) return;
  for (const place of places)
    for (const edit of editsAt(g, place.node, symbols))
      yield { ...edit, result: replaceAt(g, root, place.path, edit.whole ?? edit.after) };
  // The same mistake in all the places where the expression stands.
  for (const node of repeated(places))
    for (const edit of editsAt(g, node, symbols))
      yield { ...edit, result: replaceAll(g, root, new Map([[node, edit.whole ?? edit.after]])) };
}

/** Of a long product the edits of its short factors: `1 - h` in `sum(…) * (1 - h)`. */
export function* editsOfFactors(g: Graph, root: NodeId, symbols: readonly NodeId[]): Generator<Edit> {
  if ([...positions(g, root)].length <= LONG_PRODUCT) return;
  for (const factor of new Set(factorsOf(g, root))) {
    const places = [...positions(g, factor)];
    if (factor === root || places.length > SHORT_FACTOR) continue;
    for (const { node, path } of places)
      for (const edit of editsAt(g, node, symbols)) {
        const edited = replaceAt(g, factor, path, edit.whole ?? edit.after);
        yield { ...edit, result: c.divide(g, c.multiply(g, root, edited), factor) };
      }
  }
}

interface Position {
  readonly node: NodeId;
  readonly path: readonly number[];
}

/** Every place in the expression, as a tree; stops a little after the limit. */
function* positions(g: Graph, root: NodeId): Generator<Position> {
  const open: Position[] = [{ node: root, path: [] }];
  let count = 0;
  for (let place = open.shift(); place !== undefined; place = open.shift()) {
    yield place;
    count += 1;
    if (count > LARGEST_TREE) return;
    if (g.op(place.node) === Op.Hole || g.op(place.node) === Op.HolePartial) continue;
    g.operands(place.node).forEach((node, k) => open.push({ node, path: [...place.path, k] }));
  }
}

function repeated(places: readonly Position[]): NodeId[] {
  const counts = new Map<NodeId, number>();
  for (const { node } of places) counts.set(node, (counts.get(node) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1).map(([node]) => node);
}

function replaceAt(g: Graph, root: NodeId, path: readonly number[], by: NodeId): NodeId {
  const [first, ...rest] = path;
  if (first === undefined) return by;
  const operands = g.operands(root);
  const replaced = replaceAt(g, operands[first] as NodeId, rest, by);
  return withOperands(
    g,
    root,
    operands.map((operand, k) => (k === first ? replaced : operand)),
  );
}

/** The node with other operands; the same operand may stand in two places. */
function withOperands(g: Graph, id: NodeId, operands: readonly NodeId[]): NodeId {
  let k = 0;
  return rebuild(g, g, id, () => operands[k++] as NodeId);
}

/** The expression with some nodes of it replaced by others. */
export function replaceAll(g: Graph, root: NodeId, replacements: ReadonlyMap<NodeId, NodeId>): NodeId {
  const made = new Map(replacements);
  const copy = (id: NodeId): NodeId => {
    const known = made.get(id);
    if (known !== undefined) return known;
    const op = g.op(id);
    const operands = op === Op.Hole || op === Op.HolePartial ? [] : g.operands(id);
    const copies = operands.map(copy);
    const result = copies.every((operand, k) => operand === operands[k]) ? id : withOperands(g, id, copies);
    made.set(id, result);
    return result;
  };
  return copy(root);
}

/** `whole` stands in for the expression itself where `before` and `after` are parts of it. */
type Local = Omit<Edit, 'result'> & { readonly whole?: NodeId };

function* editsAt(g: Graph, id: NodeId, symbols: readonly NodeId[]): Generator<Local> {
  const make = (kind: Edit['kind'], after: NodeId): Local => ({ kind, before: id, after });
  const op = g.op(id);
  const row = rowOf(g, id);
  const [a, b] = [g.a(id), g.b(id)];
  if (op === Op.Symbol) {
    const { variable } = g.symbolOf(id);
    for (const other of symbols)
      if (other !== id) yield make(g.symbolOf(other).variable === variable ? 'index' : 'argument', other);
    yield make('exponent', c.square(g, id));
    return;
  }
  if (row) {
    const args = [a, b, g.c(id)].slice(0, row.arity);
    for (const group of confusions)
      if (group.includes(row.name))
        for (const name of group) if (name !== row.name) yield make('function', c.call(g, name, ...args));
    if (['sin', 'cos', 'tan'].includes(row.name)) {
      const pi = c.constant(g, 'pi');
      yield make('degrees', c.call(g, row.name, c.divide(g, c.multiply(g, a, pi), g.integer(180))));
      yield make('degrees', c.call(g, row.name, c.divide(g, c.multiply(g, a, g.integer(180)), pi)));
    }
    if (row.name === 'sqrt') yield* otherNorm(g, id, a);
    yield make('sign', c.call(g, row.name, ...args.map((argument) => c.negate(g, argument))));
    if (row.arity === 1) {
      yield make('dropped', a);
      yield make('exponent', c.square(g, id));
    }
    return;
  }
  switch (op) {
    case Op.Add:
      yield make('sign', c.subtract(g, a, b));
      yield make('sign', c.subtract(g, b, a));
      break;
    case Op.Subtract:
      yield make('sign', c.add(g, a, b));
      yield make('order', c.subtract(g, b, a));
      break;
    case Op.Negate:
      yield make('sign', a);
      break;
    case Op.Power: {
      const n = g.valueOf(b);
      if (n === undefined) break;
      if (n === 0.5) yield* otherNorm(g, id, a);
      // x·x where x·y was meant is a power.
      if (n === 2 && g.op(a) === Op.Symbol)
        for (const other of symbols)
          if (other !== a) yield { kind: 'index', before: a, after: other, whole: c.multiply(g, a, other) };
      for (const step of [-1, 1, 2, -2, 0.5, -0.5])
        yield make('exponent', c.power(g, a, c.add(g, b, c.divide(g, g.integer(step * 2), g.integer(2)))));
      break;
    }
    case Op.Divide:
      yield make('order', c.divide(g, b, a));
      yield make('exponent', c.divide(g, a, c.square(g, b)));
      yield make('exponent', c.divide(g, id, b));
      if (g.op(b) === Op.Power) yield make('exponent', c.divide(g, a, g.a(b)));
      yield make('dropped', c.multiply(g, a, b));
      break;
    case Op.Select:
      yield make('order', c.select(g, a, g.c(id), b));
      if (g.op(a) === Op.Less || g.op(a) === Op.LessOrEqual)
        yield make('order', c.select(g, c.less(g, g.b(a), g.a(a)), b, g.c(id)));
      break;
    default:
      break;
  }
}

/** The sum of the absolute values in place of the length: another order of the norm. */
function* otherNorm(g: Graph, id: NodeId, radicand: NodeId): Generator<Local> {
  const terms = termsOf(g, radicand);
  const bases = terms.flatMap((term) => (g.op(term) === Op.Power && g.valueOf(g.b(term)) === 2 ? [g.a(term)] : []));
  if (terms.length < 2 || bases.length < terms.length) return;
  const after = c.sum(
    g,
    bases.map((base) => c.call(g, 'abs', base)),
  );
  yield { kind: 'function', before: id, after };
}

/** Sums as their terms, each with its sign: a − (b + c) is a, −b, −c. */
export function termsOf(g: Graph, id: NodeId, limit = 60): NodeId[] {
  const terms: NodeId[] = [];
  const open: [NodeId, 1 | -1][] = [[id, 1]];
  for (let entry = open.pop(); entry && terms.length < limit; entry = open.pop()) {
    const [node, sign] = entry;
    const op = g.op(node);
    if (op === Op.Add || op === Op.Subtract)
      open.push([g.b(node), op === Op.Add ? sign : sign === 1 ? -1 : 1], [g.a(node), sign]);
    else if (op === Op.Negate) open.push([g.a(node), sign === 1 ? -1 : 1]);
    else terms.push(sign === 1 ? node : c.negate(g, node));
  }
  return terms;
}

/** Products as their factors; of a quotient also the reciprocals of what it is divided by. */
export function factorsOf(g: Graph, id: NodeId, limit = 40): NodeId[] {
  const factors: NodeId[] = [];
  const open: [NodeId, boolean][] = [[id, false]];
  for (let entry = open.pop(); entry && factors.length < limit; entry = open.pop()) {
    const [node, inverse] = entry;
    const op = g.op(node);
    if (op === Op.Multiply) open.push([g.b(node), inverse], [g.a(node), inverse]);
    else if (op === Op.Divide) open.push([g.b(node), !inverse], [g.a(node), inverse]);
    else if (op === Op.Negate) open.push([g.a(node), inverse]);
    else {
      factors.push(inverse ? c.divide(g, g.integer(1), node) : node);
      if (op === Op.Power && g.valueOf(g.b(node)) !== undefined)
        factors.push(inverse ? c.divide(g, g.integer(1), g.a(node)) : g.a(node));
    }
  }
  return factors;
}
