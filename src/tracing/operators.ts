/** Operators on values of any kind. */
import * as make from '../calculus/construct';
import type { NodeId } from '../calculus/graph';
import type { BinaryOperator, Comparison, UnaryOperator } from '../languages/program';
import { elementwise, isArrayLike, sequenceOf, toArray, toCondition, toCount } from './coercion';
import { callMethod } from './calls';
import { refuse, resolved } from './context';
import type { Context } from './context';
import { arithmetic, compareNumbers, knownInteger, numberNode } from './numbers';
import { bitsOf, typeName } from './numberTypes';
import { callPrimitive } from './primitives/call';
import { complexBinary, complexNegative, toComplex } from './primitives/complex';
import { matrixProduct } from './primitives/products';
import { keyOf } from './subscripts';
import { Refusal } from './refusal';
import { demandLikeProduct } from './customs';
import { asMatrix, isMatrix, matrixOperator, operatorOfArrays } from './matrices';
import { describe, list, scalar, text, tuple } from './values';
import type { Builtin, Scalar, Value } from './values';

const METHODS: Readonly<Record<BinaryOperator, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'truediv',
  '//': 'floordiv',
  '%': 'mod',
  '**': 'pow',
  '@': 'matmul',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
  '<<': 'lshift',
  '>>': 'rshift',
};

/** Languages whose operators work on numbers and texts only. */
function withoutArrays(context: Context, operator: BinaryOperator, a: Value, b: Value): Value {
  if (operator === '+' && (a.kind === 'string' || b.kind === 'string')) {
    const joined = a.kind === 'string' && b.kind === 'string' && a.value !== null && b.value !== null;
    return text(joined ? a.value + b.value : null);
  }
  return refuse(context, `\`${operator}\` does not work on ${describe(a)} and ${describe(b)}.`);
}

const isSequence = (value: Value): value is Extract<Value, { kind: 'tuple' | 'list' }> =>
  value.kind === 'tuple' || value.kind === 'list';

/** `a operator b`. */
export function binary(context: Context, operator: BinaryOperator, left: Value, right: Value): Value {
  const result = combine(context, operator, left, right);
  context.wholes.note(operatorOfArrays(operator, left, right), [left, right], [], result);
  return result;
}

function combine(context: Context, operator: BinaryOperator, left: Value, right: Value): Value {
  const [a, b] = [resolved(context, left), resolved(context, right)];
  if (a.kind === 'scalar' && b.kind === 'scalar' && operator !== '@') return arithmetic(context, operator, a, b);
  if (context.language.semantics.arrayProduct === 'none') return withoutArrays(context, operator, a, b);
  if (a.kind === 'record' || b.kind === 'record') return recordOperator(context, operator, a, b);
  if (a.kind === 'complex' || b.kind === 'complex') return complexBinary(context, operator, a, b);
  if (a.kind === 'string' && (operator === '+' || operator === '%' || operator === '*')) {
    const joined = operator === '+' && b.kind === 'string' && a.value !== null && b.value !== null;
    return text(joined ? a.value + b.value : null);
  }
  if (isSequence(a) && isSequence(b) && operator === '+' && a.kind === b.kind) {
    const items = [...sequenceOf(context, a), ...sequenceOf(context, b)];
    return a.kind === 'list' ? list(items) : tuple(items);
  }
  const [sequence, other] = isSequence(a) ? [a, b] : [b, a];
  if (operator === '*' && isSequence(sequence) && other.kind === 'scalar' && !isNumpyScalar(context, other))
    return repeated(context, sequence, other);
  const ofMatrices = matrixOperator(context, operator, a, b, {
    product: (x, y) => matrixProduct(context, x, y),
    power: (x, y) => callPrimitive(context, matrixPower, [x, y], []),
    others: (x, y) => ofArrays(context, operator, x, y),
  });
  return ofMatrices ?? ofArrays(context, operator, a, b);
}

const matrixPower: Builtin = { kind: 'builtin', primitive: 'linalg.matrix_power', name: 'numpy.linalg.matrix_power' };

