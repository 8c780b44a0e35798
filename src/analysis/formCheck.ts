/** Whether matrix notation means what the entries mean: numbers of both at random points. */
import { evaluate } from '../calculus/evaluate';
import type { NodeId } from '../calculus/graph';
import { evaluateMatrix } from '../calculus/tensor/evaluate';
import type { Dense } from '../calculus/tensor/evaluate';
import type { MatrixTerm } from '../calculus/tensor/matrixTerm';
import type { NamedTerm } from '../calculus/tensor/naming';
import { randomSequence } from '../numerics/sampling';
import type { Traced, TracedInput } from '../tracing/traced';
import type { Differentiated } from './differentiated';

/** Points with numbers that must agree, and points that are tried for them. */
const WANTED = 4;
const MOST_TRIED = { least: 60, most: 500 };
/** Numbers worked out for them, where conditions are seldom met. */
const MOST_EVALUATED = 400_000;
/** Relative to the greatest entry: entries of an inverse of a nearly singular matrix have lost as many digits. */
const TOLERANCE = 1e-7;
const LARGEST = 1e8;

/** All signs, positive, within (0, 1): so that most domains are met. */
const SPREADS: readonly ((random: () => number) => number)[] = [
  (random) => (random() < 0.5 ? -1 : 1) * (0.2 + 1.6 * random()),
  (random) => 0.2 + 2 * random(),
  (random) => 0.05 + 0.9 * random(),
];

/**
 * Compares the form with the part of the derivative that belongs to one argument.
 *
 * @param sizes what the form's named sizes are in this trace.
 * @param definitions what names in the form stand for, each with those before it.
 */
export function agreesWithEntries(
  term: MatrixTerm,
  differentiated: Differentiated,
  argument: string,
  sizes: ReadonlyMap<string, number>,
  definitions: readonly NamedTerm[] = [],
): boolean {
  const { traced, matrix } = differentiated;
  const block = blockOf(differentiated, argument);
  if (!block) return false;
  const width = block.end - block.start;
  const entries = matrix.entries.filter(({ column }) => column >= block.start && column < block.end);
  const expected: Expected = {
    nodes: entries.map(({ node }) => node),
    rows: block.shape[0],
    valuesOf(at) {
      const values = new Array<number>(block.rows * width).fill(0);
      for (const { row, column, node } of entries) values[row * width + column - block.start] = at(node);
      return values;
    },
  };
  return agrees(term, traced, expected, sizes, definitions);
}

/** Compares the form with the function's own value. */
export function agreesWithValue(
  term: MatrixTerm,
  traced: Traced,
  sizes: ReadonlyMap<string, number>,
  definitions: readonly NamedTerm[],
): boolean {
  const { outputs, output } = traced;
  if (output.sizes.length > 2) return false;
  const expected: Expected = { nodes: [], rows: output.sizes[0] ?? 1, valuesOf: (at) => outputs.map(at) };
  return agrees(term, traced, expected, sizes, definitions);
}

/** What a form has to come to. */
interface Expected {
  /** What is needed for it beside the function's value. */
  readonly nodes: readonly NodeId[];
  readonly rows: number | undefined;
  /** Row by row. */
  readonly valuesOf: (at: (node: NodeId) => number) => readonly number[];
}

function agrees(
  term: MatrixTerm,
  traced: Traced,
  { nodes, rows, valuesOf }: Expected,
  sizes: ReadonlyMap<string, number>,
  definitions: readonly NamedTerm[],
): boolean {
  const random = randomSequence(20_260_101);
  const roots = [...traced.outputs, ...traced.conditions, ...nodes];
  const tries = Math.min(MOST_TRIED.most, Math.max(MOST_TRIED.least, MOST_EVALUATED / roots.length / 10));
  let seen = 0;
  for (let turn = 0; turn < tries && seen < WANTED; turn += 1) {
    const symbols = new Map<NodeId, number>();
    const variables = new Map<string, Dense>();
    for (const input of traced.inputs) {
      if (!input.numeric) continue;
      const values = input.symbols.map(() => (SPREADS[turn % SPREADS.length] as (typeof SPREADS)[0])(random));
      // Matrices of which roots, logarithms and inverses are taken are positive definite in every other round.
      if (turn % 2 === 1) strengthen(values, input);
      input.symbols.forEach((symbol, i) => symbols.set(symbol, values[i] as number));
      variables.set(input.name, denseOf(values, input.sizes));
    }
    const found = evaluate(traced.graph, roots, symbols);
    const at = (node: NodeId): number => found[node] as number;
    if (traced.conditions.some((condition) => at(condition) !== 1)) continue;
    if (!traced.outputs.every((node) => Number.isFinite(at(node)))) continue;
    const expected = valuesOf(at);
    // As many as there are entries: too many for the arguments of a call.
    const size = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (!expected.every(Number.isFinite) || size > LARGEST) continue;
    for (const { name, value } of definitions) variables.set(name, evaluateMatrix(value, { variables, sizes }));
    const made = evaluateMatrix(term, { variables, sizes });
    if (made.values.length !== expected.length || made.rows !== rows) return false;
    if (!made.values.every((value, i) => Math.abs(value - (expected[i] as number)) <= TOLERANCE * (1 + size)))
      return false;
    seen += 1;
  }
  return seen >= WANTED;
}

const denseOf = (values: readonly number[], sizes: readonly number[]): Dense => ({
  rows: sizes[0] ?? 1,
  columns: sizes[1] ?? 1,
  values,
});

function strengthen(values: number[], { sizes: [rows = 0, columns = 0, third] }: TracedInput): void {
  if (rows !== columns || third !== undefined) return;
  for (let i = 0; i < rows; i += 1) values[i * columns + i] = Math.abs(values[i * columns + i] as number) + 2 * rows;
}

/** The columns of an argument, and the shape of the derivative by it. */
function blockOf(
  { wrt, kind, matrix }: Differentiated,
  argument: string,
): { start: number; end: number; rows: number; shape: readonly number[] } | undefined {
  let start = 0;
  for (const { name, sizes, symbols } of wrt) {
    const end = start + symbols.length;
    if (name === argument) {
      if (kind === 'hessian' && wrt.length > 1) return undefined;
      const isRow = kind === 'gradient' || kind === 'derivative';
      const shape = isRow ? [sizes[0] ?? 1, sizes[1] ?? 1] : [matrix.rows, end - start];
      return { start, end, rows: isRow ? 1 : matrix.rows, shape };
    }
    start = end;
  }
  return undefined;
}
