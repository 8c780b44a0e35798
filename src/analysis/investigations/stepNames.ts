/**
 * Names for the long parts of a derivation, as one gives them on paper: of (1 + e^(−w₀X₀₀ − w₁X₀₁ − b))⁻¹ one takes the
 * derivative as 1/u with u = 1 + eᵛ and v = …. The source's own names come first.
 */
import type { Derivation } from '../../calculus/derivation';
import { Graph, type NodeId } from '../../calculus/graph';
import { Op } from '../../calculus/operations';
import { treeSize } from '../../calculus/reachable';
import { Transplant } from '../../calculus/transplant';
import { Names } from '../../calculus/view/names';
import type { Term } from '../../calculus/view/term';
import { view } from '../../calculus/view/view';
import { formatTerm, type Notation } from '../../notation/term';
import type { Formula } from '../card';

/** Longer expressions than this are called by a name, in letters of their plain text. */
const LONGEST_INLINE = 24;
/** Trees larger than this, even with names in them, are not written out. */
const LARGEST_TREE = 160;
const BUDGET = 15;

export class StepNames {
  /** From inner to outer: what a name stands for is written with those before it. */
  readonly #named = new Map<NodeId, string>();
  readonly #terms = new Map<NodeId, Term | null>();
  readonly #definitions = new Map<NodeId, Formula | null>();

  private constructor(private readonly g: Graph) {}

  /** In steps, between which the worker may do something more urgent. */
  static *of(g: Graph, root: Derivation, notation: Notation): Generator<void, StepNames, void> {
    const made = new StepNames(g);
    const names = new Names(g);
    const nodes = [...new Set(nodesOf(root))].sort((a, b) => a - b); // children before parents
    for (const node of nodes) {
      if (g.op(node) === Op.Symbol || g.isNumber(node)) continue;
      yield;
      const written = made.#write(node);
      const value = written && formatTerm(written, notation);
      if (value && value.text.length <= LONGEST_INLINE) continue;
      made.#definitions.set(node, value);
      made.#named.set(node, names.ofNode(node) ?? names.fresh(node === root.node ? 'f' : undefined));
    }
    return made;
  }

  isNamed(node: NodeId): boolean {
    return this.#named.has(node);
  }

  /** The name, or the expression with the names of its parts; `null` where nobody would read it. */
  term(node: NodeId): Term | null {
    const name = this.#named.get(node);
    if (name !== undefined) return { kind: 'reference', name };
    const known = this.#terms.get(node);
    if (known !== undefined) return known;
    const term = this.#write(node);
    this.#terms.set(node, term);
    return term;
  }

  /** What a name stands for; `null` where nobody would read it. */
  definition(node: NodeId): Formula | null {
    return this.#definitions.get(node) ?? null;
  }

  /** The names in expressions as they are written, and in what those stand for: from outer to inner. */
  within(roots: readonly NodeId[]): readonly NodeId[] {
    const seen = new Set<NodeId>();
    const open = [...roots];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      open.push(...this.g.operands(id));
    }
    return [...seen].filter((id) => this.isNamed(id)).sort((a, b) => b - a);
  }

  /** With a symbol in place of each named part. */
  #write(node: NodeId): Term | null {
    const short = new Graph();
    const symbols = new Map([...this.#named].map(([named, name]) => [named, short.symbol(name)]));
    const [copy] = new Transplant(this.g, short, symbols).copyAll([node]);
    if (copy === undefined || treeSize(short, copy) > LARGEST_TREE) return null;
    return view(short, [copy], { budgetMilliseconds: BUDGET, names: false }).entries[0] ?? null;
  }
}

const nodesOf = ({ node, parts }: Derivation): NodeId[] => [node, ...parts.flatMap(nodesOf)];
