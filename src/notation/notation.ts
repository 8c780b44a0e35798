/** How formulas are written. */
export interface Notation {
  /** Significant digits of numbers that have no short exact form. */
  readonly digits: number;
  /** Indices as the source counts, or from 1 as mathematics does. */
  readonly indices: 'source' | 'one';
  /** The id of the language that `code` is in. Default: `python`. */
  readonly language?: string;
  /** Arrays whose elements are written x[1], since x1 is another variable, which is written x₁. */
  readonly bracketed?: ReadonlySet<string>;
}

/** The arrays among some variables whose elements would look like others of them. */
export function bracketedNames(
  variables: readonly { readonly name: string; readonly isArray: boolean }[],
): ReadonlySet<string> {
  const looks = (name: string): string | undefined => /^(.*?\D)_?\d+$/.exec(name)?.[1];
  const numbered = new Set(variables.map(({ name }) => looks(name)));
  return new Set(variables.filter(({ name, isArray }) => isArray && numbered.has(name)).map(({ name }) => name));
}

/** The number that a reader sees for the 0-based `index`, where the source counts from `base`. */
export const shownIndex = (index: number, base: 0 | 1, { indices }: Notation): number =>
  index + (indices === 'one' ? 1 : base);
