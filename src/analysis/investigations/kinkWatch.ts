/** Watches a function's kinks and jumps while a point moves: which of them it meets, and which it passes over. */
import { and, not, notEqual, trueNode } from '../../calculus/conditions';
import { simplifiedCondition } from '../../calculus/comparison';
import { gradient } from '../../calculus/differentiate/jacobian';
import { kinksOf, type Kink } from '../../calculus/kinks';
import { treeSize } from '../../calculus/reachable';
import { view } from '../../calculus/view/view';
import type { Formula } from '../../notation/formula';
import type { Notation } from '../../notation/notation';
import { formatTerm } from '../../notation/term';
import { bendsAt } from '../../numerics/bend';
import { compile, type CompiledFunction } from '../../numerics/compile';
import type { Subject } from './subject';

/** Larger functions are not searched for kinks. */
const LARGEST_SEARCHED = 50_000;
/** Places with a larger formula are not written out. */
const LARGEST_WRITTEN = 60;
const BUDGET = 20;
/** Of more kinks at once it is not asked whether the function bends at them. */
const MOST_COMPARED = 20;
/** How far beside a kink, relative to the sizes of the variables. */
const BESIDE = 1e-6;

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

  /**
   * The kinks on which a point lies and at which the derivative really is another on either side: the largest of some
   * numbers has kinks, a softmax from which it was subtracted has none.
   */
  metAt(values: Float64Array): number[] {
    const met = metKinks(this.sidesAt(values));
    return met.length > MOST_COMPARED ? met : met.filter((kink) => this.#bendsAt(kink, values));
  }

  #bendsAt(kink: number, values: Float64Array): boolean {
    const { graph } = this.subject.traced;
    const { columns } = this.subject;
    const { at, kind } = this.#kinks[kink] as Kink;
    if (kind !== 'kink') return true;
    const across = new Float64Array(columns.length);
    compile(graph, gradient(graph, at, columns), this.subject.symbols)(values, across);
    const here = this.subject.variablesOf(values);
    const length = Math.hypot(...across);
    if (!(length > 0) || !Number.isFinite(length)) return true;
    const slopes = (by: number): ArrayLike<number> =>
      this.subject.jacobian(
        this.subject.withVariables(
          values,
          here.map((value, i) => value + (by * (across[i] as number)) / length),
        ),
      ).values;
    return bendsAt(slopes, BESIDE * Math.max(1, ...here.map(Math.abs)));
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
