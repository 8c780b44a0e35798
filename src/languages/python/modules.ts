/** Where Python looks for the file of a module. */

/** How many folders above the importing file may be the one that absolute imports start from. */
const LEVELS = 8;

/**
 * The paths at which a module's file may be, best first: `.angles` beside the importing file, `pkg.angles` below its
 * folder or one above.
 *
 * @param module as the import writes it
 * @param from the importing file's path, with slashes
 */
export function modulePaths(module: string, from: string): string[] {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const path = module.slice(dots).split('.').filter(Boolean).join('/');
  const folders = from.split('/').slice(0, -1);
  const below = (folder: readonly string[]): string[] => {
    const place = [...folder, ...(path ? [path] : [])].join('/');
    return path ? [`${place}.py`, `${place}/__init__.py`] : [`${place}/__init__.py`];
  };
  if (dots > 0) return dots - 1 > folders.length ? [] : below(folders.slice(0, folders.length - (dots - 1)));
  const paths: string[] = [];
  for (let up = 0; up <= Math.min(LEVELS, folders.length); up += 1)
    paths.push(...below(folders.slice(0, folders.length - up)));
  return paths;
}
