/** Names that mathematics gives to derivatives, rows and columns. */
import type { Card, DerivativeKind, Formula } from './card';
import type { Traced, TracedInput } from '../tracing/traced';
import { formatName } from '../notation/names';
import { formatTerm } from '../notation/term';
import type { Notation } from '../notation/term';

/** The last part of a dotted name: a method's own name. */
export const plainName = (dotted: string): string => dotted.split('.').at(-1)?.replace(/#\d+$/, '') ?? dotted;

/** A function as its source calls it, dotted, and as its formulas do. */
export interface FunctionName {
  readonly source: string;
  readonly written: string;
}

/** Longer names fill formulas and the names of rows: f stands there, and the heading says for what. */
const LONGEST_NAME = 16;
const LETTERS = ['f', 'g', 'h', 'F', 'G'];

export function functionName(source: string, traced: Traced | null): FunctionName {
  const own = plainName(source);
  if (own.length <= LONGEST_NAME || !traced) return { source, written: own };
  const { graph, inputs, wholes } = traced;
  const taken = new Set([
    ...inputs.map(({ name }) => name),
    ...graph.symbols.map(({ variable }) => variable),
    ...graph.holes.map(({ name }) => name),
    ...graph.names.values(),
    ...(wholes?.named.values() ?? []),
  ]);
  return { source, written: LETTERS.find((letter) => !taken.has(letter)) ?? own };
}

/** Whether formulas have another name for a function than its source. */
export const isAbbreviated = (name: Formula, source: string): boolean =>
  name.text !== formatName(plainName(source)).text;

/** The signature, which says what f stands for where formulas have it for a long name. */
export const headingOf = ({ name, function: own, signature }: Pick<Card, 'name' | 'function' | 'signature'>): string =>
  isAbbreviated(name, own) ? `${name.text} = ${signature}` : signature;

/** `f′`, `∇f`, `J_f`, `H_f`; with the arguments as a subscript of ∇ where they are not all. */
export function derivativeSymbol(
  kind: DerivativeKind,
  { source: code, written }: FunctionName,
  subset: readonly string[] | null,
): Formula {
  const name = formatName(written);
  const by = subset?.map((argument) => formatName(argument));
  if (kind === 'derivative') return { latex: `${name.latex}'`, text: `${name.text}′`, code };
  if (kind === 'gradient') {
    const latex = by ? `_{${by.map((b) => b.latex).join(', ')}}` : '';
    return {
      latex: `\\nabla${latex} ${name.latex}`,
      text: `∇${by ? `_${by.map((b) => b.text).join(',')} ` : ''}${name.text}`,
      code,
    };
  }
  const letter = kind === 'jacobian' ? 'J' : 'H';
  return { latex: `${letter}_{${name.latex}}`, text: `${letter}_${name.text}`, code };
}

/** ∂ and ∇. */
export const derivativeOperators: readonly Formula[] = [
  { latex: '\\partial', text: '∂', code: '' },
  { latex: '\\nabla', text: '∇', code: '' },
];

/** The function's own name: `f`. */
export function nameFormula({ source, written }: FunctionName): Formula {
  const { latex, text } = formatName(written);
  return { latex, text, code: source };
}

/** `f(x, y)`. */
export function callFormula(name: Formula, argumentNames: readonly string[]): Formula {
  const args = argumentNames.map((argument) => formatName(argument));
  return {
    latex: `${name.latex}\\left(${args.map((a) => a.latex).join(', ')}\\right)`,
    text: `${name.text}(${args.map((a) => a.text).join(', ')})`,
    code: `${name.code}(${argumentNames.join(', ')})`,
  };
}

/** Arguments as they stand in `f(…)`: attributes of `self` are not passed. */
export const passed = (inputs: readonly TracedInput[]): readonly string[] =>
  inputs.filter((input) => input.numeric && !input.isAttribute).map((input) => input.name);

/** `∂f/∂x`. */
export function partialSymbol(f: Formula, argument: string): Formula {
  const x = formatName(argument);
  return {
    latex: `\\frac{\\partial ${f.latex}}{\\partial ${x.latex}}`,
    text: `∂${f.text}/∂${x.text}`,
    code: `${plainName(f.code)}_${argument}`,
  };
}

/** An output: `f`, `f₀`, `f₁₂`; one of several results by its own name. */
export function outputSymbol(
  { written }: FunctionName,
  part: string | null,
  index: readonly number[],
  notation: Notation,
): Formula {
  const variable = part === null ? written : plainName(part);
  return formatTerm({ kind: 'symbol', name: variable, variable, index, node: -1 }, notation);
}
