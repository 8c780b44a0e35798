/** How many operations a derivative takes, each shared expression once, beside the fewest of any engine. */
import { compact } from '../src/calculus/compact/compact';
import { operationCount } from '../src/calculus/reachable';
import { derive } from './derivation';
import { table } from './table';
import { build, parsed, tasks } from './tasks';
import { medianOfFresh } from './timing';

/**
 * The fewest operations of any engine that was measured (wrenfold, CasADi, SymPy, GiNaC, and a prototype of this one:
 * each with its own sharing), by task.
 */
const FEWEST: Readonly<Record<string, number>> = {
  b_rosen_grad_100: 990,
  b_rosen_hess_100: 496,
  c1_planar6: 38,
  c2_ur5_pos: 108,
  d_ba: 283,
  e_speelpenning20: 54,
  f_mlp_4_8_1: 179,
  g1_logistic_10: 106,
  g2_sincos_10: 104,
};

export function operations(): void {
  const rows = tasks.map((task) => {
    const built = build(parsed(task));
    const { graph, outputs } = built;
    const nodes = derive(built, task.kind).entries.map((entry) => entry.node);
    const of = operationCount(graph, outputs);
    const compacted = compact(graph, nodes);
    const withValue = operationCount(graph, compact(graph, [...outputs, ...nodes]));
    const milliseconds = medianOfFresh(
      () => {
        const fresh = build(parsed(task));
        return { graph: fresh.graph, nodes: derive(fresh, task.kind).entries.map((entry) => entry.node) };
      },
      (made) => compact(made.graph, made.nodes),
      { runs: 5, batch: 5 },
    );
    return [
      task.name,
      String(of),
      String(operationCount(graph, nodes)),
      String(operationCount(graph, compacted)),
      String(FEWEST[task.name] ?? '–'),
      (withValue / of).toFixed(2),
      milliseconds.toPrecision(3),
    ];
  });
  console.log('Operations: of the function, of its derivative as derived and made compact, the fewest of any engine;');
  console.log('value and derivative together ÷ function; milliseconds to make it compact');
  console.log(table(['task', 'f', 'derivative', 'compact', 'fewest', '(f, f′)/f', 'ms'], rows));
}
