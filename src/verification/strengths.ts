/**
 * Penalties by themselves: `self.alpha * np.sum(np.abs(w))` with a derivative that leaves the strength `self.alpha` to
 * those who use it as weights, and that may be by the sizes of the weights.
 */
import { call, divide, multiply } from '../calculus/construct';
import { symbolsOf } from '../calculus/dependencies';
import type { Hypothesis } from './layout';
import type { Merged } from './merge';

const penaltyName = /penal|regulari[sz]|prior|norm|(?:^|[._])l\d/i;
const strengthName = /^self\.(alpha|lam|lambd|lmbda|lambda_?|reg|strength|reg_strength|weight|scale|rho|gamma)$/i;

/** The derivative of what the strength multiplies, where the hand-written one does not use it. */
export function withoutStrength(merged: Merged, plain: readonly Hypothesis[], primal: string): Hypothesis[] {
  const { graph: g, inputs, found } = merged;
  if (!penaltyName.test(primal)) return [];
  const used = new Set(symbolsOf(g, found));
  const strengths = inputs.filter(
    ({ isAttribute, primalName, symbols: [symbol, ...others] }) =>
      isAttribute &&
      symbol !== undefined &&
      others.length === 0 &&
      !used.has(symbol) &&
      strengthName.test(primalName ?? ''),
  );
  return strengths.flatMap(({ name, symbols: [strength] }) =>
    plain.flatMap((hypothesis): Hypothesis[] => {
      const { symbols } = hypothesis.variables;
      if (strength === undefined) return [];
      const excuse = (layout: string, expected: Hypothesis['expected']): Hypothesis => ({
        ...hypothesis,
        layout,
        expected,
        kind: 'excuse',
      });
      const alone = hypothesis.expected.map((entry) => divide(g, entry, strength));
      const what = `the derivative of what ${name} multiplies`;
      const bySize =
        symbols.length === alone.length
          ? [
              excuse(
                `${what}, with respect to the size of the argument`,
                alone.map((entry, k) => multiply(g, entry, call(g, 'sign', symbols[k] as (typeof symbols)[number]))),
              ),
            ]
          : [];
      return [excuse(what, alone), ...bySize];
    }),
  );
}
