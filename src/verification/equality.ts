/** Equal at all points at which both have a value, and that at most of them; not only because both are zero. */
export function areEqual(p: Float64Array, q: Float64Array): boolean {
  if (differ(p, q)) return false;
  let [compared, telling] = [0, 0];
  for (let i = 0; i < p.length; i += 1) {
    const [u, v] = [p[i] as number, q[i] as number];
    if (!Number.isFinite(u) || !Number.isFinite(v)) continue;
    compared += 1;
    if (Math.max(Math.abs(u), Math.abs(v)) > 1e-9) telling += 1;
  }
  return compared * 2 >= p.length && telling * 3 >= compared;
}

/** Not equal at some point at which both have a value. */
export function differ(p: Float64Array, q: Float64Array): boolean {
  for (let i = 0; i < p.length; i += 1) {
    const [u, v] = [p[i] as number, q[i] as number];
    if (!Number.isFinite(u) || !Number.isFinite(v)) continue;
    if (Math.abs(u - v) > 1e-7 * Math.max(Math.abs(u), Math.abs(v)) + 1e-10) return true;
  }
  return false;
}
