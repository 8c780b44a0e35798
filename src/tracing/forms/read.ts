/**
 * A traced function's result as a tensor expression of symbolic sizes, read from several traces with different sizes:
 * what they have in common is what holds for all sizes. Nothing is taken on trust: whoever shows what follows from it
 * compares numbers first.
 */
import * as make from '../../calculus/construct';
import type { NodeId } from '../../calculus/graph';
import { FIRST_FUNCTION, Op } from '../../calculus/operations';
import type { Rational } from '../../calculus/rational';
import type { AtomId, Field, Size } from '../../calculus/tensor/tensors';
import { Tensors, Unsupported } from '../../calculus/tensor/tensors';
import { rebuild } from '../../calculus/transplant';
import { rowMajor } from '../arrays';
import type { Traced, TracedInput } from '../traced';
import type { Operand, Whole } from '../wholes';
import { fieldOf, padded } from './form';
import type { Form } from './form';
import { formOf, tidied } from './operations';
import type { Applied } from './operations';
import { SizeTable } from './sizes';

export interface Reading {
  readonly tensors: Tensors;
  readonly field: Field;
  /** The atom of each argument that is an array or a number. */
  readonly variables: ReadonlyMap<string, AtomId>;
  /** What the source names on the way to the result, in its order. */
  readonly locals: readonly { readonly name: string; readonly field: Field }[];
}

/** Reads the result; throws `Unsupported` where there is no form. All traces are of one function. */
export function readForm(traces: readonly [Traced, ...Traced[]]): Reading {
  return new Reader(traces).run();
}

/** Whether an argument is a matrix of one column, which is a vector in formulas. */
export const isColumn = ({ numeric, shape }: TracedInput): boolean => numeric && shape.length === 2 && shape[1] === 1;

const shapeInFormulas = (input: TracedInput): TracedInput['shape'] =>
  isColumn(input) ? input.shape.slice(0, 1) : input.shape;

/** So many numbers are read again and again where operations contain each other: what takes more has no form. */
const MOST_SCALARS = 5000;
/** What has no form by itself is tried by its operands, and so are those: of a long chain there would be no end. */
const MOST_OPERANDS = 2000;
/** Of squares of numbers that are roots of sizes. */
const LARGEST_DENOMINATOR = 1000;

class Reader {
  private readonly tensors = new Tensors();
  private readonly sizes: SizeTable;
  private readonly variables = new Map<string, AtomId>();
  private readonly known = new Map<Operand, Form>();
  /** Numbers by their nodes in all traces: the 2 of one trace may be n − 1 in another, and a 2 as well. */
  private readonly numbers = new Map<string, NodeId>();
  /** Operations whose results are being read. */
  private readonly open = new Set<Operand>();
  private scalars = 0;
  private operands = 0;

  constructor(private readonly traces: readonly [Traced, ...Traced[]]) {
    const [first] = traces;
    this.sizes = new SizeTable(this.tensors, traces);
    for (const input of first.inputs) {
      if (!input.numeric) continue;
      const shape = shapeInFormulas(input);
      if (shape.includes(1)) continue;
      this.variables.set(input.name, this.tensors.variable(input.name, shape));
    }
  }

  run(): Reading {
    const operands = this.traces.map((traced) => {
      if (!traced.wholes || traced.parts.length !== 1) throw new Unsupported('several results');
      return traced.wholes.of(traced.outputs, traced.output.sizes);
    });
    const form = this.form(operands);
    const field = fieldOf(this.tensors, form);
    return { tensors: this.tensors, field, variables: this.variables, locals: this.locals() };
  }

  /** Those that the result was read from. A name that stands for several things says nothing. */
  private locals(): { name: string; field: Field }[] {
    const [{ wholes, inputs }] = this.traces;
    const all = [...(wholes?.named ?? [])];
    return all.flatMap(([whole, name]) => {
      const form = this.known.get(whole);
      const isUnclear = inputs.some((input) => input.name === name) || all.filter(([, own]) => own === name).length > 1;
      return form && !isUnclear ? [{ name, field: fieldOf(this.tensors, form) }] : [];
    });
  }

  /** The same operand in all traces. */
  private form(operands: readonly Operand[]): Form {
    const [first] = operands;
    if (!first) throw new Unsupported('nothing');
    const known = this.known.get(first);
    if (known) return known;
    const made = this.newForm(operands);
    this.known.set(first, made);
    return made;
  }

