/** A file's own names: its constants, functions and classes, found when they are needed and never run as a whole. */
import type { FunctionDefinition, Program, Statement, Target } from '../languages/program';
import { isModule } from '../languages/library';
import { everyExpressionOf, within } from '../languages/walk';
import { attempt, outside } from './attempt';
import { libraryMember } from './expressions';
import { runStatement } from './statements';
import type { Context } from './context';
import { leavesOf } from './constants';
import { elementsOf } from './arrays';
import { Scope } from './scope';
import type { Value } from './values';

/** How a statement of the file's top level is about a name. */
interface Mention {
  readonly statement: Statement;
  readonly kind: 'binds' | 'changes';
}

function namesIn(target: Target): { name: string; kind: Mention['kind'] }[] {
  switch (target.kind) {
    case 'name':
      return [{ name: target.name, kind: 'binds' }];
    case 'tuple':
      return target.items.flatMap(namesIn);
    case 'rest':
      return namesIn(target.target);
    case 'index':
    case 'attribute': {
      let object = target.object;
      while (object.kind === 'index' || object.kind === 'attribute') object = object.object;
      return object.kind === 'name' ? [{ name: object.name, kind: 'changes' }] : [];
    }
    default:
      return [];
  }
}

/** Names that a statement binds or changes, itself only. */
function ownMentions(statement: Statement): { name: string; kind: Mention['kind'] }[] {
  return [...plainMentions(statement), ...effectsIn(statement).flatMap(ownMentions)];
}

/** Statements that stand in expressions: `a = b = 1`. */
function effectsIn(statement: Statement): Statement[] {
  return everyExpressionOf(statement).flatMap((root) =>
    [...within(root)].flatMap((expression) => (expression.kind === 'effects' ? expression.statements : [])),
  );
}

/** Whether statements at the top of a body (or in expressions of theirs) assign to one of the names. */
export function assignsTo(body: Body, names: ReadonlySet<string>): boolean {
  return [...namesOf(body).mentions.keys(), ...namesOf(body).changing].some((name) => names.has(name));
}

function plainMentions(statement: Statement): { name: string; kind: Mention['kind'] }[] {
  switch (statement.kind) {
    case 'assign':
      return statement.targets.flatMap(namesIn);
    case 'augment':
      return namesIn(statement.target).map(({ name }) => ({ name, kind: 'changes' }));
    case 'function':
      return [{ name: statement.function.name, kind: 'binds' }];
    case 'class':
      return [{ name: statement.class.name, kind: 'binds' }];
    case 'import':
      return statement.bindings.map(({ name }) => ({ name, kind: 'binds' }));
    case 'expression': {
      // `A.fill(0)`, `values.append(3)`
      const call = statement.value;
      if (call.kind !== 'call' || call.callee.kind !== 'attribute') return [];
      const { object } = call.callee;
      return object.kind === 'name' ? [{ name: object.name, kind: 'changes' }] : [];
    }
    default:
      return [];
  }
}

const blocksOf = (statement: Statement): readonly (readonly Statement[])[] => {
  switch (statement.kind) {
    case 'if':
      return [statement.then, statement.otherwise];
    case 'try':
      return [statement.body, ...statement.handlers.map(({ body }) => body), statement.otherwise, statement.finally];
    case 'with':
      return [statement.body];
    default:
      return [];
  }
};

/** Every statement below the given ones, functions and classes left out; loops' bodies only with `loops`. */
function* below(statements: readonly Statement[], loops: boolean): IterableIterator<Statement> {
  for (const statement of statements) {
    yield statement;
    for (const block of blocksOf(statement)) yield* below(block, loops);
    if (loops && (statement.kind === 'for' || statement.kind === 'while')) yield* below(statement.body, loops);
  }
}

/** What a module's names are found in: a file, or a function that is called where it stands. */
type Body = Pick<Program, 'body' | 'definitions'>;

/** The branches of an `if` with all its `elif`. */
const branchesOf = ({ then, otherwise }: Extract<Statement, { kind: 'if' }>): (readonly Statement[])[] => {
  const [next, ...more] = otherwise;
  return [then, ...(next?.kind === 'if' && more.length === 0 ? branchesOf(next) : [otherwise])];
};

