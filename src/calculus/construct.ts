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
import * as conditions from './conditions';
import { and, isFalse, isTrue, not, or } from './conditions';
import { hasZeroBranch, lift, mapBranches, mergeSelects, withSupport } from './branches';
import { isNonzero, isTotalNode } from './facts';
import * as exact from './rational';
import type { Rational } from './rational';
import { styledRational } from './numbers';

export { and, falseNode, not, or, trueNode } from './conditions';

/** What is compared with itself decides nothing, but has to be defined all the same. */
const compared =
  (make: (g: Graph, a: NodeId, b: NodeId) => NodeId) =>
  (g: Graph, a: NodeId, b: NodeId): NodeId =>
    a === b ? dropping(g, a, make(g, a, b)) : make(g, a, b);

export const less = compared(conditions.less);
export const lessOrEqual = compared(conditions.lessOrEqual);
export const greater = compared(conditions.greater);
export const greaterOrEqual = compared(conditions.greaterOrEqual);
export const equal = compared(conditions.equal);
export const notEqual = compared(conditions.notEqual);

export const integer = (g: Graph, value: number): NodeId => g.integer(value);

export const fraction = (g: Graph, numerator: number, denominator: number): NodeId =>
  g.rational(exact.rational(BigInt(numerator), BigInt(denominator)));

/**
 * A literal as the source spells it; exact. The spelling is kept where it tells more than the number: 0.50 and 1e6, not
 * 2.0. Falls back to the double for what is no plain decimal.
 */
export function literal(g: Graph, text: string): NodeId {
  const value = exact.parseDecimal(text);
  if (!value) return g.double(Number(text));
  const isPlain = exact.isInteger(value) && !/[eE]/.test(text);
  return g.rational(value, isPlain ? null : text.replaceAll('_', ''));
}

export const constant = (g: Graph, name: ConstantName): NodeId =>
  g.intern(
    Op.Constant,
    namedConstants.findIndex((c) => c.name === name),
  );

const is = (g: Graph, id: NodeId, value: number): boolean => g.valueOf(id) === value;

const isNegativeNumber = (g: Graph, id: NodeId): boolean => (g.valueOf(id) ?? 0) < 0;

/** A number from exact operands if both are, else from their doubles. */
function fold(
  g: Graph,
  op: number,
  a: NodeId,
  b: NodeId,
  onExact: (a: Rational, b: Rational) => Rational | undefined,
  onDoubles: (a: number, b: number) => number,
): NodeId {
  const [x, y] = [g.numberOf(a), g.numberOf(b)];
  if (Number.isSafeInteger(x.value) && Number.isSafeInteger(y.value) && x.exact && y.exact) {
    // Doubles calculate with integers exactly as long as the result is one: no need of long numbers.
    const value = onDoubles(x.value, y.value);
    if (Number.isSafeInteger(value) && isWhole(x.exact) && isWhole(y.exact)) return g.integer(value + 0);
  }
  const known = g.knownResult(op, a, b);
  if (known !== NONE) return known;
  if (x.exact && y.exact) {
    const value = onExact(x.exact, y.exact);
    if (value && !exact.isTooLong(value))
      return g.rememberResult(op, a, b, styledRational(g, value, x.spelling ?? y.spelling));
  }
  return g.double(onDoubles(x.value, y.value));
}

const isWhole = (value: Rational): boolean => value.denominator === 1n;

/** u of c·u, without its numeric factor or sign. */
function uncoefficiented(g: Graph, id: NodeId): NodeId {
  switch (g.op(id)) {
    case Op.Multiply:
      return g.isNumber(g.a(id)) ? g.b(id) : id;
    case Op.Negate:
      return g.a(id);
    default:
      return id;
  }
}

/** c of c·u. */
function coefficient(g: Graph, id: NodeId): NodeId {
  switch (g.op(id)) {
    case Op.Multiply:
      return g.isNumber(g.a(id)) ? g.a(id) : g.integer(1);
    case Op.Negate:
      return g.integer(-1);
    default:
      return g.integer(1);
  }
}

/** −u, where u starts with a minus sign: −v, −2v, a negative number. */
function oppositeOfNegative(g: Graph, u: NodeId): NodeId | undefined {
  const op = g.op(u);
  if (op === Op.Negate) return g.a(u);
  const negative = op === Op.Number ? isNegativeNumber(g, u) : op === Op.Multiply && isNegativeNumber(g, g.a(u));
  return negative ? negate(g, u) : undefined;
}

