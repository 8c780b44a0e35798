/** Maxima's `diff` in a list (as `jacobian` does), where the command `maxima` is installed. */
import { spawnSync } from 'node:child_process';
import type { Task } from '../tasks';

const TOO_SLOW = new Set(['g1_logistic_12', 'g1_logistic_20', 'g2_sincos_20']);

/** Milliseconds by task: medians of five, each repeated for 0.1 s at least. */
export function timesWithMaxima(tasks: readonly Task[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const task of tasks.filter(({ name }) => !TOO_SLOW.has(name))) {
    const done = spawnSync('maxima', ['--very-quiet'], { input: program(task), encoding: 'utf8' });
    if (done.error) {
      console.log('Maxima is not here: no comparison with it');
      return times;
    }
    const seconds = /median\s+([\d.eE+-]+)/.exec(done.stdout)?.[1];
    if (seconds !== undefined) times.set(task.name, 1000 * Number(seconds));
  }
  return times;
}

function program(task: Task): string {
  const entries =
    task.kind === 'hessian'
      ? `block([slopes: makelist(diff(outputs[1], v), v, variables)],
          makelist(makelist(diff(slopes[i], variables[j]), j, i, length(variables)), i, 1, length(variables)))`
      : 'makelist(makelist(diff(f, v), v, variables), f, outputs)';
  return `
display2d: false$
${task.slp.map(([name, text]) => `${name}: ${text}$`).join('\n')}
outputs: [${task.outs.join(', ')}]$
variables: [${task.vars.join(', ')}]$
derive() := ${entries}$
run(repeats) := block([start: elapsed_real_time()],
  for i thru repeats do derive(),
  (elapsed_real_time() - start)/repeats)$
n: 1$
for i thru 20 while n*run(n) < 0.1 do n: 2*n$
samples: sort(makelist(run(n), i, 1, 5))$
print("median", float(samples[3]))$
quit()$
`;
}
