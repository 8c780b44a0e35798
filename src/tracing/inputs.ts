/** The function's arguments (and attributes, and unknown constants) as symbols, in the shapes known so far. */
import type { Graph, NodeId } from '../calculus/graph';
import type { Span } from '../languages/source';
import { freshArray, rowMajor, sizeOf } from './arrays';
import { leavesOf } from './constants';
import { parameterOf, pathText } from './parts';
import type { Path } from './parts';
import { Demand } from './refusal';
import type { Change } from './refusal';
import type { ShapeBook } from './shapes';
import type { TracedInput } from './traced';
import { DictionaryObject, list, RecordObject, scalar, text, tuple } from './values';
import type { ArrayValue, ScalarType, Value } from './values';

/** One symbol an element, named as the source would: `x`, `x[0]`, `A[0, 1]`. */
export function symbolsFor(g: Graph, name: string, sizes: readonly number[]): NodeId[] {
  if (sizes.length === 0) return [g.symbol(name)];
  const strides = rowMajor(sizes);
  return Array.from({ length: sizeOf(sizes) }, (_unused, flat) => {
    const index = sizes.map((size, axis) => Math.floor(flat / (strides[axis] as number)) % size);
    return g.symbol(`${name}[${index.join(', ')}]`, { variable: name, index });
  });
}

/** The elements as a list, of lists where there are several axes. */
function nested(elements: readonly NodeId[], [size, ...inner]: readonly number[]): Value {
  if (size === undefined) return scalar(elements[0] as NodeId);
  const each = sizeOf(inner);
  return list(Array.from({ length: size }, (_unused, i) => nested(elements.slice(i * each, (i + 1) * each), inner)));
}

/** Of layers and the like, whose number nothing tells. */
const SHOWN_ITEMS = 2;

/** Classes that samples are shown to be of. */
const SHOWN_LABELS = 2;

const isCapital = (name: string): boolean => /^[A-Z]/.test(name.split('.').at(-1) ?? name);

export class Inputs {
  /** In the order in which they are made: arguments first. */
  private readonly made = new Map<string, { value: Value; traced: TracedInput | null }>();
  private readonly owners = new Map<NodeId, string>();
  /** Vectors that are factors of matrix products. */
  private readonly factors = { left: new Set<string>(), right: new Set<string>() };

  constructor(
    private readonly graph: Graph,
    readonly book: ShapeBook,
    private readonly argumentNames: ReadonlySet<string>,
    private readonly withDefault: ReadonlySet<string>,
  ) {}

  /** The inputs that have symbols or stand for a fixed value; parts of an argument in its place. */
  get traced(): TracedInput[] {
    const order = [...this.argumentNames];
    const place = (input: TracedInput): number => {
      const at = order.indexOf(parameterOf(input));
      return at < 0 ? order.length : at;
    };
    const all = [...this.made.values()].flatMap(({ traced }) => (traced ? [traced] : []));
    return all.some(({ path }) => path) ? all.sort((a, b) => place(a) - place(b)) : all;
  }

  /** Notes an argument that is a constant in this trace. */
  fix(name: string, value: Value, isAttribute = false, told: Pick<TracedInput, 'count' | 'labels'> = {}): Value {
    const hasDefault = this.withDefault.has(name);
    const traced = { name, sizes: [], shape: [], symbols: [], numeric: false, isAttribute, hasDefault, ...told };
    this.made.set(name, { value, traced });
    return value;
  }

  /** The input of this name, made of symbols the first time. */
  symbolic(name: string, isAttribute: boolean, path?: Path): Value {
    const known = this.made.get(name);
    if (known) return known.value;
    const state = this.book.stateOf(name);
    const called = path && this.book.calledWith.get(pathText(path));
    if (called && state.rank === null && state.role === 'number') this.book.fix(name, called, false);
    if (state.role === 'dictionary') return this.container(name, this.dictionary(name, isAttribute, path));
    if (state.role === 'parts') return this.container(name, this.parts(name, isAttribute, path));
    if (state.role === 'record') return this.container(name, this.record(name, isAttribute));
    if (state.role === 'function')
      return this.container(name, {
        kind: 'opaque',
        name,
        reason: { message: `\`${name}\` is a function that is given as an argument.`, span: state.span },
      });
    const { graph } = this;
    if (state.role === 'text') {
      this.book.notes.add(`shown for ${name} = '${state.text ?? ''}'`);
      return this.fix(name, text(state.text ?? null), isAttribute);
    }
    if (state.role === 'count') {
      const shown = this.book.shownFor[name];
      const count = typeof shown === 'number' ? shown : (state.count ?? 3);
      this.book.notes.add(`shown for ${name} = ${count}`);
      return this.fix(name, scalar(graph.integer(count), 'int'), isAttribute, { count });
    }
    const sizes = this.book.sizesOf(name);
    if (state.role === 'labels') return this.labels(name, sizes, isAttribute);
    const symbols = symbolsFor(graph, name, sizes);
    for (const symbol of symbols) this.owners.set(symbol, name);
    const value =
      state.rank === null || state.rank === 0
        ? scalar(symbols[0] as NodeId)
        : state.isList
          ? nested(symbols, sizes)
          : this.array(name, symbols, sizes);
    const hasDefault = this.withDefault.has(name);
    const shape = this.book.shapeOf(name);
    const traced = { name, ...(path && { path }), sizes, shape, symbols, numeric: true, isAttribute, hasDefault };
    this.made.set(name, { value, traced });
    return value;
  }

