/**
 * What people who read numerical code take for granted of arguments that nothing says the shape of: the two sides of a
 * residual are alike, what is summed is an array, rates and tolerances are numbers. It decides what is shown where the
 * source leaves it open; given values, annotations, indices and everything else that is said come first.
 */
import type { Graph, NodeId } from '../calculus/graph';
import { Op } from '../calculus/operations';
import type { BinaryOperator } from '../languages/program';
import { elementsOf } from './arrays';
import { leavesOf } from './constants';
import type { Context } from './context';
import { rankAndSizes } from './primitives/axes';
import type { Change } from './refusal';
import type { ArrayValue, Scalar, Value } from './values';
import type { Operand } from './wholes';

const PRODUCTS = new Set(['@', 'matmul', 'dot', 'matvec', 'linalg.multi_dot']);
/** What data sets call the values that are to be met. */
const TARGET = /^(y|Y|t|T|targets?|labels?|y_(true|train|test|obs))$/;
/** What models call what they say of a data set. */
const PREDICTION = /^(y_?(pred|hat|prob|model)|[pf]_hat|pred(iction)?s?|logits?|scores?|log_?(var|std|sigma))$/;
/** What is measured, one value a sample. */
const DATA = /^(x|X|z|p|q|xs|ys|[xy]_?data|data|samples?|inputs?|weights)$/;
/** What has its name in the plural. */
const MANY = /s$|_?(data|table|grid)$/;
/** Rates, tolerances, strengths: one number for all samples. */
const PARAMETER =
  /^(alpha|beta|gamma|delta|eps(ilon)?|lam(b?da)?_?|lmbda|tau|rho|nu|kappa|eta|sigma_?\w*|std|scale|lr|rate|\w+_rate|temp(erature)?|C|reg|l[12]|margin|d[txyz]|weight_decay|power|order|degree|momentum)$/;
/** What is a number where it stands beside data, and may be anything elsewhere. */
const LOCATION = /^([a-eghkmnrs]|mu|mean|loc|shift|offset|[xyt]_?0|intercept|bias)$/;
/** A time or a temperature where something is divided by it, a target elsewhere. */
const PERIOD = /^[tT]$/;
/** A design matrix has a sample a row, and what is added to its product with weights is one number for all samples. */
const SAMPLES = /^(X|x)(_\w+)?$/;
const WEIGHTS = /^(w|theta|beta|coef\w*|weights?)$/;
/** A regression's: those of a layer may be multiplied with one sample. */
const COEFFICIENTS = /^(params|betas?|thetas?|coefs?|coef\w+)$/;
const DESIGN = /^(x|exog|features)$/;
const FEATURES = /^(x|X|exog|features|inputs?)$/;
const LAYER_WEIGHTS = /^(w|weights?|theta|kernel)(_?\w{1,2})?$/i;
const BIAS = /^(b|c|bias)(_?\w{1,2})?$|(^|_)bias(es)?$/;

/** Which elements count. */
const MASK = /^(R|masks?|\w+_masks?)$/;

