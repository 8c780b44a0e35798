/**
 * Functions that are formulas of other functions: what a library's name means, as a graph. They have no row of their own:
 * their derivatives, domains and kinks are those of what they are made of, and people read them spelt out.
 */
import {
  abs,
  add,
  call,
  constant,
  divide,
  fraction,
  greater,
  less,
  literal,
  lessOrEqual,
  multiply,
  negate,
  power,
  select,
  subtract,
} from '../construct';
import type { Graph, NodeId } from '../graph';
import { isInteger } from '../rational';
import { orthogonalPolynomials } from './orthogonalPolynomials';

export interface FunctionDefinition {
  readonly name: string;
  /** The parameters in order, with their values where they may be left out: `x, alpha = 1`. */
  readonly parameters: string;
  /** The value; `undefined` where a parameter has to be a number that is known, and is not. */
  readonly make: (g: Graph, args: readonly NodeId[]) => NodeId | undefined;
}

/** A definition whose arguments are all given. */
const defined = (
  name: string,
  parameters: string,
  make: (g: Graph, a: NodeId, b: NodeId, c: NodeId) => NodeId,
): FunctionDefinition => ({ name, parameters, make: (g, [a = -1, b = -1, c = -1]) => make(g, a, b, c) });

const zero = (g: Graph): NodeId => g.integer(0);
const one = (g: Graph): NodeId => g.integer(1);
const square = (g: Graph, u: NodeId): NodeId => power(g, u, g.integer(2));
const relu6 = (g: Graph, u: NodeId): NodeId => call(g, 'min', call(g, 'max', u, zero(g)), g.integer(6));

/** A function of the engine at a fixed order. */
const ofOrder = (name: string, row: string, order: number): FunctionDefinition =>
  defined(name, 'x', (g, x) => call(g, row, g.integer(order), x));

const besselOrders = (suffix: string, jyik: Readonly<Record<string, string>>): FunctionDefinition[] =>
  [0, 1].flatMap((n) => Object.entries(jyik).map(([letter, row]) => ofOrder(`${letter}${n}${suffix}`, row, n)));

const inDegrees = (name: string, row: string): FunctionDefinition =>
  defined(name, 'x', (g, x) => call(g, row, call(g, 'deg2rad', x)));

const reciprocalOf = (name: string, row: string): FunctionDefinition =>
  defined(name, 'x', (g, x) => divide(g, one(g), call(g, row, x)));

const ofReciprocal = (name: string, row: string): FunctionDefinition =>
  defined(name, 'x', (g, x) => call(g, row, divide(g, one(g), x)));

const trigonometricRelatives: readonly FunctionDefinition[] = [
  reciprocalOf('sec', 'cos'),
  reciprocalOf('csc', 'sin'),
  reciprocalOf('cot', 'tan'),
  reciprocalOf('sech', 'cosh'),
  reciprocalOf('csch', 'sinh'),
  reciprocalOf('coth', 'tanh'),
  ofReciprocal('asec', 'acos'),
  ofReciprocal('acsc', 'asin'),
  ofReciprocal('asech', 'acosh'),
  ofReciprocal('acsch', 'asinh'),
  ofReciprocal('acoth', 'atanh'),
  inDegrees('sindg', 'sin'),
  inDegrees('cosdg', 'cos'),
  inDegrees('tandg', 'tan'),
  defined('cotdg', 'x', (g, x) => divide(g, one(g), call(g, 'tan', call(g, 'deg2rad', x)))),
  defined('radian', 'd, m, s', (g, d, m, s) => {
    const minutes = add(g, m, divide(g, s, g.integer(60)));
    return call(g, 'deg2rad', add(g, d, divide(g, minutes, g.integer(60))));
  }),
];

const arithmetic: readonly FunctionDefinition[] = [
  defined('math.remainder', 'x, y', (g, x, y) => subtract(g, x, multiply(g, y, call(g, 'round', divide(g, x, y))))),
  defined('frac', 'x', (g, x) => subtract(g, x, call(g, 'trunc', x))),
  defined('lerp', 'input, end, weight', (g, a, b, weight) => add(g, a, multiply(g, weight, subtract(g, b, a)))),
  defined('fma', 'x, y, z', (g, x, y, z) => add(g, multiply(g, x, y), z)),
  defined('ldexp', 'x, i', (g, x, i) => multiply(g, x, power(g, g.integer(2), i))),
  {
    name: 'addcmul',
    parameters: 'input, tensor1, tensor2, value = 1',
    make: (g, [a = -1, b = -1, c = -1, scale = one(g)]) => add(g, a, multiply(g, scale, multiply(g, b, c))),
  },
  {
    name: 'addcdiv',
    parameters: 'input, tensor1, tensor2, value = 1',
    make: (g, [a = -1, b = -1, c = -1, scale = one(g)]) => add(g, a, multiply(g, scale, divide(g, b, c))),
  },
  defined('logaddexp2', 'x1, x2', (g, x, y) => {
    const ln2 = call(g, 'log', g.integer(2));
    return divide(g, call(g, 'logaddexp', multiply(g, x, ln2), multiply(g, y, ln2)), ln2);
  }),
  defined('agm', 'a, b', (g, a, b) => {
    // DLMF 19.8.5 with K's parameter.
    const m = square(g, divide(g, subtract(g, a, b), add(g, a, b)));
    const quarter = multiply(g, fraction(g, 1, 4), constant(g, 'pi'));
    return divide(g, multiply(g, quarter, add(g, a, b)), call(g, 'ellipticK', m));
  }),
];

