/** What code takes for granted of its arguments: a derivative that is right there is no mistake. */
import { negate } from '../calculus/construct';
import { symbolsOf } from '../calculus/dependencies';
import { functionIndex } from '../calculus/functions/table';
import type { Graph, NodeId } from '../calculus/graph';
import { NONE } from '../calculus/graph';
import { FIRST_FUNCTION, Op } from '../calculus/operations';
import { reachable } from '../calculus/reachable';
import type { Merged, MergedInput } from './merge';

/** A condition on the arguments under which something may be meant to hold, as a change of points that makes it hold. */
export interface Assumption {
  /** `where the elements of y add up to 1`. */
  readonly text: string;
  readonly constrain: (point: Float64Array) => void;
  /** Nothing but the derivative speaks for it: then nothing is judged. */
  readonly isDoubtful?: boolean;
  /** That there is one branch of several is what it says. */
  readonly isOfOneBranch?: boolean;
  /** Places of a point to which it leaves but a few values: a branch that none of them reaches is not meant. */
  readonly ofFewValues?: readonly number[];
  /** All numbers that a range stands for, of which points are taken from the middle: 0.01 is between 0 and 1. */
  readonly meant?: readonly [number, number];
}

/**
 * What code often takes for granted of its arguments: probabilities that add up to 1, labels 0 and 1 (or −1 and 1), masks,
 * unit vectors, symmetric matrices.
 *
 * @param notSquare matrices that the function itself takes in any shape
 */
export function assumptions(
  merged: Merged,
  variables: readonly NodeId[],
  symbols: readonly NodeId[],
  notSquare: ReadonlySet<string>,
): Assumption[] {
  const own = new Set(variables);
  const places = new Map(symbols.map((symbol, i) => [symbol, i]));
  const sums: Distribution[] = [];
  const each = merged.inputs.flatMap((input) => {
    const at = input.symbols.map((symbol) => places.get(symbol) as number);
    const name = input.name;
    const found: Assumption[] = [];
    const set = (point: Float64Array, f: (value: number, k: number) => number): void =>
      at.forEach((place, k) => (point[place] = f(point[place] as number, k)));
    const total = (point: Float64Array, f: (value: number) => number): number =>
      at.reduce((sum, place) => sum + f(point[place] as number), 0);
    // Of what is differentiated by, only its name can say so: on x with |x| = 1 a missing factor |x| would not show.
    const isVariable = input.symbols.some((symbol) => own.has(symbol));
    // What is passed back through a layer is anything.
    if (
      at.length > 1 &&
      input.primalName !== null &&
      (!isVariable || /^(p|q|prob|probs|probabilities|y|y_?hat|y_?pred|pi|weights?)$/i.test(name))
    )
      sums.push(...distributions(input, at));
    if (isUnitVector(name, at.length))
      found.push({
        text: `where ${name} has the length 1`,
        constrain: (point) => {
          const length = Math.sqrt(total(point, (value) => value * value)) || 1;
          set(point, (value) => value / length);
        },
      });
    if (isSquare(input) && mayBeSymmetric(input, notSquare))
      found.push({
        text: `where ${name} is symmetric`,
        constrain: symmetrise(input, at),
        isDoubtful: notSquare.has(input.primalName ?? '') && !symmetricName.test(name),
      });
    // A label has no default value: one that has is a parameter, and a derivative may not hold for its default only.
    const isLabel = !isVariable && !input.hasDefault;
    const isMask = !isVariable && isNameOfMask(input);
    if (isMask || (isLabel && isNameOfLabels(name, merged)))
      found.push({
        text: `where ${name} is 0 or 1`,
        constrain: (point) => set(point, zeroOrOne),
        ofFewValues: at,
      });
    if (isMask) found.push(...maskedData(input, merged, places));
    if (isLabel && isNameOfLabels(name, merged))
      found.push({
        text: `where ${name} is -1 or 1`,
        constrain: (point) => set(point, (value) => (fraction(value) < 0.5 ? -1 : 1)),
        ofFewValues: at,
      });
    return found;
  });
  return [...sumsToOne(sums), ...each];
}

