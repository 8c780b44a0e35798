/** Sums over indices as products of matrices: factors are edges between indices, and one index after the other goes. */
import type { Factor } from './factors';
import {
  diagonalMatrix,
  elementwise,
  inner,
  isNumber,
  keyOf,
  numbers,
  product,
  scaled,
  timesEach,
  transpose,
  unsigned,
  Unwritable,
  whole,
} from './matrixTerm';
import type { MatrixTerm } from './matrixTerm';
import type { Size } from './tensors';
import type { MatrixWriter } from './write';

interface Edge {
  /** The index of its rows, and that of its columns. */
  readonly row: number;
  readonly column: number;
  readonly matrix: MatrixTerm;
}

/** A sum whose own axes are the first `rank` indices, as a number, a vector or a matrix. */
export function sumInMatrices(
  writer: MatrixWriter,
  rank: number,
  sizes: readonly Size[],
  factors: readonly Factor[],
): MatrixTerm {
  return new Chain(writer, rank, sizes, factors).run();
}

class Chain {
  private edges: Edge[] = [];
  private readonly vectors = new Map<number, MatrixTerm[]>();
  private readonly numbers: MatrixTerm[] = [];
  private sign = 1;
  private open: number[];

  constructor(
    private readonly writer: MatrixWriter,
    private readonly rank: number,
    private readonly sizes: readonly Size[],
    factors: readonly Factor[],
  ) {
    if (rank > 2) throw new Unwritable('more than two axes');
    this.open = sizes.map((_size, index) => index).slice(rank);
    const masks = [...new Set(factors.map(({ node }) => writer.tensors.mask(node)))];
    for (const mask of masks) {
      const own = factors.filter(({ node }) => writer.tensors.mask(node) === mask);
      this.place(mask, own);
    }
  }

  private place(mask: number, factors: readonly Factor[]): void {
    const { writer, sizes } = this;
    const indices = sizes.map((_size, index) => index).filter((index) => (mask & (1 << index)) !== 0);
    const [row = -1, column = -1, third] = indices;
    if (third !== undefined) throw new Unwritable('a factor with three indices');
    const { sign, term } = unsigned(writer.factors(factors, { row, column, sizes }));
    this.sign *= sign;
    const operand = term.kind === 'scaled' ? term.operand : term;
    if (term.kind === 'scaled') this.numbers.push(term.factor);
    if (indices.length === 0) this.numbers.push(operand);
    else if (indices.length === 1) this.attach(row, operand);
    else this.edges.push({ row, column, matrix: operand });
  }

  /** A vector at an index; the parts of an elementwise product stay apart. */
  private attach(index: number, vector: MatrixTerm): void {
    const known = this.vectors.get(index) ?? [];
    const made = unsigned(vector);
    this.sign *= made.sign;
    const term = made.term.kind === 'scaled' ? made.term.operand : made.term;
    if (made.term.kind === 'scaled') this.numbers.push(made.term.factor);
    if (term.kind === 'ones') return;
    this.vectors.set(index, [...known, ...(term.kind === 'elementwise' ? term.factors : [term])]);
  }

  run(): MatrixTerm {
    while (this.open.length > 0) this.step();
    const scale = numbers(this.numbers);
    const made = scaled(scale, this.result());
    return this.sign < 0 ? { kind: 'negative', operand: made, rank: made.rank } : made;
  }

  private at(index: number): Edge[] {
    return this.edges.filter((edge) => edge.row === index || edge.column === index);
  }

  private close(index: number, used: readonly Edge[]): void {
    this.open = this.open.filter((other) => other !== index);
    this.edges = this.edges.filter((edge) => !used.includes(edge));
    this.vectors.delete(index);
  }

  private step(): void {
    const loop = this.edges.find((edge) => edge.row === edge.column);
    if (loop) return this.intoLoop(loop);
    const lone = this.open.filter((index) => this.at(index).length === 0);
    if (lone[0] !== undefined) return this.total(lone[0]);
    const ends = this.open.filter((index) => this.at(index).length === 1);
    // A matrix times a vector on its right reads better than its transpose times one.
    const end =
      ends.find((index) => this.at(index)[0]?.column === index && this.at(index)[0]?.matrix.kind === 'name') ??
      ends.find((index) => !this.isTransposed(index)) ??
      ends[0];
    if (end !== undefined) return this.absorb(end);
    const pair = this.parallel();
    if (pair) return this.merge(...pair);
    const middle = this.open.find((index) => this.at(index).length === 2);
    if (middle === undefined) throw new Unwritable('an index with three matrices');
    this.join(middle);
  }

  private isTransposed(index: number): boolean {
    const [edge] = this.at(index);
    return edge !== undefined && (edge.row === index) !== (edge.matrix.kind === 'transpose');
  }

  /** Aᵢᵢ: a trace where it is summed, else the diagonal. */
  private intoLoop(loop: Edge): void {
    const index = loop.row;
    const isAlone = this.at(index).length === 1 && !this.vectors.has(index) && this.open.includes(index);
    if (!isAlone) {
      this.edges = this.edges.filter((edge) => edge !== loop);
      return this.attach(index, { kind: 'diagonal', operand: loop.matrix, rank: 1 });
    }
    this.numbers.push({ kind: 'trace', operand: loop.matrix, rank: 0 });
    this.close(index, [loop]);
  }

