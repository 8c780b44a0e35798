/** Results through arguments: `gradient[:] = …`, `outputs['y'] = …`. */
import { refuse } from './context';
import type { Context } from './context';
import { resultsOf } from './results';
import type { Results } from './results';
import { DictionaryObject, tuple } from './values';
import type { Value } from './values';

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
      const isWritten = value.buffer.nodes.some((_node, i) => changes.has(value.buffer, i));
      if (isWritten) written.push({ name, value });
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
