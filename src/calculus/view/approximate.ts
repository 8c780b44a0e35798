/** Doubles with a bound on what rounding has done to them: so that a check is not fooled by cancellation. */
export interface Approximate {
  readonly value: number;
  /** A first-order bound on the absolute error. */
  readonly error: number;
}

const EPSILON = 2 ** -52;

const rounded = (value: number, error: number): Approximate => ({ value, error: error + EPSILON * Math.abs(value) });

/** Exactly this double. */
export const exactly = (value: number): Approximate => ({ value, error: 0 });

/** A number that was rounded once: 0.1, π. */
export const nearly = (value: number): Approximate => (Number.isInteger(value) ? exactly(value) : rounded(value, 0));

export const add = (a: Approximate, b: Approximate): Approximate => rounded(a.value + b.value, a.error + b.error);

export const negate = (a: Approximate): Approximate => ({ value: -a.value, error: a.error });

export const multiply = (a: Approximate, b: Approximate): Approximate =>
  rounded(a.value * b.value, Math.abs(a.value) * b.error + Math.abs(b.value) * a.error + a.error * b.error);

export function divide(a: Approximate, b: Approximate): Approximate {
  const value = a.value / b.value;
  // Where the divisor may be 0, nothing is known.
  const smallest = Math.abs(b.value) - b.error;
  return rounded(value, smallest > 0 ? (a.error + Math.abs(value) * b.error) / smallest : Infinity);
}

/** A function's value: its error is how much it changes when its arguments change by theirs, and a little of its own. */
export function apply(f: (...args: number[]) => number, args: readonly Approximate[]): Approximate {
  const values = args.map((arg) => arg.value);
  const value = f(...values);
  let error = 4 * EPSILON * Math.abs(value);
  args.forEach((arg, i) => {
    if (arg.error === 0) return;
    const changed = [arg.value - arg.error, arg.value + arg.error].map((moved) =>
      Math.abs(f(...values.map((v, k) => (k === i ? moved : v))) - value),
    );
    // Just outside the domain the function may not be there.
    const change = changed.filter((c) => !Number.isNaN(c)).reduce((a, b) => Math.max(a, b), -1);
    error += change >= 0 ? change : Infinity;
  });
  return { value, error };
}