export function add(g: Graph, a: NodeId, b: NodeId): NodeId {
  if (g.isNumber(a) && g.isNumber(b)) return fold(g, Op.Add, a, b, exact.add, (x, y) => x + y);
  if (is(g, a, 0)) return b;
  if (is(g, b, 0)) return a;
  const u = uncoefficiented(g, a);
  if (u === uncoefficiented(g, b)) return multiply(g, add(g, coefficient(g, a), coefficient(g, b)), u);
  const negativeB = oppositeOfNegative(g, b);
  if (negativeB !== undefined) return subtract(g, a, negativeB);
  const negativeA = oppositeOfNegative(g, a);
  if (negativeA !== undefined) return subtract(g, b, negativeA);
  if (g.isNumber(a)) return addNumber(g, b, a) ?? commutative(g, Op.Add, a, b);
  if (g.isNumber(b)) return addNumber(g, a, b) ?? commutative(g, Op.Add, a, b);
  // (w − a) + a and a + (w − a)
  if (g.op(a) === Op.Subtract && g.b(a) === b) return dropping(g, b, g.a(a));
  if (g.op(b) === Op.Subtract && g.b(b) === a) return dropping(g, a, g.a(b));
  const merged = mergeSelects(g, a, b, add);
  if (merged !== undefined) return merged;
  return withSupport(g, commutative(g, Op.Add, a, b), a, b);
}

/** u + c where u is itself a sum with a number: one number is left. */
function addNumber(g: Graph, u: NodeId, c: NodeId): NodeId | undefined {
  const [a, b] = [g.a(u), g.b(u)];
  switch (g.op(u)) {
    case Op.Add:
      if (g.isNumber(a)) return add(g, b, add(g, a, c));
      return g.isNumber(b) ? add(g, a, add(g, b, c)) : undefined;
    case Op.Subtract:
      if (g.isNumber(a)) return subtract(g, add(g, a, c), b);
      return g.isNumber(b) ? add(g, a, subtract(g, c, b)) : undefined;
    default:
      return undefined;
  }
}

const commutative = (g: Graph, op: number, a: NodeId, b: NodeId): NodeId =>
  a < b ? g.intern(op, a, b) : g.intern(op, b, a);

export function subtract(g: Graph, a: NodeId, b: NodeId): NodeId {
  if (g.isNumber(a) && g.isNumber(b))
    return fold(
      g,
      Op.Subtract,
      a,
      b,
      (x, y) => exact.add(x, exact.negate(y)),
      (x, y) => x - y,
    );
  if (is(g, b, 0)) return a;
  if (is(g, a, 0)) return negate(g, b);
  const u = uncoefficiented(g, a);
  if (u === uncoefficiented(g, b)) return multiply(g, subtract(g, coefficient(g, a), coefficient(g, b)), u);
  const negativeB = oppositeOfNegative(g, b);
  if (negativeB !== undefined) return add(g, a, negativeB);
  const negativeA = oppositeOfNegative(g, a);
  if (negativeA !== undefined) return negate(g, add(g, negativeA, b));
  if (g.isNumber(b)) {
    const one = addNumber(g, a, negate(g, b));
    if (one !== undefined) return one;
  }
  if (g.isNumber(a)) {
    // c − (u ± d) and c − (d − u)
    const [s, t] = [g.a(b), g.b(b)];
    if (g.op(b) === Op.Add && g.isNumber(s)) return subtract(g, subtract(g, a, s), t);
    if (g.op(b) === Op.Add && g.isNumber(t)) return subtract(g, subtract(g, a, t), s);
    if (g.op(b) === Op.Subtract && g.isNumber(s)) return add(g, subtract(g, a, s), t);
    if (g.op(b) === Op.Subtract && g.isNumber(t)) return subtract(g, add(g, a, t), s);
  }
  // (a + w) − a, (a − w) − a and a − (a + w), a − (a − w)
  if (g.op(a) === Op.Add && g.a(a) === b) return dropping(g, b, g.b(a));
  if (g.op(a) === Op.Add && g.b(a) === b) return dropping(g, b, g.a(a));
  if (g.op(a) === Op.Subtract && g.a(a) === b) return dropping(g, b, negate(g, g.b(a)));
  if (g.op(b) === Op.Add && g.a(b) === a) return dropping(g, a, negate(g, g.b(b)));
  if (g.op(b) === Op.Add && g.b(b) === a) return dropping(g, a, negate(g, g.a(b)));
  if (g.op(b) === Op.Subtract && g.a(b) === a) return dropping(g, a, g.b(b));
  const merged = mergeSelects(g, a, b, subtract);
  if (merged !== undefined) return merged;
  return withSupport(g, g.intern(Op.Subtract, a, b), a, b);
}

