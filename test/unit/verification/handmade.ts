/** Traces made by hand, from expressions as text. */
import { rowOf } from '../../../src/calculus/functions/table';
import { namedConstants, Op } from '../../../src/calculus/operations';
import { Graph } from '../../../src/calculus/graph';
import type { NodeId } from '../../../src/calculus/graph';
import type { SourcePoint, Traced, TracedInput } from '../../../src/tracing/traced';
import { checkPair } from '../../../src/verification/check';
import type { PairVerdict } from '../../../src/verification/check';
import type { Pair } from '../../../src/verification/pairing';
import { Expressions } from './expression';

export interface Function_ {
  /** Name to shape; `n=3` is a symbolic size with the size used. `name?` has a default value. */
  readonly inputs: Readonly<Record<string, readonly (number | string)[]>>;
  readonly outputs: readonly string[];
  /** Default: a scalar for one output, else a vector. */
  readonly sizes?: readonly number[];
  readonly conditions?: readonly string[];
  readonly points?: readonly SourcePoint[];
}

const sizeOf = (size: number | string): number => (typeof size === 'number' ? size : Number(size.split('=')[1]));

export function traced({ inputs, outputs, sizes, conditions = [], points = [] }: Function_): Traced {
  const graph = new Graph();
  const expressions = new Expressions(graph);
  const known = Object.entries(inputs).map(([label, shape]): TracedInput => {
    const name = label.replace('?', '');
    const actual = shape.map(sizeOf);
    const count = actual.reduce((product, size) => product * size, 1);
    const symbols = Array.from({ length: count }, (_, k) => {
      if (shape.length === 0) return graph.symbol(name);
      const index = actual.length === 1 ? [k] : [Math.floor(k / (actual[1] as number)), k % (actual[1] as number)];
      return graph.symbol(`${name}[${index.join(', ')}]`, { variable: name, index });
    });
    symbols.forEach((symbol) => expressions.symbols.set(graph.symbolOf(symbol).name, symbol));
    return {
      name,
      sizes: actual,
      shape: shape.map((size) => (typeof size === 'number' ? size : (size.split('=')[0] as string))),
      symbols,
      numeric: true,
      isAttribute: name.startsWith('self.'),
      hasDefault: label.endsWith('?'),
    };
  });
  const nodes = outputs.map((text) => expressions.read(text));
  const shape = sizes ?? (outputs.length === 1 ? [] : [outputs.length]);
  return {
    graph,
    inputs: known,
    output: { shape, sizes: shape },
    outputs: nodes,
    parts: [{ name: 'f', sizes: shape, offset: 0 }],
    outputSpans: nodes.map((_, k) => ({ start: 10 * k, end: 10 * k + 5 })),
    conditions: conditions.map((text) => expressions.read(text)),
    holes: [],
    notes: [],
    points,
  };
}

export const pair = (more: Partial<Pair> = {}): Pair => ({
  primal: 'f',
  derivative: 'f_grad',
  order: 1,
  evidence: { kind: 'name', strong: true, text: 'the name f_grad says: derivative of f' },
  wrt: null,
  product: false,
  parts: { primal: null, derivative: null },
  views: { primal: null, derivative: null },
  intended: false,
  span: { start: 0, end: 6 },
  ...more,
});

export function check(f: Function_, df: Function_, more: Partial<Pair> = {}): PairVerdict {
  const request = { pair: pair(more), primal: traced(f), derivative: traced(df), print, budgetMilliseconds: 1500 };
  return checkPair(request);
}

/** A plain printer, with parentheses around every operand that is no atom. */
export function print(g: Graph, id: NodeId): string {
  const part = (operand: NodeId): string => {
    const text = print(g, operand);
    return /^[\w.[\], ]+$|^\w+\(.*\)$/.test(text) ? text : `(${text})`;
  };
  const [a, b, c] = [g.a(id), g.b(id), g.c(id)];
  const infix: Readonly<Record<number, string>> = {
    [Op.Add]: '+',
    [Op.Subtract]: '-',
    [Op.Multiply]: '*',
    [Op.Divide]: '/',
    [Op.Power]: '^',
    [Op.Less]: '<',
    [Op.LessOrEqual]: '<=',
    [Op.Equal]: '==',
    [Op.NotEqual]: '!=',
    [Op.And]: 'and',
    [Op.Or]: 'or',
  };
  const op = g.op(id);
  const row = rowOf(g, id);
  if (row)
    return `${row.name}(${[a, b, c]
      .slice(0, row.arity)
      .map((argument) => print(g, argument))
      .join(', ')})`;
  if (op === Op.Number) return String(g.numberOf(id).value);
  if (op === Op.Symbol) return g.symbolOf(id).name;
  if (op === Op.Constant) return namedConstants[a]?.name ?? '?';
  if (op === Op.Negate) return `-${part(a)}`;
  if (op === Op.Select) return `${part(a)} ? ${part(b)} : ${part(c)}`;
  if (op === Op.Hole)
    return `${g.holeOf(id).name}(${g
      .argumentsOf(id)
      .map((argument) => print(g, argument))
      .join(', ')})`;
  const sign = infix[op];
  return sign ? `${part(a)}${sign}${part(b)}` : `node ${id}`;
}
