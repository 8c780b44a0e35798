/** Points that the file itself uses: the values of all arguments at calls. What a call leaves out has its default. */
import { pathText } from './parts';
import { givenArrays } from './sites';
import type { Site } from './sites';
import type { SourcePoint, TracedInput } from './traced';

export function sourcePoints(sites: readonly Site[], inputs: readonly TracedInput[]): SourcePoint[] {
  const needed = inputs.filter((input) => input.numeric && !input.isAttribute);
  const seen = new Set<string>();
  // What is an array at one call and a matrix at another is read as an array.
  const arrays = givenArrays(sites);
  const asRead = sites.filter(({ matrices }) => ![...matrices].some((name) => arrays.has(name)));
  return asRead.flatMap(({ values, span }) => {
    const known = needed.flatMap((input) => {
      const value = values.get(input.path ? pathText(input.path) : input.name) ?? input.default;
      return value && value.sizes.join() === input.sizes.join() ? [[input.name, value] as const] : [];
    });
    const missing = needed.some((input) => !input.hasDefault && !known.some(([name]) => name === input.name));
    const print = JSON.stringify(known);
    const isCalled = known.some(([name, value]) => value !== inputs.find((input) => input.name === name)?.default);
    if (missing || !isCalled || seen.has(print)) return [];
    seen.add(print);
    return [{ values: Object.fromEntries(known), span }];
  });
}