export function negate(g: Graph, a: NodeId): NodeId {
  switch (g.op(a)) {
    case Op.Number: {
      const { exact: value, value: double, spelling } = g.numberOf(a);
      if (!value) return g.double(-double);
      if (isWhole(value) && Number.isSafeInteger(double)) return g.integer(-double + 0);
      const known = g.knownResult(Op.Negate, a, NONE);
      return known !== NONE
        ? known
        : g.rememberResult(Op.Negate, a, NONE, styledRational(g, exact.negate(value), spelling));
    }
    case Op.Negate:
      return g.a(a);
    case Op.Subtract:
      return subtract(g, g.b(a), g.a(a));
    case Op.Multiply:
      if (g.isNumber(g.a(a))) return multiply(g, negate(g, g.a(a)), g.b(a));
      break;
    case Op.Select:
      if (hasZeroBranch(g, a)) return mapBranches(g, a, (branch) => negate(g, branch));
      break;
    default:
  }
  return g.intern(Op.Negate, a);
}

export function multiply(g: Graph, a: NodeId, b: NodeId): NodeId {
  if (g.isNumber(a) && g.isNumber(b)) return fold(g, Op.Multiply, a, b, exact.multiply, (x, y) => x * y);
  if (g.isNumber(b)) return multiplyNumber(g, b, a);
  if (g.isNumber(a)) return multiplyNumber(g, a, b);
  // Numeric factors and signs move to the front.
  const [u, v] = [uncoefficiented(g, a), uncoefficiented(g, b)];
  if (u !== a || v !== b) return multiply(g, multiply(g, coefficient(g, a), coefficient(g, b)), multiply(g, u, v));
  return (
    multiplyQuotient(g, a, b) ??
    multiplyQuotient(g, b, a) ??
    multiplyPowers(g, a, b) ??
    lift(g, b, a, Op.Multiply, multiply) ??
    lift(g, a, b, Op.Multiply, multiply) ??
    withSupport(g, commutative(g, Op.Multiply, a, b), a, b)
  );
}

/** c·u with a number c, u no number. */
function multiplyNumber(g: Graph, c: NodeId, u: NodeId): NodeId {
  if (is(g, c, 0)) return dropping(g, u, c);
  if (is(g, c, 1)) return u;
  if (is(g, c, -1)) return negate(g, u);
  const v = uncoefficiented(g, u);
  if (v !== u) return multiply(g, multiply(g, c, coefficient(g, u)), v);
  if (g.op(u) === Op.Divide && g.isNumber(g.a(u))) return divide(g, multiply(g, c, g.a(u)), g.b(u));
  return lift(g, u, c, Op.Multiply, multiply) ?? g.intern(Op.Multiply, c, u);
}

/** (s/t)·w, where a number s moves to the front or t is cancelled. */
function multiplyQuotient(g: Graph, quotient: NodeId, w: NodeId): NodeId | undefined {
  if (g.op(quotient) !== Op.Divide) return undefined;
  const [s, t] = [g.a(quotient), g.b(quotient)];
  if (t === w) return assuming(g, t, s);
  if (g.isNumber(s)) return multiply(g, s, divide(g, w, t));
  const base = powerBase(g, t);
  if (base !== powerBase(g, w)) return undefined;
  const [m, n] = [powerExponent(g, t), powerExponent(g, w)];
  assuming(g, base, base);
  return m > n ? divide(g, s, power(g, base, g.integer(m - n))) : multiply(g, s, power(g, base, g.integer(n - m)));
}

function multiplyPowers(g: Graph, a: NodeId, b: NodeId): NodeId | undefined {
  const base = powerBase(g, a);
  if (base !== powerBase(g, b)) return undefined;
  return power(g, base, g.integer(powerExponent(g, a) + powerExponent(g, b)));
}

/** m where `id` is uᵐ with a positive integer m (and no astronomic one), else 1. */
function powerExponent(g: Graph, id: NodeId): number {
  if (g.op(id) !== Op.Power) return 1;
  const m = g.valueOf(g.b(id));
  return m !== undefined && Number.isSafeInteger(m) && m > 0 && m < 2 ** 50 ? m : 1;
}

/** u where `id` is uᵐ with such an exponent m > 1, else `id`. */
const powerBase = (g: Graph, id: NodeId): NodeId => (powerExponent(g, id) > 1 ? g.a(id) : id);

