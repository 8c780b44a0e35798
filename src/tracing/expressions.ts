/** What an expression is worth where the trace now is. */
import { constant, literal } from '../calculus/construct';
import * as make from '../calculus/construct';
import type { ConstantName } from '../calculus/operations';
import type { Expression } from '../languages/program';
import { lookUp } from '../languages/library';
import { readAttribute } from './attributes';
import { attempt } from './attempt';
import { branch, decide } from './branches';
import { callExpression } from './calls';
import { closedNumber } from './constants';
import { demandArray, isArrayLike, sequenceOf, toCondition, toFullArray } from './coercion';
import { at, refuse, resolved } from './context';
import { containersMade } from './heap';
import type { Context } from './context';
import { comprehension } from './comprehensions';
import { makeFunction } from './functions';
import { mergeValues, MergeMemo } from './merge';
import { assignName } from './assignment';
import { binary, compare, unary } from './operators';
import { Refusal } from './refusal';
import { objectLiteral } from './objects';
import { runStatement } from './statements';
import { subscript } from './subscripts';
import { DictionaryObject, list, none, scalar, text, tuple } from './values';
import { imaginaryUnit } from './primitives/complex';
import { setOf } from './primitives/iteration';
import type { Complex, DictionaryEntry, Scalar, Value } from './values';
import { keyOf } from './subscripts';

const SPANS_OF_LARGE_ARRAYS = 64;

export function evaluate(context: Context, expression: Expression): Value {
  return at(context, expression.span, () => {
    context.budget.spend(context.graph, context.span);
    return located(context, expression, valueOf(context, expression));
  });
}

/** Notes where the value was made: on the node, on the scalar, on the elements of a new array. */
function located(context: Context, expression: Expression, value: Value): Value {
  const { span } = expression;
  if (context.isForeign) return value;
  if (value.kind === 'scalar') {
    if (context.graph.operands(value.node).length > 0) context.graph.addSpan(value.node, span.start, span.end);
    return { ...value, span };
  }
  if (value.kind === 'array' && expression.kind !== 'name' && value.buffer.nodes.length <= SPANS_OF_LARGE_ARRAYS) {
    const { nodes, spans } = value.buffer;
    nodes.forEach((node, i) => {
      spans[i] ??= span;
      if (expression.kind !== 'attribute' && context.graph.operands(node).length > 0)
        context.graph.addSpan(node, span.start, span.end);
    });
  }
  return value;
}

function valueOf(context: Context, expression: Expression): Value {
  const g = context.graph;
  switch (expression.kind) {
    case 'number':
      return numberLiteral(context, expression.text);
    case 'string':
      return text(expression.value);
    case 'boolean':
      return scalar(expression.value ? make.trueNode(g) : make.falseNode(g), 'bool');
    case 'none':
      return none;
    case 'ellipsis':
      return { kind: 'ellipsis' };
    case 'name':
      return readName(context, expression.name);
    case 'attribute':
      return readAttribute(context, evaluate(context, expression.object), expression.name);
    case 'index':
      return subscript(context, evaluate(context, expression.object), evaluateIndices(context, expression.indices));
    case 'slice':
      return {
        kind: 'slice',
        start: expression.start ? evaluate(context, expression.start) : none,
        stop: expression.stop ? evaluate(context, expression.stop) : none,
        step: expression.step ? evaluate(context, expression.step) : none,
      };
    case 'call':
      return callExpression(context, expression);
    case 'unary':
      return unary(context, expression.operator, evaluate(context, expression.operand));
    case 'binary':
      return binary(
        context,
        expression.operator,
        evaluate(context, expression.left),
        evaluate(context, expression.right),
      );
    case 'comparison':
      return comparisonChain(context, expression);
    case 'logic':
      return logic(context, expression);
    case 'conditional':
      return choose(
        context,
        toCondition(context, evaluate(context, expression.condition)),
        expression.then,
        expression.otherwise,
      );
    case 'tuple':
      return { ...tuple(items(context, expression.items)), ...namesOf(expression.items) };
    case 'set':
      return setOf(context, items(context, expression.items));
    case 'list':
      return list(items(context, expression.items));
    case 'dictionary':
      return dictionary(context, expression);
    case 'spread':
      return refuse(context, 'A `*` cannot stand here.');
    case 'comprehension':
      return comprehension(context, expression);
    case 'lambda':
      return makeFunction(context, expression.function, null);
    case 'walrus': {
      const value = evaluate(context, expression.value);
      assignName(context, expression.name, value);
      return value;
    }
    case 'yield': {
      const { yields } = context;
      const value = expression.value ? evaluate(context, expression.value) : none;
      if (!yields) return refuse(context, '`yield` stands outside of a function.');
      const given = expression.isFrom ? sequenceOf(context, value) : [value];
      context.heap.write(yields, 'items', [...yields.items, ...given]);
      // What `send` would give back.
      return none;
    }
    case 'effects':
      for (const statement of expression.statements) runStatement(context, statement);
      return evaluate(context, expression.value);
    case 'text':
      return text(formatted(context, expression.parts));
    case 'unsupported':
      throw new Refusal(expression.reason);
  }
}

