/** Who sees whom: the definitions of a file by the scope that they stand in. */
import type { Definition, Expression, Program } from '../languages/program';

/** The scope of a definition: the dotted name of its class or of the function around it, `''` for the file. */
export const scopeOf = (definition: Definition): string => definition.className ?? definition.enclosing ?? '';

export class Scopes {
  readonly definitions: readonly Definition[];
  private readonly names = new Map<string, Definition>();
  private readonly scopes = new Map<string, Definition[]>();

  constructor(program: Program) {
    this.definitions = program.definitions;
    for (const definition of program.definitions) {
      this.names.set(definition.name, definition);
      const scope = scopeOf(definition);
      const known = this.scopes.get(scope);
      if (known) known.push(definition);
      else this.scopes.set(scope, [definition]);
    }
  }

  byName(dotted: string): Definition | undefined {
    return this.names.get(dotted);
  }

  /** The definitions of the same scope, itself included. */
  siblings(definition: Definition): readonly Definition[] {
    return this.scopes.get(scopeOf(definition)) ?? [];
  }

  /** A dotted name as someone writes it beside `from`: in its scope, in those around it, in the file. */
  resolve(name: string, from: Definition): Definition | null {
    for (let scope: string | null = scopeOf(from); scope !== null; scope = outer(scope)) {
      const found = this.names.get(scope === '' ? name : `${scope}.${name}`);
      if (found) return found;
    }
    return null;
  }

  /**
   * The function that an expression names, inside the function or class `scope`: `f`, or `self.f` in a class. A method
   * is not seen by its name alone.
   */
  reference(expression: Expression, scope: string): Definition | null {
    if (expression.kind === 'attribute' && expression.object.kind === 'name') {
      if (expression.object.name !== 'self')
        return this.names.get(`${expression.object.name}.${expression.name}`) ?? null;
      for (let at: string | null = scope; at !== null; at = outer(at)) {
        const found = this.names.get(`${at}.${expression.name}`);
        if (found?.className === at) return found;
      }
      return null;
    }
    if (expression.kind !== 'name') return null;
    for (let at: string | null = scope; at !== null; at = outer(at)) {
      const visible = (this.scopes.get(at) ?? []).filter(
        (definition) => definition.className === null || definition.enclosing === at,
      );
      // The last definition of a name is the one that holds when the file has been read.
      const found = visible.filter((definition) => definition.function.name === expression.name).at(-1);
      if (found) return found;
      // A parameter of that name hides what stands outside.
      if (this.names.get(at)?.function.parameters.some(({ name }) => name === expression.name)) return null;
    }
    return null;
  }
}

/** The scope around a scope: `a.b` in `a`, `a` in the file; `null` around the file. */
function outer(scope: string): string | null {
  if (scope === '') return null;
  const dot = scope.lastIndexOf('.');
  return dot < 0 ? '' : scope.slice(0, dot);
}
