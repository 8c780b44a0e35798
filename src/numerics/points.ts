/**
 * Points as people type them: `[pi/4, 1e-3]` for a function of one argument, `x = [1, 2]; a = 3` by name. mathjs reads
 * the text; only numbers, a few constants and functions, lists and names on the left of `=` are let through, so that
 * nothing that is typed is ever run.
 */
import { create, parseDependencies } from 'mathjs/number';
import type { MathNode } from 'mathjs';
import { evaluateNode, PointError } from './pointValue';
import type { TypedValue } from './pointValue';

export type { TypedValue } from './pointValue';

/** An argument that a value can be given for. */
export interface PointInput {
  /** `x`, or `self.a` for an attribute. */
  readonly name: string;
  /** A scalar's is []; a symbolic size is its name and takes any length, the same wherever the name stands. */
  readonly shape: readonly (number | string)[];
}

export type PointParse =
  | { readonly ok: true; readonly point: Readonly<Record<string, TypedValue>> }
  | { readonly ok: false; readonly message: string; readonly argument: string | null; readonly offset: number | null };

/** Longer texts are not points that a person typed. */
const LONGEST_TEXT = 20_000;

let parser: ((text: string) => MathNode) | undefined;

/** mathjs' parser is put together when it is first needed. */
function parse(text: string): MathNode {
  parser ??= create({ parseDependencies: parseDependencies ?? {} }).parse as (text: string) => MathNode;
  return parser(text);
}

/**
 * Reads a point and checks it against the arguments' shapes. Values without a name are the arguments in their order; a
 * list of numbers is also taken as all arguments at once where each of them is a number.
 */
export function parsePoint(text: string, inputs: readonly PointInput[]): PointParse {
  try {
    const statements = read(text);
    const values = assign(statements, inputs);
    check(values, inputs);
    return { ok: true, point: nested(values) };
  } catch (error) {
    if (!(error instanceof PointError)) throw error;
    return { ok: false, message: error.message, argument: error.argument, offset: error.offset };
  }
}

/** One value (`[1, 2]`, `pi/4`, `true`), or `undefined` where the text is none. */
export function parseValue(text: string): TypedValue | undefined {
  try {
    const [only, ...others] = read(text);
    return only && only.name === null && others.length === 0 ? only.value : undefined;
  } catch (error) {
    if (error instanceof PointError) return undefined;
    throw error;
  }
}

interface Assigned {
  readonly name: string | null;
  readonly value: TypedValue;
  readonly offset: number | null;
}

function read(text: string): Assigned[] {
  if (text.length > LONGEST_TEXT)
    throw new PointError(`This is too long for a point (${text.length} characters).`, null);
  if (text.trim() === '') throw new PointError('Type a value for each argument, for example x = [1, 2].', 0);
  const plain = asTyped(text);
  let root: MathNode;
  try {
    root = parse(plain);
  } catch (error) {
    throw syntaxError(error, text);
  }
  const names = new Map<string, TypedValue>();
  return statementsOf(root).map((node) => {
    const { target, value: expression } = assignment(node, plain);
    const value = evaluateNode(expression, { text: plain, names });
    if (target !== null) names.set(target, value);
    return { name: target, value, offset: target === null ? null : plain.indexOf(target) };
  });
}

const NUMBER = String.raw`(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|inf|nan|Infinity|NaN|True|False|true|false`;
const ENDS_ELEMENT = new RegExp(String.raw`(?:(?<![\p{L}\p{N}_.])(?:${NUMBER})|\])$`, 'u');
/** `1 - 2` is a difference, `1 -2` are two numbers. */
const BEGINS_ELEMENT = new RegExp(String.raw`^(?:[+-]?(?:${NUMBER})(?![\p{L}\p{N}_(.])|\[)`, 'u');
const LONGEST_NUMBER = 40;

/**
 * Lists as NumPy prints them and as MATLAB writes them, with commas between their elements, character for character:
 * `[[1. 2.]\n [3. 4.]]`, `[1 -2; 3 4]`. What NumPy says of an array's type (`dtype=float32`) is left out.
 */
