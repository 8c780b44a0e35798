/** What the whole way from a file's text to the reader makes of a textbook function. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { namedValues } from '../../src/analysis/values';
import { jacobian } from '../../src/calculus/differentiate/jacobian';
import type { Term, View } from '../../src/calculus/view/term';
import { view } from '../../src/calculus/view/view';
import { python } from '../../src/languages/python/language';
import { trace } from '../../src/tracing/trace';
import type { TextbookFunction } from './table';

const required = createRequire(join(process.cwd(), 'package.json'));
const shipped: Readonly<Record<string, string>> = {
  'web-tree-sitter.wasm': 'web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-python.wasm': 'tree-sitter-python/tree-sitter-python.wasm',
};

const parser = python.createParser((file) => readFile(required.resolve(shipped[file] ?? file)));

export interface Shown {
  readonly view: View;
  /** As `TextbookFunction.slopes`. */
  readonly slopes: readonly (readonly Term[])[];
  /** Names that the source has for values. */
  readonly sourceNames: ReadonlySet<string>;
}

const zero: Term = { kind: 'number', exact: { numerator: 0n, denominator: 1n }, value: 0, spelling: null };
const BUDGET = { milliseconds: 5000, steps: 100_000, nodes: 100_000 };

/** Throws where the function is not understood: every function of the table is to be. */
export async function shown(entry: TextbookFunction, imports: string, budgetMilliseconds: number): Promise<Shown> {
  const { program } = (await parser).parse(`${imports}\n\n${entry.text}\n`);
  const definition = program.definitions.find(({ name }) => name === entry.name);
  if (!definition) throw new Error(`${entry.name} is not in its own text`);
  const result = trace(program, definition, python, { wrt: null, given: {}, budget: BUDGET });
  if (!result.ok) throw new Error(`${entry.name}: ${result.reason.message}`);
  const { graph, outputs, inputs } = result.traced;
  const columns = entry.slopes.map(({ by }) => inputs.find((input) => input.name === by)?.symbols ?? []);
  const matrix = jacobian(graph, outputs, columns.flat());
  const made = view(
    graph,
    matrix.entries.map(({ node }) => node),
    { budgetMilliseconds, values: namedValues(result.traced, { digits: 6, indices: 'source' }) },
  );
  const places = new Map(matrix.entries.map(({ row, column }, i) => [`${row},${column}`, made.entries[i] as Term]));
  let first = 0;
  const slopes = columns.map((elements) => {
    const start = first;
    first += elements.length;
    return outputs.flatMap((_, row) => elements.map((__, k) => places.get(`${row},${start + k}`) ?? zero));
  });
  return { view: made, slopes, sourceNames: new Set(graph.names.values()) };
}
