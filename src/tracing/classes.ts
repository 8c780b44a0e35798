/** Classes of the file: members by name through the bases, and new objects. */
import type { ClassDefinition, Expression, Statement } from '../languages/program';
import { attempt, outside } from './attempt';
import { callValue } from './calls';
import { refuse } from './context';
import type { Context } from './context';
import { evaluate } from './expressions';
import { decoratorName, makeFunction } from './functions';
import type { Keywords } from './functions';
import { runStatement } from './statements';
import { Scope } from './scope';
import { MADE, RecordObject, tuple } from './values';
import type { ClassValue, Value } from './values';

export interface Member {
  readonly value: Value;
  readonly owner: ClassValue;
  readonly kind: 'method' | 'static' | 'class' | 'property' | 'classProperty' | 'value';
}

const scopes = new WeakMap<Context, WeakMap<ClassDefinition, Scope>>();

/** The scope that a class's body runs in: its attributes, when they are asked for. */
function classScope(context: Context, of: ClassValue): Scope {
  let known = scopes.get(context);
  if (!known) scopes.set(context, (known = new WeakMap()));
  let scope = known.get(of.definition);
  if (!scope) {
    scope = new Scope(of.scope);
    known.set(of.definition, scope);
    runClassBody(context, of, scope);
  }
  return scope;
}

function runClassBody(context: Context, of: ClassValue, scope: Scope): void {
  outside(context, () => {
    context.scope = scope;
    for (const statement of of.definition.body) {
      if (statement.kind === 'function' || statement.kind === 'expression') continue;
      attempt(context, () => runStatement(context, statement));
    }
  });
}

type MethodStatement = Extract<Statement, { kind: 'function' }>;

function methodIn(context: Context, of: ClassValue, name: string): Member | undefined {
  const found = of.definition.body.filter(
    (statement): statement is MethodStatement => statement.kind === 'function' && statement.function.name === name,
  );
  for (const statement of found.reverse()) {
    const names = statement.function.decorators.map((decorator) => decoratorName(context, decorator));
    if (names.includes('setter') || names.includes('deleter')) continue;
    const value = outside(context, () => {
      context.scope = of.scope;
      return makeFunction(context, statement.function, of);
    });
    const isGetter = names.includes('property') || names.includes('decorator.property');
    if (isGetter && names.includes('classmethod')) return { value, owner: of, kind: 'classProperty' };
    const kind = names.includes('staticmethod')
      ? 'static'
      : names.includes('classmethod')
        ? 'class'
        : names.includes('property') || names.includes('decorator.property')
          ? 'property'
          : 'method';
    return { value, owner: of, kind };
  }
  return undefined;
}

/** The function that is called where a property of this name is set; `undefined` for a plain one. */
export function findSetter(context: Context, of: ClassValue, name: string): Value | undefined {
  for (const one of lineage(context, of))
    for (const statement of one.definition.body) {
      if (statement.kind !== 'function' || statement.function.name !== name) continue;
      if (!statement.function.decorators.some((decorator) => decoratorName(context, decorator) === 'setter')) continue;
      return outside(context, () => {
        context.scope = one.scope;
        return makeFunction(context, statement.function, one);
      });
    }
  return undefined;
}

/** What a base in a class's head is. */
function baseValue(context: Context, of: ClassValue, base: Expression): Value | undefined {
  const outcome = attempt(context, () =>
    outside(context, () => {
      context.scope = of.scope;
      return evaluate(context, base);
    }),
  );
  return 'value' in outcome ? outcome.value : undefined;
}

/** The known classes that a class is derived from, nearest first, itself included. */
export function lineage(context: Context, of: ClassValue, depth = 0): ClassValue[] {
  if (depth > 16) return [of];
  const bases = of.definition.bases.flatMap((base) => {
    const value = baseValue(context, of, base);
    return value?.kind === 'class' ? lineage(context, value, depth + 1) : [];
  });
  return [of, ...bases.filter((base, i) => bases.findIndex((other) => other.definition === base.definition) === i)];
}

/** Whether every base of the class is known. */
export function isWhollyKnown(context: Context, of: ClassValue): boolean {
  return lineage(context, of).every((one) =>
    one.definition.bases.every((base) => {
      const value = baseValue(context, one, base);
      return value?.kind === 'class' || (value?.kind === 'builtin' && value.primitive === 'object');
    }),
  );
}

/** A member by name, from the class or its bases; from the bases alone with `after`. */
export function findMember(context: Context, of: ClassValue, name: string, after?: ClassValue): Member | undefined {
  const line = lineage(context, of);
  const from = after ? line.findIndex((one) => one.definition === after.definition) + 1 : 0;
  for (const one of line.slice(from)) {
    const method = methodIn(context, one, name);
    if (method) return method;
    const value = classScope(context, one).variables.get(name);
    if (value) return { value, owner: one, kind: 'value' };
  }
  return undefined;
}

/** Fields of a dataclass or named tuple, in order, with their defaults. */
function fieldsOf(context: Context, of: ClassValue): { name: string; value: Value | undefined }[] {
  return lineage(context, of)
    .reverse()
    .flatMap((one) =>
      one.definition.body.flatMap((statement) => {
        if (statement.kind === 'pass' && statement.declares)
          return [{ name: statement.declares.name, value: undefined }];
        if (statement.kind !== 'assign' || statement.annotation === null) return [];
        const [target] = statement.targets;
        if (target?.kind !== 'name') return [];
        return [{ name: target.name, value: classScope(context, one).variables.get(target.name) }];
      }),
    );
}

function isRecordLike(context: Context, of: ClassValue): 'dataclass' | 'tuple' | undefined {
  for (const one of lineage(context, of)) {
    if (one.definition.decorators.some((d) => decoratorName(context, d) === 'decorator.dataclass')) return 'dataclass';
    for (const base of one.definition.bases) {
      const value = baseValue(context, one, base);
      if (value?.kind === 'builtin' && value.primitive === 'collections.namedtuple') return 'tuple';
    }
  }
  return undefined;
}

/** A field's default: `field(default_factory=list)` makes a new one each time. */
function defaultField(context: Context, value: Value): Value | undefined {
  if (value.kind === 'unknown') return undefined;
  if (value.kind !== 'bound' || value.callee.kind !== 'builtin' || value.callee.primitive !== 'dataclasses.factory')
    return value;
  const [factory] = value.positional;
  return factory && callValue(context, factory, [], []);
}

/** `Class(arguments)`. */
export function instantiate(context: Context, of: ClassValue, positional: readonly Value[], keywords: Keywords): Value {
  const object = new RecordObject(of.name, of);
  context.heap.write(object, MADE, true);
  const self: Value = { kind: 'record', object };
  const constructor = findMember(context, of, '__init__');
  if (constructor) {
    callValue(context, constructor.value, [self, ...positional], keywords);
    return self;
  }
  const kind = isRecordLike(context, of);
  if (!kind) {
    if (positional.length + keywords.length > 0 && isWhollyKnown(context, of))
      refuse(context, `\`${of.name}\` takes no arguments.`);
    return self;
  }
  const named = new Map(keywords);
  const values = fieldsOf(context, of).map(({ name, value }, i) => {
    const given = positional[i] ?? named.get(name) ?? (value && defaultField(context, value));
    if (!given) return refuse(context, `\`${of.name}\` is made without \`${name}\`.`);
    object.set(name, given);
    return given;
  });
  if (kind === 'tuple') object.set('__items__', tuple(values));
  const after = findMember(context, of, '__post_init__');
  if (after) callValue(context, after.value, [self], []);
  return self;
}
