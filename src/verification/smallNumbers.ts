/** Small numbers that keep logarithms and divisions from failing (`1e-8`), or that are steps of difference quotients. */
import type { Graph, NodeId } from '../calculus/graph';
import { Op } from '../calculus/operations';
import { reachable } from '../calculus/reachable';
import { replaceAll } from './edits';
import type { Hypothesis } from './layout';
import type { Merged } from './merge';

const SMALL = 1e-3;
const MULTIPLYING: ReadonlySet<number> = new Set([Op.Multiply, Op.Divide, Op.Power]);

/** 1 with one of the small numbers added to it, or taken from it. */
const isOneAndSmall = (g: Graph, id: NodeId, small: readonly NodeId[]): boolean => {
  const apart = Math.abs(g.numberOf(id).value - 1);
  return small.some((number) => {
    const size = Math.abs(g.numberOf(number).value);
    return Math.abs(apart - size) <= 1e-6 * size + 4 * Number.EPSILON;
  });
};

export interface WithoutSmall {
  readonly hypotheses: readonly Hypothesis[];
  /** The largest of what was left out: a number, or one that goes by a name. */
  readonly largest: NodeId;
}

/** What is added to a matrix so that it can be inverted, whatever its shape. */
const smallName = /^(self\.)?_*(eps|epsilon|jitter|nugget)_*$/i;

/** The hypotheses with every small number replaced by 0; `null` where there are none. */
export function withoutSmallNumbers(
  { graph: g, inputs }: Pick<Merged, 'graph' | 'inputs'>,
  hypotheses: readonly Hypothesis[],
): WithoutSmall | null {
  const nodes = hypotheses.flatMap((hypothesis) => [...hypothesis.expected, ...hypothesis.found]);
  const size = (id: NodeId): number => Math.abs(g.numberOf(id).value);
  const all = reachable(g, nodes);
  const factors = new Set(all.flatMap((id) => (MULTIPLYING.has(g.op(id)) ? g.operands(id) : [])));
  // What multiplies something is a coefficient: `2e-6 * t**3` is as large as anything where t is.
  const small = all.filter((id) => g.isNumber(id) && size(id) > 0 && size(id) <= SMALL && !factors.has(id));
  const named = new Set(
    inputs.flatMap(({ name, isAttribute, symbols }) => (isAttribute && smallName.test(name) ? symbols : [])),
  );
  const symbols = all.filter((id) => named.has(id));
  const [first = symbols[0], ...others] = small;
  if (first === undefined) return null;
  // `1 - y + 1e-7` has become 1.0000001 − y.
  const off = all.filter((id) => g.isNumber(id) && isOneAndSmall(g, id, small));
  const without = new Map([
    ...[...small, ...symbols].map((number) => [number, g.integer(0)] as const),
    ...off.map((number) => [number, g.integer(1)] as const),
  ]);
  const clean = (id: NodeId): NodeId => replaceAll(g, id, without);
  return {
    hypotheses: hypotheses.map((hypothesis) => ({
      ...hypothesis,
      expected: hypothesis.expected.map(clean),
      found: hypothesis.found.map(clean),
    })),
    largest: symbols[0] ?? others.reduce((best, id) => (size(id) > size(best) ? id : best), first),
  };
}
