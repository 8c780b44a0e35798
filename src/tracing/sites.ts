/** Calls of a function with arguments that the file writes out: `f(np.array([1.0, 2.0]))`, `minimize(f, x0)`. */
import type { Definition, Expression, FunctionDefinition, Program, Statement } from '../languages/program';
import type { Language } from '../languages/language';
import type { Span } from '../languages/source';
import { allStatements, everyExpressionOf, within } from '../languages/walk';
import { elementsOf, freshArray } from './arrays';
import { assign } from './assignment';
import { attempt } from './attempt';
import { Budget } from './budget';
import { toArray, unwrap } from './coercion';
import { calleeOf } from './calls';
import { closedNumber } from './constants';
import { newContext, unknown } from './context';
import type { Context } from './context';
import { evaluate } from './expressions';
import { decimal } from './given';
import { asNumber } from './merge';
import { pathText } from './parts';
import type { Path } from './parts';
import { Demand, Exhausted } from './refusal';
import { Scope } from './scope';
import { ShapeBook } from './shapes';
import type { NumbersGiven } from './traced';
import type { Value } from './values';

export interface Site {
  readonly values: ReadonlyMap<string, NumbersGiven>;
  /** Arguments that are given NumPy's matrices, whatever these hold. */
  readonly matrices: ReadonlySet<string>;
  readonly span: Span;
}

/** Arguments that some call gives an array: at another it may be a matrix, for which the function gives other values. */
export const givenArrays = (sites: readonly Site[]): ReadonlySet<string> =>
  new Set(sites.flatMap(({ values, matrices }) => [...values.keys()].filter((name) => !matrices.has(name))));

interface Mention {
  readonly call: Extract<Expression, { kind: 'call' }>;
  /** The statements that the call stands among: the file's, or a function's. */
  readonly body: readonly Statement[];
  /** The function's parameters: what they are is not known. */
  readonly parameters: ReadonlySet<string>;
  /** The function that the call stands in. */
  readonly definition: Definition | null;
  /** How many calls lie between this one and the one asked about. */
  readonly depth: number;
}

const MOST_SITES = 6;
const DEEPEST_SITE = 2;
/** A list of layers of arrays. */
const DEEPEST_PART = 3;
/** Steps and nodes end what takes long: with time alone, a busy machine would know fewer calls than an idle one. */
const LIMITS = { milliseconds: 500, steps: 20_000, nodes: 20_000 };

/** Functions that are given a function and the point at which it is first called. */
const SOLVERS =
  /^(minimize|fmin\w*|fsolve|root|newton|least_squares|leastsq|basinhopping|approx_fprime|check_grad|gradient_descent|newton_method|bfgs|curve_fit|approx_derivative|numerical_gradient|numerical_jacobian|grad|jacobian)$/i;

const mentioned = new WeakMap<Program, ReadonlyMap<string, Mention[]>>();

interface NamedCall {
  readonly name: string;
  readonly call: Mention['call'];
}

/** Functions that have not changed are the same objects in the next version of a file. */
const namedCalls = new WeakMap<readonly Statement[], readonly NamedCall[]>();
const parameterNames = new WeakMap<FunctionDefinition, ReadonlySet<string>>();

function namedCallsIn(body: readonly Statement[]): readonly NamedCall[] {
  const known = namedCalls.get(body);
  if (known) return known;
  const found: NamedCall[] = [];
  for (const statement of allStatements(body))
    for (const root of everyExpressionOf(statement))
      for (const call of within(root)) {
        if (call.kind !== 'call') continue;
        const { callee } = call;
        const name = callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : '';
        found.push({ name, call });
        if (!SOLVERS.test(name)) continue;
        for (const { value } of call.arguments)
          if (value.kind === 'name' && value.name !== name) found.push({ name: value.name, call });
      }
  namedCalls.set(body, found);
  return found;
}

function parametersOf(definition: FunctionDefinition): ReadonlySet<string> {
  let names = parameterNames.get(definition);
  if (!names) parameterNames.set(definition, (names = new Set(definition.parameters.map(({ name }) => name))));
  return names;
}

/** Calls by the name of what is called, and of the functions that solvers are given. */
function mentionsOf(program: Program): ReadonlyMap<string, Mention[]> {
  let mentions = mentioned.get(program);
  if (mentions) return mentions;
  const found = new Map<string, Mention[]>();
  const note = (name: string, mention: Mention): void => {
    const known = found.get(name);
    if (known) known.push(mention);
    else found.set(name, [mention]);
  };
  const bodies = [
    { body: program.body, parameters: new Set<string>(), definition: null, depth: 0 },
    ...program.definitions.map((definition) => ({
      body: definition.function.body,
      parameters: parametersOf(definition.function),
      definition,
      depth: 0,
    })),
  ];
  for (const around of bodies) for (const { name, call } of namedCallsIn(around.body)) note(name, { call, ...around });
  mentioned.set(program, (mentions = found));
  return mentions;
}

