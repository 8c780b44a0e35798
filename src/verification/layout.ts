/**
 * The ways in which a hand-written derivative can be laid out: for each, what every returned number should be. A
 * hypothesis is a choice of the variables and of a layout.
 */
import { add, divide, multiply, sum } from '../calculus/construct';
import { symbolsOf } from '../calculus/dependencies';
import { hessian } from '../calculus/differentiate/hessian';
import { jacobian } from '../calculus/differentiate/jacobian';
import type { Graph, NodeId } from '../calculus/graph';
import { toRows } from '../calculus/matrix';
import { seedOf } from './merge';
import type { Merged, MergedInput } from './merge';
import type { Pair } from './pairing';
import { variableChoices } from './variables';
import type { Variables } from './variables';

export interface Hypothesis {
  readonly variables: Variables;
  /** For people: `m × n`, `transposed`, `elementwise`. */
  readonly layout: string;
  /** One for each number returned. */
  readonly expected: readonly NodeId[];
  readonly found: readonly NodeId[];
  /**
   * `plain`: what anybody would expect; if nothing fits, a difference is told from here. `noted`: another layout, that
   * is as good. `excuse`: what is no derivative in full, but was certainly meant; it is said, and nothing is judged.
   */
  readonly kind: 'plain' | 'noted' | 'excuse';
  /** The argument holds the output of the function: `s * (1 - s)`. */
  readonly ofOutput: boolean;
}

/** More entries than these are not compared. */
export const LARGEST_COMPARISON = 4096;

/** What a softmax "derivative" usually is: shaped as the argument, without the entries beside the diagonal. */
export const DIAGONAL = 'only the diagonal of the Jacobian';

/** Everything that the layouts need of a function. */
interface Shapes {
  readonly g: Graph;
  /** rows[i][j] = ∂fᵢ/∂xⱼ. */
  readonly rows: readonly (readonly NodeId[])[];
  readonly m: number;
  readonly n: number;
  readonly outputSizes: readonly number[];
  readonly inputSizes: readonly number[];
  readonly foundSizes: readonly number[];
  readonly count: number;
}

type Layout = { readonly name: string; readonly expected: readonly NodeId[]; readonly kind: Hypothesis['kind'] };

export function hypotheses(merged: Merged, pair: Pair): Hypothesis[] {
  const all = variableChoices(merged, pair);
  const seed = passedBack(merged, pair);
  if (seed) return all.flatMap((variables) => ofPassedBack(merged, variables, seed));
  const direct = all.flatMap((variables) => ofVariables(merged, pair, variables));
  const ofOutput = all.flatMap((variables) => inTermsOfOutput(merged, pair, variables));
  const rank = { plain: 0, noted: 1, excuse: 2 } as const;
  return [...direct, ...ofOutput].sort((p, q) => rank[p.kind] - rank[q.kind]);
}

/** What comes back from later layers, if the derivative uses it as it is used there: one number for each output. */
function passedBack(merged: Merged, pair: Pair): MergedInput | null {
  const { graph, outputs, found } = merged;
  const seed = seedOf(merged, pair.passedBack);
  if (!seed || seed.symbols.length !== outputs.length) return null;
  const used = new Set(symbolsOf(graph, found));
  return seed.symbols.some((symbol) => used.has(symbol)) ? seed : null;
}

function ofPassedBack(merged: Merged, variables: Variables, seed: MergedInput): Hypothesis[] {
  const { found, graph } = merged;
  if (found.length !== variables.symbols.length) return [];
  const layout = `product of ${seed.name} with the derivative`;
  const expected = backThrough(graph, shapesOf(merged, variables), seed);
  const kind = variables.likely ? 'plain' : 'noted';
  const averaged = sampleSizes(merged, variables).map((size): Hypothesis => {
    const mean = expected.map((id) => divide(graph, id, graph.integer(size)));
    return {
      variables,
      layout: `${layout}, averaged over ${size} samples`,
      expected: mean,
      found,
      kind: 'noted',
      ofOutput: false,
    };
  });
  return [{ variables, layout, expected, found, kind, ofOutput: false }, ...averaged];
}

