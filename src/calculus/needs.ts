/** What has to be defined, or to hold, for expressions to have a value, although they do not contain it any more. */
import type { Graph, NodeId } from './graph';

export interface Needs {
  /** Conditions that hold wherever there is a value: `x ≠ 0` after x/x became 1. */
  readonly conditions: readonly NodeId[];
  /** Expressions that are defined wherever there is a value and `guard` holds (always, where it is `null`): ln x of exp(ln x). */
  readonly defined: readonly { readonly node: NodeId; readonly guard: NodeId | null }[];
}

/** What the rules noted so far. Derivatives of the same graph need more than the function itself: ask before they are made. */
export const needsOf = (g: Graph): Needs => ({
  conditions: [...g.assumptions],
  defined: [...g.dropped].map(([node, guard]) => ({ node, guard })),
});

/** The nodes whose values tell whether they are met. */
export const nodesOfNeeds = ({ conditions, defined }: Needs): NodeId[] => [
  ...conditions,
  ...defined.flatMap(({ node, guard }) => (guard === null ? [node] : [node, guard])),
];

/** Whether they are met, by the values of the nodes. What nothing tells the value of (an unknown function) counts as met. */
export function areMet({ conditions, defined }: Needs, at: (node: NodeId) => number): boolean {
  return (
    conditions.every((condition) => at(condition) !== 0) &&
    defined.every(({ node, guard }) => !Number.isNaN(at(node)) || (guard !== null && at(guard) === 0))
  );
}
