/** Arithmetic of vectors of numbers. */
export type Vector = Float64Array;

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** ‖a‖₂, without overflow on the way. */
export function norm(a: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < a.length; i += 1) {
    const size = Math.abs(a[i] as number);
    if (Number.isNaN(size)) return NaN;
    if (size > largest) largest = size;
  }
  if (largest === 0 || largest === Infinity) return largest;
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += ((a[i] as number) / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** a + factor·b. */
export const plus = (a: ArrayLike<number>, factor: number, b: ArrayLike<number>): Vector =>
  Float64Array.from(a, (one, i) => one + factor * (b[i] as number));

export const scaledBy = (factor: number, a: ArrayLike<number>): Vector => Float64Array.from(a, (one) => factor * one);

export const allFinite = (a: ArrayLike<number>): boolean => {
  for (let i = 0; i < a.length; i += 1) if (!Number.isFinite(a[i])) return false;
  return true;
};
