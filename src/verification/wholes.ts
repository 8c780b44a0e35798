/** Mistakes that are made with a whole derivative: transposed, rows or columns exchanged, by the wrong argument. */
import { add, subtract } from '../calculus/construct';
import { jacobian } from '../calculus/differentiate/jacobian';
import type { NodeId } from '../calculus/graph';
import { toRows } from '../calculus/matrix';
import { symbolsOf } from '../calculus/dependencies';
import { agrees, Comparer } from './compare';
import { replaceAll } from './edits';
import type { Hypothesis } from './layout';
import type { Merged } from './merge';
import type { Variables } from './variables';

export interface WholeRequest {
  readonly merged: Merged;
  readonly hypothesis: Hypothesis;
  readonly symbols: readonly NodeId[];
  readonly points: readonly Float64Array[];
  /** All that it could be differentiated by. */
  readonly choices: readonly Variables[];
}

/** A matrix that only stands the wrong way round: its name. */
function transposedArgument(
  { graph, inputs }: Merged,
  { found }: Hypothesis,
  isRight: (found: readonly NodeId[]) => boolean,
): string | null {
  const used = new Set(symbolsOf(graph, found));
  for (const { name, sizes, symbols } of inputs) {
    const [n, m] = sizes as readonly [number, number];
    if (sizes.length !== 2 || n !== m || n < 2 || !symbols.some((symbol) => used.has(symbol))) continue;
    const turned = new Map(symbols.map((symbol, k) => [symbol, symbols[(k % n) * n + Math.floor(k / n)] as NodeId]));
    if (isRight(found.map((id) => replaceAll(graph, id, turned)))) return name;
  }
  return null;
}

/** `Q + 2 * c` for `Q + 2 * c * np.eye(n)`: what is too much beside the diagonal is one number, and not 0 on it. */
function isScalarAdded(
  { graph: g }: Merged,
  { expected, found }: Hypothesis,
  n: number,
  fits: (expected: readonly NodeId[]) => boolean,
): boolean {
  const extra = subtract(g, found[1] as NodeId, expected[1] as NodeId);
  if (g.valueOf(extra) === 0) return false;
  return fits(expected.map((id, k) => (k % (n + 1) === 0 ? id : add(g, id, extra))));
}

/** A finding that explains all entries together, or `null`. */
export function wholeDerivative({ merged, hypothesis, symbols, points, choices }: WholeRequest): string | null {
  const comparer = new Comparer(merged.graph, symbols);
  const fits = (expected: readonly NodeId[]): boolean =>
    agrees(comparer.compare({ ...hypothesis, expected }, points), points.length);
  const { expected, variables } = hypothesis;
  const n = variables.symbols.length;
  const m = expected.length / n;
  if (Number.isInteger(m) && m > 1 && n > 1) {
    const at = (i: number, j: number): NodeId => expected[i * n + j] as NodeId;
    const arranged = (entry: (i: number, j: number) => NodeId): NodeId[] =>
      Array.from({ length: m * n }, (_, k) => entry(Math.floor(k / n), k % n));
    if (m === n && isScalarAdded(merged, hypothesis, n, fits))
      return 'a number is added to every entry that belongs on the diagonal only: it should be multiplied by the identity matrix';
    if (m === n && fits(arranged((i, j) => at(j, i))))
      return 'the matrix is transposed (row i holds the derivatives by variable i)';
    const exchanged = (p: number, q: number, k: number): number => (k === p ? q : k === q ? p : k);
    for (let q = 1; q < Math.min(m, 8); q += 1)
      for (let p = 0; p < q; p += 1)
        if (fits(arranged((i, j) => at(exchanged(p, q, i), j)))) return `rows ${p} and ${q} are exchanged`;
    for (let q = 1; q < Math.min(n, 8); q += 1)
      for (let p = 0; p < q; p += 1)
        if (fits(arranged((i, j) => at(i, exchanged(p, q, j))))) return `columns ${p} and ${q} are exchanged`;
  }
  const turned = transposedArgument(merged, hypothesis, (found) =>
    agrees(comparer.compare({ ...hypothesis, found }, points), points.length),
  );
  if (turned !== null) return `\`${turned}\` should be transposed`;
  const { graph, outputs } = merged;
  for (const other of choices) {
    if (other.symbols.length !== n || other.symbols.join() === variables.symbols.join()) continue;
    if (expected.length !== outputs.length * n || new Set(other.symbols).size !== n) continue;
    if ([...other.symbols].sort().join() === [...variables.symbols].sort().join()) continue;
    const rows = toRows(jacobian(graph, outputs, other.symbols), graph.integer(0));
    if (fits(rows.flat())) return `this is the derivative with respect to ${other.label}, not ${variables.label}`;
  }
  return null;
}