/**
 * What is passed back of a softmax before a cross-entropy, p − y, adds up to 0 in each row; that of a cross-entropy after
 * it, −y/p, has one element for the class.
 */
export function whatIsPassedBack(seed: MergedInput | undefined, symbols: readonly NodeId[]): Assumption[] {
  if (!seed || seed.symbols.length < 2) return [];
  const at = seed.symbols.map((symbol) => symbols.indexOf(symbol));
  const columns = seed.sizes.at(-1) ?? at.length;
  const constrain = (point: Float64Array): void => {
    for (let start = 0; start < at.length; start += columns) {
      const row = at.slice(start, start + columns);
      const mean = row.reduce((total, place) => total + (point[place] as number), 0) / row.length;
      for (const place of row) point[place] = (point[place] as number) - mean;
    }
  };
  // What passes over zeros, `if gradient == 0: continue`, has been read for a first element that is none.
  const leaveFirst = (point: Float64Array): void =>
    at.forEach((place, i) => {
      if (i % columns > 0) point[place] = 0;
    });
  const ofOne = seed.sizes.length > 1 ? `one element of each row of ${seed.name}` : `one element of ${seed.name}`;
  return [
    { text: `where each row of ${seed.name} adds up to 0`, constrain, isDoubtful: true },
    { text: `where ${ofOne} alone is not 0`, constrain: leaveFirst, isDoubtful: true, ofFewValues: at },
  ];
}

/** Elements that add up to 1, for each argument that they may do so in. */
interface Distribution {
  readonly name: string;
  readonly of: 'each row' | 'each column' | 'the elements';
  readonly constrain: Assumption['constrain'];
}

/** Of one argument; then of several at once: the labels of a data set, and what a teacher says of it. */
function sumsToOne(all: readonly Distribution[]): Assumption[] {
  const alone = all.map(({ name, of, constrain }) => ({
    text: `where ${of} of ${name} ${addUp(of)} up to 1`,
    constrain,
  }));
  const together = (['each row', 'each column', 'the elements'] as const).flatMap((of): Assumption[] => {
    const same = all.filter((one) => one.of === of);
    if (same.length < 2) return [];
    const names = same.map(({ name }) => name);
    const text = `where ${of} of ${names.slice(0, -1).join(', ')} and of ${names.at(-1)} ${addUp(of)} up to 1`;
    return [{ text, constrain: (point) => same.forEach(({ constrain }) => constrain(point)) }];
  });
  return [...alone, ...together];
}

const addUp = (of: Distribution['of']): string => (of === 'the elements' ? 'add' : 'adds');

/** Probabilities: all elements together, or those of each row or column. */
function distributions({ name, sizes }: MergedInput, at: readonly number[]): Distribution[] {
  const [rows, columns] = sizes.length === 2 ? (sizes as readonly [number, number]) : [1, at.length];
  const grid = Array.from({ length: rows }, (_, i) => at.slice(i * columns, (i + 1) * columns));
  const transposed = Array.from({ length: columns }, (_, j) => grid.map((row) => row[j] as number));
  const normalise =
    (groups: readonly (readonly number[])[]) =>
    (point: Float64Array): void => {
      for (const group of groups) {
        for (const place of group) point[place] = Math.abs(point[place] as number) + 0.01;
        const sum = group.reduce((total, place) => total + (point[place] as number), 0);
        for (const place of group) point[place] = (point[place] as number) / sum;
      }
    };
  const all: Distribution = { name, of: 'the elements', constrain: normalise([at]) };
  if (rows === 1 || columns === 1) return [all];
  return [
    { name, of: 'each row', constrain: normalise(grid) },
    { name, of: 'each column', constrain: normalise(transposed) },
    // Of labels each sample has some.
    ...(ofSamples.test(name) ? [] : [all]),
  ];
}

const ofSamples = /^(self\.)?_*(t|y|targets?|labels?|y_?true|one_?hot\w*)_*\d*$/i;

