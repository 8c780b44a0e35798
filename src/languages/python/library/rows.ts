/** Rows of a library's table: `rows('numpy.', 'sum prod')` keeps the names, `rows('numpy.', 'arcsin=asin')` renames. */
export function rows(module: string, names: string, primitives = ''): Record<string, string> {
  const table: Record<string, string> = {};
  for (const entry of names.split(/\s+/)) {
    if (entry === '') continue;
    const [name, primitive] = entry.split('=') as [string, string?];
    table[module + name] = primitive ?? primitives + name;
  }
  return table;
}
