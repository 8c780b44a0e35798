/** Calls of functions that are not known: numbers of which only the partial derivatives' names are known. */
import type { NodeId } from '../calculus/graph';
import { elementsOf } from './arrays';
import { capturedBy } from './captured';
import { leavesOf } from './constants';
import { refuse, resolved } from './context';
import type { Context } from './context';
import type { Keywords } from './functions';
import { asNumber } from './merge';
import { Refusal } from './refusal';
import { scalar } from './values';
import type { Opaque, Value } from './values';

const LARGEST_HOLE = 64;

/** The numbers that an argument holds: what an unknown function that is given it may depend on. */
function numbersIn(context: Context, value: Value, nodes: Set<NodeId>, seen: Set<unknown>): void {
  const visit = (inner: Value): void => numbersIn(context, inner, nodes, seen);
  const isNew = (object: unknown): boolean => !seen.has(object) && Boolean(seen.add(object));
  switch (value.kind) {
    case 'scalar':
      nodes.add(asNumber(context.graph, value.node));
      break;
    case 'array':
      for (const node of elementsOf(value)) nodes.add(asNumber(context.graph, node));
      break;
    case 'complex':
      visit(value.real);
      visit(value.imaginary);
      break;
    case 'masked':
      visit(value.elements);
      visit(value.mask);
      break;
    case 'tuple':
      value.items.forEach(visit);
      break;
    case 'list':
      if (isNew(value.object)) value.object.items.forEach(visit);
      break;
    case 'dictionary':
      if (isNew(value.object)) for (const entry of value.object.entries.values()) visit(entry.value);
      break;
    case 'record':
      if (isNew(value.object))
        for (const attribute of value.object.attributes.values()) if (attribute.kind !== 'unknown') visit(attribute);
      break;
    case 'function':
      if (isNew(value.scope) || isNew(value.definition)) capturedBy(context, value).forEach(visit);
      break;
    case 'bound':
      visit(value.callee);
      value.positional.forEach(visit);
      for (const [, keyword] of value.keywords) visit(keyword);
      break;
    case 'super':
      visit(value.self);
      break;
    case 'slice':
      [value.start, value.stop, value.step].forEach(visit);
      break;
    case 'optional':
      visit(resolved(context, value));
      break;
    case 'unknown':
      throw new Refusal(value.reason);
    default:
  }
}

/** One argument a number that is written as one; what functions and objects carry along comes once. */
function holeArguments(context: Context, positional: readonly Value[], keywords: Keywords): NodeId[] {
  const nodes: NodeId[] = [];
  const carried = new Set<NodeId>();
  const seen = new Set<unknown>();
  const write = (value: Value): void => {
    if (value.kind === 'scalar') nodes.push(asNumber(context.graph, value.node));
    else if (value.kind === 'array') for (const node of elementsOf(value)) nodes.push(asNumber(context.graph, node));
    else if (value.kind === 'tuple') value.items.forEach(write);
    else if (value.kind === 'list') value.object.items.forEach(write);
    else numbersIn(context, value, carried, seen);
  };
  for (const value of [...positional, ...keywords.map(([, keyword]) => keyword)]) write(value);
  const given = new Set(nodes);
  // Constants that a function carries along are a part of it.
  return [...nodes, ...[...carried].filter((node) => !given.has(node) && leavesOf(context.graph, [node]).length > 0)];
}

const identities = new WeakMap<object, number>();
let identified = 0;

/** What a call is made of beside its numbers: texts, names, shapes, functions. Calls that differ in it are not the same. */
function likeness(value: Value): string {
  switch (value.kind) {
    case 'array':
      return `(${value.shape.join()})`;
    case 'string':
      return JSON.stringify(value.value);
    case 'tuple':
      return `[${value.items.map(likeness).join()}]`;
    case 'list':
      return `[${value.object.items.map(likeness).join()}]`;
    case 'dictionary':
      return `{${[...value.object.entries].map(([key, entry]) => `${key}:${likeness(entry.value)}`).join()}}`;
    case 'function': {
      let identity = identities.get(value.definition);
      if (identity === undefined) identities.set(value.definition, (identity = identified += 1));
      return `function ${identity}`;
    }
    case 'bound':
      return `${likeness(value.callee)}(${value.positional.map(likeness).join()})`;
    case 'record':
      return `${value.object.className}{${[...value.object.attributes.keys()].join()}}`;
    case 'builtin':
    case 'opaque':
    case 'class':
      return `${value.kind} ${value.name}`;
    default:
      return value.kind;
  }
}

/** The function's name; of calls that differ in more than their numbers, each after the first has a number of its own. */
function nameOf(context: Context, name: string, positional: readonly Value[], keywords: Keywords): string {
  const sign = [...positional.map(likeness), ...keywords.map(([key, value]) => `${key}=${likeness(value)}`)].join();
  const known = context.calls.get(name) ?? [];
  context.calls.set(name, known);
  if (!known.includes(sign)) known.push(sign);
  const place = known.indexOf(sign);
  return place === 0 ? name : `${name}#${place + 1}`;
}

/** The value of an unknown function of these arguments: a number of which only the partial derivatives' names are known. */
export function hole(context: Context, callee: Opaque, positional: readonly Value[], keywords: Keywords): Value {
  const nodes = holeArguments(context, positional, keywords);
  if (nodes.length > LARGEST_HOLE)
    refuse(context, `\`${callee.name}\` is not known, and takes ${nodes.length} numbers: too many to show.`);
  const { message } = callee.reason;
  const name = nameOf(context, callee.name, positional, keywords);
  if (!context.holes.has(name)) context.holes.set(name, { message, span: context.span });
  return scalar(context.graph.hole(name, nodes));
}
