/** Orthogonal polynomials of a known degree, by their recurrences (DLMF 18.9.1, table 18.9.1). */
import { add, fraction, multiply, subtract } from '../construct';
import type { Graph, NodeId } from '../graph';
import { isInteger } from '../rational';
import type { FunctionDefinition } from './definitions';

/** Higher degrees are not written out: their coefficients cancel to nothing in doubles. */
const HIGHEST = 40;

/** pₙ₊₁ = (aₙx + bₙ) pₙ − cₙ pₙ₋₁, from p₀ = 1 and p₁; the coefficients as nodes, `alpha` the parameter if there is one. */
interface Recurrence {
  readonly first: (g: Graph, x: NodeId, alpha: NodeId) => NodeId;
  readonly factor: (g: Graph, n: number, x: NodeId, alpha: NodeId) => NodeId;
  readonly previous: (g: Graph, n: number, alpha: NodeId) => NodeId;
}

function polynomial(g: Graph, degree: NodeId, x: NodeId, alpha: NodeId, by: Recurrence): NodeId | undefined {
  const n = g.exactOf(degree);
  if (!n || !isInteger(n) || n.numerator < 0n || n.numerator > HIGHEST) return undefined;
  if (n.numerator === 0n) return g.integer(1);
  let [before, current] = [g.integer(1), by.first(g, x, alpha)];
  for (let k = 1; k < Number(n.numerator); k += 1) {
    const next = subtract(
      g,
      multiply(g, by.factor(g, k, x, alpha), current),
      multiply(g, by.previous(g, k, alpha), before),
    );
    [before, current] = [current, next];
  }
  return current;
}

const times = (g: Graph, n: number, x: NodeId): NodeId => multiply(g, g.integer(n), x);

const chebyshev = (first: 1 | 2): Recurrence => ({
  first: (g, x) => times(g, first, x),
  factor: (g, _n, x) => times(g, 2, x),
  previous: (g) => g.integer(1),
});

const hermite = (scale: 1 | 2): Recurrence => ({
  first: (g, x) => times(g, scale, x),
  factor: (g, _n, x) => times(g, scale, x),
  previous: (g, n) => g.integer(scale * n),
});

const legendre: Recurrence = {
  first: (_g, x) => x,
  factor: (g, n, x) => multiply(g, fraction(g, 2 * n + 1, n + 1), x),
  previous: (g, n) => fraction(g, n, n + 1),
};

const laguerre: Recurrence = {
  first: (g, x, alpha) => subtract(g, add(g, alpha, g.integer(1)), x),
  factor: (g, n, x, alpha) => multiply(g, fraction(g, 1, n + 1), subtract(g, add(g, alpha, g.integer(2 * n + 1)), x)),
  previous: (g, n, alpha) => multiply(g, fraction(g, 1, n + 1), add(g, alpha, g.integer(n))),
};

const ofDegree = (name: string, by: Recurrence): FunctionDefinition => ({
  name,
  parameters: 'n, x',
  make: (g, [n = -1, x = -1]) => polynomial(g, n, x, g.integer(0), by),
});

export const orthogonalPolynomials: readonly FunctionDefinition[] = [
  ofDegree('eval_legendre', legendre),
  ofDegree('eval_chebyt', chebyshev(1)),
  ofDegree('eval_chebyu', chebyshev(2)),
  ofDegree('eval_hermite', hermite(2)),
  ofDegree('eval_hermitenorm', hermite(1)),
  ofDegree('eval_laguerre', laguerre),
  {
    name: 'eval_genlaguerre',
    parameters: 'n, alpha, x',
    make: (g, [n = -1, alpha = -1, x = -1]) => polynomial(g, n, x, alpha, laguerre),
  },
];
