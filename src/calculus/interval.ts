/** Intervals of doubles, rounded outward. The product of 0 and an infinite bound is 0: infinity is no value. */
export type Interval = readonly [lo: number, hi: number];

/** A double at or below the exact result that was rounded to this one. */
export const down = (x: number): number => (Number.isSafeInteger(x) || !Number.isFinite(x) ? x : x - slack(x));

export const up = (x: number): number => (Number.isSafeInteger(x) || !Number.isFinite(x) ? x : x + slack(x));

const slack = (x: number): number => Math.max(Math.abs(x) * 2.3e-16, Number.MIN_VALUE);

const times = (x: number, y: number): number => (x === 0 || y === 0 ? 0 : x * y);

export function intervalProduct([a, b]: Interval, [c, d]: Interval): Interval {
  const corners = [times(a, c), times(a, d), times(b, c), times(b, d)];
  const lo = Math.min(...corners);
  const hi = Math.max(...corners);
  // A product of bounds ≥ 0 that underflows stays ≥ 0.
  return [lo >= 0 && (a >= 0 || b <= 0) ? Math.max(0, down(lo)) : down(lo), hi <= 0 ? Math.min(0, up(hi)) : up(hi)];
}

/** The quotient where the divisor is not 0. */
export function intervalQuotient(p: Interval, [c, d]: Interval): Interval {
  if (c < 0 && d > 0) return [-Infinity, Infinity];
  const reciprocal: Interval = [
    d === 0 ? -Infinity : reciprocalBound(d, -1),
    c === 0 ? Infinity : reciprocalBound(c, 1),
  ];
  return intervalProduct(p, reciprocal);
}

/** 1/x rounded outward; 1/±∞ is 0. */
function reciprocalBound(x: number, direction: 1 | -1): number {
  const value = 1 / x;
  if (!Number.isFinite(x)) return 0;
  const moved = direction === 1 ? up(value) : down(value);
  return Math.sign(moved) === Math.sign(value) ? moved : 0;
}

/** The power with an integer exponent, where it is defined. */
export function intervalPower(p: Interval, n: number): Interval {
  if (n < 0) return intervalQuotient([1, 1], intervalPower(p, -n));
  const [lo, hi] = p;
  const [low, high] = [lo ** n, hi ** n];
  if (n % 2 !== 0) return [keepSign(widen(low, -1), low), keepSign(widen(high, 1), high)];
  if (lo >= 0) return [Math.max(0, widen(low, -1)), widen(high, 1)];
  if (hi <= 0) return [Math.max(0, widen(high, -1)), widen(low, 1)];
  return [0, widen(Math.max(low, high), 1)];
}

const widen = (x: number, direction: 1 | -1): number =>
  Number.isSafeInteger(x) || !Number.isFinite(x) ? x : x + direction * (Math.abs(x) * 1e-14 + Number.MIN_VALUE);

const keepSign = (moved: number, value: number): number => (Math.sign(moved) === -Math.sign(value) ? 0 : moved);
