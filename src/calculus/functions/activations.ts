/** Activation functions of neural networks that are not made of others in one step. */
import { add, call, divide, greater, literal, multiply, power, select, subtract } from '../construct';
import { isNonnegative } from '../facts';
import { normalDensity } from './errorFunctions';
import { ndtr } from './numeric/error';
import type { FunctionRow } from './row';

// Klambauer et al. (2017), appendix 1.
const SELU_SCALE_TEXT = '1.0507009873554804934193349852946';
const SELU_ALPHA_TEXT = '1.6732632423543772848170429916717';
const SELU_SCALE = Number(SELU_SCALE_TEXT);
const SELU_ALPHA = Number(SELU_ALPHA_TEXT);

export const activations: readonly FunctionRow[] = [
  {
    // The derivative at 0 is 0, as everywhere in the field.
    name: 'relu',
    arity: 1,
    value: (x) => (x > 0 ? x : x <= 0 ? 0 : NaN),
    partials: [(g, [u]) => select(g, greater(g, u, g.integer(0)), g.integer(1), g.integer(0))],
    fold: (g, [u]) => {
      const value = g.exactOf(u);
      if (value) return value.numerator > 0n ? u : g.integer(0);
      return isNonnegative(g, u) ? u : undefined;
    },
    kinks: (_g, [u]) => [{ at: u, kind: 'kink' }],
    range: 'nonnegative',
    monotone: 'increasing',
    latex: '\\operatorname{ReLU}',
    text: 'ReLU',
    code: { python: 'np.maximum(#1, 0)', javascript: 'Math.max(#1, 0)' },
  },
  {
    name: 'elu',
    arity: 1,
    value: (x) => (x > 0 ? x : Math.expm1(x)),
    partials: [(g, [u]) => select(g, greater(g, u, g.integer(0)), g.integer(1), call(g, 'exp', u))],
    bounds: [-1, Infinity],
    open: true,
    monotone: 'increasing',
    exact: [[0, 0]],
    latex: '\\operatorname{ELU}',
    text: 'ELU',
    code: { python: 'np.where(#1 > 0, #1, np.expm1(#1))', javascript: '(#1 > 0 ? #1 : Math.expm1(#1))' },
  },
  {
    name: 'selu',
    arity: 1,
    value: (x) => SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x)),
    partials: [
      (g, [u]) => {
        const [scale, alpha] = [literal(g, SELU_SCALE_TEXT), literal(g, SELU_ALPHA_TEXT)];
        const below = multiply(g, multiply(g, scale, alpha), call(g, 'exp', u));
        return select(g, greater(g, u, g.integer(0)), scale, below);
      },
    ],
    kinks: (_g, [u]) => [{ at: u, kind: 'kink' }],
    monotone: 'increasing',
    exact: [[0, 0]],
    latex: '\\operatorname{SELU}',
    text: 'SELU',
    code: {
      python: '1.0507009873554805 * np.where(#1 > 0, #1, 1.6732632423543772 * np.expm1(#1))',
      javascript: '1.0507009873554805 * (#1 > 0 ? #1 : 1.6732632423543772 * Math.expm1(#1))',
    },
  },
  {
    name: 'gelu',
    arity: 1,
    value: (x) => x * ndtr(x),
    partials: [(g, [u]) => add(g, call(g, 'ndtr', u), multiply(g, u, normalDensity(g, u)))],
    exact: [[0, 0]],
    latex: '\\operatorname{GELU}',
    text: 'GELU',
    code: { python: '#1 * scipy.special.ndtr(#1)' },
  },
  {
    name: 'silu',
    arity: 1,
    value: (x) => (x > 0 ? x / (1 + Math.exp(-x)) : (x * Math.exp(x)) / (1 + Math.exp(x))),
    partials: [
      (g, [u]) => {
        const s = call(g, 'logistic', u);
        return multiply(g, s, add(g, g.integer(1), multiply(g, u, subtract(g, g.integer(1), s))));
      },
    ],
    exact: [[0, 0]],
    latex: '\\operatorname{SiLU}',
    text: 'SiLU',
    code: { python: '#1 / (1 + np.exp(-#1))', javascript: '#1 / (1 + Math.exp(-#1))' },
  },
  {
    name: 'mish',
    arity: 1,
    value: (x) => x * Math.tanh(Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))),
    partials: [
      (g, [u]) => {
        const t = call(g, 'tanh', call(g, 'softplus', u));
        const change = subtract(g, g.integer(1), power(g, t, g.integer(2)));
        return add(g, t, multiply(g, u, multiply(g, call(g, 'logistic', u), change)));
      },
    ],
    exact: [[0, 0]],
    latex: '\\operatorname{Mish}',
    text: 'Mish',
    code: {
      python: '#1 * np.tanh(np.logaddexp(0, #1))',
      javascript: '#1 * Math.tanh(Math.max(#1, 0) + Math.log1p(Math.exp(-Math.abs(#1))))',
    },
  },
  {
    name: 'softsign',
    arity: 1,
    value: (x) => x / (1 + Math.abs(x)),
    partials: [(g, [u]) => divide(g, g.integer(1), power(g, add(g, g.integer(1), call(g, 'abs', u)), g.integer(2)))],
    parity: 'odd',
    exact: [[0, 0]],
    bounds: [-1, 1],
    open: true,
    monotone: 'increasing',
    latex: '\\operatorname{softsign}',
    text: 'softsign',
    code: { python: '#1 / (1 + np.abs(#1))', javascript: '#1 / (1 + Math.abs(#1))' },
  },
];