export function numberLiteral(context: Context, spelling: string): Scalar | Complex {
  const g = context.graph;
  const plain = spelling.replaceAll('_', '');
  if (/j$/i.test(plain) && !/^0x/i.test(plain))
    return imaginaryUnit(context, numberLiteral(context, plain.slice(0, -1)) as Scalar);
  if (/^0[xob]/i.test(plain)) return scalar(g.integer(Number(plain)), 'int');
  return scalar(literal(g, plain), /[.e]/i.test(plain) ? 'float' : 'int');
}

/** A named constant of a library (`pi`), or a number as text. */
export function libraryConstant(context: Context, name: string): Value {
  const g = context.graph;
  switch (name) {
    case 'none':
      return none;
    case 'true':
      return scalar(make.trueNode(g), 'bool');
    case 'false':
      return scalar(make.falseNode(g), 'bool');
    case 'inf':
      return scalar(g.double(Infinity));
    case '-inf':
      return scalar(g.double(-Infinity));
    case 'nan':
      return scalar(g.double(NaN));
    case 'tau':
      return scalar(make.multiply(g, g.integer(2), constant(g, 'pi')));
    default:
      return /^[\d.]/.test(name) ? scalar(literal(g, name)) : scalar(constant(g, name as ConstantName));
  }
}

function readName(context: Context, name: string): Value {
  const value = context.scope.lookUp(name);
  if (value) {
    if (value.kind === 'unknown') throw new Refusal(value.reason);
    return value.kind === 'optional' && value.isUnset ? resolved(context, value) : value;
  }
  const primitive = Object.hasOwn(context.language.library.builtins, name)
    ? context.language.library.builtins[name]
    : undefined;
  if (primitive !== undefined) return { kind: 'builtin', primitive, name };
  if (context.language.library.globals?.includes(name))
    return libraryMember(context, name) ?? { kind: 'module', path: name };
  return { kind: 'opaque', name, reason: { message: `\`${name}\` is not defined in this file.`, span: context.span } };
}

/** What a dotted name of a library is. */
export function libraryMember(context: Context, path: string): Value | undefined {
  const entry = lookUp(context.language.library, path);
  if (!entry) return undefined;
  return entry.kind === 'constant'
    ? libraryConstant(context, entry.name)
    : { kind: 'builtin', primitive: entry.primitive, name: path };
}

export function evaluateIndices(context: Context, indices: readonly Expression[]): Value[] {
  return indices.map((index) => evaluate(context, index));
}

function items(context: Context, expressions: readonly Expression[]): Value[] {
  return expressions.flatMap((item) =>
    item.kind === 'spread' ? sequenceOf(context, evaluate(context, item.value)) : [evaluate(context, item)],
  );
}

/** Names for the items of a tuple, for `return value, gradient`. */
function namesOf(expressions: readonly Expression[]): { names?: readonly string[] } {
  if (expressions.some((item) => item.kind === 'spread')) return {};
  return { names: expressions.map((item) => (item.kind === 'name' ? item.name : '')) };
}

