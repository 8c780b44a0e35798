/** Names for definitions: the source's own, else free letters; never one that means something else already. */
import type { Graph, NodeId } from '../graph';
import { Op } from '../operations';

const IDENTIFIER = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const LETTERS = ['u', 'v', 'w', 'p', 'q', 's', 't', 'a', 'b', 'c', 'd', 'h', 'k', 'm', 'z'];

export class Names {
  private readonly taken = new Set<string>();
  private readonly owners = new Map<string, NodeId>();

  constructor(private readonly g: Graph) {
    for (const { name, variable } of g.symbols) {
      this.taken.add(name);
      this.taken.add(variable);
      // `self.rate` is read as rate, `params['W']` as W.
      const word = /(\w+)(?:'\])?$/u.exec(variable)?.[1];
      if (word !== undefined) this.taken.add(word);
    }
    for (const { name } of g.holes) this.taken.add(name);
    // Where the source uses one name for several values, the first keeps it.
    for (const [node, name] of g.names) if (!this.owners.has(name)) this.owners.set(name, node);
  }

  /** What the source calls a node, if a definition may be called so. */
  ofNode(node: NodeId): string | undefined {
    const name = this.g.names.get(node);
    if (name === undefined || !IDENTIFIER.test(name) || this.taken.has(name)) return undefined;
    return this.owners.get(name) === node ? name : undefined;
  }

  /** What the source calls 1/node, if a definition may be called so. */
  ofReciprocal(node: NodeId): string | undefined {
    for (const [named, name] of this.g.names) {
      const isReciprocal =
        this.g.op(named) === Op.Divide && this.g.b(named) === node && this.g.isNumber(this.g.a(named));
      if (isReciprocal && this.g.numberOf(this.g.a(named)).value === 1 && this.ofNode(named) === name) return name;
    }
    return undefined;
  }

  /** Whether nothing is called so yet. */
  isFree(name: string): boolean {
    return !this.taken.has(name) && !this.owners.has(name);
  }

  /** A name that nothing else has: the wish if it is free, else a letter, else a numbered one. */
  fresh(wish?: string): string {
    const candidates = wish === undefined ? LETTERS : [wish, ...LETTERS];
    const isFree = (name: string): boolean => this.isFree(name) && !(name === 'σ' && !this.isFree('sigma'));
    let name = candidates.find(isFree);
    for (let i = 1; name === undefined; i += 1) name = isFree(`u_${i}`) ? `u_${i}` : undefined;
    this.taken.add(name);
    return name;
  }
}
