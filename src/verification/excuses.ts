/**
 * Other meanings that a derivative may have: what explains a difference exactly is no mistake. Nobody is told that
 * something is wrong where one of these holds.
 */
import { add, call, divide, multiply, subtract } from '../calculus/construct';
import { jacobian } from '../calculus/differentiate/jacobian';
import { toRows } from '../calculus/matrix';
import type { Graph, NodeId } from '../calculus/graph';
import { symbolsOf } from '../calculus/dependencies';
import { functionIndex } from '../calculus/functions/table';
import { FIRST_FUNCTION, Op } from '../calculus/operations';
import { reachable } from '../calculus/reachable';
import type { Hypothesis } from './layout';
import { seedOf } from './merge';
import type { Merged, MergedInput } from './merge';
import type { Pair } from './pairing';

const MAX = FIRST_FUNCTION + functionIndex('max');
const MIN = FIRST_FUNCTION + functionIndex('min');

/** Factors that people give derivatives on purpose: per day, per cent, per basis point, per degree, in other units. */
const customaryFactors: readonly (readonly [number, string])[] = [
  [365, 'a day of 365 days'],
  [365.25, 'a day of 365.25 days'],
  [252, 'a trading day of 252 days'],
  [360, 'a day of 360 days'],
  [100, 'one per cent'],
  [10_000, 'a basis point'],
  [1000, 'a thousandth'],
  [1e6, 'a millionth'],
  [180 / Math.PI, 'degrees instead of radians'],
  [3600, 'hours instead of seconds'],
  [60, 'minutes instead of seconds'],
];

/** A sentence for a factor by which the whole derivative is scaled on purpose, or `null`. */
export function customaryFactor(factor: number): string | null {
  if (factor < 0) return null;
  for (const [known, text] of customaryFactors)
    for (const value of [known, 1 / known])
      if (Math.abs(factor / value - 1) < 1e-7) return `it is ${shown(factor)} times the derivative: per ${text}?`;
  return null;
}

/** The same for the number of observations. */
export function factorOfSize(factor: number, merged: Merged): string | null {
  for (const size of batchSizes(merged)) {
    // Only where one of the two is a mean and the other is not: else a factor 2 is a mistake, even with two observations.
    if (Math.abs(factor / size - 1) < 1e-7 && divides(merged.graph, merged.outputs, size))
      return `it is ${size} times the derivative, the number of elements: the derivative of a sum instead of a mean?`;
    if (Math.abs(factor * size - 1) < 1e-7 && divides(merged.graph, merged.found, size))
      return `it is the derivative divided by ${size}, the number of elements: the derivative of a mean instead of a sum?`;
  }
  return null;
}

/** `0.5 * np.mean(…)`: the half that is put before squares is one number with what the mean divides by. */
const HALF = 0.5;

/** Whether a number in it has been divided by `size`, other than one that the source spells. */
function divides(g: Graph, nodes: readonly NodeId[], size: number): boolean {
  return reachable(g, nodes).some((id) => {
    if (g.op(id) === Op.Divide && g.valueOf(g.b(id)) === size) return g.numberOf(g.b(id)).spelling === null;
    if (!g.isNumber(id)) return false;
    const { exact, spelling, value } = g.numberOf(id);
    if (spelling !== null) return Math.abs(Math.abs(value) * size - HALF) < 1e-12;
    return exact !== null && exact.denominator % BigInt(size) === 0n;
  });
}

const shown = (value: number): string => Number(value.toPrecision(6)).toString();

/** Sizes that count observations: those that nothing in the source fixes, and of arguments that are data. */
function batchSizes(merged: Merged): Set<number> {
  const sizes = new Set<number>();
  for (const input of merged.inputs)
    input.shape.forEach((size, axis) => {
      const actual = input.sizes[axis];
      if (typeof size === 'string' && actual !== undefined && actual > 1) sizes.add(actual);
    });
  return sizes;
}