/** What an input is called itself: `W1` of `params['W1']`, `rate` of `self.rate`, `Y` of `myY`. */
const lastWord = (input: string): string =>
  (/(\w+)(?:['"]\])?$/.exec(input)?.[1] ?? input).replace(/^my_?(?=[A-Za-z])/, '');
const isData = (name: string): boolean => TARGET.test(name) || PREDICTION.test(name) || DATA.test(name);

/** Whether an input has the name of a rate, a strength, a tolerance: one number for all samples. */
export const isNamedAsParameter = (input: string): boolean => PARAMETER.test(lastWord(input));

/** Whether an input has the name of a matrix: it is written large, or `tx`, X with a column of ones. */
export const isNamedAsMatrix = (input: string): boolean => /^([A-Z]|tx$)/.test(lastWord(input));

/** Whether an input has the name of one target a sample. */
export const isNamedAsTarget = (input: string): boolean => TARGET.test(lastWord(input)) && !isNamedAsMatrix(input);

/** An input of which nothing tells the shape, by the node that it is alone, or with its sign changed. */
function openInput(context: Context, node: NodeId): string | undefined {
  const g = context.graph;
  const name = context.inputs.ownerOf(g.op(node) === Op.Negate ? g.a(node) : node);
  if (name === undefined) return undefined;
  const state = context.inputs.book.stateOf(name);
  return state.rank === null && state.role === 'number' && state.likelyScalar !== true ? name : undefined;
}

/** A number that is summed over is a vector, and so are the arguments beside it that are measured alike. */
export function demandSummed(context: Context, value: Scalar): void {
  const { graph: g, inputs } = context;
  const open = leavesOf(g, [value.node]).flatMap((leaf) => openInput(context, leaf) ?? []);
  const names = [...new Set(open)].filter((name) => !isPeriod(context, value.node, name));
  // What is counted (`np.sum(xs <= x)`) is compared with one number.
  const many = value.type === 'bool' ? names.filter((name) => MANY.test(lastWord(name))) : [];
  const data = many.length > 0 ? many : names.filter((name) => isData(lastWord(name)));
  // Beside the logarithm of a variance, and no sample, a mean has one value an output as well.
  if (data.length > 0 && data.every((name) => PREDICTION.test(lastWord(name))))
    data.push(...names.filter((name) => /^(mu|mean)$/.test(lastWord(name))));
  const likely = names.filter((name) => !PARAMETER.test(lastWord(name)));
  const first = data.length > 0 ? data : (likely.length > 0 ? likely : names).slice(0, 1);
  inputs.demandTogether(alike(context, value.node, first), rankAndSizes(1), context.span);
  inputs.demand([value.node], rankAndSizes(1), context.span);
}

/** Whether it is the time, or a temperature, by which something is divided. */
const isPeriod = (context: Context, root: NodeId, name: string): boolean =>
  PERIOD.test(lastWord(name)) &&
  bareNodes(context.graph, root).some(({ op, b }) => op === Op.Divide && openInput(context, b) === name);

/**
 * The inputs that are combined with the first ones element by element: subtracted from them, divided by them where both
 * are data, or multiplied with them where nothing else is summed, for a common factor would stand before the sum.
 */
function alike(context: Context, root: NodeId, first: readonly string[]): string[] {
  const g = context.graph;
  const pairs = bareNodes(g, root).flatMap(({ op, a, b }) => {
    const [left, right] = [openInput(context, a), openInput(context, b)];
    if (left === undefined || right === undefined || left === right) return [];
    return [{ op, left, right }];
  });
  const product = factorsOf(g, root).flatMap((node) => openInput(context, node) ?? []);
  const names = new Set(first);
  const join = (one: string, other: string, op: number): void => {
    const [known, open] = names.has(one) ? [one, other] : [other, one];
    if (!names.has(known) || names.has(open) || PARAMETER.test(lastWord(open))) return;
    if (op === Op.Divide && (!isData(lastWord(open)) || isPeriod(context, root, open))) return;
    if (op !== Op.Multiply && LOCATION.test(lastWord(open)) && !LOCATION.test(lastWord(known))) return;
    names.add(open);
  };
  for (let size = 0; size < names.size;) {
    size = names.size;
    for (const { op, left, right } of pairs) if (op !== Op.Add) join(left, right, op);
    for (const one of product) for (const other of product) join(one, other, Op.Multiply);
  }
  return [...names];
}

interface Pair {
  readonly op: number;
  readonly a: NodeId;
  readonly b: NodeId;
}

/** Differences, sums and quotients in an expression. */
function bareNodes(g: Graph, root: NodeId): Pair[] {
  const seen = new Set<NodeId>();
  const pairs: Pair[] = [];
  const stack = [root];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const op = g.op(id);
    if (op === Op.Add || op === Op.Subtract || op === Op.Divide) pairs.push({ op, a: g.a(id), b: g.b(id) });
    stack.push(...g.operands(id));
  }
  return pairs;
}

/** The factors of a product, signs left out. */
function factorsOf(g: Graph, node: NodeId): NodeId[] {
  if (g.op(node) === Op.Negate) return factorsOf(g, g.a(node));
  return g.op(node) === Op.Multiply ? [...factorsOf(g, g.a(node)), ...factorsOf(g, g.b(node))] : [node];
}

/**
 * A factor of a product of matrices becomes an array: a matrix where its name is written large, as is the custom, else a
 * vector; what it is a sum or a difference with becomes the like of it. Samples times coefficients are a sample a row.
 *
 * @param right what it is multiplied with, if it stands on the left
 */
export function demandFactor(context: Context, value: Value, right: Value | null): void {
  const g = context.graph;
  if (value.kind === 'array') {
    if (right !== null) demandRows(context, value, right);
    return demandShifts(context, value);
  }
  if (value.kind !== 'scalar') return;
  const names = [...new Set(leavesOf(g, [value.node]).flatMap((leaf) => openInput(context, leaf) ?? []))];
  const [first] = names;
  if (first === undefined) return demandSamples(context, value);
  const shifts = bareNodes(g, value.node).flatMap(({ op, a, b }) => {
    const [left, right] = [openInput(context, a), openInput(context, b)];
    return op !== Op.Divide && left !== undefined && right !== undefined ? [[left, right]] : [];
  });
  const together = shifts.find((pair) => pair.includes(first)) ?? [first];
  const isDesign = DESIGN.test(lastWord(first)) && right !== null && isOfCoefficients(context, right);
  const rank = isDesign || together.some(isNamedAsMatrix) ? 2 : 1;
  context.inputs.demandTogether(together, rankAndSizes(rank), context.span);
}

/**
 * A number that should be an array, and is made of features and weights: the features are a matrix, a sample a row. The
 * `np.log(h)` of `y @ np.log(h)`, with `h = sigmoid(x @ w)`.
 */
function demandSamples(context: Context, value: Scalar): void {
  const owners = new Set(leavesOf(context.graph, [value.node]).map((leaf) => context.inputs.ownerOf(leaf)));
  const names = [...owners].flatMap((name) => name ?? []);
  const features = names.filter((name) => FEATURES.test(lastWord(name)) && isOpenVector(context, name));
  const [first, ...more] = features;
  if (first === undefined || more.length > 0 || !names.some((name) => isWeights(lastWord(name)))) return;
  context.inputs.demandByName(
    first,
    [
      { kind: 'rank', rank: 2, leading: true },
      { kind: 'any', axis: 0 },
      { kind: 'any', axis: 1 },
    ],
    context.span,
  );
}

const isWeights = (word: string): boolean => WEIGHTS.test(word) || COEFFICIENTS.test(word) || LAYER_WEIGHTS.test(word);

/** Whether an input has the name of weights, of a regression or of a layer. */
export const isNamedAsWeights = (input: string): boolean => isWeights(lastWord(input));

/** Whether an input has the name of what a layer adds. */
export const isNamedAsBias = (input: string): boolean => BIAS.test(lastWord(input));

/** Whether the body alone has made an input a vector, of any size: the source does not say so. */
export function isOpenVector({ inputs }: Context, name: string): boolean {
  const { rank, axes, isSaid } = inputs.book.stateOf(name);
  return rank === 1 && isSaid !== true && axes[0]?.kind !== 'fixed';
}

/** `len(X)` shows one axis of the X of `X @ w`, which is a matrix all the same. */
function demandRows(context: Context, left: ArrayValue, right: Value): void {
  const name = left.source?.input;
  if (name === undefined || left.shape.length !== 1 || !isNamedAsMatrix(name)) return;
  const isVector = right.kind === 'array' && right.shape.length === 1 && right.source?.input !== name;
  if (!isVector || !isOpenVector(context, name)) return;
  context.inputs.demandByName(
    name,
    [
      { kind: 'rank', rank: 2 },
      { kind: 'any', axis: 1 },
    ],
    context.span,
  );
}

function isOfCoefficients(context: Context, value: Value): boolean {
  const [node] = value.kind === 'array' ? elementsOf(value) : value.kind === 'scalar' ? [value.node] : [];
  const name = node === undefined ? undefined : context.inputs.ownerOf(node);
  return name !== undefined && COEFFICIENTS.test(lastWord(name));
}

/** The `mu` of `(x - mu) @ P` is an array like `x`. */
function demandShifts(context: Context, array: ArrayValue): void {
  const [node] = elementsOf(array);
  if (node === undefined || array.shape.length !== 1) return;
  for (const { op, a, b } of bareNodes(context.graph, node)) {
    const shifted = context.inputs.ownerOf(a) === undefined ? b : a;
    const name = openInput(context, shifted === a ? b : a);
    if (op === Op.Divide || name === undefined || context.inputs.ownerOf(shifted) === undefined) continue;
    if (!PARAMETER.test(lastWord(name))) context.inputs.demandByName(name, rankAndSizes(1), context.span);
  }
}

/**
 * The `y` of `X @ w - y` is measured like `X @ w`, unless something says that it is a number: the trace starts again
 * with an array. So are a target and a prediction beside any array (`y * np.log(p)`), and the bias of a layer.
 */
export function demandLikeProduct(context: Context, operator: BinaryOperator, a: Value, b: Value): void {
  if (operator !== '-' && operator !== '*' && operator !== '+') return;
  if (operator === '-' && a.kind === 'array' && b.kind === 'array') {
    demandColumn(context, a, b);
    demandColumn(context, b, a);
  }
  if (a.kind === 'array' && b.kind === 'scalar') demandLike(context, operator, a, b);
  if (b.kind === 'array' && a.kind === 'scalar') demandLike(context, operator, b, a);
}

function demandLike(context: Context, operator: BinaryOperator, array: ArrayValue, bare: Scalar): void {
  const rank = array.shape.length;
  const name = openInput(context, bare.node);
  if (name === undefined) demandSamplesBeside(context, array, bare);
  if (name === undefined || rank === 0 || rank > 2) return;
  const word = lastWord(name);
  const known = context.wholes.of(elementsOf(array), array.shape);
  if (operator === '+') {
    if (BIAS.test(word) && isLayer(context, known)) {
      // `Q @ x + b` of a column x; a layer of one output has one number.
      const isColumn = rank === 2 && array.shape[1] === 1;
      if (isColumn && isOfSamples(context, known)) return;
      const changes = isColumn || (rank === 2 && isOfColumns(context, known)) ? COLUMN : rankAndSizes(1);
      return context.inputs.demandByName(name, changes, context.span);
    }
    if (!PREDICTION.test(word)) return;
  }
  const isProduct = operator === '-' && known.kind === 'whole' && PRODUCTS.has(known.operation);
  const isMask = operator === '*' && rank === 2 && MASK.test(word);
  if (!isProduct && !isMask && !TARGET.test(word) && !PREDICTION.test(word)) return;
  const isColumn = rank === 2 && array.shape[1] === 1;
  // `x[:, None] - y` is all differences of two samples.
  const changes = isColumn ? (isOfArgument(context, array) ? rankAndSizes(1) : COLUMN) : rankAndSizes(rank);
  context.inputs.demandByName(name, changes, context.span);
}

/** A prediction beside targets: there is one a sample. */
export function demandSamplesBeside(context: Context, targets: ArrayValue, prediction: Value): void {
  if (prediction.kind === 'scalar' && targets.shape.length === 1 && isOfTarget(context, targets))
    demandSamples(context, prediction);
}

/** Whether it is made of targets alone. */
const isOfTarget = ({ graph, inputs }: Context, array: ArrayValue): boolean =>
  leavesOf(graph, elementsOf(array)).every((leaf) => {
    const name = inputs.ownerOf(leaf);
    return name !== undefined && isNamedAsTarget(name);
  });

/** Whether its elements are those of an argument, as they are. */
const isOfArgument = ({ inputs }: Context, array: ArrayValue): boolean =>
  elementsOf(array).every((node) => inputs.ownerOf(node) !== undefined);

/** One target a row: a matrix of one column. */
const COLUMN: readonly Change[] = [...rankAndSizes(2).slice(0, 2), { kind: 'exactly', axis: 1, size: 1 }];

/**
 * What `np.matrix(a)` is made of: coefficients are flat, as minimisers give them, targets a column, and all else has two
 * axes.
 */
export function demandMatrix(context: Context, value: Scalar): void {
  const name = openInput(context, value.node);
  if (name === undefined) return;
  const word = lastWord(name);
  const isFlat = (WEIGHTS.test(word) || COEFFICIENTS.test(word)) && !isNamedAsMatrix(word);
  const changes = isFlat ? rankAndSizes(1) : isNamedAsTarget(name) ? COLUMN : rankAndSizes(2);
  context.inputs.demandByName(name, changes, context.span);
}

/**
 * The `y` of `X @ w.reshape(-1, 1) - y` is a column, too, and that of `X @ W - y` has as many: all differences of two
 * samples are seldom meant.
 */
function demandColumn(context: Context, computed: ArrayValue, target: ArrayValue): void {
  const name = target.source?.input;
  const isOfTwo = computed.shape.length === 2 && !isOfArgument(context, computed);
  if (!isOfTwo || name === undefined || target.shape.length !== 1 || !TARGET.test(lastWord(name))) return;
  if (!isOpenVector(context, name)) return;
  const isColumn = computed.shape[1] === 1;
  if (isColumn || isOfSamples(context, context.wholes.of(elementsOf(computed), computed.shape)))
    context.inputs.demandByName(name, isColumn ? COLUMN : rankAndSizes(2), context.span);
}

/** Of a loss `y.T @ np.log(h)` that is indexed, `J[0]`, the targets are a column. */
export function demandTargetColumn(context: Context, value: Scalar): void {
  for (const leaf of leavesOf(context.graph, [value.node])) {
    const name = context.inputs.ownerOf(leaf);
    if (name === undefined || !TARGET.test(lastWord(name))) continue;
    if (context.inputs.book.stateOf(name).axes.length === 1) context.inputs.demandByName(name, COLUMN, context.span);
  }
}

/** Whether it is a product with weights, or a sum of such, that has one value a unit rather than one a sample. */
function isLayer(context: Context, operand: Operand): boolean {
  if (operand.kind !== 'whole') return false;
  if (operand.operation === '+') return operand.operands.some((one) => isLayer(context, one));
  if (!PRODUCTS.has(operand.operation) || operand.shape.length === 0) return false;
  if (operand.shape.length === 2) return true;
  const [left, right] = operand.operands.map((one) => nameOfArray(context, one));
  const isWeights = (name: string | undefined): boolean => name === undefined || WEIGHTS.test(name);
  // `X @ w`, and `w.T @ X` with a sample a column.
  const isOfSamples = left !== undefined && SAMPLES.test(left) && isWeights(right);
  return !isOfSamples && !(left !== undefined && WEIGHTS.test(left) && right !== undefined && SAMPLES.test(right));
}

/** `X @ W`, a sample a row. */
function isOfSamples(context: Context, operand: Operand): boolean {
  if (operand.kind !== 'whole') return false;
  if (operand.operation === '+') return operand.operands.some((one) => isOfSamples(context, one));
  const [left = ''] = operand.operands.map((one) => nameOfArray(context, one) ?? '');
  return PRODUCTS.has(operand.operation) && (SAMPLES.test(left) || FEATURES.test(left) || left === 'A');
}

/** `W @ X`, a sample a column: what is added has one value a row. */
function isOfColumns(context: Context, operand: Operand): boolean {
  if (operand.kind !== 'whole') return false;
  if (operand.operation === '+') return operand.operands.some((one) => isOfColumns(context, one));
  const [left = '', right = ''] = operand.operands.map((one) => nameOfArray(context, one) ?? '');
  return PRODUCTS.has(operand.operation) && LAYER_WEIGHTS.test(left) && !LAYER_WEIGHTS.test(right);
}

/** The last word of the argument whose elements these are. */
function nameOfArray(context: Context, operand: Operand): string | undefined {
  const [node] = operand.kind === 'elements' ? operand.nodes : [];
  const name = node === undefined ? undefined : context.inputs.ownerOf(node);
  return name === undefined ? undefined : lastWord(name);
}
