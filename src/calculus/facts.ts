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
import { forEachOperand } from './reachable';
import { down, intervalPower, intervalProduct, intervalQuotient, up } from './interval';
import type { Interval } from './interval';

const NONZERO = 1;
const INTEGER = 2;
/** No symbol and no unknown function in it: a number, if not one that is written as one. */
const CLOSED = 4;
/** Defined and finite for all real values of the symbols. */
const TOTAL = 8;
/** The lower (upper) bound is not reached. */
const LOWER_OPEN = 16;
const UPPER_OPEN = 32;
const KEPT = NONZERO | INTEGER | LOWER_OPEN | UPPER_OPEN;

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
    for (; this.count < g.size; this.count += 1) {
      this.learn(g, this.count);
      this.learnKind(g, this.count);
    }
  }

  /** Closed and total: what is so of all operands, and not ended by the operation itself. */
  private learnKind(g: Graph, id: NodeId): void {
    let kind = CLOSED | TOTAL;
    forEachOperand(g, id, (operand) => (kind &= this.flags[operand] as number));
    const op = g.op(id);
    if (op === Op.Symbol) kind = TOTAL;
    else if (op === Op.Hole || op === Op.HolePartial) kind = 0;
    else if (op === Op.Number && !Number.isFinite(g.numberOf(id).value)) kind &= ~TOTAL;
    else if (op === Op.Divide && !this.isNonzero(g.b(id))) kind &= ~TOTAL;
    else if (op === Op.Power && !((this.flags[g.b(id)] as number) & INTEGER && (this.lo[g.b(id)] as number) >= 0))
      kind &= ~TOTAL;
    else if (op >= FIRST_FUNCTION && !isTotal(functionRows[op - FIRST_FUNCTION] as FunctionRow)) kind &= ~TOTAL;
    (this.flags[id] as number) |= kind;
  }

  private set(id: NodeId, lo: number, hi: number, flags: number): void {
    // A bound that overflowed is no bound on its own side: every real number is finite.
    this.lo[id] = Number.isNaN(lo) ? -Infinity : Math.min(lo, Number.MAX_VALUE);
    this.hi[id] = Number.isNaN(hi) ? Infinity : Math.max(hi, -Number.MAX_VALUE);
    const sign = lo > 0 || hi < 0 || (lo >= 0 && flags & LOWER_OPEN) || (hi <= 0 && flags & UPPER_OPEN);
    this.flags[id] = (flags & KEPT) | (sign ? NONZERO : 0);
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
        return this.set(id, -(this.hi[a] as number), -(this.lo[a] as number), turned(this.flags[a] as number));
      case Op.Add:
      case Op.Subtract:
        return this.learnSum(id, a, b, op === Op.Subtract);
      case Op.Multiply: {
        const [lo, hi] = intervalProduct(this.interval(a), this.interval(b));
        return this.set(id, lo, hi, (this.flags[a] as number) & (this.flags[b] as number) & (NONZERO | INTEGER));
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
        return this.set(id, lo, hi, (this.flags[b] as number) & (this.flags[c] as number) & (NONZERO | INTEGER));
      }
      default:
        return this.set(id, -Infinity, Infinity, 0);
    }
  }

  private learnSum(id: NodeId, a: NodeId, b: NodeId, isDifference: boolean): void {
    const p = this.interval(a);
    const q = isDifference ? negated(this.interval(b)) : this.interval(b);
    const flagsA = this.flags[a] as number;
    const flagsB = isDifference ? turned(this.flags[b] as number) : (this.flags[b] as number);
    const whole = flagsA & flagsB & INTEGER;
    // Two terms of one sign, one of them never 0.
    const sameSign = (p[0] >= 0 && q[0] >= 0) || (p[1] <= 0 && q[1] <= 0);
    const nonzero = sameSign ? (flagsA | flagsB) & NONZERO : 0;
    const lo = sameSign && p[0] >= 0 ? Math.max(down(p[0] + q[0]), 0) : down(p[0] + q[0]);
    const hi = sameSign && p[1] <= 0 ? Math.min(up(p[1] + q[1]), 0) : up(p[1] + q[1]);
    this.set(id, lo, hi, whole | nonzero | ((flagsA | flagsB) & (LOWER_OPEN | UPPER_OPEN)));
  }

  private learnPower(g: Graph, id: NodeId, base: NodeId, exponent: NodeId): void {
    const flags = this.flags[base] as number;
    const n = g.exactOf(exponent);
    if (n && isIntegerRational(n)) {
      const [lo, hi] = intervalPower(this.interval(base), Number(n.numerator));
      return this.set(id, lo, hi, flags & (n.numerator > 0n ? NONZERO | INTEGER : NONZERO));
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
    if (row.open) flags |= LOWER_OPEN | UPPER_OPEN;
    const [p, q] = this.interval(a);
    if (row.monotone !== undefined) {
      const [left, right] = row.monotone === 'increasing' ? [p, q] : [q, p];
      lo = Math.max(lo, outward(row.value(left, NaN, NaN), -1));
      hi = Math.min(hi, outward(row.value(right, NaN, NaN), 1));
    }
    // A bound that the argument sets may be reached.
    if (row.bounds !== undefined && lo > row.bounds[0]) flags &= ~LOWER_OPEN;
    if (row.bounds !== undefined && hi < row.bounds[1]) flags &= ~UPPER_OPEN;
    if (row.name === 'max' || row.name === 'min') {
      const extreme = row.name === 'max' ? Math.max : Math.min;
      lo = extreme(p, this.lo[b] as number);
      hi = extreme(q, this.hi[b] as number);
      flags |= (this.flags[a] as number) & (this.flags[b] as number) & (NONZERO | INTEGER);
      if (row.name === 'max' && ((p >= 0 && this.isNonzero(a)) || ((this.lo[b] as number) >= 0 && this.isNonzero(b))))
        flags |= NONZERO;
    }
    if (row.name === 'abs') {
      lo = Math.max(0, p, -q);
      hi = Math.max(q, -p);
      flags |= (this.flags[a] as number) & (NONZERO | INTEGER);
    }
    if (row.name === 'hypot') flags |= ((this.flags[a] as number) | (this.flags[b] as number)) & NONZERO;
    if (row.name === 'sqrt' || row.name === 'cbrt' || row.name === 'sinh') flags |= (this.flags[a] as number) & NONZERO;
    this.set(id, lo, hi, flags);
  }

  isNonzero(id: NodeId): boolean {
    return ((this.flags[id] as number) & NONZERO) !== 0;
  }

  has(id: NodeId, flag: number): boolean {
    return ((this.flags[id] as number) & flag) !== 0;
  }

  isInteger(id: NodeId): boolean {
    return ((this.flags[id] as number) & INTEGER) !== 0;
  }
}