const activations: readonly FunctionDefinition[] = [
  defined('celu', 'x, alpha = 1', (g, x, alpha) =>
    select(g, greater(g, x, zero(g)), x, multiply(g, alpha, call(g, 'expm1', divide(g, x, alpha)))),
  ),
  defined('hardsigmoid', 'x', (g, x) => divide(g, relu6(g, add(g, x, g.integer(3))), g.integer(6))),
  defined('hardswish', 'x', (g, x) => multiply(g, x, divide(g, relu6(g, add(g, x, g.integer(3))), g.integer(6)))),
  defined('softshrink', 'x, lambd = 0.5', (g, x, width) =>
    select(
      g,
      greater(g, x, width),
      subtract(g, x, width),
      select(g, less(g, x, negate(g, width)), add(g, x, width), zero(g)),
    ),
  ),
  defined('hardshrink', 'x, lambd = 0.5', (g, x, width) => select(g, greater(g, abs(g, x), width), x, zero(g))),
  defined('threshold', 'x, threshold, value', (g, x, border, value) => select(g, greater(g, x, border), x, value)),
  defined('prelu', 'x, weight', (g, x, slope) => select(g, greater(g, x, zero(g)), x, multiply(g, slope, x))),
  defined('squareplus', 'x, b = 4', (g, x, b) =>
    divide(g, add(g, x, call(g, 'sqrt', add(g, square(g, x), b))), g.integer(2)),
  ),
];

const statistics: readonly FunctionDefinition[] = [
  defined('kl_div', 'x, y', (g, x, y) => add(g, subtract(g, call(g, 'relEntr', x, y), x), y)),
  defined('huber', 'delta, r', (g, delta, r) => {
    const inside = multiply(g, fraction(g, 1, 2), square(g, r));
    const outside = multiply(g, delta, subtract(g, abs(g, r), multiply(g, fraction(g, 1, 2), delta)));
    return select(g, lessOrEqual(g, abs(g, r), delta), inside, outside);
  }),
  defined('pseudo_huber', 'delta, r', (g, delta, r) => {
    const root = call(g, 'sqrt', add(g, one(g), square(g, divide(g, r, delta))));
    return multiply(g, square(g, delta), subtract(g, root, one(g)));
  }),
  defined('boxcox1p', 'x, lmbda', (g, x, lambda) => call(g, 'boxcox', add(g, one(g), x), lambda)),
  defined('inv_boxcox1p', 'y, lmbda', (g, y, lambda) => subtract(g, call(g, 'inverseBoxcox', y, lambda), one(g))),
  ...normalDistribution(),
];

/** The normal distribution with mean `loc` and standard deviation `scale`, under SciPy's names. */
function normalDistribution(): FunctionDefinition[] {
  type Make = (g: Graph, z: NodeId, scale: NodeId) => NodeId;
  const standardised = (name: string, make: Make): FunctionDefinition =>
    defined(`stats.norm.${name}`, 'x, loc = 0, scale = 1', (g, x, loc, scale) =>
      make(g, divide(g, subtract(g, x, loc), scale), scale),
    );
  const rootOfTwoPi = (g: Graph): NodeId => call(g, 'sqrt', multiply(g, g.integer(2), constant(g, 'pi')));
  const halfSquare = (g: Graph, z: NodeId): NodeId => divide(g, square(g, z), g.integer(2));
  return [
    standardised('pdf', (g, z, scale) =>
      divide(g, call(g, 'exp', negate(g, halfSquare(g, z))), multiply(g, scale, rootOfTwoPi(g))),
    ),
    standardised('logpdf', (g, z, scale) =>
      subtract(g, negate(g, halfSquare(g, z)), call(g, 'log', multiply(g, scale, rootOfTwoPi(g)))),
    ),
    standardised('cdf', (g, z) => call(g, 'ndtr', z)),
    standardised('logcdf', (g, z) => call(g, 'logNdtr', z)),
    standardised('sf', (g, z) => call(g, 'ndtr', negate(g, z))),
    standardised('logsf', (g, z) => call(g, 'logNdtr', negate(g, z))),
    defined('stats.norm.ppf', 'q, loc = 0, scale = 1', (g, q, loc, scale) =>
      add(g, loc, multiply(g, scale, call(g, 'ndtri', q))),
    ),
  ];
}

/** More terms than these are not written out. */
const MOST_TERMS = 60;

