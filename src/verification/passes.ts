/**
 * Layers as pairs of functions: `affine_forward(x, w, b)` returns its value and what `affine_backward(dout, cache)` needs
 * to give `dx, dw, db`.
 */
import type { Definition, Expression, FunctionDefinition, Statement } from '../languages/program';
import { cotangentName } from './conventions';
import { wordsOf } from './names';
import type { Evidence, Pair } from './pairing';
import { pairOf } from './pairing';
import { parametersOf } from './parameters';
import type { Scopes } from './scopes';
import { nameOf } from './views';
import { returnsOf } from './walk';

const backwards: ReadonlySet<string> = new Set(['backward', 'backprop', 'bwd']);
const forwards: ReadonlySet<string> = new Set(['forward', 'fwd']);
const keptName = /^(cache|ctx|context|saved|memory|activation_cache|tape)$/i;

export function pairsOfPasses(scopes: Scopes): Pair[] {
  return scopes.definitions.flatMap((backward) => {
    const words = wordsOf(backward.function.name);
    const [passed, ...given] = parametersOf(backward);
    if (backward.className !== null || !words.some((word) => backwards.has(word))) return [];
    if (passed === undefined || given.length === 0 || !cotangentName.test(passed)) return [];
    const rest = words.filter((word) => !backwards.has(word)).join();
    const forward = scopes
      .siblings(backward)
      .find(({ function: { name } }) => name !== backward.function.name && stemOf(name) === rest);
    if (!forward || rest === '') return [];
    const [kept = ''] = given;
    return given.length === 1 && keptName.test(kept)
      ? ofPasses(forward, backward, passed, kept)
      : ofArguments(forward, backward, passed, given);
  });
}

const stemOf = (name: string): string =>
  wordsOf(name)
    .filter((word) => !forwards.has(word))
    .join();

function ofPasses(forward: Definition, backward: Definition, passed: string, kept: string): Pair[] {
  const arguments_ = forward.function.parameters.filter((parameter) => parameter.default === null);
  const names = arguments_.map(({ name }) => name);
  const returned = returnsOf(forward.function);
  const isPairOfValues = returned.every((value) => value.kind === 'tuple' && value.items.length === 2);
  if (returned.length === 0 || !isPairOfValues || names.includes(passed) || names.length === 0) return [];
  const evidence = evidenceOf(forward, backward);
  const combined = afterFunction(backward.function, forward.function, names, kept);
  return ofReturned({ forward, backward, passed, evidence, combined, names, value: 0 });
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
  readonly passed: string;
  readonly evidence: Evidence;
  readonly combined: FunctionDefinition | null;
  readonly names: readonly string[];
  /** Which of several returned values the function's own is. */
  readonly value: number | null;
}

/** One pair for each returned value that is named after an argument; a single one is by the first. */
function ofReturned({ forward, backward, passed, evidence, combined, names, value }: Returned): Pair[] {
  const given = returnsOf(backward.function);
  const [values] = given;
  const places = given.length === 1 && values?.kind === 'tuple' ? values.items : [null];
  return places.flatMap((item, place) => {
    const variable = item === null ? names[0] : variableOf(item, names);
    if (variable === undefined) return [];
    return [
      pairOf(forward, backward, {
        order: 1,
        evidence,
        wrt: [variable],
        passedBack: passed,
        parts: { primal: value, derivative: item === null ? null : place },
        views: {
          primal: null,
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

/** `dx`, `d_x`, `grad_x`: the argument x. */
function variableOf(item: Expression, names: readonly string[]): string | undefined {
  if (item.kind !== 'name') return undefined;
  const bare = item.name.replace(/^(?:d_?|grad_?)/, '');
  return bare === item.name ? undefined : names.find((name) => name === bare);
}

/** The body after `_, cache = forward(x, w, b)`. */
function afterFunction(
  written: FunctionDefinition,
  before: FunctionDefinition,
  names: readonly string[],
  kept: string,
): FunctionDefinition {
  const span = written.nameSpan;
  const call: Expression = {
    kind: 'call',
    callee: nameOf(before.name, span),
    arguments: names.map((name) => ({ name: null, value: nameOf(name, span), spread: 'none' })),
    span,
  };
  const first: Statement = {
    kind: 'assign',
    targets: [
      {
        kind: 'tuple',
        items: [
          { kind: 'name', name: '_value', span },
          { kind: 'name', name: kept, span },
        ],
        span,
      },
    ],
    value: call,
    annotation: null,
    span,
  };
  const given = before.parameters.filter(({ name }) => names.includes(name));
  const [passed] = written.parameters;
  // Shapes of what the function is given are said where it is.
  const documentation =
    [before.documentation, written.documentation].filter((text) => text !== null).join('\n') || null;
  const parameters = [...given, ...(passed ? [passed] : [])];
  return { ...written, parameters, documentation, body: [first, ...written.body] };
}
