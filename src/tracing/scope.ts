/** Variables by name, each scope inside another. */
import type { FunctionDefinition } from '../languages/program';
import { nextSerial } from './heap';
import type { Mutable } from './heap';
import type { ClassValue, Value } from './values';

export class Scope implements Mutable {
  readonly serial = nextSerial();
  readonly variables = new Map<string, Value>();
  /** Names that `global` or `nonlocal` declares to be another scope's. */
  readonly elsewhere = new Map<string, 'global' | 'nonlocal'>();
  /** The class whose method runs in this scope, and its `self`: for `super()`. */
  method: { readonly owner: ClassValue; readonly self: Value } | null = null;
  /** Finds a name that is not there yet: how modules and outer functions give their names when they are needed. */
  find: ((name: string) => Value | undefined) | null = null;

  /** The function whose names these are, while it runs. */
  running: FunctionDefinition | null = null;

  constructor(readonly parent: Scope | null) {}

  get(name: string | number): unknown {
    return this.variables.get(String(name));
  }

  set(name: string | number, value: unknown): void {
    if (value === undefined) this.variables.delete(String(name));
    else this.variables.set(String(name), value as Value);
  }

  /** The value that a name has here, from this scope outwards. */
  lookUp(name: string): Value | undefined {
    for (let scope: Scope | null = this; scope; scope = scope.parent) {
      const value = scope.variables.get(name) ?? scope.find?.(name);
      if (value) return value;
    }
    return undefined;
  }

  /** The scope that an assignment to the name changes. */
  home(name: string): Scope {
    const declared = this.elsewhere.get(name);
    if (!declared) return this;
    let scope: Scope = this;
    while (scope.parent) {
      scope = scope.parent;
      if (declared === 'nonlocal' && scope.parent && (scope.variables.has(name) || scope.find?.(name))) return scope;
    }
    return scope;
  }
}
