/** Which libraries the files of a trace import from, and its functions use. */
import type { Program } from '../languages/program';
import { allStatements } from '../languages/walk';
import { mentioned } from './captured';
import type { Context } from './context';

const known = new WeakMap<Program, ReadonlySet<string>>();

/** The first words of the modules that a file imports anywhere: `torch` of `import torch.nn as nn`. */
function modulesIn(program: Program): ReadonlySet<string> {
  const before = known.get(program);
  if (before) return before;
  const names = new Set<string>();
  for (const body of [program.body, ...program.definitions.map((definition) => definition.function.body)])
    for (const statement of allStatements(body))
      if (statement.kind === 'import')
        for (const { module } of statement.bindings) names.add(module.split('.')[0] ?? module);
  known.set(program, names);
  return names;
}

/** Whether any file read so far imports from the module. */
export const usesModule = (context: Context, module: string): boolean =>
  [...context.files.keys()].some((program) => modulesIn(program).has(module));

/**
 * Which of the modules the running function uses itself: `numpy` where it says `np.exp`. A function of neither, or of a
 * file that has only one of them, tells nothing.
 */
export function modulesOfFunction(context: Context, modules: readonly string[]): readonly string[] {
  const scope = context.frames.at(-1);
  if (!scope?.running) return [];
  const names = [...mentioned(scope.running)];
  const paths = names.flatMap((name) => {
    const value = scope.lookUp(name);
    return value?.kind === 'module' ? [value.path] : value?.kind === 'builtin' ? [value.name] : [];
  });
  return modules.filter((module) => paths.some((path) => path === module || path.startsWith(`${module}.`)));
}