/** Sizes of the outputs that count samples: those of data that has them as well, but not of what is differentiated by. */
function sampleSizes({ inputs, outputSizes }: Merged, variables: Variables): number[] {
  const data = inputs.filter(({ primalName, symbols }) => primalName !== null && symbols[0] !== variables.symbols[0]);
  const isOfData = (size: number): boolean => data.some(({ sizes }) => sizes.includes(size));
  return [...new Set(outputSizes)].filter((size) => size > 1 && !variables.sizes.includes(size) && isOfData(size));
}

/** vᵀJ. */
const backThrough = (g: Graph, { rows, n }: Shapes, { symbols }: MergedInput): NodeId[] =>
  Array.from({ length: n }, (_, j) =>
    rows.reduce((total, row, i) => add(g, total, multiply(g, symbols[i] as NodeId, row[j] as NodeId)), g.integer(0)),
  );

function ofVariables(merged: Merged, pair: Pair, variables: Variables): Hypothesis[] {
  const layouts = pair.order === 2 ? secondOrder(merged, pair, variables) : firstOrder(merged, pair, variables);
  // A derivative that is a number is met by chance: nobody has said that it is by this.
  const isTelling = ({ expected }: Layout): boolean => symbolsOf(merged.graph, expected).length > 0;
  return layouts
    .filter((layout) => variables.likely || isTelling(layout))
    .map(({ name, expected, kind }) => ({
      variables,
      layout: name,
      expected,
      found: merged.found,
      kind: kind === 'plain' && !variables.likely ? 'noted' : kind,
      ofOutput: false,
    }));
}

/** The derivative takes the function's value instead of its argument. */
function inTermsOfOutput(merged: Merged, pair: Pair, variables: Variables): Hypothesis[] {
  const { outputs } = merged;
  if (variables.symbols.length !== outputs.length || pair.order === 2) return [];
  // Slopes of activations are written so, and no filter's Jacobian.
  if (outputs.length > 1 && /jac/i.test(pair.derivative)) return [];
  const used = new Set(symbolsOf(merged.graph, merged.found));
  if (!variables.symbols.some((symbol) => used.has(symbol))) return [];
  const replacement = new Map(variables.symbols.map((symbol, i) => [symbol, outputs[i] as NodeId]));
  const found = merged.foundWith(replacement);
  return firstOrder(merged, pair, variables).map(({ name, expected, kind }) => ({
    variables,
    layout: `${name}, in terms of the output`,
    expected,
    found,
    kind: kind === 'excuse' ? 'excuse' : 'noted',
    ofOutput: true,
  }));
}

function shapesOf(merged: Merged, variables: Variables): Shapes {
  const { graph: g, outputs, outputSizes, foundSizes, found } = merged;
  const rows = toRows(jacobian(g, outputs, variables.symbols), g.integer(0));
  const [m, n] = [outputs.length, variables.symbols.length];
  return { g, rows, m, n, outputSizes, inputSizes: variables.sizes, foundSizes, count: found.length };
}

const squeezed = (sizes: readonly number[]): string => sizes.filter((size) => size !== 1).join();

function firstOrder(merged: Merged, pair: Pair, variables: Variables): Layout[] {
  const s = shapesOf(merged, variables);
  const at = (i: number, j: number): NodeId => (s.rows[i] as readonly NodeId[])[j] as NodeId;
  const layouts: Layout[] = pair.passedBack === undefined ? [...adjointProducts(merged, s)] : [];
  const shape = squeezed(s.foundSizes);
  if (s.count === s.m * s.n) {
    const byRows = Array.from({ length: s.count }, (_, k) => at(Math.floor(k / s.n), k % s.n));
    const byColumns = Array.from({ length: s.count }, (_, k) => at(k % s.m, Math.floor(k / s.m)));
    const isRows = [squeezed([...s.outputSizes, ...s.inputSizes]), squeezed([s.m, s.n])].includes(shape);
    const isColumns = [squeezed([...s.inputSizes, ...s.outputSizes]), squeezed([s.n, s.m])].includes(shape);
    const name =
      s.m === 1 ? (s.n === 1 ? 'derivative' : gradientName(s)) : s.n === 1 ? 'derivatives' : `${s.m} × ${s.n}`;
    if (s.m === 1 || s.n === 1) layouts.push({ name, expected: byRows, kind: 'plain' });
    else {
      // Of a stack of matrices the count alone says nothing.
      const flat = !isRows && !isColumns && shape.split(',').length === 1;
      if (isRows || flat) layouts.push({ name: flat ? 'flattened row by row' : name, expected: byRows, kind: 'plain' });
      // A square matrix says nothing of its layout: m × n is what all solvers take.
      const square = isRows && isColumns;
      if ((isColumns || flat) && (!square || merged.isOpen || isTransposedByConvention(pair)))
        layouts.push({
          name: flat ? 'flattened column by column' : 'transposed',
          expected: byColumns,
          kind: flat ? 'noted' : 'plain',
        });
    }
  }
  layouts.push(...elementwise(s, at), ...sums(s, at), ...perRow(s, at), ...perColumn(s, at), ...common(s));
  return layouts;
}