  /** Classes of samples, of which there are two at least: 0, 1, 0, … */
  private labels(name: string, sizes: readonly number[], isAttribute: boolean): Value {
    const shown = this.book.shownFor[name];
    const labels =
      typeof shown === 'object' && shown.length === sizeOf(sizes)
        ? shown
        : Array.from({ length: sizeOf(sizes) }, (_unused, i) => i % SHOWN_LABELS);
    this.book.notes.add(`shown for ${name} = [${labels.slice(0, 6).join(', ')}${labels.length > 6 ? ', …' : ''}]`);
    const nodes = labels.map((label) => this.graph.integer(label));
    const shape = this.book.shapeOf(name);
    return this.fix(name, this.array(name, nodes, sizes, 'int'), isAttribute, { labels: { sizes, shape } });
  }

  private array(
    name: string,
    nodes: readonly NodeId[],
    sizes: readonly number[],
    type: ScalarType = 'float',
  ): ArrayValue {
    const axes = sizes.map((_size, axis) => axis);
    const isMatrix = sizes.length === 2 && this.book.stateOf(name).isMatrix === true;
    const array = { ...freshArray([...nodes], sizes, type), source: { input: name, axes } };
    return isMatrix ? { ...array, isMatrix } : array;
  }

  private container(name: string, value: Value): Value {
    this.made.set(name, { value, traced: null });
    return value;
  }

  private dictionary(name: string, isAttribute: boolean, path: Path = [name]): Value {
    const object = new DictionaryObject(new Map());
    object.missing = (key) => {
      const word = /^'(.*)'$/.exec(key)?.[1];
      const step = word ?? (/^\d+$/.test(key) ? Number(key) : undefined);
      const plain = `${name}[${key}]`;
      const isAnothers = (other: string): boolean => other !== plain && (other === word || other.endsWith(`[${key}]`));
      // What would be shown by the same word is shown in full.
      const isTaken = word !== undefined && [...this.argumentNames, ...this.made.keys()].some(isAnothers);
      const own = isTaken && !this.made.has(plain) ? `${name}["${word}"]` : plain;
      return this.symbolic(own, isAttribute, step === undefined ? undefined : [...path, step]);
    };
    return { kind: 'dictionary', object };
  }

  /** `W, b = params`: a tuple of inputs that are called what the source calls them, where that tells them apart. */
  private parts(name: string, isAttribute: boolean, path: Path = [name]): Value {
    const { parts = [], partsOfItems } = this.book.stateOf(name);
    const own = (part: string): string | undefined =>
      isAttribute || this.argumentNames.has(part) || this.made.has(part) ? undefined : part;
    const part = (local: string, at: Path): Value => this.symbolic(own(local) ?? pathText(at), isAttribute, at);
    if (!partsOfItems) return tuple(parts.map((local, i) => part(local, [...path, i])));
    this.book.notes.add(`shown for ${SHOWN_ITEMS} items of ${name}`);
    const items = Array.from({ length: SHOWN_ITEMS }, (_unused, item) =>
      tuple(partsOfItems.map((local, i) => part(`${local}${item}`, [...path, item, i]))),
    );
    return list(items);
  }

  private record(name: string, isAttribute: boolean): Value {
    const object = new RecordObject('', null);
    // An argument that is taken apart has no name of its own: `{x, y}`.
    const label = (attribute: string): string => (name.startsWith('{') ? attribute : `${name}.${attribute}`);
    object.missing = (attribute) => this.symbolic(label(attribute), isAttribute);
    // In the order of the source, whatever the body reads first.
    for (const field of this.book.stateOf(name).fields ?? []) this.symbolic(label(field), isAttribute);
    return { kind: 'record', object };
  }

  /** A global's name among the inputs: told apart from an argument of the same name. */
  nameOfGlobal(name: string): string {
    return this.argumentNames.has(name) ? `${name} (global)` : name;
  }

  ownerOf(symbol: NodeId): string | undefined {
    return this.owners.get(symbol);
  }

  /** The symbols of an input's elements, in order. */
  symbolsOf(name: string): readonly NodeId[] {
    return this.made.get(name)?.traced?.symbols ?? [];
  }

  /** The input that the value is, or is a view of. */
  inputBehind(value: Value): string | undefined {
    if (value.kind === 'scalar') return this.owners.get(value.node);
    return value.kind === 'array' ? value.source?.input : undefined;
  }

