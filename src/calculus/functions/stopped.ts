/** What a program holds constant on purpose: `jax.lax.stop_gradient(x)`, `x.detach()`. */
import type { FunctionRow } from './row';

export const stopped: readonly FunctionRow[] = [
  {
    // The value is the argument; the derivative is 0, by intention and not by calculus.
    name: 'stopGradient',
    arity: 1,
    value: (x) => x,
    partials: [(g) => g.integer(0)],
    fold: (g, [u]) => (g.exactOf(u) ? u : undefined),
    latex: '\\operatorname{stop}',
    text: 'stop',
    code: { python: '1 * #1', javascript: '1 * #1' },
  },
];
