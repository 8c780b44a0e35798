/** Runs a function of a program on symbols, and gives the graph of what it computes. */
import * as make from '../calculus/construct';
import type { NodeId } from '../calculus/graph';
import { needsOf } from '../calculus/needs';
import { Op } from '../calculus/operations';
import type { Language } from '../languages/language';
import type { Definition, FunctionDefinition, Program, Statement, Wrapper } from '../languages/program';
import type { Reason } from '../languages/source';
import { argumentsOf } from './arguments';
import type { Receiver } from './arguments';
import { attempt, outside } from './attempt';
import { Budget } from './budget';
import { callValue } from './calls';
import { evaluate } from './expressions';
import { leavesOf } from './constants';
import { newContext } from './context';
import type { Context } from './context';
import { withDefaults } from './defaults';
import { withFreeSizes } from './freedom';
import type { Probe } from './freedom';
import { decoratorName, makeFunction, runFunction } from './functions';
import { hintShapes } from './hints';
import { functionsOf } from './matrixFactors';
import { assignsTo, openBody } from './module';
import { sourcePoints } from './points';
import { Demand, Exhausted, Raised, Refusal } from './refusal';
import { resultsOf } from './results';
import type { Results } from './results';
import { Scope } from './scope';
import { callSites } from './sites';
import type { Site } from './sites';
import { ShapeBook } from './shapes';
import { multipleOf } from './sizeNames';
import { runStatement } from './statements';
import type { Traced, TracedInput, TraceRequest, TraceResult } from './traced';
import { filledOnly } from './unfilled';
import { writtenOutputs } from './written';
import { none } from './values';
import type { ClassValue, Value } from './values';

const MOST_RESTARTS = 40;

/**
 * Traces a function. Never throws: what cannot be read is a reason at its place in the source.
 *
 * Arguments without a known shape begin as scalars; where the body needs an array, the trace starts again with one.
 */
export function trace(
  program: Program,
  definition: Definition,
  language: Language,
  request: TraceRequest,
): TraceResult {
  const result = traceAsked(program, definition, language, request);
  // What is called with given values does raise.
  if (result.ok || !result.raises || Object.keys(request.given).length > 0) return result;
  // `if q is None and T is None: raise`: what is left out has to be given.
  const leftOut = definition.function.parameters.flatMap(({ name, default: value }) =>
    value?.kind === 'none' ? [name] : [],
  );
  for (const name of leftOut.slice(0, MOST_LEFT_OUT)) {
    // It stays a variable: the number says only that it is one.
    const wrt = request.wrt && [...request.wrt, name];
    const given = { [name]: { kind: 'number', value: 0.5 } as const };
    const again = traceAsked(program, definition, language, { ...request, wrt, given });
    if (!again.ok) continue;
    return { ok: true, traced: { ...again.traced, notes: [...again.traced.notes, `shown for a given ${name}`] } };
  }
  return result;
}

/** Of so many arguments that may be left out each is tried to be given. */
const MOST_LEFT_OUT = 4;

function traceAsked(program: Program, definition: Definition, language: Language, request: TraceRequest): TraceResult {
  const place = definition.function.nameSpan;
  // Attributes are given all together, or not at all.
  const receiver = definition.function.parameters[0]?.name ?? '';
  const isGiven = Object.hasOwn(request.given, receiver) || Object.hasOwn(request.given, 'self');
  const belongsToGiven = (name: string): boolean =>
    isGiven && definition.className !== null && name.startsWith(`${receiver}.`);
  const book = new ShapeBook(belongsToGiven, request.sizes, request.shown);
  const budget = new Budget(request.budget);
  try {
    const sites = request.sites ?? callSites(program, definition, language);
    hintShapes(book, definition, sites, program.types, functionsOf(program));
    for (let restart = 0; restart < MOST_RESTARTS; restart += 1) {
      const outcome = traceOnce(program, definition, language, request, book, budget, sites);
      if (!outcome) continue;
      if (!outcome.ok) {
        if (outcome.raises && book.makeAlike()) continue;
        return outcome;
      }
      const probe: Probe = (name, size) => {
        const other = book.withSize(name, size);
        const again = attemptOnce(() => traceOnce(program, definition, language, request, other, budget, sites));
        return again?.ok ? again.traced.output.sizes : undefined;
      };
      return { ok: true, traced: withFreeSizes(outcome.traced, probe) };
    }
    return failure({ message: 'The shapes of the arguments cannot be found from how they are used.', span: place });
  } catch (error) {
    if (error instanceof Refusal || error instanceof Exhausted) return failure(error.reason);
    if (error instanceof RangeError && /stack/i.test(error.message))
      return failure({ message: 'This function is nested too deeply to be read.', span: place });
    const detail = error instanceof Error ? error.message : String(error);
    return failure({ message: `This function could not be read (${detail}).`, span: place });
  }
}

/** A trace that may fail without a word. */
function attemptOnce(run: () => TraceResult | undefined): TraceResult | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal || error instanceof Exhausted) return undefined;
    throw error;
  }
}

const failure = (reason: Reason): Extract<TraceResult, { ok: false }> => ({ ok: false, reason });

