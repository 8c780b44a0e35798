/** Two values of one name, one for each side of a condition, made one. */
import * as make from '../calculus/construct';
import type { Graph, NodeId } from '../calculus/graph';
import type { Context } from './context';
import { unknown } from './context';
import type { Mutable, SlotMap } from './heap';
import { elementsOf, freshArray } from './arrays';
import { attributeBefore } from './attributes';
import { Scope } from './scope';
import { DictionaryObject, ElementBuffer, ListObject, RecordObject } from './values';
import { toComplex } from './primitives/complex';
import type { ArrayValue, Container, DictionaryEntry, Scalar, ScalarType, Value } from './values';

/** The program does not get here on this side. */
export const DEAD = Symbol('dead');
export type Dead = typeof DEAD;

/** `then` where the condition holds; for conditions too. */
export function selectNode(g: Graph, condition: NodeId, then: NodeId, otherwise: NodeId): NodeId {
  if (then === otherwise) return then;
  if (!g.isCondition(then)) return make.select(g, condition, then, otherwise);
  return make.or(g, make.and(g, condition, then), make.and(g, make.not(g, condition), otherwise));
}

/** A condition as the number 1 or 0. */
export const asNumber = (g: Graph, node: NodeId): NodeId =>
  g.isCondition(node) ? make.select(g, node, g.integer(1), g.integer(0)) : node;

export const widerType = (a: ScalarType, b: ScalarType): ScalarType =>
  a === b ? a : a === 'float' || b === 'float' ? 'float' : 'int';

/** What is remembered while the two sides of one branch are merged. */
export class MergeMemo {
  /** Merged values by pair, so that two names of one object stay two names of one object. */
  readonly known = new Map<string, Value>();
  /** Lists and dictionaries that still are as one side left them: they cannot be read for the other side yet. */
  pending: ReadonlySet<unknown> = new Set();

  /** @param since `containersMade()` before the branch began. */
  constructor(readonly since: number) {}
}

/** A merged container is each of the two it is made of where that one was meant: a write to one may be one to another. */
function link(merged: Container, a: Container, b: Container): void {
  for (const origin of [a, b]) {
    merged.partners.push(origin);
    origin.partners.push(merged);
  }
}

let identities = 0;
const identity = new WeakMap<object, number>();
const numberOf = (object: object): number => {
  const known = identity.get(object);
  if (known !== undefined) return known;
  identity.set(object, (identities += 1));
  return identities;
};

type Slot = readonly [Mutable, string | number];

const rankOf = (object: Mutable): number =>
  object instanceof ElementBuffer ? 0 : object instanceof ListObject || object instanceof DictionaryObject ? 1 : 2;

/**
 * Visits slots in the order in which they can be merged: elements before the lists that hold arrays, and these before
 * the names of all. What a name's array is made of then holds for both sides when the name is merged.
 */
export function inMergingOrder(slots: SlotMap, memo: MergeMemo, visit: (slot: Slot) => void): void {
  const all = [...slots.entries()].map(([object, key]): Slot => [object, key]);
  const pending = new Set<unknown>(all.flatMap(([object]) => (rankOf(object) === 1 ? [object] : [])));
  memo.pending = pending;
  for (const rank of [0, 1, 2])
    for (const slot of all) {
      if (rankOf(slot[0]) !== rank) continue;
      visit(slot);
      pending.delete(slot[0]);
    }
}

export const isOfOne = (value: Value | undefined): value is ArrayValue =>
  value?.kind === 'array' && value.shape.length > 0 && value.shape.every((size) => size === 1);

/**
 * The value that is `a` where the condition holds and `b` elsewhere. What cannot be merged becomes an unknown value,
 * refused only when it is used.
 */
