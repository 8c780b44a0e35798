/** Labels with one 1 in each row, where a condition asks which it is: `if y[n, j] > 0: loss -= np.log(p[j])`. */
import type { NodeId } from '../calculus/graph';
import { symbolsOf } from '../calculus/dependencies';
import { functionIndex } from '../calculus/functions/table';
import { FIRST_FUNCTION, Op } from '../calculus/operations';
import { reachable } from '../calculus/reachable';
import { replaceAll } from './edits';
import type { Hypothesis } from './layout';
import type { Merged, MergedInput } from './merge';

const LOG = FIRST_FUNCTION + functionIndex('log');

const labelName = /^(self\.)?_*(y|t|targets?|labels?|y_?true|one_?hot|choices?|classes)_*\d*$/i;

/** The labels, of one sample or one row each, that choose what a function gives (`y.argmax()`), if there are such. */
export function comparedLabels({ graph: g, inputs, outputs }: Merged): MergedInput | null {
  const labels = inputs.filter(
    ({ name, sizes }) => (sizes.length === 1 || sizes.length === 2) && (sizes.at(-1) ?? 0) > 1 && labelName.test(name),
  );
  if (labels.length === 0) return null;
  // Of `log(sum(p * y))` one addend is meant.
  const choosing = reachable(g, outputs).flatMap((node) =>
    g.op(node) === Op.Select || g.op(node) === LOG ? [g.a(node)] : [],
  );
  const asked = new Set(symbolsOf(g, choosing));
  return labels.find(({ symbols }) => symbols.some((symbol) => asked.has(symbol))) ?? null;
}

/**
 * The hypothesis with a 1 in each row, in turn in each column; of one sample with each class. `null` where it is by the
 * labels themselves.
 */
export function withOneClassEach(
  { graph: g }: Merged,
  hypothesis: Hypothesis,
  { symbols, sizes }: MergedInput,
): Hypothesis | null {
  if (hypothesis.variables.symbols.some((symbol) => symbols.includes(symbol))) return null;
  const columns = sizes.at(-1) as number;
  const cases = (sizes.length === 1 ? symbols : [0]).map((_, first) => {
    const classOf = (k: number): number => (first + Math.floor(k / columns)) % columns;
    const labels = symbols.map((symbol, k) => [symbol, g.integer(classOf(k) === k % columns ? 1 : 0)] as const);
    return (node: NodeId): NodeId => replaceAll(g, node, new Map(labels));
  });
  const put = (nodes: readonly NodeId[]): NodeId[] => cases.flatMap((one) => nodes.map(one));
  return { ...hypothesis, expected: put(hypothesis.expected), found: put(hypothesis.found) };
}
