/** A function and its hand-written derivative in one graph, with the same symbols for the same arguments. */
import { Graph } from '../calculus/graph';
import type { NodeId } from '../calculus/graph';
import { symbolsOf } from '../calculus/dependencies';
import { Op } from '../calculus/operations';
import { reachable } from '../calculus/reachable';
import { Transplant } from '../calculus/transplant';
import { pathText } from '../tracing/parts';
import type { GivenValue, SourcePoint, Traced, TracedInput } from '../tracing/traced';
import type { Span } from '../languages/source';
import { isNamedAsCotangent, isDerivativeOfArgument } from './conventions';
import type { Pair } from './pairing';

export interface MergedInput {
  /** As the derivative calls it, if it has it. */
  readonly name: string;
  /** As the function calls it; `null` for an argument that only the derivative has. */
  readonly primalName: string | null;
  /** The function's argument that it is a part of (`params` of `W, b = params`). */
  readonly partOf: string | null;
  readonly sizes: readonly number[];
  readonly shape: readonly (number | string)[];
  /** The same in the derivative's own trace, where it has it. */
  readonly foundAs: readonly (number | string)[] | null;
  readonly symbols: readonly NodeId[];
  readonly isAttribute: boolean;
  readonly hasDefault: boolean;
  /** The function writes its results into it. */
  readonly isTarget: boolean;
  /** Whether the derivative has it too. */
  readonly shared: boolean;
}

export interface Merged {
  readonly graph: Graph;
  /** Numeric ones only: those of the function in its order, then those that only the derivative has. */
  readonly inputs: readonly MergedInput[];
  readonly outputs: readonly NodeId[];
  readonly outputSizes: readonly number[];
  /** Whether nothing in the source fixes how many outputs there are: that they are as many as the variables is chance. */
  readonly isOpen: boolean;
  readonly found: readonly NodeId[];
  readonly foundSizes: readonly number[];
  readonly foundSpans: readonly Span[];
  /** Of several returned values, each with its name, where it has one, and its count of numbers: `return dw, db`. */
  readonly foundParts: readonly { readonly name: string | null; readonly count: number }[];
  /** The shape of what the derivative returns with the names of sizes that nothing fixes, as its own trace has them. */
  readonly foundShape: readonly (number | string)[];
  /** Conditions under which both return. */
  readonly conditions: readonly NodeId[];
  /** Several arguments were matched by position although their names differ. */
  readonly doubtful: boolean;
  readonly points: readonly SourcePoint[];
  /** The derivative's outputs where its symbols (as in `graph`) are something else. */
  readonly foundWith: (replacement: ReadonlyMap<NodeId, NodeId>) => NodeId[];
}

/** The argument of a derivative that holds what later layers pass back. */
export const seedOf = ({ inputs }: Merged, passedBack: string | undefined): MergedInput | undefined =>
  passedBack === undefined
    ? undefined
    : inputs.find(({ primalName, name }) => primalName === null && name === passedBack);

/** Some of the results of a trace. */
interface Part {
  readonly nodes: readonly NodeId[];
  readonly sizes: readonly number[];
  readonly spans: readonly Span[];
}

/** A sentence where the two cannot be compared. */
export type MergeFailure = { readonly message: string };

