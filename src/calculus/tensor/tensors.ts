/**
 * Arrays of symbolic size as expressions of their elements, after Laue, Mitterreiter and Giesen, "Computing Higher
 * Order Derivatives of Matrix and Tensor Expressions" (NeurIPS 2018).
 *
 * An array is a scalar expression over indices: `(Xw − y)ᵢ²` is a node of an ordinary compute graph whose symbols are
 * elements of *atoms* at indices. So elementwise mathematics, its simplification and its derivatives are those of
 * scalars. An atom is what cannot be said elementwise: a variable, δ, a sum over indices, an inverse, a determinant.
 */
import * as make from '../construct';
import { Graph } from '../graph';
import type { NodeId } from '../graph';
import { Op } from '../operations';
import { rebuild } from '../transplant';

/** A number, or the name of a size that nothing fixes. */
export type Size = number | string;
export type AtomId = number;

export type Atom =
  | { readonly kind: 'variable'; readonly name: string; readonly axes: readonly Size[] }
  /** δᵢⱼ */
  | { readonly kind: 'identity'; readonly axes: readonly Size[] }
  /**
   * Σ over all indices of `body` but the first ones, which are the atom's own axes; `sizes` are those of all indices.
   */
  | { readonly kind: 'sum'; readonly axes: readonly Size[]; readonly sizes: readonly Size[]; readonly body: NodeId }
  /** The inverse of the matrix whose elements at (0, 1) are `of`. */
  | { readonly kind: 'inverse'; readonly axes: readonly Size[]; readonly of: NodeId }
  | { readonly kind: 'determinant'; readonly axes: readonly Size[]; readonly of: NodeId; readonly size: Size }
  /** e^u/Σe^u over the last axis; u is `of`. */
  | { readonly kind: 'softmax'; readonly axes: readonly Size[]; readonly of: NodeId }
  /** The greatest of `body` over all indices but the first ones. Shifts by it cancel; it has no derivative here. */
  | {
      readonly kind: 'maximum';
      readonly axes: readonly Size[];
      readonly sizes: readonly Size[];
      readonly body: NodeId;
    };

/** The elements of an array: `node` is the one at (0, 1, …), index k running along axis k. */
export interface Field {
  readonly axes: readonly Size[];
  readonly node: NodeId;
}

/** An element of an atom: `at[k]` is the index along its axis k. */
export interface Place {
  readonly atom: AtomId;
  readonly at: readonly number[];
}

/** A derivative or a form that this calculus has no rule for. */
export class Unsupported extends Error {}

export class Tensors {
  readonly scalars = new Graph();
  readonly atoms: Atom[] = [];
  private readonly atomIds = new Map<string, AtomId>();
  private readonly symbols = new Map<string, NodeId>();
  private readonly places = new Map<NodeId, Place>();
  private readonly sizes = new Map<NodeId, string>();
  private readonly masks = new Map<NodeId, number>();

  /** The atom of this key: the one that is there, or a new one. */
  intern(key: string, atom: Atom): AtomId {
    const known = this.atomIds.get(key);
    if (known !== undefined) return known;
    const id = this.atoms.push(atom) - 1;
    this.atomIds.set(key, id);
    return id;
  }

  atom(id: AtomId): Atom {
    return this.atoms[id] as Atom;
  }

  variable(name: string, axes: readonly Size[]): AtomId {
    return this.intern(`variable ${name}`, { kind: 'variable', name, axes });
  }

  /** The element of an atom as a symbol of the scalar graph. */
  element(atom: AtomId, at: readonly number[]): NodeId {
    const key = `${atom}[${at.join()}]`;
    let node = this.symbols.get(key);
    if (node === undefined) {
      node = this.scalars.symbol(`t${key}`);
      this.symbols.set(key, node);
      this.places.set(node, { atom, at });
    }
    return node;
  }

  /** δ at two indices. */
  identity(size: Size, a: number, b: number): NodeId {
    if (a === b) return this.scalars.integer(1);
    const atom = this.intern(`identity ${size}`, { kind: 'identity', axes: [size, size] });
    return this.element(atom, [Math.min(a, b), Math.max(a, b)]);
  }

