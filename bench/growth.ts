/** How time grows with the graph: gradients of chained Rosenbrock terms up to 10⁶ nodes, Hessians up to 10⁴ variables. */
import { add, multiply, square, subtract } from '../src/calculus/construct';
import { hessian } from '../src/calculus/differentiate/hessian';
import { gradient } from '../src/calculus/differentiate/jacobian';
import { Graph, type NodeId } from '../src/calculus/graph';
import { table } from './table';
import { medianOfFresh } from './timing';

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

const row = (variables: number, work: (made: Chain) => number): string[] => {
  const nodes = chain(variables).g.size;
  let made = 0;
  const options = { runs: 5, batch: Math.max(1, Math.ceil(2000 / variables)) };
  const milliseconds = medianOfFresh(
    () => chain(variables),
    (each) => {
      const before = each.g.size;
      work(each);
      made = each.g.size - before;
    },
    options,
  );
  return [
    String(variables),
    String(nodes),
    milliseconds.toPrecision(3),
    ((1e6 * milliseconds) / nodes).toFixed(0),
    (made / nodes).toFixed(2),
  ];
};

export function growth(): void {
  const head = ['variables', 'nodes', 'ms', 'ns a node', 'new nodes a node'];
  console.log('Growth: gradient of chained Rosenbrock terms');
  console.log(
    table(
      head,
      [11, 111, 1111, 11_111, 111_111].map((n) => row(n, ({ g, x, sum }) => gradient(g, sum, x).length)),
    ),
  );
  console.log('Growth: Hessian of the same, 3n − 2 entries');
  console.log(
    table(
      head,
      [100, 1000, 10_000].map((n) => row(n, ({ g, x, sum }) => hessian(g, sum, x).entries.length)),
    ),
  );
}
