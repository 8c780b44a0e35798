/** What a function returns, as a flat list of numbers with names. */
import type { NodeId } from '../calculus/graph';
import type { Span } from '../languages/source';
import { elementsOf, spansOf } from './arrays';
import { settled, toArray } from './coercion';
import { refuse, resolved } from './context';
import type { Context } from './context';
import { asNumber } from './merge';
import { Refusal } from './refusal';
import { attempt } from './attempt';
import { describe, list } from './values';
import type { ArrayValue, Scalar, Value } from './values';

export interface Part {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly offset: number;
}

export interface Results {
  readonly sizes: readonly number[];
  readonly outputs: readonly NodeId[];
  readonly spans: readonly Span[];
  readonly parts: readonly Part[];
  /** Arguments that the results were written into. */
  readonly targets: ReadonlySet<string>;
}

/** Something that has no numbers in it, and may stand beside the result. */
const isWordless = (value: Value): boolean =>
  value.kind === 'none' || value.kind === 'string' || value.kind === 'function' || value.kind === 'bound';

/** The numbers in a value: one part for a number, array or nested list; one an entry for tuples and dictionaries. */
export function resultsOf(context: Context, value: Value): Results | undefined {
  const parts: { name: string; array: ArrayValue | Scalar }[] = [];
  collect(context, value, '', parts, true);
  if (parts.length === 0) return undefined;
  const outputs: NodeId[] = [];
  const spans: Span[] = [];
  const described = parts.map(({ name, array }) => {
    const offset = outputs.length;
    const nodes = array.kind === 'array' ? elementsOf(array) : [array.node];
    const places = array.kind === 'array' ? spansOf(array) : [array.span];
    nodes.forEach((node, i) => {
      outputs.push(asNumber(context.graph, node));
      spans.push(places[i] ?? context.span);
    });
    return { name, sizes: array.kind === 'array' ? array.shape : [], offset };
  });
  const place = context.places.get(outputs[0] as NodeId);
  if (place && outputs.every((node) => context.places.has(node))) throw new Refusal(place);
  const [only] = described;
  return {
    sizes: described.length === 1 && only ? only.sizes : [outputs.length],
    outputs,
    spans,
    parts: described,
    targets: new Set(),
  };
}

type Collected = { name: string; array: ArrayValue | Scalar }[];

function collect(context: Context, given: Value, name: string, parts: Collected, isWhole: boolean): void {
  const value = given.kind === 'opaque' || given.kind === 'optional' ? resolved(context, given) : given;
  switch (value.kind) {
    case 'scalar':
      parts.push({ name, array: value });
      return;
    case 'array':
      parts.push({ name, array: settled(context, value) });
      return;
    case 'list':
    case 'range':
    case 'tuple': {
      // Rows of one length are an array; others, and tuples of different things, are parts of their own.
      const items = value.kind === 'tuple' ? value.items : undefined;
      const isUniform = items === undefined || items.every((item) => item.kind === 'scalar');
      // What is run through only once is looked at as it is.
      const kept = value.kind === 'list' ? list(value.object.items) : value;
      const whole = isUniform ? attempt(context, () => toArray(context, kept)) : undefined;
      if (whole && 'value' in whole) {
        parts.push({ name, array: whole.value });
        return;
      }
      const sequence = value.kind === 'list' ? value.object.items : (items ?? []);
      const names = value.kind === 'tuple' ? value.names : undefined;
      sequence.forEach((item, i) => {
        const label = names?.[i] || `[${i}]`;
        collect(context, item, name === '' ? label : `${name}${names?.[i] ? `.${label}` : label}`, parts, false);
      });
      return;
    }
    case 'dictionary':
      for (const [key, entry] of value.object.entries) {
        const label = entry.key.kind === 'string' && entry.key.value !== null ? entry.key.value : key;
        collect(context, entry.value, name === '' ? label : `${name}.${label}`, parts, false);
      }
      return;
    case 'record':
      for (const [attribute, inner] of value.object.attributes)
        if (attribute !== '__items__')
          collect(context, inner, name === '' ? attribute : `${name}.${attribute}`, parts, false);
      return;
    case 'unknown':
      throw new Refusal(value.reason);
    case 'complex':
      return refuse(
        context,
        'The function gives complex numbers: a real part, an absolute value or an angle has a derivative.',
      );
    case 'masked':
      return refuse(context, 'How many elements the condition picks is not known.');
    default:
      if (!isWordless(value) && isWhole) refuse(context, `The function gives ${describe(value)}, which is no number.`);
  }
}
