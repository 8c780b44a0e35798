/** What arguments are that a call leaves out. */
import type { Expression, FunctionDefinition } from '../languages/program';
import { attempt } from './attempt';
import type { Context } from './context';
import { evaluate } from './expressions';
import { Demand, Exhausted } from './refusal';
import { numbersOf } from './sites';
import type { NumbersGiven, TracedInput } from './traced';

/** The inputs with the numbers that they are if they are left out. The scope is the one that the function stands in. */
export function withDefaults(context: Context, fn: FunctionDefinition, inputs: readonly TracedInput[]): TracedInput[] {
  return inputs.map((input) => {
    const value = fn.parameters.find(({ name }) => name === input.name)?.default;
    if (!value || !input.numeric || input.path) return input;
    const numbers = defaultNumbers(context, value);
    return numbers?.sizes.join() === input.sizes.join() ? { ...input, default: numbers } : input;
  });
}

function defaultNumbers(context: Context, value: Expression): NumbersGiven | undefined {
  try {
    const outcome = attempt(context, () => numbersOf(context, evaluate(context, value)));
    return 'value' in outcome ? outcome.value : undefined;
  } catch (error) {
    if (error instanceof Demand || error instanceof Exhausted) return undefined;
    throw error;
  }
}