  /** Starts the trace again with the changes to an input behind these nodes; returns if there is none that can change. */
  demand(nodes: readonly NodeId[], changes: readonly Change[], span: Span): void {
    const leaves = new Map<string, number>();
    for (const leaf of leavesOf(this.graph, nodes)) {
      const name = this.owners.get(leaf);
      if (name !== undefined) leaves.set(name, (leaves.get(name) ?? 0) + 1);
    }
    // Of `x - X` that must be a matrix, X is it.
    const isMatrix = changes.some((change) => change.kind === 'rank' && change.rank >= 2);
    const capitals = (name: string): number => Number(isMatrix && isCapital(name));
    const scalars = (name: string): number => Number(this.book.stateOf(name).likelyScalar === true);
    const ordered = [...leaves].sort(([p], [q]) => scalars(p) - scalars(q) || capitals(q) - capitals(p));
    for (const [name, count] of ordered) this.demandOfElement(name, this.ofWhole(name, count, changes), span, count);
  }

  /** Notes an argument that is a vector and is multiplied as one, of a matrix or of another vector. */
  noteFactor(value: ArrayValue, side: 'left' | 'right'): void {
    const name = this.wholeInput(value);
    if (name !== undefined) this.factors[side].add(name);
  }

  /**
   * What is combined with others as a whole broadcasts: another axis comes before those that it has. Of the w of `x @ w`
   * it comes after the one that is summed over.
   */
  private ofWhole(name: string, count: number, changes: readonly Change[]): readonly Change[] {
    const [size, ...others] = this.book.sizesOf(name);
    if (size !== count || others.length > 0) return changes;
    if (this.factors.right.has(name) && !this.factors.left.has(name)) return changes;
    return changes.map((change) => (change.kind === 'rank' ? { ...change, leading: true } : change));
  }

  /** Changes an input because of some of its elements, one if nothing else is said; returns if it cannot be changed. */
  demandOfElement(name: string, changes: readonly Change[], span: Span, count = 1): void {
    if (!this.book.allows(name, changes)) return;
    throw new Demand([name], this.isOfParts(name, count, changes) ? [{ kind: 'parts' }] : changes, span);
  }

  /** Whether what must have more axes is one of the names that an argument is unpacked into: then it is no array. */
  private isOfParts(name: string, count: number, changes: readonly Change[]): boolean {
    const { rank, parts, partsOfItems } = this.book.stateOf(name);
    const size = (partsOfItems ?? parts)?.length ?? 0;
    const raises = changes.some((change) => change.kind === 'rank' && change.rank > (rank ?? 0));
    return raises && count < size && rank === (partsOfItems ? 2 : 1) && this.book.allows(name, [{ kind: 'parts' }]);
  }

  /** Notes the names that an argument (a vector so far), or each row of it, is unpacked into. */
  noteParts(value: Value, names: readonly string[]): void {
    if (value.kind !== 'array' || !value.source || value.shape.length !== 1) return;
    const state = this.book.stateOf(value.source.input);
    if (state.rank === 1 && this.wholeInput(value) !== undefined) state.parts ??= names;
    const isRow = state.rank === 2 && value.source.axes.length === 1 && value.source.axes[0] === 1;
    if (isRow && value.shape[0] === names.length) state.partsOfItems ??= names;
  }

  /** Starts the trace again with the changes to those of the inputs that can change; returns if none can. */
  demandTogether(names: readonly string[], changes: readonly Change[], span: Span): void {
    const changing = names.filter((name) => this.book.allows(name, changes));
    if (changing.length > 0) throw new Demand(changing, changes, span);
  }

  /** The input that the value is as a whole, where it is an array. */
  wholeInput(value: Value): string | undefined {
    if (value.kind !== 'array' || !value.source) return undefined;
    const { input, axes } = value.source;
    const sizes = this.book.sizesOf(input);
    const isWhole =
      value.offset === 0 &&
      axes.length === sizes.length &&
      axes.every((axis, i) => axis === i && value.shape[i] === sizes[i]) &&
      value.strides.join() === rowMajor(sizes).join() &&
      value.buffer.nodes.every((node) => this.owners.get(node) === input);
    return isWhole ? input : undefined;
  }

  /** Whether an axis of a view has a lower bound of its size only. */
  isOpen(value: Value): boolean {
    if (value.kind !== 'array' || !value.source) return false;
    const { input, axes } = value.source;
    const state = this.book.stateOf(input);
    return axes.some((axis) => state.axes[axis]?.kind === 'atLeast');
  }

  /**
   * Starts the trace again with fewer elements along the longest axis that nothing fixes; returns if there is none.
   *
   * @param ofAny else of what is known to move over something larger
   */
  demandSmaller(ofAny: boolean, span: Span): void {
    const axes = [...this.made.values()].flatMap(({ traced }) =>
      traced ? traced.sizes.map((size, axis) => ({ name: traced.name, axis, size })) : [],
    );
    for (const { name, axis } of axes.sort((p, q) => q.size - p.size))
      if (ofAny || this.book.stateOf(name).isWindow) this.demandByName(name, [{ kind: 'smaller', axis }], span);
  }

  demandByName(name: string, changes: readonly Change[], span: Span): void {
    if (this.book.allows(name, changes)) throw new Demand([name], changes, span);
  }
}