/** Quaternions, and directions of the plane and of space: a vector of generalised coordinates is none of these. */
const isUnitVector = (name: string, count: number): boolean =>
  (count === 4 && /^(q|quat|quaternion)\w*$/i.test(name)) ||
  ((count === 2 || count === 3) && /^(normal|axis|direction|dir|unit)\w*$/i.test(name));

/** `t` beside outputs of a model is a target; else it is the time, and `T` a temperature. */
function isNameOfLabels(name: string, { inputs }: Merged): boolean {
  if (/^(self\._*)?(y|Y|target|targets|label|labels|y_true|true|actual|classes)\d*$/.test(name)) return true;
  return /^[td]\d*$/.test(name) && inputs.some((input) => /^(y|z|o|a|y_?hat|y_?pred|pred\w*|out\w*)$/.test(input.name));
}

/** What is there and what is not: a mask, or which ratings of a matrix have been given. */
const isNameOfMask = ({ name, sizes }: MergedInput): boolean =>
  sizes.length > 0 &&
  (/(^|_|my)(masks?|indicators?|observed|rated|is_rated)$/i.test(name) ||
    (/^(my)?R$/.test(name) && sizes.length === 2));

/** Data of a mask's shape that is 0 where the mask is: the ratings that nobody gave. */
function maskedData(mask: MergedInput, { inputs }: Merged, places: ReadonlyMap<NodeId, number>): Assumption[] {
  const isData = ({ name, sizes }: MergedInput): boolean =>
    sizes.join() === mask.sizes.join() && /^(my)?(y|data|ratings?|targets?|observations?)$/i.test(name);
  return inputs.filter(isData).map((data) => ({
    text: `where ${mask.name} is 0 or 1, and ${data.name} is 0 where it is 0`,
    constrain: (point) =>
      mask.symbols.forEach((symbol, i) => {
        const at = places.get(symbol) as number;
        point[at] = zeroOrOne(point[at] as number);
        if (point[at] === 0) point[places.get(data.symbols[i] as NodeId) as number] = 0;
      }),
  }));
}

/** A number between 0 and 1 that any other number stands for. */
export const fraction = (value: number): number => Math.abs(value * 37) % 1;
const zeroOrOne = (value: number): number => (fraction(value) < 0.5 ? 0 : 1);
const isSquare = ({ sizes }: MergedInput): boolean =>
  sizes.length === 2 && sizes[0] === sizes[1] && (sizes[0] ?? 0) > 1;

/** Kernels, covariances and the like are symmetric by what they are. */
const symmetricName = /^(self\.)?_?(k|k_\w+|kernel\w*|gram\w*|cov\w*|sigma\w*|laplacian|hess\w*|precision)$/i;
const weightsName = /^(self\.)?_?(w|weights?|theta|coef\w*|params?)_?\d*_*$/i;

/** Never what is passed back through a layer; the weights of a layer only if what the layer gives needs them square. */
const mayBeSymmetric = ({ primalName }: MergedInput, notSquare: ReadonlySet<string>): boolean =>
  primalName !== null && !(notSquare.has(primalName) && weightsName.test(primalName));

function symmetrise({ sizes }: MergedInput, at: readonly number[]): (point: Float64Array) => void {
  const n = sizes[0] as number;
  return (point) => {
    for (let i = 0; i < n; i += 1)
      for (let j = 0; j < i; j += 1) point[at[i * n + j] as number] = point[at[j * n + i] as number] as number;
  };
}

/** Bounds and breaks are in their order; the entries of matrices of weights are in none. */
const MOST_IN_ORDER = 8;

/**
 * Ranges in which the arguments that are not differentiated by are usually meant to be. A difference that is gone in one
 * of them says nothing: a slope of a leaky unit is below 1, a scale is positive, bounds are in their order.
 */
