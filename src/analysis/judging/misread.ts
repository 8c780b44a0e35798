/** What speaks for it that one of the two was misread, where they differ: shapes and kinds of arguments. */
import { sizeOf } from '../../tracing/arrays';
import type { Shown, Traced, TracedInput } from '../../tracing/traced';
import { isTransposedAlone, isUsedAsArray } from '../../verification/arrayEvidence';
import { shapeOnly } from '../../verification/check';
import type { Given } from '../studies';
import type { JudgeRequest } from './traces';

/** An attribute that both take as a number, though a method of the class uses it as only an array can be used. */
export function arrayTakenForNumber(
  { studies, derivative }: JudgeRequest,
  inputs: readonly TracedInput[],
): string | null {
  const numbers = inputs.filter(({ isAttribute, numeric, sizes }) => isAttribute && numeric && sizes.length === 0);
  if (numbers.length === 0) return null;
  const transposed = numbers.find(({ name }) => name.endsWith('.T'));
  if (transposed) return transposed.name.slice(0, -'.T'.length);
  const methods = studies.methodsBeside(derivative);
  return numbers.find(({ name }) => methods.some((method) => isUsedAsArray(method, name)))?.name ?? null;
}

/** What both take as a vector, though one of them transposes it for itself. */
export function transposedVector({ primal, derivative }: JudgeRequest, inputs: readonly TracedInput[]): string | null {
  const turned = inputs.find(
    ({ name, sizes, shape }) =>
      sizes.length === 1 &&
      typeof shape[0] === 'string' &&
      [primal, derivative].some((one) => isTransposedAlone(one, name)),
  );
  return turned?.name ?? null;
}

/** An argument of one array that the file hands to the two in two shapes: `cost(labels)`, `gradient(labels[:, None])`. */
export function givenApart(primal: Traced, derivative: Traced): string | null {
  const isFixed = ({ numeric, shape }: TracedInput): boolean =>
    numeric && shape.every((size) => typeof size === 'number');
  const apart = primal.inputs.find((input) => {
    const other = derivative.inputs.find(({ name }) => name === input.name);
    if (!other || !isFixed(input) || !isFixed(other) || sizeOf(input.sizes) < 2) return false;
    return input.sizes.length !== other.sizes.length && sizeOf(input.sizes) === sizeOf(other.sizes);
  });
  return apart?.name ?? null;
}

/** An argument that is one index in the one, and several in the other: `x[idx]` and `for i in idx`. */
export function countedApart(primal: Traced, derivative: Traced): string | null {
  const apart = (one: Traced, several: Traced): string | undefined =>
    [...(one.counts?.keys() ?? [])].find(
      (name) =>
        several.labelled?.has(name) ||
        several.inputs.some((input) => input.name === name && input.numeric && input.sizes.length > 0),
    );
  return apart(primal, derivative) ?? apart(derivative, primal) ?? null;
}

/** Words and samples come again and again; of atoms, nodes or columns each is there once. */
const REPEATED = /(idx|ids?|words?|tokens?|users?|items?|labels?|targets?|class(es)?|contexts?|batch|sequence|[yt])$/i;

/** Lists of indices as they are not shown: with none that comes twice, in all of them. */
export function withoutRepetition(traces: readonly Traced[]): Shown {
  const lists = new Map(traces.flatMap(({ labelled }) => [...(labelled ?? [])]));
  let next = 0;
  return Object.fromEntries(
    [...lists]
      .filter(([name]) => !REPEATED.test(name))
      .map(([name, sizes]) => {
        return [name, Array.from({ length: sizeOf(sizes) }, () => next++)];
      }),
  );
}

/** Arguments that one of the two takes as a number, and the other as an array of the given sizes. */
export function doubtfulNumbers(primal: Traced, derivative: Traced): TracedInput[] {
  return primal.inputs.flatMap((input) => {
    const other = derivative.inputs.find(({ name }) => name === input.name);
    if (!other || !input.numeric || !other.numeric) return [];
    if (input.sizes.length > 0 === other.sizes.length > 0) return [];
    return [input.sizes.length > 0 ? input : other];
  });
}

/** More doubtful arguments than these are tried as numbers all at once only. */
const MOST_COMBINED = 3;

/** All ways of taking some of the arguments as numbers and the others as arrays. */
export function readings(doubtful: readonly TracedInput[]): Given['values'][] {
  const count = doubtful.length;
  const all = 2 ** count - 1;
  const choices = count <= MOST_COMBINED ? Array.from({ length: all }, (_, i) => i + 1) : [all];
  return choices.map((asNumbers) =>
    Object.fromEntries(
      doubtful.map((input, i) => [input.name, (asNumbers >> i) % 2 === 1 ? aNumber : shapeOnly(input)]),
    ),
  );
}

const aNumber = { kind: 'number', value: 0.5 } as const;
