/**
 * The compute graph: expressions as interned nodes in flat typed arrays.
 *
 * Invariants every sweep relies on:
 * - a node's operands have smaller ids than the node, so that ids are a topological order and a sweep is a loop;
 * - equal structure is one node (hash-consing), so that sharing is never lost and equality is `===`;
 * - the graph is binary and is never flattened or expanded: products and sums of many terms are chains.
 *
 * This class only stores. What is simplified when a node is made stands in `construct.ts`, whose functions are the way
 * to build expressions.
 */
import { FIRST_FUNCTION, Op } from './operations';
import type { Rational } from './rational';
import { fromDouble, toDouble } from './rational';

/** The number of a node in its graph. */
export type NodeId = number;

export const NONE: NodeId = -1;

export interface NumberEntry {
  /** `null` for a number without an exact value: infinities, NaN, doubles too long to be fractions. */
  readonly exact: Rational | null;
  readonly value: number;
  /** How the source spells it; `null` for a number that arithmetic made. */
  spelling: string | null;
}

/** What is known of a symbol from where it comes from. */
export interface SymbolFacts {
  readonly integer?: boolean;
  readonly positive?: boolean;
  readonly nonnegative?: boolean;
}

export interface SymbolEntry {
  /** As in the source, for people: `x[0]`, `theta`, `self.a`. */
  readonly name: string;
  /** The variable it is an element of (`x`), and the element's 0-based index; a scalar's index is empty. */
  readonly variable: string;
  readonly index: readonly number[];
  readonly facts: SymbolFacts;
}

export interface HoleEntry {
  /** The unknown function as the source names it: `model.predict`. */
  readonly name: string;
  /** Which of its outputs, where it has several; `null` otherwise. */
  readonly output: string | null;
}

const INITIAL_CAPACITY = 256;

/** Integers up to this size are found without a key. */
const LARGEST_SMALL = 1024;

/** Nodes are spread this far (a mask) around the place of their latest operand, and looked for in so many places there. */
const SPREAD = 15;
const NEAR = 8;

function hash(op: number, a: number, b: number, c: number): number {
  let h = Math.imul(op + 1, 0x9e3779b1) ^ Math.imul(a + 1, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35) ^ Math.imul(b + 1, 0x27d4eb2f) ^ Math.imul(c + 1, 0x165667b1);
  h = Math.imul(h ^ (h >>> 13), 0x9e3779b1);
  return h ^ (h >>> 16);
}

/** Ids below this fit into one key, two of them and a code. */
const LARGEST_KEYED = 2 ** 22;

const resultKey = (op: number, a: NodeId, b: NodeId): number => (op * LARGEST_KEYED + a + 1) * LARGEST_KEYED + b + 1;

/** Of two entries with the same double: whether both are exact and equal, or both are that double. */
const isSameNumber = (a: Rational | null, b: Rational | null): boolean =>
  a === null || b === null ? a === b : a.numerator === b.numerator && a.denominator === b.denominator;

export class Graph {
  private ops = new Uint8Array(INITIAL_CAPACITY);
  private as = new Int32Array(INITIAL_CAPACITY);
  private bs = new Int32Array(INITIAL_CAPACITY);
  private cs = new Int32Array(INITIAL_CAPACITY);
  private table = new Int32Array(INITIAL_CAPACITY * 4).fill(NONE);
  private count = 0;

  readonly numbers: NumberEntry[] = [];
  readonly symbols: SymbolEntry[] = [];
  readonly holes: HoleEntry[] = [];
  /** Numbers by their doubles; those that share one are linked by `sameDouble`. */
  private readonly numberIds = new Map<number, NodeId>();
  private readonly sameDouble = new Map<NodeId, NodeId>();
  private readonly smallIntegers = new Int32Array(2 * LARGEST_SMALL + 1).fill(NONE);
  private readonly holeIds = new Map<string, number>();
  private readonly results = new Map<number, NodeId>();

