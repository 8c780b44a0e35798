/**
 * The places where a function is not smooth, one by one: what it is that bends or jumps there, the derivative on either
 * side, what automatic differentiation returns on the place itself, and how far away it is.
 */
import { simplifiedCondition } from '../../calculus/comparison';
import { and, not, notEqual, trueNode } from '../../calculus/conditions';
import { toldKinks } from '../../calculus/crossing';
import { gradient, jacobian } from '../../calculus/differentiate/jacobian';
import { rowOf } from '../../calculus/functions/table';
import type { Graph, NodeId } from '../../calculus/graph';
import type { KinkSource } from '../../calculus/kinks';
import { bothSides, type OneSided, type Side } from '../../calculus/oneSided';
import { operationCount, treeSize } from '../../calculus/reachable';
import { view } from '../../calculus/view/view';
import { bracketedNames } from '../../notation/notation';
import { formatTerm, type Notation } from '../../notation/term';
import { compile } from '../../numerics/compile';
import { BESIDE, oneSidedLimit } from '../../numerics/oneSidedLimit';
import type { Formula, Kink, Numeric } from '../card';
import { toNumeric } from '../given';
import { CONVENTIONS, type Conventions } from './kinkConventions';
import { Unanswerable, type QuestionOf } from './questions';
import { subjectAt, type Investigation } from './subjects';
import type { Subject } from './subject';

export type KinkCardsQuestion = Readonly<Record<never, never>>;

/** ∂fᵢ/∂xⱼ on the two sides of a kink. */
export interface OneSidedEntry {
  readonly row: number;
  readonly column: number;
  /** As formulas, where both are short. */
  readonly below: Formula | null;
  readonly above: Formula | null;
  /** In numbers, at the nearest point of the kink that was found. */
  readonly numbers: { readonly below: Numeric; readonly above: Numeric } | null;
}

export interface KinkCard {
  /** `x₀ = 0`. */
  readonly where: Formula;
  readonly kind: Kink['kind'];
  /** The expression that is negative below and positive above. */
  readonly side: Formula;
  /** What is not smooth: `|x₀|`; `null` for a condition, and where it is long. */
  readonly part: Formula | null;
  /** Entries of the derivative that are not the same on both sides; `null` where they were not worked out. */
  readonly entries: readonly OneSidedEntry[] | null;
  /** Whether there are more entries than these. */
  readonly more: boolean;
  readonly conventions: Conventions | null;
  /** From the point to the nearest place of the kink that was found, in the variables' units; 0: the point is on it. */
  readonly distance: Numeric | null;
}

export interface KinkCardsAnswer {
  /** The nearest first. */
  readonly cards: readonly KinkCard[];
  /** How many places there are beyond these. */
  readonly more: number;
}

/** More than these nobody reads; the nearest are shown. */
const MOST_CARDS = 12;
const MOST_SEARCHED = 400;
const MOST_ENTRIES = 6;
/** Larger functions are not differentiated anew on both sides of each kink. */
const LARGEST = 4000;
const LARGEST_WRITTEN = 60;
const LONGEST_FORMULA = 44;
const BUDGET = 20;
const NEWTON_STEPS = 40;

export function* kinkCards(
  question: QuestionOf<'kinkCards'>,
  investigation: Investigation,
): Generator<void, KinkCardsAnswer, void> {
  const { subject, values } = subjectAt(question, investigation);
  const { graph, outputs, inputs } = subject.traced;
  if (subject.usedCount > MOST_SEARCHED * LARGEST)
    throw new Unanswerable('the function is too large to look for kinks');
  const bracketed = bracketedNames(inputs.map(({ name, sizes }) => ({ name, isArray: sizes.length > 0 })));
  const writer = new Writer(graph, { ...investigation.notation, bracketed });
  const found: { readonly source: KinkSource; readonly near: Nearest | null }[] = [];
  for (const source of toldKinks(graph, outputs, investigation.selection.order === 2 ? 2 : 1)) {
    found.push({ source, near: found.length < MOST_SEARCHED ? nearest(subject, values, source.kink) : null });
    if (found.length % 16 === 0) yield;
  }
  const far = (near: Nearest | null): number => near?.distance ?? Infinity;
  found.sort((a, b) => far(a.near) - far(b.near));
  const cards: KinkCard[] = [];
  for (const { source, near } of found) {
    if (cards.length === MOST_CARDS) break;
    const card = cardOf(subject, source, near, writer);
    if (card) cards.push(card);
    yield;
  }
  return { cards, more: found.length > MOST_CARDS ? found.length - cards.length : 0 };
}

