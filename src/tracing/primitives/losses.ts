/** Losses and layers of `torch.nn.functional`, as its documentation defines them. */
import { elementsOf, sizeOf } from '../arrays';
import * as make from '../../calculus/construct';
import { sequenceOf, toFullArray } from '../coercion';
import { closedNumber } from '../constants';
import { asNumber } from '../merge';
import { binary, compare, unary } from '../operators';
import { scalar, tuple } from '../values';
import type { ArrayValue, Value } from '../values';
import { apply, givenKeywords } from './apply';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';

const number = (call: Call, numerator: number, denominator = 1): Value => {
  const g = call.context.graph;
  return scalar(make.divide(g, g.integer(numerator), g.integer(denominator)));
};
const integer = (call: Call, value: number): Value => scalar(call.context.graph.integer(value), 'int');

/** Shorthand for formulas of whole arrays. */
const formulas = (call: Call) => {
  const { context } = call;
  return {
    add: (a: Value, b: Value): Value => binary(context, '+', a, b),
    subtract: (a: Value, b: Value): Value => binary(context, '-', a, b),
    multiply: (a: Value, b: Value): Value => apply(call, 'multiply', [a, b]),
    divide: (a: Value, b: Value): Value => apply(call, 'divide', [a, b]),
    negate: (a: Value): Value => unary(context, '-', a),
    of: (name: string, ...args: Value[]): Value => apply(call, name, args),
    less: (a: Value, b: Value): Value => compare(context, '<', a, b),
  };
};

/** Before there was `reduction=`: `size_average=False` is a sum, `reduce=False` leaves the elements. */
function legacyReduction(call: Call): string | undefined {
  if (!call.optional('size_average') && !call.optional('reduce')) return undefined;
  if (!call.flag('reduce', true)) return 'none';
  return call.flag('size_average', true) ? 'mean' : 'sum';
}

/** What `reduction=` makes of a loss of every element. */
function reducedLoss(call: Call, losses: Value): Value {
  const reduction = legacyReduction(call) ?? call.text('reduction') ?? 'mean';
  if (reduction === 'none') return losses;
  if (reduction === 'mean' || reduction === 'sum') return apply(call, reduction, [losses]);
  return call.refuse(`\`reduction='${reduction}'\` of \`${call.name}\` is not understood.`);
}

type Formula = (call: Call, input: Value, target: Value, f: ReturnType<typeof formulas>) => Value;

/** A loss of pairs of elements. */
const elementLoss = (formula: Formula, extra = ''): Primitive =>
  primitive(`input, target${extra}, reduction?, size_average?, reduce?`, (call) => {
    if (call.optional('weight')) return call.refuse(`\`weight\` of \`${call.name}\` is not understood.`);
    return reducedLoss(call, formula(call, call.value('input'), call.value('target'), formulas(call)));
  });

/** Quadratic up to the width, linear beyond it. */
const smooth =
  (parameter: string, scaled: boolean): Formula =>
  (call, input, target, f) => {
    const width = call.optional(parameter) ?? number(call, 1);
    const distance = f.of('abs', f.subtract(input, target));
    const half = number(call, 1, 2);
    const square = f.multiply(half, f.of('square', distance));
    // smooth_l1: d²/2β, d − β/2. Huber: d²/2, δ(d − δ/2).
    const inner = scaled ? f.divide(square, width) : square;
    const line = f.subtract(distance, f.multiply(half, width));
    const outer = scaled ? line : f.multiply(width, line);
    return f.of('where', f.less(distance, width), inner, outer);
  };

/** The axis of the classes: the second, of a vector the only one. */
const classAxis = (input: ArrayValue): number => (input.shape.length > 1 ? 1 : 0);

