/** What a language is to the printer of code: a table. To add a language is to add a table to the registry below. */
import type { ConstantName } from '../../calculus/operations';
import { javascript } from './javascript';
import { python } from './python';

export interface Unpacking {
  readonly parameter: string;
  /** In the order of its items; '' for those that are not used. */
  readonly names: NestedCode;
}

export interface FunctionParts {
  readonly name: string;
  readonly parameters: readonly string[];
  /** What stands first: arguments taken apart into the names that the rest uses. */
  readonly unpackings: readonly Unpacking[];
  readonly assignments: readonly { readonly name: string; readonly value: string }[];
  readonly result: string;
}

export interface CodeLanguage {
  readonly id: string;
  /** How a comment begins that ends with its line. */
  readonly comment: '#' | '//';
  readonly indexBase: 0 | 1;
  /** Operators with the spaces around them. */
  readonly plus: string;
  readonly minus: string;
  readonly times: string;
  readonly divide: string;
  /** How a power is written: `#1**#2`, or as a call: `pow(#1, #2)`. */
  readonly power: string;
  /** Whether −x to a power must be written −(x ** 2): the language forbids the other. */
  readonly parenthesisesNegativePower: boolean;
  readonly relations: Readonly<Record<'<' | '≤' | '=' | '≠' | '>' | '≥', string>>;
  readonly and: string;
  readonly or: string;
  readonly not: string;
  readonly true: string;
  readonly false: string;
  readonly infinity: string;
  readonly notANumber: string;
  readonly constants: Readonly<Record<ConstantName, string>>;
  /** An element; the index counts from `indexBase`. */
  element(variable: string, index: readonly number[]): string;
  /** A quotient of whole numbers as the language must write it to be exact (3.0/2 where 3/2 is 1). */
  wholeInQuotient(digits: string): string;
  /** `#1` is the condition, `#2` the value where it holds, `#3` elsewhere. */
  readonly conditional: string;
  /** Whether a conditional may stand in another one's last place without parentheses. */
  readonly conditionalChains: boolean;
  /** A vector or matrix of elements in row-major nested lists. */
  array(elements: NestedCode, isWhole: boolean): string;
  define(parts: FunctionParts): string;
}

export type NestedCode = string | readonly NestedCode[];

const languages = new Map<string, CodeLanguage>(
  [python, javascript].flatMap((language) => [[language.id, language] as const]),
);
for (const id of ['typescript', 'javascriptreact', 'typescriptreact'])
  languages.set(id, { ...javascript, id: 'javascript' });

/** The table of a language; Python's for one that is not known. */
export const codeLanguage = (id: string | undefined): CodeLanguage => languages.get(id ?? 'python') ?? python;
