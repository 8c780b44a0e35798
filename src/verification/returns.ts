/** Functions that return their value together with its gradient: `return loss, grad`. */
import type { Definition, Expression, FunctionDefinition } from '../languages/program';
import { isNamedAsWeights } from '../tracing/customs';
import { derivativeWords, plainDerivativeNames, weakWords } from './conventions';
import { readName, wordsOf } from './names';
import type { Pair } from './pairing';
import { pairOf } from './pairing';
import { parametersOf } from './parameters';
import { rememberingNone } from './remembering';
import { allStatements, namesOf as namesOfTarget, targetsOf } from '../languages/walk';
import { keysOf, writtenInto } from './statements';
import { returnsOf } from './walk';

export const pairsByReturn = rememberingNone((definition): Pair[] => {
  const tuples = returnsOf(definition.function);
  const [first] = tuples;
  if (!first || tuples.some((tuple) => tuple.kind !== 'tuple')) return [];
  const lists = tuples.map(namesOf);
  const length = lists[0]?.length ?? 0;
  if (length < 2 || lists.some((list) => list.length !== length)) return [];
  return lists[0]?.flatMap((_, part) => pairOfPart(definition, lists, part)) ?? [];
});

/**
 * What each of several returned values is called, also before a last division (`dw / m`), `null` where it has no name of
 * its own; `null` where one is returned.
 */
export function namesOfReturned(definition: FunctionDefinition): (string | null)[] | null {
  const [first] = returnsOf(definition).filter(({ kind }) => kind === 'tuple');
  return first?.kind === 'tuple' ? first.items.map(nameBeforeDivision) : null;
}

const nameBeforeDivision = (value: Expression): string | null => {
  if (value.kind === 'binary' && value.operator === '/') return nameBeforeDivision(value.left);
  return value.kind === 'name' ? value.name : null;
};

const namesOf = (tuple: Expression): (string | null)[] =>
  tuple.kind === 'tuple' ? tuple.items.map((item) => (item.kind === 'name' ? item.name : null)) : [];

/** Part number `part` as the derivative of the first one, if every `return` has a name there that says so. */
function pairOfPart(definition: Definition, lists: readonly (string | null)[][], part: number): Pair[] {
  if (part === 0) return gradientFirst(definition, lists);
  const parameters = parametersOf(definition);
  // What is handed on as it was given is nobody's derivative.
  const isHandedOn = (name: string): boolean => parameters.includes(name) && !isAssigned(definition.function, name);
  if (lists.every((names) => isHandedOn(names[part] ?? ''))) return [];
  const keyed = pairsOfDictionary(definition, lists, part, 0);
  if (keyed.length > 0) return keyed;
  if (part === 1 && lists[0]?.length === 2 && isNamedForBoth(definition.function.name)) {
    const evidence = {
      kind: 'return',
      strong: true,
      text: `${definition.function.name} gives it with the value`,
    } as const;
    return [pairOf(definition, definition, { order: 1, evidence, parts: { primal: 0, derivative: 1 } })];
  }
  // `return value, grad0, grad1, grad2` are the entries of one gradient.
  if (lists.some((names) => isNumbered(names, names[part] ?? ''))) return [];
  const readings = lists.map((names) => readPart(names[0] ?? null, names[part] ?? null, parameters));
  const [reading] = readings;
  if (!reading || readings.some((other) => other === null || other.order !== reading.order)) return [];
  const names = lists[0] as (string | null)[];
  const evidence = {
    kind: 'return',
    strong: reading.strong,
    text: `it is returned as ${names[part]} beside ${names[0] ?? 'the value'}`,
  } as const;
  const wrt = reading.wrt === null ? null : [reading.wrt];
  return [
    pairOf(definition, definition, { order: reading.order, evidence, wrt, parts: { primal: 0, derivative: part } }),
  ];
}

/** Whether others of the same letters are numbered one after another: from 0 on, or from 1 on, where a gradient is meant. */
const isNumbered = (names: readonly (string | null)[], name: string): boolean => {
  const letters = /^(.*?)\d$/.exec(name)?.[1];
  const has = (place: number): boolean => names.includes(`${letters}${place}`);
  return letters !== undefined && has(1) && (has(0) || (/^grad/i.test(letters) && has(2)));
};

const isAssigned = ({ body }: FunctionDefinition, name: string): boolean =>
  [...allStatements(body)].some((statement) =>
    targetsOf(statement).some((target) => writtenInto(target) === name || namesOfTarget(target).includes(name)),
  );

const isCost = (name: string): boolean => /^(cost|loss|J|error|objective)$/i.test(name);

