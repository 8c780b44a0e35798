/** Derivatives of arrays by arrays, in reverse: what each atom's elements do to the result, from the last atom to the first. */
import { unlifted } from '../branches';
import * as make from '../construct';
import { jacobian } from '../differentiate/jacobian';
import type { Graph, NodeId } from '../graph';
import { Op } from '../operations';
import { rebuild } from '../transplant';
import { contract, tidy } from './contract';
import type { AtomId, Field, Size, Tensors } from './tensors';
import { Unsupported } from './tensors';

/**
 * ∂field/∂variable: its axes are those of the field, then those of the variable. Throws `Unsupported` for what has no
 * rule.
 */
export function derivative(tensors: Tensors, field: Field, variable: AtomId): Field {
  return new Sweep(tensors, field, variable).run();
}

class Sweep {
  private readonly g;
  /** Over the result's indices, then the atom's. */
  private readonly adjoints = new Map<AtomId, NodeId>();
  private readonly dependent = new Map<AtomId, boolean>();
  private readonly rank: number;

  constructor(
    private readonly tensors: Tensors,
    private readonly field: Field,
    private readonly variable: AtomId,
  ) {
    this.g = tensors.scalars;
    this.rank = field.axes.length;
  }

  run(): Field {
    const { tensors, field, rank, variable } = this;
    const seed = make.product(
      this.g,
      field.axes.map((size, axis) => tensors.identity(size, axis, rank + axis)),
    );
    this.spread(field.node, field.axes, rank, seed);
    // Atoms that derivatives bring along are new: they come after all that the field is made of.
    for (let atom = tensors.atoms.length - 1; atom > variable; atom -= 1) {
      const adjoint = this.adjoints.get(atom);
      if (adjoint !== undefined) this.into(atom, adjoint);
    }
    const axes = [...field.axes, ...tensors.atom(variable).axes];
    const node = this.adjoints.get(variable) ?? this.g.integer(0);
    return { axes, node: tidy(tensors, { axes, node }) };
  }

  private dependsOn(atom: AtomId): boolean {
    if (atom === this.variable) return true;
    let known = this.dependent.get(atom);
    if (known === undefined) {
      const made = this.tensors.atom(atom);
      const inner = 'body' in made ? made.body : 'of' in made ? made.of : undefined;
      known =
        inner !== undefined &&
        this.tensors.symbolsIn(inner).some((symbol) => {
          const place = this.tensors.placeOf(symbol);
          return place !== undefined && this.dependsOn(place.atom);
        });
      this.dependent.set(atom, known);
    }
    return known;
  }

  private into(atom: AtomId, adjoint: NodeId): void {
    const { tensors, g, rank } = this;
    const made = tensors.atom(atom);
    switch (made.kind) {
      case 'sum':
        return this.spread(made.body, made.sizes, made.axes.length, adjoint);
      case 'inverse': {
        // dA⁻¹ = −A⁻¹ dA A⁻¹ (Petersen and Pedersen, "The Matrix Cookbook", 59).
        const [i, j, p, q] = [rank, rank + 1, rank + 2, rank + 3] as const;
        const moved = tensors.reindex(adjoint, (index) => (index < rank ? index : index + 2));
        const sides = make.multiply(g, tensors.elementAt(atom, [p, i]), tensors.elementAt(atom, [j, q]));
        const [size = 1] = made.axes;
        const sizes = [...this.field.axes, size, size, size, size];
        const inner = contract(tensors, make.multiply(g, moved, make.negate(g, sides)), [p, q], sizes);
        return this.spread(made.of, made.axes, 2, inner);
      }
      case 'determinant': {
        // d det A = det A · tr(A⁻¹ dA) (ibid., 46).
        const axes = [made.size, made.size];
        const inverse = tensors.inverse({ axes, node: made.of }, 0, 1);
        const turned = tensors.reindex(inverse, (index) => (index === 0 ? rank + 1 : rank));
        const inner = make.multiply(g, make.multiply(g, adjoint, tensors.element(atom, [])), turned);
        return this.spread(made.of, axes, 2, tidy(tensors, { axes: [...this.field.axes, ...axes], node: inner }));
      }
      case 'softmax': {
        // ds = s ⊙ (du − Σ s du)
        const last = rank + made.axes.length - 1;
        const own = tensors.elementAt(
          atom,
          made.axes.map((_size, axis) => rank + axis),
        );
        const sizes = [...this.field.axes, ...made.axes];
        const total = contract(tensors, make.multiply(g, adjoint, own), [last], sizes);
        const inner = make.multiply(g, own, make.subtract(g, adjoint, total));
        return this.spread(made.of, made.axes, made.axes.length, tidy(tensors, { axes: sizes, node: inner }));
      }
      default:
        throw new Unsupported(`no derivative of a ${made.kind}`);
    }
  }

