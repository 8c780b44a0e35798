/** SciPy's own test function and its gradient: scipy.optimize.rosen, rosen_der. */
import * as make from '../../calculus/construct';
import type { Graph, NodeId } from '../../calculus/graph';
import { freshArray } from '../arrays';
import { toRankedArray } from '../coercion';
import { scalar } from '../values';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';
import { numberNodes } from './products';

/** Σ 100(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)² (Rosenbrock 1960). */
const rosenbrock = (g: Graph, x: readonly NodeId[]): NodeId =>
  make.sum(
    g,
    x.slice(1).map((next, i) => {
      const node = x[i] as NodeId;
      const valley = make.subtract(g, next, make.square(g, node));
      const rest = make.square(g, make.subtract(g, g.integer(1), node));
      return make.add(g, make.multiply(g, g.integer(100), make.square(g, valley)), rest);
    }),
  );

function slopesOf(call: Call): NodeId[] {
  const g = call.context.graph;
  const x = numberNodes(g, toRankedArray(call.context, call.value('x'), 1));
  const term = (i: number): NodeId => make.subtract(g, x[i + 1] as NodeId, make.square(g, x[i] as NodeId));
  return x.map((node, i) => {
    const before = i > 0 ? make.multiply(g, g.integer(200), term(i - 1)) : g.integer(0);
    if (i === x.length - 1) return before;
    const own = make.add(
      g,
      make.multiply(g, make.multiply(g, g.integer(400), node), term(i)),
      make.multiply(g, g.integer(2), make.subtract(g, g.integer(1), node)),
    );
    return make.subtract(g, before, own);
  });
}

export const testFunctionPrimitives: Readonly<Record<string, Primitive>> = {
  'optimize.rosen': primitive('x', (call) => {
    const g = call.context.graph;
    return scalar(rosenbrock(g, numberNodes(g, toRankedArray(call.context, call.value('x'), 1))));
  }),
  'optimize.rosen_der': primitive('x', (call) => {
    const slopes = slopesOf(call);
    return freshArray(slopes, [slopes.length], 'float');
  }),
};