function withCommas(text: string): string {
  const typed = text.replace(/,\s*dtype\s*=\s*[\w.'"]+/g, (all) => ' '.repeat(all.length));
  let depth = 0;
  return typed.replace(/[[\]]|\s+/g, (found, at: number) => {
    if (found === '[') depth += 1;
    else if (found === ']') depth -= 1;
    else if (depth > 0) {
      const after = at + found.length;
      const separates =
        ENDS_ELEMENT.test(typed.slice(Math.max(0, at - LONGEST_NUMBER), at)) &&
        BEGINS_ELEMENT.test(typed.slice(after, after + LONGEST_NUMBER));
      if (separates) return `,${found.slice(1)}`;
    }
    return found;
  });
}

/**
 * What other languages write, as mathjs reads it, character for character so that offsets stay: `**` for powers, commas
 * or new lines between assignments, digits grouped by `_`, blanks between the elements of a list.
 */
function asTyped(text: string): string {
  let depth = 0;
  let result = '';
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i] as string;
    if ('[({'.includes(character)) depth += 1;
    if ('])}'.includes(character)) depth -= 1;
    const between = depth === 0 && (character === ',' || character === '\n');
    if (between && /^\s*[A-Za-z_][\w.]*\s*=(?!=)/.test(text.slice(i + 1))) result += ';';
    else if (character === '\n' && depth > 0) result += ' ';
    else if (character === '*' && text[i + 1] === '*') result += ' ';
    else if (character === '*' && text[i - 1] === '*') result += '^';
    else result += character;
  }
  return withCommas(result).replace(/(?<![\w.])\d+(?:_\d+)+/g, (digits) =>
    digits.replaceAll('_', '').padStart(digits.length),
  );
}

function syntaxError(error: unknown, text: string): PointError {
  const at = typeof error === 'object' && error !== null && 'char' in error ? Number(error.char) - 1 : null;
  const offset = at === null || Number.isNaN(at) ? null : Math.min(Math.max(at, 0), text.length);
  if (offset === null) return new PointError('This cannot be read as numbers.', null);
  if (offset >= text.trimEnd().length)
    return new PointError('Something is missing at the end: a number, or a closing bracket.', text.trimEnd().length);
  return new PointError(`“${text.slice(offset, offset + 12).trim()}” does not fit here.`, offset);
}

function statementsOf(node: MathNode): MathNode[] {
  if (!isKind(node, 'BlockNode')) return [node];
  return (node as unknown as { blocks: { node: MathNode }[] }).blocks.map((block) => block.node);
}

const isKind = (node: MathNode, kind: string): boolean => node.type === kind;

/** `name = value` or `self.name = value` or a value alone. */
function assignment(node: MathNode, text: string): { target: string | null; value: MathNode } {
  if (isKind(node, 'FunctionAssignmentNode'))
    throw new PointError('A point holds values; functions cannot be defined in it.', 0);
  if (!isKind(node, 'AssignmentNode')) return { target: null, value: node };
  const { object, index, value } = node as unknown as { object: MathNode; index: MathNode | null; value: MathNode };
  const target = `${object.toString()}${index === null ? '' : index.toString()}`.replace(/\["(\w+)"\]/g, '.$1');
  if (!/^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)?$/u.test(target))
    throw new PointError(`Give a value to a whole argument, not to ${target}.`, Math.max(0, text.indexOf('=')));
  return { target, value };
}

/** Whose value is what: by name, or in the order of the arguments. */
function assign(statements: readonly Assigned[], inputs: readonly PointInput[]): Map<string, Assigned> {
  const given = new Map<string, Assigned>();
  const unnamed = statements.filter((statement) => statement.name === null);
  for (const statement of statements) if (statement.name !== null) give(given, statement.name, statement, inputs);
  const open = inputs.filter((input) => !given.has(input.name));
  const spread = spreadList(unnamed, open);
  if (spread.length > open.length) {
    const message =
      inputs.length === 0
        ? 'This function has no arguments to give numbers for.'
        : `There are ${spread.length} values for ${open.length === 1 ? 'one argument' : `${open.length} arguments`} (${open.map((input) => input.name).join(', ')}).`;
    throw new PointError(message, null);
  }
  spread.forEach((statement, i) => given.set((open[i] as PointInput).name, statement));
  return given;
}

