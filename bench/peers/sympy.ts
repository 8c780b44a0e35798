/** SymPy's `jacobian` and `hessian`, where Python has it. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Task } from '../tasks';

/** Milliseconds by task. `GRADLENS_PYTHON` names the interpreter. */
export function timesWithSympy(_tasks: readonly Task[]): ReadonlyMap<string, number> {
  const python = process.env['GRADLENS_PYTHON'] ?? 'python3';
  const script = join(process.cwd(), 'bench/peers/sympy_times.py');
  const done = spawnSync(python, [script, 'bench/tasks.json'], { encoding: 'utf8' });
  if (done.status !== 0) {
    console.log(`SymPy is not here: no comparison with it (${(done.stderr ?? '').trim().split('\n').at(-1) ?? ''})`);
    return new Map();
  }
  return new Map(Object.entries(JSON.parse(done.stdout) as Record<string, number>));
}
