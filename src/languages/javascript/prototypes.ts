/** Classes as they were written before there was a word for them: a function that sets `this.x`, and its prototype. */
import type { ClassDefinition, Expression, FunctionDefinition, Statement } from '../program';

/** What is added to a constructor function further down. */
interface Patch {
  readonly methods: FunctionDefinition[];
  /** Those of the class itself: any function can have some. */
  readonly own: FunctionDefinition[];
  readonly values: Statement[];
  readonly bases: Expression[];
  readonly statements: Set<Statement>;
}

type Constructor = { readonly name: string; readonly function: FunctionDefinition; readonly statement: Statement };

/** The statements with such functions, and all that is added to them, put together as classes. */
export function withClasses(statements: readonly Statement[]): Statement[] {
  const constructors = statements.flatMap((statement): Constructor[] => {
    if (statement.kind === 'function')
      return [{ name: statement.function.name, function: statement.function, statement }];
    const [target] = statement.kind === 'assign' ? statement.targets : [];
    if (statement.kind !== 'assign' || target?.kind !== 'name' || statement.value.kind !== 'lambda') return [];
    return [{ name: target.name, function: statement.value.function, statement }];
  });
  const patches = new Map<string, Patch>();
  const names = new Set(constructors.map(({ name }) => name));
  for (const statement of statements) collect(statement, names, patches);
  const made = new Map<Statement, Statement>();
  const taken = new Set<Statement>();
  for (const one of constructors) {
    const patch = patches.get(one.name);
    const isClass = (patch && patch.methods.length + patch.bases.length > 0) || setsItself(one);
    if (!isClass) continue;
    made.set(one.statement, classOf(one, patch));
    for (const statement of patch?.statements ?? []) taken.add(statement);
  }
  if (made.size === 0) return [...statements];
  return statements.flatMap((statement) => (taken.has(statement) ? [] : [made.get(statement) ?? statement]));
}

/** A function that says `this` and is spelt as a class is. */
const setsItself = ({ name, function: { parameters } }: Constructor): boolean =>
  parameters[0]?.name === 'this' && /^[_$]*\p{Lu}/u.test(name);

function collect(statement: Statement, names: ReadonlySet<string>, patches: Map<string, Patch>): void {
  const patchOf = (name: string): Patch => {
    const known = patches.get(name) ?? { methods: [], own: [], values: [], bases: [], statements: new Set() };
    patches.set(name, known);
    known.statements.add(statement);
    return known;
  };
  if (statement.kind === 'expression' && statement.value.kind === 'call') {
    const { callee, arguments: args } = statement.value;
    const word = callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : '';
    const [derived, base] = args.map(({ value }) => value);
    if (/^_?inherits$/.test(word) && derived?.kind === 'name' && names.has(derived.name) && base)
      patchOf(derived.name).bases.push(base);
    return;
  }
  if (statement.kind !== 'assign') return;
  const [target] = statement.targets;
  if (target?.kind !== 'attribute') return;
  const { value } = statement;
  const prototype = prototypeOf(target.object);
  if (prototype !== null && names.has(prototype)) {
    const patch = patchOf(prototype);
    if (value.kind === 'lambda') patch.methods.push(method(value.function, target.name, []));
    else if (target.name !== 'constructor') patch.values.push(member(target.name, value, statement));
  } else if (target.name === 'prototype' && target.object.kind === 'name' && names.has(target.object.name)) {
    const patch = patchOf(target.object.name);
    const base = baseIn(value);
    if (base) patch.bases.push(base);
    for (const { key, value: entry } of value.kind === 'dictionary' ? value.entries : []) {
      if (key?.kind !== 'string') continue;
      if (entry.kind === 'lambda') patch.methods.push(method(entry.function, key.value, []));
      else if (key.value !== 'constructor') patch.values.push(member(key.value, entry, statement));
    }
  } else if (target.object.kind === 'name' && names.has(target.object.name) && value.kind === 'lambda') {
    const span = value.function.nameSpan;
    patchOf(target.object.name).own.push(method(value.function, target.name, [{ kind: 'name', name: 'static', span }]));
  }
}

/** The name in `name.prototype`. */
const prototypeOf = (object: Expression): string | null =>
  object.kind === 'attribute' && object.name === 'prototype' && object.object.kind === 'name'
    ? object.object.name
    : null;

/** The class in `Object.create(Base.prototype)` and `new Base()`. */
function baseIn(value: Expression): Expression | null {
  if (value.kind !== 'call') return null;
  const [argument] = value.arguments;
  const isCreated = value.callee.kind === 'attribute' && value.callee.name === 'create';
  if (isCreated) {
    const of = argument?.value;
    return of?.kind === 'attribute' && of.name === 'prototype' ? of.object : null;
  }
  return value.callee.kind === 'name' ? value.callee : null;
}

function method(definition: FunctionDefinition, name: string, decorators: readonly Expression[]): FunctionDefinition {
  const at = { start: definition.nameSpan.start, end: definition.nameSpan.start };
  const receiver = { name: 'this', kind: 'positional' as const, default: null, annotation: null, span: at };
  const parameters =
    definition.parameters[0]?.name === 'this' ? definition.parameters : [receiver, ...definition.parameters];
  return { ...definition, name, parameters, decorators };
}

const member = (name: string, value: Expression, { span }: Statement): Statement => ({
  kind: 'assign',
  targets: [{ kind: 'name', name, span: { start: span.start, end: span.start } }],
  value,
  annotation: null,
  span,
});

function classOf({ name, function: definition, statement }: Constructor, patch: Patch | undefined): Statement {
  const constructor = method(definition, '__init__', []);
  const functions = [constructor, ...(patch?.methods ?? []), ...(patch?.own ?? [])];
  const made: ClassDefinition = {
    name,
    bases: patch?.bases.slice(0, 1) ?? [],
    decorators: [],
    body: [
      ...functions.map((one): Statement => ({ kind: 'function', function: one, span: one.span })),
      ...(patch?.values ?? []),
    ],
    fields: [],
    nameSpan: definition.nameSpan,
    span: statement.span,
  };
  return { kind: 'class', class: made, span: statement.span };
}