/** The last assignment of a name before a place, among the statements around it. */
function assignmentBefore(
  body: readonly Statement[],
  name: string,
  place: number,
): Extract<Statement, { kind: 'assign' }> | undefined {
  let found: Extract<Statement, { kind: 'assign' }> | undefined;
  for (const statement of allStatements(body)) {
    if (statement.span.start >= place) break;
    if (statement.kind === 'for' && statement.target.kind === 'name' && statement.target.name === name)
      found = undefined;
    if (statement.kind === 'augment' && statement.target.kind !== 'attribute') {
      const target = statement.target.kind === 'index' ? statement.target.object : statement.target;
      if (target.kind === 'name' && target.name === name) found = undefined;
    }
    // `x = step(x)`: what the call is given is what the name was before.
    if (statement.kind !== 'assign' || statement.span.end > place) continue;
    for (const target of statement.targets) {
      const names = target.kind === 'tuple' ? target.items : [target];
      for (const one of names) {
        if (one.kind === 'name' && one.name === name) found = statement;
        if (one.kind === 'index' && one.object.kind === 'name' && one.object.name === name) found = undefined;
      }
    }
  }
  return found;
}

/** A scope in which the names around a call are what was last assigned to them before it. */
function scopeAt(context: Context, mention: Mention, place: number): Scope {
  const { body, parameters } = mention;
  const scope = new Scope(context.module);
  const busy = new Set<string>();
  scope.find = (name) => {
    const statement = busy.has(name) ? undefined : assignmentBefore(body, name, place);
    if (!statement) return parameters.has(name) ? argumentAt(context, mention, name) : undefined;
    busy.add(name);
    const inner = scopeAt(context, mention, statement.span.start);
    const { scope: outer } = context;
    context.scope = inner;
    const value = evaluate(context, statement.value);
    for (const target of statement.targets) assign(context, target, value);
    context.scope = outer;
    busy.delete(name);
    return inner.variables.get(name);
  };
  return scope;
}

/** An argument of the function that the call stands in: what it is where that function is called in turn. */
function argumentAt(context: Context, mention: Mention, name: string): Value {
  const { definition, depth } = mention;
  const sites =
    definition && depth < DEEPEST_SITE ? sitesOf(context.program, definition, context.language, depth + 1) : [];
  const value = sites.map(({ values }) => values.get(name)).find((known) => known !== undefined);
  if (!value) return unknown(context, `\`${name}\` is an argument.`);
  const nodes = value.values.map((number) => decimal(context.graph, number));
  return unwrap(freshArray(nodes, value.sizes, 'float'));
}

/** The numbers of a value, where it is nothing else. */
export function numbersOf(context: Context, value: Value): NumbersGiven | undefined {
  const array = toArray(context, value);
  if (array.type === 'bool') return undefined;
  const nodes = array.kind === 'array' ? elementsOf(array) : [array.node];
  const numbers = nodes.map((node) => closedNumber(context.graph, asNumber(context.graph, node)));
  if (numbers.length === 0 || !numbers.every((number) => number !== undefined && Number.isFinite(number)))
    return undefined;
  return { sizes: array.kind === 'array' ? array.shape : [], values: numbers as number[] };
}

/** The numbers in a value that is passed as this argument, under the argument's name or those of its parts. */
function valuesAt(
  context: Context,
  mention: Mention,
  parameter: string,
  expression: Expression,
): [string, NumbersGiven][] {
  context.scope = scopeAt(context, mention, mention.call.span.start);
  return known(context, () => numbersBelow(context, [parameter], evaluate(context, expression))) ?? [];
}

/** Whether `np.matrix(…)` is passed, under its name or as it is: what it holds need not be known. */
function passesMatrix(context: Context, mention: Mention, expression: Expression): boolean {
  let [made, place] = [expression, mention.call.span.start];
  while (made.kind === 'name') {
    const statement = assignmentBefore(mention.body, made.name, place);
    if (!statement || statement.targets.some((target) => target.kind !== 'name')) return false;
    [made, place] = [statement.value, statement.span.start];
  }
  if (made.kind !== 'call') return false;
  context.scope = scopeAt(context, mention, place);
  const { callee } = made;
  const called = known(context, () => calleeOf(context, callee));
  return called?.kind === 'builtin' && called.primitive === 'matrix';
}