export function divide(g: Graph, a: NodeId, b: NodeId): NodeId {
  if (g.isNumber(b)) return divideByNumber(g, a, b);
  if (is(g, a, 0)) return assuming(g, b, a);
  if (a === b) return assuming(g, b, g.integer(1));
  if (isNegativeNumber(g, a)) return negate(g, divide(g, negate(g, a), b));
  const [u, v] = [uncoefficiented(g, a), uncoefficiented(g, b)];
  if (v !== b) return divide(g, multiply(g, divide(g, coefficient(g, a), coefficient(g, b)), u), v);
  if (u === v) return assuming(g, v, coefficient(g, a));
  if (u !== a) return multiply(g, coefficient(g, a), divide(g, u, v));
  if (g.op(b) === Op.Divide) return divide(g, multiply(g, a, assuming(g, g.b(b), g.b(b))), g.a(b));
  if (g.op(a) === Op.Multiply && g.a(a) === b) return assuming(g, b, g.b(a));
  if (g.op(a) === Op.Multiply && g.b(a) === b) return assuming(g, b, g.a(a));
  if (g.op(b) === Op.Multiply && g.a(b) === a) return assuming(g, a, divide(g, g.integer(1), g.b(b)));
  if (g.op(b) === Op.Multiply && g.b(b) === a) return assuming(g, a, divide(g, g.integer(1), g.a(b)));
  return dividePowers(g, a, b) ?? lift(g, a, b, Op.Divide, divide) ?? g.intern(Op.Divide, a, b);
}

function divideByNumber(g: Graph, a: NodeId, b: NodeId): NodeId {
  const { exact: value, value: double, spelling } = g.numberOf(b);
  // What is divided by 0 is kept, for its condition 0 ≠ 0 to be seen.
  if (double === 0) return lift(g, a, b, Op.Divide, divide) ?? g.intern(Op.Divide, a, b);
  if (g.isNumber(a))
    return fold(
      g,
      Op.Divide,
      a,
      b,
      (x, y) => exact.multiply(x, exact.reciprocal(y)),
      (x, y) => x / y,
    );
  const factor = value ? styledRational(g, exact.reciprocal(value), spelling) : g.double(1 / double);
  return multiply(g, factor, a);
}

/** uᵐ/uⁿ, and (s/uᵐ)/uⁿ. */
function dividePowers(g: Graph, a: NodeId, b: NodeId): NodeId | undefined {
  const [other, n] = [powerBase(g, b), powerExponent(g, b)];
  if (g.op(a) === Op.Divide) {
    if (powerBase(g, g.b(a)) !== other) return undefined;
    return divide(g, g.a(a), power(g, other, g.integer(powerExponent(g, g.b(a)) + n)));
  }
  const base = powerBase(g, a);
  if (base !== other) return undefined;
  const m = powerExponent(g, a);
  assuming(g, base, base);
  return m > n ? power(g, base, g.integer(m - n)) : divide(g, g.integer(1), power(g, base, g.integer(n - m)));
}

export function power(g: Graph, base: NodeId, exponent: NodeId): NodeId {
  if (g.isNumber(exponent)) {
    const known = g.isNumber(base) ? numberPower(g, base, exponent) : undefined;
    const result = known ?? constantPower(g, base, exponent);
    if (result !== undefined) return result;
  }
  if (is(g, base, 1)) return dropping(g, exponent, base);
  if (g.op(base) === Op.Constant && base === constant(g, 'e')) return call(g, 'exp', exponent);
  return g.intern(Op.Power, base, exponent);
}

/** A number to the power of a number, where that is a number again. */
function numberPower(g: Graph, base: NodeId, exponent: NodeId): NodeId | undefined {
  const [b, n] = [g.numberOf(base), g.numberOf(exponent)];
  if (!b.exact || !n.exact) return g.double(b.value ** n.value);
  const { numerator, denominator } = n.exact;
  if (b.exact.numerator < 0n && denominator !== 1n) return undefined;
  const root = denominator === 1n ? b.exact : denominator < 64n ? exact.root(b.exact, denominator) : undefined;
  const value = root && exact.power(root, numerator);
  return value ? styledRational(g, value, b.spelling) : undefined;
}

/** uⁿ for a number n; `undefined` where it stays a power. */
function constantPower(g: Graph, base: NodeId, exponent: NodeId): NodeId | undefined {
  const { exact: n, value } = g.numberOf(exponent);
  if (value === 0) return dropping(g, base, g.integer(1));
  if (value === 1) return base;
  if (value === 0.5) return call(g, 'sqrt', base);
  if (value < 0 && Number.isFinite(value)) return divide(g, g.integer(1), power(g, base, negate(g, exponent)));
  return n && exact.isInteger(n) ? positiveIntegerPower(g, base, exponent, n.numerator) : undefined;
}

