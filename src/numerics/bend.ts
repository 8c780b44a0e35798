/** Whether a function bends at a place, or is smooth there although something in it is not. */

/** Slopes that differ by less, relatively, are the same but for rounding. */
const ROUNDING = 1e-9;
/** The part of a difference of slopes that is left at half the distance: ½ where it is curvature, all where it is a kink. */
const LEFT = 0.75;

/**
 * Whether the slopes jump at a place of a line, by what they are on both sides of it at two distances.
 *
 * @param slopes at a signed distance from the place, along the line; not kept.
 * @param distance small beside what the function changes over.
 */
export function bendsAt(slopes: (by: number) => ArrayLike<number>, distance: number): boolean {
  const sides = (by: number): readonly (readonly [number, number])[] => {
    const below = Array.from(slopes(-by));
    const above = slopes(by);
    return below.map((one, i) => [one, above[i] as number]);
  };
  const far = sides(distance);
  return sides(distance / 2).some(([below, above], i) => {
    const [left, right] = far[i] as readonly [number, number];
    const [near, wide] = [Math.abs(above - below), Math.abs(right - left)];
    if (!Number.isFinite(near) || !Number.isFinite(wide)) return true;
    const size = Math.max(Math.abs(below), Math.abs(above));
    return near > ROUNDING * size && near > LEFT * wide;
  });
}
