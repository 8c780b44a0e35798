/** Where JavaScript and TypeScript look for the file of a module. */

const EXTENSIONS = ['.js', '.ts', '.mjs', '.mts', '.cjs', '.cts', '.jsx', '.tsx'];
/** TypeScript writes the name of what is compiled to. */
const COMPILED: Readonly<Record<string, string>> = { '.js': '.ts', '.jsx': '.tsx', '.mjs': '.mts', '.cjs': '.cts' };

/**
 * The paths at which a module's file may be, best first. Only relative names are looked for: packages are libraries.
 *
 * @param module as the import writes it
 * @param from the importing file's path, with slashes
 */
export function modulePaths(module: string, from: string): string[] {
  if (!/^\.\.?(?:\/|$)/.test(module)) return [];
  const folders = from.split('/').slice(0, -1);
  for (const part of module.split('/')) {
    if (part === '..') folders.pop();
    else if (part !== '.' && part !== '') folders.push(part);
  }
  const path = folders.join('/');
  const extension = /\.[cm]?[jt]sx?$/.exec(path)?.[0];
  const typed = extension === undefined ? undefined : COMPILED[extension];
  const own =
    extension === undefined ? [] : [path, ...(typed === undefined ? [] : [path.slice(0, -extension.length) + typed])];
  const preferred = /\.[cm]?tsx?$/.test(from)
    ? [...EXTENSIONS].sort((a, b) => Number(/t/.test(b)) - Number(/t/.test(a)))
    : EXTENSIONS;
  return [...own, ...preferred.map((one) => path + one), ...preferred.map((one) => `${path}/index${one}`)];
}
