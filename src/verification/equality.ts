/** Equal at all points at which both have a value, and that at most of them; not only because both are zero. */
export function areEqual(p: Float64Array, q: Float64Array): boolean {
  let [compared, telling] = [0, 0];
  for (let i = 0; i < p.length; i += 1) {
    const [u, v] = [p[i] as number, q[i] as number];
    if (!Number.isFinite(u) || !Number.isFinite(v)) continue;
    compared += 1;
    const size = Math.max(Math.abs(u), Math.abs(v));
    if (size > 1e-9) telling += 1;
    if (Math.abs(u - v) > 1e-7 * size + 1e-10) return false;
  }
  return compared * 2 >= p.length && telling * 3 >= compared;
}
