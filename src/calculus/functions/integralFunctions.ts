/** Functions defined by integrals, and Lambert's W. Formulas: DLMF §4.13, chapters 6, 7 and 19. */
import {
  add,
  call,
  constant,
  divide,
  fraction,
  greater,
  greaterOrEqual,
  less,
  lessOrEqual,
  multiply,
  negate,
  notEqual,
  power,
  subtract,
} from '../construct';
import type { Graph, NodeId } from '../graph';
import { elliptic, expint1, expintEi, fresnel, lambertW } from './numeric/integrals';
import type { FunctionRow } from './row';

/** πu²/2. */
const quarterTurns = (g: Graph, u: NodeId): NodeId =>
  multiply(g, fraction(g, 1, 2), multiply(g, constant(g, 'pi'), power(g, u, g.integer(2))));

/** The elliptic integrals are functions of the parameter m = k², as in SciPy. */
export const integralFunctions: readonly FunctionRow[] = [
  {
    name: 'expi',
    arity: 1,
    value: expintEi,
    partials: [(g, [u]) => divide(g, call(g, 'exp', u), u)],
    domain: (g, [u]) => [notEqual(g, u, g.integer(0))],
    latex: '\\operatorname{Ei}',
    text: 'Ei',
    code: { python: 'scipy.special.expi' },
  },
  {
    name: 'exp1',
    arity: 1,
    value: expint1,
    partials: [(g, [u]) => negate(g, divide(g, call(g, 'exp', negate(g, u)), u))],
    domain: (g, [u]) => [greater(g, u, g.integer(0))],
    range: 'positive',
    latex: 'E_{1}',
    text: 'E₁',
    code: { python: 'scipy.special.exp1' },
  },
  {
    name: 'fresnelS',
    arity: 1,
    value: (x) => fresnel(x)[0],
    partials: [(g, [u]) => call(g, 'sin', quarterTurns(g, u))],
    parity: 'odd',
    exact: [[0, 0]],
    bounds: [-0.7139722140219397, 0.7139722140219397],
    latex: 'S',
    text: 'S',
    code: { python: 'scipy.special.fresnel(#1)[0]' },
  },
  {
    name: 'fresnelC',
    arity: 1,
    value: (x) => fresnel(x)[1],
    partials: [(g, [u]) => call(g, 'cos', quarterTurns(g, u))],
    parity: 'odd',
    exact: [[0, 0]],
    bounds: [-0.7798934003768229, 0.7798934003768229],
    latex: 'C',
    text: 'C',
    code: { python: 'scipy.special.fresnel(#1)[1]' },
  },
  {
    name: 'lambertW',
    arity: 1,
    value: lambertW,
    partials: [(g, _args, y) => divide(g, call(g, 'exp', negate(g, y)), add(g, y, g.integer(1)))],
    exact: [[0, 0]],
    domain: (g, [u]) => [greaterOrEqual(g, u, negate(g, call(g, 'exp', g.integer(-1))))],
    bounds: [-1, Infinity],
    latex: 'W',
    text: 'W',
    code: { python: 'scipy.special.lambertw(#1).real' },
  },
  {
    name: 'ellipticK',
    arity: 1,
    value: (m) => elliptic(m)[0],
    partials: [
      (g, [m], y) => {
        const rest = subtract(g, g.integer(1), m);
        const above = subtract(g, call(g, 'ellipticE', m), multiply(g, rest, y));
        return divide(g, above, multiply(g, g.integer(2), multiply(g, m, rest)));
      },
    ],
    domain: (g, [m]) => [less(g, m, g.integer(1))],
    range: 'positive',
    latex: 'K',
    text: 'ellipk',
    code: { python: 'scipy.special.ellipk' },
  },
  {
    name: 'ellipticE',
    arity: 1,
    value: (m) => elliptic(m)[1],
    partials: [(g, [m], y) => divide(g, subtract(g, y, call(g, 'ellipticK', m)), multiply(g, g.integer(2), m))],
    exact: [[1, 1]],
    domain: (g, [m]) => [lessOrEqual(g, m, g.integer(1))],
    range: 'positive',
    latex: 'E',
    text: 'ellipe',
    code: { python: 'scipy.special.ellipe' },
  },
];
