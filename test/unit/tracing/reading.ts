/** Python texts to traces, and traces to numbers, for the tests of `tracing/`. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { evaluate } from '../../../src/calculus/evaluate';
import type { NodeId } from '../../../src/calculus/graph';
import type { LanguageParser } from '../../../src/languages/language';
import type { Definition, Program } from '../../../src/languages/program';
import { python } from '../../../src/languages/python/language';
import type { GivenValue, Traced, TraceRequest, TraceResult } from '../../../src/tracing/traced';
import { trace } from '../../../src/tracing/trace';

const require = createRequire(import.meta.url);
const shipped: Readonly<Record<string, string>> = {
  'web-tree-sitter.wasm': require.resolve('web-tree-sitter/web-tree-sitter.wasm'),
  'tree-sitter-python.wasm': require.resolve('tree-sitter-python/tree-sitter-python.wasm'),
};

const parser: LanguageParser = await python.createParser((file) =>
  Promise.resolve(new Uint8Array(readFileSync(shipped[file] ?? file))),
);

export const read = (text: string): Program => parser.parse(text).program;

export const budget = { milliseconds: 20_000, steps: 1_000_000, nodes: 300_000 };

export function definitionOf(program: Program, name: string): Definition {
  const found = program.definitions.find((definition) => definition.name === name);
  if (!found)
    throw new Error(`no ${name} among ${program.definitions.map((definition) => definition.name).join(', ')}`);
  return found;
}

export function traceText(text: string, name = 'f', request: Partial<TraceRequest> = {}): TraceResult {
  const program = read(text);
  return trace(program, definitionOf(program, name), python, { wrt: null, given: {}, budget, ...request });
}

/** The trace of a text that must be understood. */
export function traced(text: string, name = 'f', request: Partial<TraceRequest> = {}): Traced {
  const result = traceText(text, name, request);
  if (!result.ok) {
    const { start, end } = result.reason.span;
    throw new Error(`${name}: ${result.reason.message} at ${JSON.stringify(text.slice(start, end))}`);
  }
  return result.traced;
}

export type Numbers = number | readonly Numbers[];

export const flatten = (value: Numbers): number[] => (typeof value === 'number' ? [value] : value.flatMap(flatten));

export const shapeOf = (value: Numbers): number[] =>
  typeof value === 'number' ? [] : [value.length, ...(value[0] === undefined ? [] : shapeOf(value[0]))];

export function given(value: Numbers): GivenValue {
  const sizes = shapeOf(value);
  return sizes.length === 0
    ? { kind: 'number', value: flatten(value)[0] as number }
    : { kind: 'array', sizes, values: flatten(value), integer: false };
}

/** The outputs' values at a point: arguments by name. */
export function valuesAt(result: Traced, point: Readonly<Record<string, Numbers>>): number[] {
  const symbols = new Map<NodeId, number>();
  for (const [name, value] of Object.entries(point)) {
    const input = result.inputs.find((candidate) => candidate.name === name);
    const numbers = flatten(value);
    if (!input || input.symbols.length !== numbers.length)
      throw new Error(`${name} has the sizes ${input?.sizes.join(' × ')}, and the point has ${numbers.length} numbers`);
    input.symbols.forEach((symbol, i) => symbols.set(symbol, numbers[i] as number));
  }
  const values = evaluate(result.graph, result.outputs, symbols);
  return result.outputs.map((node) => values[node] as number);
}

/** `x: n, A: n m` for what the trace found. */
export const shapesOf = (result: Traced): Record<string, readonly (number | string)[]> =>
  Object.fromEntries(result.inputs.filter((input) => input.numeric).map((input) => [input.name, input.shape]));