/**
 * Derivatives by what stands before the argument: for an argument that is a probability by its logit, for a positive one
 * by its logarithm; and the derivative of the function's logarithm.
 */
export function otherMeanings(
  merged: Merged,
  plain: readonly Hypothesis[],
  names: string,
  { order, passedBack, documentedBy }: Pick<Pair, 'order' | 'passedBack' | 'documentedBy'>,
): Hypothesis[] {
  // A missing factor f is a mistake, except where logarithms of densities are what people mean.
  const ofLogarithms = /log|score|lik|prob|pdf|pmf|dens/i.test(names);
  const { graph: g, outputs } = merged;
  const [output] = outputs;
  const seed = seedOf(merged, passedBack);
  const along = alongSolution(merged);
  return plain.flatMap((hypothesis) => {
    const { variables, expected } = hypothesis;
    const perVariable = expected.length === variables.symbols.length;
    const as = (layout: string, nodes: readonly NodeId[]): Hypothesis => ({
      ...hypothesis,
      layout,
      expected: nodes,
      kind: 'excuse',
    });
    const by = (slope: (x: NodeId) => NodeId): NodeId[] =>
      expected.map((entry, k) => multiply(g, entry, slope(variables.symbols[k] as NodeId)));
    const one = g.integer(1);
    const found: Hypothesis[] = [];
    if (perVariable) {
      found.push(
        as(
          'the derivative with respect to the logit of the argument',
          by((p) => multiply(g, p, subtract(g, one, p))),
        ),
      );
      found.push(
        as(
          'the derivative with respect to the argument of a tanh',
          by((a) => subtract(g, one, multiply(g, a, a))),
        ),
      );
      if (variables.symbols.length > 1)
        found.push(
          as(
            'the derivative with respect to the argument of a softmax',
            throughSoftmax(g, expected, variables.symbols),
          ),
        );
    }
    if (perVariable && order === 2)
      found.push(
        as('the second derivative with respect to the logit of the argument', twiceByLogit(merged, hypothesis)),
      );
    const beforeSoftmax = beforeLastSoftmax(merged, hypothesis, seed);
    if (beforeSoftmax) found.push(as('the derivative with respect to what goes into the last softmax', beforeSoftmax));
    found.push(...byRoots(g, hypothesis, as));
    const isOpen = order === 1 && passedBack === undefined && (documentedBy ?? null) === null;
    if (isOpen) found.push(...byOwn(merged, hypothesis, as));
    if (order === 1 && hypothesis === plain[0])
      found.push(...ofSquares(merged).map(({ layout, nodes }) => as(layout, nodes)));
    if (along && hypothesis === plain[0]) found.push(as('the derivative along a solution of y′ = f(t, y)', along));
    if (ofLogarithms && outputs.length === 1 && output !== undefined && symbolsOf(g, [output]).length > 0)
      found.push(
        as(
          'the derivative of the logarithm of the function',
          expected.map((entry) => divide(g, entry, output)),
        ),
      );
    return found;
  });
}

/** By what the object itself holds, as `minus_jacobian(self, x)` of self − x is meant. */
function byOwn(
  { graph: g, inputs, outputs }: Merged,
  { variables, expected }: Hypothesis,
  as: (layout: string, nodes: readonly NodeId[]) => Hypothesis,
): Hypothesis[] {
  const likeVariables = inputs.filter(
    ({ isAttribute, symbols }) => isAttribute && symbols.length === variables.symbols.length,
  );
  if (expected.length !== outputs.length * variables.symbols.length) return [];
  return likeVariables.map(({ name, symbols }) =>
    as(`the derivative with respect to ${name}`, toRows(jacobian(g, outputs, symbols), g.integer(0)).flat()),
  );
}

