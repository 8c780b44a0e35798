/** How many operations a derivative takes, each shared expression once, beside the fewest of any engine. */
import { compact, compactJacobian } from '../src/calculus/compact/compact';
import type { Graph, NodeId } from '../src/calculus/graph';
import { operationCount } from '../src/calculus/reachable';
import { report, worst } from './bars';
import { derive } from './derivation';
import { table } from './table';
import { build, parsed, tasks, type ParsedTask } from './tasks';
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
  const ready = tasks.map(parsed);
  for (const task of ready) timeOf(task); // the first would pay for what is compiled for all
  const results = ready.map((task) => {
    const built = build(task);
    const { graph, outputs, inputs } = built;
    const nodes = derive(built, task.kind).entries.map(nodeOf);
    const compacted =
      task.kind === 'hessian'
        ? compact(graph, nodes)
        : compactJacobian(graph, outputs, inputs, UNLIMITED).entries.map(nodeOf);
    const isGradient = task.kind === 'jacobian' && outputs.length === 1;
    return {
      name: task.name,
      f: operationCount(graph, outputs),
      derived: operationCount(graph, nodes),
      compacted: operationCount(graph, compacted),
      // What the function computes is there already: the gradient alone is what it costs more.
      together: isGradient ? operationCount(graph, compact(graph, [...outputs, ...nodes], UNLIMITED)) : undefined,
      milliseconds: timeOf(task),
    };
  });
  console.log('Operations: of the function, of its derivative as derived and made compact, the fewest of any engine;');
  console.log('of a gradient with its value ÷ function; milliseconds to make it compact');
  console.log(
    table(
      ['task', 'f', 'derivative', 'compact', 'fewest', '(f, ∇f)/f', 'ms'],
      results.map(({ name, f, derived, compacted, together, milliseconds }) => [
        name,
        String(f),
        String(derived),
        String(compacted),
        String(FEWEST[name] ?? '–'),
        together === undefined ? '–' : (together / f).toFixed(2),
        milliseconds.toPrecision(3),
      ]),
    ),
  );
  const ofFewest = results.flatMap(({ name, compacted }): [string, number][] => {
    const fewest = FEWEST[name];
    return fewest === undefined ? [] : [[name, compacted / fewest]];
  });
  const gradients = results.flatMap(({ name, f, together }): [string, number][] =>
    together === undefined ? [] : [[name, together / f]],
  );
  const perOperation = results.flatMap(({ name, derived, milliseconds }): [string, number][] =>
    derived < 50 ? [] : [[name, (1000 * milliseconds) / derived]],
  );
  report([
    ...worst('no more operations than the fewest of any engine', ofFewest, { most: 1 }, ' times'),
    ...worst('a gradient with its value costs at most 3 times the function', gradients, { most: 3 }, ' times'),
    ...worst('compact in at most 50 microseconds an operation', perOperation, { most: 50 }, ' µs'),
  ]);
}

/** Milliseconds to make the derivative compact. */
function timeOf(task: ParsedTask): number {
  const make = (): { graph: Graph; nodes: NodeId[] } => {
    const fresh = build(task);
    return { graph: fresh.graph, nodes: derive(fresh, task.kind).entries.map(nodeOf) };
  };
  return medianOfFresh(make, (made) => compact(made.graph, made.nodes), { runs: 5, batch: 5 });
}

/** Counts must not depend on how busy the machine is. */
const UNLIMITED = { budgetMilliseconds: Infinity };

const nodeOf = ({ node }: { readonly node: NodeId }): NodeId => node;
