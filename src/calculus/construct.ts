/**
 * How expressions are made. Each function returns the node of the expression with only those rules applied that are
 * cheap and always right over the reals: exact constants, the identities of 0 and 1, signs pulled out, equal operands
 * merged. Distribution, factoring and identities are for the view (`view/`).
 *
 * Where a rule drops an expression (0·u, u−u, u/u), the expression is kept in `graph.dropped`: wherever it is not
 * defined, the result is not either; u/u and its like add `u ≠ 0` to `graph.assumptions`.
 */
import type { ConstantName } from './operations';
import { FIRST_FUNCTION, namedConstants, Op } from './operations';
import type { Graph, NodeId } from './graph';
import { NONE } from './graph';
import type { FunctionRow } from './functions/row';
import { functionRows, functionIndex } from './functions/table';
import { isFalse, isTrue, notEqual, trueNode } from './conditions';
import * as exact from './rational';
import type { Rational } from './rational';
import { styledRational } from './numbers';

export {
  and,
  equal,
  falseNode,
  greater,
  greaterOrEqual,
  less,
  lessOrEqual,
  not,
  notEqual,
  or,
  trueNode,
} from './conditions';

export const integer = (g: Graph, value: number): NodeId => g.integer(value);

export const fraction = (g: Graph, numerator: number, denominator: number): NodeId =>
  g.rational(exact.rational(BigInt(numerator), BigInt(denominator)));

/** A literal as the source spells it; exact. Falls back to the double for what is no plain decimal. */
export function literal(g: Graph, text: string): NodeId {
  const value = exact.parseDecimal(text);
  return value ? g.rational(value, /^\d+$/.test(text) ? null : text) : g.double(Number(text));
}

export const constant = (g: Graph, name: ConstantName): NodeId =>
  g.intern(
    Op.Constant,
    namedConstants.findIndex((c) => c.name === name),
  );

const is = (g: Graph, id: NodeId, value: number): boolean => g.valueOf(id) === value;

/** A number from exact operands if both are, else from their doubles. */
function fold(
  g: Graph,
  a: NodeId,
  b: NodeId,
  onExact: (a: Rational, b: Rational) => Rational | undefined,
  onDoubles: (a: number, b: number) => number,
): NodeId {
  const [x, y] = [g.numberOf(a), g.numberOf(b)];
  if (x.exact && y.exact) {
    const value = onExact(x.exact, y.exact);
    if (value && !exact.isTooLong(value)) return styledRational(g, value, x.spelling ?? y.spelling);
  }
  return g.double(onDoubles(x.value, y.value));
}

/** c·u as [c, u], u without a numeric factor. */
function coefficient(g: Graph, id: NodeId): [NodeId, NodeId] {
  if (g.op(id) === Op.Multiply && g.isNumber(g.a(id))) return [g.a(id), g.b(id)];
  if (g.op(id) === Op.Negate) return [g.integer(-1), g.a(id)];
  return [g.integer(1), id];
}

export function add(g: Graph, a: NodeId, b: NodeId): NodeId {
  if (g.isNumber(a) && g.isNumber(b)) return fold(g, a, b, exact.add, (x, y) => x + y);
  if (is(g, a, 0)) return b;
  if (is(g, b, 0)) return a;
  if (g.op(b) === Op.Negate) return subtract(g, a, g.a(b));
  if (g.op(a) === Op.Negate) return subtract(g, b, g.a(a));
  const [[p, u], [q, v]] = [coefficient(g, a), coefficient(g, b)];
  if (u === v) return multiply(g, add(g, p, q), u);
  // (w − a) + a and a + (w − a)
  if (g.op(a) === Op.Subtract && g.b(a) === b) return dropping(g, b, g.a(a));
  if (g.op(b) === Op.Subtract && g.b(b) === a) return dropping(g, a, g.a(b));
  return a < b ? g.intern(Op.Add, a, b) : g.intern(Op.Add, b, a);
}