  /** A size as a number. */
  size(size: Size): NodeId {
    if (typeof size === 'number') return this.scalars.integer(size);
    const key = `size ${size}`;
    let node = this.symbols.get(key);
    if (node === undefined) {
      node = this.scalars.symbol(size, { facts: { integer: true, positive: true } });
      this.symbols.set(key, node);
      this.sizes.set(node, size);
    }
    return node;
  }

  placeOf(node: NodeId): Place | undefined {
    return this.places.get(node);
  }

  sizeOf(node: NodeId): string | undefined {
    return this.sizes.get(node);
  }

  /** The indices that an expression depends on, as bits. */
  mask(node: NodeId): number {
    const known = this.masks.get(node);
    if (known !== undefined) return known;
    const place = this.places.get(node);
    const mask = place
      ? place.at.reduce((bits, index) => bits | (1 << index), 0)
      : this.scalars.operands(node).reduce((bits, operand) => bits | this.mask(operand), 0);
    this.masks.set(node, mask);
    return mask;
  }

  /** The expression with its symbols replaced. */
  replace(node: NodeId, symbol: (id: NodeId) => NodeId): NodeId {
    const g = this.scalars;
    const copies = new Map<NodeId, NodeId>();
    const copy = (id: NodeId): NodeId => {
      let made = copies.get(id);
      if (made === undefined) {
        made =
          g.op(id) === Op.Symbol
            ? symbol(id)
            : g.operands(id).length === 0
              ? id
              : rebuild(g, g, id, (part) => copy(part));
        copies.set(id, made);
      }
      return made;
    };
    return copy(node);
  }

  /** The expression with other indices. */
  reindex(node: NodeId, index: (old: number) => number): NodeId {
    return this.replace(node, (symbol) => {
      const place = this.places.get(symbol);
      if (!place || place.at.length === 0) return symbol;
      return this.elementAt(place.atom, place.at.map(index));
    });
  }

  /** An element, written in the one way that it has where the atom is symmetric. */
  elementAt(atom: AtomId, at: readonly number[]): NodeId {
    const made = this.atom(atom);
    const [a = 0, b = 0] = at;
    if (made.kind === 'identity') return this.identity(made.axes[0] as Size, a, b);
    if (at.length === 2 && a > b && this.isSymmetric(atom)) return this.element(atom, [b, a]);
    return this.element(atom, at);
  }

  private readonly symmetric = new Set<AtomId>();

  declareSymmetric(atom: AtomId): void {
    this.symmetric.add(atom);
  }

  private isSymmetric(atom: AtomId): boolean {
    return this.symmetric.has(atom);
  }

  /** The inverse of a matrix, at (a, b). */
  inverse({ axes, node }: Field, a: number, b: number): NodeId {
    const swapped = this.reindex(node, (index) => 1 - index);
    const [of, at] = swapped < node ? [swapped, [b, a]] : [node, [a, b]];
    const atom = this.intern(`inverse ${axes.join()} ${of}`, { kind: 'inverse', axes, of });
    if (swapped === node) this.declareSymmetric(atom);
    return this.elementAt(atom, at);
  }

  determinant({ axes, node }: Field): NodeId {
    const swapped = this.reindex(node, (index) => 1 - index);
    const of = Math.min(node, swapped);
    const [size = 1] = axes;
    return this.element(this.intern(`determinant ${size} ${of}`, { kind: 'determinant', axes: [], of, size }), []);
  }

  /** All symbols that an expression is made of. */
  symbolsIn(node: NodeId): NodeId[] {
    const g = this.scalars;
    const found = new Set([node]);
    for (const id of found) for (const operand of g.operands(id)) found.add(operand);
    return [...found].filter((id) => g.op(id) === Op.Symbol);
  }

  isOne(node: NodeId): boolean {
    return this.scalars.valueOf(node) === 1;
  }

  isZero(node: NodeId): boolean {
    return this.scalars.valueOf(node) === 0;
  }

  add(a: NodeId, b: NodeId): NodeId {
    return make.add(this.scalars, a, b);
  }

  multiply(a: NodeId, b: NodeId): NodeId {
    return make.multiply(this.scalars, a, b);
  }
}
