/** The tasks of the benchmark: straight-line programs whose outputs are differentiated. */
import { parse, type MathNode } from 'mathjs';
import { add, call, divide, literal, multiply, negate, power, subtract } from '../src/calculus/construct';
import { Graph, type NodeId } from '../src/calculus/graph';
import definitions from './tasks.json';

export interface Task {
  readonly name: string;
  /** The variables to differentiate by. */
  readonly vars: readonly string[];
  readonly params: readonly string[];
  /** Assignments, each `[name, expression]`, then the outputs in terms of them. */
  readonly slp: readonly (readonly [string, string])[];
  readonly outs: readonly string[];
  readonly kind: 'jacobian' | 'hessian';
  readonly point: Readonly<Record<string, number>>;
}

export const tasks = definitions as unknown as readonly Task[];

/** A task as parsed expressions: reading its text is not part of any engine's time. */
export interface ParsedTask extends Task {
  readonly assignments: readonly { readonly name: string; readonly value: MathNode }[];
  readonly outputs: readonly MathNode[];
}

export const parsed = (task: Task): ParsedTask => ({
  ...task,
  assignments: task.slp.map(([name, text]) => ({ name, value: parse(text) })),
  outputs: task.outs.map((text) => parse(text)),
});

export interface Built {
  readonly graph: Graph;
  readonly outputs: readonly NodeId[];
  readonly inputs: readonly NodeId[];
  /** Values of all symbols at the task's point. */
  readonly values: ReadonlyMap<NodeId, number>;
}

/** The task as a compute graph. */
export function build(task: ParsedTask): Built {
  const graph = new Graph();
  const names = new Map<string, NodeId>();
  for (const name of [...task.vars, ...task.params]) names.set(name, graph.symbol(name));
  for (const { name, value } of task.assignments) names.set(name, nodeOf(graph, value, names));
  const outputs = task.outputs.map((output) => nodeOf(graph, output, names));
  const inputs = task.vars.map((name) => names.get(name) as NodeId);
  const values = new Map(
    [...task.vars, ...task.params].map((name) => [names.get(name) as NodeId, task.point[name] ?? NaN]),
  );
  return { graph, outputs, inputs, values };
}

const binary = { '+': add, '-': subtract, '*': multiply, '/': divide, '^': power } as const;

interface Parts {
  readonly type: string;
  readonly value?: unknown;
  readonly name?: string;
  readonly op?: string;
  readonly fn?: { readonly name: string };
  readonly args?: readonly MathNode[];
  readonly content?: MathNode;
}

function nodeOf(g: Graph, node: MathNode, names: ReadonlyMap<string, NodeId>): NodeId {
  const { type, value, name, op, fn, args = [], content } = node as unknown as Parts;
  const operands = args.map((arg) => nodeOf(g, arg, names));
  if (type === 'ParenthesisNode' && content) return nodeOf(g, content, names);
  if (type === 'ConstantNode') return literal(g, String(value));
  if (type === 'SymbolNode' && name !== undefined && names.has(name)) return names.get(name) as NodeId;
  if (type === 'FunctionNode' && fn) return call(g, fn.name, ...operands);
  const [a, b] = operands;
  if (type === 'OperatorNode' && a !== undefined && b === undefined && op === '-') return negate(g, a);
  if (type === 'OperatorNode' && a !== undefined && b !== undefined && op && op in binary)
    return binary[op as keyof typeof binary](g, a, b);
  throw new Error(`cannot read ${node.toString()}`);
}
