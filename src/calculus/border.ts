/**
 * Whether the two sides of a select meet at its border, found numerically: random points are moved onto the border along
 * one variable, and the branches are compared there.
 */
import { symbolsOf } from './dependencies';
import { constantValue, evaluator } from './evaluate';
import { rowOf } from './functions/table';
import { Op } from './operations';
import { reachable } from './reachable';
import type { Graph, NodeId } from './graph';

export type Meeting = 'smoothly' | 'meeting' | 'apart';

/** Points on the border that have to agree before it is called a meeting; more where branches have cases of their own. */
const POINTS = 3;
const POINTS_OF_CASES = 16;
const ATTEMPTS = 40;
/** Evaluations of an expression along one line, at the most: scanning, then bisection. */
const EVALUATIONS = 145;

/** How many node values may still be computed; what cannot be looked at any more counts as apart. */
export interface Budget {
  left: number;
}

/** Values for which expressions tend to be defined: of both signs, of everyday size. */
export function* sampleValues(): Generator<number> {
  // A multiplicative congruential sequence (Park and Miller, 1988): the same points every time.
  for (let seed = 20_231; ;) {
    seed = (seed * 48_271) % 2_147_483_647;
    yield (seed / 2_147_483_647) * 6 - 2;
  }
}

/**
 * Random points at which expressions are looked at: of everyday size, and on both sides of the numbers that symbols are
 * compared with, so that cases that hold far out only are not missed.
 */
export class SamplePoints {
  /** Points that have to agree before something is said of all. */
  readonly needed: number;
  private readonly symbols: readonly NodeId[];
  private readonly thresholds = new Map<NodeId, number[]>();
  private readonly samples = sampleValues();

  constructor(g: Graph, at: NodeId, roots: readonly NodeId[]) {
    this.symbols = symbolsOf(g, [at, ...roots]);
    let hasCases = false;
    for (const id of reachable(g, roots)) {
      if (!isComparison(g, id) && !bends(g, id)) continue;
      hasCases = true;
      this.note(g, g.a(id), g.b(id));
    }
    if (g.op(at) === Op.Subtract) this.note(g, g.a(at), g.b(at));
    this.needed = hasCases ? POINTS_OF_CASES : POINTS;
  }

  next(): Map<NodeId, number> {
    return new Map(this.symbols.map((symbol) => [symbol, this.valueOf(symbol)]));
  }

  private note(g: Graph, p: NodeId, q: NodeId): void {
    for (const [side, other] of [
      [p, q],
      [q, p],
    ] as const) {
      const value = other < 0 ? undefined : constantValue(g, other);
      if (side < 0 || value === undefined) continue;
      const [symbol, at] = solved(g, side, value);
      if (g.op(symbol) !== Op.Symbol || !Number.isFinite(at)) continue;
      const known = this.thresholds.get(symbol);
      if (known) known.push(at);
      else this.thresholds.set(symbol, [at]);
    }
  }

  private valueOf(symbol: NodeId): number {
    const value = this.samples.next().value as number;
    const thresholds = this.thresholds.get(symbol);
    if (!thresholds || value < 1) return value; // one half of them
    const threshold = thresholds[Math.floor(value * 1e4) % thresholds.length] as number;
    return threshold + ((value - 2.5) / 3) * Math.max(1, Math.abs(threshold));
  }
}

/** `2x − 1 = 5` is `x = 3`: what is left of the expression when sums and products with numbers are undone, and its value. */
function solved(g: Graph, id: NodeId, value: number): readonly [NodeId, number] {
  const [op, a, b] = [g.op(id), g.a(id), g.b(id)];
  if (op === Op.Negate) return solved(g, a, -value);
  if (op !== Op.Add && op !== Op.Subtract && op !== Op.Multiply && op !== Op.Divide) return [id, value];
  const [p, q] = [constantValue(g, a), constantValue(g, b)];
  if (q !== undefined)
    return solved(
      g,
      a,
      { [Op.Add]: value - q, [Op.Subtract]: value + q, [Op.Multiply]: value / q, [Op.Divide]: value * q }[op],
    );
  if (p === undefined) return [id, value];
  return solved(
    g,
    b,
    { [Op.Add]: value - p, [Op.Subtract]: p - value, [Op.Multiply]: value / p, [Op.Divide]: p / value }[op],
  );
}

const isComparison = (g: Graph, id: NodeId): boolean =>
  [Op.Less, Op.LessOrEqual, Op.Equal, Op.NotEqual].some((op) => op === g.op(id));
