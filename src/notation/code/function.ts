/** A whole function that computes a derivative, in a source language. */
import type { Term } from '../../calculus/view/term';
import type { NestedCode, Unpacking } from './language';
import { codeLanguage } from './language';
import { missingNote } from './missing';
import { codeOf, identifier } from './print';

export interface FunctionRequest {
  readonly language: string;
  readonly name: string;
  readonly parameters: readonly string[];
  /** Arguments of which the parts are used by names of their own. */
  readonly unpackings?: readonly Unpacking[];
  /** Whether it is a method: attributes of `self` are used. */
  readonly hasSelf: boolean;
  /** [] for a number, [n] for a vector, [m, n] for a matrix. */
  readonly shape: readonly number[];
  /** Entries by row and column (a gradient is one row); those that are not listed are 0. */
  readonly entries: readonly { readonly row: number; readonly column: number; readonly term: Term }[];
  readonly definitions: readonly { readonly name: string; readonly value: Term }[];
}

/**
 * The function's source text, without a newline at its end. Where it calls what the language's standard library lacks, a
 * comment in front says so.
 */
export function formatFunction(request: FunctionRequest): string {
  const language = codeLanguage(request.language);
  const { shape, entries, definitions, hasSelf } = request;
  const parameters = request.parameters.filter((parameter) => parameter !== 'self');
  const columns = shape.length === 0 ? 1 : (shape.at(-1) ?? 1);
  const total = shape.reduce((a, b) => a * b, 1);
  const flat = new Array<string>(total).fill('0');
  for (const { row, column, term } of entries) flat[row * columns + column] = codeOf(term, language);
  const result = shape.length === 0 ? (flat[0] ?? '0') : language.array(nested(flat, shape), false);
  const terms = [...definitions.map(({ value }) => value), ...entries.map(({ term }) => term)];
  const note = missingNote(terms, language.id);
  const code = language.define({
    name: request.name,
    parameters: hasSelf && language.id === 'python' ? ['self', ...parameters] : parameters,
    unpackings: request.unpackings ?? [],
    assignments: definitions.map(({ name, value }) => ({ name: identifier(name), value: codeOf(value, language) })),
    result,
  });
  return note === undefined ? code : `${language.comment} ${note}\n${code}`;
}

/** Row-major elements as nested lists. */
function nested(flat: readonly string[], shape: readonly number[]): NestedCode {
  const [size = 1, ...rest] = shape;
  if (rest.length === 0) return flat;
  const step = rest.reduce((a, b) => a * b, 1);
  return Array.from({ length: size }, (_, i) => nested(flat.slice(i * step, (i + 1) * step), rest));
}
