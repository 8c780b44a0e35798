/** Densities of SciPy's distributions with `loc` and `scale`, as their documentation defines them. */
import * as make from '../../calculus/construct';
import type { Graph, NodeId } from '../../calculus/graph';
import { elementwise } from '../coercion';
import { numberNode } from '../numbers';
import { scalar } from '../values';
import type { Value } from '../values';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';

/** ln of the density of the standardised variable, and where it is not 0. */
interface Density {
  readonly shapes: readonly string[];
  readonly logarithm: (g: Graph, y: NodeId, shapes: readonly NodeId[]) => NodeId;
  readonly support?: (g: Graph, y: NodeId) => NodeId;
  readonly cumulative?: (g: Graph, y: NodeId, shapes: readonly NodeId[]) => NodeId;
}

const log = (g: Graph, x: NodeId): NodeId => make.call(g, 'log', x);
const one = (g: Graph): NodeId => g.integer(1);
const half = (g: Graph): NodeId => make.fraction(g, 1, 2);
const less = (g: Graph, x: NodeId): NodeId => make.subtract(g, x, one(g));
const isPositive = (g: Graph, y: NodeId): NodeId => make.greaterOrEqual(g, y, g.integer(0));
const isFraction = (g: Graph, y: NodeId): NodeId => make.and(g, isPositive(g, y), make.lessOrEqual(g, y, one(g)));
const gammaln = (g: Graph, x: NodeId): NodeId => make.call(g, 'gammaln', x);
const decay = (g: Graph, y: NodeId): NodeId => make.call(g, 'exp', make.negate(g, y));

const densities: Readonly<Record<string, Density>> = {
  norm: {
    shapes: [],
    logarithm: (g, y) =>
      make.negate(
        g,
        make.add(
          g,
          make.multiply(g, half(g), make.square(g, y)),
          make.multiply(g, half(g), log(g, make.multiply(g, g.integer(2), make.constant(g, 'pi')))),
        ),
      ),
    cumulative: (g, y) => make.call(g, 'ndtr', y),
  },
  expon: {
    shapes: [],
    logarithm: (g, y) => make.negate(g, y),
    support: isPositive,
    cumulative: (g, y) => make.negate(g, make.call(g, 'expm1', make.negate(g, y))),
  },
  uniform: { shapes: [], logarithm: (g) => g.integer(0), support: isFraction, cumulative: (_g, y) => y },
  laplace: {
    shapes: [],
    logarithm: (g, y) => make.negate(g, make.add(g, make.abs(g, y), log(g, g.integer(2)))),
  },
  logistic: {
    shapes: [],
    logarithm: (g, y) =>
      make.subtract(g, make.negate(g, y), make.multiply(g, g.integer(2), make.call(g, 'softplus', make.negate(g, y)))),
    cumulative: (g, y) => make.call(g, 'logistic', y),
  },
  cauchy: {
    shapes: [],
    logarithm: (g, y) =>
      make.negate(g, log(g, make.multiply(g, make.constant(g, 'pi'), make.add(g, one(g), make.square(g, y))))),
    cumulative: (g, y) => make.add(g, half(g), make.divide(g, make.call(g, 'atan', y), make.constant(g, 'pi'))),
  },
  gumbel_r: { shapes: [], logarithm: (g, y) => make.negate(g, make.add(g, y, decay(g, y))) },
  gamma: {
    shapes: ['a'],
    logarithm: (g, y, [a]) =>
      make.subtract(g, make.subtract(g, make.multiply(g, less(g, a as NodeId), log(g, y)), y), gammaln(g, a as NodeId)),
    support: isPositive,
  },
  invgamma: {
    shapes: ['a'],
    logarithm: (g, y, [a]) =>
      make.negate(
        g,
        make.sum(g, [
          make.multiply(g, make.add(g, a as NodeId, one(g)), log(g, y)),
          make.divide(g, one(g), y),
          gammaln(g, a as NodeId),
        ]),
      ),
    support: isPositive,
  },
  beta: {
    shapes: ['a', 'b'],
    logarithm: (g, y, [a, b]) =>
      make.subtract(
        g,
        make.add(
          g,
          make.multiply(g, less(g, a as NodeId), log(g, y)),
          make.multiply(g, less(g, b as NodeId), log(g, make.subtract(g, one(g), y))),
        ),
        make.call(g, 'betaln', a as NodeId, b as NodeId),
      ),
    support: isFraction,
  },
  t: {
    shapes: ['df'],
    logarithm: (g, y, [given]) => {
      const df = given as NodeId;
      const more = make.multiply(g, half(g), make.add(g, df, one(g)));
      const spread = make.multiply(g, half(g), log(g, make.multiply(g, df, make.constant(g, 'pi'))));
      const tail = make.multiply(g, more, log(g, make.add(g, one(g), make.divide(g, make.square(g, y), df))));
      const front = make.subtract(g, gammaln(g, more), gammaln(g, make.multiply(g, half(g), df)));
      return make.subtract(g, make.subtract(g, front, spread), tail);
    },
  },
  chi2: {
    shapes: ['df'],
    logarithm: (g, y, [given]) => {
      const k = make.multiply(g, half(g), given as NodeId);
      return make.subtract(
        g,
        make.subtract(g, make.multiply(g, less(g, k), log(g, y)), make.multiply(g, half(g), y)),
        make.add(g, make.multiply(g, k, log(g, g.integer(2))), gammaln(g, k)),
      );
    },
    support: isPositive,
  },
  lognorm: {
    shapes: ['s'],
    logarithm: (g, y, [s]) => {
      const z = make.divide(g, log(g, y), s as NodeId);
      const root = make.multiply(g, half(g), log(g, make.multiply(g, g.integer(2), make.constant(g, 'pi'))));
      return make.negate(
        g,
        make.sum(g, [log(g, s as NodeId), log(g, y), root, make.multiply(g, half(g), make.square(g, z))]),
      );
    },
    support: isPositive,
  },
  weibull_min: {
    shapes: ['c'],
    logarithm: (g, y, [c]) =>
      make.subtract(
        g,
        make.add(g, log(g, c as NodeId), make.multiply(g, less(g, c as NodeId), log(g, y))),
        make.power(g, y, c as NodeId),
      ),
    support: isPositive,
  },
};