  private newForm(operands: readonly Operand[]): Form {
    const [first] = operands;
    if ((this.operands += 1) > MOST_OPERANDS) throw new Unsupported('too many operands');
    if (first?.kind !== 'whole') return this.elements(operands);
    // `(i - 1) + 1` is i again, which would be told by i − 1, and so on without end.
    if (this.open.has(first)) throw new Unsupported('a result that is told by itself');
    this.open.add(first);
    try {
      return this.whole(operands.map((operand) => wholeOf(operand, first)));
    } finally {
      this.open.delete(first);
    }
  }

  private axes(shapes: readonly (readonly number[])[]): (Size | null)[] {
    const [first = []] = shapes;
    if (shapes.some((shape) => shape.length !== first.length)) throw new Unsupported('ranks that differ');
    return first.map((_size, axis) => this.sizes.size(shapes.map((shape) => shape[axis] as number)));
  }

  private whole(wholes: readonly Whole[]): Form {
    const applied = this.applied(wholes);
    const made = attempted(() => formOf(applied));
    const form = made ?? this.elementwise(wholes, applied);
    const isSame =
      form.axes.length === applied.axes.length && form.axes.every((size, axis) => size === applied.axes[axis]);
    if (!isSame) throw new Unsupported(`the axes of ${applied.operation}`);
    return form;
  }

  private applied(wholes: readonly Whole[]): Applied {
    const [first] = wholes as readonly [Whole, ...Whole[]];
    const operand = (place: number, name: string): Operand[] | undefined => {
      const found = wholes.map((whole) => whole.named.get(name) ?? (place < 0 ? undefined : whole.operands[place]));
      return found.includes(undefined) ? undefined : (found as Operand[]);
    };
    const required = (place: number, name: string): Operand[] => {
      const found = operand(place, name);
      if (!found) throw new Unsupported(`${first.operation} without ${name}`);
      return found;
    };
    return {
      tensors: this.tensors,
      operation: first.operation,
      axes: this.axes(wholes.map(({ shape }) => shape)),
      count: first.operands.length,
      form: (place, name = '') => this.form(required(place, name)),
      has: (place, name) => {
        const found = operand(place, name);
        return found !== undefined && found[0]?.kind !== 'none';
      },
      integers: (place, name) => this.integers(required(place, name)),
      text: (place, name) => {
        const [found] = required(place, name);
        return found?.kind === 'text' ? found.value : undefined;
      },
      indices: first.operands
        .slice(1)
        .flatMap((one) => (one.kind === 'items' ? one.items : [one]))
        .map(indexKind),
    };
  }

  private integers(operands: readonly Operand[]): number[] {
    const all = operands.map((operand, i) => integersOf(operand, this.traces[i] as Traced));
    const [first = []] = all;
    if (all.some((values) => values.join() !== first.join())) throw new Unsupported('counts that differ');
    return first;
  }

  /** An operation without a row, element by element: how the last element follows from the operands' last elements. */
  private elementwise(wholes: readonly Whole[], { axes }: Applied): Form {
    const { tensors } = this;
    const operands =
      wholes[0]?.operands.map((_unused, place) => wholes.map((whole) => whole.operands[place] as Operand)) ?? [];
    const replaced = this.traces.map(() => new Map<NodeId, NodeId>());
    for (const own of operands) {
      const form = attempted(() => this.form(own));
      if (!form || form.axes.length > axes.length) continue;
      const { node } = padded(tensors, form, axes.length);
      own.forEach((operand, i) => {
        if (operand.kind !== 'whole' && operand.kind !== 'elements') return;
        replaced[i]?.set(operand.nodes.at(-1) as NodeId, node);
      });
    }
    this.traces.forEach((traced, i) => {
      for (const input of traced.inputs) {
        const last = input.symbols.at(-1);
        const atom = this.variables.get(input.name);
        const shift = axes.length - input.shape.length;
        if (last === undefined || atom === undefined || shift < 0 || replaced[i]?.has(last)) continue;
        replaced[i]?.set(
          last,
          tensors.elementAt(
            atom,
            shapeInFormulas(input).map((_size, axis) => axis + shift),
          ),
        );
      }
    });
    const node = this.scalar(
      wholes.map((whole) => whole.nodes.at(-1) as NodeId),
      replaced,
      new Map(),
    );
    return tidied(tensors, { axes, node });
  }

  private elements(operands: readonly Operand[]): Form {
    const all = operands.map((operand) => {
      if (operand.kind !== 'elements') throw new Unsupported(`an operand (${operand.kind})`);
      return operand;
    });
    const [first] = all;
    if (!first) throw new Unsupported('nothing');
    if (first.shape.length === 0)
      return {
        axes: [],
        node: this.scalar(
          all.map(({ nodes }) => nodes[0] as NodeId),
          [],
          this.numbers,
        ),
      };
    return this.argument(all) ?? this.constant(all);
  }