  /** What the user called a node (`ds`), where a local variable's value is that node. */
  readonly names = new Map<NodeId, string>();
  /** Where in the source a node comes from: offsets, several where equal expressions stand in several places. */
  readonly spans = new Map<NodeId, { start: number; end: number }[]>();
  /**
   * What rules took for granted (`x ≠ 0` after `x/x` became 1), as condition nodes: where one does not hold, an
   * expression made in this graph is not what it stands for.
   */
  readonly assumptions = new Set<NodeId>();
  /** Expressions that a rule dropped (0·u), with the condition under which they were needed: see `guard`. */
  readonly dropped = new Map<NodeId, NodeId | null>();
  /** The condition under which what is being built is needed (`guards.ts`); `null` for always. */
  guard: NodeId | null = null;
  /**
   * Whether what is being built are derivatives: what does not depend on an input there has the derivative 0, whatever
   * the other factors are. In a function itself, 0 times what is not defined is not defined.
   */
  zerosWin = false;
  /** Whether there is a selection at all: without one, nothing has branches to look for. */
  hasSelections = false;

  get size(): number {
    return this.count;
  }

  op(id: NodeId): number {
    return this.ops[id] as number;
  }

  a(id: NodeId): NodeId {
    return this.as[id] as number;
  }

  b(id: NodeId): NodeId {
    return this.bs[id] as number;
  }

  c(id: NodeId): NodeId {
    return this.cs[id] as number;
  }

  /** The raw columns, for sweeps that run over the whole graph. They are replaced when the graph grows: do not keep. */
  columns(): { op: Uint8Array; a: Int32Array; b: Int32Array; c: Int32Array } {
    return { op: this.ops, a: this.as, b: this.bs, c: this.cs };
  }

  /** The node with these parts: the one that is there, or a new one. Applies no rules. */
  intern(op: number, a: NodeId, b: NodeId = NONE, c: NodeId = NONE): NodeId {
    const place = this.find(op, a, b, c);
    if (place >= 0) return this.table[place] as number;
    const id = this.append(op, a, b, c);
    if (op === Op.Select) this.hasSelections = true;
    if (this.count * 2 > this.table.length) this.rehash();
    else this.table[~place] = id;
    return id;
  }

  /**
   * The place of a node in the table; the complement of the free place for it where there is none. With `isNew`, it is
   * known not to be there.
   *
   * A node is looked for near the place of its latest operand at first: what is made one after another then lies close
   * together in memory, which a large graph's speed depends on. Where that place is crowded, it may be anywhere.
   */
  private find(op: number, a: NodeId, b: NodeId, c: NodeId, isNew = false): number {
    const { table, ops, as, bs, cs } = this;
    const mask = table.length - 1;
    const mixed = hash(op, a, b, c);
    const latest = a > b ? (a > c ? a : c) : b > c ? b : c;
    let slot = (2 * latest + (mixed & SPREAD)) & mask;
    for (let tried = 0; ; tried += 1) {
      if (tried === NEAR) slot = (mixed >>> 5) & mask;
      const id = table[slot] as number;
      if (id === NONE) return ~slot;
      if (!isNew && as[id] === a && bs[id] === b && ops[id] === op && cs[id] === c) return slot;
      slot = (slot + 1) & mask;
    }
  }

  /** A new symbol: two calls give two symbols, whatever their names. */
  symbol(name: string, options: Partial<Omit<SymbolEntry, 'name'>> = {}): NodeId {
    const { variable = name, index = [], facts = {} } = options;
    this.symbols.push({ name, variable, index, facts });
    return this.intern(Op.Symbol, this.symbols.length - 1);
  }

  /** The number, exact. The first spelling that a number comes with is kept. */
  rational(exact: Rational, spelling: string | null = null): NodeId {
    if (exact.denominator === 1n && exact.numerator >= -1024n && exact.numerator <= 1024n)
      return this.integer(Number(exact.numerator), spelling);
    return this.addNumber({ exact, value: toDouble(exact), spelling });
  }

