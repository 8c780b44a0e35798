/**
 * One derivative a node (its tangent, or its adjoint), in a flat array that is used again from sweep to sweep. What is
 * missing is structurally zero.
 */
import type { Graph, NodeId } from '../graph';
import { NONE } from '../graph';

export class Column {
  private readonly derivatives: Int32Array;
  private readonly touched: NodeId[] = [];
  private partials: Int32Array | null = null;

  /** Room for all nodes that are in the graph now; a sweep asks for no others. */
  constructor(g: Graph) {
    this.derivatives = new Int32Array(g.size).fill(NONE);
  }

  /** The node's derivative, NONE where it is zero by structure. */
  get(id: NodeId): NodeId {
    return id === NONE ? NONE : (this.derivatives[id] as number);
  }

  set(id: NodeId, derivative: NodeId): void {
    if (this.derivatives[id] === NONE) this.touched.push(id);
    this.derivatives[id] = derivative;
  }

  /**
   * ∂node/∂(its first operand), where a sweep before made it: sweeps are of different inputs (or outputs), but of the same
   * functions. NONE where it is not known.
   */
  partialOf(id: NodeId): NodeId {
    return this.partials === null ? NONE : (this.partials[id] as number);
  }

  keepPartial(id: NodeId, partial: NodeId): void {
    this.partials ??= new Int32Array(this.derivatives.length).fill(NONE);
    this.partials[id] = partial;
  }

  /** Empty again: costs what was set, not what there is room for. */
  clear(): void {
    for (const id of this.touched) this.derivatives[id] = NONE;
    this.touched.length = 0;
  }
}
