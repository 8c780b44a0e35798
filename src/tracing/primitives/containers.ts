/** Methods of lists, tuples, dictionaries and texts. */
import * as make from '../../calculus/construct';
import { checkWritable } from '../aliases';
import { writeEntry, writeItems } from '../assignment';
import { sequenceOf, toCondition, toScalar } from '../coercion';
import { widerType } from '../merge';
import { numberNode } from '../numbers';
import { decide } from '../branches';
import { unknown } from '../context';
import type { Context } from '../context';
import type { Change } from '../refusal';
import { compare } from '../operators';
import { positionIn } from '../sequences';
import { keyOf, readDictionary } from '../subscripts';
import { DictionaryObject, list, none, scalar, text, tuple } from '../values';
import type { ArrayValue, Dictionary, List, Scalar, Value } from '../values';
import { setOf } from './iteration';
import { sortedNodes } from './reductions';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';

const listOf = (call: Call): List => call.value('self') as List;
const dictionaryOf = (call: Call): Dictionary => call.value('self') as Dictionary;

function change(call: Call, items: readonly Value[]): Value {
  writeItems(call.context, listOf(call).object, items);
  return none;
}

function pop(call: Call): Value {
  const { object } = listOf(call);
  const index = call.optional('index');
  const place = index ? positionIn(call.context, object.items.length, index) : object.items.length - 1;
  const item = object.items[place] ?? call.refuse('There is nothing to take from an empty list.');
  writeItems(
    call.context,
    object,
    object.items.filter((_other, i) => i !== place),
  );
  return item;
}

/** `namedtuple('State', 'position speed')`: what makes such tuples. */
function namedTuple(call: Call): Value {
  const given = call.value('field_names');
  const words = given.kind === 'string' ? (given.value?.split(/[\s,]+/).filter((word) => word !== '') ?? []) : null;
  const names = words?.map(text) ?? sequenceOf(call.context, given);
  return {
    kind: 'bound',
    callee: { kind: 'builtin', primitive: 'namedtuple.make', name: call.text('typename') ?? 'namedtuple' },
    positional: [tuple(names)],
    keywords: [],
  };
}

function makeNamedTuple(call: Call): Value {
  const names = sequenceOf(call.context, call.value('names')).map((name) =>
    name.kind === 'string' ? (name.value ?? '') : '',
  );
  const items = names.map(
    (name, i) =>
      call.rest[i] ?? call.keywords.get(name) ?? call.refuse(`\`${call.name}\` is made without \`${name}\`.`),
  );
  if (call.rest.length > names.length) return call.refuse(`\`${call.name}\` is made of too many values.`);
  return { ...tuple(items), names };
}

/** A named tuple with other values of some names. */
function replaced(call: Call): Value {
  const self = call.value('self');
  if (self.kind !== 'tuple' || !self.names) return call.refuse('`_replace` is a method of named tuples.');
  const { names } = self;
  return { ...self, items: self.items.map((item, i) => call.keywords.get(names[i] ?? '') ?? item) };
}

function places(call: Call): number[] {
  const items = sequenceOf(call.context, call.value('self'));
  return items.flatMap((item, i) => {
    const same = decide(
      call.context,
      toCondition(call.context, compare(call.context, '==', item, call.value('value'))),
    );
    return (same ?? call.refuse('Where this item stands depends on values that are not known.')) ? [i] : [];
  });
}

function get(call: Call): Value {
  const { object } = dictionaryOf(call);
  const key = call.value('key');
  const name = keyOf(call.context, key);
  if (name === undefined) return call.refuse('Which entry this key picks is not known.');
  const otherwise = call.optional('default');
  if (!object.entries.has(name) && !object.missing) return otherwise ?? none;
  const value = readDictionary(call.context, object, key);
  // `params.get('mean', np.zeros(n))`: what may be there instead is like it.
  if (otherwise?.kind === 'array' && value.kind === 'scalar') demandLikeDefault(call.context, value, otherwise);
  return value;
}

function demandLikeDefault({ inputs, span }: Context, value: Scalar, { shape }: ArrayValue): void {
  const name = inputs.ownerOf(value.node);
  if (name === undefined || shape.length === 0) return;
  const named = new Set(inputs.book.namedSizes().values());
  const sizes = shape.map((size, axis): Change =>
    named.has(size) ? { kind: 'any', axis } : { kind: 'exactly', axis, size },
  );
  inputs.demandByName(name, [{ kind: 'rank', rank: shape.length }, ...sizes], span);
}

function setDefault(call: Call): Value {
  const { object } = dictionaryOf(call);
  const key = call.value('key');
  const name = keyOf(call.context, key);
  if (name !== undefined && !object.entries.has(name) && !object.missing)
    writeEntry(call.context, object, key, call.optional('default') ?? none);
  return readDictionary(call.context, object, key);
}

function update(call: Call): Value {
  const { object } = dictionaryOf(call);
  const source = call.optional('other');
  if (source && source.kind !== 'dictionary') return call.refuse('`update` is understood for dictionaries only.');
  for (const entry of source?.object.entries.values() ?? []) writeEntry(call.context, object, entry.key, entry.value);
  for (const [name, value] of call.keywords) writeEntry(call.context, object, text(name), value);
  return none;
}

const entriesOf = (call: Call): { key: Value; value: Value }[] => {
  const { object } = dictionaryOf(call);
  if (object.missing) return call.refuse('Which entries this dictionary has is not known.');
  return [...object.entries.values()];
};

const sameText: Primitive = primitive('self, *more', (call) => {
  const value = call.value('self');
  if (value.kind !== 'string' || value.value === null || call.rest.length > 0) return text(null);
  const name = call.name;
  return text(
    name === 'lower'
      ? value.value.toLowerCase()
      : name === 'upper'
        ? value.value.toUpperCase()
        : name === 'strip'
          ? value.value.trim()
          : null,
  );
});

