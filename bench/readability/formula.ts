/** Formulas of books and of other engines as terms, so that all are measured in one way. */
import { parse, type MathNode } from 'mathjs';
import type { Term } from '../../src/calculus/view/term';

interface Parts {
  readonly type: string;
  readonly value?: unknown;
  readonly name?: string;
  readonly op?: string;
  readonly fn?: { readonly name: string };
  readonly args?: readonly MathNode[];
  readonly content?: MathNode;
  readonly items?: readonly MathNode[];
  readonly object?: MathNode;
  readonly index?: { readonly dimensions: readonly MathNode[] };
}

const functionNames: Readonly<Record<string, string>> = {
  arcsin: 'asin',
  arccos: 'acos',
  arctan: 'atan',
  arctan2: 'atan2',
  ln: 'log',
};

/** Python's spelling of a formula as mathjs reads it: powers, and functions without their module. */
export const withoutPython = (text: string): string => text.replaceAll('**', '^').replace(/\b(?:np|math|sympy)\./g, '');

export const parseFormula = (text: string): MathNode => parse(withoutPython(text));

/** The parts of a list, or the formula alone. */
export function listOf(node: MathNode): readonly MathNode[] {
  const { type, items, fn, args, content } = node as unknown as Parts;
  if (type === 'ArrayNode' && items) return items;
  if (type === 'ParenthesisNode' && content) return listOf(content);
  if (type === 'FunctionNode' && fn?.name === 'array' && args?.[0]) return listOf(args[0]);
  return [node];
}

/** The elements of vectors as plain symbols for engines that know no vectors: x[0] is x__0. */
export const elementName = (variable: string, index: number): string => `${variable}__${index}`;

export function scalarised(node: MathNode): MathNode {
  return node.transform((inner) => {
    const element = elementOf(inner);
    return element ? parse(elementName(element.variable, element.index)) : inner;
  });
}

function elementOf(node: MathNode): { variable: string; index: number } | undefined {
  const { type, object, index } = node as unknown as Parts;
  if (type !== 'AccessorNode') return undefined;
  const [dimension] = index?.dimensions ?? [];
  return {
    variable: (object as unknown as Parts).name ?? '',
    index: Number((dimension as unknown as Parts).value),
  };
}

export function termOf(node: MathNode): Term {
  const { type, value, name, op, fn, args = [], content } = node as unknown as Parts;
  const element = elementOf(node);
  if (element) return symbol(element.variable, [element.index]);
  if (type === 'ParenthesisNode' && content) return termOf(content);
  if (type === 'ConstantNode') return number(String(value));
  if (type === 'SymbolNode' && name !== undefined) {
    const vector = /^(\w+?)__(\d+)$/.exec(name);
    if (vector) return symbol(vector[1] as string, [Number(vector[2])]);
    return name === 'pi' ? { kind: 'constant', name: 'pi' } : symbol(name, []);
  }
  const operands = args.map(termOf);
  if (type === 'FunctionNode' && fn) {
    const own = functionNames[fn.name] ?? fn.name;
    return { kind: 'call', name: own, arguments: operands };
  }
  const [a, b] = operands;
  if (type === 'OperatorNode' && a && !b && op === '-') return negative(a);
  if (type === 'OperatorNode' && a && b) {
    if (op === '+') return sum([...addends(a), ...addends(b)]);
    if (op === '-') return sum([...addends(a), negative(b)]);
    // −a·b is −(a·b).
    if (op === '*' && a.kind === 'negative') return negative(product(a.operand, b));
    if (op === '*') return product(a, b);
    if (op === '/' && a.kind === 'negative') return negative(quotient(a.operand, b));
    if (op === '/') return quotient(a, b);
    if (op === '^') return power(a, b);
  }
  throw new Error(`cannot read ${node.toString()}`);
}

const symbol = (variable: string, index: readonly number[]): Term => ({
  kind: 'symbol',
  name: index.length > 0 ? `${variable}[${index.join()}]` : variable,
  variable,
  index,
  node: -1,
});

const number = (text: string): Term => ({
  kind: 'number',
  exact: /^\d+$/.test(text) ? { numerator: BigInt(text), denominator: 1n } : null,
  value: Number(text),
  spelling: /^\d+$/.test(text) ? null : text,
});

const negative = (operand: Term): Term =>
  operand.kind === 'negative' ? operand.operand : { kind: 'negative', operand };
const addends = (term: Term): readonly Term[] => (term.kind === 'sum' ? term.terms : [term]);
const sum = (terms: readonly Term[]): Term => ({ kind: 'sum', terms });
const factors = (term: Term): readonly Term[] => (term.kind === 'product' ? term.factors : [term]);

/** A fraction takes the factors beside it above its bar, as it is set in print. */
function product(a: Term, b: Term): Term {
  if (b.kind === 'negative') return negative(product(a, b.operand));
  if (a.kind === 'quotient' && b.kind === 'quotient')
    return quotient(product(a.numerator, b.numerator), product(a.denominator, b.denominator));
  if (a.kind === 'quotient') return quotient(product(a.numerator, b), a.denominator);
  if (b.kind === 'quotient') return quotient(product(a, b.numerator), b.denominator);
  const all = [...factors(a), ...factors(b)].filter((factor) => !(factor.kind === 'number' && factor.value === 1));
  const [only] = all;
  return all.length === 1 && only ? only : { kind: 'product', factors: all };
}

const quotient = (numerator: Term, denominator: Term): Term =>
  numerator.kind === 'quotient'
    ? quotient(numerator.numerator, product(numerator.denominator, denominator))
    : { kind: 'quotient', numerator, denominator };

function power(base: Term, exponent: Term): Term {
  const isHalf =
    exponent.kind === 'quotient' &&
    exponent.numerator.kind === 'number' &&
    exponent.numerator.value === 1 &&
    exponent.denominator.kind === 'number' &&
    exponent.denominator.value === 2;
  if (isHalf) return { kind: 'call', name: 'sqrt', arguments: [base] };
  if (exponent.kind === 'negative') return quotient(number('1'), power(base, exponent.operand));
  if (exponent.kind === 'number' && exponent.value === 1) return base;
  return { kind: 'power', base, exponent };
}