/** −Σ over the classes that the target tells, averaged over the cases. */
function negativeLogLikelihood(call: Call, logarithms: Value): Value {
  const { context } = call;
  const g = context.graph;
  if (call.optional('weight')) return call.refuse(`\`weight\` of \`${call.name}\` is not understood.`);
  const input = toFullArray(context, logarithms);
  const target = toFullArray(context, call.value('target'));
  if (input.shape.length > 2) return call.refuse(`\`${call.name}\` is understood for one case or a batch of cases.`);
  const cases = input.shape.length === 2 ? (input.shape[0] as number) : 1;
  const classes = input.shape.at(-1) as number;
  if (sizeOf(target.shape) !== cases)
    return call.refuse(`\`${call.name}\` needs one class for each of the ${cases} cases.`);
  const nodes = elementsOf(input);
  const ignored = call.optional('ignore_index') ? call.count('ignore_index') : -100;
  const chosen = elementsOf(target).map((node, i) => {
    const place = closedNumber(g, asNumber(g, node));
    if (place === undefined)
      return call.refuse(`Which classes \`target\` of \`${call.name}\` tells is not known: give it whole numbers.`);
    if (place === ignored) return undefined;
    return scalar(make.negate(g, asNumber(g, nodes[i * classes + place] as number)));
  });
  const losses = chosen.filter((one) => one !== undefined);
  const reduction = legacyReduction(call) ?? call.text('reduction') ?? 'mean';
  if (reduction === 'none' && losses.length === chosen.length && input.shape.length === 1) return losses[0] as Value;
  return reducedLoss(call, tuple(losses));
}

/** The target as classes (whole numbers) or as probabilities of classes (the input's shape). */
function crossEntropy(call: Call): Value {
  const { context } = call;
  const f = formulas(call);
  const input = call.array('input');
  const axis = integer(call, classAxis(input));
  if (call.optional('label_smoothing')) return call.refuse('`label_smoothing` is not understood.');
  const logarithms = apply(call, 'nn.log_softmax', [input], [['axis', axis]]);
  const target = toFullArray(context, call.value('target'));
  const isSameShape = target.shape.join() === input.shape.join();
  if (!isSameShape || target.type !== 'float') return negativeLogLikelihood(call, logarithms);
  const losses = f.negate(apply(call, 'sum', [f.multiply(target, logarithms)], [['axis', axis]]));
  return reducedLoss(call, losses);
}

function kullbackLeibler(call: Call): Value {
  const f = formulas(call);
  const [input, target] = [call.value('input'), call.value('target')];
  const logarithm = call.flag('log_target', false) ? target : f.of('log', target);
  const weight = call.flag('log_target', false) ? f.of('exp', target) : target;
  const losses = f.multiply(weight, f.subtract(logarithm, input));
  if (call.text('reduction') !== 'batchmean') return reducedLoss(call, losses);
  const size = toFullArray(call.context, losses).shape[0] ?? 1;
  return f.divide(apply(call, 'sum', [losses]), integer(call, size));
}

/** x·Aᵀ + b */
function linear(call: Call): Value {
  const { context } = call;
  const weights = apply(call, 'matrix_transpose', [call.value('weight')]);
  const product = binary(context, '@', call.value('input'), weights);
  const bias = call.optional('bias');
  return bias ? binary(context, '+', product, bias) : product;
}

const smallest = (call: Call, name: string, digits: number): Value =>
  call.optional(name) ?? number(call, 1, 10 ** digits);

/** x/max(‖x‖, ε) along an axis. */
function normalize(call: Call): Value {
  const f = formulas(call);
  const x = call.value('input');
  const axis = call.optional('dim') ?? integer(call, 1);
  const keep = scalar(make.trueNode(call.context.graph), 'bool');
  const length = apply(
    call,
    'linalg.norm',
    [x],
    givenKeywords([
      ['ord', call.optional('p')],
      ['axis', axis],
      ['keepdims', keep],
    ]),
  );
  return f.divide(x, f.of('max2', length, smallest(call, 'eps', 12)));
}

/** x·y/(max(‖x‖, ε)·max(‖y‖, ε)) */
function cosineSimilarity(call: Call): Value {
  const f = formulas(call);
  const [x, y] = [call.value('x1'), call.value('x2')];
  const axis = call.optional('dim') ?? integer(call, 1);
  const along: (readonly [string, Value])[] = [['axis', axis]];
  const eps = smallest(call, 'eps', 8);
  const length = (v: Value): Value => f.of('max2', apply(call, 'linalg.norm', [v], along), eps);
  return f.divide(apply(call, 'sum', [f.multiply(x, y)], along), f.multiply(length(x), length(y)));
}

/** (x − mean)/√(variance + ε)·weight + bias over the last axes. */
function layerNorm(call: Call): Value {
  const { context } = call;
  const f = formulas(call);
  const x = call.array('input');
  const shape = call.value('normalized_shape');
  const count = shape.kind === 'scalar' ? 1 : sequenceOf(context, shape).length;
  const axes = tuple(Array.from({ length: count }, (_unused, i) => integer(call, i - count)));
  const along: (readonly [string, Value])[] = [
    ['axis', axes],
    ['keepdims', scalar(make.trueNode(context.graph), 'bool')],
  ];
  const centred = f.subtract(x, apply(call, 'mean', [x], along));
  const variance = apply(call, 'var', [x], along);
  const scaled = f.divide(centred, f.of('sqrt', f.add(variance, smallest(call, 'eps', 5))));
  const [weight, bias] = [call.optional('weight'), call.optional('bias')];
  const weighted = weight ? f.multiply(scaled, weight) : scaled;
  return bias ? f.add(weighted, bias) : weighted;
}

