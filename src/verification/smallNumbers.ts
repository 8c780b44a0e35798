/** Small numbers that keep logarithms and divisions from failing (`1e-8`), or that are steps of difference quotients. */
import type { Graph, NodeId } from '../calculus/graph';
import { reachable } from '../calculus/reachable';
import { replaceAll } from './edits';
import type { Hypothesis } from './layout';

const SMALL = 1e-3;

/** 1 with one of the small numbers added to it, or taken from it. */
const isOneAndSmall = (g: Graph, id: NodeId, small: readonly NodeId[]): boolean => {
  const apart = Math.abs(g.numberOf(id).value - 1);
  return small.some((number) => {
    const size = Math.abs(g.numberOf(number).value);
    return Math.abs(apart - size) <= 1e-6 * size + 4 * Number.EPSILON;
  });
};

/** The hypotheses with every small number replaced by 0, and the largest of these; `null` where there are none. */
export function withoutSmallNumbers(
  g: Graph,
  hypotheses: readonly Hypothesis[],
): { readonly hypotheses: readonly Hypothesis[]; readonly largest: NodeId } | null {
  const nodes = hypotheses.flatMap((hypothesis) => [...hypothesis.expected, ...hypothesis.found]);
  const size = (id: NodeId): number => Math.abs(g.numberOf(id).value);
  const small = reachable(g, nodes).filter((id) => g.isNumber(id) && size(id) > 0 && size(id) <= SMALL);
  const [first, ...others] = small;
  if (first === undefined) return null;
  // `1 - y + 1e-7` has become 1.0000001 − y.
  const off = reachable(g, nodes).filter((id) => g.isNumber(id) && isOneAndSmall(g, id, small));
  const without = new Map([
    ...small.map((number) => [number, g.integer(0)] as const),
    ...off.map((number) => [number, g.integer(1)] as const),
  ]);
  const clean = (id: NodeId): NodeId => replaceAll(g, id, without);
  return {
    hypotheses: hypotheses.map((hypothesis) => ({
      ...hypothesis,
      expected: hypothesis.expected.map(clean),
      found: hypothesis.found.map(clean),
    })),
    largest: others.reduce((best, id) => (size(id) > size(best) ? id : best), first),
  };
}
