/** Finds the method that `self.f`, `super().f` or `Class.f` stands for, in the file's own classes. */
import type { ClassDefinition, Definition, Expression, Program } from './program';
import type { Scope } from './scopes';

type NamedClass = Program['classes'][number];

/** The method, `null` if it is not of this file (or of no class that can be told). */
export function methodOf(program: Program, scope: Scope, object: Expression, name: string): Definition | null {
  const start = classOf(program, scope, object);
  if (!start) return null;
  const isSuper = object.kind === 'call';
  return inherited(program, start, name, isSuper, new Set());
}

/** The class of an expression that stands for an instance or for the class itself. */
function classOf(program: Program, scope: Scope, object: Expression): NamedClass | null {
  const around = methodScope(scope);
  const byDefinition = (found: ClassDefinition | null): NamedClass | null =>
    program.classes.find((candidate) => candidate.class === found) ?? null;
  if (object.kind === 'call' && object.callee.kind === 'name' && object.callee.name === 'super') {
    return byDefinition(around?.methodOf ?? null);
  }
  if (object.kind !== 'name') return null;
  if (around && object.name === selfOf(around)) return byDefinition(around.methodOf);
  return classNamed(program, object.name);
}

/** The nearest method around, through nested functions. */
function methodScope(scope: Scope): Scope | null {
  for (let at: Scope | null = scope; at; at = at.parent) if (at.methodOf) return at;
  return null;
}

/** The name of a method's instance (or class); `null` for a static method. */
function selfOf(scope: Scope): string | null {
  const definition = scope.definition?.function;
  const isStatic = definition?.decorators.some((one) => one.kind === 'name' && one.name === 'staticmethod');
  return isStatic ? null : (definition?.parameters[0]?.name ?? null);
}

const classNamed = (program: Program, name: string): NamedClass | null =>
  [...program.classes].reverse().find((candidate) => candidate.class.name === name) ?? null;

/** Looks in the class, then in its bases from left to right. */
function inherited(
  program: Program,
  start: NamedClass,
  name: string,
  skipsOwn: boolean,
  seen: Set<string>,
): Definition | null {
  if (seen.has(start.name)) return null;
  seen.add(start.name);
  const own = program.definitions.filter((one) => one.className === start.name && one.function.name === name);
  if (own.length > 0 && !skipsOwn) return own[own.length - 1]!;
  for (const base of start.class.bases) {
    const found = base.kind === 'name' ? classNamed(program, base.name) : null;
    const definition = found && inherited(program, found, name, false, seen);
    if (definition) return definition;
  }
  return null;
}