export function subtract(g: Graph, a: NodeId, b: NodeId): NodeId {
  if (g.isNumber(a) && g.isNumber(b))
    return fold(
      g,
      a,
      b,
      (x, y) => exact.add(x, exact.negate(y)),
      (x, y) => x - y,
    );
  if (is(g, b, 0)) return a;
  if (is(g, a, 0)) return negate(g, b);
  if (g.op(b) === Op.Negate) return add(g, a, g.a(b));
  if (g.op(a) === Op.Negate) return negate(g, add(g, g.a(a), b));
  const [[p, u], [q, v]] = [coefficient(g, a), coefficient(g, b)];
  if (u === v) return multiply(g, subtract(g, p, q), u);
  // (a + w) − a and a − (a − w)
  if (g.op(a) === Op.Add && g.a(a) === b) return dropping(g, b, g.b(a));
  if (g.op(a) === Op.Add && g.b(a) === b) return dropping(g, b, g.a(a));
  if (g.op(b) === Op.Subtract && g.a(b) === a) return dropping(g, a, g.b(b));
  return g.intern(Op.Subtract, a, b);
}

export function negate(g: Graph, a: NodeId): NodeId {
  if (g.isNumber(a)) {
    const { exact: value, value: double, spelling } = g.numberOf(a);
    return value ? styledRational(g, exact.negate(value), spelling) : g.double(-double);
  }
  const op = g.op(a);
  if (op === Op.Negate) return g.a(a);
  if (op === Op.Subtract) return subtract(g, g.b(a), g.a(a));
  if (op === Op.Multiply && g.isNumber(g.a(a))) return multiply(g, negate(g, g.a(a)), g.b(a));
  return g.intern(Op.Negate, a);
}

export function multiply(g: Graph, a: NodeId, b: NodeId): NodeId {
  if (g.isNumber(a) && g.isNumber(b)) return fold(g, a, b, exact.multiply, (x, y) => x * y);
  if (g.isNumber(b)) return multiply(g, b, a);
  if (g.isNumber(a)) {
    const value = g.numberOf(a).value;
    if (value === 0) return dropping(g, b, a);
    if (value === 1) return b;
    if (value === -1) return negate(g, b);
    const [q, v] = coefficient(g, b);
    if (v !== b) return multiply(g, multiply(g, a, q), v);
    if (g.op(b) === Op.Divide && g.isNumber(g.a(b))) return divide(g, multiply(g, a, g.a(b)), g.b(b));
    return lift(g, a, b) ?? g.intern(Op.Multiply, a, b);
  }
  const [opA, opB] = [g.op(a), g.op(b)];
  // Numeric factors and signs move to the front.
  const [[p, u], [q, v]] = [coefficient(g, a), coefficient(g, b)];
  if (u !== a || v !== b) return multiply(g, multiply(g, p, q), multiply(g, u, v));
  if (opA === Op.Divide && is(g, g.a(a), 1)) return divide(g, b, g.b(a));
  if (opB === Op.Divide && is(g, g.a(b), 1)) return divide(g, a, g.b(b));
  if (opA === Op.Divide && g.b(a) === b) return assuming(g, b, g.a(a));
  if (opB === Op.Divide && g.b(b) === a) return assuming(g, a, g.a(b));
  const [base, m] = integerPower(g, a);
  const [other, n] = integerPower(g, b);
  if (base === other) return power(g, base, g.integer(m + n));
  return lift(g, a, b) ?? lift(g, b, a) ?? (a < b ? g.intern(Op.Multiply, a, b) : g.intern(Op.Multiply, b, a));
}

/** u and its exponent m where `id` is uᵐ with a positive integer m. */
function integerPower(g: Graph, id: NodeId): [NodeId, number] {
  if (g.op(id) === Op.Power && g.isNumber(g.b(id))) {
    const m = g.numberOf(g.b(id)).value;
    if (Number.isInteger(m) && m > 0) return [g.a(id), m];
  }
  return [id, 1];
}

/** A branch that is 0 stays 0: select(c, u, 0)·v = select(c, u·v, 0), so that what v does elsewhere never meets the 0. */
function lift(g: Graph, other: NodeId, branches: NodeId): NodeId | undefined {
  if (g.op(branches) !== Op.Select) return undefined;
  const [condition, then, otherwise] = [g.a(branches), g.b(branches), g.c(branches)];
  if (is(g, otherwise, 0)) return select(g, condition, multiply(g, other, then), otherwise);
  if (is(g, then, 0)) return select(g, condition, then, multiply(g, other, otherwise));
  return undefined;
}

