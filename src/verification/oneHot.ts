/** Labels with one 1 in each row, where a condition asks which it is: `if y[n, j] > 0: loss -= np.log(p[j])`. */
import type { NodeId } from '../calculus/graph';
import { symbolsOf } from '../calculus/dependencies';
import { Op } from '../calculus/operations';
import { reachable } from '../calculus/reachable';
import { replaceAll } from './edits';
import type { Hypothesis } from './layout';
import type { Merged, MergedInput } from './merge';

const labelName = /^(self\.)?_*(y|t|targets?|labels?|y_?true|one_?hot|choices?|classes)_*\d*$/i;

/** The matrix of labels that a condition of the function asks for, if there is one. */
export function comparedLabels({ graph: g, inputs, outputs }: Merged): MergedInput | null {
  const labels = inputs.filter(({ name, sizes }) => sizes.length === 2 && (sizes[1] ?? 0) > 1 && labelName.test(name));
  if (labels.length === 0) return null;
  const conditions = reachable(g, outputs).flatMap((node) => (g.op(node) === Op.Select ? [g.a(node)] : []));
  const asked = new Set(symbolsOf(g, conditions));
  return labels.find(({ symbols }) => symbols.some((symbol) => asked.has(symbol))) ?? null;
}

/** The hypothesis with a 1 in each row, in turn in each column; `null` where it is by the labels themselves. */
export function withOneClassEach(
  { graph: g }: Merged,
  hypothesis: Hypothesis,
  { symbols, sizes }: MergedInput,
): Hypothesis | null {
  if (hypothesis.variables.symbols.some((symbol) => symbols.includes(symbol))) return null;
  const columns = sizes[1] as number;
  const classes = new Map(
    symbols.map((symbol, k) => [symbol, g.integer(Math.floor(k / columns) % columns === k % columns ? 1 : 0)] as const),
  );
  const put = (node: NodeId): NodeId => replaceAll(g, node, classes);
  return { ...hypothesis, expected: hypothesis.expected.map(put), found: hypothesis.found.map(put) };
}
