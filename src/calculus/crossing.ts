/**
 * What a function does where something in it is not smooth, found numerically: |x| in x·|x| has a kink at 0, the product
 * has none; sign(x) jumps, sign(x)·√|x| does not. Random points are moved onto the place along one variable, and the
 * function is looked at on both sides.
 */
import { SamplePoints, zeroAlong } from './border';
import type { Budget } from './border';
import { symbolsOf } from './dependencies';
import { evaluator } from './evaluate';
import type { Kink } from './functions/row';
import { kinkSourcesOf } from './kinks';
import type { KinkSource } from './kinks';
import type { Graph, NodeId } from './graph';
import { reachable } from './reachable';

export type Crossing = Kink['kind'] | 'smooth';

/** To find points that agree before a function is called smooth at the place. */
const ATTEMPTS = 60;
/** Evaluations of the place along one line, and of the function beside it. */
const SEARCH = 145;
const BESIDE = 10;

/** Node values that may be computed to see what a function does at its kinks: some 20 ms. */
const KINK_EVALUATIONS = 1e6;

const strength: readonly Crossing[] = ['smooth', 'kink', 'vertical', 'jump'];

/**
 * The kinks that are told of a derivative of the first or second order. What bends in the first only has a second one
 * that jumps: there, all are told.
 */
export function toldKinks(g: Graph, roots: readonly NodeId[], order: 1 | 2): KinkSource[] {
  const sources = kinkSourcesOf(g, roots);
  return order === 2 ? sources : observedKinks(g, roots, sources, { left: KINK_EVALUATIONS });
}

/**
 * The kinks with what the roots themselves do there: each place once, and only where they are not smooth. What cannot be
 * told within the budget stays as it is.
 */
export function observedKinks(
  g: Graph,
  roots: readonly NodeId[],
  sources: readonly KinkSource[],
  budget: Budget,
): KinkSource[] {
  const places = new Map<string, KinkSource>();
  for (const source of sources) {
    const key = `${source.kink.at} ${source.kink.when ?? ''}`;
    const known = places.get(key);
    const [stronger, weaker] =
      !known || isStronger(source.kink.kind, known.kink.kind) ? [source, known] : [known, source];
    places.set(key, { kink: stronger.kink, nodes: [...stronger.nodes, ...(weaker?.nodes ?? [])] });
  }
  return [...places.values()].flatMap((source) => {
    const { kink, nodes } = source;
    const seen = crossingOf(g, roots, source, budget) ?? kink.kind;
    // A steep curve beside the place looks like a jump: what is seen only ever takes something away.
    const kind = isStronger(kink.kind, seen) ? seen : kink.kind;
    return kind === 'smooth' ? [] : [{ kink: { ...kink, kind }, nodes }];
  });
}

const isStronger = (a: Crossing, b: Crossing): boolean => strength.indexOf(a) > strength.indexOf(b);

/**
 * The strongest that is seen at any point of the place; `undefined` where not enough points of it were found, or nothing
 * is left of the budget. A point tells something only where what stands for the kink has one there.
 */
function crossingOf(
  g: Graph,
  roots: readonly NodeId[],
  { kink: { at, kind, when }, nodes }: KinkSource,
  budget: Budget,
): Crossing | undefined {
  const conditions = when === undefined ? [] : [when];
  const looked = [...roots, ...nodes];
  const used = reachable(g, [...looked, ...conditions]);
  const moving = symbolsOf(g, [at]);
  const cost = SEARCH * reachable(g, [at]).length + BESIDE * used.length;
  const place = evaluator(g, [at]);
  const valuesOf = evaluator(g, [...looked, ...conditions]);
  const samples = new SamplePoints(g, at, [...looked, ...conditions]);
  let strongest: Crossing = 'smooth';
  let points = 0;
  for (let attempt = 0; attempt < ATTEMPTS && points < samples.needed; attempt += 1) {
    budget.left -= cost;
    if (budget.left < 0) return undefined;
    const point = samples.next();
    const symbol = moving[attempt % moving.length] as NodeId;
    const zero = zeroAlong((x) => place(point.set(symbol, x))[at] as number, point.get(symbol) as number);
    if (zero === undefined) continue;
    const here = Math.abs(zero) < NOTHING ? 0 : zero;
    if (when !== undefined && valuesOf(point.set(symbol, here))[when] !== 1) continue;
    const cross = (of: readonly NodeId[]): Crossing | undefined =>
      crossingAt(
        (by) => {
          const values = valuesOf(point.set(symbol, here + by));
          return of.map((node) => values[node] as number);
        },
        here === 0 ? 1 : Math.abs(here),
      );
    const seen = cross(roots);
    if (seen === undefined || (seen === 'smooth' && nodes.every((node) => cross([node]) === 'smooth'))) continue;
    if (isStronger(seen, strongest)) strongest = seen;
    if (!isStronger(kind, strongest)) return strongest;
    points += 1;
  }
  return points < samples.needed ? undefined : strongest;
}

/** A place found that is nearer to 0 is 0. */
const NOTHING = 1e-20;
/** Differences that are smaller, beside the values, are rounding. */
const ROUNDING = 1e-9;
/** Of a difference, what is left at a hundredth of the distance if it is none at the place; of slopes, at a tenth. */
const LEFT = 0.5;
/** How much a slope grows at a tenth of the distance if it has no end: √10 of √x. */
const GROWTH = 1.5;

function crossingAt(valuesAt: (by: number) => number[], size: number): Crossing | undefined {
  const sides = (distance: number): readonly [number[], number[]] => [
    valuesAt(-distance * size),
    valuesAt(distance * size),
  ];
  const [far, near] = [sides(1e-5), sides(1e-7)];
  const all = [...far, ...near].flat();
  if (!all.every(Number.isFinite)) return undefined;
  const gap = ([below, above]: readonly [number[], number[]], i: number): number =>
    Math.abs((above[i] as number) - (below[i] as number));
  const scale = (i: number): number => Math.max(...[...far, ...near].map((values) => Math.abs(values[i] as number)));
  const outputs = near[0].map((_, i) => i);
  if (outputs.some((i) => gap(near, i) > ROUNDING * scale(i) && gap(near, i) > LEFT * gap(far, i))) return 'jump';
  const slopes = (distance: number): readonly [number[], number[]] => {
    const [outer, inner] = [sides(distance), sides(distance / 2)];
    const slope = (side: 0 | 1, i: number): number =>
      ((outer[side][i] as number) - (inner[side][i] as number)) / ((side === 0 ? -1 : 1) * (distance / 2) * size);
    return [outputs.map((i) => slope(0, i)), outputs.map((i) => slope(1, i))];
  };
  const [wide, close] = [slopes(1e-3), slopes(1e-4)];
  const noise = (i: number): number => (ROUNDING * scale(i)) / size;
  const grows = (side: 0 | 1, i: number): boolean =>
    Math.abs(close[side][i] as number) > GROWTH * Math.abs(wide[side][i] as number) + noise(i);
  if (outputs.some((i) => grows(0, i) || grows(1, i))) return 'vertical';
  const bends = (i: number): boolean => gap(close, i) > noise(i) && gap(close, i) > LEFT * gap(wide, i);
  return outputs.some(bends) ? 'kink' : 'smooth';
}
