/** `import a.b as c`, `from ..a import b as c`, `from a import *`. */
import type { ImportBinding } from '../program';
import { type Source, type Syntax, childOfType, fieldOf, fieldsOf, textOf } from './syntax';

/** Blanks may stand around the dots of a name. */
const dotted = (source: Source, node: Syntax): string => textOf(source, node).replace(/[\s\\]+/g, '');

export function importBindings(source: Source, node: Syntax): ImportBinding[] {
  const names = fieldsOf(node, 'name').filter(({ isNamed }) => isNamed);
  if (node.type === 'import_statement') return names.map((name) => moduleBinding(source, name));
  const moduleName = fieldOf(node, 'module_name');
  const module = node.type === 'future_import_statement' ? '__future__' : moduleName ? dotted(source, moduleName) : '';
  if (childOfType(node, 'wildcard_import')) return [{ module, member: '*', name: '' }];
  return names.map((node) => {
    const { path, alias } = aliased(source, node);
    return { module, member: path, name: alias ?? path };
  });
}

function aliased(source: Source, node: Syntax): { readonly path: string; readonly alias: string | null } {
  if (node.type !== 'aliased_import') return { path: dotted(source, node), alias: null };
  const name = fieldOf(node, 'name');
  const alias = fieldOf(node, 'alias');
  return { path: name ? dotted(source, name) : '', alias: alias ? textOf(source, alias) : null };
}

function moduleBinding(source: Source, node: Syntax): ImportBinding {
  const { path, alias } = aliased(source, node);
  if (alias !== null) return { module: path, member: null, name: alias };
  // `import a.b` binds `a`.
  const root = path.split('.')[0]!;
  return { module: root, member: null, name: root };
}
