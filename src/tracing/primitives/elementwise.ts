/** Functions applied element by element. */
import * as make from '../../calculus/construct';
import type { Graph, NodeId } from '../../calculus/graph';
import { demandCount, elementwise, toCount } from '../coercion';
import { demandLikeProduct } from '../customs';
import { closedNumber } from '../constants';
import type { Context } from '../context';
import { refuse } from '../context';
import type { Keywords } from '../functions';
import { asNumber, selectNode, widerType } from '../merge';
import { arithmetic, compareNumbers, numberNode } from '../numbers';
import { scalar, tuple } from '../values';
import type { Builtin, Scalar, Value } from '../values';
import { isFalse, isTrue } from '../../calculus/conditions';
import { primitive, universal } from './binding';
import type { Call, Primitive } from './binding';
import { placesOfTrue } from './selections';

const KEEPS_INTEGERS = new Set(['abs', 'max', 'min', 'sign', 'mod', 'rem']);

/** A row of the calculus' table on arrays. */
export function elementwisePrimitive(
  context: Context,
  builtin: Builtin,
  arity: number,
  positional: readonly Value[],
  keywords: Keywords,
): Value {
  const ignored = new Set(['dtype', 'order', 'casting', 'subok']);
  const args = [...positional, ...keywords.filter(([key]) => !ignored.has(key)).map(([, value]) => value)];
  if (args.length !== arity)
    refuse(
      context,
      `\`${builtin.name}\` takes ${arity} argument${arity === 1 ? '' : 's'}, and ${args.length} are given.`,
    );
  return elementwise(context, args, (...scalars) => {
    const nodes = scalars.slice(0, arity).map((one) => numberNode(context, one));
    const isInteger =
      KEEPS_INTEGERS.has(builtin.primitive) && scalars.slice(0, arity).every((one) => one.type !== 'float');
    return scalar(make.call(context.graph, builtin.primitive, ...nodes), isInteger ? 'int' : 'float');
  });
}

type Nodes = (g: Graph, ...nodes: [NodeId, NodeId, NodeId]) => NodeId;

/** A function of numbers that is a formula of others. */
function formula(parameters: string, nodes: Nodes): Primitive {
  const names = parameters.split(',').map((name) => name.trim());
  return universal(names.length, `${parameters}, *, dtype?, inplace?`, (call) =>
    elementwise(
      call.context,
      names.map((name) => call.value(name)),
      (...scalars) => {
        const [x, y, z] = scalars.map((one) => (one === undefined ? -1 : numberNode(call.context, one)));
        return scalar(nodes(call.context.graph, x ?? -1, y ?? -1, z ?? -1));
      },
    ),
  );
}

const named = (name: string): Primitive => formula('x1, x2', (g, x, y) => make.call(g, name, x, y));

const operator = (symbol: Parameters<typeof arithmetic>[1]): Primitive =>
  universal(2, 'x1, x2, *, dtype?', (call) => {
    const { context } = call;
    const [a, b] = [call.value('x1'), call.value('x2')];
    demandLikeProduct(context, symbol, a, b);
    return elementwise(context, [a, b], (x, y) => arithmetic(context, symbol, x, y));
  });

const comparison = (symbol: Parameters<typeof compareNumbers>[1]): Primitive =>
  universal(2, 'x1, x2', (call) =>
    elementwise(call.context, [call.value('x1'), call.value('x2')], (x, y) =>
      scalar(compareNumbers(call.context, symbol, x, y), 'bool'),
    ),
  );

const conditionOf = (g: Graph, value: Scalar): NodeId =>
  g.isCondition(value.node) ? value.node : make.notEqual(g, value.node, g.integer(0));

const logical = (combine: (g: Graph, a: NodeId, b: NodeId) => NodeId): Primitive =>
  universal(2, 'x1, x2', (call) => {
    const g = call.context.graph;
    return elementwise(call.context, [call.value('x1'), call.value('x2')], (x, y) =>
      scalar(combine(g, conditionOf(g, x), conditionOf(g, y)), 'bool'),
    );
  });

/** A question about floating-point values: the answer for real numbers. */
const always = (answer: boolean): Primitive =>
  primitive('x', (call) =>
    elementwise(call.context, [call.value('x')], (x) => {
      const g = call.context.graph;
      const value = closedNumber(g, asNumber(g, x.node));
      const isReal = value === undefined || Number.isFinite(value);
      const known = isReal
        ? answer
        : call.name.endsWith('isnan')
          ? Number.isNaN(value)
          : call.name.endsWith('isinf')
            ? !Number.isNaN(value)
            : false;
      return scalar(known ? make.trueNode(g) : make.falseNode(g), 'bool');
    }),
  );

