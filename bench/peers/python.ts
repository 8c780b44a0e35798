/** Engines of Python (SymPy, wrenfold, CasADi), where the interpreter finds them. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Milliseconds by task; empty where the engine is not installed. `GRADLENS_PYTHON` names the interpreter. */
export function timesWithPython(engine: 'SymPy' | 'wrenfold' | 'CasADi'): ReadonlyMap<string, number> {
  const python = process.env['GRADLENS_PYTHON'] ?? 'python3';
  const script = join(process.cwd(), `bench/peers/${engine.toLowerCase()}_times.py`);
  const done = spawnSync(python, [script, 'bench/tasks.json'], { encoding: 'utf8' });
  if (done.status !== 0) {
    const why = (done.stderr ?? '').trim().split('\n').at(-1) ?? '';
    console.log(`${engine} is not here: no comparison with it (${why})`);
    return new Map();
  }
  return new Map(Object.entries(JSON.parse(done.stdout) as Record<string, number>));
}