const gradientName = ({ foundSizes }: Shapes): string =>
  foundSizes.length === 2 && foundSizes[1] === 1
    ? 'gradient as a column'
    : foundSizes.length === 2 && foundSizes[0] === 1
      ? 'gradient as a row'
      : 'gradient';

const isTransposedByConvention = (pair: Pair): boolean =>
  /fit_deriv|col_deriv/.test(`${pair.derivative} ${pair.evidence.text}`);

type Entry = (i: number, j: number) => NodeId;

/** One number for each element, of a function that works element by element. */
function elementwise(s: Shapes, at: Entry): Layout[] {
  if (s.m !== s.n || s.count !== s.m || s.m === 1) return [];
  const diagonal = Array.from({ length: s.m }, (_, i) => at(i, i));
  const zero = s.g.integer(0);
  const isDiagonal = s.rows.every((row, i) => row.every((entry, j) => i === j || entry === zero));
  return isDiagonal
    ? [{ name: 'elementwise', expected: diagonal, kind: 'plain' }]
    : [{ name: DIAGONAL, expected: diagonal, kind: 'noted' }];
}

/** Of several outputs the gradient of their sum or mean, shaped as the argument. */
function sums(s: Shapes, at: Entry): Layout[] {
  if (s.m === 1 || s.count !== s.n || squeezed(s.foundSizes) !== squeezed(s.inputSizes)) return [];
  const zero = s.g.integer(0);
  const columns = Array.from({ length: s.n }, (_, j) => Array.from({ length: s.m }, (_, i) => at(i, j)));
  const totals = columns.map((column) => sum(s.g, column));
  const apart = columns.every((column) => column.filter((entry) => entry !== zero).length <= 1);
  if (apart && s.m === s.n) return [];
  const means = totals.map((total) => divide(s.g, total, s.g.integer(s.m)));
  return [
    {
      name: apart ? 'each output by its own elements' : 'gradient of the sum of the outputs',
      expected: totals,
      kind: apart ? 'plain' : 'noted',
    },
    { name: 'gradient of the mean of the outputs', expected: means, kind: 'noted' },
  ];
}

/** By one number that was traced as an array: the sum over its elements. */
function common(s: Shapes): Layout[] {
  // One output of several elements is a sum over them: then it is no number that was traced as an array.
  if (s.n < 2 || s.count !== s.m || s.m === 1) return [];
  const expected = s.rows.map((row) => sum(s.g, row));
  return [{ name: 'with respect to a number added to all elements', expected, kind: 'noted' }];
}

/** A batch: outputs [b, k] (or [b]) of inputs [b, l], one k × l matrix a row. */
function perRow(s: Shapes, at: Entry): Layout[] {
  const [b, l] = [s.inputSizes[0], s.inputSizes[1] ?? 1];
  if (s.inputSizes.length !== 2 || b === undefined || b < 2 || s.outputSizes.length !== 2 || s.outputSizes[0] !== b)
    return [];
  const k = s.outputSizes[1] as number;
  if (s.count !== b * k * l || s.count === s.m * s.n) return [];
  const zero = s.g.integer(0);
  const areApart = s.rows.every((row, i) =>
    row.every((entry, j) => entry === zero || Math.floor(i / k) === Math.floor(j / l)),
  );
  // Only what works row by row can be meant so, and by chance nothing has this shape.
  const isSaid = areApart && b !== k && b !== l && s.foundSizes.join() === [b, k, l].join();
  const expected = Array.from({ length: s.count }, (_, q) => {
    const [row, output, input] = [Math.floor(q / (k * l)), Math.floor(q / l) % k, q % l];
    return at(row * k + output, row * l + input);
  });
  return [{ name: `one ${k} × ${l} matrix for each of ${b} rows`, expected, kind: isSaid ? 'plain' : 'noted' }];
}