function give(given: Map<string, Assigned>, name: string, statement: Assigned, inputs: readonly PointInput[]): void {
  const { value, offset } = statement;
  if (name === 'self' && isRecord(value)) {
    for (const [attribute, part] of Object.entries(value))
      give(given, `self.${attribute}`, { name: `self.${attribute}`, value: part, offset }, inputs);
    return;
  }
  if (!inputs.some((input) => input.name === name)) {
    const known = inputs.map((input) => input.name).join(', ');
    throw new PointError(`There is no argument ${name}${known ? `; the arguments are ${known}` : ''}.`, offset, name);
  }
  if (given.has(name)) throw new PointError(`${name} is given twice.`, offset, name);
  given.set(name, statement);
}

/** `[1, 2]` for two arguments that are numbers is one value each. */
function spreadList(unnamed: readonly Assigned[], open: readonly PointInput[]): readonly Assigned[] {
  const [only] = unnamed;
  if (unnamed.length !== 1 || open.length < 2 || !only || !Array.isArray(only.value)) return unnamed;
  if (only.value.length !== open.length || open.some((input) => input.shape.length > 0)) return unnamed;
  return (only.value as readonly TypedValue[]).map((value) => ({ name: null, value, offset: only.offset }));
}

function check(given: Map<string, Assigned>, inputs: readonly PointInput[]): void {
  const sizes = new Map<string, { readonly size: number; readonly argument: string }>();
  for (const { name, shape } of inputs) {
    const assigned = given.get(name);
    if (!assigned) throw new PointError(`No value is given for ${name}.`, null, name);
    const { offset } = assigned;
    const value = shape.length === 1 ? asVector(assigned.value) : assigned.value;
    if (value !== assigned.value) given.set(name, { ...assigned, value });
    const found = shapeOf(value);
    const fail = (expected: string): never => {
      throw new PointError(`${name} is ${expected}, and this is ${shapeText(found ?? [])}.`, offset, name);
    };
    if (found === null) throw new PointError(`The lists in ${name} do not have the same lengths.`, offset, name);
    if (found.length !== shape.length) fail(shapeText(shape));
    shape.forEach((size, axis) => {
      if (typeof size === 'number') {
        if (found[axis] !== size) fail(shapeText(shape));
        return;
      }
      const known = sizes.get(size);
      if (known && known.size !== found[axis])
        fail(`${shapeText(shape)}, where ${size} = ${known.size} because of ${known.argument}`);
      sizes.set(size, { size: found[axis] as number, argument: name });
    });
  }
}

/** A matrix of one column, as MATLAB has vectors, as a list. */
function asVector(value: TypedValue): TypedValue {
  const shape = shapeOf(value);
  return shape?.length === 2 && shape[1] === 1 && shape[0] !== 1
    ? (value as TypedValue[][]).map(([only]) => only as TypedValue)
    : value;
}

const isRecord = (value: TypedValue): value is { readonly [attribute: string]: TypedValue } =>
  typeof value === 'object' && !Array.isArray(value);

/** The shape of nested lists; `null` where they are ragged. */
function shapeOf(value: TypedValue): number[] | null {
  if (!Array.isArray(value)) return [];
  const items = (value as readonly TypedValue[]).map(shapeOf);
  const [first] = items;
  if (first === undefined) return [0];
  if (first === null || items.some((item) => item?.join() !== first.join())) return null;
  return [items.length, ...first];
}

function shapeText(shape: readonly (number | string)[]): string {
  if (shape.length === 0) return 'a number';
  if (shape.length === 1)
    return typeof shape[0] === 'number' ? `a list of ${shape[0]}` : `a list of ${shape[0]} numbers`;
  return `an array of the shape ${shape.join(' × ')}`;
}

/** Attributes under `self`. */
function nested(values: ReadonlyMap<string, Assigned>): Record<string, TypedValue> {
  const point: Record<string, TypedValue> = {};
  const attributes: Record<string, TypedValue> = {};
  for (const [name, { value }] of values) {
    if (name.startsWith('self.')) attributes[name.slice('self.'.length)] = value;
    else point[name] = value;
  }
  return Object.keys(attributes).length > 0 ? { ...point, self: attributes } : point;
}
