/** Arithmetic and comparison of two scalars, by the language's semantics. */
import * as make from '../calculus/construct';
import type { NodeId } from '../calculus/graph';
import type { BinaryOperator, Comparison } from '../languages/program';
import { closedNumber } from './constants';
import { refuse } from './context';
import type { Context } from './context';
import { asNumber } from './merge';
import { scalar } from './values';
import type { Scalar, ScalarType } from './values';

export const numberNode = (context: Context, value: Scalar): NodeId => asNumber(context.graph, value.node);

/** The whole number that a scalar certainly is. */
export function knownInteger(context: Context, value: Scalar): number | undefined {
  const number = closedNumber(context.graph, numberNode(context, value));
  return number !== undefined && Number.isInteger(number) ? number : undefined;
}

const arithmeticType = (a: Scalar, b: Scalar): ScalarType =>
  a.type === 'float' || b.type === 'float' ? 'float' : 'int';

/** `a operator b`; conditions count as 1 and 0. */
export function arithmetic(context: Context, operator: BinaryOperator, a: Scalar, b: Scalar): Scalar {
  const g = context.graph;
  const type = arithmeticType(a, b);
  if ((operator === '&' || operator === '|' || operator === '^') && a.type === 'bool' && b.type === 'bool') {
    if (operator === '&') return scalar(make.and(g, a.node, b.node), 'bool');
    if (operator === '|') return scalar(make.or(g, a.node, b.node), 'bool');
    return scalar(exclusiveOr(context, a.node, b.node), 'bool');
  }
  const [x, y] = [numberNode(context, a), numberNode(context, b)];
  switch (operator) {
    case '+':
      return scalar(make.add(g, x, y), type);
    case '-':
      return scalar(make.subtract(g, x, y), type);
    case '*':
    case '@':
      return scalar(make.multiply(g, x, y), type);
    case '/':
      return divide(context, x, y, type);
    case '//':
      return scalar(make.call(g, 'floor', make.divide(g, x, y)), type);
    case '%':
      checkDivisor(context, y);
      return scalar(make.call(g, context.language.semantics.remainder === 'divisor' ? 'mod' : 'rem', x, y), type);
    case '**':
      return scalar(make.power(g, x, y), type === 'int' && (closedNumber(g, y) ?? -1) < 0 ? 'float' : type);
    default:
      return bitwise(context, operator, a, b);
  }
}

function exclusiveOr(context: Context, a: NodeId, b: NodeId): NodeId {
  const g = context.graph;
  return make.or(g, make.and(g, a, make.not(g, b)), make.and(g, make.not(g, a), b));
}

function checkDivisor(context: Context, divisor: NodeId): void {
  if (closedNumber(context.graph, divisor) === 0) refuse(context, 'This divides by 0.');
}

function divide(context: Context, x: NodeId, y: NodeId, type: ScalarType): Scalar {
  const g = context.graph;
  checkDivisor(context, y);
  const quotient = make.divide(g, x, y);
  if (type === 'float' || context.language.semantics.integerDivision === 'exact') return scalar(quotient, 'float');
  return scalar(make.call(g, 'trunc', quotient), 'int');
}

function bitwise(context: Context, operator: BinaryOperator, a: Scalar, b: Scalar): Scalar {
  const [x, y] = [knownInteger(context, a), knownInteger(context, b)];
  if (x === undefined || y === undefined || Math.abs(x) > 2 ** 30 || Math.abs(y) > 2 ** 30)
    refuse(context, `\`${operator}\` works on the bits of whole numbers: it has no derivative.`);
  const bits: Partial<Record<BinaryOperator, number>> = {
    '&': x & y,
    '|': x | y,
    '^': x ^ y,
    '<<': x * 2 ** y,
    '>>': Math.floor(x / 2 ** y),
  };
  return scalar(context.graph.integer(bits[operator] as number), 'int');
}

/** `a comparison b` as a condition. */
export function compareNumbers(context: Context, comparison: Comparison, a: Scalar, b: Scalar): NodeId {
  const g = context.graph;
  if (a.type === 'bool' && b.type === 'bool' && (comparison === '==' || comparison === '!=')) {
    const different = exclusiveOr(context, a.node, b.node);
    return comparison === '!=' ? different : make.not(g, different);
  }
  const [x, y] = [numberNode(context, a), numberNode(context, b)];
  switch (comparison) {
    case '<':
      return make.less(g, x, y);
    case '<=':
      return make.lessOrEqual(g, x, y);
    case '>':
      return make.greater(g, x, y);
    case '>=':
      return make.greaterOrEqual(g, x, y);
    case '==':
    case 'is':
      return make.equal(g, x, y);
    case '!=':
    case 'is not':
      return make.notEqual(g, x, y);
    default:
      return refuse(context, `\`${comparison}\` needs something that holds values on its right.`);
  }
}
