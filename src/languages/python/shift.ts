/** Program nodes at another place of the text. */

interface Place {
  readonly start: number;
  readonly end: number;
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