/** Defined everywhere, and finite: no domain, no pole. */
const isTotal = (row: FunctionRow): boolean => row.domain === undefined;

/** The flags of −u. */
const turned = (flags: number): number =>
  (flags & (NONZERO | INTEGER)) | (flags & LOWER_OPEN ? UPPER_OPEN : 0) | (flags & UPPER_OPEN ? LOWER_OPEN : 0);

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

/** Whether the value lies below the number wherever it is defined, and never reaches it. */
export function liesBelow(g: Graph, id: NodeId, number: number): boolean {
  const facts = factsOf(g);
  const hi = facts.hi[id] as number;
  return hi < number || (hi === number && facts.has(id, UPPER_OPEN));
}

/** Whether the value lies above the number wherever it is defined, and never reaches it. */
export function liesAbove(g: Graph, id: NodeId, number: number): boolean {
  const facts = factsOf(g);
  const lo = facts.lo[id] as number;
  return lo > number || (lo === number && facts.has(id, LOWER_OPEN));
}

export const isNonzero = (g: Graph, id: NodeId): boolean => factsOf(g).isNonzero(id);

export const isNonnegative = (g: Graph, id: NodeId): boolean => (factsOf(g).lo[id] as number) >= 0;

export function isPositive(g: Graph, id: NodeId): boolean {
  const facts = factsOf(g);
  return (facts.lo[id] as number) >= 0 && facts.isNonzero(id);
}

export const isInteger = (g: Graph, id: NodeId): boolean => factsOf(g).isInteger(id);

export const isClosed = (g: Graph, id: NodeId): boolean => factsOf(g).has(id, CLOSED);

/** Whether the expression is defined for all real values of its symbols. */
export const isTotalNode = (g: Graph, id: NodeId): boolean => factsOf(g).has(id, TOTAL);
