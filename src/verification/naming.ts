/** How entries are spoken of: indices from 0, as the source counts. */

/** The place of number `k` in an array of this shape. */
export function indexOf(k: number, sizes: readonly number[]): number[] {
  const index: number[] = [];
  let rest = k;
  for (let axis = sizes.length - 1; axis >= 0; axis -= 1) {
    const size = sizes[axis] as number;
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index;
}

/** `entry (1, 0)`, `entry 2`; for a single number `the derivative`. */
export function entryName(k: number, sizes: readonly number[]): string {
  const index = indexOf(k, sizes);
  if (sizes.every((size) => size === 1)) return 'the derivative';
  return index.length === 1 ? `entry ${index[0]}` : `entry (${index.join(', ')})`;
}
