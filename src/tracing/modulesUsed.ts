/** Which libraries the files of a trace import from. */
import type { Program } from '../languages/program';
import { allStatements } from '../languages/walk';
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