/** uⁿ for an integer n > 1. */
function positiveIntegerPower(g: Graph, base: NodeId, exponent: NodeId, n: bigint): NodeId | undefined {
  const [a, b] = [g.a(base), g.b(base)];
  const double = g.numberOf(exponent).value;
  const even = Number.isSafeInteger(double) ? double % 2 === 0 : n % 2n === 0n;
  switch (g.op(base)) {
    case Op.Negate:
      return even ? power(g, a, exponent) : negate(g, power(g, a, exponent));
    case Op.Power: {
      const m = g.exactOf(b);
      // (u^(3/2))² is defined for u ≥ 0 only, u³ everywhere.
      return m ? dropping(g, base, power(g, a, multiply(g, b, exponent))) : undefined;
    }
    case Op.Multiply:
      return g.exactOf(a) ? multiply(g, power(g, a, exponent), power(g, b, exponent)) : undefined;
    case Op.Divide:
      return g.exactOf(a) ? divide(g, power(g, a, exponent), power(g, b, exponent)) : undefined;
    default:
  }
  const name = functionRows[g.op(base) - FIRST_FUNCTION]?.name;
  // (√u)² = u where u ≥ 0, which √u has asked for; |u|² = u².
  if (name === 'sqrt' && even) return dropping(g, base, power(g, a, g.rational(exact.rational(n, 2n))));
  if (name === 'cbrt' && n % 3n === 0n) return power(g, a, g.rational(exact.rational(n, 3n)));
  if (name === 'abs' && even) return power(g, a, exponent);
  return undefined;
}

/** A function of the table. Throws a RangeError for a name that it does not have. */
export function call(g: Graph, name: string, ...args: NodeId[]): NodeId {
  const index = functionIndex(name);
  const row = functionRows[index];
  if (row === undefined || args.length !== row.arity)
    throw new RangeError(`no function ${name} of ${args.length} arguments`);
  const [first, second = NONE, third = NONE] = args as [NodeId, NodeId?, NodeId?];
  const swap = row.symmetric === true && first > second;
  const a = swap ? second : first;
  const b = swap ? first : second;
  const folded = row.fold?.(g, [a, b, third]) ?? (row.arity === 1 ? foldUnary(g, row, a) : undefined);
  if (folded !== undefined) return folded;
  if (isInexactCall(g, a, b, third))
    return g.double(row.value(g.valueOf(a) ?? NaN, g.valueOf(b) ?? NaN, g.valueOf(third) ?? NaN));
  return g.intern(FIRST_FUNCTION + index, a, b, third);
}

/** Whether all arguments are numbers, and one of them has no exact value: then the result has none either. */
function isInexactCall(g: Graph, a: NodeId, b: NodeId, c: NodeId): boolean {
  if (!g.isNumber(a) || (b !== NONE && !g.isNumber(b)) || (c !== NONE && !g.isNumber(c))) return false;
  return [a, b, c].some((argument) => argument !== NONE && g.exactOf(argument) === null);
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

/** `then` where the condition holds, `otherwise` elsewhere. */
export function select(g: Graph, condition: NodeId, then: NodeId, otherwise: NodeId): NodeId {
  if (isTrue(g, condition)) return then;
  if (isFalse(g, condition)) return otherwise;
  if (then === otherwise) return dropping(g, condition, then);
  if (g.op(condition) === Op.Not) return select(g, g.a(condition), otherwise, then);
  // What is inside a branch already knows the condition.
  if (g.op(then) === Op.Select && g.a(then) === condition) return select(g, condition, g.b(then), otherwise);
  if (g.op(otherwise) === Op.Select && g.a(otherwise) === condition) return select(g, condition, then, g.c(otherwise));
  // One condition instead of two for what is 0 elsewhere.
  if (g.op(then) === Op.Select && g.c(then) === otherwise && isTotalNode(g, g.a(then)))
    return select(g, and(g, condition, g.a(then)), g.b(then), otherwise);
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
  if (isTotalNode(g, dropped)) return result;
  const known = g.dropped.get(dropped);
  if (known === undefined) g.dropped.set(dropped, g.guard);
  else if (known !== g.guard) g.dropped.set(dropped, known === null || g.guard === null ? null : or(g, known, g.guard));
  return result;
}

/** The result, under the condition that `nonzero` is not 0. */
export function assuming(g: Graph, nonzero: NodeId, result: NodeId): NodeId {
  dropping(g, nonzero, result);
  if (isNonzero(g, nonzero)) return result;
  const condition = conditions.notEqual(g, nonzero, g.integer(0));
  g.assumptions.add(g.guard === null ? condition : or(g, not(g, g.guard), condition));
  return result;
}
