/** Views: expressions of the compute graph made readable together. */
import type { Graph, NodeId } from '../graph';
import type { Arranged, Limits, NamedValue } from './arrange';
import { arranged, Workshop } from './arrange';
import type { Strategy } from './barriers';
import { chooseBarriers, isLogisticSum, READABLE_TREE } from './barriers';
import { agrees } from './check';
import { cost } from './cost';
import { Effort, upTo } from './effort';
import { Names } from './names';
import { plainView } from './plain';
import { reachable } from './read';
import type { Term, View } from './term';

export interface ViewOptions {
  /**
   * Time to simplify in, on a machine of today: counted in steps (`Effort`), so that the result is the same on any. What is
   * not reached in it is shown unsimplified. Default 100.
   */
  readonly budgetMilliseconds?: number;
  /** Instead of `budgetMilliseconds`: what is left of a larger effort. */
  readonly effort?: Effort;
  /** Whether parts may be given names (`definitions`), where they need not be: what is huge has names in any case. Default true. */
  readonly names?: boolean;
  /** The most lines of the `where` list, unless more are needed to keep the result finite. Default 7. */
  readonly maximumDefinitions?: number;
  /**
   * The values of the function whose derivatives are shown, with what they may be called. Where one is e^u times
   * something, the derivatives may be written with it: f′ = −x·f.
   */
  readonly values?: readonly NamedValue[];
  /** With what was found for other views of the graph; they may have been found with it as well. */
  readonly workshop?: Workshop | undefined;
}

/** Above this many nodes nothing is simplified: nobody reads the result whole. */
const LARGEST_SIMPLIFIED = 20_000;
/** An entry that costs more than this is worth another way of sharing. */
const LONG_ENTRY = 60;
/** What a line of the `where` list costs when whole views are compared. */
const LINE = 2;
const KNOWN_LINE = 0.5;
const KNOWN_SHARE = 0.6;

/** A view, if it was found and is sound; whether its strategy named anything. */
interface Attempt {
  readonly view: View | undefined;
  readonly hasNames: boolean;
}

/**
 * What people read for some nodes of a graph: conditions or numbers. Never throws for a graph that `construct.ts` made;
 * every entry has been compared with the graph at random points.
 */
export function view(g: Graph, roots: readonly NodeId[], options: ViewOptions = {}): View {
  const { budgetMilliseconds = 100, names = true, maximumDefinitions = 7, values = [] } = options;
  const nodes = reachable(g, [...roots, ...values.map(({ node }) => node)]);
  // σ is everybody's name for a logistic function: it is given to nothing else.
  const known = new Set(['σ', ...values.map(({ name }) => name), ...g.names.values()]);
  const isKnown = (name: string): boolean => known.has(name);
  const effort = options.effort ?? Effort.of(budgetMilliseconds);
  const workshop = (options.workshop?.graph === g ? options.workshop : new Workshop(g)).workFor(effort);
  const attempt = (strategy: Strategy, isSimplified: boolean, share: number): Attempt => {
    const limits = {
      maximum: names ? maximumDefinitions : 0,
      effort: upTo(effort, share),
      isSimplified,
      values,
    };
    const made = attempted(g, nodes, roots, strategy, limits, workshop);
    const isSound = made && agrees(g, nodes, roots, made.view.entries, made.view.definitions);
    const sound = isSound ? withSoundFactor(g, nodes, roots, made.view) : undefined;
    return { view: sound, hasNames: made?.hasNames ?? true };
  };
  if (nodes.length <= LARGEST_SIMPLIFIED) {
    // What the source names makes smaller trees, and comes first: it must not wait for the other way to spend the effort.
    const hasNames = names && (g.names.size > 0 || values.length > 0 || nodes.some((node) => isLogisticSum(g, node)));
    const named = hasNames ? attempt('user', true, 0.4) : undefined;
    // What has named nothing is what no strategy would have given.
    const expanded =
      named?.hasNames === false ? named.view : shorter(isKnown, attempt('none', true, 0.7).view, named?.view);
    const isReadable = expanded?.complete === true && expanded.entries.every((entry) => cost(entry) < LONG_ENTRY);
    const best = isReadable
      ? expanded
      : shorter(isKnown, expanded, names ? attempt('shared', true, 0.95).view : undefined);
    if (best) return best;
    const unsimplified = attempt('none', false, 1).view ?? attempt('shared', false, 1).view;
    if (unsimplified) return unsimplified;
  }
  return plainView(g, nodes, roots, names);
}

/** The factor in front of all entries is checked as they are. */
function withSoundFactor(g: Graph, nodes: readonly NodeId[], roots: readonly NodeId[], made: View): View {
  const { factored, ...rest } = made;
  if (!factored) return made;
  const products = factored.entries.map((entry): Term => ({ kind: 'product', factors: [factored.factor, entry] }));
  return agrees(g, nodes, roots, products, made.definitions) ? made : rest;
}

/** One way to simplify, before the numerical check of `view`; `undefined` where the result would be too large. */
export function simplifiedView(
  g: Graph,
  roots: readonly NodeId[],
  strategy: Strategy,
  { budgetMilliseconds = 100, maximumDefinitions = 7 }: ViewOptions = {},
): View | undefined {
  const effort = Effort.of(budgetMilliseconds);
  const limits = { maximum: maximumDefinitions, effort, isSimplified: true, values: [] };
  return attempted(g, reachable(g, roots), roots, strategy, limits, new Workshop(g).workFor(effort))?.view;
}

function attempted(
  g: Graph,
  nodes: readonly NodeId[],
  roots: readonly NodeId[],
  strategy: Strategy,
  limits: Limits,
  workshop: Workshop,
): Arranged | undefined {
  const barriers = chooseBarriers(g, nodes, roots, new Names(g), strategy);
  if (strategy !== 'shared' && barriers.treeSize > READABLE_TREE) return undefined;
  return arranged(g, nodes, roots, barriers, limits, workshop);
}

/** A reader of the source knows what stands behind its names. */
export function totalCost({ entries, definitions }: View, isKnown: (name: string) => boolean): number {
  const lines = definitions.map(({ name, value }) =>
    isKnown(name) ? KNOWN_LINE + KNOWN_SHARE * cost(value) : LINE + cost(value),
  );
  return [...entries.map(cost), ...lines].reduce((a, b) => a + b, 0);
}

function shorter(isKnown: (name: string) => boolean, a: View | undefined, b: View | undefined): View | undefined {
  if (!a || !b) return a ?? b;
  return totalCost(b, isKnown) < totalCost(a, isKnown) ? b : a;
}
