/** Sizes of arguments that fit a function and its derivative alike, where each alone was traced with sizes of its own. */
import { symbolsOf } from '../calculus/dependencies';
import { isNamedAsTarget, isNamedAsWeights } from '../tracing/customs';
import type { Traced, TracedInput } from '../tracing/traced';

/** Sizes by the names of arguments and attributes: for the function, and for its derivative. */
export interface JointSizes {
  readonly primal: Readonly<Record<string, readonly number[]>>;
  readonly derivative: Readonly<Record<string, readonly number[]>>;
}

/** More choices of sizes are not tried: each is two traces. */
const MOST_CHOICES = 9;

/** Ways of tracing the two again, the likeliest first. */
export function jointSizes(primal: Traced, derivative: Traced): JointSizes[] {
  const pairs = arraysOfBoth(primal, derivative);
  if (pairs.length === 0) return [];
  const found = [
    choice(pairs, ({ own, other }) => joined(own, other)),
    choice(pairs, ({ own, other }) => (own.sizes.length >= other.sizes.length ? own.sizes : other.sizes)),
    choice(pairs, ({ own, other }) => (other.sizes.length >= own.sizes.length ? other.sizes : own.sizes)),
  ];
  found.push(...asLongAsColumns(pairs, derivative));
  // States and controls as columns, `x[2, 0]`: one of them, not several side by side.
  found.push(
    choice(pairs, ({ own, other }) => {
      const sizes = joined(own, other);
      const isLastOpen = sizes.length === 2 && isOpenAt(own, 1) && isOpenAt(other, 1);
      return isLastOpen ? [sizes[0] as number, 1] : sizes;
    }),
  );
  // Open sizes may have to be the same as others: as many weights as there are features.
  const pool = new Set(found[0] ? Object.values(found[0].primal).flat() : []);
  for (const size of pool)
    found.push(
      choice(pairs, ({ own, other }) => {
        const sizes = joined(own, other);
        return isOpen(own) || isOpen(other)
          ? sizes.map((known, axis) => (axis === 0 && sizes.length === 1 ? size : known))
          : sizes;
      }),
      choice(pairs, ({ own, other }) => {
        const sizes = joined(own, other);
        return own.isAttribute && (isOpen(own) || isOpen(other)) && sizes.length === 1 ? [size] : sizes;
      }),
    );
  // That two sizes are the same may be chance: the same with more of each that is open.
  found.push(
    choice(pairs, ({ own }) => own.sizes.map((size, axis) => (typeof own.shape[axis] === 'string' ? size + 2 : size))),
  );
  found.push(...forOneTarget(primal, derivative));
  const known = new Set<string>();
  return found
    .filter((sizes) => {
      const key = JSON.stringify(sizes);
      return known.has(key) ? false : known.add(key);
    })
    .slice(0, MOST_CHOICES);
}

/**
 * A regression with one target a sample, though its weights are written large: `X @ W - y` with vectors W and y. None
 * where nothing has such names.
 */
export function forOneTarget(primal: Traced, derivative: Traced): JointSizes[] {
  const pairs = arraysOfBoth(primal, derivative);
  const isOfWeights = ({ own }: Both): boolean => isNamedAsWeights(own.name);
  const isTarget = ({ own }: Both): boolean => isNamedAsTarget(own.name);
  const weights = pairs.filter((both) => isOfWeights(both) && isOpen(both.own) && isOpen(both.other));
  const samples = pairs.filter((both) => !isOfWeights(both) && !isTarget(both) && both.own.sizes.length === 2);
  const [first, ...more] = samples;
  if (weights.length !== 1 || !first || more.length > 0 || weights[0]!.own.sizes.length < 2) return [];
  const [rows = 1, columns = 1] = first.own.sizes;
  return [choice(pairs, (both) => (both === first ? [rows, columns] : [both === weights[0] ? columns : rows]))];
}

/**
 * Sizes that only a derivative which is right there can speak for: with the fewer axes where the two were traced with
 * different numbers of them, as a contour plot gives points of a grid; with attributes that are multiplied by an
 * argument as matrices; with a state in each column, where there is a matrix for each of them.
 */
export function unlikelySizes(primal: Traced, derivative: Traced): JointSizes[] {
  const pairs = arraysOfBoth(primal, derivative);
  const isFewer = ({ own, other }: Both): boolean => own.sizes.length > 0 && own.sizes.length <= other.sizes.length;
  const found = pairs.some(({ own, other }) => own.sizes.length > 0 && other.sizes.length > 0 && !sameRank(own, other))
    ? [choice(pairs, (both) => (isFewer(both) || both.other.sizes.length === 0 ? both.own : both.other).sizes)]
    : [];
  const variables = pairs.filter(({ own }) => !own.isAttribute && isLine(own) && isOpen(own));
  for (const variable of variables) {
    const [columns = 0] = variable.own.sizes;
    const isFactor = ({ own, other }: Both): boolean =>
      own.isAttribute && isLine(own) && isOpen(own) && isOpen(other) && own.sizes[0] === columns;
    if (pairs.some(isFactor))
      found.push(choice(pairs, (both) => (isFactor(both) ? [columns + 1, columns] : rowsBeside(both, columns))));
  }
  return [...found, ...inColumns(pairs, derivative)];
}