export function usualRanges(
  merged: Merged,
  variables: readonly NodeId[],
  symbols: readonly NodeId[],
  passedBack: readonly NodeId[] = [],
): (Assumption & { readonly within: ReadonlyMap<NodeId, readonly [number, number]> })[] {
  // What comes from the layer behind may be anything.
  const own = new Set([...variables, ...passedBack]);
  const parameters = symbols.filter(
    (symbol) => !own.has(symbol) && merged.inputs.some((input) => input.symbols.includes(symbol)),
  );
  const guarded = whereNothingIsTurned(merged, variables);
  if (parameters.length === 0) return guarded;
  const places = parameters.map((symbol) => symbols.indexOf(symbol));
  const all = (interval: readonly [number, number]): Map<NodeId, readonly [number, number]> =>
    new Map(parameters.map((symbol) => [symbol, interval]));
  const sort =
    (direction: 1 | -1) =>
    (point: Float64Array): void => {
      const values = places.map((place) => point[place] as number).sort((a, b) => direction * (a - b));
      places.forEach((place, i) => (point[place] = values[i] as number));
    };
  const names = [
    ...new Set(
      merged.inputs.filter((input) => input.symbols.some((symbol) => !own.has(symbol))).map((input) => input.name),
    ),
  ].join(', ');
  const nothing = (): void => undefined;
  return [
    ...guarded,
    {
      text: `where ${names} ${parameters.length === 1 ? 'is' : 'are'} between 0 and 1`,
      within: all([0.05, 0.95]),
      meant: [0, 1] as const,
      constrain: nothing,
    },
    {
      text: `where ${names} ${parameters.length === 1 ? 'is' : 'are'} above 1`,
      within: all([1.1, 4]),
      meant: [1, Infinity] as const,
      constrain: nothing,
    },
    ...(parameters.length > 1 && parameters.length <= MOST_IN_ORDER
      ? [
          {
            text: `where ${names} are positive and ascending`,
            within: all([0.1, 3]),
            meant: [0, Infinity] as const,
            constrain: sort(1),
          },
          {
            text: `where ${names} are positive and descending`,
            within: all([0.1, 3]),
            meant: [0, Infinity] as const,
            constrain: sort(-1),
          },
        ]
      : []),
  ];
}

/**
 * Standard deviations and lengths are positive: √(x²) is x for them, where the source has it for what comes out positive
 * (a Cholesky factor), and says nothing of signs.
 *
 * @param expected what the derivative should be
 */
export function wherePositive(
  { graph: g }: Merged,
  variables: readonly NodeId[],
  expected: readonly NodeId[],
): ReturnType<typeof usualRanges> {
  const isRoot = (node: NodeId): boolean => g.op(node) === Op.Power && !Number.isInteger(g.valueOf(g.b(node)));
  if (!reachable(g, expected).some((node) => SIGNS.includes(g.op(node)) || isRoot(node))) return [];
  // Correlations beside the standard deviations are below 1.
  return [[0.1, 3] as const, [0.05, 0.95] as const].map((range) => ({
    text: 'where what it is by is positive',
    isOfOneBranch: true,
    within: new Map(variables.map((symbol) => [symbol, range])),
    constrain: () => undefined,
  }));
}

const SIGNS = ['abs', 'sign', 'sqrt'].map(functionIndex).map((index) => FIRST_FUNCTION + index);

const MAX = FIRST_FUNCTION + functionIndex('max');
const MIN = FIRST_FUNCTION + functionIndex('min');

/** Numbers as small as these keep a logarithm or a division from failing. */
const SMALL = 1e-3;
/** Numbers as large as these keep an exponential from becoming infinite. */
const LARGE = 20;
/** σ(−5) is 0.007: what is cut off at both sides beyond that, `np.clip(z, -8, 8)`, is so for the same reason. */
const LARGE_AT_BOTH_SIDES = 5;
const smallName = /^(self\.)?_*(eps|epsilon|tiny|small|limit|clip_(min|eps))$/i;

