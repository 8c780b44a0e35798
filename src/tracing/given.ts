/** Values given from outside as values of the trace. */
import { literal, negate, trueNode, falseNode } from '../calculus/construct';
import type { Graph, NodeId } from '../calculus/graph';
import { freshArray } from './arrays';
import type { GivenValue } from './traced';
import { DictionaryObject, list, none, scalar, text } from './values';
import type { DictionaryEntry, Value } from './values';

/** A double as the decimal that it is spelt as: 0.1 is one tenth. */
export function decimal(g: Graph, value: number): NodeId {
  if (!Number.isFinite(value)) return g.double(value);
  const magnitude = literal(g, String(Math.abs(value)));
  return value < 0 ? negate(g, magnitude) : magnitude;
}

export function givenValue(g: Graph, given: GivenValue): Value {
  switch (given.kind) {
    case 'number':
      return scalar(decimal(g, given.value), Number.isInteger(given.value) ? 'int' : 'float');
    case 'array':
      return freshArray(
        given.values.map((value) => decimal(g, value)),
        given.sizes,
        given.integer ? 'int' : 'float',
      );
    case 'boolean':
      return scalar(given.value ? trueNode(g) : falseNode(g), 'bool');
    case 'string':
      return text(given.value);
    case 'none':
      return none;
    case 'list':
      return list(given.items.map((item) => givenValue(g, item)));
    case 'record': {
      const entries = new Map<string, DictionaryEntry>();
      for (const [name, value] of Object.entries(given.fields))
        entries.set(`'${name}'`, { key: text(name), value: givenValue(g, value) });
      return { kind: 'dictionary', object: new DictionaryObject(entries) };
    }
  }
}

/** The shape that a given value fixes for an argument that is differentiated by; `undefined` where it is no array. */
export function givenShape(given: GivenValue): readonly number[] | undefined {
  if (given.kind === 'number') return [];
  if (given.kind === 'array') return given.sizes;
  if (given.kind !== 'list') return undefined;
  const shapes = given.items.map(givenShape);
  const [first] = shapes;
  if (!first || !shapes.every((shape) => shape?.join() === first.join())) return undefined;
  return [given.items.length, ...first];
}