/** Values between bounds, either of which may be left out. */
function clip(call: Call): Value {
  const g = call.context.graph;
  const low = call.optional('a_min') ?? call.optional('min');
  const high = call.optional('a_max') ?? call.optional('max');
  const limit = (value: Value, bound: Value | undefined, name: 'max' | 'min'): Value =>
    bound
      ? elementwise(call.context, [value, bound], (x, y) =>
          scalar(
            make.call(g, name, numberNode(call.context, x), numberNode(call.context, y)),
            widerType(x.type, y.type),
          ),
        )
      : value;
  return limit(limit(call.value('a'), low, 'max'), high, 'min');
}

function where(call: Call): Value {
  const g = call.context.graph;
  if (!call.given('x')) return tuple(placesOfTrue(call, call.value('condition')));
  return elementwise(call.context, [call.value('condition'), call.value('x'), call.value('y')], (c, x, y) => {
    const condition = conditionOf(g, c);
    if (isTrue(g, condition)) return x;
    if (isFalse(g, condition)) return y;
    if (x.type === 'bool' && y.type === 'bool') return scalar(selectNode(g, condition, x.node, y.node), 'bool');
    return scalar(make.select(g, condition, asNumber(g, x.node), asNumber(g, y.node)), widerType(x.type, y.type));
  });
}

/** Rounding to digits: a number that is known is rounded, others have a derivative of 0 almost everywhere. */
function round(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  const digits = call.optional('decimals') ? toCount(context, call.value('decimals'), 'How many digits are kept') : 0;
  return elementwise(context, [call.value('a')], (x) => {
    const value = closedNumber(g, numberNode(context, x));
    if (value === undefined)
      return call.refuse(`\`${call.name}\` rounds its result: the derivative is 0 almost everywhere.`);
    const scale = g.integer(10 ** Math.abs(digits));
    const up =
      digits >= 0 ? make.multiply(g, numberNode(context, x), scale) : make.divide(g, numberNode(context, x), scale);
    const rounded = make.call(g, 'round', up);
    return scalar(
      digits >= 0 ? make.divide(g, rounded, scale) : make.multiply(g, rounded, scale),
      digits > 0 ? 'float' : x.type === 'int' || call.name === 'round' ? 'int' : 'float',
    );
  });
}

/** `log` with a base, `math.log(x, 10)`. */
function logarithm(call: Call): Value {
  const g = call.context.graph;
  const base = call.optional('base');
  const values = base ? [call.value('x'), base] : [call.value('x')];
  return elementwise(call.context, values, (x, b) => {
    const top = make.call(g, 'log', numberNode(call.context, x));
    return scalar(base ? make.divide(g, top, make.call(g, 'log', numberNode(call.context, b))) : top);
  });
}

function hypotenuse(call: Call): Value {
  const g = call.context.graph;
  const squares = call.rest.map((value) =>
    elementwise(call.context, [value], (x) => scalar(make.square(g, numberNode(call.context, x)))),
  );
  const total = squares.reduce(
    (a, b) => elementwise(call.context, [a, b], (x, y) => scalar(make.add(g, x.node, y.node))),
    scalar(g.integer(0)),
  );
  return elementwise(call.context, [total], (x) => scalar(make.call(g, 'sqrt', x.node)));
}

const half = (g: Graph): NodeId => make.fraction(g, 1, 2);
const one = (g: Graph): NodeId => g.integer(1);

const logOfOdds = (g: Graph, x: NodeId): NodeId => make.call(g, 'log', make.divide(g, x, make.subtract(g, one(g), x)));

/** select(u > 0, a, b) */
const ifPositive = (g: Graph, u: NodeId, a: NodeId, b: NodeId): NodeId =>
  make.select(g, make.greater(g, u, g.integer(0)), a, b);

const factorialArgument = (call: Call): Value =>
  elementwise(call.context, [call.value('x')], (x) => {
    const g = call.context.graph;
    const n = closedNumber(g, numberNode(call.context, x));
    if (n === undefined) demandCount(call.context, [x.node]);
    if (n === undefined || !Number.isInteger(n) || n < 0)
      return call.refuse('The factorial of a number that is not known has no derivative here.');
    let product = 1n;
    for (let i = 2n; i <= BigInt(n); i += 1n) product *= i;
    return scalar(g.rational({ numerator: product, denominator: 1n }), 'int');
  });