export function divide(g: Graph, a: NodeId, b: NodeId): NodeId {
  if (g.isNumber(b)) {
    const { exact: value, value: double } = g.numberOf(b);
    if (double !== 0) {
      if (g.isNumber(a))
        return fold(
          g,
          a,
          b,
          (x, y) => exact.multiply(x, exact.reciprocal(y)),
          (x, y) => x / y,
        );
      if (value) return multiply(g, g.rational(exact.reciprocal(value)), a);
      return multiply(g, g.double(1 / double), a);
    }
    if (g.isNumber(a)) return g.double(g.numberOf(a).value / 0);
    return g.intern(Op.Divide, a, b);
  }
  if (is(g, a, 0)) return assuming(g, b, a);
  if (a === b) return assuming(g, b, g.integer(1));
  const [p, u] = coefficient(g, a);
  const [q, v] = coefficient(g, b);
  if (v !== b) return divide(g, multiply(g, divide(g, p, q), u), v);
  if (is(g, p, -1)) return negate(g, divide(g, u, v));
  if (u === v) return assuming(g, v, p);
  if (u !== a && g.op(v) !== Op.Divide) return multiply(g, p, divide(g, u, v));
  if (g.op(b) === Op.Divide) return divide(g, multiply(g, a, assuming(g, g.b(b), g.b(b))), g.a(b));
  if (g.op(a) === Op.Multiply && g.a(a) === b) return assuming(g, b, g.b(a));
  if (g.op(a) === Op.Multiply && g.b(a) === b) return assuming(g, b, g.a(a));
  const [base, m] = integerPower(g, a);
  const [other, n] = integerPower(g, b);
  if (base === other) {
    g.assumptions.add(notEqual(g, base, g.integer(0)));
    return m > n ? power(g, base, g.integer(m - n)) : divide(g, g.integer(1), power(g, base, g.integer(n - m)));
  }
  if (g.op(a) === Op.Select) {
    if (is(g, g.c(a), 0)) return select(g, g.a(a), divide(g, g.b(a), b), g.c(a));
    if (is(g, g.b(a), 0)) return select(g, g.a(a), g.b(a), divide(g, g.c(a), b));
  }
  return g.intern(Op.Divide, a, b);
}

export function power(g: Graph, base: NodeId, exponent: NodeId): NodeId {
  if (g.isNumber(exponent)) {
    const { exact: n, value } = g.numberOf(exponent);
    if (value === 0) return dropping(g, base, g.integer(1));
    if (value === 1) return base;
    if (g.isNumber(base)) {
      const b = g.numberOf(base);
      if (b.exact && n && exact.isInteger(n)) {
        const result = exact.power(b.exact, n.numerator);
        if (result) return styledRational(g, result, b.spelling);
      }
      if (!b.exact || !n) return g.double(b.value ** value);
    }
    if (value === 0.5) return call(g, 'sqrt', base);
    if (value === -0.5) return divide(g, g.integer(1), call(g, 'sqrt', base));
    if (value < 0 && n)
      return divide(
        g,
        g.integer(1),
        power(g, base, g.rational(exact.negate(n), g.numberOf(exponent).spelling?.replace('-', '') ?? null)),
      );
    if (n && exact.isInteger(n)) {
      const inner = g.op(base);
      if (inner === Op.Negate)
        return n.numerator % 2n === 0n ? power(g, g.a(base), exponent) : negate(g, power(g, g.a(base), exponent));
      if (inner === Op.Power && g.isNumber(g.b(base))) return power(g, g.a(base), multiply(g, g.b(base), exponent));
      if (inner === Op.Multiply && g.isNumber(g.a(base)) && g.exactOf(g.a(base)))
        return multiply(g, power(g, g.a(base), exponent), power(g, g.b(base), exponent));
      if (inner >= FIRST_FUNCTION && n.numerator === 2n) {
        const name = functionRows[inner - FIRST_FUNCTION]?.name;
        // (√u)² = u and |u|² = u²; the first only where u ≥ 0, which √u has already asked for.
        if (name === 'sqrt') return dropping(g, base, g.a(base));
        if (name === 'abs') return power(g, g.a(base), exponent);
      }
    }
  }
  if (is(g, base, 1)) return dropping(g, exponent, base);
  if (g.op(base) === Op.Constant && namedConstants[g.a(base)]?.name === 'e') return call(g, 'exp', exponent);
  return g.intern(Op.Power, base, exponent);
}