/** States side by side, as solvers of boundary value problems have them: of k × l matrices for b of them, l × b. */
function inColumns(pairs: readonly Both[], { output: { sizes } }: Traced): JointSizes[] {
  const [, length, count, ...more] = sizes;
  if (length === undefined || count === undefined || more.length > 0) return [];
  const states = pairs.filter(({ own }) => !own.isAttribute && isLine(own) && own.sizes[0] === length);
  return states.map((state) =>
    choice(pairs, (both) => (both === state ? [length, count] : joined(both.own, both.other))),
  );
}

/** Of a vector beside a product with a matrix of one row more than columns, as many elements as that has rows. */
const rowsBeside = ({ own, other }: Both, columns: number): readonly number[] =>
  own.isAttribute && isLine(own) && isOpen(own) ? [columns + 1] : joined(own, other);

const sameRank = (a: TracedInput, b: TracedInput): boolean => a.sizes.length === b.sizes.length;

/** A Jacobian has a column also for what the function does not use: `h(x)` of a state that is longer than it reads. */
function asLongAsColumns(pairs: readonly Both[], derivative: Traced): JointSizes[] {
  const columns = derivative.output.sizes.at(-1) ?? 0;
  return pairs
    .filter(({ own, other }) => isLine(own) && other.sizes.length <= 1 && (own.sizes[0] ?? 0) < columns)
    .map((longer) => choice(pairs, (both) => (both === longer ? [columns] : joined(both.own, both.other))));
}

/**
 * Other sizes at which a difference must show as well, if it is one: where nothing fixes a size, more elements, so that
 * no matrix is square by chance; and no more elements than the function uses, if it uses the first ones only.
 */
export function confirmingSizes(primal: Traced, derivative: Traced): JointSizes[] {
  const pairs = arraysOfBoth(primal, derivative);
  const found = moreElements(pairs, primal, derivative);
  const used = new Set(symbolsOf(primal.graph, primal.outputs));
  const needed = ({ own }: Both): readonly number[] => {
    if (own.sizes.length !== 1) return own.sizes;
    if (own.symbols.length > 64) return own.sizes;
    const last = own.symbols.reduce((most, symbol, i) => (used.has(symbol) ? i + 1 : most), 0);
    return [Math.max(1, last)];
  };
  if (pairs.some((both) => needed(both).join() !== both.own.sizes.join())) found.push(choice(pairs, needed));
  // Two arguments together may have as many columns by chance as one that is longer than the function reads.
  if (derivative.output.sizes.length === 2) found.push(...asLongAsColumns(pairs.filter(isLongerAllowed), derivative));
  return found;
}

/**
 * Sizes at which a derivative must be right as well that is right for two elements: `w[1]` for `w[1:]` is all there is
 * of them then. None where nothing that is open has two.
 */
export function largerSizes(primal: Traced, derivative: Traced): JointSizes[] {
  const pairs = arraysOfBoth(primal, derivative);
  const isOfTwo = ({ own, other }: Both): boolean =>
    [own, other].some(({ shape, sizes }) =>
      shape.some((size, axis) => typeof size === 'string' && (sizes[axis] ?? 0) <= 2),
    );
  return pairs.some(isOfTwo) ? moreElements(pairs, primal, derivative) : [];
}

/** With as many elements of open vectors as a number says that both count with: `self.dim` of `2 * x / self.dim`. */
export function countedSizes(primal: Traced, derivative: Traced): JointSizes[] {
  const pairs = arraysOfBoth(primal, derivative);
  const counts = new Set([...(primal.counts?.values() ?? []), ...(derivative.counts?.values() ?? [])]);
  const isVector = ({ own, other }: Both): boolean => own.sizes.length === 1 && isOpen(own) && isOpen(other);
  return [...counts]
    .filter((count) => count > 1 && pairs.some((both) => isVector(both) && both.own.sizes[0] !== count))
    .map((count) => choice(pairs, (both) => (isVector(both) ? [count] : both.own.sizes)));
}

/** With one column of what is a matrix because of how it is used, `x[i][0]`; none where there is no such. */
export function columnSizes(primal: Traced, derivative: Traced): JointSizes[] {
  const pairs = arraysOfBoth(primal, derivative);
  const rowsOf = ({ own, other }: Both): number => (own.sizes.length === 2 ? own : other).sizes[0] ?? 1;
  const isWide = ({ own, other }: Both): boolean =>
    [own, other].some(({ sizes }) => sizes.length === 2 && (sizes[1] ?? 0) > 1) &&
    isOpenAt(own, 1) &&
    isOpenAt(other, 1);
  return pairs
    .filter(isWide)
    .map((wide) => choice(pairs, (both) => (both === wide ? [rowsOf(both), 1] : both.own.sizes)));
}

