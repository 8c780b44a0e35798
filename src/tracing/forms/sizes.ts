/** Sizes by name, and numbers that follow from them, told by what several traces with different sizes have in common. */
import * as make from '../../calculus/construct';
import type { NodeId } from '../../calculus/graph';
import type { Rational } from '../../calculus/rational';
import type { Size, Tensors } from '../../calculus/tensor/tensors';
import { Unsupported } from '../../calculus/tensor/tensors';
import type { Traced } from '../traced';

/**
 * What the named sizes of a trace are in another one (or in itself), which may have found other names for them. Throws
 * `Unsupported` where they are not one number.
 */
export function namedSizes(
  { inputs }: Pick<Traced, 'inputs'>,
  other: Pick<Traced, 'inputs'> = { inputs },
): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { name, shape } of inputs) {
    const own = other.inputs.find((input) => input.name === name)?.sizes;
    shape.forEach((size, axis) => {
      if (typeof size !== 'string') return;
      const found = own?.[axis];
      if (found === undefined || (sizes.get(size) ?? found) !== found) throw new Unsupported('sizes that differ');
      sizes.set(size, found);
    });
  }
  return sizes;
}

interface Candidate {
  readonly values: readonly number[];
  readonly node: () => NodeId;
}

export class SizeTable {
  /** One map a trace, by the names of the first trace. */
  private readonly known: readonly ReadonlyMap<string, number>[];
  readonly names: readonly string[];

  constructor(
    private readonly tensors: Tensors,
    traces: readonly [Traced, ...Traced[]],
  ) {
    const [first] = traces;
    this.known = traces.map((traced) => namedSizes(first, traced));
    this.names = [...namedSizes(first).keys()];
  }

  private valuesOf(name: string): number[] {
    return this.known.map((sizes) => sizes.get(name) ?? NaN);
  }

  /** The size that has these values in the traces; `null` for a length of 1 everywhere, which is broadcast. */
  size(values: readonly number[]): Size | null {
    const name = this.names.find((candidate) => same(this.valuesOf(candidate), values));
    if (name !== undefined) return name;
    const [first = NaN] = values;
    if (!values.every((value) => value === first)) throw new Unsupported('a size that follows from others');
    return first === 1 ? null : first;
  }

  /** A number that has these values in the traces: itself, or a multiple of an expression of sizes (1/n, n − 1). */
  number(values: readonly Rational[]): NodeId {
    const g = this.tensors.scalars;
    const [first] = values;
    if (!first) throw new Unsupported('no number');
    if (values.every((value) => value.numerator === first.numerator && value.denominator === first.denominator))
      return g.rational(first);
    let best: { readonly size: number; readonly make: () => NodeId } | undefined;
    for (const { values: sizes, node } of this.candidates())
      for (const isInverse of [false, true]) {
        const factors = values.map((value, i) => quotient(value, sizes[i] as number, isInverse));
        const [factor] = factors;
        if (!factor || !factors.every((one) => one.top === factor.top && one.bottom === factor.bottom)) continue;
        // Of 1/n and m/6, where m·n happens to be 6 everywhere, it is the one without another number.
        const size = Math.abs(factor.top) * factor.bottom;
        if (best && best.size <= size) continue;
        const scale = (): NodeId => make.divide(g, g.integer(factor.top), g.integer(factor.bottom));
        best = {
          size,
          make: () => (isInverse ? make.divide(g, scale(), node()) : make.multiply(g, scale(), node())),
        };
      }
    if (!best) throw new Unsupported('a number that differs between sizes');
    return best.make();
  }

  private candidates(): Candidate[] {
    const { tensors } = this;
    const g = tensors.scalars;
    const single = this.names.map((name): Candidate => ({
      values: this.valuesOf(name),
      node: () => tensors.size(name),
    }));
    const shifted = single.flatMap(({ values, node }) =>
      [-1, 1].map((shift): Candidate => ({
        values: values.map((value) => value + shift),
        node: () => make.add(g, node(), g.integer(shift)),
      })),
    );
    const products = single.flatMap((a, i) =>
      single.slice(i).map((b): Candidate => ({
        values: a.values.map((value, k) => value * (b.values[k] as number)),
        node: () => make.multiply(g, a.node(), b.node()),
      })),
    );
    return [...single, ...products, ...shifted];
  }
}

const same = (a: readonly number[], b: readonly number[]): boolean => a.every((value, i) => value === b[i]);

/** value/size or value·size in lowest terms. */
function quotient(value: Rational, size: number, isInverse: boolean): { top: number; bottom: number } {
  const top = Number(value.numerator) * (isInverse ? size : 1);
  const bottom = Number(value.denominator) * (isInverse ? 1 : size);
  if (!Number.isSafeInteger(top) || !Number.isSafeInteger(bottom)) throw new Unsupported('a long number');
  const divisor = greatestCommon(Math.abs(top), bottom) || 1;
  return { top: top / divisor, bottom: bottom / divisor };
}

const greatestCommon = (a: number, b: number): number => (b === 0 ? a : greatestCommon(b, a % b));
