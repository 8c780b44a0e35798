/** Derivatives that are numbered by the arguments: `d1F` is ∂F by the first one, `d12F` by the first and the second. */
import type { Definition } from '../languages/program';
import type { Evidence, Pair } from './pairing';
import { pairOf } from './pairing';
import { parametersOf } from './parameters';

export const numberedName = /^_*d([1-9])([1-9]?)_?([A-Za-z]\w*)$/;

/** `null` where the numbers of a name are no arguments: `d2f` alone is a second derivative. */
export function numbered(derivative: Definition, siblings: readonly Definition[]): Pair[] | null {
  const [, first = '', second = '', of = ''] = numberedName.exec(derivative.function.name) ?? [];
  const called = (name: string): Definition | undefined => siblings.find((other) => other.function.name === name);
  const primal = called(of);
  if (!primal) return null;
  // Only two numbers can be nothing but arguments.
  const isCustom = siblings.some(({ function: { name } }) => {
    const match = numberedName.exec(name);
    return match?.[3] === of && match[2] !== '';
  });
  const parameters = parametersOf(primal);
  const [by, andBy] = [parameters[Number(first) - 1], parameters[Number(second) - 1]];
  if (!isCustom || parameters.length < 2 || by === undefined) return null;
  const evidence = (name: string, argument: string): Evidence => ({
    kind: derivative.className === null ? 'name' : 'class',
    strong: true,
    text: `the name ${derivative.function.name} says: derivative of ${name} by ${argument}`,
  });
  if (second === '') return [pairOf(primal, derivative, { order: 1, evidence: evidence(of, by), wrt: [by] })];
  // Beside `d1d2f`, `d12f` is the square of d1: the second derivative by the first argument.
  const isPower =
    called(`d${first}d${second}${of}`) !== undefined ||
    called(`d${first}d${second}_${of}`) !== undefined ||
    /d\^?2\w*\s*\/\s*d(\w+?)\^?2/.exec(derivative.function.documentation ?? '')?.[1] === by;
  if (isPower && second === '2')
    return [pairOf(primal, derivative, { order: 2, evidence: evidence(of, by), wrt: [by] })];
  if (andBy === undefined) return [];
  if (by === andBy) return [pairOf(primal, derivative, { order: 2, evidence: evidence(of, by), wrt: [by] })];
  const partial = called(derivative.function.name.replace(first + second, first));
  return partial
    ? [pairOf(partial, derivative, { order: 1, evidence: evidence(partial.function.name, andBy), wrt: [andBy] })]
    : [];
}