/** Of residuals r, what a minimiser is given: the gradient of r·r, or of half of it, by all arguments. */
function ofSquares({ graph: g, inputs, outputs, found }: Merged): { layout: string; nodes: NodeId[] }[] {
  const variables = inputs
    .filter(({ isAttribute, shared }) => !isAttribute && shared)
    .flatMap(({ symbols }) => symbols);
  if (outputs.length < 2 || found.length !== variables.length) return [];
  const totals = variables.map(() => g.integer(0));
  for (const { row, column, node } of jacobian(g, outputs, variables).entries)
    totals[column] = add(g, totals[column] as NodeId, multiply(g, outputs[row] as NodeId, node));
  const two = g.integer(2);
  return [
    { layout: 'the gradient of half the sum of its squares', nodes: totals },
    { layout: 'the gradient of the sum of its squares', nodes: totals.map((node) => multiply(g, two, node)) },
  ];
}

/** With p = σ(z), of which the slope is s = p(1 − p): s²·f″ + s(1 − 2p)·f′. */
function twiceByLogit({ graph: g, outputs }: Merged, { variables, expected }: Hypothesis): NodeId[] {
  const slopes = variables.symbols.map(() => g.integer(0));
  for (const { column, node } of jacobian(g, outputs, variables.symbols).entries)
    slopes[column] = add(g, slopes[column] as NodeId, node);
  return variables.symbols.map((p, k) => {
    const slope = multiply(g, p, subtract(g, g.integer(1), p));
    const second = multiply(g, multiply(g, slope, slope), expected[k] as NodeId);
    const bend = multiply(g, slope, subtract(g, g.integer(1), multiply(g, g.integer(2), p)));
    return add(g, second, multiply(g, bend, slopes[k] as NodeId));
  });
}

/**
 * What goes back through a network that ends in a softmax, of which the slope is in what is passed back already: it is
 * that of a cross-entropy, p − y, where each row of that adds up to 0. Of a sigmoid that would be a mistake people make.
 */
function beforeLastSoftmax(
  { graph: g, outputs }: Merged,
  { variables }: Hypothesis,
  seed: MergedInput | undefined,
): NodeId[] | null {
  if (!seed || seed.symbols.length !== outputs.length || outputs.length < 2) return null;
  const totals = variables.symbols.map(() => g.integer(0));
  for (const { row, column, node } of jacobian(g, outputs, variables.symbols).entries) {
    const passed = divide(g, seed.symbols[row] as NodeId, outputs[row] as NodeId);
    totals[column] = add(g, totals[column] as NodeId, multiply(g, passed, node));
  }
  return totals;
}

/** ∂f/∂t + ∂f/∂y·f, which Taylor's methods for differential equations need. */
function alongSolution({ graph: g, inputs, outputs, found }: Merged): NodeId[] | null {
  const time = inputs.find(({ primalName, symbols }) => primalName === 't' && symbols.length === 1)?.symbols[0];
  const state = inputs.find(
    ({ primalName, isAttribute, symbols }) =>
      primalName !== null && primalName !== 't' && !isAttribute && symbols.length === outputs.length,
  );
  if (time === undefined || !state || found.length !== outputs.length) return null;
  const cells = new Map<number, NodeId>();
  const by = [time, ...state.symbols];
  for (const { row, column, node } of jacobian(g, outputs, by).entries) cells.set(row * by.length + column, node);
  const zero = g.integer(0);
  return outputs.map((_output, i) =>
    outputs.reduce(
      (total, value, j) => add(g, total, multiply(g, cells.get(i * by.length + j + 1) ?? zero, value)),
      cells.get(i * by.length) ?? zero,
    ),
  );
}

