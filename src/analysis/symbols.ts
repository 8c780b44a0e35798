/** Names that mathematics gives to derivatives, rows and columns. */
import type { DerivativeKind, Formula } from './card';
import type { TracedInput } from '../tracing/traced';
import { formatName } from '../notation/names';
import { formatTerm } from '../notation/term';
import type { Notation } from '../notation/term';

/** The last part of a dotted name: a method's own name. */
export const plainName = (dotted: string): string => dotted.split('.').at(-1)?.replace(/#\d+$/, '') ?? dotted;

/** `f′`, `∇f`, `J_f`, `H_f`; with the arguments as a subscript of ∇ where they are not all. */
export function derivativeSymbol(
  kind: DerivativeKind,
  functionName: string,
  subset: readonly string[] | null,
): Formula {
  const name = formatName(plainName(functionName));
  const by = subset?.map((argument) => formatName(argument));
  const code = functionName;
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
export function nameFormula(functionName: string): Formula {
  const { latex, text } = formatName(plainName(functionName));
  return { latex, text, code: functionName };
}

/** `f(x, y)`. */
export function callFormula(functionName: string, argumentNames: readonly string[]): Formula {
  const name = functionName === '' ? { latex: '', text: '' } : formatName(plainName(functionName));
  const args = argumentNames.map((argument) => formatName(argument));
  return {
    latex: `${name.latex}\\left(${args.map((a) => a.latex).join(', ')}\\right)`,
    text: `${name.text}(${args.map((a) => a.text).join(', ')})`,
    code: `${functionName}(${argumentNames.join(', ')})`,
  };
}

/** Arguments as they stand in `f(…)`: attributes of `self` are not passed. */
export const passed = (inputs: readonly TracedInput[]): readonly string[] =>
  inputs.filter((input) => input.numeric && !input.isAttribute).map((input) => input.name);

/** `∂f/∂x`. */
export function partialSymbol(functionName: string, argument: string): Formula {
  const [f, x] = [formatName(functionName), formatName(argument)];
  return {
    latex: `\\frac{\\partial ${f.latex}}{\\partial ${x.latex}}`,
    text: `∂${f.text}/∂${x.text}`,
    code: `${functionName}_${argument}`,
  };
}

/** An output: `f`, `f₀`, `f₁₂`; one of several results by its own name. */
export function outputSymbol(
  functionName: string,
  part: string | null,
  index: readonly number[],
  notation: Notation,
): Formula {
  const variable = plainName(part ?? functionName);
  return formatTerm({ kind: 'symbol', name: variable, variable, index, node: -1 }, notation);
}