export function mergeValues(
  context: Context,
  condition: NodeId,
  a: Value,
  b: Value,
  name: string,
  memo: MergeMemo,
): Value {
  if (a === b) return a;
  const g = context.graph;
  const failed = (): Value => unknown(context, `What ${name} is depends on a condition in a way that is no formula.`);
  if (a.kind === 'unknown') return a;
  if (b.kind === 'unknown') return b;
  if (a.kind === 'scalar' && b.kind === 'scalar') {
    if (a.type === 'bool' && b.type === 'bool')
      return { kind: 'scalar', node: selectNode(g, condition, a.node, b.node), type: 'bool' };
    return {
      kind: 'scalar',
      node: make.select(g, condition, asNumber(g, a.node), asNumber(g, b.node)),
      type: widerType(a.type, b.type),
    };
  }
  if (a.kind === 'complex' || b.kind === 'complex') {
    const isNumber = (value: Value): boolean => ['complex', 'scalar', 'array'].includes(value.kind);
    if (isNumber(a) && isNumber(b)) {
      const [x, y] = [toComplex(context, a), toComplex(context, b)];
      const [real, imaginary] = (['real', 'imaginary'] as const).map((part) =>
        mergeValues(context, condition, x[part], y[part], name, memo),
      ) as [Value, Value];
      const isReal = (value: Value): value is ArrayValue | Scalar => value.kind === 'array' || value.kind === 'scalar';
      return isReal(real) && isReal(imaginary) ? { kind: 'complex', real, imaginary } : failed();
    }
  }
  const optional = optionalOf(context, condition, a, b, name, memo);
  if (optional) return optional;
  const recurse = (x: Value, y: Value): Value => mergeValues(context, condition, x, y, name, memo);
  // A number and an array of one: `if v > 3: a = -2.5` where `v` is such an array.
  if (a.kind === 'scalar' && isOfOne(b)) return recurse(freshArray([a.node], b.shape, a.type), b);
  if (b.kind === 'scalar' && isOfOne(a)) return recurse(a, freshArray([b.node], a.shape, b.type));
  if (a.kind === 'array' && b.kind === 'array') {
    if (a.shape.length !== b.shape.length || a.shape.some((size, axis) => size !== b.shape[axis])) return failed();
    const sameView =
      a.buffer === b.buffer && a.offset === b.offset && a.strides.every((stride, axis) => stride === b.strides[axis]);
    if (sameView) return a;
    const key = `${numberOf(a.buffer)}@${a.offset},${a.strides.join()}|${numberOf(b.buffer)}@${b.offset},${b.strides.join()}|${condition}`;
    const known = memo.known.get(key);
    if (known) return known;
    const type = widerType(a.type, b.type);
    const [x, y] = [elementsOf(a), elementsOf(b)];
    const nodes = x.map((node, i) =>
      type === 'bool'
        ? selectNode(g, condition, node, y[i] as NodeId)
        : make.select(g, condition, asNumber(g, node), asNumber(g, y[i] as NodeId)),
    );
    const merged: ArrayValue = {
      ...freshArray(nodes, a.shape, type),
      ...(a.isMatrix && b.isMatrix && { isMatrix: true }),
    };
    link(merged.buffer, a.buffer, b.buffer);
    memo.known.set(key, merged);
    return merged;
  }
  if (a.kind === 'tuple' && b.kind === 'tuple') {
    if (a.items.length !== b.items.length) return failed();
    return { kind: 'tuple', items: a.items.map((item, i) => recurse(item, b.items[i] as Value)) };
  }
  if (a.kind === 'list' && b.kind === 'list') {
    if (a.object === b.object) return a;
    if (memo.pending.has(a.object) || memo.pending.has(b.object)) return failed();
    const content = mergeSlots(context, a.object, name, condition, a.object.get(), b.object.get(), memo);
    const object = new ListObject(content as readonly Value[], a.object.isIterator || b.object.isIterator);
    link(object, a.object, b.object);
    return { kind: 'list', object };
  }
  if (a.kind === 'dictionary' && b.kind === 'dictionary') {
    if (a.object === b.object) return a;
    if (memo.pending.has(a.object) || memo.pending.has(b.object)) return failed();
    const entries = mergeSlots(context, a.object, name, condition, a.object.get(), b.object.get(), memo);
    const object = new DictionaryObject(entries as ReadonlyMap<string, DictionaryEntry>);
    link(object, a.object, b.object);
    return { kind: 'dictionary', object };
  }
  if (a.kind === 'record' && b.kind === 'record')
    return a.object === b.object ? a : (mergeRecords(context, condition, a.object, b.object, memo) ?? failed());
  if (a.kind === 'string' && b.kind === 'string') return a.value === b.value ? a : failed();
  if (a.kind === 'function' && b.kind === 'function' && a.definition === b.definition && a.scope === b.scope) return a;
  if (a.kind === 'builtin' && b.kind === 'builtin' && a.primitive === b.primitive) return a;
  if (a.kind === 'module' && b.kind === 'module' && a.path === b.path) return a;
  if (a.kind === 'opaque' && b.kind === 'opaque' && a.name === b.name) return a;
  if (a.kind === 'class' && b.kind === 'class' && a.definition === b.definition) return a;
  if (a.kind === 'range' && b.kind === 'range' && a.start === b.start && a.stop === b.stop && a.step === b.step)
    return a;
  return failed();
}

/**
 * Two objects of one kind as a third that has the properties of either. A write to one of the three would be one to
 * another: from here on nothing can be set on them.
 */
function mergeRecords(
  context: Context,
  condition: NodeId,
  a: RecordObject,
  b: RecordObject,
  memo: MergeMemo,
): Value | undefined {
  if (context.language.semantics.objects !== 'records' || a.definition?.definition !== b.definition?.definition)
    return undefined;
  const known = memo.known.get(`${a.serial}r${b.serial}`);
  if (known) return known;
  const names = new Set([...a.attributes.keys(), ...b.attributes.keys()]);
  const merged = new RecordObject(a.className, a.definition);
  const value: Value = { kind: 'record', object: merged };
  memo.known.set(`${a.serial}r${b.serial}`, value);
  for (const name of names) {
    const [x, y] = [a, b].map(
      (one) => one.attributes.get(name) ?? attributeBefore(context, one, name) ?? { kind: 'none' },
    );
    merged.attributes.set(name, mergeValues(context, condition, x as Value, y as Value, `\`${name}\``, memo));
  }
  const [one, other] = [a.missing, b.missing];
  if (one || other)
    merged.missing = (name) => {
      const [x, y] = [a, b].map((side) => side.attributes.get(name) ?? side.missing?.(name));
      return x && y ? mergeValues(context, condition, x, y, `\`${name}\``, memo) : undefined;
    };
  const reason = {
    message: 'This object is one of two, whichever a condition picks: it cannot be changed.',
    span: context.span,
  };
  for (const object of [a, b, merged]) object.frozen ??= reason;
  return value;
}