const textTest = (test: (value: string, part: string) => boolean): Primitive =>
  primitive('self, part', (call) => {
    const [value, part] = [call.value('self'), call.value('part')];
    const g = call.context.graph;
    if (value.kind !== 'string' || part.kind !== 'string' || value.value === null || part.value === null)
      return call.refuse('What this text is is not known.');
    return scalar(test(value.value, part.value) ? make.trueNode(g) : make.falseNode(g), 'bool');
  });

export const containerPrimitives: Readonly<Record<string, Primitive>> = {
  'collections.namedtuple': primitive('typename, field_names, *more', namedTuple),
  'namedtuple.make': primitive('names, *items', makeNamedTuple),
  'tuple._replace': primitive('self, *more', replaced),
  'dataclasses.field': primitive('*more', (call) => {
    const factory = call.keywords.get('default_factory');
    const value = call.keywords.get('default');
    if (!factory) return value ?? unknown(call.context, 'This field has no default.');
    const callee = { kind: 'builtin', primitive: 'dataclasses.factory', name: call.name } as const;
    return { kind: 'bound', callee, positional: [factory], keywords: [] };
  }),
  'list.append': primitive('self, item', (call) => change(call, [...listOf(call).object.items, call.value('item')])),
  'list.extend': primitive('self, items', (call) =>
    change(call, [...listOf(call).object.items, ...sequenceOf(call.context, call.value('items'))]),
  ),
  'list.add': primitive('self, item', (call) => {
    // A set: what it has already stays once.
    const items = [...listOf(call).object.items, call.value('item')];
    const once = setOf(call.context, items);
    return change(call, once.kind === 'list' ? once.object.items : items);
  }),
  'list.insert': primitive('self, index, item', (call) => {
    const items = [...listOf(call).object.items];
    items.splice(call.count('index'), 0, call.value('item'));
    return change(call, items);
  }),
  'list.pop': primitive('self, index?', pop),
  'list.clear': primitive('self', (call) => change(call, [])),
  'list.reverse': primitive('self', (call) => change(call, [...listOf(call).object.items].reverse())),
  'list.sort': primitive('self, key?, reverse?', (call) => {
    if (call.optional('key')) return call.refuse('`sort` with a key orders by something else than the value.');
    const items = listOf(call).object.items.map((item) => toScalar(call.context, item));
    const type = items.map((item) => item.type).reduce(widerType, 'int');
    const nodes = sortedNodes(
      call,
      items.map((item) => numberNode(call.context, item)),
    );
    if (call.flag('reverse', false)) nodes.reverse();
    return change(
      call,
      nodes.map((node) => scalar(node, type)),
    );
  }),
  'list.copy': primitive('self', (call) => list(listOf(call).object.items)),
  'list.index': primitive('self, value', (call) =>
    scalar(call.context.graph.integer(places(call)[0] ?? call.refuse('This item is not in the list.')), 'int'),
  ),
  'list.count': primitive('self, value', (call) => scalar(call.context.graph.integer(places(call).length), 'int')),
  'tuple.index': primitive('self, value', (call) =>
    scalar(call.context.graph.integer(places(call)[0] ?? call.refuse('This item is not in the tuple.')), 'int'),
  ),
  'tuple.count': primitive('self, value', (call) => scalar(call.context.graph.integer(places(call).length), 'int')),
  'dictionary.get': primitive('self, key, default?', get),
  'dictionary.setdefault': primitive('self, key, default?', setDefault),
  'dictionary.update': primitive('self, other?, *more', update),
  'dictionary.items': primitive('self', (call) => list(entriesOf(call).map(({ key, value }) => tuple([key, value])))),
  'dictionary.keys': primitive('self', (call) => list(entriesOf(call).map(({ key }) => key))),
  'dictionary.values': primitive('self', (call) => list(entriesOf(call).map(({ value }) => value))),
  'dictionary.copy': primitive('self', (call) => ({
    kind: 'dictionary',
    object: new DictionaryObject(dictionaryOf(call).object.entries),
  })),
  'dictionary.pop': primitive('self, key, default?', (call) => {
    const { object } = dictionaryOf(call);
    const value = get(call);
    const name = keyOf(call.context, call.value('key'));
    const rest = new Map([...object.entries].filter(([key]) => key !== name));
    checkWritable(call.context, object);
    call.context.heap.write(object, 'entries', rest);
    return value;
  }),
  'string.format': primitive('self, *more', () => text(null)),
  'string.join': primitive('self, items', (call) => {
    const parts = sequenceOf(call.context, call.value('items'));
    const separator = call.value('self');
    if (separator.kind !== 'string' || separator.value === null) return text(null);
    const known = parts.map((part) => (part.kind === 'string' ? part.value : null));
    return text(known.includes(null) ? null : known.join(separator.value));
  }),
  'string.lower': sameText,
  'string.upper': sameText,
  'string.strip': sameText,
  'string.replace': primitive('self, *more', () => text(null)),
  'string.split': primitive('self, separator?, maxsplit?', (call) => {
    const value = call.value('self');
    const separator = call.optional('separator');
    if (
      value.kind !== 'string' ||
      value.value === null ||
      (separator && separator.kind !== 'string') ||
      call.optional('maxsplit')
    )
      return call.refuse('What this text is is not known.');
    const parts =
      separator?.kind === 'string' && separator.value !== null
        ? value.value.split(separator.value)
        : value.value.split(/\s+/).filter((part) => part !== '');
    return list(parts.map((part) => text(part)));
  }),
  'string.startswith': textTest((value, part) => value.startsWith(part)),
  'string.endswith': textTest((value, part) => value.endsWith(part)),
};
