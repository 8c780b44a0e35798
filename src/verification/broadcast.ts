/** Arguments that were traced as single numbers because nothing says that they are arrays. */
import type { GivenValue, Traced } from '../tracing/traced';

export type Retrace = (which: 'primal' | 'derivative', given: Readonly<Record<string, GivenValue>>) => Traced | null;

/**
 * The two traced again with every argument that is a single number as an array like the first argument that is one:
 * `loss(y, y_pred)` with y an array may mean y_pred to be one too. `null` where that does not apply or cannot be traced.
 */
export function withArrays(
  primal: Traced,
  derivative: Traced,
  retrace: Retrace,
): { readonly primal: Traced; readonly derivative: Traced } | null {
  const passed = [...primal.inputs, ...derivative.inputs].filter((input) => input.numeric && !input.isAttribute);
  const array = passed.find((input) => input.sizes.length > 0);
  if (!array) return null;
  const again = (which: 'primal' | 'derivative', traced: Traced): Traced | null => {
    const own = traced.inputs.filter((input) => input.numeric && !input.isAttribute && !input.hasDefault);
    if (own.every((input) => input.sizes.length > 0)) return traced;
    const given = own.map((input) => {
      const { sizes, symbols } = input.sizes.length > 0 ? input : array;
      const value: GivenValue = { kind: 'array', sizes, values: symbols.map(() => 0.5), integer: false };
      return [input.name, value] as const;
    });
    return retrace(which, Object.fromEntries(given));
  };
  const [f, df] = [again('primal', primal), again('derivative', derivative)];
  return f && df && (f !== primal || df !== derivative) ? { primal: f, derivative: df } : null;
}
