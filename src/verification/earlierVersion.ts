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

const MOST_POINTS = 16;
/** Points at which slopes are estimated: nearly every change that explains nothing is told from the others by these. */
const FEW_POINTS = 3;

/** What was changed, or `null`. Only where entries are laid out as m × n. */
export function earlierVersion(request: EarlierRequest): string | null {
  const { merged, hypothesis, differing } = request;
  const { graph: g, outputs } = merged;
  const n = hypothesis.variables.symbols.length;
  if (hypothesis.expected.length !== outputs.length * n || hypothesis.ofOutput) return null;
  const rows = [...new Set(differing.map((k) => Math.floor(k / n)))];
  // One change of the text may be seen in several outputs, but then each has its own finding.
  if (rows.length > 4) return null;
  const table = new PointTable(g, request.symbols, request.points.slice(0, MOST_POINTS));
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
  const first = order[0] as number;
  const slopes = new SlopeFilter(request, variables[first % n] as NodeId, table.of(hypothesis.found[first] as NodeId));
  const explains = (changed: NodeId): boolean => {
    if (changed === output || !slopes.mayBeOf(changed)) return false;
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

/**
 * Tells by differences of values that an expression's slope is not the one that was found: differentiating each of some
 * hundred changes costs more than all else. What passes is differentiated.
 */
class SlopeFilter {
  private readonly below: PointTable;
  private readonly above: PointTable;
  private readonly steps: readonly number[];

  /** @param found the slope, at each of the first points. */
  constructor(
    { merged, symbols, points }: EarlierRequest,
    variable: NodeId,
    private readonly found: Float64Array,
  ) {
    const place = symbols.indexOf(variable);
    const few = points.slice(0, FEW_POINTS);
    this.steps = few.map((point) => 2 ** -17 * Math.max(1, Math.abs(point[place] ?? 0)));
    const moved = (sign: 1 | -1): Float64Array[] =>
      few.map((point, i) => point.map((value, k) => (k === place ? value + sign * (this.steps[i] as number) : value)));
    this.below = new PointTable(merged.graph, symbols, moved(-1));
    this.above = new PointTable(merged.graph, symbols, moved(1));
  }

  mayBeOf(changed: NodeId): boolean {
    const [below, above] = [this.below.of(changed), this.above.of(changed)];
    return this.steps.every((step, i) => {
      const [low, high, found] = [below[i] as number, above[i] as number, this.found[i] as number];
      const slope = (high - low) / (2 * step);
      // Generous: values lose digits in their difference, and the slope may change a lot within a step.
      const doubt = 1e-3 * Math.abs(slope) + (1e-12 * Math.max(Math.abs(low), Math.abs(high))) / step + 1e-7;
      return !(Math.abs(slope - found) > doubt); // what has no value here tells nothing
    });
  }
}