class ModuleNames {
  readonly mentions = new Map<string, Mention[]>();
  /** Bound in a loop, or by `global` in a function: their values depend on when one looks. */
  readonly changing = new Set<string>();
  readonly starModules: string[] = [];
  /** Functions that a condition chooses among (`if case == 1: def f …`), with how many there are. */
  readonly alternatives = new Map<string, number>();

  constructor(program: Body) {
    for (const statement of program.body) this.findAlternatives(statement);
    for (const statement of below(program.body, false)) {
      for (const { name, kind } of ownMentions(statement)) {
        const known = this.mentions.get(name);
        if (known) known.push({ statement, kind });
        else this.mentions.set(name, [{ statement, kind }]);
      }
      if (statement.kind === 'import')
        for (const { module, member } of statement.bindings) if (member === '*') this.starModules.push(module);
      if (statement.kind === 'for' || statement.kind === 'while') {
        if (statement.kind === 'for') for (const { name } of namesIn(statement.target)) this.changing.add(name);
        for (const inner of below(statement.body, true)) {
          for (const { name } of ownMentions(inner)) this.changing.add(name);
          if (inner.kind === 'for') for (const { name } of namesIn(inner.target)) this.changing.add(name);
        }
      }
    }
    for (const { function: definition } of program.definitions)
      for (const name of namesSetOutside(definition)) this.changing.add(name);
  }

  private findAlternatives(statement: Statement): void {
    if (statement.kind !== 'if') return;
    const branches = branchesOf(statement).map(
      (branch) => new Set(branch.flatMap((one) => (one.kind === 'function' ? [one.function.name] : []))),
    );
    for (const name of new Set(branches.flatMap((branch) => [...branch]))) {
      const count = branches.filter((branch) => branch.has(name)).length;
      if (count > 1) this.alternatives.set(name, count);
    }
  }
}

/** Functions that have not changed are the same objects in the next version of a file. */
const setOutside = new WeakMap<FunctionDefinition, readonly string[]>();

/** Names of the file that a function binds anew (`global`). One that is only read there is what the file makes it. */
function namesSetOutside(definition: FunctionDefinition): readonly string[] {
  let names = setOutside.get(definition);
  if (names) return names;
  const inside = [...below(definition.body, true)];
  const scopes = inside.flatMap((statement) => (statement.kind === 'scope' ? statement.names : []));
  const set = new Set(scopes.length === 0 ? [] : inside.flatMap(namesSetBy));
  setOutside.set(definition, (names = scopes.filter((name) => set.has(name))));
  return names;
}

function namesSetBy(statement: Statement): string[] {
  const own = ownMentions(statement).map(({ name }) => name);
  if (statement.kind === 'for') return [...own, ...namesIn(statement.target).map(({ name }) => name)];
  if (statement.kind !== 'with') return own;
  const targets = statement.items.flatMap(({ target }) => (target ? namesIn(target) : []));
  return [...own, ...targets.map(({ name }) => name)];
}

const known = new WeakMap<Body, ModuleNames>();

function namesOf(program: Body): ModuleNames {
  let names = known.get(program);
  if (!names) known.set(program, (names = new ModuleNames(program)));
  return names;
}

const isDefinition = (statement: Statement): boolean =>
  statement.kind === 'function' || statement.kind === 'class' || statement.kind === 'import';

/** Whether the value holds what only a run of the file would tell. */
function isUnknown(context: Context, value: Value): boolean {
  if (value.kind === 'unknown') return true;
  if (value.kind === 'scalar') return leavesOf(context.graph, [value.node]).length > 0;
  if (value.kind === 'array') return leavesOf(context.graph, elementsOf(value)).length > 0;
  return false;
}

/** The names of the program's module scope, each found the first time that it is asked for. */
export function openModule(context: Context, scope: Scope, program: Program): void {
  openBody(context, scope, program, program !== context.program);
}

/** The same for statements that are run once, in a scope of their own. */
export function openBody(context: Context, scope: Scope, body: Body, isForeign: boolean): void {
  const names = namesOf(body);
  const busy = new Set<string>();
  scope.find = (name) => {
    if (busy.has(name)) return undefined;
    busy.add(name);
    const value = outside(context, () => {
      context.scope = scope;
      context.isForeign ||= isForeign;
      return find(context, scope, names, name);
    });
    busy.delete(name);
    if (value) scope.variables.set(name, value);
    return value;
  };
}

