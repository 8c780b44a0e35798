/** Which arguments a hand-written derivative may be by. */
import { symbolsOf } from '../calculus/dependencies';
import type { NodeId } from '../calculus/graph';
import type { Merged, MergedInput } from './merge';
import { argumentCalled } from './names';
import type { Pair } from './pairing';
import { predictionAmong } from './targets';

export interface Variables {
  /** For people: `x`, `x and y`. */
  readonly label: string;
  /** The function's arguments, one after another. */
  readonly names: readonly string[];
  readonly symbols: readonly NodeId[];
  /** The shape of the argument, where it is one. */
  readonly sizes: readonly number[];
  /** Whether this is what the pair is about, as far as one can tell; else only a possibility. */
  readonly likely: boolean;
  /** Whether only the sizes say that it is by these. */
  readonly guessed?: boolean;
}

/** Among more arguments nobody would mean some of them without a word. */
const MOST_IN_RUNS = 6;

/** Which arguments it may be differentiated by, the likeliest first. */
export function variableChoices(merged: Merged, pair: Pair): Variables[] {
  const all = merged.inputs.filter((input) => input.primalName !== null);
  // `x[:] = …` alone changes what it is given: else what is written into is not what is read.
  const read = all.filter((input) => !input.isTarget);
  const own = read.some((input) => !input.isAttribute) ? read : all;
  const passed = own.filter((input) => !input.isAttribute);
  if (pair.wrt) {
    const named = namedVariables(merged, own, pair.wrt);
    if (named) return [named];
  }
  // What the pair is said to be by is no argument: everything else is only a possibility.
  const isSaid = pair.wrt !== null;
  const required = passed.filter((input) => !input.hasDefault);
  // What is never read, as the `self` of what is no method, is neither.
  const inOutputs = new Set(symbolsOf(merged.graph, merged.outputs));
  const predicted = predictionAmong(
    required
      .filter(({ symbols }) => symbols.some((symbol) => inOutputs.has(symbol)))
      .map((input) => input.primalName ?? input.name),
    pair.primal,
  );
  // Whatever is right by the truth has the wrong sign, most often.
  const byPrediction = isSaid ? [] : required.filter((input) => (input.primalName ?? input.name) === predicted);
  if (byPrediction.length > 0) return [variablesOf(byPrediction, true)];
  const ofOne = ofOneArgument(passed);
  const neighbours = runsOf(required);
  const ofModel = isOfModel(required);
  // `return dw, db` is by w and b.
  const called = calledAfter(required, merged.foundParts);
  const returned: (readonly MergedInput[])[] = [
    ...oneEach(required, merged.foundParts),
    ...neighbours.filter((run) => isOfSize(run, merged.foundShape)),
  ];
  const groups: (readonly MergedInput[])[] = [
    ...called,
    ...(required.length > 1 && !ofModel ? [required] : []),
    ...ofOne,
    ...returned,
    ...(required.length > 0 ? required : passed).map((input) => [input]),
    ...(passed.length !== required.length && passed.length > 1 ? [passed] : []),
    ...passed.filter((input) => input.hasDefault && required.length > 0).map((input) => [input]),
    ...permutations(required).slice(1),
    ...(ofModel ? [required] : []),
    ...neighbours,
    ...(passed.length > 1 ? [passed.slice(1), ...(passed.length > 2 ? [passed.slice(0, -1)] : [])] : []),
    ...own.filter((input) => input.isAttribute).map((input) => [input]),
    ...(own.some((input) => input.isAttribute) ? [own.filter((input) => input.isAttribute)] : []),
  ];
  const guesses =
    (required.length > 1 && !ofModel ? 1 : 0) +
    ofOne.length +
    returned.length +
    (required.length > 0 ? required : passed).length;
  const likely = new Set(called.length > 0 ? called : groups.slice(0, Math.max(1, guesses)));
  const seen = new Set<string>();
  const choices = groups.flatMap((group) => {
    const variables = variablesOf(
      group,
      !isSaid &&
        likely.has(group) &&
        group.every((input) => !input.isAttribute) &&
        !(returned.length > 0 && isOtherSize(group, merged.foundShape)),
    );
    const key = variables.symbols.join();
    if (group.length === 0 || seen.has(key)) return [];
    seen.add(key);
    return [returned.includes(group) ? { ...variables, guessed: true } : variables];
  });
  return [...choices, ...singleElements(merged, passed, seen)];
}

/** `model(x, p)`: nobody differentiates by data and parameters together. */
function isOfModel(required: readonly MergedInput[]): boolean {
  const [data, parameters, ...more] = required.map((input) => input.primalName ?? input.name);
  if (data === undefined || parameters === undefined || more.length > 0) return false;
  return /^(x|t|xs|ts)_?(data)?$/.test(data) && /^(p|params|parameters|popt|beta|theta|coeffs)$/.test(parameters);
}

/** Several neighbours among more arguments. */
function runsOf(inputs: readonly MergedInput[]): MergedInput[][] {
  if (inputs.length > MOST_IN_RUNS) return [];
  return inputs.flatMap((_input, start) =>
    inputs.slice(start + 1).map((_last, more) => inputs.slice(start, start + more + 2)),
  );
}

/** `m+1` numbers are by m numbers and one more. */
const sum = /^(\w+)\+(\d+)$/;

function isOfSize(inputs: readonly MergedInput[], [size]: Merged['foundShape']): boolean {
  const [, name, more] = typeof size === 'string' ? (sum.exec(size) ?? []) : [];
  const shapes = inputs.map(({ foundAs }) => foundAs);
  const named = shapes.filter((shape) => shape?.length === 1 && shape[0] === name);
  return (
    name !== undefined &&
    named.length === 1 &&
    shapes.filter((shape) => shape?.length === 0).length === Number(more) &&
    shapes.length === 1 + Number(more)
  );
}

