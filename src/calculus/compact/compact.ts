/**
 * Fewer operations for the same values: what a derivative is when it is to be computed rather than read. Products and
 * sums are put in another order so that they share what they have in common, like terms are collected, and common
 * factors are taken out. Only where that is shorter.
 */
import type { Graph, NodeId } from '../graph';
import type { SparseMatrix } from '../matrix';
import { operationCount } from '../reachable';
import { collect } from './collect';
import { factorSums } from './factor';
import { sharePairs } from './pairs';
import { flatten, readTerms } from './read';
import { Kind } from './terms';
import type { Form } from './terms';
import { writeTerms } from './write';

/** Above this many operations the search takes longer than its result is worth. */
const LARGEST = 20_000;

/**
 * Nodes with the same values (up to rounding) that take at most as many operations together. They are for evaluation:
 * what is derived further, or read, is better derived from the nodes as they were.
 */
export function compact(g: Graph, roots: readonly NodeId[]): NodeId[] {
  const before = operationCount(g, roots);
  if (before > LARGEST) return [...roots];
  const read = readTerms(g, roots);
  const flat = flatten(g, read.terms, read.results);
  let best: NodeId[] = [...roots];
  let least = before;
  for (const eager of [false, true]) {
    const collected = collect(g, flat.terms, flat.results, eager);
    if (eager && collected.ties === 0) break;
    for (const arrange of [shared, factoredFirst, sharedFirst]) {
      const form = arrange(g, collected);
      const nodes = writeTerms(g, form.terms, form.results);
      const count = operationCount(g, nodes);
      if (count < least) [best, least] = [nodes, count];
    }
  }
  return best;
}

/** The matrix with its entries made compact together, each once. */
export function compactMatrix(g: Graph, matrix: SparseMatrix): SparseMatrix {
  const nodes = compact(
    g,
    matrix.entries.map((entry) => entry.node),
  );
  return { ...matrix, entries: matrix.entries.map((entry, i) => ({ ...entry, node: nodes[i] as NodeId })) };
}

/** Pairs shared until there are none, with what has become single taken in again in between. */
function shared(g: Graph, form: Form): Form {
  let current = flatten(g, form.terms, form.results);
  for (let round = 0; round < 3; round += 1) {
    const before = current.terms.cost(current.results);
    sharePairs(current.terms, current.results, Kind.Product);
    sharePairs(current.terms, current.results, Kind.Sum);
    current = flatten(g, current.terms, current.results);
    if (round > 0 && current.terms.cost(current.results) >= before) break;
  }
  sharePairs(current.terms, current.results, Kind.Product);
  sharePairs(current.terms, current.results, Kind.Sum);
  return current;
}

const factoredFirst = (g: Graph, form: Form): Form => {
  const factored = factorSums(g, form.terms, form.results);
  return shared(g, factored);
};

const sharedFirst = (g: Graph, form: Form): Form => {
  const first = shared(g, form);
  const flat = flatten(g, first.terms, first.results);
  return factoredFirst(g, flat);
};