/** @param returned names of the values that the derivative's code returns, if there are several */
export function merge(
  primal: Traced,
  derivative: Traced,
  pair: Pair,
  returned: readonly (string | null)[] | null,
  isValueFirst = false,
): Merged | MergeFailure {
  const [f, df] = [partOf(primal, pair.parts.primal), partOf(derivative, pair.parts.derivative)];
  if (!f || !df) return { message: `it does not return the values that are expected of it` };
  const matches = matchInputs(primal, derivative);
  if ('message' in matches) return matches;
  const graph = new Graph();
  const primalSymbols = new Map<NodeId, NodeId>();
  const derivativeSymbols = new Map<NodeId, NodeId>();
  const inputs: MergedInput[] = [];
  for (const { own, other } of matches.pairs) {
    const count = other ? undefined : countOf(derivative, own);
    if (count !== undefined) {
      primalSymbols.set(own.symbols[0] as NodeId, graph.integer(count));
      continue;
    }
    // The derivative's names, for texts that stand beside its code; what both know of the values.
    const named = other ?? own;
    const from = other ? derivative.graph : primal.graph;
    const symbols = named.symbols.map((symbol, i) => {
      const { name, ...rest } = from.symbolOf(symbol);
      const facts = { ...primal.graph.symbolOf(own.symbols[i] as NodeId).facts, ...rest.facts };
      const merged = graph.symbol(name, { ...rest, facts });
      // What the body calls an element (`x, y = p`) may be what the derivative's name speaks of.
      const userName = primal.graph.names.get(own.symbols[i] as NodeId);
      if (userName !== undefined) graph.names.set(merged, userName);
      return merged;
    });
    own.symbols.forEach((symbol, i) => primalSymbols.set(symbol, symbols[i] as NodeId));
    other?.symbols.forEach((symbol, i) => derivativeSymbols.set(symbol, symbols[i] as NodeId));
    const foundAs = other?.shape ?? null;
    inputs.push({
      ...described(own),
      name: named.name,
      primalName: own.name,
      foundAs,
      symbols,
      shared: other !== null,
    });
  }
  for (const own of matches.extra) {
    const count = countOf(primal, own);
    if (count !== undefined) {
      derivativeSymbols.set(own.symbols[0] as NodeId, graph.integer(count));
      continue;
    }
    const symbols = own.symbols.map((symbol) => {
      const { name, ...rest } = derivative.graph.symbolOf(symbol);
      return graph.symbol(name, rest);
    });
    own.symbols.forEach((symbol, i) => derivativeSymbols.set(symbol, symbols[i] as NodeId));
    inputs.push({ ...described(own), name: own.name, primalName: null, foundAs: own.shape, symbols, shared: true });
  }
  const copyPrimal = new Transplant(primal.graph, graph, primalSymbols);
  const copyDerivative = new Transplant(derivative.graph, graph, derivativeSymbols);
  const outputs = copyPrimal.copyAll(f.nodes);
  const all = copyDerivative.copyAll(df.nodes);
  // `return f(x), grad(x)`: the value comes first.
  const isApart =
    isValueFirst ||
    (derivative.parts[1]?.offset === outputs.length && pair.parts.derivative === null) ||
    isAskedForBoth(pair, returned, all.length, outputs.length);
  const withValue = isApart && outputs.every((output, k) => output === all[k] && !graph.isNumber(output));
  const own = withValue ? secondPart(derivative, df, outputs.length) : df;
  const skipped = withValue ? outputs.length : 0;
  const used = new Set(symbolsOf(graph, [...outputs, ...all]));
  return {
    graph,
    inputs,
    outputs,
    outputSizes: f.sizes,
    isOpen: pair.parts.primal === null && primal.output.shape.some((size) => typeof size === 'string'),
    found: all.slice(skipped),
    foundSizes: own.sizes,
    foundSpans: own.spans,
    foundShape: pair.parts.derivative === null && !withValue ? derivative.output.shape : own.sizes,
    foundParts: pair.parts.derivative === null ? returnedParts(derivative, returned).slice(withValue ? 1 : 0) : [],
    conditions: [...copyPrimal.copyAll(primal.conditions), ...copyDerivative.copyAll(derivative.conditions)].filter(
      (id) => isUsable(graph, id, used),
    ),
    doubtful: matches.doubtful,
    points: [...primal.points, ...renamed(derivative.points, inputs)],
    foundWith: (replacement) => {
      const symbols = new Map([...derivativeSymbols].map(([from, to]) => [from, replacement.get(to) ?? to] as const));
      return new Transplant(derivative.graph, graph, symbols).copyAll(df.nodes.slice(skipped));
    },
  };
}

/** `if grad: return y, dy`, of two numbers. */
const isAskedForBoth = (pair: Pair, returned: readonly unknown[] | null, found: number, outputs: number): boolean =>
  pair.evidence.kind === 'flag' && returned?.length === 2 && found === 2 && outputs === 1;

/** What one of the two counts with is the same number in the other: `self.dims` of `np.zeros(self.dims)`. */
const countOf = ({ counts }: Traced, { name, symbols }: TracedInput): number | undefined =>
  symbols.length === 1 ? counts?.get(name) : undefined;

/** A condition on what the two depend on: what surrounds them (asserts of a test) says nothing of their domain. */
function isUsable(graph: Graph, condition: NodeId, used: ReadonlySet<NodeId>): boolean {
  const nodes = reachable(graph, [condition]);
  const isHole = (id: NodeId): boolean => graph.op(id) === Op.Hole || graph.op(id) === Op.HolePartial;
  return nodes.some((id) => used.has(id)) && !nodes.some(isHole);
}