const bends = (g: Graph, id: NodeId): boolean => rowOf(g, id)?.kinks !== undefined;

/**
 * How the branches of `selection` meet where `at` is 0 and `when` holds. `apart` also where no point of the border was
 * found.
 */
export function bordersMeet(g: Graph, at: NodeId, selection: NodeId, when: NodeId, budget: Budget): Meeting {
  if (budget.left < 0) return 'apart';
  const [then, otherwise] = [g.b(selection), g.c(selection)];
  const moving = symbolsOf(g, [at]);
  const cost = EVALUATIONS * reachable(g, [at]).length + 6 * reachable(g, [then, otherwise, when]).length;
  const evaluateAt = evaluator(g, [at]);
  const evaluateSides = evaluator(g, [then, otherwise, when]);
  const samples = new SamplePoints(g, at, [then, otherwise, when]);
  // Getting ready takes about as long as one attempt.
  budget.left -= cost;
  let meeting: Meeting = 'smoothly';
  let points = 0;
  for (let attempt = 0; attempt < ATTEMPTS && points < samples.needed; attempt += 1) {
    budget.left -= cost;
    if (budget.left < 0) return 'apart';
    const point = samples.next();
    const symbol = moving[attempt % moving.length] as NodeId;
    const start = point.get(symbol) as number;
    const place = zeroAlong((x) => evaluateAt(point.set(symbol, x))[at] as number, start);
    if (place === undefined || evaluateSides(point.set(symbol, place))[when] !== 1) continue;
    const sides = (x: number): [number, number] => {
      const values = evaluateSides(point.set(symbol, x));
      return [values[then] as number, values[otherwise] as number];
    };
    const seen = compareAt(sides, place);
    if (seen === undefined) continue;
    if (seen === 'apart') return 'apart';
    if (seen === 'meeting') meeting = 'meeting';
    points += 1;
  }
  return points === 0 ? 'apart' : meeting;
}

/** A zero near the start: found by scanning, then bisection. */
export function zeroAlong(f: (x: number) => number, start: number): number | undefined {
  // Through 0, where |x| − c has its two zeros on both sides, however small c is.
  const first = Math.round(start * 4) / 4 - 8;
  let [left, fLeft] = [first, f(first)];
  for (let step = 1; step <= 64; step += 1) {
    const right = first + step / 4;
    const fRight = f(right);
    if (fRight === 0) return right;
    if (fLeft * fRight < 0) return bisect(f, left, right, fLeft);
    [left, fLeft] = [right, fRight];
  }
  return undefined;
}

function bisect(f: (x: number) => number, from: number, to: number, fFrom: number): number | undefined {
  let [left, right] = [from, to];
  for (let i = 0; i < 80; i += 1) {
    const middle = (left + right) / 2;
    const value = f(middle);
    if (value === 0) return middle;
    if (value * fFrom > 0) left = middle;
    else right = middle;
  }
  // A sign change at a pole is no zero.
  return Math.abs(f(left)) < 1e-6 ? (left + right) / 2 : undefined;
}

/** Values and slopes of both branches at the place, by differences of the fourth order; `undefined` where not defined. */
function compareAt(sides: (x: number) => [number, number], place: number): Meeting | undefined {
  const h = 1e-3;
  const sample = (offset: number): [number, number] => sides(place + offset);
  const stencil = [-2 * h, -h, h, 2 * h].map(sample);
  // A branch that is not defined on the border itself (0/0) has the value that its neighbourhood tends to.
  const middle = sample(0);
  const side = (k: 0 | 1): { value: number; slope: number } => {
    const [p, q, r, s] = stencil.map((pair) => pair[k]) as [number, number, number, number];
    const limit = (4 * (q + r) - (p + s)) / 6;
    const value = Number.isFinite(middle[k]) ? middle[k] : limit;
    return { value, slope: (p - 8 * q + 8 * r - s) / (12 * h) };
  };
  const [a, b] = [side(0), side(1)];
  if (!Number.isFinite(a.value) || !Number.isFinite(b.value)) return undefined;
  const close = (x: number, y: number, tolerance: number): boolean =>
    Math.abs(x - y) <= tolerance * (1 + Math.abs(x) + Math.abs(y));
  if (!close(a.value, b.value, 1e-7)) return 'apart';
  return close(a.slope, b.slope, 1e-5) ? 'smoothly' : 'meeting';
}
