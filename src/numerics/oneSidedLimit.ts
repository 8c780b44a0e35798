/** What a number tends to beside a place at which it may jump, or grow without bound. */

/** How far beside a place to look, relative to the sizes of the variables. */
export const BESIDE = 1e-7;

/**
 * The limit at a place, from one side. The value at the place itself is taken where those beside it lead there. They do
 * not where something else jumps at the very place, and at a pole, whose value there has no side: 1/0 is ∞, although 1/x
 * tends to −∞ from below.
 *
 * @param here the value at the place.
 * @param far the value at a small distance from it.
 * @param near the value at half of that distance.
 * @returns `null` where they lead nowhere.
 */
export function oneSidedLimit(here: number, far: number, near: number): number | null {
  if (Number.isNaN(far) && Number.isNaN(near)) return here; // not defined on this side: its edge is the place
  if (!Number.isFinite(far) || !Number.isFinite(near)) return far === near ? near : null;
  const grows = Math.abs(near) > Math.abs(far) && far * near > 0;
  if (Math.abs(here) === Infinity) return grows ? Math.sign(near) * Infinity : null;
  const size = Math.max(Math.abs(far), Math.abs(near));
  const led = 2 * near - far; // the line through both, at the place
  if (Math.abs(led - here) <= CLOSE * Math.max(size, Math.abs(here))) return here;
  if (Math.abs(near - far) <= CLOSE * size) return led;
  return Number.isNaN(here) && grows && Math.abs(near) > LARGE ? Math.sign(near) * Infinity : null;
}

const CLOSE = 1e-3;
const LARGE = 1e3;
