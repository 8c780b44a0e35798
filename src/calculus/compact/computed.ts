/** What is written into a program to be run: every value that is used more than once computed once, under a name. */
import type { Graph, NodeId } from '../graph';
import { FIRST_FUNCTION, Op } from '../operations';
import { forEachOperand, reachable } from '../reachable';
import { agrees } from '../view/check';
import { Names } from '../view/names';
import { plainTerms } from '../view/plain';
import type { Term, View } from '../view/term';
import { compact } from './compact';
import type { CompactOptions } from './compact';

export interface Computed extends View {
  /** Operations of all lines together. */
  readonly operations: number;
}

/**
 * The roots with as few operations as `compact` finds, as assignments and entries in terms of them. Names are the
 * source's own where it has one for a value. Compared with the graph at random points; what does not agree there, or
 * has no number at any of them, is written as it stands in the graph, shared.
 *
 * `undefined` where something is piecewise: a name for what only one branch needs would compute it in both, and fail
 * where the branch is there to prevent that.
 */
export function computed(g: Graph, roots: readonly NodeId[], options: CompactOptions = {}): Computed | undefined {
  const nodes = reachable(g, roots);
  if (nodes.some((id) => g.op(id) === Op.Select)) return undefined;
  const short = written(g, compact(g, roots, options));
  return agrees(g, nodes, roots, short.entries, short.definitions) ? short : written(g, roots);
}

function written(g: Graph, roots: readonly NodeId[]): Computed {
  const nodes = reachable(g, roots);
  const uses = usesOf(g, nodes, roots);
  const names = new Names(g);
  const references = new Map<NodeId, Term & { kind: 'reference' }>();
  const named: NodeId[] = [];
  const isRoot = new Set(roots);
  let operations = 0;
  for (const id of nodes) {
    if (!isOperation(g, id)) continue;
    operations += 1;
    const isShared = (uses.get(id) ?? 0) > 1;
    const own = names.ofNode(id);
    // A name of the source tells what a value is, also where it is used once.
    if (!isShared && (own === undefined || isRoot.has(id))) continue;
    references.set(id, { kind: 'reference', name: own ?? names.fresh() });
    named.push(id);
  }
  const terms = plainTerms(g, nodes, references);
  const termOf = (id: NodeId): Term => terms.get(id) as Term;
  return {
    entries: roots.map((root) => references.get(root) ?? termOf(root)),
    definitions: named.map((id) => ({ name: references.get(id)?.name ?? '', value: termOf(id) })),
    complete: true,
    operations,
  };
}

const isOperation = (g: Graph, id: NodeId): boolean => {
  const op = g.op(id);
  return op >= FIRST_FUNCTION || (op >= Op.Add && op !== Op.True && op !== Op.False && op !== Op.Cell);
};

/** How often each node stands in another one, or is asked for. A power is written with its base as often as it needs. */
function usesOf(g: Graph, nodes: readonly NodeId[], roots: readonly NodeId[]): Map<NodeId, number> {
  const uses = new Map<NodeId, number>();
  const use = (id: NodeId): void => void uses.set(id, (uses.get(id) ?? 0) + 1);
  roots.forEach(use);
  for (const id of nodes)
    if (!g.isHole(id)) forEachOperand(g, id, use);
    else g.argumentsOf(id).forEach(use);
  return uses;
}

/** Operations to evaluate a view as it is written: each line once, what stands in it as often as it stands there. */
export function writtenOperations({ entries, definitions }: Pick<View, 'entries' | 'definitions'>): number {
  const memory = new Map<Term, number>();
  return [...entries, ...definitions.map(({ value }) => value)].reduce(
    (sum, term) => sum + termOperations(term, memory),
    0,
  );
}

function termOperations(term: Term, memory: Map<Term, number>): number {
  const known = memory.get(term);
  if (known !== undefined) return known;
  const all = (terms: readonly Term[], own: number): number =>
    terms.reduce((sum, each) => sum + termOperations(each, memory), own);
  const count = ((): number => {
    switch (term.kind) {
      case 'sum':
        // What is subtracted costs what is added does.
        return all(
          term.terms.map((each) => (each.kind === 'negative' ? each.operand : each)),
          term.terms.length - 1,
        );
      case 'product':
        return all(term.factors, term.factors.length - 1);
      case 'quotient':
        return all([term.numerator, term.denominator], 1);
      case 'power':
        return all([term.base, term.exponent], 1);
      case 'call':
      case 'hole':
      case 'partial':
        return all(term.arguments, 1);
      case 'negative':
      case 'not':
        return all([term.operand], 1);
      case 'cases':
        return all(
          [...term.cases.flatMap(({ condition, value }) => [condition, value]), term.otherwise],
          term.cases.length,
        );
      case 'comparison':
        return all([term.left, term.right], 1);
      case 'logic':
        return all(term.operands, term.operands.length - 1);
      case 'series':
        return all([term.term], 1);
      default:
        return 0;
    }
  })();
  memory.set(term, count);
  return count;
}