/** max(log p, −100), as PyTorch keeps the logarithms of the binary cross-entropy finite. */
const kept = (call: Call, f: ReturnType<typeof formulas>, p: Value): Value =>
  f.of('max2', f.of('log', p), number(call, -100));

export const lossPrimitives: Readonly<Record<string, Primitive>> = {
  'nn.mse_loss': elementLoss((_call, x, y, f) => f.of('square', f.subtract(x, y)), ', size?, weight?'),
  'nn.l1_loss': elementLoss((_call, x, y, f) => f.of('abs', f.subtract(x, y)), ', size?, weight?'),
  'nn.smooth_l1_loss': elementLoss(smooth('beta', true), ', size?, beta?'),
  'nn.huber_loss': elementLoss(smooth('delta', false), ', size?, delta?, weight?'),
  'nn.binary_cross_entropy': elementLoss((call, p, y, f) => {
    const one = number(call, 1);
    const hit = f.multiply(y, kept(call, f, p));
    return f.negate(f.add(hit, f.multiply(f.subtract(one, y), kept(call, f, f.subtract(one, p)))));
  }, ', weight?'),
  // log(1 + eˣ) − x·y
  'nn.binary_cross_entropy_with_logits': elementLoss((call, x, y, f) => {
    if (call.optional('pos_weight')) return call.refuse('`pos_weight` is not understood.');
    return f.subtract(f.of('softplus', x), f.multiply(x, y));
  }, ', weight?, pos_weight?'),
  'nn.soft_margin_loss': elementLoss((_call, x, y, f) => f.of('softplus', f.negate(f.multiply(y, x)))),
  'nn.poisson_nll_loss': elementLoss((call, x, y, f) => {
    if (call.flag('full', false)) return call.refuse('`full=True` is not understood.');
    if (call.flag('log_input', true)) return f.subtract(f.of('exp', x), f.multiply(y, x));
    return f.subtract(x, f.multiply(y, f.of('log', f.add(x, smallest(call, 'eps', 8)))));
  }, ', log_input?, full?, eps?'),
  'nn.gaussian_nll_loss': primitive('input, target, var, full?, eps?, reduction?', (call) => {
    const f = formulas(call);
    if (call.flag('full', false)) return call.refuse('`full=True` is not understood.');
    const variance = f.of('max2', call.value('var'), smallest(call, 'eps', 6));
    const distance = f.of('square', f.subtract(call.value('input'), call.value('target')));
    const terms = f.add(f.of('log', variance), f.divide(distance, variance));
    return reducedLoss(call, f.multiply(number(call, 1, 2), terms));
  }),
  'nn.cross_entropy': primitive(
    'input, target, weight?, size_average?, ignore_index?, reduce?, reduction?, label_smoothing?',
    crossEntropy,
  ),
  'nn.nll_loss': primitive('input, target, weight?, size_average?, ignore_index?, reduce?, reduction?', (call) =>
    negativeLogLikelihood(call, call.value('input')),
  ),
  'nn.kl_div': primitive('input, target, size_average?, reduce?, reduction?, log_target?', kullbackLeibler),
  'nn.linear': primitive('input, weight, bias?', linear),
  'nn.normalize': primitive('input, p?, dim?, eps?', normalize),
  'nn.cosine_similarity': primitive('x1, x2, dim?, eps?', cosineSimilarity),
  'nn.pairwise_distance': primitive('x1, x2, p?, eps?, keepdim?', (call) => {
    const f = formulas(call);
    const difference = f.add(f.subtract(call.value('x1'), call.value('x2')), smallest(call, 'eps', 6));
    return apply(
      call,
      'linalg.norm',
      [difference],
      givenKeywords([
        ['ord', call.optional('p')],
        ['axis', integer(call, -1)],
        ['keepdims', call.optional('keepdim')],
      ]),
    );
  }),
  'nn.layer_norm': primitive('input, normalized_shape, weight?, bias?, eps?', layerNorm),
};
