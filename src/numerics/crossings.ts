/** Where functions of one number cross or touch zero: told by samples, then narrowed down to the last digit. */

/** Halvings that narrow an interval down to neighbouring doubles. */
const HALVINGS = 60;

/**
 * The place between `a` and `b` where a property turns that holds at `a` and not at `b`, as the last point where it is
 * known to hold and the first where it is known not to.
 */
export function turningPoint(a: number, b: number, holds: (t: number) => boolean): readonly [number, number] {
  let [yes, no] = [a, b];
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = yes / 2 + no / 2;
    if (middle === yes || middle === no) break;
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return [yes, no];
}

/**
 * The zeros of g in an interval, in order, as far as `count` samples tell them: those where it changes its sign, and
 * those where it touches zero. Where the sign changes across a pole or a jump of g itself, there is no zero.
 */
export function zerosOf(g: (t: number) => number, from: number, to: number, count: number): number[] {
  const zeros: number[] = [];
  const at = (i: number): number => from + ((to - from) * i) / count;
  const values = Array.from({ length: count + 1 }, (_, i) => g(at(i)));
  for (let i = 0; i <= count; i += 1) {
    const [before, here, after] = [values[i - 1] ?? NaN, values[i] as number, values[i + 1] ?? NaN];
    if (here === 0) zeros.push(at(i));
    else if (here * after < 0) push(zeros, crossing(g, at(i), at(i + 1)));
    else if (Math.abs(here) <= Math.abs(before) && Math.abs(here) <= Math.abs(after) && here * before > 0)
      push(zeros, touching(g, at(i - 1), at(i + 1), Math.max(Math.abs(before), Math.abs(after))));
  }
  return zeros;
}

function push(zeros: number[], zero: number | null): void {
  if (zero !== null) zeros.push(zero);
}

function crossing(g: (t: number) => number, a: number, b: number): number | null {
  const sign = Math.sign(g(a));
  const [last, first] = turningPoint(a, b, (t) => Math.sign(g(t)) === sign);
  const [left, right] = [Math.abs(g(last)), Math.abs(g(first))];
  const size = Math.max(Math.abs(g(a)), Math.abs(g(b)));
  if (!(Math.min(left, right) <= 1e-6 * size)) return null;
  return right <= left ? first : last;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** A minimum of |g| between two points, if it is zero to working precision. */
function touching(g: (t: number) => number, a: number, b: number, size: number): number | null {
  let [low, high] = [a, b];
  for (let i = 0; i < HALVINGS; i += 1) {
    const [x, y] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
    if (Math.abs(g(x)) < Math.abs(g(y))) high = y;
    else low = x;
  }
  const middle = low / 2 + high / 2;
  return Math.abs(g(middle)) <= 1e-12 * size ? middle : null;
}