/** `np.clip(p, 1e-15, 1 - 1e-15)` is a guard: what is differentiated by is meant to be between its bounds. */
export function whereNothingIsCutOff(
  merged: Merged,
  variables: readonly NodeId[],
  tiny: ReadonlySet<string> = new Set(),
): ReturnType<typeof usualRanges> {
  const { graph: g, inputs, outputs } = merged;
  const small = inputs.filter(({ name, sizes }) => sizes.length === 0 && (smallName.test(name) || tiny.has(name)));
  const smallSymbols = new Set(small.flatMap(({ symbols }) => symbols));
  const isBound = (node: NodeId): boolean => {
    const value = g.valueOf(node);
    if (value !== undefined)
      return (value > 0 && value <= SMALL) || (value < 1 && value >= 1 - SMALL) || Math.abs(value) >= LARGE;
    const used = symbolsOf(g, [node]);
    return used.length > 0 && used.every((symbol) => smallSymbols.has(symbol));
  };
  const own = new Set(variables);
  const isGuard = (node: NodeId): boolean => {
    const op = g.op(node);
    // `x[x <= 1e-10] = 1e-10`.
    const isReplaced = op === Op.Select && isBound(g.b(node)) && g.operands(g.a(node)).includes(g.b(node));
    if (op !== MAX && op !== MIN && !isReplaced) return false;
    if (cutsAtBothSides(g, node) >= LARGE_AT_BOTH_SIDES) return true;
    const operands = isReplaced ? [g.b(node), g.c(node)] : g.operands(node);
    return operands.some(isBound) && operands.some((operand) => symbolsOf(g, [operand]).some((one) => own.has(one)));
  };
  const guards = reachable(g, outputs).filter(isGuard);
  if (guards.length === 0) return [];
  // What data and weights come to is cut off: it is small where both are.
  const ofSums = symbolsOf(
    g,
    guards.filter((node) => cutsAtBothSides(g, node) > 0),
  );
  const within = new Map<NodeId, readonly [number, number]>([
    ...ofSums.map((symbol) => [symbol, [-1, 1]] as const),
    ...variables.map((symbol) => [symbol, [0.05, 0.95]] as const),
    ...[...smallSymbols].map((symbol) => [symbol, [1e-12, 1e-9]] as const),
  ]);
  return [{ text: 'where nothing is cut off', within, constrain: () => undefined, isOfOneBranch: true }];
}

/** c of min(c, max(−c, …)) or max(−c, min(c, …)); 0 for anything else. */
function cutsAtBothSides(g: Graph, node: NodeId): number {
  const constantOf = (one: NodeId): number | undefined =>
    g.operands(one).flatMap((operand) => g.valueOf(operand) ?? [])[0];
  const outer = constantOf(node);
  const inner = g.operands(node).find((operand) => [MAX, MIN].includes(g.op(operand)) && g.op(operand) !== g.op(node));
  if (outer === undefined || inner === undefined || constantOf(inner) !== -outer) return 0;
  return g.op(node) === MIN ? outer : -outer;
}

/**
 * `if y < 0: y *= -1` in a function and in its derivative alike is a guard for a solver on its way: where it turns the
 * sign, the derivative may not be meant to hold.
 */
function whereNothingIsTurned(
  { graph: g, inputs, outputs, found }: Merged,
  variables: readonly NodeId[],
): ReturnType<typeof usualRanges> {
  const turnedIn = (roots: readonly NodeId[]): NodeId[] =>
    reachable(g, roots).flatMap((node) => {
      const variable = g.op(node) === Op.Select ? g.c(node) : NONE;
      const isTurned =
        variables.includes(variable) && g.b(node) === negate(g, variable) && isBelowZero(variable, g.a(node));
      return isTurned ? [variable] : [];
    });
  const isBelowZero = (variable: NodeId, condition: NodeId): boolean =>
    [Op.Less, Op.LessOrEqual].some((op) => op === g.op(condition)) &&
    g.a(condition) === variable &&
    g.valueOf(g.b(condition)) === 0;
  const hand = new Set(turnedIn(found));
  const both = [...new Set(turnedIn(outputs))].filter((variable) => hand.has(variable));
  if (both.length === 0) return [];
  const names = new Set(
    inputs.filter(({ symbols }) => symbols.some((one) => both.includes(one))).map(({ name }) => name),
  );
  const within = new Map(both.map((symbol) => [symbol, [0.1, 3] as const]));
  const text = `where ${[...names].join(' and ')} ${names.size === 1 ? 'is' : 'are'} positive`;
  return [{ text, within, constrain: () => undefined, isDoubtful: true }];
}
