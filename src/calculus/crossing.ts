/**
 * What a function does where something in it is not smooth, found numerically: |x| in x·|x| has a kink at 0, the product
 * has none; sign(x) jumps, sign(x)·√|x| does not. Random points are moved onto the place along one variable, and the
 * function is looked at on both sides.
 */
import { zeroAlong, sampleValues } from './border';
import type { Budget } from './border';
import { symbolsOf } from './dependencies';
import { evaluator } from './evaluate';
import type { Kink } from './functions/row';
import type { Graph, NodeId } from './graph';
import { reachable } from './reachable';

export type Crossing = Kink['kind'] | 'smooth';

/** Points that have to agree before a function is called smooth at the place, and attempts to find them. */
const POINTS = 3;
const ATTEMPTS = 24;
/** Evaluations of the place along one line, and of the function beside it. */
const SEARCH = 145;
const BESIDE = 10;

const strength: readonly Crossing[] = ['smooth', 'kink', 'vertical', 'jump'];

/**
 * The kinks with what the roots themselves do there: each place once, and only where they are not smooth. What cannot be
 * told within the budget stays as it is.
 */
export function observedKinks(g: Graph, roots: readonly NodeId[], kinks: readonly Kink[], budget: Budget): Kink[] {
  const places = new Map<string, Kink>();
  for (const kink of kinks) {
    const key = `${kink.at} ${kink.when ?? ''}`;
    const known = places.get(key);
    if (!known || strength.indexOf(kink.kind) > strength.indexOf(known.kind)) places.set(key, kink);
  }
  return [...places.values()].flatMap((kink) => {
    const seen = crossingOf(g, roots, kink, budget) ?? kink.kind;
    // A steep curve beside the place looks like a jump: what is seen only ever takes something away.
    const kind = strength.indexOf(seen) < strength.indexOf(kink.kind) ? seen : kink.kind;
    return kind === 'smooth' ? [] : [{ ...kink, kind }];
  });
}

/** The strongest that is seen at any point of the place; `undefined` where no point of it was found, or none is left. */
function crossingOf(g: Graph, roots: readonly NodeId[], { at, when }: Kink, budget: Budget): Crossing | undefined {
  const conditions = when === undefined ? [] : [when];
  const used = reachable(g, [...roots, ...conditions]);
  const symbols = symbolsOf(g, [at, ...roots, ...conditions]);
  const moving = symbolsOf(g, [at]);
  const cost = SEARCH * reachable(g, [at]).length + BESIDE * used.length;
  const place = evaluator(g, [at]);
  const valuesOf = evaluator(g, [...roots, ...conditions]);
  const samples = sampleValues();
  let strongest: Crossing = 'smooth';
  let points = 0;
  for (let attempt = 0; attempt < ATTEMPTS && points < POINTS; attempt += 1) {
    budget.left -= cost;
    if (budget.left < 0) return undefined;
    const point = new Map(symbols.map((symbol) => [symbol, samples.next().value as number]));
    const symbol = moving[attempt % moving.length] as NodeId;
    const zero = zeroAlong((x) => place(point.set(symbol, x))[at] as number, point.get(symbol) as number);
    if (zero === undefined) continue;
    const here = Math.abs(zero) < NOTHING ? 0 : zero;
    const valuesAt = (x: number): number[] => {
      const values = valuesOf(point.set(symbol, x));
      return roots.map((root) => values[root] as number);
    };
    if (when !== undefined && valuesOf(point.set(symbol, here))[when] !== 1) continue;
    const seen = crossingAt((by) => valuesAt(here + by), here === 0 ? 1 : Math.abs(here));
    if (seen === undefined) continue;
    if (strength.indexOf(seen) > strength.indexOf(strongest)) strongest = seen;
    if (seen === 'jump') return seen;
    points += 1;
  }
  return points < POINTS ? undefined : strongest;
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