  /** Σ uᵢvᵢ, or the sum of one vector's elements. */
  private total(index: number): void {
    const ones: MatrixTerm = { kind: 'ones', size: this.sizes[index] as Size, rank: 1 };
    const [first, ...rest] = bySimplicity(this.vectors.get(index) ?? []);
    if (!first) this.numbers.push({ kind: 'size', size: this.sizes[index] as Size, rank: 0 });
    else if (rest.length > 0) this.numbers.push(inner(first, timesEach(rest, 1)));
    else if (first.kind === 'power' && isNumber(first.exponent, 2)) this.numbers.push(inner(first.base, first.base));
    else this.numbers.push(inner(ones, first));
    this.close(index, []);
  }

  /** An index with one matrix: the matrix times the vector there. */
  private absorb(index: number): void {
    const [edge] = this.at(index) as [Edge];
    const isColumn = edge.column === index;
    const other = isColumn ? edge.row : edge.column;
    const matrix = isColumn ? edge.matrix : transpose(edge.matrix);
    const own = this.vectors.get(index);
    if (!own && matrix.kind === 'power' && isNumber(matrix.exponent, 2) && this.isWholeMatrix(edge))
      return this.frobenius(edge, matrix.base);
    if (!own && matrix.kind === 'elementwise' && this.isWholeMatrix(edge))
      return this.traceOfProduct(edge, matrix.factors);
    const vector = own
      ? timesEach(own, 1)
      : { kind: 'ones' as const, size: this.sizes[index] as Size, rank: 1 as const };
    this.close(index, [edge]);
    this.attach(other, product([matrix, vector], 1));
  }

  /** Whether all that is left at both ends of a matrix is the matrix, and both are summed. */
  private isWholeMatrix({ row, column }: Edge): boolean {
    return [row, column].every(
      (index) => this.open.includes(index) && this.at(index).length === 1 && !this.vectors.has(index),
    );
  }

  private frobenius(edge: Edge, base: MatrixTerm): void {
    const root = base.kind === 'transpose' ? base.operand : base;
    this.numbers.push({ kind: 'power', base: { kind: 'norm', operand: root, rank: 0 }, exponent: whole(2), rank: 0 });
    this.close(edge.row, [edge]);
    this.close(edge.column, []);
  }

  /** Σ AᵢⱼBᵢⱼ = tr(AᵀB). */
  private traceOfProduct(edge: Edge, [first, ...rest]: readonly MatrixTerm[]): void {
    const operand = product([transpose(first as MatrixTerm), timesEach(rest, 2)], 2);
    this.numbers.push({ kind: 'trace', operand, rank: 0 });
    this.close(edge.row, [edge]);
    this.close(edge.column, []);
  }

  private parallel(): [Edge, Edge] | undefined {
    for (const edge of this.edges)
      for (const other of this.edges) {
        if (edge === other) continue;
        const same = edge.row === other.row && edge.column === other.column;
        if (same || (edge.row === other.column && edge.column === other.row)) return [edge, other];
      }
    return undefined;
  }

  /** Two matrices between the same indices: their elementwise product. */
  private merge(edge: Edge, other: Edge): void {
    const turned = edge.row === other.row ? other.matrix : transpose(other.matrix);
    const matrix =
      keyOf(turned) === keyOf(edge.matrix)
        ? ({ kind: 'power', base: turned, exponent: whole(2), rank: 2 } as const)
        : elementwise([edge.matrix, turned], 2);
    this.edges = [...this.edges.filter((one) => one !== edge && one !== other), { ...edge, matrix }];
  }

  /** An index between two matrices: their product. */
  private join(index: number): void {
    const [left, right] = this.at(index) as [Edge, Edge];
    const into = left.column === index ? left : { row: left.column, column: left.row, matrix: transpose(left.matrix) };
    const out = right.row === index ? right : { row: right.column, column: right.row, matrix: transpose(right.matrix) };
    const own = this.vectors.get(index);
    const matrix = product([into.matrix, ...(own ? [diagonalMatrix(timesEach(own, 1))] : []), out.matrix], 2);
    this.close(index, [left, right]);
    const isTurned = into.row > out.column && this.rank === 2;
    this.edges.push(
      isTurned
        ? { row: out.column, column: into.row, matrix: transpose(matrix) }
        : { row: into.row, column: out.column, matrix },
    );
  }

  private result(): MatrixTerm {
    if (this.rank === 0) return whole(1);
    const own = (index: number): MatrixTerm | undefined => {
      const vectors = this.vectors.get(index);
      return vectors && timesEach(vectors, 1);
    };
    while (this.edges.length > 1) {
      const pair = this.parallel();
      if (!pair) throw new Unwritable('edges that do not go together');
      this.merge(...pair);
    }
    const [edge] = this.edges;
    if (this.rank === 1) {
      if (edge) this.intoLoop(edge);
      return own(0) ?? { kind: 'ones', size: this.sizes[0] as Size, rank: 1 };
    }
    const [down, across] = [own(0), own(1)];
    if (!edge) {
      if (!down || !across) throw new Unwritable('an axis without elements');
      return product([down, transpose(across)], 2);
    }
    const matrix = edge.row === 0 ? edge.matrix : transpose(edge.matrix);
    return product([...(down ? [diagonalMatrix(down)] : []), matrix, ...(across ? [diagonalMatrix(across)] : [])], 2);
  }
}

const simplicity = (term: MatrixTerm): number =>
  term.kind === 'name' ? 0 : term.kind === 'product' ? 3 : term.kind === 'sum' ? 2 : 1;

const bySimplicity = (terms: readonly MatrixTerm[]): MatrixTerm[] =>
  [...terms].sort((a, b) => simplicity(a) - simplicity(b));