/** A batch along the last axis: outputs [k, b] of inputs [l, b], stacked as [k, l, b]. */
function perColumn(s: Shapes, at: Entry): Layout[] {
  const [l, b] = s.inputSizes;
  const [k, other] = s.outputSizes;
  if (s.inputSizes.length !== 2 || s.outputSizes.length !== 2 || l === undefined || b === undefined || k === undefined)
    return [];
  if (other !== b || b < 2 || s.foundSizes.join() !== [k, l, b].join()) return [];
  const expected = Array.from({ length: s.count }, (_, q) => {
    const [output, input, column] = [Math.floor(q / (l * b)), Math.floor(q / b) % l, q % b];
    return at(output * b + column, input * b + column);
  });
  return [{ name: `one ${k} × ${l} matrix for each of ${b} columns`, expected, kind: 'noted' }];
}

/** Arguments that choose what is given are multiplied with nothing. */
const selectorName = /^(axis|order|dim|index|idx|which|mode|n_?th|nu|deriv)$/i;

/** vᵀJ and Jv for a v that is no argument of the function: what is passed back through a layer, or along a direction. */
function adjointProducts(merged: Merged, s: Shapes): Layout[] {
  const used = new Set(symbolsOf(s.g, merged.outputs));
  const usedHere = new Set(symbolsOf(s.g, merged.found));
  const vectors = merged.inputs.filter(
    (input) =>
      !input.isAttribute &&
      !selectorName.test(input.name) &&
      (input.primalName === null
        ? input.symbols.some((symbol) => usedHere.has(symbol))
        : !input.symbols.some((symbol) => used.has(symbol))),
  );
  const products = (seed: MergedInput): Layout[] => {
    const name = `product of ${seed.name} with the derivative`;
    // What takes the place of an argument that the function has is only one of the things that can be meant.
    const kind = seed.primalName === null ? 'plain' : 'noted';
    const layouts: Layout[] = [];
    const dot = (entries: readonly NodeId[]): NodeId =>
      entries.reduce(
        (total, entry, i) => add(s.g, total, multiply(s.g, seed.symbols[i] as NodeId, entry)),
        s.g.integer(0),
      );
    if (seed.symbols.length === s.m && s.count === s.n)
      layouts.push({ name, kind, expected: backThrough(s.g, s, seed) });
    if (seed.symbols.length === s.n && s.count === s.m && !(s.m === 1 && s.n === 1))
      layouts.push({ name, kind: 'noted', expected: s.rows.map(dot) });
    return layouts;
  };
  return vectors.flatMap(products);
}

