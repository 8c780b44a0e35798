/** The first derivation of a process, nothing being compiled yet: what a person waits for who has just opened a file. */
import { spawnSync } from 'node:child_process';
import { derive } from './derivation';
import { table } from './table';
import { build, parsed, tasks } from './tasks';

const RUNS = 5;
const SHOWN = ['a_seed', 'b_rosen_grad_100', 'c2_ur5_pos', 'd_ba', 'f_mlp_4_8_1'];

export function cold(): void {
  const rows = SHOWN.map((name) => {
    const samples = Array.from({ length: RUNS }, () => {
      const done = spawnSync(process.execPath, [process.argv[1] as string, 'first', name], { encoding: 'utf8' });
      return Number(done.stdout);
    });
    return [name, (samples.sort((a, b) => a - b)[RUNS >> 1] as number).toPrecision(3)];
  });
  console.log('First call in a new process: milliseconds to build the graph and derive');
  console.log(table(['task', 'ms'], rows));
}

/** In the new process: one task, once. */
export function first(name: string): void {
  const task = tasks.find((each) => each.name === name);
  if (task === undefined) throw new RangeError(`no task ${name}`);
  const ready = parsed(task);
  const start = performance.now();
  derive(build(ready), task.kind);
  console.log(performance.now() - start);
}
