/** GiNaC's `diff`, timed by its shell `ginsh` (Debian: ginac-tools), where that is installed. */
import { spawnSync } from 'node:child_process';
import type { Task } from '../tasks';

/** GiNaC derives the same part of a shared expression again and again. */
const TOO_SLOW = new Set(['g1_logistic_20', 'g2_sincos_20']);
const RUNS = 5;

/** Milliseconds by task: medians. */
export function timesWithGinac(tasks: readonly Task[]): ReadonlyMap<string, number> {
  if (spawnSync('ginsh', ['--version']).error) {
    console.log('GiNaC is not here (ginsh): no comparison with it');
    return new Map();
  }
  const times = new Map<string, number>();
  for (const task of tasks.filter(({ name }) => !TOO_SLOW.has(name))) {
    const samples = Array.from({ length: RUNS }, () => once(task)).sort((a, b) => a - b);
    const median = samples[RUNS >> 1] as number;
    if (!Number.isNaN(median)) times.set(task.name, median);
  }
  return times;
}

/** One process a run: what GiNaC remembers of expressions is forgotten in between. */
function once(task: Task): number {
  const lines = task.slp.map(([name, text]) => `${name}=${text}:`);
  task.outs.forEach((text, i) => lines.push(`output${i}=${text}:`));
  task.outs.forEach((_, i) => {
    task.vars.forEach((variable, j) => {
      lines.push(`time(diff(output${i},${variable}));`);
      if (task.kind !== 'hessian') return;
      lines.push(`slope=diff(output${i},${variable}):`);
      for (const other of task.vars.slice(j)) lines.push(`time(diff(slope,${other}));`);
    });
  });
  const done = spawnSync('ginsh', [], { input: `${lines.join('\n')}\n`, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (done.status !== 0) return NaN;
  const seconds = [...done.stdout.matchAll(/^([\d.e+-]+)s$/gm)].map((match) => Number(match[1]));
  return seconds.length === 0 ? NaN : 1000 * seconds.reduce((sum, each) => sum + each, 0);
}