function find(context: Context, scope: Scope, names: ModuleNames, name: string): Value | undefined {
  const mentions = names.mentions.get(name) ?? [];
  const opaque: Value = {
    kind: 'opaque',
    name,
    reason: { message: `What \`${name}\` is cannot be told from this file alone.`, span: context.span },
  };
  const binders = mentions.filter(({ kind }) => kind === 'binds');
  if (binders.length === 0) {
    if (names.changing.has(name)) return opaque;
    for (const module of names.starModules) {
      const member = libraryMember(context, `${module}.${name}`) ?? memberOfFile(context, scope, module, name);
      if (member) return member;
    }
    return conventional(context, scope, names.starModules, name);
  }
  const definitions = binders.every(({ statement }) => isDefinition(statement));
  if (definitions) {
    // Of several imports (`try: import cupy as np`, `except: import numpy as np`) the first that is understood.
    const understood = binders.map(({ statement }) => bound(context, scope, statement, name));
    const ofFile = understood.filter((value) => value?.kind === 'function' || value?.kind === 'class');
    const count = ofFile.length > 1 ? names.alternatives.get(name) : undefined;
    if (count !== undefined) context.inputs.book.notes.add(`shown for the last of ${count} functions \`${name}\``);
    return ofFile.at(-1) ?? understood.find((value) => value && value.kind !== 'opaque') ?? understood[0] ?? opaque;
  }
  if (names.changing.has(name) || binders.length > 1) {
    const values = names.changing.has(name)
      ? []
      : binders.map(({ statement }) => bound(context, scope, statement, name));
    const [first] = values;
    const same =
      first?.kind === 'scalar' && values.every((value) => value?.kind === 'scalar' && value.node === first.node);
    return same && mentions.length === binders.length ? first : opaque;
  }
  for (const { statement } of mentions) {
    const outcome = attempt(context, () => runStatement(context, statement));
    if ('refusal' in outcome) {
      forget(scope, statement);
      return { ...opaque, reason: outcome.refusal.reason };
    }
  }
  const value = scope.variables.get(name);
  for (const { statement } of mentions) forget(scope, statement);
  return !value || isUnknown(context, value) ? opaque : value;
}

/**
 * `np`, where `from common.np import *` takes names from a file that cannot be read: what everybody calls NumPy by, and
 * its likes that mean the same.
 */
function conventional(context: Context, scope: Scope, stars: readonly string[], name: string): Value | undefined {
  const { library } = context.language;
  const path = library.conventions?.[name];
  const isHidden = stars.some((module) => !isModule(library, module) && !fileScope(context, scope, module));
  return path !== undefined && isHidden ? { kind: 'module', path } : undefined;
}

/** Names that a statement bound beside the one asked for are found on their own, with all that changes them. */
function forget(scope: Scope, statement: Statement): void {
  for (const { name, kind } of ownMentions(statement)) if (kind === 'binds') scope.variables.delete(name);
}

/** The scope of another file's names, `undefined` where the module is no file of the workspace. */
export function fileScope(context: Context, from: Scope, module: string): Scope | undefined {
  let root = from;
  while (root.parent) root = root.parent;
  const importer = [...context.files].find(([, scope]) => scope === root)?.[0] ?? context.program;
  const program = context.modules(module, importer);
  if (!program) return undefined;
  let scope = context.files.get(program);
  if (!scope) {
    scope = new Scope(null);
    context.files.set(program, scope);
    openModule(context, scope, program);
  }
  return scope;
}

/** A name of another file of the workspace. */
export function memberOfFile(context: Context, from: Scope, module: string, name: string): Value | undefined {
  const scope = fileScope(context, from, module);
  // What a module gives away under another name is bound to a name that no source can spell.
  const value = scope?.lookUp(`export ${name}`) ?? scope?.lookUp(name);
  return value?.kind === 'opaque' ? undefined : value;
}

function bound(context: Context, scope: Scope, statement: Statement, name: string): Value | undefined {
  attempt(context, () => runStatement(context, statement));
  const value = scope.variables.get(name);
  forget(scope, statement);
  return value;
}
