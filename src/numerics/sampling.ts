/**
 * Points at which two functions can be compared: the same ones every time, inside the domain, away from kinks, and where
 * the functions are not flat.
 */
import { subtract } from '../calculus/construct';
import { argumentsOfCall, rowOf } from '../calculus/functions/table';
import type { Graph, NodeId } from '../calculus/graph';
import { Op } from '../calculus/operations';
import { reachable } from '../calculus/reachable';
import { compile } from './compile';

export interface SampleRequest {
  readonly graph: Graph;
  /** The variables: a point has one number for each, in this order. */
  readonly symbols: readonly NodeId[];
  /** Conditions that have to hold. */
  readonly conditions: readonly NodeId[];
  /** What has to be finite: the functions themselves. */
  readonly finite: readonly NodeId[];
  /** Expressions that must stay away from 0: `borders` of the functions. */
  readonly borders: readonly NodeId[];
  /** Where all of these are 0, a point tells little: such points are taken only if there are no others. */
  readonly telling: readonly NodeId[];
  readonly count: number;
  /** Points to be tried first; NaN where a coordinate is free. */
  readonly given?: readonly ArrayLike<number>[];
  /** Adjusts a point before it is tried (to a unit vector, to a symmetric matrix, …). */
  readonly constrain?: (point: Float64Array) => void;
  /** Which of the sequences of points is drawn; the same one every time where it is not said. */
  readonly seed?: number;
  /** Intervals for some of the variables. */
  readonly within?: ReadonlyMap<NodeId, readonly [number, number]>;
}

export interface Samples {
  readonly points: readonly Float64Array[];
  /** How many points were tried, and how many of those were not in the domain. */
  readonly tried: number;
  readonly outside: number;
}

/** Closer to a border than this (relative to the sizes compared) is at the border. */
const NEAR = 1e-3;
const TRIES_PER_POINT = 30;

/** Intervals to draw coordinates from, in turn: everyday sizes first, both signs, probabilities, larger ones. */
const RANGES: readonly (readonly [number, number])[] = [
  [0.2, 1.6],
  [-1.5, 1.5],
  [0.02, 0.98],
  [0.5, 3],
  [-3, 3],
  [-0.9, 0.9],
  [1, 12],
  [-8, 8],
];

/** Draws from a fixed sequence in [0, 1): Mulberry32 (T. Ettinger, public domain). */
export function randomSequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The expressions whose zeros are borders between the pieces of the roots: kinks, jumps, and where branches change. */
export function bordersOf(g: Graph, roots: readonly NodeId[]): NodeId[] {
  const borders = new Set<NodeId>();
  const conditions = new Set<NodeId>();
  const nodes = reachable(g, roots);
  for (const id of nodes) {
    if (g.op(id) === Op.Select) conditions.add(g.a(id));
    const row = rowOf(g, id);
    if (!row?.kinks || g.operands(id).every((operand) => isStep(g, operand))) continue;
    for (const { at } of row.kinks(g, argumentsOfCall(g, id))) borders.add(at);
  }
  for (const id of conditions) {
    const op = g.op(id);
    if (op < Op.Less || op > Op.NotEqual) {
      if (g.isCondition(id)) for (const operand of g.operands(id)) conditions.add(operand);
    } else if (!isStep(g, g.a(id)) || !isStep(g, g.b(id))) borders.add(subtract(g, g.a(id), g.b(id)));
  }
  return [...borders].filter((id) => !g.isNumber(id));
}

const STEPS: ReadonlySet<string> = new Set(['sign', 'floor', 'ceil', 'round', 'trunc', 'heaviside']);

/**
 * Whether an expression is constant between its jumps, which are borders of their own: `np.sign(x) == 1` holds on one
 * side of one, and not on a line only.
 */
function isStep(g: Graph, root: NodeId): boolean {
  const open = [root];
  const seen = new Set<NodeId>();
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (g.isNumber(id) || STEPS.has(rowOf(g, id)?.name ?? '') || seen.has(id)) continue;
    seen.add(id);
    const operands = g.op(id) === Op.Select ? [g.b(id), g.c(id)] : g.operands(id);
    if (operands.length === 0 || g.op(id) === Op.Hole || g.op(id) === Op.HolePartial) return false;
    open.push(...operands);
  }
  return true;
}

/** As many points as asked for, or as many as could be found. */
export function samplePoints(request: SampleRequest): Samples {
  return new Sampler(request).run();
}

class Sampler {
  private readonly random: () => number;
  private readonly accepted: Float64Array[] = [];
  private readonly flat: Float64Array[] = [];
  private tried = 0;
  private outside = 0;
  private readonly judge: (point: Float64Array) => 'good' | 'flat' | 'border' | 'outside';

