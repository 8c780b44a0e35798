/** The names that a function or a module binds. */
import type { ClassDefinition, Definition, Expression, FunctionDefinition, Statement } from './program';
import { expressionsOf, innerBlocks, namesOf, operandsOf, targetsOf } from './walk';

export interface Scope {
  /** The scope around it; a class is none for the functions inside it. */
  readonly parent: Scope | null;
  /** The function that this is the scope of; `null` for the module, a comprehension and a lambda without a name. */
  readonly definition: Definition | null;
  /** The class whose body is being read, for the functions directly in it. */
  readonly classBody: ClassDefinition | null;
  /** The class that this function is a method of. */
  readonly methodOf: ClassDefinition | null;
  readonly names: ReadonlySet<string>;
  /** Functions that are bound to names here, in the order of the source. */
  readonly functions: ReadonlyMap<string, readonly FunctionDefinition[]>;
  /** Names of `global` statements. */
  readonly globals: ReadonlySet<string>;
}

/** The scope of a function inside another scope. */
export function scopeOf(definition: FunctionDefinition, found: Definition | null, around: Scope): Scope {
  const inner = declare(
    { ...around, classBody: null },
    definition.body,
    definition.parameters.map(({ name }) => name),
  );
  return { ...inner, definition: found, methodOf: around.classBody };
}

/** The scope of a body with the names it binds. `given` are bound before it starts. */
export function declare(parent: Scope | null, body: readonly Statement[], given: readonly string[]): Scope {
  const names = new Set(given);
  const functions = new Map<string, FunctionDefinition[]>();
  const globals = new Set<string>();
  const outside = new Set<string>();

  const addFunction = (name: string, definition: FunctionDefinition): void => {
    names.add(name);
    functions.set(name, [...(functions.get(name) ?? []), definition]);
  };
  const addWalruses = (expression: Expression): void => {
    if (expression.kind === 'walrus') names.add(expression.name);
    if (expression.kind === 'comprehension') {
      const inside = expression.clauses.map((clause) => (clause.kind === 'for' ? clause.iterable : clause.condition));
      [expression.value, ...(expression.key ? [expression.key] : []), ...inside].forEach(addWalruses);
    }
    operandsOf(expression).forEach(addWalruses);
  };
  const visit = (statements: readonly Statement[]): void => {
    for (const statement of statements) {
      if (statement.kind === 'function') addFunction(statement.function.name, statement.function);
      else if (statement.kind === 'class') names.add(statement.class.name);
      else if (statement.kind === 'import') statement.bindings.forEach(({ name }) => names.add(name));
      else if (statement.kind === 'scope') {
        for (const name of statement.names) (statement.scope === 'global' ? globals : outside).add(name);
      } else if (statement.kind === 'assign' && statement.value.kind === 'lambda' && statement.value.function.name) {
        addFunction(statement.value.function.name, statement.value.function);
      } else
        targetsOf(statement)
          .flatMap(namesOf)
          .forEach((name) => names.add(name));
      expressionsOf(statement).forEach(addWalruses);
      innerBlocks(statement).forEach(visit);
    }
  };
  visit(body);
  for (const name of [...globals, ...outside]) {
    names.delete(name);
    functions.delete(name);
  }
  return { parent, definition: null, classBody: null, methodOf: null, names, functions, globals };
}
