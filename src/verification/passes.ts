/**
 * Layers as pairs of functions: `affine_forward(x, w, b)` returns its value and what `affine_backward(dout, cache)` needs
 * to give `dx, dw, db`.
 */
import type { Definition, Expression, FunctionDefinition, Statement } from '../languages/program';
import { isNamedAsCotangent } from './conventions';
import { argumentCalled, wordsOf } from './names';
import type { Evidence, Pair } from './pairing';
import { pairOf } from './pairing';
import { parametersOf } from './parameters';
import type { Scopes } from './scopes';
import { nameOf } from './views';
import type { View } from './views';
import { returnsOf } from './walk';

const backwards: ReadonlySet<string> = new Set(['backward', 'backprop', 'bwd']);
const forwards: ReadonlySet<string> = new Set(['forward', 'fwd']);
const keptName = /^(cache|ctx|context|saved|memory|activation_cache|tape)$/i;

export function pairsOfPasses(scopes: Scopes): Pair[] {
  return scopes.definitions.flatMap((backward) => {
    if (backward.className !== null) return [];
    const words = wordsOf(backward.function.name);
    if (!words.some((word) => backwards.has(word))) return [];
    const all = parametersOf(backward);
    const [passed, ...given] = all;
    if (passed === undefined || given.length === 0) return [];
    const rest = words.filter((word) => !backwards.has(word)).join();
    const alike = scopes
      .siblings(backward)
      .filter(({ function: { name } }) => name !== backward.function.name && stemOf(name) === rest);
    // `_lstm_forward` is for itself what `lstm_forward` is for `lstm_backward`.
    const forward = alike.find((one) => isPrivate(one) === isPrivate(backward)) ?? alike[0];
    if (!forward || rest === '') return [];
    const kept = given.at(-1) ?? '';
    if (keptName.test(kept) && given.length > 1) return ofSeveral(forward, backward, all.slice(0, -1), kept);
    if (!isNamedAsCotangent(passed)) return [];
    return keptName.test(kept)
      ? ofPasses(forward, backward, passed, kept)
      : ofArguments(forward, backward, passed, given);
  });
}

const isPrivate = ({ function: { name } }: Definition): boolean => name.startsWith('_');

const stemOf = (name: string): string =>
  wordsOf(name)
    .filter((word) => !forwards.has(word))
    .join();

/** The arguments of a function that gives so many values, what it keeps among them; `null` if it does not. */
function argumentsOf(forward: Definition, values: number, passed: readonly string[]): string[] | null {
  const arguments_ = forward.function.parameters.filter((parameter) => parameter.default === null);
  const names = arguments_.map(({ name }) => name);
  const returned = returnsOf(forward.function);
  const isSo = returned.every((value) => value.kind === 'tuple' && value.items.length === values);
  if (returned.length === 0 || !isSo || names.length === 0) return null;
  return names.some((name) => passed.includes(name)) ? null : names;
}

function ofPasses(forward: Definition, backward: Definition, passed: string, kept: string): Pair[] {
  const names = argumentsOf(forward, 2, [passed]);
  if (!names) return [];
  const evidence = evidenceOf(forward, backward);
  const combined = afterFunction(backward.function, forward.function, names, ['_value', kept]);
  return ofReturned({ forward, backward, passed, evidence, combined, names, value: 0 });
}

/**
 * `lstm_step_backward(dnext_h, dnext_c, cache)` beside what returns `next_h, next_c, cache`: what comes back is the
 * gradient of Σ dnext_h·next_h + Σ dnext_c·next_c.
 */
function ofSeveral(forward: Definition, backward: Definition, passed: readonly string[], kept: string): Pair[] {
  const names = argumentsOf(forward, passed.length + 1, passed);
  if (!names || !areNamedAfter(passed, forward)) return [];
  const values = passed.map((_name, i) => `_value${i}`);
  const combined = afterFunction(backward.function, forward.function, names, [...values, kept]);
  const weighted: View = {
    label: 'times what is passed back',
    function: sumOfProducts(combined, values, passed),
    shapedLike: {},
  };
  return ofReturned({
    forward,
    backward,
    passed: null,
    evidence: evidenceOf(forward, backward),
    combined,
    names,
    value: null,
    weighted,
  });
}

/** `dnext_h, dnext_c` after `next_h, next_c`. */
const areNamedAfter = (passed: readonly string[], { function: forward }: Definition): boolean =>
  returnsOf(forward).every(
    (value) =>
      value.kind === 'tuple' &&
      passed.every((name, i) => {
        const item = value.items[i];
        return item?.kind === 'name' && variableOf({ ...item, name }, [item.name]) !== undefined;
      }),
  );

