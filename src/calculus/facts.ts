/**
 * What is known of a node's value wherever it is defined: an interval that it lies in, whether it is never 0, whether it
 * is an integer. Facts come from one forward sweep that is carried on as the graph grows, so that asking is cheap.
 *
 * Bounds are closed and rounded outward: a fact may be weak, never wrong.
 */
import { functionRows } from './functions/table';
import type { FunctionRow } from './functions/row';
import type { Graph, NodeId } from './graph';
import { FIRST_FUNCTION, namedConstants, Op } from './operations';
import { isInteger as isIntegerRational } from './rational';
import { down, intervalPower, intervalProduct, intervalQuotient, up } from './interval';
import type { Interval } from './interval';

const NONZERO = 1;
const INTEGER = 2;

class Facts {
  lo = new Float64Array(0);
  hi = new Float64Array(0);
  flags = new Uint8Array(0);
  count = 0;

  /** Room for the whole graph, and the facts of the nodes that are new. */
  extend(g: Graph): void {
    if (this.count === g.size) return;
    if (this.lo.length < g.size) {
      const capacity = Math.max(256, g.size * 2);
      const [lo, hi, flags] = [new Float64Array(capacity), new Float64Array(capacity), new Uint8Array(capacity)];
      lo.set(this.lo.subarray(0, this.count));
      hi.set(this.hi.subarray(0, this.count));
      flags.set(this.flags.subarray(0, this.count));
      [this.lo, this.hi, this.flags] = [lo, hi, flags];
    }
    for (; this.count < g.size; this.count += 1) this.learn(g, this.count);
  }

  private set(id: NodeId, lo: number, hi: number, flags: number): void {
    // A bound that overflowed is no bound on its own side: every real number is finite.
    this.lo[id] = Number.isNaN(lo) ? -Infinity : Math.min(lo, Number.MAX_VALUE);
    this.hi[id] = Number.isNaN(hi) ? Infinity : Math.max(hi, -Number.MAX_VALUE);
    this.flags[id] = flags | (lo > 0 || hi < 0 ? NONZERO : 0);
  }

  private interval(id: NodeId): Interval {
    return [this.lo[id] as number, this.hi[id] as number];
  }

  private learn(g: Graph, id: NodeId): void {
    const op = g.op(id);
    if (op >= FIRST_FUNCTION) return this.learnFunction(g, id, functionRows[op - FIRST_FUNCTION] as FunctionRow);
    const [a, b] = [g.a(id), g.b(id)];
    switch (op) {
      case Op.Number: {
        const { exact, value } = g.numberOf(id);
        const nonzero = exact ? exact.numerator !== 0n : value !== 0 && !Number.isNaN(value);
        const whole = exact ? isIntegerRational(exact) : false;
        const inexact = exact !== null && !Number.isSafeInteger(value);
        const [lo, hi] = inexact ? [down(value), up(value)] : [value, value];
        // Rounding outward must not lose the sign.
        const sign = exact ? exact.numerator > 0n : value > 0;
        this.set(
          id,
          sign ? Math.max(lo, 0) : lo,
          sign ? hi : Math.min(hi, 0),
          (nonzero ? NONZERO : 0) | (whole ? INTEGER : 0),
        );
        return;
      }
      case Op.Constant: {
        const value = namedConstants[a]?.value ?? NaN;
        return this.set(id, down(value), up(value), NONZERO);
      }
      case Op.Symbol: {
        const { integer = false, positive = false, nonnegative = false } = g.symbolOf(id).facts;
        const lo = positive ? (integer ? 1 : 0) : nonnegative ? 0 : -Infinity;
        return this.set(id, lo, Infinity, (positive ? NONZERO : 0) | (integer ? INTEGER : 0));
      }
      case Op.Negate:
        return this.set(id, -(this.hi[a] as number), -(this.lo[a] as number), this.flags[a] as number);
      case Op.Add:
      case Op.Subtract:
        return this.learnSum(id, this.interval(a), op === Op.Add ? this.interval(b) : negated(this.interval(b)), a, b);
      case Op.Multiply: {
        const [lo, hi] = intervalProduct(this.interval(a), this.interval(b));
        return this.set(id, lo, hi, (this.flags[a] as number) & (this.flags[b] as number));
      }
      case Op.Divide: {
        const [lo, hi] = intervalQuotient(this.interval(a), this.interval(b));
        return this.set(id, lo, hi, (this.flags[a] as number) & NONZERO);
      }
      case Op.Power:
        return this.learnPower(g, id, a, b);
      case Op.Select: {
        const c = g.c(id);
        const lo = Math.min(this.lo[b] as number, this.lo[c] as number);
        const hi = Math.max(this.hi[b] as number, this.hi[c] as number);
        return this.set(id, lo, hi, (this.flags[b] as number) & (this.flags[c] as number));
      }
      default:
        return this.set(id, -Infinity, Infinity, 0);
    }
  }