  /** A safe integer. */
  integer(value: number, spelling: string | null = null): NodeId {
    const isSmall = value <= LARGEST_SMALL && value >= -LARGEST_SMALL;
    const known = isSmall ? (this.smallIntegers[value + LARGEST_SMALL] as number) : NONE;
    if (known !== NONE) {
      if (spelling !== null) this.numberOf(known).spelling ??= spelling;
      return known;
    }
    const exact = { numerator: BigInt(value), denominator: 1n };
    const id = this.addNumber({ exact, value: value + 0, spelling });
    if (isSmall) this.smallIntegers[value + LARGEST_SMALL] = id;
    return id;
  }

  /** A double as it is: exact where it is finite. −0 is 0. */
  double(value: number): NodeId {
    if (Number.isSafeInteger(value)) return this.integer(value + 0);
    if (!Number.isFinite(value)) return this.addNumber({ exact: null, value, spelling: null });
    if (Math.abs(value) > 1e-30 && Math.abs(value) < 1e30) return this.rational(fromDouble(value));
    return this.addNumber({ exact: null, value, spelling: null });
  }

  /** The number's entry; the node must be a number. */
  numberOf(id: NodeId): NumberEntry {
    return this.numbers[this.a(id)] as NumberEntry;
  }

  /** The number's value; `undefined` for a node that is no number. */
  valueOf(id: NodeId): number | undefined {
    return this.ops[id] === Op.Number ? this.numberOf(id).value : undefined;
  }

  /** The number's exact value; `null` for a node that is no number or has none. */
  exactOf(id: NodeId): Rational | null {
    return this.ops[id] === Op.Number ? this.numberOf(id).exact : null;
  }

  symbolOf(id: NodeId): SymbolEntry {
    return this.symbols[this.a(id)] as SymbolEntry;
  }

  holeOf(id: NodeId): HoleEntry {
    return this.holes[this.a(id)] as HoleEntry;
  }

  /** What an operation on two numbers gave before; NONE where it is not known, or may be spelt better by now. */
  knownResult(op: number, a: NodeId, b: NodeId): NodeId {
    const known = this.results.get(resultKey(op, a, b)) ?? NONE;
    if (known === NONE || this.numberOf(known).spelling !== null) return known;
    const plain = this.numberOf(a).spelling === null && (b === NONE || this.numberOf(b).spelling === null);
    return plain ? known : NONE;
  }

  /** Remembers it. Returns the result. */
  rememberResult(op: number, a: NodeId, b: NodeId, result: NodeId): NodeId {
    if (a < LARGEST_KEYED && b < LARGEST_KEYED) this.results.set(resultKey(op, a, b), result);
    return result;
  }

  isNumber(id: NodeId): boolean {
    return this.ops[id] === Op.Number;
  }

  isCondition(id: NodeId): boolean {
    const op = this.op(id);
    return op >= Op.Less && op <= Op.False;
  }

  /** An unknown function's value or partial derivative. */
  isHole(id: NodeId): boolean {
    const op = this.op(id);
    return op === Op.Hole || op === Op.HolePartial;
  }

  isFunction(id: NodeId): boolean {
    return this.op(id) >= FIRST_FUNCTION;
  }

  /** An unknown function's value: the same name, output and arguments are the same node. */
  hole(name: string, args: readonly NodeId[], output: string | null = null): NodeId {
    return this.intern(Op.Hole, this.holeIndex(name, output), this.list(args));
  }