function ofArrays(context: Context, operator: BinaryOperator, a: Value, b: Value): Value {
  const isMatrixProduct =
    operator === '@' ||
    (operator === '*' &&
      context.language.semantics.arrayProduct === 'matrix' &&
      a.kind === 'array' &&
      b.kind === 'array');
  if (isMatrixProduct) return matrixProduct(context, a, b);
  const isOfNumpy = (value: Value): boolean =>
    value.kind === 'array' || value.kind === 'masked' || (value.kind === 'scalar' && isNumpyScalar(context, value));
  const hasArray = isOfNumpy(a) || isOfNumpy(b);
  demandLikeProduct(context, operator, a, b);
  if (!hasArray) refuse(context, `\`${operator}\` does not work on ${describe(a)} and ${describe(b)}.`);
  return elementwise(context, [a, b], (x, y) => arithmetic(context, operator, x, y));
}

/** A float beside a list: NumPy's own scalars make an array of it, Python's floats would raise. */
const isNumpyScalar = (context: Context, value: Scalar): boolean =>
  value.type === 'float' && knownInteger(context, value) === undefined;

function repeated(context: Context, sequence: Extract<Value, { kind: 'tuple' | 'list' }>, times: Value): Value {
  const count = toCount(context, times, 'How often this list is repeated');
  const items = sequenceOf(context, sequence);
  context.budget.spend(context.graph, context.span, items.length * Math.max(count, 0));
  const all = Array.from({ length: Math.max(count, 0) }, () => items).flat();
  return sequence.kind === 'list' ? list(all) : tuple(all);
}

function recordOperator(context: Context, operator: BinaryOperator, a: Value, b: Value): Value {
  const name = METHODS[operator];
  const result = callMethod(context, a, `__${name}__`, [b]) ?? callMethod(context, b, `__r${name}__`, [a]);
  if (result) return result;
  if (a.kind === 'record' && a.object.className === '') demandNumber(context, a);
  return refuse(context, `\`${operator}\` does not work on ${describe(a)} and ${describe(b)}.`);
}

function demandNumber(context: Context, _record: Value): never {
  return refuse(context, 'This is used both as a number and as an object with attributes.');
}

/** `operator a`. */
export function unary(context: Context, operator: UnaryOperator, operand: Value): Value {
  const result = applied(context, operator, operand);
  context.wholes.note(`${operator}#`, [operand], [], result);
  return result;
}

function applied(context: Context, operator: UnaryOperator, operand: Value): Value {
  const g = context.graph;
  const a = resolved(context, operand);
  if (a.kind === 'complex' && operator !== 'not') {
    if (operator === '~') refuse(context, '`~` works on the bits of whole numbers: it has no derivative.');
    return operator === '-' ? complexNegative(context, a) : a;
  }
  if (operator === 'not') return scalar(make.not(g, toCondition(context, a)), 'bool');
  if (a.kind === 'record') {
    const method = { '-': '__neg__', '+': '__pos__', '~': '__invert__' }[operator];
    const result = callMethod(context, a, method, []);
    if (result) return result;
  }
  const result = elementwise(context, [a], (x) => {
    if (operator === '~') {
      if (x.type === 'bool') return scalar(make.not(g, x.node), 'bool');
      return refuse(context, '`~` works on the bits of whole numbers: it has no derivative.');
    }
    const node = numberNode(context, x);
    const type = x.type === 'bool' ? 'int' : x.type;
    return scalar(operator === '-' ? make.negate(g, node) : node, type);
  });
  return isMatrix(a) && result.kind === 'array' ? asMatrix(context, result) : result;
}

const known = (context: Context, holds: boolean): Scalar =>
  scalar(holds ? make.trueNode(context.graph) : make.falseNode(context.graph), 'bool');