function binomial(call: Call): Value {
  const g = call.context.graph;
  return elementwise(call.context, [call.value('n'), call.value('k')], (x, y) => {
    const [n, k] = [closedNumber(g, x.node), closedNumber(g, y.node)];
    if (n === undefined || k === undefined) demandCount(call.context, [x.node, y.node]);
    if (n === undefined || k === undefined || !Number.isInteger(n) || !Number.isInteger(k) || n < 0)
      return call.refuse('A binomial coefficient of numbers that are not known has no derivative here.');
    let result = k < 0 || k > n ? 0n : 1n;
    for (let i = 1n; i <= BigInt(Math.max(k, 0)) && result > 0n; i += 1n) result = (result * (BigInt(n) - i + 1n)) / i;
    return scalar(g.rational({ numerator: result, denominator: 1n }), 'int');
  });
}

const rows: Record<string, Primitive> = {
  add: operator('+'),
  subtract: operator('-'),
  multiply: operator('*'),
  divide: operator('/'),
  floor_divide: operator('//'),
  mod: operator('%'),
  power: operator('**'),
  'builtin.pow': primitive('base, exp, mod?', (call) => {
    if (call.optional('mod')) return call.refuse('A power modulo a number is not understood.');
    return elementwise(call.context, [call.value('base'), call.value('exp')], (x, y) =>
      arithmetic(call.context, '**', x, y),
    );
  }),
  fmod: named('rem'),
  max2: named('max'),
  min2: named('min'),
  copysign: named('copysign'),
  negative: formula('x', make.negate),
  positive: formula('x', (_g, x) => x),
  identity_function: formula('x', (_g, x) => x),
  square: formula('x', make.square),
  reciprocal: formula('x', (g, x) => make.divide(g, one(g), x)),
  rsqrt: formula('x', (g, x) => make.divide(g, one(g), make.call(g, 'sqrt', x))),
  heaviside: formula('x1, x2', (g, x, h) => {
    const isHalf = closedNumber(g, h) === 0.5;
    return isHalf
      ? make.call(g, 'heaviside', x)
      : ifPositive(g, x, one(g), make.select(g, make.equal(g, x, g.integer(0)), h, g.integer(0)));
  }),
  relu6: formula('x', (g, x) => make.call(g, 'min', make.call(g, 'max', x, g.integer(0)), g.integer(6))),
  silu: formula('x', (g, x) => make.multiply(g, x, make.call(g, 'logistic', x))),
  softsign: formula('x', (g, x) => make.divide(g, x, make.add(g, one(g), make.abs(g, x)))),
  log_sigmoid: formula('x', (g, x) => make.negate(g, make.call(g, 'softplus', make.negate(g, x)))),
  logit: formula('x', logOfOdds),
  'torch.logit': primitive('input, eps?', (call) => {
    const { context } = call;
    const eps = call.optional('eps');
    if (!eps) return elementwise(context, [call.value('input')], (x) => scalar(logOfOdds(context.graph, x.node)));
    return elementwise(context, [call.value('input'), eps], (x, e) => {
      const g = context.graph;
      const above = make.call(g, 'max', x.node, e.node);
      return scalar(logOfOdds(g, make.call(g, 'min', above, make.subtract(g, one(g), e.node))));
    });
  }),
  'torch.softplus': primitive('input, beta?, threshold?', (call) => {
    const { context } = call;
    const beta = call.optional('beta') ?? scalar(context.graph.integer(1));
    return elementwise(context, [call.value('input'), beta], (x, b) => {
      const g = context.graph;
      return scalar(make.divide(g, make.call(g, 'softplus', make.multiply(g, b.node, x.node)), b.node));
    });
  }),
  mish: formula('x', (g, x) => make.multiply(g, x, make.call(g, 'tanh', make.call(g, 'softplus', x)))),
  modf: primitive('x', (call) => {
    const { context } = call;
    const g = context.graph;
    const whole = elementwise(context, [call.value('x')], (x) => scalar(make.call(g, 'trunc', numberNode(context, x))));
    return tuple([
      elementwise(context, [call.value('x'), whole], (x, w) =>
        scalar(make.subtract(g, numberNode(context, x), numberNode(context, w))),
      ),
      whole,
    ]);
  }),
  hardtanh: primitive('x, min_val?, max_val?', (call) => {
    const g = call.context.graph;
    const low = call.optional('min_val') ?? scalar(g.integer(-1));
    const high = call.optional('max_val') ?? scalar(g.integer(1));
    return elementwise(call.context, [call.value('x'), low, high], (x, a, b) =>
      scalar(make.call(g, 'min', make.call(g, 'max', x.node, a.node), b.node)),
    );
  }),
  tanhshrink: formula('x', (g, x) => make.subtract(g, x, make.call(g, 'tanh', x))),
  leaky_relu: primitive('x, negative_slope?', (call) => {
    const slope = call.optional('negative_slope') ?? scalar(make.fraction(call.context.graph, 1, 100));
    return elementwise(call.context, [call.value('x'), slope], (x, s) => {
      const g = call.context.graph;
      return scalar(ifPositive(g, x.node, x.node, make.multiply(g, s.node, x.node)));
    });
  }),
  elu: primitive('x, alpha?', (call) => {
    const alpha = call.optional('alpha') ?? scalar(call.context.graph.integer(1));
    return elementwise(call.context, [call.value('x'), alpha], (x, a) => {
      const g = call.context.graph;
      return scalar(ifPositive(g, x.node, x.node, make.multiply(g, a.node, make.call(g, 'expm1', x.node))));
    });
  }),
  greater: comparison('>'),
  greater_equal: comparison('>='),
  less: comparison('<'),
  less_equal: comparison('<='),
  equal: comparison('=='),
  not_equal: comparison('!='),
  logical_and: logical(make.and),
  logical_or: logical(make.or),
  logical_xor: logical((g, a, b) => make.or(g, make.and(g, a, make.not(g, b)), make.and(g, make.not(g, a), b))),
  logical_not: primitive('x', (call) => {
    const g = call.context.graph;
    return elementwise(call.context, [call.value('x')], (x) => scalar(make.not(g, conditionOf(g, x)), 'bool'));
  }),
  bitwise_and: operator('&'),
  bitwise_or: operator('|'),
  bitwise_xor: operator('^'),
  invert: primitive('x', (call) => {
    const g = call.context.graph;
    return elementwise(call.context, [call.value('x')], (x) =>
      x.type === 'bool'
        ? scalar(make.not(g, x.node), 'bool')
        : call.refuse('`invert` works on bits: it has no derivative.'),
    );
  }),
  isnan: always(false),
  isinf: always(false),
  isfinite: always(true),
  iscomplex: always(false),
  isreal: always(true),
  clip: universal(3, 'a, a_min?, a_max?, *, min?, max?, dtype?', clip),
  where: primitive('condition, x?, y?', where),
  round: primitive('a, decimals?', round),
  'builtin.round': primitive('a, decimals?', round),
  'math.log': primitive('x, base?', logarithm),
  'math.hypot': primitive('*items', hypotenuse),
  factorial: primitive('x, exact?', factorialArgument),
  comb: primitive('n, k, exact?', binomial),
  nan_to_num: primitive('x, copy?, nan?, posinf?, neginf?', (call) => call.value('x')),
  real: formula('x', (_g, x) => x),
  conj: formula('x', (_g, x) => x),
  imag: formula('x', (g) => g.integer(0)),
  gelu: primitive('x, approximate?', (call) => gelu(call, call.text('approximate') === 'tanh')),
  'jax.gelu': primitive('x, approximate?', (call) => gelu(call, call.flag('approximate', true))),
};

