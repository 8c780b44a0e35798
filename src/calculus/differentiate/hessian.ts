/** Second derivatives of one output. */
import { Users } from '../dependencies';
import type { Graph, NodeId } from '../graph';
import { NONE } from '../graph';
import { Guards } from '../guards';
import type { MatrixEntry, SparseMatrix } from '../matrix';
import { sparseMatrix } from '../matrix';
import { forEachOperand, reachedMarks } from '../reachable';
import { Column } from './column';
import { sweepTangents } from './forward';
import { Places } from './places';
import { activeMarks, AdjointSweeps } from './reverse';

/**
 * H[i, j] = ∂²output/∂inputs[i]∂inputs[j], both triangles, the lower one computed: an adjoint sweep gives the gradient,
 * then for each input a tangent sweep over that part of the gradient which depends on it and lies in the lower triangle.
 */
export function hessian(g: Graph, output: NodeId, inputs: readonly NodeId[]): SparseMatrix {
  const sweeps = new AdjointSweeps(g, activeMarks(g, [output], inputs), new Guards(g, [output]));
  const one = g.integer(1);
  sweeps.run(new Map([[output, one]]));
  const zero = g.integer(0);
  const slopes = inputs.map((input) => {
    const slope = sweeps.adjoints.get(input);
    return slope === NONE ? zero : slope;
  });
  const marks = reachedMarks(g, slopes);
  const users = new Users(g, slopes, marks);
  const guards = new Guards(g, slopes);
  const active = activeMarks(g, slopes, inputs, marks);
  const lastRow = lastRows(g, slopes, active.length);
  const rows = new Places(slopes);
  const tangents = new Column(g);
  const entries: MatrixEntry[] = [];
  inputs.forEach((input, column) => {
    const order = users.dependants(input, (id) => active[id] === 1 && (lastRow[id] as number) >= column);
    tangents.clear();
    if (order.length > 0) tangents.set(input, one);
    sweepTangents(g, order, tangents, guards);
    for (const id of order) {
      const node = tangents.get(id);
      if (node === NONE) continue;
      rows.each(id, (row) => {
        if (row < column) return;
        entries.push({ row, column, node });
        if (row !== column) entries.push({ row: column, column: row, node });
      });
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
