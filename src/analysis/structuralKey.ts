/**
 * A function and its derivative told by what they consist of, whatever its source looks like: while somebody types a
 * comment, or a line that the result does not depend on yet, it stays the same, and so does all that is shown of it.
 */
import type { Graph, NodeId } from '../calculus/graph';
import { Op } from '../calculus/operations';
import { reachable } from '../calculus/reachable';
import type { Differentiated } from './differentiated';

/** What consists of more nodes than these is not told apart in a time worth spending. */
const MOST_NODES = 20_000;

/** What is told by a key: all that is shown of a function, its own formula, or its derivative with the names that it may use. */
export type Aspect = 'all' | 'value' | { readonly values: readonly NodeId[] };

/** Equal for two functions of which the same is shown; `null` where it would be too long. */
export function structuralKey(
  { traced, wrt, columns, kind, shape, matrix }: Differentiated,
  aspect: Aspect = 'all',
): string | null {
  const { graph, inputs, output, parts, conditions: required } = traced;
  if (graph.size > MOST_NODES) return null;
  const outputs = typeof aspect === 'object' ? aspect.values : traced.outputs;
  const [cells, conditions] = [aspect === 'value' ? [] : matrix.entries, aspect === 'all' ? required : []];
  const dropped = [...graph.dropped];
  const guards = dropped.flatMap(([node, guard]) => (guard === null ? [node] : [node, guard]));
  const symbols = inputs.flatMap((input) => input.symbols);
  const entries = cells.map(({ node }) => node);
  const roots = [...outputs, ...entries, ...columns, ...symbols, ...conditions, ...graph.assumptions, ...guards];
  const nodes = reachable(graph, roots);
  const places = new Map(nodes.map((node, i) => [node, i]));
  const place = (node: NodeId): number => places.get(node) ?? -1;
  return JSON.stringify([
    nodes.map((node) => written(graph, node, place)),
    namesThatCount(graph, places),
    graph.symbols,
    [kind, shape, output, parts],
    wrt.map(({ name }) => name),
    inputs.map(({ symbols: own, ...input }) => [input, own.map(place)]),
    [outputs, columns, conditions, [...graph.assumptions]].map((list) => list.map(place)),
    dropped.map(([node, guard]) => [place(node), guard === null ? null : place(guard)]),
    [matrix.rows, matrix.columns, cells.map(({ row, column, node }) => [row, column, place(node)])],
  ]);
}

/** What a part of a formula may be called by itself: no such name is given to two things. */
const GIVEN_NAME = /^(?:.|sigma|u_\d+|‖.*|f_.*)$/u;

/** Names of parts; of what the result does not depend on, only those that would otherwise mean something else. */
function namesThatCount(graph: Graph, places: ReadonlyMap<NodeId, number>): [number, string][] {
  const own = new Set([...graph.names].filter(([node]) => places.has(node)).map(([, name]) => name));
  return [...graph.names].flatMap(([node, name]): [number, string][] => {
    const counts = places.has(node) || own.has(name) || GIVEN_NAME.test(name);
    return counts ? [[places.get(node) ?? -1, name]] : [];
  });
}

/** A node by its operation and operands, which stand before it. */
function written(graph: Graph, node: NodeId, place: (node: NodeId) => number): unknown {
  const op = graph.op(node);
  switch (op) {
    case Op.Number: {
      const { exact, value, spelling } = graph.numberOf(node);
      // JSON knows neither infinities nor −0.
      return exact ? [`${exact.numerator}/${exact.denominator}`, spelling] : [String(value), spelling];
    }
    case Op.Constant:
    case Op.Symbol:
      return [op, graph.a(node)];
    case Op.Hole:
      return [op, graph.holeOf(node), graph.operands(node).map(place)];
    case Op.HolePartial:
      return [op, graph.holeOf(node), graph.c(node), graph.operands(node).map(place)];
    default:
      return [op, ...graph.operands(node).map(place)];
  }
}
