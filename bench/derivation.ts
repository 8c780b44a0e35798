/** How long it takes to derive every task, beside peers in the same run. */
import { hessian } from '../src/calculus/differentiate/hessian';
import { jacobian } from '../src/calculus/differentiate/jacobian';
import type { SparseMatrix } from '../src/calculus/matrix';
import { operationCount } from '../src/calculus/reachable';
import { report, worst } from './bars';
import type { Bar } from './bars';
import { timesWithGinac } from './peers/ginac';
import { deriveWithMathjs } from './peers/mathjs';
import { timesWithMaxima } from './peers/maxima';
import { timesWithPython } from './peers/python';
import { machineFactor, recorded } from './peers/recorded';
import { table } from './table';
import { build, parsed, tasks, type Built, type ParsedTask } from './tasks';
import { median, medianOfFresh } from './timing';

/** Engines that know no shared expressions need minutes, or all the memory there is. */
export const SLOW_FOR_TREES = new Set(['g1_logistic_20', 'g1_logistic_12', 'g2_sincos_20', 'b_rosen_hess_100']);

/** With `simplify`, mathjs needs seconds to minutes for the others. */
const SIMPLIFIED = new Set(['a_seed', 'c1_planar6', 'c2_ur5_pos']);

/** Tasks with more operations than this are large. */
const LARGE = 50;

export function derive({ graph, outputs, inputs }: Built, kind: ParsedTask['kind']): SparseMatrix {
  return kind === 'hessian' ? hessian(graph, outputs[0] as number, inputs) : jacobian(graph, outputs, inputs);
}

type Times = ReadonlyMap<string, number>;

/** Our milliseconds by task. Each repetition has a fresh graph, made before the clock starts: nothing is interned already. */
function ownTimes(ready: readonly ParsedTask[]): Times {
  const run = (task: ParsedTask, runs: number): number =>
    medianOfFresh(
      () => build(task),
      (built) => derive(built, task.kind),
      { runs, batch: 40 },
    );
  // Once for the compiler, which all tasks share: the first one would pay for it.
  for (const task of ready) run(task, 3);
  return new Map(ready.map((task) => [task.name, run(task, 11)]));
}

function timesWithMathjs(ready: readonly ParsedTask[], simplify: boolean): Times {
  const wanted = ready.filter(({ name }) => (simplify ? SIMPLIFIED.has(name) : !SLOW_FOR_TREES.has(name)));
  return new Map(wanted.map((task) => [task.name, median(() => deriveWithMathjs(task, simplify), { runs: 5 })]));
}

export function derivation(): void {
  const ready = tasks.map(parsed);
  const own = ownTimes(ready);
  const peers = {
    mathjs: timesWithMathjs(ready, false),
    '+ simplify': timesWithMathjs(ready, true),
    SymPy: timesWithPython('SymPy'),
    GiNaC: timesWithGinac(tasks),
    Maxima: timesWithMaxima(tasks),
    wrenfold: timesWithPython('wrenfold'),
    CasADi: timesWithPython('CasADi'),
  };
  const sizes = new Map(
    ready.map((task) => {
      const { graph, outputs } = build(task);
      return [task.name, operationCount(graph, outputs)];
    }),
  );
  const slower = (times: Times, task: string): number | undefined => {
    const time = times.get(task);
    return time === undefined ? undefined : time / (own.get(task) as number);
  };
  console.log('Derivation: our microseconds, and how many times longer a peer takes for the same task');
  console.log(
    table(
      ['task', 'f ops', 'µs', ...Object.keys(peers)],
      ready.map(({ name }) => [
        name,
        String(sizes.get(name)),
        (1000 * (own.get(name) as number)).toPrecision(3),
        ...Object.values(peers).map((times) => slower(times, name)?.toPrecision(3) ?? '–'),
      ]),
    ),
  );
  const ratios = (times: Times, least = 0): [string, number][] =>
    [...times.keys()].flatMap((task) => {
      const ratio = slower(times, task);
      return ratio === undefined || (sizes.get(task) ?? 0) <= least ? [] : [[task, ratio] as [string, number]];
    });
  report([
    ...worst(
      `at least 100 times faster than mathjs with simplify on tasks of more than ${LARGE} operations`,
      ratios(peers['+ simplify'], LARGE),
      { least: 100 },
      ' times',
    ),
    ...worst(
      `at least 100 times faster than SymPy on tasks of more than ${LARGE} operations`,
      ratios(peers.SymPy, LARGE),
      { least: 100 },
      ' times',
    ),
    ...worst('faster than mathjs on every task', ratios(peers.mathjs), { least: 1 }, ' times'),
    ...worst('faster than GiNaC on every task', ratios(peers.GiNaC), { least: 1 }, ' times'),
    ...worst('not slower than wrenfold on any task', ratios(peers.wrenfold), { least: 1 }, ' times'),
    ...worst('within twice the time of CasADi on every task', ratios(peers.CasADi), { least: 0.5 }, ' times'),
  ]);
  scaled(own, 'mathjs', machineFactor('mathjs', peers.mathjs));
  scaled(own, 'GiNaC', machineFactor('ginac', peers.GiNaC));
}

/** The same against what was recorded on another machine (`peers/recorded.ts`). */
function scaled(own: Times, by: string, factor: number | undefined): void {
  if (factor === undefined) return;
  const ratios = (engine: 'simplified' | 'wrenfold' | 'casadi'): [string, number][] =>
    Object.entries(recorded).flatMap(([task, times]) => {
      const [there, here] = [times[engine], own.get(task)];
      return there === undefined || here === undefined ? [] : [[task, (factor * there) / here] as [string, number]];
    });
  const bars: Bar[] = [
    ...worst('mathjs with simplify takes at least 100 times longer', ratios('simplified'), { least: 100 }, ' times'),
    ...worst('not slower than wrenfold', ratios('wrenfold'), { least: 1 }, ' times'),
    ...worst('within twice the time of CasADi', ratios('casadi'), { least: 0.5 }, ' times'),
  ];
  console.log(`Against recorded times, scaled by ${by} (this machine takes ${factor.toPrecision(3)} times as long):`);
  report(bars);
}