  constructor(private readonly request: SampleRequest) {
    this.judge = judgeOf(request);
    this.random = randomSequence(20_240_229 + (request.seed ?? 0));
  }

  run(): Samples {
    const { count, given = [] } = this.request;
    for (const point of given) this.tryGiven(point);
    const limit = count * TRIES_PER_POINT;
    for (let i = 0; i < limit && this.accepted.length < count; i += 1) this.try(this.draw(i));
    // A small domain: walk on from the points in it.
    for (let i = 0; i < limit && this.accepted.length < count; i += 1) {
      const known = this.accepted.length > 0 ? this.accepted : this.flat;
      const from = known[Math.floor(this.random() * known.length)];
      if (!from) break;
      this.try(this.near(from));
    }
    const points = [...this.accepted, ...this.flat].slice(0, count);
    return { points, tried: this.tried, outside: this.outside };
  }

  /** Free coordinates of a given point are drawn until the point is in the domain. */
  private tryGiven(given: ArrayLike<number>): void {
    const known = this.accepted.length + this.flat.length;
    for (let i = 0; i < 12 && this.accepted.length + this.flat.length === known; i += 1) {
      const point = this.draw(i);
      let free = false;
      for (let k = 0; k < point.length; k += 1) {
        if (Number.isNaN(given[k])) free = true;
        else point[k] = given[k] as number;
      }
      this.try(point);
      if (!free) return;
    }
  }

  private try(point: Float64Array): void {
    this.request.constrain?.(point);
    this.tried += 1;
    const verdict = this.judge(point);
    if (verdict === 'good') this.accepted.push(point);
    else if (verdict === 'flat' && this.flat.length < this.request.count) this.flat.push(point);
    else if (verdict === 'outside') this.outside += 1;
  }

  private draw(turn: number): Float64Array {
    const { symbols, within, graph } = this.request;
    const common = RANGES[turn % RANGES.length] as readonly [number, number];
    // Every third round, each variable has an interval of its own: so that a size may be large where another is small.
    const mixed = Math.floor(turn / RANGES.length) % 3 === 2;
    return Float64Array.from(symbols, (symbol) => {
      const own = mixed ? (RANGES[Math.floor(this.random() * RANGES.length)] as readonly [number, number]) : common;
      const { integer = false, positive = false, nonnegative = false } = graph.symbolOf(symbol).facts;
      const [lo, hi] = within?.get(symbol) ?? own;
      const value = lo + (hi - lo) * this.random();
      if (integer)
        return nonnegative || positive ? Math.max(positive ? 1 : 0, Math.round(Math.abs(value))) : Math.round(value);
      return readable(positive || nonnegative ? Math.abs(value) : value);
    });
  }

  private near(from: Float64Array): Float64Array {
    const { symbols, within, graph } = this.request;
    return from.map((value, i) => {
      const symbol = symbols[i] as NodeId;
      if (graph.symbolOf(symbol).facts.integer) return value;
      const moved = readable(value * (1 + 0.5 * (this.random() - 0.5)) + 0.02 * (this.random() - 0.5));
      const [lo, hi] = within?.get(symbol) ?? [-Infinity, Infinity];
      return Math.min(hi, Math.max(lo, moved));
    });
  }
}

/** Three digits: a point may be shown to people. */
const readable = (value: number): number => Number(value.toPrecision(3));

function judgeOf({ graph: g, symbols, conditions, finite, borders, telling }: SampleRequest): Sampler['judge'] {
  // Of a border the two sides are needed as well: how far apart they are is relative to their sizes.
  const sides = borders.flatMap((id) => (g.op(id) === Op.Subtract ? [g.a(id), g.b(id)] : [id, id]));
  const outputs = [...conditions, ...finite, ...borders, ...sides, ...telling];
  const run = compile(g, outputs, symbols);
  const out = new Float64Array(outputs.length);
  const starts = [conditions, finite, borders, sides, telling].reduce<number[]>(
    (at, part) => [...at, (at.at(-1) ?? 0) + part.length],
    [0],
  );
  const part = (k: number): Float64Array => out.subarray(starts[k], starts[k + 1]);
  return (point) => {
    run(point, out);
    if (part(0).some((value) => value !== 1) || part(1).some((value) => !Number.isFinite(value))) return 'outside';
    const both = part(3);
    const near = part(2).some((value, i) => {
      const size = Math.max(Math.abs(both[2 * i] as number), Math.abs(both[2 * i + 1] as number), 1e-3);
      return !(Math.abs(value) > NEAR * Math.min(size, 1));
    });
    if (near) return 'border';
    const values = part(4);
    return values.length > 0 && values.every((value) => Math.abs(value) < 1e-100) ? 'flat' : 'good';
  };
}
