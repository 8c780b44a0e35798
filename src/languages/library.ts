/** Finds what a dotted name of a library means. */
import type { Library } from './language';

export type LibraryEntry =
  | { readonly kind: 'function'; readonly primitive: string }
  /** `name` is a named constant (`pi`, `e`, `tau`, `inf`, `nan`, `none`, `true`) or a number as text. */
  | { readonly kind: 'constant'; readonly name: string };

const own = (table: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

function exact(library: Library, name: string): LibraryEntry | null {
  const primitive = own(library.functions, name);
  if (primitive !== undefined) return { kind: 'function', primitive };
  const constant = own(library.constants, name);
  return constant === undefined ? null : { kind: 'constant', name: constant };
}

/** Prefixes of a dotted name with what follows them, longest first: `a.b.c` gives `[a.b, c]`, `[a, b.c]`. */
function splits(name: string): readonly (readonly [string, string])[] {
  const result: (readonly [string, string])[] = [];
  for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
    result.push([name.slice(0, dot), name.slice(dot + 1)]);
  }
  return result;
}

/**
 * What a dotted name means, `null` if the table does not have it. The name starts with a module's real name
 * (`numpy.sin`, not `np.sin`): a name's own entry comes before one found through an alias of its module, that before
 * a `.*` entry.
 */
export function lookUp(library: Library, name: string): LibraryEntry | null {
  const seen = new Set<string>();
  const queue = [name];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const found = exact(library, next);
    if (found) return found;
    for (const [module, member] of splits(next)) {
      const real = own(library.aliases, module);
      if (real !== undefined) queue.push(`${real}.${member}`);
    }
  }
  for (const candidate of seen) {
    for (const [module] of splits(candidate)) {
      const primitive = own(library.functions, `${module}.*`);
      if (primitive !== undefined) return { kind: 'function', primitive };
    }
  }
  return null;
}

/** Whether a dotted name is a module or a class that the table knows members of: `numpy.linalg`. */
export function isModule(library: Library, name: string): boolean {
  if (Object.hasOwn(library.aliases, name)) return true;
  return (
    modulesOf(library).has(name) ||
    splits(name).some(([module, member]) => {
      const real = own(library.aliases, module);
      return real !== undefined && modulesOf(library).has(`${real}.${member}`);
    })
  );
}

const modules = new WeakMap<Library, ReadonlySet<string>>();

function modulesOf(library: Library): ReadonlySet<string> {
  let known = modules.get(library);
  if (!known) {
    const names = [library.functions, library.constants, library.aliases].flatMap((table) => Object.keys(table));
    known = new Set(names.flatMap((name) => splits(name).map(([module]) => module)));
    modules.set(library, known);
  }
  return known;
}
