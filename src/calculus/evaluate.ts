/** Values of expressions in doubles, by one sweep over the graph. For many points, compile instead (`numerics/`). */
import { arithmetic } from './arithmetic';
import { isClosed } from './facts';
import { functionRows } from './functions/table';
import type { Graph, NodeId } from './graph';
import { FIRST_FUNCTION, namedConstants, Op } from './operations';
import { forEachOperand, reachable, reachedMarks } from './reachable';

/** Values of symbols by their nodes. A symbol that is missing is NaN. */
export type SymbolValues = ReadonlyMap<NodeId, number>;

/** The value of an unknown function (or of its partial derivative); without one, unknown functions are NaN. */
export type HoleValue = (id: NodeId, args: readonly number[]) => number;

/**
 * The values of all nodes that the roots consist of, indexed by node (0 elsewhere). Conditions are 1 or 0. Where a
 * branch of a `select` is not taken, whatever it is there (NaN, infinite) never reaches the result.
 */
export function evaluate(g: Graph, roots: readonly NodeId[], symbols: SymbolValues, hole?: HoleValue): Float64Array {
  const marks = reachedMarks(g, roots);
  const values = new Float64Array(marks.length);
  for (let id = 0; id < marks.length; id += 1) if (marks[id] === 1) values[id] = valueOf(g, id, values, symbols, hole);
  return values;
}

function valueOf(
  g: Graph,
  id: NodeId,
  values: { readonly [id: NodeId]: number },
  symbols: SymbolValues,
  hole: HoleValue | undefined,
): number {
  const op = g.op(id);
  const [x, y] = [values[g.a(id)] as number, values[g.b(id)] as number];
  if (op >= FIRST_FUNCTION) return functionRows[op - FIRST_FUNCTION]?.value(x, y, values[g.c(id)] as number) ?? NaN;
  switch (op) {
    case Op.Number:
      return g.numberOf(id).value;
    case Op.Constant:
      return namedConstants[g.a(id)]?.value ?? NaN;
    case Op.Symbol:
      return symbols.get(id) ?? NaN;
    case Op.True:
      return 1;
    case Op.False:
      return 0;
    case Op.Hole:
    case Op.HolePartial:
      return (
        hole?.(
          id,
          g.argumentsOf(id).map((arg) => values[arg] as number),
        ) ?? NaN
      );
    case Op.Cell:
      // A cell of a list of arguments has no value of its own.
      return 0;
    default:
      return arithmetic(op, x, y, values[g.c(id)] as number);
  }
}

/** The same for many points: finds the nodes once. The array that it returns is written anew by the next call. */
export function evaluator(g: Graph, roots: readonly NodeId[]): (symbols: SymbolValues) => Float64Array {
  const ids = reachable(g, roots);
  const values = new Float64Array((ids.at(-1) ?? -1) + 1);
  return (symbols) => {
    for (const id of ids) values[id] = valueOf(g, id, values, symbols, undefined);
    return values;
  };
}

/**
 * The value of an expression without symbols and unknown functions; `undefined` for any other. Costs what the
 * expression's own graph costs, however large the graph around it is.
 */
export function constantValue(g: Graph, id: NodeId): number | undefined {
  if (g.isNumber(id)) return g.numberOf(id).value;
  if (!isClosed(g, id)) return undefined;
  const found = new Set([id]);
  for (const node of found) forEachOperand(g, node, (operand) => found.add(operand));
  // Few entries, far apart: a map, not an array.
  const values: Record<NodeId, number> = {};
  const none = new Map<NodeId, number>();
  for (const node of [...found].sort((p, q) => p - q)) values[node] = valueOf(g, node, values, none, undefined);
  return values[id];
}