/** With as many elements of open vectors as the function names (`x[0]`, `x[1]`), where there are more. */
export function namedSizes(primal: Traced, derivative: Traced, named: (argument: string) => number): JointSizes[] {
  const pairs = arraysOfBoth(primal, derivative);
  const sizesOf = ({ own, other }: Both): readonly number[] => {
    const count = named(own.name);
    const isVector = own.sizes.length === 1 && isOpen(own) && isOpen(other);
    return isVector && count > 1 && count < (own.sizes[0] ?? 0) ? [count] : own.sizes;
  };
  return pairs.some((both) => sizesOf(both) !== both.own.sizes) ? [choice(pairs, sizesOf)] : [];
}

/** More of all that nothing fixes, and as many labels as there are rows of that size. */
function moreElements(pairs: readonly Both[], primal: Traced, derivative: Traced): JointSizes[] {
  const isFree = (shape: TracedInput['shape'], axis: number): boolean => typeof shape[axis] === 'string';
  const longer = ({ own, other }: Both): TracedInput => (own.sizes.length >= other.sizes.length ? own : other);
  const more = (both: Both): readonly number[] => {
    const from = longer(both);
    const to = from === both.own ? both.other : both.own;
    return from.sizes.map((size, axis) =>
      isFree(from.shape, axis) && (to.sizes.length === 0 || isFree(to.shape, axis)) ? size + 2 : size,
    );
  };
  if (!pairs.some((both) => more(both).join() !== longer(both).sizes.join())) return [];
  const chosen = choice(pairs, more);
  return [
    {
      primal: { ...chosen.primal, ...labelsBeside(primal, chosen.primal) },
      derivative: { ...chosen.derivative, ...labelsBeside(derivative, chosen.derivative) },
    },
  ];
}

/** Layouts of labels whose sizes have the names of sizes that were chosen. */
function labelsBeside({ inputs }: Traced, chosen: JointSizes['primal']): JointSizes['primal'] {
  const sizes = new Map<string, number>();
  for (const { name, shape } of inputs)
    shape.forEach((size, axis) => {
      const now = chosen[name]?.[axis];
      if (typeof size === 'string' && now !== undefined) sizes.set(size, now);
    });
  return Object.fromEntries(
    inputs.flatMap(({ name, labels }) => {
      if (!labels?.shape.some((size) => typeof size === 'string' && sizes.has(size))) return [];
      return [[name, labels.shape.map((size, k) => sizes.get(String(size)) ?? (labels.sizes[k] as number))] as const];
    }),
  );
}

const isLine = ({ shape }: TracedInput): boolean => shape.length === 1;

const isOpen = ({ shape }: TracedInput): boolean =>
  shape.length === 0 || shape.some((size) => typeof size === 'string');

/** Whether nothing fixes this axis, if it has one. */
const isOpenAt = ({ shape }: TracedInput, axis: number): boolean => typeof (shape[axis] ?? '') === 'string';

/** Whether more elements than the two use are possible. */
const isLongerAllowed = ({ own, other }: Both): boolean => isOpen(own) && isOpen(other);

interface Both {
  readonly own: TracedInput;
  readonly other: TracedInput;
}

/** Arguments and attributes of both that at least one of the two takes as an array. */
function arraysOfBoth(primal: Traced, derivative: Traced): Both[] {
  const [own, others] = [primal.inputs, derivative.inputs].map((inputs) => inputs.filter(({ numeric }) => numeric));
  const free = (inputs: readonly TracedInput[] = [], there: readonly TracedInput[] = []): TracedInput[] =>
    inputs.filter((input) => !input.isAttribute && !there.some(({ name }) => name === input.name));
  const [freeOwn, freeOthers] = [free(own, others), free(others, own)];
  return (own ?? []).flatMap((input) => {
    const byName = others?.find(({ name }) => name === input.name);
    const other = byName ?? (freeOwn.length === freeOthers.length ? freeOthers[freeOwn.indexOf(input)] : undefined);
    if (!other || input.isAttribute !== other.isAttribute) return [];
    return input.sizes.length + other.sizes.length > 0 ? [{ own: input, other }] : [];
  });
}

function choice(pairs: readonly Both[], sizesOf: (both: Both) => readonly number[]): JointSizes {
  const primal: Record<string, readonly number[]> = {};
  const derivative: Record<string, readonly number[]> = {};
  for (const both of pairs) primal[both.own.name] = derivative[both.other.name] = sizesOf(both);
  return { primal, derivative };
}

/** Axis by axis what both ask for: the larger of two numbers, a number before a size that is open. */
function joined(own: TracedInput, other: TracedInput): readonly number[] {
  const [longer, shorter] = own.sizes.length >= other.sizes.length ? [own, other] : [other, own];
  if (shorter.sizes.length < longer.sizes.length) return longer.sizes;
  return longer.sizes.map((size, axis) => {
    const [p, q] = [longer.shape[axis], shorter.shape[axis]];
    if (typeof p === 'number' && typeof q === 'number') return Math.max(p, q);
    return typeof p === 'number' ? p : typeof q === 'number' ? q : Math.max(size, shorter.sizes[axis] as number);
  });
}
