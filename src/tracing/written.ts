/** Results through arguments: `gradient[:] = …`, `outputs['y'] = …`. */
import { rowMajor, sizeOf } from './arrays';
import { leavesOf } from './constants';
import { refuse } from './context';
import type { Context } from './context';
import { Demand } from './refusal';
import { resultsOf } from './results';
import type { Results } from './results';
import { DictionaryObject, tuple } from './values';
import type { ArrayValue, Value } from './values';

/**
 * An array that is only written to, at known places, ends with the last of them, if nothing else says where it ends:
 * `out[2] = …` fills three elements.
 */
function shrink(context: Context, name: string, value: ArrayValue, isWritten: (place: number) => boolean): void {
  const { book } = context.inputs;
  const { nodes } = value.buffer;
  if (value.source?.input !== name || nodes.length !== sizeOf(value.shape)) return;
  const own = new Set(nodes.filter((_node, place) => !isWritten(place)));
  const filled = nodes.filter((_node, place) => isWritten(place));
  const isRead = leavesOf(context.graph, filled).some((leaf) => own.has(leaf) || context.inputs.ownerOf(leaf) === name);
  if (isRead) return;
  const strides = rowMajor(value.shape);
  const shape = book.shapeOf(name);
  const changes = value.shape.flatMap((size, axis) => {
    const places = nodes.flatMap((_node, place) =>
      isWritten(place) ? [Math.floor(place / (strides[axis] as number)) % size] : [],
    );
    const extent = Math.max(...places) + 1;
    const label = shape[axis];
    return extent < size && typeof label === 'string' && book.isOwnSize(name, label)
      ? [{ kind: 'exactly', axis, size: extent } as const]
      : [];
  });
  if (changes.length > 0 && book.allows(name, changes)) throw new Demand([name], changes, context.span);
}

/** What the function wrote into the arrays and dictionaries that it was given, as its results. */
export function writtenOutputs(context: Context, values: ReadonlyMap<string, Value>): Results | undefined {
  const changes = context.heap.changesSince(0);
  const written: { name: string; value: Value }[] = [];
  for (const [name, value] of values) {
    const object =
      value.kind === 'array'
        ? value.buffer
        : value.kind === 'list' || value.kind === 'dictionary'
          ? value.object
          : undefined;
    if (object?.isWrittenElsewhere) refuse(context, `Whether \`${name}\` is written to depends on a condition.`);
    if (value.kind === 'array') {
      const isWritten = (place: number): boolean => changes.has(value.buffer, place);
      if (!value.buffer.nodes.some((_node, place) => isWritten(place))) continue;
      shrink(context, name, value, isWritten);
      written.push({ name, value });
    } else if (value.kind === 'list' && changes.has(value.object, 'items')) written.push({ name, value });
    else if (value.kind === 'dictionary' && changes.has(value.object, 'entries'))
      written.push({ name, value: { kind: 'dictionary', object: new DictionaryObject(value.object.entries) } });
  }
  const [only] = written;
  if (!only) return undefined;
  const value: Value =
    written.length === 1
      ? only.value
      : { ...tuple(written.map((entry) => entry.value)), names: written.map((entry) => entry.name) };
  const results = resultsOf(context, value);
  return results && { ...results, targets: new Set(written.map((entry) => entry.name)) };
}
