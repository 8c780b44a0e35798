/** Watches a function's kinks and jumps while a point moves: which of them it meets, and which it passes over. */
import { and, not, notEqual, trueNode } from '../../calculus/conditions';
import { simplifiedCondition } from '../../calculus/comparison';
import { kinksOf, type Kink } from '../../calculus/kinks';
import { treeSize } from '../../calculus/reachable';
import { view } from '../../calculus/view/view';
import type { Formula } from '../../notation/formula';
import type { Notation } from '../../notation/notation';
import { formatTerm } from '../../notation/term';
import { compile, type CompiledFunction } from '../../numerics/compile';
import type { Subject } from './subject';

/** Larger functions are not searched for kinks. */
const LARGEST_SEARCHED = 50_000;
/** Places with a larger formula are not written out. */
const LARGEST_WRITTEN = 60;
const BUDGET = 20;

/** Where a point is with regard to each kink: a number that is 0 at the kink; NaN where the kink does not count. */
export type Sides = Float64Array;

export class KinkWatch {
  readonly #kinks: readonly Kink[];
  readonly #run: CompiledFunction;

  constructor(private readonly subject: Subject) {
    const { graph, outputs } = subject.traced;
    this.#kinks = subject.usedCount <= LARGEST_SEARCHED ? kinksOf(graph, outputs) : [];
    const nodes = this.#kinks.flatMap(({ at, when }) => [at, when ?? trueNode(graph)]);
    this.#run = compile(graph, nodes, subject.symbols);
  }

  sidesAt(values: ArrayLike<number>): Sides {
    const out = new Float64Array(2 * this.#kinks.length);
    this.#run(values, out);
    return Float64Array.from(this.#kinks, (_, k) => (out[2 * k + 1] === 1 ? (out[2 * k] as number) : NaN));
  }

  /** Where the kink of this number is, as a condition: `x = 0`; `null` where that is too long to be read. */
  formula(kink: number, notation: Notation): Formula | null {
    const { graph } = this.subject.traced;
    const found = this.#kinks[kink];
    if (!found || treeSize(graph, found.at) > LARGEST_WRITTEN) return null;
    const place = not(graph, simplifiedCondition(graph, notEqual(graph, found.at, graph.integer(0))));
    const node = found.when === undefined ? place : and(graph, place, found.when);
    if (treeSize(graph, node) > LARGEST_WRITTEN) return null;
    const made = view(graph, [node], { budgetMilliseconds: BUDGET, names: false });
    const [entry] = made.entries;
    return entry && made.definitions.length === 0 ? formatTerm(entry, notation) : null;
  }
}

/** The kinks on which a point lies. */
export const metKinks = (sides: Sides): number[] => [...sides.keys()].filter((k) => sides[k] === 0);

/** The kinks that lie between two points, as far as their sides tell. */
export const passedKinks = (before: Sides, after: Sides): number[] =>
  [...after.keys()].filter((k) => (before[k] as number) * (after[k] as number) < 0);

const made = new WeakMap<Subject, KinkWatch>();

export function kinkWatchOf(subject: Subject): KinkWatch {
  let known = made.get(subject);
  if (!known) made.set(subject, (known = new KinkWatch(subject)));
  return known;
}