type Kind = 'pdf' | 'logpdf' | 'cdf' | 'logcdf' | 'sf' | 'logsf';

function evaluated(call: Call, density: Density, kind: Kind): Value {
  const { context } = call;
  const g = context.graph;
  const given = [...density.shapes, 'loc', 'scale'].map((name) => call.optional(name));
  const constants = given.map((value, i) => value ?? scalar(g.integer(i === given.length - 1 ? 1 : 0), 'int'));
  // Element by element, three at a time: the standardised variable first, then the shapes.
  const [location, scale] = constants.slice(-2) as [Value, Value];
  const y = elementwise(context, [call.value('x'), location, scale], (x, mu, sigma) =>
    scalar(
      make.divide(g, make.subtract(g, numberNode(context, x), numberNode(context, mu)), numberNode(context, sigma)),
    ),
  );
  const shapes = constants.slice(0, density.shapes.length);
  const ofStandard = elementwise(context, [y, ...shapes], (value, p, q) => {
    const nodes = [p, q].slice(0, shapes.length).map((one) => numberNode(context, one));
    const at = numberNode(context, value);
    if (kind === 'pdf' || kind === 'logpdf') return scalar(density.logarithm(g, at, nodes));
    if (density === densities['norm'] && kind !== 'cdf') {
      // The tails keep their digits this way.
      const turned = kind === 'logcdf' ? at : make.negate(g, at);
      return scalar(make.call(g, kind === 'sf' ? 'ndtr' : 'logNdtr', turned));
    }
    const cumulative = density.cumulative?.(g, at, nodes) ?? call.refuse(`\`${call.name}\` is not read yet.`);
    return scalar(kind === 'cdf' || kind === 'logcdf' ? cumulative : make.subtract(g, one(g), cumulative));
  });
  return elementwise(context, [ofStandard, y, scale], (value, at, sigma) => {
    const inside = density.support?.(g, numberNode(context, at)) ?? make.trueNode(g);
    const node = numberNode(context, value);
    if (kind === 'pdf' || kind === 'logpdf') {
      const whole = make.subtract(g, node, log(g, numberNode(context, sigma)));
      return kind === 'logpdf'
        ? scalar(make.select(g, inside, whole, g.double(-Infinity)))
        : scalar(make.select(g, inside, make.call(g, 'exp', whole), g.integer(0)));
    }
    if (density.support && kind !== 'cdf') return call.refuse(`\`${call.name}\` is not read yet.`);
    const above = make.greaterOrEqual(g, numberNode(context, at), g.integer(0));
    const bounded = density.support ? make.select(g, inside, node, asStep(g, above)) : node;
    const isLogarithm = (kind === 'logcdf' || kind === 'logsf') && density !== densities['norm'];
    return scalar(isLogarithm ? log(g, bounded) : bounded);
  });
}

/** 0 below the support, 1 above it. */
const asStep = (g: Graph, above: NodeId): NodeId => make.select(g, above, one(g), g.integer(0));

const kinds: readonly Kind[] = ['pdf', 'logpdf', 'cdf', 'logcdf', 'sf', 'logsf'];

export const distributionPrimitives: Readonly<Record<string, Primitive>> = Object.fromEntries(
  Object.entries(densities).flatMap(([name, density]) =>
    kinds
      .filter((kind) => density.cumulative || kind === 'pdf' || kind === 'logpdf')
      .map((kind) => [
        `stats.${name}.${kind}`,
        primitive(['x', ...density.shapes.map((shape) => shape), 'loc?', 'scale?'].join(', '), (call) =>
          evaluated(call, density, kind),
        ),
      ]),
  ),
);
