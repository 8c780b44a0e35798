/** Compiled derivatives at a point: beside their functions, and beside the same mathematics written by hand. */
import { compact } from '../src/calculus/compact/compact';
import type { Graph, NodeId } from '../src/calculus/graph';
import { compile } from '../src/numerics/compile';
import type { CompiledFunction } from '../src/numerics/compile';
import { report, worst } from './bars';
import { derive } from './derivation';
import { handwritten } from './handwritten';
import type { Handwritten } from './handwritten';
import { table } from './table';
import { build, parsed, tasks } from './tasks';
import { medianOfEach } from './timing';

export function evaluation(): void {
  const beside: [string, number][] = [];
  const rows = tasks.map((task) => {
    const built = build(parsed(task));
    const { graph, outputs } = built;
    const derived = derive(built, task.kind).entries.map((entry) => entry.node);
    const inputs = [...built.values.keys()];
    const values = Float64Array.from(built.values.values());
    const compacted = compact(graph, derived);
    const out = new Float64Array(Math.max(derived.length, outputs.length));
    const run = (g: Graph, nodes: readonly NodeId[]): (() => void) =>
      caller(compile(g, nodes, inputs, 'generated'), values, out);
    const byHand = handwritten.get(task.name);
    if (byHand) agree(task.name, run(graph, compacted), caller(byHand, values, out), out);
    const works = [run(graph, outputs), run(graph, derived), run(graph, compacted)];
    if (byHand) works.push(caller(byHand, values, out));
    const [f, plain, short, hand] = medianOfEach(works) as [number, number, number, number?];
    if (hand !== undefined) beside.push([task.name, short / hand]);
    return [
      task.name,
      (1e6 * f).toFixed(0),
      (1e6 * plain).toFixed(0),
      (1e6 * short).toFixed(0),
      (short / f).toFixed(2),
      hand === undefined ? '–' : (short / hand).toFixed(2),
    ];
  });
  console.log(
    'Evaluation at a point, compiled: nanoseconds of the function, of its derivative as derived and compact;',
  );
  console.log('compact ÷ function; compact ÷ the same written by hand');
  console.log(table(['task', 'f', 'derivative', 'compact', '÷ f', '÷ by hand'], rows));
  report(worst('at most 1.2 times what is written and shared by hand', beside, { most: 1.2 }, ' times'));
}

/**
 * A call of its own code for each function. Of closures of one arrow function the engine learns together which functions
 * they call: those that come first would be called as if they stood there, and those that come later not.
 */
function caller(f: CompiledFunction | Handwritten, values: Float64Array, out: Float64Array): () => void {
  // eslint-disable-next-line no-new-func, @typescript-eslint/no-implied-eval -- code of its own is what it is about
  const make = new Function('f', 'values', 'out', 'return () => f(values, out);') as (
    f: CompiledFunction | Handwritten,
    values: Float64Array,
    out: Float64Array,
  ) => () => void;
  return make(f, values, out);
}

/** Throws an Error where both do not give the same values: nobody is compared with something else. */
function agree(name: string, first: () => void, second: () => void, out: Float64Array): void {
  first();
  const expected = out.slice();
  second();
  const place = expected.findIndex(
    (value, k) => !(Math.abs(value - (out[k] as number)) <= 1e-9 * (1 + Math.abs(value))),
  );
  if (place >= 0) throw new Error(`${name} by hand: entry ${place} is ${out[place]}, not ${expected[place]}`);
}
