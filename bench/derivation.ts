/** How long it takes to derive every task, beside peers in the same run. */
import { hessian } from '../src/calculus/differentiate/hessian';
import { jacobian } from '../src/calculus/differentiate/jacobian';
import type { SparseMatrix } from '../src/calculus/matrix';
import { operationCount } from '../src/calculus/reachable';
import { timesWithGinac } from './peers/ginac';
import { deriveWithMathjs } from './peers/mathjs';
import { timesWithMaxima } from './peers/maxima';
import { timesWithSympy } from './peers/sympy';
import { table } from './table';
import { build, parsed, tasks, type Built, type ParsedTask } from './tasks';
import { median, medianOfFresh } from './timing';

/** Engines that know no shared expressions need minutes, or all the memory there is. */
export const SLOW_FOR_TREES = new Set(['g1_logistic_20', 'g1_logistic_12', 'g2_sincos_20', 'b_rosen_hess_100']);

/** With `simplify`, mathjs needs seconds to minutes for the others. */
const SIMPLIFIED = new Set(['a_seed', 'c1_planar6', 'c2_ur5_pos']);

export function derive({ graph, outputs, inputs }: Built, kind: ParsedTask['kind']): SparseMatrix {
  return kind === 'hessian' ? hessian(graph, outputs[0] as number, inputs) : jacobian(graph, outputs, inputs);
}

const ratio = (peer: number | undefined, own: number): string =>
  peer === undefined ? '–' : `${(peer / own).toPrecision(3)} ×`;

export function derivation(): void {
  const peers = [timesWithSympy(tasks), timesWithGinac(tasks), timesWithMaxima(tasks)];
  const rows = tasks.map((task) => {
    const ready = parsed(task);
    // Each repetition needs a fresh graph, since nothing may be interned already: they are made before the clock starts.
    const own = medianOfFresh(
      () => build(ready),
      (built) => derive(built, task.kind),
    );
    const withMathjs = (simplify: boolean): number => median(() => deriveWithMathjs(ready, simplify), { runs: 5 });
    const { graph, outputs } = build(ready);
    return [
      task.name,
      String(operationCount(graph, outputs)),
      own.toPrecision(3),
      ratio(SLOW_FOR_TREES.has(task.name) ? undefined : withMathjs(false), own),
      ratio(SIMPLIFIED.has(task.name) ? withMathjs(true) : undefined, own),
      ...peers.map((times) => ratio(times.get(task.name), own)),
    ];
  });
  console.log('Derivation: our milliseconds, and how many times longer a peer takes for the same task');
  console.log(table(['task', 'f ops', 'ms', 'mathjs', '+ simplify', 'SymPy', 'GiNaC', 'Maxima'], rows));
}
