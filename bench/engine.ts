/**
 * `npm run bench`: derivation times of every task beside peers in the same run, operations of the derivative, what a
 * derivative costs against its function, and how time grows with the graph.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { hessian } from '../src/calculus/differentiate/hessian';
import { jacobian } from '../src/calculus/differentiate/jacobian';
import { operationCount } from '../src/calculus/reachable';
import { deriveWithMathjs } from './peers/mathjs';
import { table } from './table';
import { build, parsed, tasks, type Built, type ParsedTask } from './tasks';
import { median, medianOfFresh } from './timing';

const SLOW_FOR_TREES = new Set(['g1_logistic_20', 'g1_logistic_12', 'g2_sincos_20', 'b_rosen_hess_100']);

function derive({ graph, outputs, inputs }: Built, kind: ParsedTask['kind']) {
  return kind === 'hessian' ? hessian(graph, outputs[0] as number, inputs) : jacobian(graph, outputs, inputs);
}

/** Each repetition needs a fresh graph, since nothing may be interned already: they are made before the clock starts. */
function ours(task: ParsedTask): { milliseconds: number; operations: number; functionOperations: number } {
  const milliseconds = medianOfFresh(
    () => build(task),
    (built) => derive(built, task.kind),
  );
  const built = build(task);
  const functionOperations = operationCount(built.graph, built.outputs);
  const matrix = derive(built, task.kind);
  const operations = operationCount(
    built.graph,
    matrix.entries.map((entry) => entry.node),
  );
  return { milliseconds, operations, functionOperations };
}

/** SymPy's times by task, where Python has it. */
function sympyTimes(): ReadonlyMap<string, number> {
  const python = process.env['GRADLENS_PYTHON'] ?? 'python3';
  const done = spawnSync(python, [join(process.cwd(), 'bench/peers/sympy_times.py'), 'bench/tasks.json'], {
    encoding: 'utf8',
  });
  if (done.status !== 0) {
    console.log(`SymPy is not here: no comparison with it (${(done.stderr ?? '').trim().split('\n').at(-1) ?? ''})`);
    return new Map();
  }
  return new Map(Object.entries(JSON.parse(done.stdout) as Record<string, number>));
}

const ratio = (peer: number | undefined, own: number): string =>
  peer === undefined ? '–' : `${(peer / own).toPrecision(3)} ×`;

export function engineBench(): void {
  const sympy = sympyTimes();
  const rows = tasks.map((task) => {
    const ready = parsed(task);
    const own = ours(ready);
    const plain = SLOW_FOR_TREES.has(task.name) ? undefined : median(() => deriveWithMathjs(ready, false), { runs: 5 });
    return [
      task.name,
      String(own.functionOperations),
      String(own.operations),
      (own.operations / Math.max(own.functionOperations, 1)).toFixed(2),
      own.milliseconds.toPrecision(3),
      ratio(plain, own.milliseconds),
      ratio(sympy.get(task.name), own.milliseconds),
    ];
  });
  console.log('Derivation: milliseconds, and how many times longer peers take for the same task');
  console.log(table(['task', 'f ops', 'derivative ops', 'ratio', 'ms', 'mathjs', 'SymPy'], rows));
}

engineBench();