/** One trace with the shapes known so far; `undefined` where it found that a shape must change. */
function traceOnce(
  program: Program,
  definition: Definition,
  language: Language,
  request: TraceRequest,
  book: ShapeBook,
  budget: Budget,
  sites: readonly Site[],
): TraceResult | undefined {
  const context = newContext(program, language, book, budget, definition.function.parameters, request.modules);
  context.span = definition.function.nameSpan;
  try {
    return { ok: true, traced: run(context, definition, request, sites) };
  } catch (error) {
    if (error instanceof Demand) {
      for (const input of error.inputs) book.apply(input, error.changes);
      book.notes.clear();
      return undefined;
    }
    if (error instanceof Raised)
      return {
        ...failure({
          message: `The function always raises an error: ${error.reason.message}`,
          span: error.reason.span,
        }),
        raises: true,
      };
    throw error;
  }
}

function run(context: Context, definition: Definition, request: TraceRequest, sites: readonly Site[]): Traced {
  const fn = definition.function;
  if (context.language.semantics.objects === 'records') context.ofFile = (path) => definedAs(context, path);
  const { scope: outer, receiver } = surroundings(context, definition);
  context.scope = outer;
  const values = argumentsOf(context, definition, receiver, request);
  const scope = new Scope(outer);
  for (const [name, value] of values) scope.variables.set(name, value);
  const [self] = values.values();
  if (receiver && self) scope.method = { owner: receiver.of, self };
  context.heap.open();
  const returned = decoratedCall(context, fn, receiver?.of ?? null, outer, values) ?? runFunction(context, fn, scope);
  const results = resultsOf(context, returned) ?? writtenOutputs(context, values);
  if (!results)
    throw new Refusal({
      message: `\`${fn.name ? (definition.name.split('.').at(-1) ?? fn.name) : 'This function'}\` gives no number.`,
      span: fn.nameSpan,
    });
  context.scope = outer;
  const inputs = withDefaults(context, definition.function, context.inputs.traced);
  return assemble(context, { ...results, outputs: filledOnly(context, results.outputs) }, inputs, sites);
}

/** What a decorator of the file makes of the function, called; `undefined` where decorators leave it as it is. */
function decoratedCall(
  context: Context,
  fn: FunctionDefinition,
  owner: ClassValue | null,
  outer: Scope,
  values: ReadonlyMap<string, Value>,
): Value | undefined {
  if (fn.decorators.length === 0) return undefined;
  context.scope = outer;
  const made = makeFunction(context, fn, owner);
  if (made.kind !== 'function' || made.definition === fn) return undefined;
  const positional: Value[] = [];
  const keywords: [string, Value][] = [];
  for (const { name, kind } of fn.parameters) {
    const value = values.get(name) as Value;
    if (kind === 'positional') positional.push(value);
    else if (kind === 'keyword') keywords.push([name, value]);
  }
  return callValue(context, made, positional, keywords);
}

function assemble(context: Context, results: Results, all: readonly TracedInput[], sites: readonly Site[]): Traced {
  const g = context.graph;
  const conditions = [...new Set(context.conditions)].filter((condition) => condition !== make.trueNode(g));
  const used = new Set(leavesOf(g, [...results.outputs, ...conditions]));
  const isUsed = (symbols: readonly NodeId[]): boolean => symbols.some((symbol) => used.has(symbol));
  const { book } = context.inputs;
  const inputs = all
    .filter((input) => !input.isAttribute || isUsed(input.symbols))
    .map((input) => {
      if (!results.targets.has(input.name)) return input;
      return isUsed(input.symbols) ? { ...input, isTarget: true as const } : { ...input, numeric: false };
    });
  const named = new Set(inputs.flatMap((input) => input.shape.filter((size) => typeof size === 'string')));
  const sizeNotes = [...book.namedSizes()]
    .filter(([name]) => named.has(name) && !multipleOf(name))
    .map(([name, size]) => `shown for ${name} = ${size}`);
  const holeNames = new Set([...used].flatMap((id) => (g.op(id) === Op.Hole ? [g.holeOf(id).name] : [])));
  return {
    graph: g,
    wholes: context.wholes,
    labelled: new Map(all.flatMap(({ name, labels }) => (labels ? [[name, labels.sizes] as const] : []))),
    counts: new Map(all.flatMap(({ name, count }) => (count === undefined ? [] : [[name, count] as const]))),
    inputs,
    output: { sizes: results.sizes, shape: results.sizes },
    outputs: results.outputs,
    parts: results.parts.map((part, i) => ({ ...part, name: part.name || (results.parts.length > 1 ? `[${i}]` : '') })),
    outputSpans: results.spans,
    conditions,
    needs: needsOf(g),
    holes: [...context.holes].filter(([name]) => holeNames.has(name)).map(([, reason]) => reason),
    notes: [...new Set([...sizeNotes, ...book.notes, ...context.notes])],
    points: sourcePoints(sites, inputs),
  };
}