function cardOf(subject: Subject, { kink, nodes }: KinkSource, near: Nearest | null, writer: Writer): KinkCard | null {
  const { graph } = subject.traced;
  const place = not(graph, simplifiedCondition(graph, notEqual(graph, kink.at, graph.integer(0))));
  const where = writer.formula(kink.when === undefined ? place : and(graph, place, kink.when));
  const side = writer.formula(kink.at);
  if (!where || !side) return null;
  const [node] = nodes as [NodeId];
  const name = rowOf(graph, node)?.name ?? 'select';
  const isPart = name !== 'select' && treeSize(graph, node) <= LARGEST_WRITTEN / 2;
  const entries = subject.usedCount <= LARGEST ? oneSidedEntries(subject, kink.at, near, writer) : null;
  return {
    where,
    kind: kink.kind,
    side,
    part: isPart ? writer.formula(node) : null,
    entries: entries && entries.slice(0, MOST_ENTRIES),
    more: (entries?.length ?? 0) > MOST_ENTRIES,
    conventions: CONVENTIONS[name] ?? null,
    distance: near && toNumeric(near.distance),
  };
}

/** A place of a kink. */
interface Nearest {
  readonly values: Float64Array;
  /** From the point, over the variables. */
  readonly distance: number;
  /** Two points on either side, straight off the kink, the second half as far as the first. */
  readonly beside: { readonly [S in Side]: readonly [Float64Array, Float64Array] };
}

/**
 * A place of the kink near the point, by Newton steps along the gradient of the expression that is 0 there: the nearest
 * one where the kink is flat. `null` where they lead nowhere, or where the kink does not count.
 */
function nearest(subject: Subject, start: Float64Array, { at, when }: { at: NodeId; when?: NodeId }): Nearest | null {
  const { graph } = subject.traced;
  const { columns } = subject;
  const run = compile(graph, [at, when ?? trueNode(graph), ...gradient(graph, at, columns)], subject.symbols);
  const out = new Float64Array(2 + columns.length);
  let values = start;
  for (let step = 0; step < NEWTON_STEPS; step += 1) {
    run(values, out);
    const [height = NaN, counts] = out;
    const slopes = out.subarray(2);
    const square = slopes.reduce((sum, slope) => sum + slope * slope, 0);
    if (height === 0) return counts === 1 ? placeAt(subject, start, values, slopes) : null;
    if (!Number.isFinite(height) || !(square > 0) || !Number.isFinite(square)) return null;
    const next = subject.variablesOf(values).map((value, i) => value - (height * (slopes[i] as number)) / square);
    const moved = subject.withVariables(values, next);
    // The expression may round to something that is not 0 on either side of its zero.
    if (moved.every((value, i) => Math.abs(value - (values[i] as number)) <= 1e-15 * Math.max(1, Math.abs(value))))
      return counts === 1 ? placeAt(subject, start, moved, slopes) : null;
    values = moved;
  }
  return null;
}

function placeAt(subject: Subject, start: Float64Array, values: Float64Array, slopes: Float64Array): Nearest {
  const here = subject.variablesOf(values);
  const from = subject.variablesOf(start);
  const length = Math.hypot(...slopes);
  const step = BESIDE * Math.max(1, ...here.map(Math.abs));
  const moved = (by: number): Float64Array =>
    subject.withVariables(
      values,
      here.map((value, i) => value + (length > 0 ? (by * (slopes[i] as number)) / length : 0)),
    );
  const beside = (sign: number): [Float64Array, Float64Array] => [moved(sign * step), moved((sign * step) / 2)];
  return {
    values,
    distance: Math.hypot(...here.map((value, i) => value - (from[i] as number))),
    beside: { below: beside(-1), above: beside(1) },
  };
}

