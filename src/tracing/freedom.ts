/** Whether sizes that nothing fixes are truly free: the trace is done again for another size of each. */
import { multipleOf } from './sizeNames';
import type { Traced } from './traced';

/** What a trace gave for one other size of a name: its outputs' sizes, or that it does not go. */
export type Probe = (name: string, size: number) => readonly number[] | undefined;

/** The outputs' sizes for the first of some other sizes that goes. */
function sizesAt(
  probe: Probe,
  name: string,
  others: readonly number[],
  rank: number,
): { readonly other: number; readonly sizes: readonly number[] } | undefined {
  for (const other of others) {
    const sizes = probe(name, other);
    if (sizes?.length === rank) return { other, sizes };
  }
  return undefined;
}

/**
 * Names of sizes that hold for any size, and how the outputs' sizes follow from them. A name for which another size does
 * not go (an array of 3 meets it) becomes the number.
 */
export function withFreeSizes(traced: Traced, probe: Probe): Traced {
  const shown = new Map<string, number>();
  for (const { shape, sizes } of traced.inputs)
    shape.forEach((size, axis) => {
      if (typeof size === 'string' && !multipleOf(size)) shown.set(size, sizes[axis] as number);
    });
  if (shown.size === 0) return traced;
  const labels: (number | string)[] = [...traced.output.sizes];
  const fixed = new Map<string, number>();
  const large = Math.max(...shown.values(), 4) + 1;
  for (const [name, size] of shown) {
    // A window has to be smaller than what it moves over.
    const found = sizesAt(probe, name, [large, size + 1], labels.length);
    if (!found) {
      fixed.set(name, size);
      continue;
    }
    const { other, sizes } = found;
    sizes.forEach((changed, axis) => {
      const before = traced.output.sizes[axis] as number;
      if (changed - before !== other - size || labels[axis] !== before) return;
      const difference = before - size;
      labels[axis] = difference === 0 ? name : `${name}${difference < 0 ? '−' : '+'}${Math.abs(difference)}`;
    });
  }
  const label = (size: number | string): number | string => {
    if (typeof size === 'number') return size;
    const multiple = multipleOf(size);
    const one = fixed.get(multiple?.of ?? size);
    return one === undefined ? size : one * (multiple?.times ?? 1);
  };
  const isOfFixed = (note: string): boolean =>
    [...fixed.keys()].some((name) => note.startsWith(`shown for ${name} = `));
  return {
    ...traced,
    inputs: traced.inputs.map((input) => ({ ...input, shape: input.shape.map(label) })),
    output: { ...traced.output, shape: labels },
    notes: traced.notes.filter((note) => !isOfFixed(note)),
  };
}