/** Σ passed · value, of arrays of the same shape. */
function sumOfProducts(
  called: FunctionDefinition,
  values: readonly string[],
  passed: readonly string[],
): FunctionDefinition {
  const span = called.nameSpan;
  const [call] = called.body as [Statement];
  const pairs = values.map((value, i) => [nameOf(value, span), nameOf(passed[i] as string, span)] as const);
  const shape = (of: Expression): Expression => ({ kind: 'attribute', object: of, name: 'shape', span });
  const alike = pairs.map((pair): Statement => ({
    kind: 'assert',
    condition: { kind: 'comparison', operands: pair.map(shape), operators: ['=='], span },
    span,
  }));
  const products = pairs.map(([left, right]): Expression => {
    const product: Expression = { kind: 'binary', operator: '*', left, right, span };
    const callee: Expression = { kind: 'attribute', object: product, name: 'sum', span };
    return { kind: 'call', callee, arguments: [], span };
  });
  const total = products.reduce((left, right) => ({ kind: 'binary', operator: '+', left, right, span }));
  return { ...called, body: [call, ...alike, { kind: 'return', value: total, span }] };
}

/** `relu_backward(dA, x)` beside `relu(x)`: it is given again what the function was given. */
function ofArguments(forward: Definition, backward: Definition, passed: string, given: readonly string[]): Pair[] {
  const names = parametersOf(forward);
  const isSame = given.every((name) => names.includes(name));
  // Under another name it may be the output.
  if (names.includes(passed) || !isSame || returnsOf(forward.function).some(({ kind }) => kind === 'tuple')) return [];
  const evidence = evidenceOf(forward, backward);
  return ofReturned({ forward, backward, passed, evidence, combined: null, names, value: null });
}

const evidenceOf = (forward: Definition, backward: Definition): Evidence => ({
  kind: 'name',
  strong: true,
  text: `${backward.function.name} goes back through ${forward.function.name}`,
});

interface Returned {
  readonly forward: Definition;
  readonly backward: Definition;
  /** `null` where the function itself is read as what it gives times what is passed back. */
  readonly passed: string | null;
  readonly evidence: Evidence;
  readonly combined: FunctionDefinition | null;
  readonly names: readonly string[];
  /** Which of several returned values the function's own is. */
  readonly value: number | null;
  readonly weighted?: View;
}

/** One pair for each returned value that is named after an argument; a single one is by the first. */
function ofReturned({ forward, backward, passed, evidence, combined, names, value, weighted }: Returned): Pair[] {
  const given = returnsOf(backward.function);
  const [values] = given;
  const places = given.length === 1 && values?.kind === 'tuple' ? values.items : [null];
  const called = places.map((item) => (item === null ? names[0] : variableOf(item, names)));
  return places.flatMap((item, place) => {
    const variable = called[place] ?? leftOver(called, names, place);
    if (variable === undefined) return [];
    return [
      pairOf(forward, backward, {
        order: 1,
        evidence,
        wrt: [variable],
        ...(passed === null ? {} : { passedBack: passed }),
        parts: { primal: value, derivative: item === null ? null : place },
        views: {
          primal: weighted ?? null,
          derivative:
            item === null && combined === null
              ? null
              : {
                  label: item === null ? '' : `[${variable}]`,
                  function: combined ?? backward.function,
                  shapedLike: {},
                },
        },
      }),
    ];
  });
}

/** Where one derivative for each argument is returned, and all but one are named after theirs: `dx, dw, db` of A, w and b. */
function leftOver(
  called: readonly (string | undefined)[],
  names: readonly string[],
  place: number,
): string | undefined {
  const isInPlace = called.every((name, i) => (i === place ? name === undefined : name === names[i]));
  return called.length > 1 && called.length === names.length && isInPlace ? names[place] : undefined;
}

/** `dx`, `d_x`, `grad_x`: the argument x, or X where there is no x. */
function variableOf(item: Expression, names: readonly string[]): string | undefined {
  if (item.kind !== 'name') return undefined;
  const bare = item.name.replace(/^(?:d_?|grad_?)/, '');
  return bare === item.name ? undefined : argumentCalled(bare, names);
}

/**
 * The body after `_, cache = forward(x, w, b)`.
 *
 * @param results what the function's results are called, what it keeps last.
 */
function afterFunction(
  written: FunctionDefinition,
  before: FunctionDefinition,
  names: readonly string[],
  results: readonly string[],
): FunctionDefinition {
  const span = written.nameSpan;
  const own = new Set(written.parameters.map(({ name }) => name));
  // What may be left out is an argument all the same, and kept as the others are: `eps=1e-5`.
  const optional = before.parameters.filter(
    ({ name, kind, default: value }) => value?.kind === 'number' && kind !== 'rest' && !own.has(name),
  );
  const call: Expression = {
    kind: 'call',
    callee: nameOf(before.name, span),
    arguments: [
      ...names.map((name) => ({ name: null, value: nameOf(name, span), spread: 'none' as const })),
      ...optional.map(({ name }) => ({ name, value: nameOf(name, span), spread: 'none' as const })),
    ],
    span,
  };
  const first: Statement = {
    kind: 'assign',
    targets: [
      {
        kind: 'tuple',
        items: results.map((name) => ({ kind: 'name', name, span })),
        span,
      },
    ],
    value: call,
    annotation: null,
    span,
  };
  const given = before.parameters.filter(({ name }) => names.includes(name));
  const passed = written.parameters.slice(0, results.length - 1);
  // Shapes of what the function is given are said where it is.
  const documentation =
    [before.documentation, written.documentation].filter((text) => text !== null).join('\n') || null;
  const parameters = [...given, ...passed, ...optional];
  return { ...written, parameters, documentation, body: [first, ...written.body] };
}