/** That it has as many numbers as an argument of any size is chance. */
const isOtherSize = ([input, ...others]: readonly MergedInput[], [size]: Merged['foundShape']): boolean =>
  others.length === 0 && typeof size === 'string' && sum.test(size) && typeof input?.foundAs?.[0] === 'string';

/** The names of derivatives by what follows: `dW`, `grad_w`, `dL_dw`, `w_grad`. */
const derivativeBy =
  /^(?:d[A-Za-z]?_?d_?|d(?:loss|cost)_?d_?|grad(?:ient)?_?|g_|d_?)(.+)$|^(.+?)_?(?:grad|gradient|bar)$/i;

/** The argument that a derivative is named after: w of `dj_dw`. */
export function variableNamed(derivative: string, names: readonly string[]): string | undefined {
  const [, after, before] = derivativeBy.exec(derivative) ?? [];
  return argumentCalled(after ?? before ?? '', names);
}

/** The arguments that the returned values are named after: `dY_pred, dLogVar` are by `y_pred` and `t_log_var`. */
function calledAfter(inputs: readonly MergedInput[], parts: Merged['foundParts']): MergedInput[][] {
  if (parts.length < 2) return [];
  const plain = (name: string): string => name.replaceAll('_', '').toLowerCase();
  const group = parts.flatMap(({ name, count }) => {
    const [, after, before] = derivativeBy.exec(name ?? '') ?? [];
    const variable = plain(after ?? before ?? '');
    const named = inputs.map((input) => plain(input.primalName ?? input.name));
    const exact = inputs.filter((_input, i) => named[i] === variable);
    const close = inputs.filter((_input, i) => variable.length >= 3 && named[i]?.endsWith(variable) === true);
    const [input, ...others] = exact.length > 0 ? exact : close;
    return input && others.length === 0 && input.symbols.length === count ? [input] : [];
  });
  return group.length === parts.length && new Set(group).size === group.length ? [group] : [];
}

/** Several arguments in their order, one for each returned value, of its size. */
function oneEach(inputs: readonly MergedInput[], parts: Merged['foundParts']): MergedInput[][] {
  if (parts.length < 2 || inputs.length > MOST_IN_RUNS) return [];
  const extend = (chosen: readonly MergedInput[], from: number): MergedInput[][] =>
    chosen.length === parts.length
      ? [[...chosen]]
      : inputs.flatMap((input, i) =>
          i >= from && input.symbols.length === parts[chosen.length]?.count ? extend([...chosen, input], i + 1) : [],
        );
  return extend([], 0);
}

/** The parts of one argument belong together: entries of a dictionary (`p['a']`, `p['b']`), `W, b = params`. */
function ofOneArgument(passed: readonly MergedInput[]): MergedInput[][] {
  const groups = new Map<string, MergedInput[]>();
  for (const input of passed) {
    const [own = ''] = (input.primalName ?? input.name).split(/[[.]/, 1);
    const argument = input.partOf ?? own;
    if (argument === (input.primalName ?? input.name)) continue;
    groups.set(argument, [...(groups.get(argument) ?? []), input]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

function variablesOf(group: readonly MergedInput[], likely: boolean): Variables {
  const symbols = group.flatMap((input) => [...input.symbols]);
  const names = group.map((input) => input.primalName ?? input.name);
  return {
    label: names.join(' and '),
    names,
    symbols,
    sizes: group.length === 1 ? (group[0]?.sizes ?? []) : [symbols.length],
    likely,
  };
}

function namedVariables(merged: Merged, own: readonly MergedInput[], names: readonly string[]): Variables | null {
  const inputs = names.flatMap((name) =>
    own.filter(
      (input) =>
        [input.primalName, input.name].includes(name) ||
        input.primalName === `self.${name}` ||
        // `inputs['x']`, `self.params['W']`
        [`[${name}]`, `['${name}']`].some((key) => input.primalName?.endsWith(key)),
    ),
  );
  if (inputs.length === names.length) return variablesOf(inputs, true);
  // `df_dx` where the body says `x, y = p`: an element that the user gave a name.
  const { graph: g } = merged;
  const elements = names.flatMap((name) =>
    own.flatMap((input) => input.symbols.filter((symbol) => g.names.get(symbol) === name)),
  );
  if (elements.length !== names.length) return null;
  return {
    label: names.join(' and '),
    names,
    symbols: elements,
    sizes: elements.length === 1 ? [] : [elements.length],
    likely: true,
  };
}

/** Arguments in another order, for a few of them. */
function permutations(inputs: readonly MergedInput[]): MergedInput[][] {
  if (inputs.length > 3 || inputs.length < 2) return [];
  const extend = (chosen: MergedInput[], left: readonly MergedInput[]): MergedInput[][] =>
    left.length === 0
      ? [chosen]
      : left.flatMap((next) =>
          extend(
            [...chosen, next],
            left.filter((other) => other !== next),
          ),
        );
  return extend([], inputs);
}

/** One element of an argument: a partial derivative. */
function singleElements(merged: Merged, passed: readonly MergedInput[], seen: ReadonlySet<string>): Variables[] {
  if (merged.found.length !== merged.outputs.length) return [];
  return passed.flatMap((input) =>
    input.symbols.length > 8
      ? []
      : input.symbols.flatMap((symbol) => (seen.has(String(symbol)) ? [] : [elementOf(merged, symbol)])),
  );
}

function elementOf({ graph }: Merged, symbol: NodeId): Variables {
  const { name } = graph.symbolOf(symbol);
  return { label: name, names: [name], symbols: [symbol], sizes: [], likely: false };
}