/** `return grads, cost`: the derivative comes before the value. */
function gradientFirst(definition: Definition, lists: readonly (string | null)[][]): Pair[] {
  const [value] = new Set(lists.map((names) => names[1]));
  const isValueLast = lists.every((names) => names.length === 2 && isCost(names[1] ?? ''));
  if (!isValueLast || typeof value !== 'string') return [];
  const keyed = pairsOfDictionary(definition, lists, 0, value);
  if (keyed.length > 0) return keyed;
  const isGradient = lists.every((names) => /^(grads?|gradients?)$/i.test(names[0] ?? ''));
  if (!isGradient) return [];
  const evidence = {
    kind: 'return',
    strong: true,
    text: `it is returned before ${value}`,
  } as const;
  return [pairOf(definition, definition, { order: 1, evidence, parts: { primal: 1, derivative: 0 } })];
}

/** `value_and_grad`, `costAndGradient`, `loss_with_jacobian`. */
function isNamedForBoth(name: string): boolean {
  const words = wordsOf(name);
  const [last] = words.slice(-1);
  const between = words.at(-2);
  const isDerivative = last !== undefined && derivativeWords[last] === 1 && !weakWords.has(last);
  return words.length > 2 && (between === 'and' || between === 'with') && isDerivative;
}

/** `return loss, grads` where `grads['W']` was assigned: one pair for each key. */
function pairsOfDictionary(
  definition: Definition,
  lists: readonly (string | null)[][],
  part: number,
  primal: number | string,
): Pair[] {
  const [name] = new Set(lists.map((names) => names[part] ?? null));
  if (typeof name !== 'string' || !/^(d|grads?|gradients?|derivatives|partials)$/i.test(name)) return [];
  return dictionaryKeys(definition, name).map((key) =>
    pairOf(definition, definition, {
      order: 1,
      evidence: { kind: 'return', strong: true, text: `it is returned as ${name}['${key}']` },
      wrt: [/^(?:d_?|grad_?)(\w+)$/.exec(key)?.[1] ?? key],
      parts: { primal, derivative: key },
      views: { primal: null, derivative: { label: `['${key}']`, function: definition.function, shapedLike: {} } },
    }),
  );
}

/** The keys that a local dictionary is given. */
function dictionaryKeys({ function: { body } }: Definition, name: string): string[] {
  const keys = new Set<string>();
  for (const statement of allStatements(body)) {
    if (statement.kind === 'assign' && statement.value.kind === 'dictionary')
      if (statement.targets.some((target) => target.kind === 'name' && target.name === name))
        for (const { key } of statement.value.entries) if (key?.kind === 'string') keys.add(key.value);
    for (const target of targetsOf(statement)) {
      const own = target.kind === 'index' && writtenInto(target) === name ? keysOf(target.indices) : null;
      if (own?.length === 1) keys.add(own[0] as string);
    }
  }
  return [...keys];
}

function readPart(
  value: string | null,
  name: string | null,
  parameters: readonly string[],
): { readonly order: 1 | 2; readonly wrt: string | null; readonly strong: boolean } | null {
  if (name === null) return null;
  const plain = name.toLowerCase();
  // Where the value is called J (a cost), `grad` is its gradient; `J, cost` is no pair.
  if (Object.hasOwn(plainDerivativeNames, plain)) {
    const order = plainDerivativeNames[plain] ?? 1;
    // `return grad, hess`: of a gradient, the Hessian is the first derivative.
    const isOfGradient = order === 2 && /^_*(grads?|gradients?|jac|jacobian)$/i.test(value ?? '');
    return { order: isOfGradient ? 1 : order, wrt: null, strong: true };
  }
  if (plain === 'grads' || plain === 'gradients') return { order: 1, wrt: null, strong: false };
  const reading = value === null ? null : readName(name, value, parameters);
  if (reading) return { ...reading, strong: reading.strong };
  // `return loss, dW, db` for the arguments W and b.
  const variable = /^(?:d|grad_|d_|dL_?d)(.+)$/.exec(name)?.[1];
  // `return dx, dv` are two derivatives by time, or anything.
  const isValue = value !== null && !/^(d|grad)/i.test(value);
  if (variable === undefined || !isValue) return null;
  if (parameters.includes(variable)) return { order: 1, wrt: variable, strong: true };
  // `return cost, dw` of theta: weights go by many names.
  const [weights, ...others] = parameters.filter(isNamedAsWeights);
  const isOfWeights = isNamedAsWeights(variable) && isCost(value);
  return isOfWeights && weights !== undefined && others.length === 0 ? { order: 1, wrt: weights, strong: true } : null;
}