  /** An argument, with its axes in any order and axes of length 1 anywhere. */
  private argument(all: readonly Extract<Operand, { kind: 'elements' }>[]): Form | undefined {
    const [first] = all;
    const [traced] = this.traces;
    if (!first) return undefined;
    const input = traced.inputs.find(
      (candidate) =>
        candidate.symbols.length === first.nodes.length && candidate.symbols.includes(first.nodes[0] as NodeId),
    );
    const atom = input && this.variables.get(input.name);
    if (!input || atom === undefined) return undefined;
    const axes = this.axes(all.map(({ shape }) => shape));
    const long = axes.flatMap((size, axis) => (size === null ? [] : [axis]));
    const order = ordersOf(shapeInFormulas(input).length).find((permutation) =>
      all.every((operand, i) => isView(operand, long, permutation, inputOf(this.traces[i] as Traced, input.name))),
    );
    if (!order) return undefined;
    const at = new Array<number>(order.length);
    order.forEach((own, k) => (at[own] = long[k] as number));
    return { axes, node: this.tensors.elementAt(atom, at) };
  }

  /** All elements alike, or a multiple of the unit matrix. */
  private constant(all: readonly Extract<Operand, { kind: 'elements' }>[]): Form {
    const { tensors } = this;
    const axes = this.axes(all.map(({ shape }) => shape));
    const same = all.every(({ nodes }) => nodes.every((node) => node === nodes[0]));
    const value = (place: number): NodeId =>
      this.scalar(
        all.map(({ nodes }) => nodes[place] as NodeId),
        [],
        this.numbers,
      );
    if (same) return { axes, node: value(0) };
    const [size] = axes;
    const isUnit = all.every(({ nodes, shape: [n = 0] }, i) =>
      nodes.every((node, k) =>
        Math.floor(k / n) === k % n ? node === nodes[0] : (this.traces[i] as Traced).graph.valueOf(node) === 0,
      ),
    );
    if (axes.length !== 2 || size === null || size === undefined || axes[1] !== size || !isUnit)
      throw new Unsupported('an array put together element by element');
    return { axes, node: tensors.multiply(tensors.identity(size, 0, 1), value(0)) };
  }

  /** A number that is the same expression in all traces. */
  private scalar(
    nodes: readonly NodeId[],
    replaced: readonly ReadonlyMap<NodeId, NodeId>[],
    memory: Map<string, NodeId>,
  ): NodeId {
    const [first] = nodes;
    if (first === undefined || nodes.includes(undefined as never)) throw new Unsupported('an array without elements');
    const given = replaced[0]?.get(first);
    if (given !== undefined && nodes.every((node, i) => replaced[i]?.get(node) === given)) return given;
    const key = nodes.join();
    const known = memory.get(key);
    if (known !== undefined) return known;
    const made = this.newScalar(nodes, replaced, memory);
    memory.set(key, made);
    return made;
  }

  private newScalar(
    nodes: readonly NodeId[],
    replaced: readonly ReadonlyMap<NodeId, NodeId>[],
    memory: Map<string, NodeId>,
  ): NodeId {
    this.scalars += 1;
    if (this.scalars > MOST_SCALARS) throw new Unsupported('too much to read');
    const [first] = nodes as readonly [NodeId];
    const [traced] = this.traces;
    const g = traced.graph;
    const wholes = nodes.map((node, i) => this.traces[i]?.wholes?.ofScalar(node));
    const [whole] = wholes;
    if (whole && !this.open.has(whole) && !wholes.includes(undefined)) {
      const form = attempted(() => this.form(wholes as Whole[]));
      if (form) return form.node;
    }
    if (nodes.every((node, i) => (this.traces[i] as Traced).graph.isNumber(node))) return this.number(nodes);
    const ops = nodes.map((node, i) => (this.traces[i] as Traced).graph.op(node));
    if (ops.some((op) => op !== ops[0])) throw new Unsupported('expressions that differ between sizes');
    const op = g.op(first);
    if (op === Op.Symbol) {
      const { variable, index } = g.symbolOf(first);
      const atom = index.length === 0 ? this.variables.get(variable) : undefined;
      if (atom === undefined) throw new Unsupported('an element by itself');
      return this.tensors.element(atom, []);
    }
    if (op === Op.Hole || op === Op.HolePartial || (op < FIRST_FUNCTION && op > Op.Select))
      throw new Unsupported('a hole');
    if (op === Op.Constant && nodes.some((node, i) => (this.traces[i] as Traced).graph.a(node) !== g.a(first)))
      throw new Unsupported('constants that differ');
    const operands = g.operands(first);
    const made = new Map(
      operands.map((operand, k) => {
        const own = nodes.map((node, i) => (this.traces[i] as Traced).graph.operands(node)[k] as NodeId);
        return [operand, this.scalar(own, replaced, memory)] as const;
      }),
    );
    return rebuild(this.tensors.scalars, g, first, (operand) => made.get(operand) as NodeId);
  }

