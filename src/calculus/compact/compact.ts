/**
 * Fewer operations for the same values: what a derivative is when it is to be computed rather than read. Products and
 * sums are put in another order so that they share what they have in common, like terms are collected, and common
 * factors are taken out. Only where that is shorter.
 */
import type { Graph, NodeId } from '../graph';
import { jacobian } from '../differentiate/jacobian';
import { snapshot } from '../differentiate/snapshot';
import type { MatrixEntry, SparseMatrix } from '../matrix';
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

export interface CompactOptions {
  /** Time to search in: what is found by then is taken. Default 200; one way takes about 3 microseconds an operation. */
  readonly budgetMilliseconds?: number;
}

/**
 * Nodes with the same values (up to rounding) that take at most as many operations together. They are for evaluation:
 * what is derived further, or read, is better derived from the nodes as they were.
 */
export function compact(g: Graph, roots: readonly NodeId[], options: CompactOptions = {}): NodeId[] {
  const deadline = Date.now() + (options.budgetMilliseconds ?? 200);
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
      if (Date.now() > deadline) return best;
      const form = arrange(g, collected);
      if (!form) break;
      const nodes = writeTerms(g, form.terms, form.results);
      const count = operationCount(g, nodes);
      if (count < least) [best, least] = [nodes, count];
    }
  }
  return best;
}

/** First derivatives for evaluation: those of both sweeps made compact, and the ones with fewer operations kept. */
export function compactJacobian(
  g: Graph,
  outputs: readonly NodeId[],
  inputs: readonly NodeId[],
  options: CompactOptions = {},
): SparseMatrix {
  const made = jacobian(g, outputs, inputs);
  const best = compactMatrix(g, made, options);
  if (outputs.length === 1 || inputs.length === 1) return best;
  const count = (matrix: SparseMatrix): number => operationCount(g, matrix.entries.map(nodeOf));
  const before = snapshot(g);
  const other = compactMatrix(g, otherMode(g, outputs, inputs, made), options);
  // Both are equal where both are defined; what holds of the first one is told.
  before.restore();
  return count(other) < count(best) ? other : best;
}

/** The result of that sweep which `made` is not from. */
function otherMode(g: Graph, outputs: readonly NodeId[], inputs: readonly NodeId[], made: SparseMatrix): SparseMatrix {
  const reverse = jacobian(g, outputs, inputs, 'reverse');
  const isSame = reverse.entries.every(({ node }, i) => node === made.entries[i]?.node);
  return isSame ? jacobian(g, outputs, inputs, 'forward') : reverse;
}

const nodeOf = (entry: MatrixEntry): NodeId => entry.node;

/** The matrix with its entries made compact together, each once. */
export function compactMatrix(g: Graph, matrix: SparseMatrix, options: CompactOptions = {}): SparseMatrix {
  const nodes = compact(g, matrix.entries.map(nodeOf), options);
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

/** `undefined` where there is no common factor: then it is what `shared` finds. */
function factoredFirst(g: Graph, form: Form): Form | undefined {
  const factored = factorSums(g, form.terms, form.results);
  return factored.terms === form.terms ? undefined : shared(g, factored);
}

function sharedFirst(g: Graph, form: Form): Form | undefined {
  const first = shared(g, form);
  const flat = flatten(g, first.terms, first.results);
  return factoredFirst(g, flat);
}