/** Hendrycks & Gimpel (2016): x·Φ(x) */
function gelu(call: Call, isApproximate: boolean): Value {
  const g = call.context.graph;
  if (isApproximate) return elementwise(call.context, [call.value('x')], (x) => scalar(geluByTanh(g, x.node)));
  return elementwise(call.context, [call.value('x')], (x) => {
    const error = make.call(g, 'erf', make.divide(g, x.node, make.call(g, 'sqrt', g.integer(2))));
    return scalar(make.multiply(g, make.multiply(g, half(g), x.node), make.add(g, one(g), error)));
  });
}

/** The same by the hyperbolic tangent: ½x(1 + tanh(√(2/π)(x + 0.044715x³))). */
function geluByTanh(g: Graph, x: NodeId): NodeId {
  const root = make.call(g, 'sqrt', make.divide(g, g.integer(2), make.constant(g, 'pi')));
  const cubic = make.multiply(g, make.literal(g, '0.044715'), make.power(g, x, g.integer(3)));
  const inner = make.multiply(g, root, make.add(g, x, cubic));
  return make.multiply(g, make.multiply(g, half(g), x), make.add(g, one(g), make.call(g, 'tanh', inner)));
}

export const elementwisePrimitives: Readonly<Record<string, Primitive>> = rows;
