/** Program nodes at another place of the text. */

interface Place {
  start: number;
  end: number;
}

const isPlace = (value: object): value is Place =>
  'start' in value && typeof value.start === 'number' && 'end' in value;

/** A copy of plain data in which every span, and every `start`, stands `delta` further on. */
export function shifted<Value>(value: Value, delta: number): Value {
  return copy(value, delta) as Value;
}

function copy(value: unknown, delta: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => copy(item, delta));
  if (isPlace(value)) return { start: value.start + delta, end: value.end + delta };
  const result: Record<string, unknown> = {};
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key];
    result[key] = key === 'start' && typeof member === 'number' ? member + delta : copy(member, delta);
  }
  return result;
}

/** Every span in some data, each once. */
function placesIn(value: unknown, found: Set<Place>): Set<Place> {
  if (typeof value !== 'object' || value === null) return found;
  if (Array.isArray(value)) for (const item of value) placesIn(item, found);
  else if (isPlace(value)) found.add(value);
  else for (const key in value) placesIn((value as Record<string, unknown>)[key], found);
  return found;
}

const known = new WeakMap<object, readonly Place[]>();

/**
 * Moves data to where its text now is, in place: what is below an edit of a long file moves with every key, and whoever
 * remembers something of a statement finds it again.
 */
export function shiftInPlace(value: { readonly start: number }, delta: number): void {
  let places = known.get(value);
  if (!places) known.set(value, (places = [...placesIn(Object.values(value), new Set())]));
  for (const place of places) {
    place.start += delta;
    place.end += delta;
  }
  (value as { start: number }).start += delta;
}
