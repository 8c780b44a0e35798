import type { Definition, FunctionDefinition } from '../languages/program';

/** More answers than these are not kept: the names of a very large file. */
const MOST = 20_000;

/** A function of a text that remembers its answers: the same names are read again with every edit of a file. */
export function remembering<T>(answer: (text: string) => T, most = MOST): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = answer(text);
    if (known.size >= most) known.clear();
    known.set(text, found);
    return found;
  };
}

/**
 * A search in one function by itself, which is not gone through again where there was nothing: a function that has not
 * changed is the same object in the next version of a file.
 */
export function rememberingNone<T>(find: (definition: Definition) => T[]): (definition: Definition) => T[] {
  const none = new WeakMap<FunctionDefinition, string | null>();
  return (definition) => {
    if (none.get(definition.function) === definition.className) return [];
    const found = find(definition);
    if (found.length === 0) none.set(definition.function, definition.className);
    return found;
  };
}
