/** What a function's own values may be called in its derivatives: f, or f₀, f₁, … */
import type { Graph, NodeId } from '../calculus/graph';
import { FIRST_FUNCTION, Op } from '../calculus/operations';
import { reachable } from '../calculus/reachable';
import type { NamedValue } from '../calculus/view/arrange';
import { shownIndex } from '../notation/notation';
import type { Notation } from '../notation/notation';
import type { Traced } from '../tracing/traced';

/** More values than these nobody tells apart by their numbers. */
const MOST_NAMED = 6;

export function namedValues({ graph, outputs, output }: Traced, notation: Notation): NamedValue[] {
  if (outputs.length > MOST_NAMED) return [];
  return outputs.flatMap((node, i) => {
    if (!mayBeExponential(graph, node)) return [];
    const index = unravel(i, output.sizes).map((k) => shownIndex(k, 0, notation));
    return [{ node, name: ['f', ...index].join('_') }];
  });
}

/** Whether it can be e^u times something: a sum is, where each of its terms is. Only of those are the derivatives shorter. */
function mayBeExponential(g: Graph, root: NodeId): boolean {
  const known = new Set<NodeId>();
  for (const node of reachable(g, [root])) if (isExponential(g, node, (other) => known.has(other))) known.add(node);
  return known.has(root);
}

function isExponential(g: Graph, node: NodeId, is: (operand: NodeId) => boolean): boolean {
  switch (g.op(node)) {
    case Op.Multiply:
    case Op.Divide:
      return is(g.a(node)) || is(g.b(node));
    case Op.Add:
    case Op.Subtract:
      return is(g.a(node)) && is(g.b(node));
    case Op.Negate:
      return is(g.a(node));
    case Op.Power:
      return g.op(g.b(node)) !== Op.Number || is(g.a(node));
    default:
      return g.op(node) >= FIRST_FUNCTION;
  }
}

/** The index of element number `flat` in an array of this shape, row-major; axes of length 1 are left out. */
export function unravel(flat: number, sizes: readonly number[]): number[] {
  const index: number[] = [];
  let rest = flat;
  for (const size of [...sizes].reverse()) {
    if (size > 1) index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index;
}

/** As `unravel`, with every axis. */
export function unravelAll(flat: number, sizes: readonly number[]): number[] {
  const index: number[] = [];
  let rest = flat;
  for (const size of [...sizes].reverse()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index;
}