/** Entries that differ between the two sides; `null` where the function is not known on both. */
function oneSidedEntries(subject: Subject, at: NodeId, near: Nearest | null, writer: Writer): OneSidedEntry[] | null {
  const { graph, outputs } = subject.traced;
  const sides = bothSides(graph, outputs, subject.symbols, at);
  if (!sides) return null;
  const below = entriesOn(sides.below, subject);
  const above = entriesOn(sides.above, subject);
  const zero = sides.below.graph.integer(0);
  const places = [...new Set([...below.keys(), ...above.keys()])].sort((a, b) => a - b);
  const differing = places
    .map((place) => ({ place, below: below.get(place) ?? zero, above: above.get(place) ?? zero }))
    .filter((one) => one.below !== one.above);
  const numbers = near && numbersAt(sides.below, differing, near);
  const width = subject.columns.length;
  const inSides = writer.for(sides.below.graph);
  const values = near && {
    below: subject.value(near.beside.below[0]).slice(),
    above: subject.value(near.beside.above[0]).slice(),
  };
  const entries = differing
    .map(({ place, ...nodes }, k): OneSidedEntry => {
      const row = Math.floor(place / width);
      const isDefined = (side: Side): boolean => !values || !Number.isNaN(values[side][row]);
      const short = k < MOST_ENTRIES ? [inSides.short(nodes.below), inSides.short(nodes.above)] : [null, null];
      const both = short[0] && short[1];
      const own = numbers?.[k] ?? null;
      return {
        row,
        column: place % width,
        below: both ? (short[0] ?? null) : null,
        above: both ? (short[1] ?? null) : null,
        numbers: own && {
          below: toNumeric(isDefined('below') ? own.below : NaN),
          above: toNumeric(isDefined('above') ? own.above : NaN),
        },
      };
    })
    .filter(({ numbers: own, below: formula }) => own !== null || formula !== null);
  // What is the same at the place itself is left out, unless that is all that there is to say.
  const apart = entries.filter(({ numbers: own }) => own === null || own.below !== own.above || own.below === 'NaN');
  return apart.length > 0 ? apart : entries;
}

function entriesOn({ graph, outputs, symbols }: OneSided, subject: Subject): ReadonlyMap<number, NodeId> {
  const columns = subject.variables.map((place) => symbols[place] as NodeId);
  const { entries } = jacobian(graph, outputs, columns);
  return new Map(entries.map(({ row, column, node }) => [row * columns.length + column, node]));
}

/** The entries on their sides of the place; `null` where that is not told by the numbers around it. */
function numbersAt(
  { graph, symbols }: OneSided,
  entries: readonly { readonly [S in Side]: NodeId }[],
  { values, beside }: Nearest,
): readonly ({ readonly [S in Side]: number } | null)[] {
  const runs = {
    below: compile(
      graph,
      entries.map(({ below }) => below),
      symbols,
    ),
    above: compile(
      graph,
      entries.map(({ above }) => above),
      symbols,
    ),
  };
  const limits = (side: Side): readonly (number | null)[] => {
    const [here, ...near] = [values, ...beside[side]].map((at) => {
      const out = new Float64Array(entries.length);
      runs[side](at, out);
      return out;
    }) as [Float64Array, Float64Array, Float64Array];
    return entries.map((_, k) => oneSidedLimit(here[k] as number, near[0][k] as number, near[1][k] as number));
  };
  const [below, above] = [limits('below'), limits('above')];
  return entries.map((_, k) => {
    const [left = null, right = null] = [below[k], above[k]];
    return left === null || right === null ? null : { below: left, above: right };
  });
}

/** Writes expressions of one graph. */
class Writer {
  constructor(
    private readonly g: Graph,
    private readonly notation: Notation,
  ) {}

  for(graph: Graph): Writer {
    return new Writer(graph, this.notation);
  }

  /** `null` for what is too long to be read. */
  formula(node: NodeId): Formula | null {
    if (treeSize(this.g, node) > LARGEST_WRITTEN) return null;
    const { entries, definitions } = view(this.g, [node], { budgetMilliseconds: BUDGET, names: false });
    const [entry] = entries;
    return entry && definitions.length === 0 ? formatTerm(entry, this.notation) : null;
  }

  short(node: NodeId): Formula | null {
    if (operationCount(this.g, [node]) > LARGEST_WRITTEN) return null;
    const formula = this.formula(node);
    return formula && formula.text.length <= LONGEST_FORMULA ? formula : null;
  }
}