/** A function of the table. Throws a RangeError for a name that it does not have. */
export function call(g: Graph, name: string, ...args: NodeId[]): NodeId {
  const index = functionIndex(name);
  const row = functionRows[index];
  if (row === undefined || args.length !== row.arity)
    throw new RangeError(`no function ${name} of ${args.length} arguments`);
  const [first, second = NONE, third = NONE] = args as [NodeId, NodeId?, NodeId?];
  const swap = row.symmetric === true && first > second;
  const [a, b, c] = [swap ? second : first, swap ? first : second, third];
  const folded = row.fold?.(g, [a, b, c]) ?? (row.arity === 1 ? foldUnary(g, row, a) : undefined);
  if (folded !== undefined) return folded;
  const inexact = args.every((arg) => g.isNumber(arg)) && args.some((arg) => g.exactOf(arg) === null);
  if (inexact) return g.double(row.value(g.valueOf(a) ?? NaN, g.valueOf(b) ?? NaN, g.valueOf(c) ?? NaN));
  return g.intern(FIRST_FUNCTION + index, a, b, c);
}

/** Exact values at integers, and signs pulled out of odd and even functions. */
function foldUnary(g: Graph, row: FunctionRow, u: NodeId): NodeId | undefined {
  const value = g.exactOf(u);
  if (value && exact.isInteger(value)) {
    const known = row.exact?.find(([x]) => BigInt(x) === value.numerator);
    if (known) return g.integer(known[1]);
  }
  if (row.parity === undefined) return undefined;
  const opposite = oppositeOfNegative(g, u);
  if (opposite === undefined) return undefined;
  return row.parity === 'even' ? call(g, row.name, opposite) : negate(g, call(g, row.name, opposite));
}

/** −u, where u is written with a leading minus sign. */
function oppositeOfNegative(g: Graph, u: NodeId): NodeId | undefined {
  const factor = g.isNumber(u) ? u : g.op(u) === Op.Multiply ? g.a(u) : NONE;
  const negative = factor === NONE ? g.op(u) === Op.Negate : (g.valueOf(factor) ?? 0) < 0;
  return negative ? negate(g, u) : undefined;
}

/** `then` where the condition holds, `otherwise` elsewhere. */
export function select(g: Graph, condition: NodeId, then: NodeId, otherwise: NodeId): NodeId {
  if (then === otherwise || isTrue(g, condition)) return then;
  if (isFalse(g, condition)) return otherwise;
  if (g.op(condition) === Op.Not) return select(g, g.a(condition), otherwise, then);
  // What is inside a branch already knows the condition.
  if (g.op(then) === Op.Select && g.a(then) === condition) return select(g, condition, g.b(then), otherwise);
  if (g.op(otherwise) === Op.Select && g.a(otherwise) === condition) return select(g, condition, then, g.c(otherwise));
  return g.intern(Op.Select, condition, then, otherwise);
}

export const abs = (g: Graph, a: NodeId): NodeId => call(g, 'abs', a);

export const square = (g: Graph, a: NodeId): NodeId => power(g, a, g.integer(2));

/** The sum of all; 0 for none. Pairs neighbours left to right, as the source would. */
export const sum = (g: Graph, terms: readonly NodeId[]): NodeId => terms.reduce((a, b) => add(g, a, b), g.integer(0));

export const product = (g: Graph, factors: readonly NodeId[]): NodeId =>
  factors.reduce((a, b) => multiply(g, a, b), g.integer(1));

/** The result of a rule that drops an expression: where that is not defined, the result is not either. */
export function dropping(g: Graph, dropped: NodeId, result: NodeId): NodeId {
  if (!g.isNumber(dropped) && g.op(dropped) !== Op.Symbol) g.dropped.add(dropped);
  return result;
}

/** The result, under the condition that `nonzero` is not 0. */
function assuming(g: Graph, nonzero: NodeId, result: NodeId): NodeId {
  const condition = notEqual(g, nonzero, g.integer(0));
  if (condition !== trueNode(g)) g.assumptions.add(condition);
  return result;
}