/** Whether two values are one and the same, or equal texts; `undefined` where that takes numbers. */
function sameThing(a: Value, b: Value): boolean | undefined {
  if (a.kind === 'none' || b.kind === 'none') return a.kind === b.kind;
  if (a.kind === 'string' && b.kind === 'string')
    return a.value === null || b.value === null ? undefined : a.value === b.value;
  if ((isNumberType(a) || isNumberType(b)) && typeName(a) !== '' && typeName(b) !== '') return sameType(a, b);
  if (a.kind === 'string' || b.kind === 'string') return false;
  if (a.kind === 'builtin' && b.kind === 'builtin') return a.primitive === b.primitive;
  if (a.kind === 'class' && b.kind === 'class') return a.definition === b.definition;
  if (a.kind === 'record' && b.kind === 'record') return a.object === b.object;
  if (a.kind === 'function' && b.kind === 'function') return a.definition === b.definition;
  if (a.kind === 'ellipsis' || b.kind === 'ellipsis') return a.kind === b.kind;
  if (a.kind === 'bound' && b.kind === 'bound') return a === b ? true : undefined;
  return undefined;
}

const isNumberType = (value: Value): boolean => value.kind === 'builtin' && /^(float|int|bool)$/.test(value.primitive);

/** `x.dtype == np.float64`, `x.dtype == 'float64'`. */
function sameType(a: Value, b: Value): boolean {
  const kind = (value: Value): string =>
    (value.kind === 'builtin' ? value.primitive : typeName(value)).replace(/\d+$/, '');
  return kind(a) === kind(b) && bitsOf(typeName(a)) === bitsOf(typeName(b));
}

/** Where arrays are compared as objects: whether the two are one. Arguments are taken for different ones. */
function sameObject(context: Context, a: Value, b: Value): boolean | undefined {
  if (context.language.semantics.arrayProduct !== 'none' || !isArrayLike(a) || !isArrayLike(b)) return undefined;
  if (a.kind === 'list' && b.kind === 'list') return a.object === b.object;
  if (a.kind !== 'array' || b.kind !== 'array') return a === b;
  return a.buffer === b.buffer && a.offset === b.offset && a.shape.join() === b.shape.join();
}

/** One comparison; arrays give an array of conditions. */
export function compare(context: Context, comparison: Comparison, left: Value, right: Value): Value {
  const isAboutNone = left.kind === 'none' || right.kind === 'none';
  const optional = left.kind === 'optional' ? left : right.kind === 'optional' ? right : undefined;
  if (isAboutNone && optional) {
    const { present } = optional;
    const isMissing = make.not(context.graph, present);
    return scalar(comparison === 'is' || comparison === '==' ? isMissing : present, 'bool');
  }
  const [a, b] = isAboutNone ? [left, right] : [resolved(context, left), resolved(context, right)];
  if (a.kind === 'unknown') throw new Refusal(a.reason);
  if (comparison === 'in' || comparison === 'not in') {
    const condition = contains(context, b, a);
    return scalar(comparison === 'in' ? condition : make.not(context.graph, condition), 'bool');
  }
  if (a.kind === 'complex' || b.kind === 'complex') return compareComplex(context, comparison, a, b);
  const isEquality = comparison === '==' || comparison === '!=' || comparison === 'is' || comparison === 'is not';
  if (isEquality) {
    const same = sameThing(a, b) ?? sameObject(context, a, b);
    if (same !== undefined) {
      requireText(context, a, b);
      return known(context, same === (comparison === '==' || comparison === 'is'));
    }
    if (a.kind === 'string') return refuse(context, 'What this text is is not known.');
  }
  if (comparison === 'is' || comparison === 'is not') {
    if (a.kind === 'scalar' && b.kind === 'scalar' && (a.type === 'bool') !== (b.type === 'bool'))
      return known(context, comparison === 'is not');
    if (a.kind !== 'scalar' || b.kind !== 'scalar') return known(context, (a === b) === (comparison === 'is'));
  }
  const method = {
    '<': '__lt__',
    '<=': '__le__',
    '>': '__gt__',
    '>=': '__ge__',
    '==': '__eq__',
    '!=': '__ne__',
    is: '',
    'is not': '',
  }[comparison];
  if (a.kind === 'record' && method !== '') {
    const result = callMethod(context, a, method, [b]);
    if (result) return result;
  }
  if (isArrayLike(a) && isArrayLike(b) && a.kind !== 'array' && b.kind !== 'array')
    return compareSequences(context, comparison, a, b);
  if (!isNumeric(a) || !isNumeric(b)) {
    if (isEquality) return known(context, comparison === '!=' || comparison === 'is not');
    return refuse(context, `${describe(a)} and ${describe(b)} cannot be compared.`);
  }
  return elementwise(context, [a, b], (x, y) => scalar(compareNumbers(context, comparison, x, y), 'bool'));
}

