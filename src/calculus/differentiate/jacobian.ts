/** First derivatives: m outputs by n inputs. */
import { Users } from '../dependencies';
import type { Graph, NodeId } from '../graph';
import { NONE } from '../graph';
import { Guards } from '../guards';
import type { MatrixEntry, SparseMatrix } from '../matrix';
import { sparseMatrix } from '../matrix';
import { Op } from '../operations';
import { operationCount, reachedMarks } from '../reachable';
import { Column } from './column';
import { sweepTangents } from './forward';
import { Places } from './places';
import { snapshot } from './snapshot';
import { activeMarks, AdjointSweeps } from './reverse';

/**
 * Which way to sweep: `smallest` runs both where that is cheap and keeps the result with fewer operations. Of one output
 * the reverse sweep alone: it takes at most a few times the function's own operations, which no other way promises.
 */
export type Mode = 'smallest' | 'forward' | 'reverse';

/** Sweeping more nodes than this twice takes longer than a smaller result is worth. */
const AFFORDABLE_NODES = 20_000;

/**
 * J[i, j] = ∂outputs[i]/∂inputs[j]. Entries that are zero by structure are missing. Inputs are symbols; what the
 * conditions of `select` depend on adds nothing (kinks are told by `kinksOf`).
 */
export function jacobian(
  g: Graph,
  outputs: readonly NodeId[],
  inputs: readonly NodeId[],
  mode: Mode = 'smallest',
): SparseMatrix {
  const marks = reachedMarks(g, outputs);
  const active = activeMarks(g, outputs, inputs, marks);
  const guards = new Guards(g, outputs);
  const forward = (): SparseMatrix => byColumns(g, outputs, inputs, active, new Users(g, outputs, marks), guards);
  const reverse = (): SparseMatrix => byRows(g, outputs, inputs, active, guards);
  if (mode !== 'smallest') return mode === 'forward' ? forward() : reverse();
  if (inputs.length === 1) return forward();
  if (outputs.length === 1) return reverse();
  const most = AFFORDABLE_NODES / Math.max(outputs.length, inputs.length);
  const affordable = active.length <= most || active.reduce((sum, mark) => sum + mark, 0) <= most;
  if (!affordable) return outputs.length < inputs.length ? reverse() : forward();
  const before = snapshot(g);
  const first = forward();
  const least = operationCount(g, first.entries.map(nodeOf));
  if (least <= computedEntries(g, first)) return first;
  const afterFirst = snapshot(g);
  before.restore();
  const second = reverse();
  // Of two equally large results the forward one reads better.
  if (operationCount(g, second.entries.map(nodeOf)) < least) return second;
  afterFirst.restore();
  return first;
}

/** ∂output/∂inputs[j], 0 where it does not depend on the input. */
export function gradient(g: Graph, output: NodeId, inputs: readonly NodeId[], mode: Mode = 'smallest'): NodeId[] {
  const nodes = inputs.map(() => g.integer(0));
  for (const { column, node } of jacobian(g, [output], inputs, mode).entries) nodes[column] = node;
  return nodes;
}

/** The derivative with respect to one symbol, of the order asked for. */
export function derivative(g: Graph, output: NodeId, symbol: NodeId, order = 1): NodeId {
  let node = output;
  for (let i = 0; i < order; i += 1) node = gradient(g, node, [symbol])[0] as NodeId;
  return node;
}

/** How many different entries are computed at all: no way to do so takes fewer operations. */
function computedEntries(g: Graph, { entries }: SparseMatrix): number {
  const nodes = new Set<NodeId>();
  for (const { node } of entries) if (g.op(node) > Op.Symbol) nodes.add(node);
  return nodes.size;
}

const nodeOf = (entry: MatrixEntry): NodeId => entry.node;

function byColumns(
  g: Graph,
  outputs: readonly NodeId[],
  inputs: readonly NodeId[],
  active: Uint8Array,
  users: Users,
  guards: Guards,
): SparseMatrix {
  const entries: MatrixEntry[] = [];
  const tangents = new Column(g);
  const one = g.integer(1);
  const isActive = (id: NodeId): boolean => active[id] === 1;
  let rows: Places | null = null;
  for (let column = 0; column < inputs.length; column += 1) {
    const input = inputs[column] as NodeId;
    const order = users.dependants(input, isActive);
    tangents.clear();
    if (order.length > 0) tangents.set(input, one);
    sweepTangents(g, order, tangents, guards);
    if (outputs.length <= order.length) {
      for (let row = 0; row < outputs.length; row += 1) {
        const node = tangents.get(outputs[row] as NodeId);
        if (node !== NONE) entries.push({ row, column, node });
      }
      continue;
    }
    rows ??= new Places(outputs);
    for (const id of order) {
      const node = tangents.get(id);
      if (node !== NONE) rows.each(id, (row) => entries.push({ row, column, node }));
    }
  }
  return sparseMatrix(outputs.length, inputs.length, entries);
}

function byRows(
  g: Graph,
  outputs: readonly NodeId[],
  inputs: readonly NodeId[],
  active: Uint8Array,
  guards: Guards,
): SparseMatrix {
  const entries: MatrixEntry[] = [];
  const columns = new Places(inputs);
  const sweeps = new AdjointSweeps(g, active, guards);
  const one = g.integer(1);
  outputs.forEach((output, row) => {
    for (const id of sweeps.run(new Map([[output, one]]))) {
      const node = sweeps.adjoints.get(id);
      if (node !== NONE && g.valueOf(node) !== 0) columns.each(id, (column) => entries.push({ row, column, node }));
    }
  });
  return sparseMatrix(outputs.length, inputs.length, entries);
}
