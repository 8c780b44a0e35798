/**
 * The derivative of an older version of the function: the function was changed, its derivative was not. Found by the
 * smallest change of the function that makes the derivative right.
 */
import * as c from '../calculus/construct';
import { symbolsOf } from '../calculus/dependencies';
import { jacobian } from '../calculus/differentiate/jacobian';
import type { NodeId } from '../calculus/graph';
import { toRows } from '../calculus/matrix';
import { PointTable } from '../numerics/pointTable';
import { areEqual } from './equality';
import { singleEdits, termsOf } from './edits';
import type { Hypothesis } from './layout';
import type { Merged } from './merge';
import type { Print } from './verdict';

export interface EarlierRequest {
  readonly merged: Merged;
  readonly hypothesis: Hypothesis;
  readonly symbols: readonly NodeId[];
  readonly points: readonly Float64Array[];
  readonly print: Print;
  /** Entries that differ. */
  readonly differing: readonly number[];
  readonly deadline: number;
}

/** What was changed, or `null`. Only where entries are laid out as m × n. */
export function earlierVersion(request: EarlierRequest): string | null {
  const { merged, hypothesis, differing } = request;
  const { graph: g, outputs } = merged;
  const n = hypothesis.variables.symbols.length;
  if (hypothesis.expected.length !== outputs.length * n || hypothesis.ofOutput) return null;
  const rows = [...new Set(differing.map((k) => Math.floor(k / n)))];
  // One change of the text may be seen in several outputs, but then each has its own finding.
  if (rows.length > 4) return null;
  const table = new PointTable(g, request.symbols, request.points.slice(0, 16));
  let first: string | null = null;
  for (const row of rows) {
    const text = changeOfRow(request, table, row);
    if (text === null) return null;
    first ??= text;
  }
  return first;
}

function changeOfRow(request: EarlierRequest, table: PointTable, row: number): string | null {
  const { merged, hypothesis, print, differing, deadline } = request;
  const { graph: g } = merged;
  const variables = hypothesis.variables.symbols;
  const n = variables.length;
  const output = merged.outputs[row] as NodeId;
  const wrong = differing.filter((k) => Math.floor(k / n) === row);
  const order = [...wrong, ...Array.from({ length: n }, (_, j) => row * n + j).filter((k) => !wrong.includes(k))];
  const explains = (changed: NodeId): boolean => {
    if (changed === output) return false;
    for (const k of order) {
      const [derivatives] = toRows(jacobian(g, [changed], [variables[k % n] as NodeId]), g.integer(0));
      if (!areEqual(table.of(derivatives?.[0] as NodeId), table.of(hypothesis.found[k] as NodeId))) return false;
    }
    return true;
  };
  const terms = termsOf(g, output);
  if (terms.length > 1)
    for (const term of terms)
      if (explains(c.subtract(g, output, term)))
        return `it is right for the function without the term \`${print(g, term)}\``;
  for (const { result, before, after } of singleEdits(g, output, symbolsOf(g, [output, ...hypothesis.found]))) {
    if (performance.now() > deadline) return null;
    if (explains(result))
      return `it is right for another version of the function, with \`${print(g, after)}\` in place of \`${print(g, before)}\``;
  }
  return null;
}