  private learnSum(id: NodeId, p: Interval, q: Interval, a: NodeId, b: NodeId): void {
    const flags = (this.flags[a] as number) | (this.flags[b] as number);
    const whole = (this.flags[a] as number) & (this.flags[b] as number) & INTEGER;
    // Two terms of one sign, one of them never 0.
    const sameSign = (p[0] >= 0 && q[0] >= 0) || (p[1] <= 0 && q[1] <= 0);
    const lo = p[0] + q[0];
    const hi = p[1] + q[1];
    const [outerLo, outerHi] = [down(lo), up(hi)];
    const keepLo = p[0] >= 0 && q[0] >= 0 ? Math.max(outerLo, 0) : outerLo;
    const keepHi = p[1] <= 0 && q[1] <= 0 ? Math.min(outerHi, 0) : outerHi;
    this.set(id, keepLo, keepHi, whole | (sameSign ? flags & NONZERO : 0));
  }

  private learnPower(g: Graph, id: NodeId, base: NodeId, exponent: NodeId): void {
    const flags = this.flags[base] as number;
    const n = g.exactOf(exponent);
    if (n && isIntegerRational(n)) {
      const [lo, hi] = intervalPower(this.interval(base), Number(n.numerator));
      return this.set(id, lo, hi, n.numerator > 0n ? flags : flags & NONZERO);
    }
    // With an exponent that is no integer, a real power is defined only for a base ≥ 0.
    const nonnegative = (this.lo[base] as number) >= 0 || n !== null;
    this.set(id, nonnegative ? 0 : -Infinity, Infinity, flags & NONZERO);
  }

  private learnFunction(g: Graph, id: NodeId, row: FunctionRow): void {
    let [lo, hi] = row.bounds ?? [-Infinity, Infinity];
    if (row.range !== undefined) lo = Math.max(lo, 0);
    const [a, b] = [g.a(id), g.b(id)];
    let flags = (row.range === 'positive' ? NONZERO : 0) | (row.integer ? INTEGER : 0);
    const [p, q] = this.interval(a);
    if (row.monotone !== undefined) {
      const [left, right] = row.monotone === 'increasing' ? [p, q] : [q, p];
      lo = Math.max(lo, outward(row.value(left, NaN, NaN), -1));
      hi = Math.min(hi, outward(row.value(right, NaN, NaN), 1));
    }
    if (row.name === 'max' || row.name === 'min') {
      const extreme = row.name === 'max' ? Math.max : Math.min;
      lo = extreme(p, this.lo[b] as number);
      hi = extreme(q, this.hi[b] as number);
      flags |= (this.flags[a] as number) & (this.flags[b] as number);
      if (row.name === 'max' && ((p >= 0 && this.isNonzero(a)) || ((this.lo[b] as number) >= 0 && this.isNonzero(b))))
        flags |= NONZERO;
    }
    if (row.name === 'abs') {
      lo = Math.max(0, p, -q);
      hi = Math.max(q, -p);
      flags |= this.flags[a] as number;
    }
    if (row.name === 'hypot') flags |= ((this.flags[a] as number) | (this.flags[b] as number)) & NONZERO;
    if (row.name === 'sqrt' || row.name === 'cbrt' || row.name === 'sinh') flags |= (this.flags[a] as number) & NONZERO;
    this.set(id, lo, hi, flags);
  }

  isNonzero(id: NodeId): boolean {
    return ((this.flags[id] as number) & NONZERO) !== 0;
  }

  isInteger(id: NodeId): boolean {
    return ((this.flags[id] as number) & INTEGER) !== 0;
  }
}

const negated = ([lo, hi]: Interval): Interval => [-hi, -lo];

/** A bound from a function's value in doubles: moved outward by more than the value's error, but never across 0. */
function outward(value: number, direction: 1 | -1): number {
  if (Number.isNaN(value)) return direction * Infinity;
  return Number.isFinite(value) ? value + direction * Math.abs(value) * 1e-12 : value;
}

const tables = new WeakMap<Graph, Facts>();

function factsOf(g: Graph): Facts {
  let facts = tables.get(g);
  if (facts === undefined) {
    facts = new Facts();
    tables.set(g, facts);
  }
  facts.extend(g);
  return facts;
}

/** The interval that the value lies in. */
export function boundsOf(g: Graph, id: NodeId): Interval {
  const facts = factsOf(g);
  return [facts.lo[id] as number, facts.hi[id] as number];
}

export const isNonzero = (g: Graph, id: NodeId): boolean => factsOf(g).isNonzero(id);

export const isNonnegative = (g: Graph, id: NodeId): boolean => (factsOf(g).lo[id] as number) >= 0;

export function isPositive(g: Graph, id: NodeId): boolean {
  const facts = factsOf(g);
  return (facts.lo[id] as number) >= 0 && facts.isNonzero(id);
}

export const isInteger = (g: Graph, id: NodeId): boolean => factsOf(g).isInteger(id);