/** Of a variance the derivative by the standard deviation: those entries are 2√v times what they would be by v. */
function byRoots(
  g: Graph,
  { variables, expected }: Hypothesis,
  as: (layout: string, nodes: readonly NodeId[]) => Hypothesis,
): Hypothesis[] {
  const groups = new Map<number, NodeId[]>();
  // The columns of an argument of one row for each observation, or each variable by itself.
  const columns = variables.sizes.length === 2 ? (variables.sizes[1] as number) : variables.symbols.length;
  if (columns > 8) return [];
  variables.symbols.forEach((symbol, j) => groups.set(j % columns, [...(groups.get(j % columns) ?? []), symbol]));
  return [...groups.values()].map((symbols) => {
    const scaled = new Set(symbols);
    const nodes = expected.map((entry) => {
      const [own, ...others] = symbolsOf(g, [entry]).filter((symbol) => scaled.has(symbol));
      return own === undefined || others.length > 0 ? null : scaledBy(g, entry, own);
    });
    const n = variables.symbols.length;
    const rows = expected.map((entry, k) => {
      const symbol = expected.length % n === 0 ? variables.symbols[k % n] : undefined;
      return symbol !== undefined && scaled.has(symbol) ? scaledBy(g, entry, symbol) : entry;
    });
    // Where an entry belongs to one row of observations, the place alone does not tell the variable.
    const perRow = expected.map((entry, k) =>
      k % columns === [...groups.values()].indexOf(symbols) ? (nodes[k] ?? entry) : entry,
    );
    const isByRow = expected.length !== n && variables.sizes.length === 2;
    return as('the derivative with respect to the square root of a variable', isByRow ? perRow : rows);
  });
}

const scaledBy = (g: Graph, entry: NodeId, symbol: NodeId): NodeId =>
  multiply(g, entry, multiply(g, g.integer(2), call(g, 'sqrt', symbol)));

/** Σᵢ Eᵢ·pᵢ·(δᵢⱼ − pⱼ). */
function throughSoftmax(g: Graph, expected: readonly NodeId[], p: readonly NodeId[]): NodeId[] {
  const weighted = expected.map((entry, i) => multiply(g, entry, p[i] as NodeId));
  const total = weighted.reduce((sum, term) => subtract(g, sum, multiply(g, g.integer(-1), term)), g.integer(0));
  return p.map((pj, j) => subtract(g, weighted[j] as NodeId, multiply(g, pj, total)));
}

/** Prediction minus truth, which a cross-entropy has for its slope where a sigmoid or softmax is counted in. */
export function isResidual({ graph: g, inputs, found }: Merged): boolean {
  const passed = inputs.filter(({ isAttribute, symbols }) => !isAttribute && symbols.length > 0);
  const at = ({ symbols }: MergedInput, k: number): NodeId =>
    (symbols.length === 1 ? symbols[0] : symbols[k]) as NodeId;
  const own = found.map((node) => withoutNumber(g, node));
  const one = g.integer(1);
  // `dp[np.arange(n), y] -= 1`: with labels in place of the truth.
  const isOfLabels = passed.some((p) => {
    if (p.symbols.length !== found.length) return false;
    const bounded = own.map((node, k) => boundedIn(g, node, at(p, k)));
    const isHit = own.map((node, k) => node === subtract(g, bounded[k] as NodeId, one));
    return isHit.includes(true) && own.every((node, k) => isHit[k] || node === bounded[k]);
  });
  if (isOfLabels) return true;
  return passed.some((p) =>
    passed.some(
      (y) =>
        p !== y &&
        [p, y].every(({ symbols }) => [1, found.length].includes(symbols.length)) &&
        own.every((node, k) => node === subtract(g, boundedIn(g, node, at(p, k)), at(y, k))),
    ),
  );
}

/** The symbol as it stands in an expression: between bounds, `np.clip(p, eps, 1 - eps)`, or as it is. */
function boundedIn(g: Graph, node: NodeId, symbol: NodeId): NodeId {
  const isBounded = (one: NodeId): boolean =>
    one === symbol || ((g.op(one) === MAX || g.op(one) === MIN) && g.operands(one).some(isBounded));
  return [node, ...g.operands(node)].find(isBounded) ?? symbol;
}

/** Without a number that it is multiplied with or divided by. */
function withoutNumber(g: Graph, node: NodeId): NodeId {
  if (g.op(node) === Op.Divide && g.isNumber(g.b(node))) return g.a(node);
  if (g.op(node) !== Op.Multiply) return node;
  return g.isNumber(g.a(node)) ? g.b(node) : g.isNumber(g.b(node)) ? g.a(node) : node;
}
