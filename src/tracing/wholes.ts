/**
 * Operations on whole arrays, noted beside the trace: `X @ w` stays a product of a matrix and a vector, whatever sizes
 * the trace shows. What an array *is* follows from its elements: nodes are interned, so that a copy or a view of an
 * array has its note, and one that was written to has none.
 */
import type { Graph, NodeId } from '../calculus/graph';
import { Op } from '../calculus/operations';
import { elementsOf } from './arrays';
import { closedNumber } from './constants';
import type { Keywords } from './functions';
import type { Value } from './values';

/** An operand of an operation. */
export type Operand =
  /** Elements of which no operation is known: an argument, a constant, or something put together element by element. */
  | { readonly kind: 'elements'; readonly nodes: readonly NodeId[]; readonly shape: readonly number[] }
  | Whole
  | { readonly kind: 'none' }
  | { readonly kind: 'ellipsis' }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'items'; readonly items: readonly Operand[] }
  | { readonly kind: 'slice'; readonly start: Operand; readonly stop: Operand; readonly step: Operand }
  /** Something else: an operation with it has no form. */
  | { readonly kind: 'other' };

/** The result of an operation on whole arrays. */
export interface Whole {
  readonly kind: 'whole';
  /** The name of a primitive, an operator (`+`), or `[]` for indexing. */
  readonly operation: string;
  readonly operands: readonly Operand[];
  readonly named: ReadonlyMap<string, Operand>;
  /** Its elements, row-major. */
  readonly nodes: readonly NodeId[];
  readonly shape: readonly number[];
}

/** A trace with more operations than these, or larger arrays, is no formula of matrices. */
const MOST_WHOLES = 400;
const MOST_ELEMENTS = 1024;

export class Wholes {
  private readonly arrays = new Map<string, Whole>();
  private readonly scalars = new Map<NodeId, Whole>();
  private readonly names = new Map<Whole, string>();
  private count = 0;

  constructor(private readonly graph: Graph) {}

  /** Notes that the operation gave the result. Operations on numbers alone are told by their nodes. */
  note(operation: string, operands: readonly Value[], keywords: Keywords, result: Value): void {
    if (this.count >= MOST_WHOLES) return;
    if (result.kind === 'tuple') {
      result.items.forEach((item, i) => this.note(`${operation}#${i}`, operands, keywords, item));
      return;
    }
    if (result.kind !== 'array' && result.kind !== 'scalar') return;
    if (!operands.some((operand) => this.isWhole(operand))) return;
    const nodes = result.kind === 'array' ? elementsOf(result) : [result.node];
    const shape = result.kind === 'array' ? result.shape : [];
    const [first] = nodes;
    // A part of an argument is known by its symbols, a constant by its numbers.
    if (first === undefined || nodes.length > MOST_ELEMENTS || this.isPlain(nodes)) return;
    const read = operands.map((operand) => this.operand(operand));
    const named = new Map(keywords.map(([name, value]) => [name, this.operand(value)]));
    const key = keyOf(nodes, shape);
    if (read.some((operand) => operand.kind === 'whole' && operand === this.arrays.get(key))) return;
    const whole: Whole = { kind: 'whole', operation, operands: read, named, nodes, shape };
    this.count += 1;
    if (result.kind === 'scalar') this.scalars.set(first, whole);
    else this.arrays.set(key, whole);
  }

  /** Notes what the source calls the result of an operation: by its first name. */
  name(name: string, value: Value): void {
    if (value.kind !== 'array' && value.kind !== 'scalar') return;
    if (value.kind === 'array' && (value.shape.length === 0 || value.buffer.nodes.length > MOST_ELEMENTS)) return;
    const found = this.operand(value);
    if (found.kind === 'whole' && !this.names.has(found)) this.names.set(found, name);
  }

  /** Results that have names in the source, in its order. */
  get named(): ReadonlyMap<Whole, string> {
    return this.names;
  }

  /** The operation that gave these elements, or the elements themselves. */
  of(nodes: readonly NodeId[], shape: readonly number[]): Operand {
    const [first] = nodes;
    const known =
      shape.length === 0 && first !== undefined ? this.ofScalar(first) : this.arrays.get(keyOf(nodes, shape));
    return known ?? { kind: 'elements', nodes, shape };
  }

  ofScalar(node: NodeId): Whole | undefined {
    return this.scalars.get(node);
  }

  private isWhole(value: Value): boolean {
    if (value.kind === 'array') return value.shape.length > 0;
    if (value.kind === 'list' || value.kind === 'tuple') return false;
    return value.kind === 'scalar' && this.scalars.has(value.node);
  }

  private isPlain(nodes: readonly NodeId[]): boolean {
    const g = this.graph;
    return (
      nodes.every((node) => g.op(node) === Op.Symbol) || nodes.every((node) => closedNumber(g, node) !== undefined)
    );
  }

  private operand(value: Value): Operand {
    switch (value.kind) {
      case 'scalar':
        return this.of([value.node], []);
      case 'array':
        if (value.buffer.nodes.length > MOST_ELEMENTS) return { kind: 'other' };
        return this.of(elementsOf(value), value.shape);
      case 'none':
      case 'ellipsis':
        return { kind: value.kind };
      case 'string':
        return value.value === null ? { kind: 'other' } : { kind: 'text', value: value.value };
      case 'tuple':
        return { kind: 'items', items: value.items.map((item) => this.operand(item)) };
      case 'slice':
        return {
          kind: 'slice',
          start: this.operand(value.start),
          stop: this.operand(value.stop),
          step: this.operand(value.step),
        };
      default:
        return { kind: 'other' };
    }
  }
}

const keyOf = (nodes: readonly NodeId[], shape: readonly number[]): string => `${shape.join('x')}:${nodes.join()}`;