const described = ({
  path,
  sizes,
  shape,
  isAttribute,
  hasDefault,
  isTarget,
}: TracedInput): Pick<MergedInput, 'partOf' | 'sizes' | 'shape' | 'isAttribute' | 'hasDefault' | 'isTarget'> => ({
  partOf: path?.[0] ?? null,
  sizes,
  shape,
  isAttribute,
  hasDefault,
  isTarget: isTarget ?? false,
});

function returnedParts({ parts, output }: Traced, returned: readonly (string | null)[] | null): Merged['foundParts'] {
  const [size] = output.sizes;
  // Several numbers are one part.
  if (returned && parts.length === 1 && returned.length === size && output.sizes.length === 1)
    return returned.map((name) => ({ name, count: 1 }));
  return parts.map(({ name, sizes }, i) => ({
    name: returned ? (returned[i] ?? null) : name,
    count: sizes.reduce((product, length) => product * length, 1),
  }));
}

/** What is returned after the value. */
function secondPart({ parts }: Traced, { nodes, spans }: Part, skipped: number): Part {
  const part = parts.find(({ offset }) => offset === skipped);
  const count = nodes.length - skipped;
  const sizes = part && part.sizes.reduce((product, size) => product * size, 1) === count ? part.sizes : [count];
  return { nodes: nodes.slice(skipped), sizes, spans: spans.slice(skipped) };
}

/** Points of the derivative under the function's names. */
function renamed(points: readonly SourcePoint[], inputs: readonly MergedInput[]): SourcePoint[] {
  const names = new Map(inputs.map((input) => [input.name, input.primalName ?? input.name]));
  return points.map(({ values, span }) => ({
    span,
    values: Object.fromEntries(Object.entries(values).map(([name, value]) => [names.get(name) ?? name, value])),
  }));
}

function partOf(traced: Traced, place: number | string | null): Part | null {
  const { outputs, outputSpans, output, parts } = traced;
  // A part of a dictionary by its key: `grads.W`.
  const index = typeof place === 'string' ? parts.findIndex(({ name }) => isNamed(name, place)) : place;
  if (index === -1) return null;
  if (index === null) return { nodes: outputs, sizes: output.sizes, spans: outputSpans };
  const part = parts[index];
  // A tuple of numbers is one part.
  if (!part) {
    const isTuple = parts.length === 1 && output.sizes.length === 1 && index < outputs.length;
    return isTuple
      ? { nodes: outputs.slice(index, index + 1), sizes: [], spans: outputSpans.slice(index, index + 1) }
      : null;
  }
  if (parts.length === 1 && output.sizes.length === 1 && outputs.length > 1)
    return { nodes: outputs.slice(index, index + 1), sizes: [], spans: outputSpans.slice(index, index + 1) };
  const end = part.offset + part.sizes.reduce((product, size) => product * size, 1);
  return { nodes: outputs.slice(part.offset, end), sizes: part.sizes, spans: outputSpans.slice(part.offset, end) };
}

/** `[1].W` and `W` are both the part W. */
const isNamed = (name: string, key: string): boolean => name === key || name.endsWith(`.${key}`);

interface Matches {
  readonly pairs: readonly { readonly own: TracedInput; readonly other: TracedInput | null }[];
  readonly extra: readonly TracedInput[];
  readonly doubtful: boolean;
}