function secondOrder(merged: Merged, pair: Pair, variables: Variables): Layout[] {
  const { graph: g, outputs, found } = merged;
  const n = variables.symbols.length;
  const [output] = outputs;
  if (pair.product && found.length === n * n) return weightedHessians(merged, variables);
  if (n === 1 && found.length === outputs.length && outputs.length > 1) return secondOfCurve(merged, variables);
  if (outputs.length > 1 || output === undefined) return secondElementwise(merged, variables);
  if (n * n > LARGEST_COMPARISON) return [];
  const rows = toRows(hessian(g, output, variables.symbols), g.integer(0));
  const at = (i: number, j: number): NodeId => (rows[i] as NodeId[])[j] as NodeId;
  const layouts: Layout[] = [];
  for (const vector of merged.inputs.filter((input) => input.primalName === null && input.symbols.length === n))
    if (found.length === n && (pair.product || n > 1))
      layouts.push({
        name: `Hessian times ${vector.name}`,
        expected: rows.map((row) =>
          row.reduce((total, entry, j) => add(g, total, multiply(g, entry, vector.symbols[j] as NodeId)), g.integer(0)),
        ),
        kind: 'plain',
      });
  if (found.length === n * n)
    layouts.push({ name: n === 1 ? 'second derivative' : 'Hessian', expected: rows.flat(), kind: 'plain' });
  const isByAll = n >= merged.inputs.flatMap(({ primalName, symbols }) => (primalName === null ? [] : symbols)).length;
  const triangle = (lower: boolean): NodeId[] =>
    rows.flatMap((row, i) => row.filter((_, j) => (lower ? j <= i : j >= i)));
  if (n > 1 && found.length === (n * (n + 1)) / 2)
    layouts.push(
      // Of a function of several arguments three numbers may be anything.
      { name: 'lower triangle of the Hessian', expected: triangle(true), kind: isByAll ? 'plain' : 'noted' },
      { name: 'upper triangle of the Hessian', expected: triangle(false), kind: 'noted' },
      ...diagonalFirst(rows),
    );
  if (n > 1 && found.length === n)
    layouts.push({ name: 'diagonal of the Hessian', expected: rows.map((_, i) => at(i, i)), kind: 'noted' });
  if (n > 1 && found.length === 1)
    rows.forEach((row, i) =>
      row
        .slice(0, i + 1)
        .forEach((entry, j) =>
          layouts.push({ name: `entry (${i}, ${j}) of the Hessian`, expected: [entry], kind: 'noted' }),
        ),
    );
  return layouts;
}

/** Σ vᵢHᵢ, as solvers ask for the Hessian of several constraints. */
function weightedHessians({ graph: g, outputs, inputs }: Merged, { symbols }: Variables): Layout[] {
  const n = symbols.length;
  if (outputs.length * n * n > LARGEST_COMPARISON) return [];
  return inputs
    .filter((input) => input.primalName === null && input.symbols.length === outputs.length)
    .map((weights) => {
      const total = Array<NodeId>(n * n).fill(g.integer(0));
      outputs.forEach((output, i) =>
        toRows(hessian(g, output, symbols), g.integer(0))
          .flat()
          .forEach((entry, k) => {
            total[k] = add(g, total[k] as NodeId, multiply(g, weights.symbols[i] as NodeId, entry));
          }),
      );
      return { name: `sum of the Hessians weighted by ${weights.name}`, expected: total, kind: 'plain' };
    });
}

/** Second derivatives by each variable, then the mixed ones: from the first row on, or as Voigt counts them (23, 13, 12). */
function diagonalFirst(rows: readonly (readonly NodeId[])[]): Layout[] {
  const diagonal = rows.flatMap((row, i) => row.slice(i, i + 1));
  const mixed = rows.flatMap((row, i) => row.slice(i + 1));
  const expected = [
    [...diagonal, ...mixed],
    [...diagonal, ...[...mixed].reverse()],
  ];
  return expected.map((nodes) => ({
    name: 'diagonal of the Hessian, then what is beside it',
    expected: nodes,
    kind: 'noted',
  }));
}

/** f″ of each output, by one number: the acceleration along a curve. */
function secondOfCurve({ graph: g, outputs }: Merged, { symbols }: Variables): Layout[] {
  const zero = g.integer(0);
  const first = toRows(jacobian(g, outputs, symbols), zero).map(([entry]) => entry ?? zero);
  const second = toRows(jacobian(g, first, symbols), zero).map(([entry]) => entry ?? zero);
  return [{ name: 'second derivatives', expected: second, kind: 'plain' }];
}

/** f″ of each element, for a function that works element by element. */
function secondElementwise(merged: Merged, variables: Variables): Layout[] {
  const s = shapesOf(merged, variables);
  const zero = s.g.integer(0);
  if (s.m !== s.n || s.count !== s.m || !s.rows.every((row, i) => row.every((entry, j) => i === j || entry === zero)))
    return [];
  const expected = s.rows.map((row, i) => {
    const [second] = toRows(jacobian(s.g, [row[i] as NodeId], [variables.symbols[i] as NodeId]), zero);
    return second?.[0] ?? zero;
  });
  return [{ name: 'second derivative, elementwise', expected, kind: 'plain' }];
}
