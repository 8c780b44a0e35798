/** Two bounds of one thing as one chain: x > a and x < b is a < x < b. */
import type { Relation, Term } from '../calculus/view/term';

export interface Chain {
  readonly lower: Term;
  readonly upper: Term;
  readonly middle: Term;
  readonly relations: readonly [Relation, Relation];
}

type Logic = Extract<Term, { kind: 'logic' }>;

export function chainOf({ operator, operands }: Logic): Chain | undefined {
  if (operator !== 'and' || operands.length !== 2) return undefined;
  const bounds = operands.flatMap(ascending);
  const [first, second] = bounds;
  if (!first || !second) return undefined;
  for (const [below, above] of [
    [first, second],
    [second, first],
  ] as const)
    if (isSameName(below.right, above.left))
      return {
        lower: below.left,
        middle: below.right,
        upper: above.right,
        relations: [below.relation, above.relation],
      };
  return undefined;
}

interface Ascending {
  readonly left: Term;
  readonly relation: '<' | '≤';
  readonly right: Term;
}

/** The comparison with what is less on the left; nothing for any other term. */
function ascending(term: Term): Ascending[] {
  if (term.kind !== 'comparison') return [];
  const { left, right, relation } = term;
  if (relation === '<' || relation === '≤') return [{ left, relation, right }];
  if (relation === '>' || relation === '≥')
    return [{ left: right, relation: relation === '>' ? '<' : '≤', right: left }];
  return [];
}

const isSameName = (a: Term, b: Term): boolean =>
  (a.kind === 'symbol' && b.kind === 'symbol' && a.node === b.node) ||
  (a.kind === 'reference' && b.kind === 'reference' && a.name === b.name);