/** Arguments by name, then those left over by position. */
function matchInputs(primal: Traced, derivative: Traced): Matches | MergeFailure {
  const own = primal.inputs.filter((input) => input.numeric);
  const read = new Set(symbolsOf(derivative.graph, derivative.outputs));
  // What is not read is no number, where the function takes parts of it: `outputs` beside `outputs['y']`.
  const isUnreadWhole = ({ name, symbols }: TracedInput): boolean =>
    !symbols.some((symbol) => read.has(symbol)) && own.some((input) => input.name.startsWith(`${name}[`));
  const others = derivative.inputs.filter((input) => input.numeric && !isUnreadWhole(input));
  const found = new Map<TracedInput, TracedInput>();
  for (const input of own) {
    // Parts of an argument are called anything: their place counts.
    const place = input.path && pathText(input.path);
    const other =
      others.find((candidate) => candidate.path && pathText(candidate.path) === place) ??
      others.find((candidate) => candidate.name === input.name && candidate.isAttribute === input.isAttribute);
    if (!other) continue;
    if (other.symbols.length !== input.symbols.length)
      return { message: `${input.name} has ${sizeText(input)} in one and ${sizeText(other)} in the other` };
    found.set(input, other);
  }
  const taken = new Set(found.values());
  const open = own.filter((input) => !found.has(input) && !input.isAttribute);
  const isArgument = ({ name, isAttribute }: TracedInput): boolean =>
    !isAttribute && !isNamedAsCotangent(name) && !own.some((input) => isDerivativeOfArgument(name, input.name));
  const left = others.filter((input) => !taken.has(input) && isArgument(input));
  let byPosition = 0;
  open.forEach((input, i) => {
    const other = left[i];
    if (!other || other.symbols.length !== input.symbols.length) return;
    // `eps=1e-6` of the one is not what the other cannot do without.
    if (input.hasDefault && !other.hasDefault) return;
    found.set(input, other);
    taken.add(other);
    byPosition += 1;
  });
  return {
    pairs: own.map((input) => ({ own: input, other: found.get(input) ?? null })),
    extra: others.filter((input) => !taken.has(input)),
    // Beside `f(k, m)`, the w of `df(k, w)` may be what f gives.
    doubtful:
      byPosition > 1 ||
      (byPosition === 1 &&
        (open.length > 1 || left.length > 1 || own.some(({ isAttribute }, i) => i > 0 && !isAttribute))),
  };
}

const sizeText = ({ sizes }: TracedInput): string =>
  sizes.length === 0 ? 'one number' : `the shape ${sizes.join(' × ')}`;

/**
 * What has to be traced again because the two were traced with different sizes of an argument: for each such argument,
 * the one that knows less of it, with the sizes of the other. `null` where all sizes agree.
 */
export function sizeConflict(primal: Traced, derivative: Traced): SizeConflict | null {
  const own = primal.inputs.filter((input) => input.numeric);
  const others = derivative.inputs.filter((input) => input.numeric);
  const plainOwn = own.filter((input) => !input.isAttribute);
  const plainOthers = others.filter((input) => !input.isAttribute);
  const counterpart = (input: TracedInput): TracedInput | undefined =>
    others.find((candidate) => candidate.name === input.name) ??
    (plainOwn.length === plainOthers.length &&
    plainOwn.every((mine) => !plainOthers.some((theirs) => theirs.name === mine.name))
      ? plainOthers[plainOwn.indexOf(input)]
      : undefined);
  const [readOwn, readOthers] = [primal, derivative].map(({ graph, outputs }) => new Set(symbolsOf(graph, outputs)));
  // What is only handed over has any size.
  const sureness = (input: TracedInput, read: ReadonlySet<NodeId> | undefined): number =>
    input.symbols.some((symbol) => read?.has(symbol)) ? certainty(input) : -1;
  const conflict: { primal: Record<string, GivenValue>; derivative: Record<string, GivenValue> } = {
    primal: {},
    derivative: {},
  };
  for (const input of own) {
    const other = counterpart(input);
    if (!other || other.sizes.join() === input.sizes.join()) continue;
    // An argument that only one of the two uses as an array is an array in both.
    if (sureness(input, readOwn) >= sureness(other, readOthers)) conflict.derivative[other.name] = shapeOnly(input);
    else conflict.primal[input.name] = shapeOnly(other);
  }
  const isEmpty = [conflict.primal, conflict.derivative].every((given) => Object.keys(given).length === 0);
  return isEmpty ? null : conflict;
}

/** Sizes that each of the two has to be traced with, by its own names of the arguments. */
export interface SizeConflict {
  readonly primal: Readonly<Record<string, GivenValue>>;
  readonly derivative: Readonly<Record<string, GivenValue>>;
}

/** A value of the input's sizes: what the numbers are does not matter, since the input stays a variable. */
export const shapeOnly = ({ sizes, symbols }: TracedInput): GivenValue =>
  sizes.length === 0
    ? { kind: 'number', value: 0.5 }
    : { kind: 'array', sizes, values: Array<number>(symbols.length).fill(0.5), integer: false };

/** More axes, and sizes that the source fixes, are surer. */
const certainty = ({ shape }: TracedInput): number =>
  shape.length * 10 + shape.filter((size) => typeof size === 'number').length;
