/** Second derivatives of one output. */
import { Users } from '../dependencies';
import type { Graph, NodeId } from '../graph';
import { Guards } from '../guards';
import type { MatrixEntry, SparseMatrix } from '../matrix';
import { sparseMatrix } from '../matrix';
import { forEachOperand } from '../reachable';
import { sweepTangents } from './forward';
import { activeMarks, sweepAdjoints } from './reverse';

/**
 * H[i, j] = ∂²output/∂inputs[i]∂inputs[j], both triangles, the lower one computed: an adjoint sweep gives the gradient,
 * then for each input a tangent sweep over that part of the gradient which depends on it and lies in the lower triangle.
 */
export function hessian(g: Graph, output: NodeId, inputs: readonly NodeId[]): SparseMatrix {
  const adjoints = sweepAdjoints(
    g,
    activeMarks(g, [output], inputs),
    new Map([[output, g.integer(1)]]),
    new Guards(g, [output]),
  );
  const slopes = inputs.map((input) => adjoints.get(input) ?? g.integer(0));
  const users = new Users(g, slopes);
  const guards = new Guards(g, slopes);
  const active = activeMarks(g, slopes, inputs);
  const lastRow = lastRows(g, slopes, active.length);
  const rowsOf = new Map<NodeId, number[]>();
  slopes.forEach((slope, row) => rowsOf.set(slope, [...(rowsOf.get(slope) ?? []), row]));
  const entries: MatrixEntry[] = [];
  inputs.forEach((input, column) => {
    const order = users.dependants(input, (id) => active[id] === 1 && (lastRow[id] as number) >= column);
    const tangents = sweepTangents(g, order, new Map([[input, g.integer(1)]]), guards);
    for (const id of order) {
      const node = tangents.get(id);
      for (const row of node === undefined ? [] : (rowsOf.get(id) ?? [])) {
        if (row < column) continue;
        entries.push({ row, column, node: node as NodeId });
        if (row !== column) entries.push({ row: column, column: row, node: node as NodeId });
      }
    }
  });
  return sparseMatrix(inputs.length, inputs.length, entries);
}

/** For each node the largest row of the gradient that it is part of: what lies only above the diagonal is skipped. */
function lastRows(g: Graph, slopes: readonly NodeId[], size: number): Int32Array {
  const last = new Int32Array(size).fill(-1);
  slopes.forEach((slope, row) => (last[slope] = Math.max(last[slope] as number, row)));
  for (let id = size - 1; id >= 0; id -= 1) {
    const row = last[id] as number;
    if (row >= 0)
      forEachOperand(g, id, (operand) => {
        if ((last[operand] as number) < row) last[operand] = row;
      });
  }
  return last;
}