function comparisonChain(context: Context, expression: Extract<Expression, { kind: 'comparison' }>): Value {
  const operands = expression.operands;
  let left = evaluate(context, operands[0] as Expression);
  let result: Value | undefined;
  for (const [i, operator] of expression.operators.entries()) {
    const right = evaluate(context, operands[i + 1] as Expression);
    const one = compare(context, operator, left, right);
    result = result
      ? scalar(make.and(context.graph, toCondition(context, result), toCondition(context, one)), 'bool')
      : one;
    left = right;
  }
  return result ?? left;
}

function logic(context: Context, expression: Extract<Expression, { kind: 'logic' }>): Value {
  const left = evaluate(context, expression.left);
  const condition = toCondition(context, left);
  const known = decide(context, condition);
  const isAnd = expression.operator === 'and';
  if (known !== undefined) return known === isAnd ? evaluate(context, expression.right) : left;
  const g = context.graph;
  let right: Value = none;
  const side = (): boolean => {
    right = evaluate(context, expression.right);
    return true;
  };
  branch(context, condition, isAnd ? side : () => true, isAnd ? () => true : side);
  if (left.kind === 'scalar' && left.type === 'bool' && right.kind === 'scalar' && right.type === 'bool') {
    const node = right.node;
    return scalar(isAnd ? make.and(g, condition, node) : make.or(g, condition, node), 'bool');
  }
  if (!isAnd) demandLikeOther(context, left, right);
  const memo = new MergeMemo(containersMade());
  return isAnd
    ? mergeValues(context, condition, right, left, 'the result', memo)
    : mergeValues(context, condition, left, right, 'the result', memo);
}

/** `x || [1, 2]`: an argument that an array stands in for is one. */
function demandLikeOther(context: Context, given: Value, other: Value): void {
  if (given.kind !== 'scalar' || !isArrayLike(other)) return;
  demandArray(context, given, [{ kind: 'rank', rank: toFullArray(context, other).shape.length }]);
}

/** `then if condition else otherwise`. */
function choose(context: Context, condition: number, then: Expression, otherwise: Expression): Value {
  const since = containersMade();
  const values: Value[] = [];
  const side = (expression: Expression) => (): boolean => {
    values.push(evaluate(context, expression));
    return true;
  };
  branch(context, condition, side(then), side(otherwise));
  const [first, second] = values;
  return second
    ? mergeValues(context, condition, first as Value, second, 'the result', new MergeMemo(since))
    : (first as Value);
}

/** A text put together of parts that are known; `null` where one is not. */
function formatted(context: Context, parts: readonly Expression[]): string | null {
  let result = '';
  for (const part of parts) {
    if (part.kind === 'text') return null;
    const outcome = attempt(context, () => evaluate(context, part));
    const value = 'value' in outcome ? outcome.value : none;
    const number =
      value.kind === 'scalar' && value.type === 'int' ? closedNumber(context.graph, value.node) : undefined;
    const piece = value.kind === 'string' ? value.value : number === undefined ? null : String(number);
    if (piece === null) return null;
    result += piece;
  }
  return result;
}

function dictionary(context: Context, expression: Extract<Expression, { kind: 'dictionary' }>): Value {
  if (context.language.semantics.objects === 'records') return objectLiteral(context, expression);
  const entries = new Map<string, DictionaryEntry>();
  for (const { key, value } of expression.entries) {
    const entry = evaluate(context, value);
    if (key === null) {
      if (entry.kind !== 'dictionary') return refuse(context, '`**` needs a dictionary.');
      for (const [name, inner] of entry.object.entries) entries.set(name, inner);
      continue;
    }
    const keyValue = evaluate(context, key);
    const name = keyOf(context, keyValue);
    if (name === undefined) return refuse(context, 'A key of this dictionary is not known.');
    entries.set(name, { key: keyValue, value: entry });
  }
  return { kind: 'dictionary', object: new DictionaryObject(entries) };
}