  /**
   * Adds to the adjoints of all atoms in an expression.
   *
   * @param sizes of the expression's indices; from `kept` on they are summed over.
   * @param adjoint over the result's indices, then the kept ones.
   */
  private spread(node: NodeId, sizes: readonly Size[], kept: number, adjoint: NodeId): void {
    const { tensors, g, rank } = this;
    const symbols = tensors.symbolsIn(node).filter((symbol) => {
      const place = tensors.placeOf(symbol);
      return place !== undefined && this.dependsOn(place.atom);
    });
    for (const { column, node: exact } of jacobian(g, [node], symbols).entries) {
      const partial = withoutTies(g, exact);
      const { atom, at } = tensors.placeOf(symbols[column] as NodeId) as { atom: AtomId; at: readonly number[] };
      const axes = tensors.atom(atom).axes;
      const allSizes: Size[] = [...this.field.axes, ...axes];
      const fresh: number[] = [];
      const index = sizes.map((size, old) => {
        const axis = at.indexOf(old);
        if (axis >= 0) return rank + axis;
        fresh.push(allSizes.length);
        return allSizes.push(size) - 1;
      });
      // An atom at (i, i) has a derivative on its diagonal alone.
      const diagonal = at.map((old, axis) => tensors.identity(axes[axis] as Size, rank + axis, index[old] as number));
      const product = make.product(g, [
        tensors.reindex(adjoint, (old) => (old < rank ? old : (index[old - rank] as number))),
        tensors.reindex(partial, (old) => index[old] as number),
        ...diagonal,
      ]);
      if (kept > sizes.length) throw new RangeError('more indices are kept than there are');
      const made = contract(tensors, product, fresh, allSizes);
      this.adjoints.set(atom, make.add(g, this.adjoints.get(atom) ?? g.integer(0), made));
    }
  }
}

/**
 * The pieces of a derivative without the value between them: (v where u > 0, w where u < 0, (v + w)/2 where u = 0) is v
 * where u > 0, else w, as textbooks print it. Where the pieces meet there is no derivative, which the card says.
 */
function withoutTies(g: Graph, node: NodeId): NodeId {
  const done = new Map<NodeId, NodeId>();
  const change = (id: NodeId): NodeId => {
    const known = done.get(id);
    if (known !== undefined) return known;
    const product = unlifted(g, id);
    const pieces = product === id && g.op(id) === Op.Select ? withoutTie(g, id) : product;
    const made = pieces !== id ? change(pieces) : g.operands(id).length === 0 ? id : rebuild(g, g, id, change);
    done.set(id, made);
    return made;
  };
  return change(node);
}

function withoutTie(g: Graph, id: NodeId): NodeId {
  const [above, then, otherwise] = [g.a(id), g.b(id), g.c(id)];
  if (g.op(otherwise) !== Op.Select) return id;
  const below = g.a(otherwise);
  const isOpposite =
    g.op(above) === Op.Less && g.op(below) === Op.Less && g.a(above) === g.b(below) && g.b(above) === g.a(below);
  return isOpposite ? make.select(g, above, then, g.b(otherwise)) : id;
}