  /**
   * ∂hole/∂(its argument number `argument`), as a symbol of its own. Of a partial derivative it is the second one: the
   * partial derivative of an unknown function that is called ∂₁g; the order of differentiation does not matter.
   */
  holePartial(hole: NodeId, argument: number): NodeId {
    if (this.op(hole) === Op.Hole) return this.intern(Op.HolePartial, this.a(hole), this.b(hole), argument);
    const [first, second] = [Math.min(this.c(hole), argument), Math.max(this.c(hole), argument)];
    const { name, output } = this.holeOf(hole);
    const place = [...String(first + 1)].map((digit) => String.fromCodePoint(0x2080 + Number(digit))).join('');
    return this.intern(Op.HolePartial, this.holeIndex(`∂${place}${name}`, output), this.b(hole), second);
  }

  /** A hole's or hole partial's arguments. */
  argumentsOf(id: NodeId): NodeId[] {
    const args: NodeId[] = [];
    for (let cell = this.b(id); cell !== NONE; cell = this.b(cell)) args.push(this.a(cell));
    return args;
  }

  /**
   * The operands that are values (not table places), in order. Leaves have none. For a hole, its arguments.
   */
  operands(id: NodeId): NodeId[] {
    const op = this.op(id);
    if (op <= Op.Symbol || op === Op.True || op === Op.False) return [];
    if (op === Op.Hole || op === Op.HolePartial) return this.argumentsOf(id);
    if (op === Op.Cell) return this.b(id) === NONE ? [this.a(id)] : [this.a(id), this.b(id)];
    const [a, b, c] = [this.a(id), this.b(id), this.c(id)];
    return c !== NONE ? [a, b, c] : b !== NONE ? [a, b] : a !== NONE ? [a] : [];
  }

  addSpan(id: NodeId, start: number, end: number): void {
    const spans = this.spans.get(id);
    if (!spans) this.spans.set(id, [{ start, end }]);
    else if (spans.length < 16 && !spans.some((s) => s.start === start && s.end === end)) spans.push({ start, end });
  }

  private list(args: readonly NodeId[]): NodeId {
    let cell = NONE;
    for (let i = args.length - 1; i >= 0; i -= 1) cell = this.intern(Op.Cell, args[i] as number, cell);
    return cell;
  }

  private holeIndex(name: string, output: string | null): number {
    const key = `${name}\u0000${output ?? ''}`;
    let index = this.holeIds.get(key);
    if (index === undefined) {
      index = this.holes.push({ name, output }) - 1;
      this.holeIds.set(key, index);
    }
    return index;
  }

  private addNumber(entry: NumberEntry): NodeId {
    const first = this.numberIds.get(entry.value) ?? NONE;
    for (let known = first; known !== NONE; known = this.sameDouble.get(known) ?? NONE) {
      if (!isSameNumber(this.numberOf(known).exact, entry.exact)) continue;
      if (entry.spelling !== null) this.numberOf(known).spelling ??= entry.spelling;
      return known;
    }
    this.numbers.push(entry);
    const id = this.intern(Op.Number, this.numbers.length - 1);
    if (first !== NONE) this.sameDouble.set(id, first);
    this.numberIds.set(entry.value, id);
    return id;
  }

  private append(op: number, a: NodeId, b: NodeId, c: NodeId): NodeId {
    if (this.count === this.ops.length) {
      const grow = <T extends Uint8Array | Int32Array>(old: T, fresh: T): T => (fresh.set(old), fresh);
      const capacity = this.count * 2;
      this.ops = grow(this.ops, new Uint8Array(capacity));
      this.as = grow(this.as, new Int32Array(capacity));
      this.bs = grow(this.bs, new Int32Array(capacity));
      this.cs = grow(this.cs, new Int32Array(capacity));
    }
    const id = this.count;
    this.ops[id] = op;
    this.as[id] = a;
    this.bs[id] = b;
    this.cs[id] = c;
    this.count += 1;
    return id;
  }

  private rehash(): void {
    this.table = new Int32Array(this.table.length * 2).fill(NONE);
    const { count, ops, as, bs, cs } = this;
    for (let id = 0; id < count; id += 1) {
      const place = this.find(ops[id] as number, as[id] as number, bs[id] as number, cs[id] as number, true);
      this.table[~place] = id;
    }
  }
}
