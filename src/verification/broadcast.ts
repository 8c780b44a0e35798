/** Arguments that were traced as single numbers because nothing says that they are arrays. */
import { isNamedAsParameter } from '../tracing/customs';
import type { GivenValue, Traced, TracedInput } from '../tracing/traced';
import { sizeConflict } from './merge';

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
  const rank = Math.max(0, ...passed.map((input) => input.sizes.length));
  if (rank === 0) return null;
  const [first] = passed.filter((input) => input.sizes.length > 0);
  const [fullest] = passed.filter((input) => input.sizes.length === rank);
  const longest = (name: string): TracedInput | undefined =>
    passed.filter((input) => input.name === name).sort((p, q) => q.sizes.length - p.sizes.length)[0];
  const isFixed = ({ shape }: TracedInput): boolean =>
    shape.length > 0 && shape.every((size) => typeof size === 'number');
  // As each is known, the others like the first; or all alike, where nothing fixes their sizes.
  const known: Model = (input) => (input.sizes.length > 0 ? input : first);
  const alike: Model = (input) => (isFixed(longest(input.name) ?? input) ? longest(input.name) : fullest);
  const butParameters =
    (model: Model): Model =>
    (input) =>
      input.sizes.length === 0 && isNamedAsParameter(input.name) ? undefined : model(input);
  return tracedAs(known) ?? tracedAs(alike) ?? tracedAs(butParameters(known)) ?? tracedAs(butParameters(alike));

  function tracedAs(like: Model): Traces | null {
    const again = (which: 'primal' | 'derivative', traced: Traced): Traced | null => {
      const own = traced.inputs.filter((input) => input.numeric && !input.isAttribute && !input.hasDefault);
      const given = own.flatMap((input) => {
        const model = like(input);
        return model ? [[input.name, model] as const] : [];
      });
      if (given.every(([name, { sizes }]) => own.find((input) => input.name === name)?.sizes.join() === sizes.join()))
        return traced;
      return retrace(
        which,
        Object.fromEntries(given.map(([name, { sizes, symbols }]) => [name, arrayOf(sizes, symbols.length)])),
      );
    };
    const [f, df] = [again('primal', primal), again('derivative', derivative)];
    if (!f || !df || (f === primal && df === derivative)) return null;
    return sizeConflict(f, df) ? null : { primal: f, derivative: df };
  }
}

/**
 * The two traced again with the arguments that are single numbers shaped as the derivative's result is: a column, beside
 * targets that are made one. `null` where that does not apply or cannot be traced.
 */
export function likeResult(primal: Traced, derivative: Traced, retrace: Retrace): Traces | null {
  const { sizes } = derivative.output;
  const count = derivative.outputs.length;
  if (sizes.length === 0 || derivative.parts.length > 1) return null;
  const again = (which: 'primal' | 'derivative', { inputs }: Traced): Traced | null => {
    const numbers = inputs.filter((input) => input.numeric && !input.isAttribute && !input.hasDefault);
    const given = numbers.flatMap((input) => (input.sizes.length === 0 ? [[input.name, arrayOf(sizes, count)]] : []));
    return given.length === 0 ? null : retrace(which, Object.fromEntries(given) as Record<string, GivenValue>);
  };
  const [f, df] = [again('primal', primal), again('derivative', derivative)];
  return f && df && sizeConflict(f, df) === null ? { primal: f, derivative: df } : null;
}

/** What an argument is taken to be like; `undefined`: as it is. */
type Model = (input: TracedInput) => TracedInput | undefined;

interface Traces {
  readonly primal: Traced;
  readonly derivative: Traced;
}

const arrayOf = (sizes: readonly number[], count: number): GivenValue => ({
  kind: 'array',
  sizes,
  values: Array<number>(count).fill(0.5),
  integer: false,
});