function compareComplex(context: Context, comparison: Comparison, a: Value, b: Value): Value {
  if (comparison === 'is' || comparison === 'is not') return known(context, comparison === 'is not');
  if (comparison !== '==' && comparison !== '!=') return refuse(context, 'Complex numbers have no order.');
  const [p, q] = [toComplex(context, a), toComplex(context, b)];
  const same = binary(
    context,
    '&',
    compare(context, '==', p.real, q.real),
    compare(context, '==', p.imaginary, q.imaginary),
  );
  return comparison === '==' ? same : unary(context, '~', same);
}

const isNumeric = (value: Value): boolean => value.kind === 'scalar' || value.kind === 'masked' || isArrayLike(value);

/** An argument that is compared with a text is a text: the first alternative is taken, and said, where none is given. */
function requireText(context: Context, a: Value, b: Value): void {
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const)
    demandText(context, one, other);
}

function demandText(context: Context, one: Value, other: Value): void {
  const name = one.kind === 'scalar' ? context.inputs.inputBehind(one) : undefined;
  if (name === undefined || other.kind !== 'string') return;
  if (other.value !== null) context.inputs.demandByName(name, [{ kind: 'text', value: other.value }], context.span);
  // A number that is given is no text.
  if (context.inputs.book.stateOf(name).sure) return;
  refuse(context, `Which formula applies depends on the text in \`${name}\`, which has no default.`);
}

function compareSequences(context: Context, comparison: Comparison, a: Value, b: Value): Value {
  const g = context.graph;
  const [x, y] = [sequenceOf(context, a), sequenceOf(context, b)];
  if (comparison !== '==' && comparison !== '!=')
    return refuse(context, 'Lists are compared item by item here, which is not understood.');
  const same =
    x.length === y.length
      ? x.map((item, i) => toCondition(context, compare(context, '==', item, y[i] as Value)))
      : [make.falseNode(g)];
  const all = same.reduce((p, q) => make.and(g, p, q), make.trueNode(g));
  return scalar(comparison === '==' ? all : make.not(g, all), 'bool');
}

/** The condition that `item in container`. */
function contains(context: Context, container: Value, item: Value): NodeId {
  const g = context.graph;
  switch (container.kind) {
    case 'dictionary': {
      const key = keyOf(context, item);
      if (key === undefined) return refuse(context, 'Which entry this key picks is not known.');
      const entry = container.object.entries.get(key);
      if (entry?.value.kind === 'unknown') throw new Refusal(entry.value.reason);
      if (!entry && container.object.missing) return refuse(context, 'Which entries this dictionary has is not known.');
      return entry ? make.trueNode(g) : make.falseNode(g);
    }
    case 'string':
      if (item.kind === 'string' && item.value !== null && container.value !== null)
        return container.value.includes(item.value) ? make.trueNode(g) : make.falseNode(g);
      return refuse(context, 'What this text is is not known.');
    case 'array':
      return elementsAsConditions(context, container, item);
    case 'record': {
      const result = callMethod(context, container, '__contains__', [item]);
      if (result) return toCondition(context, result);
      return refuse(context, `What ${describe(container)} contains is not known.`);
    }
    default:
      return sequenceOf(context, container)
        .map((candidate) => toCondition(context, compare(context, '==', item, candidate)))
        .reduce((p, q) => make.or(g, p, q), make.falseNode(g));
  }
}

function elementsAsConditions(context: Context, container: Value, item: Value): NodeId {
  const g = context.graph;
  const equal = toArray(context, compare(context, '==', container, item));
  return (equal.kind === 'scalar' ? [equal.node] : equal.buffer.nodes).reduce(
    (p, q) => make.or(g, p, q),
    make.falseNode(g),
  );
}
