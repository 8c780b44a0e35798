/** How time grows with the graph: gradients of chained Rosenbrock terms up to 10⁶ nodes, Hessians up to 10⁴ variables. */
import { add, multiply, square, subtract } from '../src/calculus/construct';
import { hessian } from '../src/calculus/differentiate/hessian';
import { gradient } from '../src/calculus/differentiate/jacobian';
import { Graph, type NodeId } from '../src/calculus/graph';
import { bar, report, worst } from './bars';
import type { Bar } from './bars';
import { table } from './table';
import { medianOfFresh, processorTime } from './timing';

interface Chain {
  readonly g: Graph;
  readonly x: readonly NodeId[];
  readonly sum: NodeId;
}

/** Σ 100(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)²: nine nodes a variable. */
function chain(variables: number): Chain {
  const g = new Graph();
  const x = Array.from({ length: variables }, (_, i) => g.symbol(`x[${i}]`));
  const [one, hundred] = [g.integer(1), g.integer(100)];
  let sum = g.integer(0);
  for (let i = 0; i + 1 < variables; i += 1) {
    const here = x[i] as NodeId;
    const valley = multiply(g, hundred, square(g, subtract(g, x[i + 1] as NodeId, square(g, here))));
    sum = add(g, add(g, sum, valley), square(g, subtract(g, one, here)));
  }
  return { g, x, sum };
}

interface Measured {
  readonly variables: number;
  readonly nodes: number;
  readonly milliseconds: number;
  /** New nodes, and the bytes that the graph grew by, to each node that was there. */
  readonly made: number;
  readonly bytes: number;
}

function measured(variables: number, work: (made: Chain) => unknown): Measured {
  const nodes = chain(variables).g.size;
  const options = { runs: 5, batch: Math.max(1, Math.ceil(2000 / variables)) };
  const milliseconds = medianOfFresh(() => chain(variables), work, { ...options, clock: processorTime });
  // Small graphs would be lost in what else there is in the heap: several of them.
  const chains = Array.from({ length: Math.max(1, Math.ceil(20_000 / variables)) }, () => chain(variables));
  const before = memory();
  const results = chains.map(work);
  const grown = memory() - before;
  // Until here nothing of them may be given up.
  const made = chains.reduce((sum, { g }) => sum + g.size - nodes, 0);
  const total = nodes * results.filter((result) => result !== undefined).length;
  return { variables, nodes, milliseconds, made: made / total, bytes: grown / total };
}

/** Bytes in use, after what is not needed any more is gone: arrays are freed a while after their owners. */
function memory(): number {
  const used = (): number => {
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  let [before, now] = [Infinity, used()];
  for (let i = 0; i < 10 && before - now > 1000; i += 1) [before, now] = [now, used()];
  return now;
}

const nanoseconds = ({ milliseconds, nodes }: Measured): number => (1e6 * milliseconds) / nodes;

function show(rows: readonly Measured[]): void {
  const head = ['variables', 'nodes', 'ms', 'ns a node', 'new nodes a node', 'bytes a node'];
  console.log(
    table(
      head,
      rows.map((row) => [
        String(row.variables),
        String(row.nodes),
        row.milliseconds.toPrecision(3),
        nanoseconds(row).toFixed(0),
        row.made.toFixed(2),
        globalThis.gc ? row.bytes.toFixed(0) : '–',
      ]),
    ),
  );
}

/** The exponent p of time ∝ nodesᵖ between the first and the last. */
function exponent(rows: readonly Measured[]): number {
  const [first, last] = [rows[0], rows.at(-1)];
  return first && last ? Math.log(last.milliseconds / first.milliseconds) / Math.log(last.nodes / first.nodes) : NaN;
}

/** Arrays grow by doubling, so that bytes a node go up and down between one and two times what is needed. */
const MOST_BYTES = 160;

const linear = (what: string, rows: readonly Measured[]): Bar[] => {
  const time = exponent(rows);
  const bytes = rows.map(({ nodes, bytes: each }): [string, number] => [`${nodes} nodes`, each]);
  return [
    bar(`time of a ${what} grows linearly`, time <= 1.15, `as nodes to the power of ${time.toFixed(2)}`),
    ...(globalThis.gc
      ? worst(
          `memory of a ${what} at most ${MOST_BYTES} bytes a node of any size`,
          bytes,
          { most: MOST_BYTES },
          ' bytes',
        )
      : []),
  ];
};

export function growth(): void {
  console.log('Growth: gradient of chained Rosenbrock terms');
  const gradients = [11, 111, 1111, 11_111, 111_111].map((n) => measured(n, ({ g, x, sum }) => gradient(g, sum, x)));
  show(gradients);
  report(linear('gradient', gradients));
  console.log('Growth: Hessian of the same, 3n − 2 entries');
  const hessians = [100, 1000, 10_000].map((n) => measured(n, ({ g, x, sum }) => hessian(g, sum, x)));
  show(hessians);
  const last = hessians.at(-1)?.milliseconds ?? NaN;
  report([
    ...linear('sparse Hessian', hessians),
    bar('sparse Hessian of 10⁴ variables in less than a second', last < 1000, `${last.toPrecision(3)} ms`),
  ]);
}