/** None on one side (or a value that may be None already). */
function optionalOf(
  context: Context,
  condition: NodeId,
  a: Value,
  b: Value,
  name: string,
  memo: MergeMemo,
): Value | undefined {
  const g = context.graph;
  if (a.kind === 'none' && b.kind === 'none') return a;
  const isNone = (value: Value): boolean => value.kind === 'none' || value.kind === 'optional';
  if (!isNone(a) && !isNone(b)) return undefined;
  const presence = (value: Value): NodeId =>
    value.kind === 'none' ? make.falseNode(g) : value.kind === 'optional' ? value.present : make.trueNode(g);
  const content = (value: Value): Value | undefined =>
    value.kind === 'none' ? undefined : value.kind === 'optional' ? value.value : value;
  const [x, y] = [content(a), content(b)];
  const isUnset = [a, b].some((one) => one.kind === 'optional' && one.isUnset);
  // Not set is not None.
  if (isUnset && [a, b].some((one) => one.kind === 'none' || (one.kind === 'optional' && !one.isUnset)))
    return unknown(context, `${name} is set only where a condition holds, and may be None.`);
  const value = x && y ? mergeValues(context, condition, x, y, name, memo) : ((x ?? y) as Value);
  const present = selectNode(g, condition, presence(a), presence(b));
  return { kind: 'optional', value, present, ...(isUnset && { isUnset }) };
}

/** A variable that one side did not set: reading it raises unless the condition holds. */
function setOnlyIf(context: Context, condition: NodeId, value: Value, name: string): Value {
  const isNone = value.kind === 'none' || (value.kind === 'optional' && !value.isUnset);
  // Where it is not set, a name of the language may show through.
  if (isNone || Object.hasOwn(context.language.library.builtins, name))
    return unknown(context, `\`${name}\` is set only where a condition holds.`);
  if (value.kind === 'unknown') return value;
  const [content, present] = value.kind === 'optional' ? [value.value, value.present] : [value, null];
  const all = present === null ? condition : make.and(context.graph, condition, present);
  return { kind: 'optional', value: content, present: all, isUnset: true };
}

/** The same for what stands in a slot of memory; `undefined` is a name that is not set. */
export function mergeSlots(
  context: Context,
  object: Mutable,
  name: string,
  condition: NodeId,
  a: unknown,
  b: unknown,
  memo: MergeMemo,
): unknown {
  if (a === DEAD || a === b) return b;
  if (b === DEAD) return a;
  const merge = (x: Value, y: Value): Value => mergeValues(context, condition, x, y, `\`${name}\``, memo);
  if (object instanceof ElementBuffer) {
    const [x, y] = [a, b] as { node: NodeId; span: unknown }[];
    return { node: selectElement(context.graph, condition, x!.node, y!.node), span: y!.span ?? x!.span };
  }
  if (object instanceof ListObject) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length)
      return { message: 'How long this list is depends on a condition.', span: context.span };
    return a.map((item, i) => merge(item as Value, b[i] as Value));
  }
  if (object instanceof DictionaryObject) {
    const [x, y] = [a, b] as ReadonlyMap<string, DictionaryEntry>[];
    const merged = new Map<string, DictionaryEntry>();
    for (const key of new Set([...x!.keys(), ...y!.keys()])) {
      const [p, q] = [x!.get(key), y!.get(key)];
      const value =
        p && q ? merge(p.value, q.value) : unknown(context, `\`[${key}]\` is set only where a condition holds.`);
      merged.set(key, { key: (p ?? q)!.key, value });
    }
    return merged;
  }
  if (object instanceof RecordObject && (a === undefined || b === undefined)) {
    // On the side that did not set it, the attribute is what it was before anybody read it.
    const [x, y] = [a ?? attributeBefore(context, object, name), b ?? attributeBefore(context, object, name)];
    if (x !== undefined && y !== undefined) return merge(x as Value, y as Value);
  }
  if (a === undefined || b === undefined) {
    if (!(object instanceof Scope)) return unknown(context, `\`${name}\` is set only where a condition holds.`);
    return a === undefined
      ? setOnlyIf(context, make.not(context.graph, condition), b as Value, name)
      : setOnlyIf(context, condition, a as Value, name);
  }
  return merge(a as Value, b as Value);
}

const selectElement = (g: Graph, condition: NodeId, a: NodeId, b: NodeId): NodeId =>
  g.isCondition(a) === g.isCondition(b)
    ? selectNode(g, condition, a, b)
    : make.select(g, condition, asNumber(g, a), asNumber(g, b));