const special: readonly FunctionDefinition[] = [
  reciprocalOf('rgamma', 'gamma'),
  defined('poch', 'z, m', (g, z, m) => divide(g, call(g, 'gamma', add(g, z, m)), call(g, 'gamma', z))),
  defined('zetac', 'x', (g, x) => subtract(g, call(g, 'zeta', x), one(g))),
  defined('ellipkm1', 'p', (g, p) => call(g, 'ellipticK', subtract(g, one(g), p))),
  {
    // DLMF 35.3.4.
    name: 'multigammaln',
    parameters: 'a, d',
    make: (g, [a = -1, d = -1]) => {
      const size = g.exactOf(d);
      if (!size || !isInteger(size) || size.numerator < 1n || size.numerator > MOST_TERMS) return undefined;
      const n = Number(size.numerator);
      let sum = multiply(g, fraction(g, n * (n - 1), 4), call(g, 'log', constant(g, 'pi')));
      for (let j = 0; j < n; j += 1) sum = add(g, sum, call(g, 'gammaln', subtract(g, a, fraction(g, j, 2))));
      return sum;
    },
  },
  {
    // M(n + 1, n + k + 1, x) = (n + k)!/n!·φₖ⁽ⁿ⁾(x) (DLMF 13.4.1); of other parameters no value to full precision is known
    // here.
    name: 'hyp1f1',
    parameters: 'a, b, x',
    make: (g, [a = -1, b = -1, x = -1]) => {
      const [lower, upper] = [g.exactOf(a), g.exactOf(b)];
      if (!lower || !isInteger(lower) || lower.numerator < 1n || lower.numerator > MOST_TERMS) return undefined;
      if (!upper || !isInteger(upper) || upper.numerator < lower.numerator) return undefined;
      const front = divide(g, call(g, 'gamma', b), call(g, 'gamma', a));
      return multiply(g, front, call(g, 'phiDerivative', subtract(g, a, one(g)), subtract(g, b, a), x));
    },
  },
  {
    // Those that are complete elliptic integrals and their derivatives (DLMF 19.5.1, 19.5.2, 15.5.2).
    name: 'hyp2f1',
    parameters: 'a, b, c, z',
    make: (g, [a = -1, b = -1, c = -1, z = -1]) => {
      const [p, q, r] = [g.valueOf(a), g.valueOf(b), g.valueOf(c)];
      if (p === undefined || q === undefined || r === undefined) return undefined;
      const overPi = (n: number, name: string, ...args: NodeId[]): NodeId =>
        divide(g, multiply(g, g.integer(n), call(g, name, ...args)), constant(g, 'pi'));
      if (Math.min(p, q) === -0.5 && Math.max(p, q) === 0.5 && r === 1) return overPi(2, 'ellipticE', z);
      if (Math.min(p, q) === 0.5 && Math.max(p, q) === 1.5 && r === 2) return overPi(-8, 'ellipticESlope', z);
      const n = r - 1;
      if (p !== n + 0.5 || q !== p || !Number.isInteger(n) || n < 0 || n > MOST_TERMS) return undefined;
      let whole = overPi(2, 'ellipticKDerivative', g.integer(n), z);
      for (let k = 0; k < n; k += 1) whole = multiply(g, fraction(g, 4 * (k + 1), (2 * k + 1) ** 2), whole);
      return whole;
    },
  },
  ...besselOrders('', { j: 'besselJ', y: 'besselY', i: 'besselI', k: 'besselK' }),
  ...besselOrders('e', { i: 'besselIScaled', k: 'besselKScaled' }),
  ofOrder('spherical_j0', 'sphericalBesselJ', 0),
  ...orthogonalPolynomials,
];

/** ln Σ exp(xᵢ): its derivatives are softmax's values. */
export const logSumExp = (g: Graph, values: readonly NodeId[]): NodeId => call(g, 'log', sumOfExponentials(g, values));

/** exp(xᵢ)/Σ exp(xⱼ): ∂sᵢ/∂xⱼ = sᵢ(δᵢⱼ − sⱼ), which the view writes with the outputs. */
export function softmax(g: Graph, values: readonly NodeId[]): NodeId[] {
  const total = sumOfExponentials(g, values);
  return values.map((value) => divide(g, call(g, 'exp', value), total));
}

/** xᵢ − ln Σ exp(xⱼ): ∂/∂xⱼ = δᵢⱼ − sⱼ. */
export function logSoftmax(g: Graph, values: readonly NodeId[]): NodeId[] {
  const total = logSumExp(g, values);
  return values.map((value) => subtract(g, value, total));
}

const sumOfExponentials = (g: Graph, values: readonly NodeId[]): NodeId =>
  values.map((value) => call(g, 'exp', value)).reduce((sum, term) => add(g, sum, term));

export const functionDefinitions: readonly FunctionDefinition[] = [
  ...trigonometricRelatives,
  ...arithmetic,
  ...activations,
  ...statistics,
  ...special,
];

/** The parameter's name, and its value where it may be left out. */
export function parametersOf(
  definition: FunctionDefinition,
): readonly { readonly name: string; readonly value: string | null }[] {
  return definition.parameters.split(',').map((part) => {
    const [name = '', value = null] = part.split('=').map((word) => word.trim());
    return { name, value };
  });
}

/** The value of a parameter that is left out. */
export const defaultOf = (g: Graph, value: string): NodeId => literal(g, value);
