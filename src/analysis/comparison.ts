/** A hand-written derivative beside the computed one, with what differs in a box. */
import { view } from '../calculus/view/view';
import { formatEquation } from '../notation/equation';
import { formatMatrix } from '../notation/matrix';
import { formatName } from '../notation/names';
import { formatTerm } from '../notation/term';
import type { Notation } from '../notation/term';
import type { Traced } from '../tracing/traced';
import type { Check, CheckEntry, Derivative, Formula } from './card';
import { plainName } from './symbols';

export interface ComparisonRequest {
  readonly check: Check;
  /** The hand-written derivative. */
  readonly hand: Traced;
  readonly computed: Derivative;
  readonly notation: Notation;
  /** Entries that a reader still takes in. */
  readonly largest: number;
  /** Code of an entry in the names that its verdict tells it in. */
  readonly spelled: (code: string, entry: CheckEntry) => string;
}

/**
 * `computed = […]` above `by hand = […]`. `null` where the two cannot be laid over each other: another layout than the
 * computed one's, too many entries, or entries that are not those that were compared.
 */
export function formatComparison(request: ComparisonRequest): Formula | null {
  const { check, hand, computed, notation, largest, spelled } = request;
  const expected = computed.entries?.flat();
  const { sizes } = hand.output;
  const count = hand.outputs.length;
  if (!expected || expected.length !== count || count > largest || sizes.length > 2) return null;
  const made = view(hand.graph, hand.outputs, { budgetMilliseconds: 50, names: false });
  if (made.definitions.length > 0) return null;
  const found = made.entries.map((entry) => formatTerm(entry, notation));
  const differing = new Set<number>();
  for (const entry of check.entries) {
    const at = entry.index.reduce((flat, i, axis) => flat * (sizes[axis] ?? 1) + i, 0);
    const [right, wrong] = [expected[at], found[at]].map((formula) => formula && spelled(formula.code, entry));
    if (right !== entry.expected || wrong !== entry.found) return null;
    differing.add(at);
  }
  if (differing.size === 0) return null;
  const shown = (entries: readonly Formula[]): Formula => {
    const cells = entries.map((entry, at) => (differing.has(at) ? boxed(entry) : entry));
    const [only] = cells;
    return sizes.length === 0 && only ? only : formatMatrix(rowsOf(cells, sizes));
  };
  const name = plainName(check.function);
  const written: Formula = { ...formatName(name), code: name };
  const lines = [formatEquation(computed.symbol, shown(expected)), formatEquation(written, shown(found))];
  return {
    latex: `\\begin{array}{l} ${lines.map(({ latex }) => `\\displaystyle ${latex}`).join(' \\\\[0.6em] ')} \\end{array}`,
    text: lines.map(({ text }) => text).join('\n'),
    code: lines.map(({ code }) => code).join('\n'),
  };
}

/** With room between the box and the matrix's brackets. */
const boxed = ({ latex, text, code }: Formula): Formula => ({
  latex: `\\,\\boxed{\\displaystyle ${latex}}\\,`,
  text: `⟦${text}⟧`,
  code,
});

/** A vector is a column. */
function rowsOf(cells: readonly Formula[], sizes: readonly number[]): Formula[][] {
  const columns = sizes.length === 2 ? (sizes[1] ?? 1) : 1;
  return Array.from({ length: cells.length / columns }, (_, i) => cells.slice(i * columns, (i + 1) * columns));
}
