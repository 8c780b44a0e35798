/** Activation functions of neural networks that are not made of others in one step. */
import { greater, select } from '../construct';
import { isNonnegative } from '../facts';
import type { FunctionRow } from './row';

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
];