/** The scope that a definition stands in, and the class whose method it is. */
function surroundings(context: Context, definition: Definition): { scope: Scope; receiver: Receiver | null } {
  if (definition.className !== null) {
    const wrapped = definition.enclosing === null ? null : wrapperScope(context, definition.enclosing);
    const of = classByName(context, definition.className, wrapped ?? context.module);
    const names = definition.function.decorators.map((decorator) => decoratorName(context, decorator));
    const kind = names.includes('staticmethod') ? 'none' : names.includes('classmethod') ? 'class' : 'self';
    return { scope: of?.scope ?? context.module, receiver: of ? { of, kind } : null };
  }
  if (definition.enclosing === null) return { scope: context.module, receiver: null };
  return { scope: enclosingScope(context, definition), receiver: null };
}

function classByName(context: Context, name: string, scope: Scope): ClassValue | undefined {
  const found = context.program.classes.find((entry) => entry.name === name)?.class;
  return found && { kind: 'class', name: found.name, definition: found, scope };
}

/** The only function of the file with this dotted name, if it is one of a property: what holds it is not known. */
function definedAs(context: Context, path: string): Value | undefined {
  const found = context.program.definitions.filter(({ name }) => name === path || name.startsWith(`${path}#`));
  const [only] = found;
  if (!only || found.length > 1 || only.className !== null) return undefined;
  return outside(context, () => {
    context.scope = surroundings(context, only).scope;
    return makeFunction(context, only.function, null);
  });
}

/** The scope of a function that is called where it stands: its names are found as a file's are. */
function wrapperScope(context: Context, name: string): Scope | null {
  const { program, language } = context;
  const wrapper = program.wrappers?.find((entry) => entry.name === name);
  if (!wrapper) return null;
  const around =
    wrapper.enclosing === null
      ? context.module
      : enclosingScope(context, {
          name,
          function: wrapper.function,
          className: null,
          enclosing: wrapper.enclosing,
          directive: null,
        });
  const scope = new Scope(around);
  const { parameters, body } = wrapper.function;
  parameters.forEach((parameter, i) => {
    const given = wrapper.arguments[i] ?? parameter.default;
    const value = attempt(context, () => {
      context.scope = around;
      return given ? evaluate(context, given) : language.semantics.missing === 'undefined' ? none : null;
    });
    const isKnown = 'value' in value && value.value && wrapper.arguments.length > 0;
    const reason = {
      message: `What \`${parameter.name}\` is cannot be told from this file alone.`,
      span: parameter.span,
    };
    const known: Value = isKnown && value.value ? value.value : { kind: 'opaque', name: parameter.name, reason };
    scope.variables.set(parameter.name, known);
  });
  const own = wrapper.function.name;
  context.scope = around;
  if (own !== '' && !scope.variables.has(own)) scope.variables.set(own, makeFunction(context, wrapper.function, null));
  const inside = wrapperBodies.get(wrapper) ?? { body, definitions: program.definitions };
  wrapperBodies.set(wrapper, inside);
  if (assignsTo(inside, new Set(parameters.map((parameter) => parameter.name)))) runAll(context, scope, body);
  else openBody(context, scope, inside, false);
  context.scope = context.module;
  return scope;
}

/** Runs statements in order, as far as each can be. */
function runAll(context: Context, scope: Scope, statements: readonly Statement[]): void {
  outside(context, () => {
    context.scope = scope;
    for (const statement of statements)
      if (statement.kind !== 'return') attempt(context, () => runStatement(context, statement));
  });
}

const wrapperBodies = new WeakMap<Wrapper, Pick<Program, 'body' | 'definitions'>>();

/** The scope of the function around a nested one: its parameters are symbols, its body is run as far as it can be. */
function enclosingScope(context: Context, definition: Definition): Scope {
  const wrapped = definition.enclosing === null ? null : wrapperScope(context, definition.enclosing);
  if (wrapped) return wrapped;
  const outer = context.program.definitions.find((entry) => entry.name === definition.enclosing);
  if (!outer) return context.module;
  const around = surroundings(context, outer);
  const scope = new Scope(around.scope);
  const { heap } = context;
  for (const [i, parameter] of outer.function.parameters.entries()) {
    const isReceiver = i === 0 && around.receiver !== null && around.receiver.kind === 'self';
    const name = context.inputs.nameOfGlobal(parameter.name);
    const value: Value =
      isReceiver && around.receiver
        ? (argumentsOf(
            context,
            { ...outer, function: { ...outer.function, parameters: [parameter] } },
            around.receiver,
            {
              wrt: [],
              given: {},
              budget: { milliseconds: 0, steps: 0, nodes: 0 },
            },
          ).get(parameter.name) ?? { kind: 'none' })
        : context.inputs.symbolic(name, true);
    scope.variables.set(parameter.name, value);
  }
  context.scope = scope;
  heap.open();
  context.callDepth += 1;
  for (const statement of outer.function.body) {
    const isHere = statement.kind === 'function' && statement.function === definition.function;
    if (isHere) {
      scope.variables.set(definition.function.name, makeFunction(context, definition.function, null));
      continue;
    }
    if (statement.kind === 'return' || statement.kind === 'expression') continue;
    attempt(context, () => runStatement(context, statement));
  }
  context.callDepth -= 1;
  heap.commit();
  context.path = [];
  return scope;
}