/** What runs at a call, if the file says it all. */
function known<T>(context: Context, run: () => T): T | undefined {
  try {
    const outcome = attempt(context, run);
    return 'value' in outcome ? outcome.value : undefined;
  } catch (error) {
    if (error instanceof Demand || error instanceof Exhausted) return undefined;
    throw error;
  }
}

/** The numbers of a value, or those of the parts of a tuple, a list or a dictionary of arrays. */
function numbersBelow(context: Context, path: Path, value: Value): [string, NumbersGiven][] {
  const whole = attempt(context, () => numbersOf(context, value));
  if ('value' in whole && whole.value) return [[pathText(path), whole.value]];
  if (path.length > DEEPEST_PART) return [];
  if (value.kind === 'tuple' || value.kind === 'list') {
    const items = value.kind === 'tuple' ? value.items : value.object.items;
    return items.flatMap((item, i) => numbersBelow(context, [...path, i], item));
  }
  if (value.kind !== 'dictionary') return [];
  return [...value.object.entries.values()].flatMap(({ key, value: entry }) =>
    key.kind === 'string' && key.value !== null ? numbersBelow(context, [...path, key.value], entry) : [],
  );
}

/** Fewer numbers at equal steps may be anything: `[1.0, 2.0, 3.0]`. */
const FEWEST_OF_GRID = 16;

/**
 * Whether numbers stand at equal steps, in a row or all over a plane (`np.linspace(-5, 5, 400)`, what `np.meshgrid`
 * gives): as a rule, places at which a function is drawn, each by itself.
 */
export function isGrid({ sizes, values }: NumbersGiven): boolean {
  const [rows = 1, columns = 1] = sizes.length === 1 ? [1, sizes[0]] : sizes;
  if (sizes.length === 0 || sizes.length > 2 || values.length < FEWEST_OF_GRID) return false;
  const at = (row: number, column: number): number => values[row * columns + column]!;
  const range = Math.abs(values.at(-1)! - values[0]!);
  const [down, across] = [rows > 1 ? at(1, 0) - at(0, 0) : 0, columns > 1 ? at(0, 1) - at(0, 0) : 0];
  if ((down !== 0) === (across !== 0)) return false;
  return values.every((value, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    return Math.abs(value - (at(0, 0) + row * down + column * across)) <= 1e-9 * range;
  });
}

/** The values of the arguments at the calls of a function, as far as the file writes them out. */
export const callSites = (program: Program, definition: Definition, language: Language): Site[] =>
  sitesOf(program, definition, language, 0);

function sitesOf(program: Program, definition: Definition, language: Language, depth: number): Site[] {
  const { name, parameters } = definition.function;
  const mentions = name === '' ? [] : (mentionsOf(program).get(name) ?? []);
  const sameName = program.definitions.filter((other) => other.function.name === name);
  if (mentions.length === 0 || (sameName.length > 1 && definition.className !== null)) return [];
  const isMethod =
    definition.className !== null &&
    !definition.function.decorators.some((d) => d.kind === 'name' && d.name === 'staticmethod');
  const names = parameters
    .filter((p) => p.kind === 'positional')
    .map((p) => p.name)
    .slice(isMethod ? 1 : 0);
  const sites: Site[] = [];
  for (const found of mentions.slice(0, depth === 0 ? MOST_SITES : 2)) {
    const mention = { ...found, depth };
    const { call } = mention;
    // A call from inside the function itself is no use of it.
    if (call.span.start >= definition.function.span.start && call.span.end <= definition.function.span.end) continue;
    const context = newContext(program, language, new ShapeBook(), new Budget(LIMITS), parameters);
    const { callee } = call;
    const isDirect = (callee.kind === 'name' || callee.kind === 'attribute') && callee.name === name;
    const values = new Map<string, NumbersGiven>();
    const matrices = new Set<string>();
    if (isDirect) {
      call.arguments.forEach((argument, i) => {
        const parameter = argument.name ?? names[i];
        if (parameter === undefined || argument.spread !== 'none') return;
        for (const [part, value] of valuesAt(context, mention, parameter, argument.value)) values.set(part, value);
        if (passesMatrix(context, mention, argument.value)) matrices.add(parameter);
      });
    } else {
      const own = call.arguments.findIndex(
        (argument) => argument.value.kind === 'name' && argument.value.name === name,
      );
      const next =
        call.arguments.find((argument) => argument.name === 'x0') ??
        call.arguments.find((argument, i) => i > own && argument.name === null && argument.value.kind !== 'name') ??
        call.arguments.find((argument, i) => i > own && argument.name === null);
      if (next && names[0] !== undefined)
        for (const [part, value] of valuesAt(context, mention, names[0], next.value)) values.set(part, value);
    }
    if (values.size > 0 || matrices.size > 0) sites.push({ values, matrices, span: call.span });
  }
  return sites;
}