  /** √m, where the numbers are that. */
  private root(values: readonly number[]): NodeId {
    const squares = values.map((value) => (value > 0 ? nearbyRational(value * value) : undefined));
    if (squares.includes(undefined)) throw new Unsupported('numbers that differ');
    return make.call(this.tensors.scalars, 'sqrt', this.sizes.number(squares as Rational[]));
  }

  private number(nodes: readonly NodeId[]): NodeId {
    const [traced] = this.traces;
    const [first] = nodes as readonly [NodeId];
    const { exact, spelling, value } = traced.graph.numberOf(first);
    const all = nodes.map((node, i) => (this.traces[i] as Traced).graph.exactOf(node));
    if (!exact || all.includes(null)) {
      const values = nodes.map((node, i) => (this.traces[i] as Traced).graph.valueOf(node) as number);
      return values.every((other) => other === value) ? this.tensors.scalars.double(value) : this.root(values);
    }
    const made = this.sizes.number(all as Rational[]);
    return this.tensors.scalars.exactOf(made) && spelling !== null
      ? this.tensors.scalars.rational(exact, spelling)
      : made;
  }
}

/** A rational number with a small denominator that a double is, up to rounding. */
function nearbyRational(value: number): Rational | undefined {
  for (let denominator = 1; denominator <= LARGEST_DENOMINATOR; denominator += 1) {
    const numerator = Math.round(value * denominator);
    if (Math.abs(numerator - value * denominator) <= 1e-13 * Math.abs(value * denominator))
      return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
  }
  return undefined;
}

/** What a form without a rule leaves to another way. */
function attempted<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof Unsupported) return undefined;
    throw error;
  }
}

function wholeOf(operand: Operand, like: Whole): Whole {
  if (
    operand.kind !== 'whole' ||
    operand.operation !== like.operation ||
    operand.operands.length !== like.operands.length
  )
    throw new Unsupported('operations that differ between sizes');
  return operand;
}

const indexKind = (operand: Operand): 'all' | 'new' | 'ellipsis' | 'other' => {
  if (operand.kind === 'none') return 'new';
  if (operand.kind === 'ellipsis') return 'ellipsis';
  const isWhole =
    operand.kind === 'slice' && [operand.start, operand.stop, operand.step].every(({ kind }) => kind === 'none');
  return isWhole ? 'all' : 'other';
};

function integersOf(operand: Operand, traced: Traced): number[] {
  if (operand.kind === 'items') return operand.items.flatMap((item) => integersOf(item, traced));
  const value =
    operand.kind === 'elements' && operand.nodes.length === 1
      ? traced.graph.valueOf(operand.nodes[0] as NodeId)
      : undefined;
  if (value === undefined || !Number.isInteger(value)) throw new Unsupported('a count that is not known');
  return [value];
}

const inputOf = (traced: Traced, name: string): TracedInput => {
  const input = traced.inputs.find((candidate) => candidate.name === name);
  if (!input) throw new Unsupported('arguments that differ');
  return input;
};

/** Whether the elements are an input's, its axes in this order along the axes that are longer than 1. */
function isView(
  { nodes, shape }: Extract<Operand, { kind: 'elements' }>,
  long: readonly number[],
  order: readonly number[],
  input: TracedInput,
): boolean {
  if (long.length !== order.length || nodes.length !== input.symbols.length) return false;
  const strides = rowMajor(shape);
  const own = rowMajor(input.sizes);
  return nodes.every((node, flat) => {
    const place = order.reduce((sum, axis, k) => {
      const along = long[k] as number;
      return sum + (Math.floor(flat / (strides[along] as number)) % (shape[along] as number)) * (own[axis] as number);
    }, 0);
    return input.symbols[place] === node;
  });
}

function ordersOf(rank: number): number[][] {
  if (rank > 3) return [Array.from({ length: rank }, (_unused, axis) => axis)];
  if (rank === 0) return [[]];
  return ordersOf(rank - 1)
    .flatMap((order) =>
      Array.from({ length: rank }, (_unused, k) => [...order.slice(0, k), rank - 1, ...order.slice(k)]),
    )
    .sort((a, b) => (a.join() < b.join() ? -1 : 1));
}
