/**
 * JavaScript for a tape. No text of the source gets into it: only slot numbers, places and numbers.
 *
 * V8 optimises a function of up to about 1,000 statements and gives up on far larger ones, which then run 45 times
 * slower: longer code is cut into several functions that hand values on in an array.
 */
import { FIRST_FUNCTION, Op } from '../calculus/operations';
import type { Tape, ValueFunction } from './tape';
import { functionOf, isCondition, Leaf } from './tape';

/** Statements of one generated function. */
const LARGEST_CHUNK = 1000;
/** Branches are written inside `?:` up to this depth; what is deeper is computed before. */
const DEEPEST_INLINE = 50;

export interface GeneratedCode {
  /** Bodies of functions of (values, out), with `functions` and `kept` bound, to be called one after another. */
  readonly bodies: readonly string[];
  readonly functions: readonly ValueFunction[];
  /** How many values are handed on in `kept`. */
  readonly keptSize: number;
}

const nativeNames = new Map<unknown, string>(
  Object.entries(Object.getOwnPropertyDescriptors(Math)).map(([name, { value }]) => [value as unknown, `Math.${name}`]),
);

const infix: Readonly<Record<number, string>> = {
  [Op.Add]: '+',
  [Op.Subtract]: '-',
  [Op.Multiply]: '*',
  [Op.Divide]: '/',
  [Op.Power]: '**',
  [Op.Less]: '<',
  [Op.LessOrEqual]: '<=',
  [Op.Equal]: '===',
  [Op.NotEqual]: '!==',
  [Op.And]: '&&',
  [Op.Or]: '||',
};

export function generate(tape: Tape): GeneratedCode {
  return new Generator(tape).generate();
}

class Generator {
  private readonly functions: ValueFunction[] = [];
  private readonly functionPlaces = new Map<ValueFunction, number>();
  /** Slots that are used once, in a branch: they are written there, and computed only if the branch is taken. */
  private readonly inlined: Uint8Array;
  private readonly chunkOf: Int32Array;
  /** How many statements the last chunk has. */
  private lastStatements = 0;
  /** Place in `kept` of slots that a later chunk needs. */
  private readonly kept = new Map<number, number>();
  /** Inputs that the function being written has read: once, since after each write to `out` they would be read again. */
  private readonly read = new Set<number>();

  constructor(private readonly tape: Tape) {
    this.inlined = inlinedSlots(tape);
    this.chunkOf = new Int32Array(tape.size).fill(-1);
  }

  generate(): GeneratedCode {
    const results = new Map<number, number[]>();
    this.tape.outputs.forEach((slot, output) => results.set(slot, [...(results.get(slot) ?? []), output]));
    const chunks = this.cut(results);
    chunks.forEach((slots, chunk) => {
      for (const slot of slots) this.keepOperands(slot, chunk);
    });
    const bodies = chunks.map((slots, chunk) => this.body(slots, chunk, results));
    // Outputs that are a number or an input as it is: with the last statements where there is room, as a call of its own
    // costs more than they do.
    const plain = [...this.tape.outputs.keys()].filter(
      (k) => this.tape.leaf[this.tape.outputs[k] as number] !== Leaf.None,
    );
    const room = LARGEST_CHUNK - this.lastStatements;
    const lines = (outputs: readonly number[]): string => outputs.map((k) => this.result(k, -1, [])).join('\n');
    if (plain.length <= room) bodies.push([bodies.pop(), lines(plain)].filter(Boolean).join('\n'));
    else {
      this.read.clear();
      for (let from = 0; from < plain.length; from += LARGEST_CHUNK)
        bodies.push(lines(plain.slice(from, from + LARGEST_CHUNK)));
    }
    return { bodies, functions: this.functions, keptSize: this.kept.size };
  }

  /** The slots that are statements, in runs that are short enough. */
  private cut(results: ReadonlyMap<number, readonly number[]>): number[][] {
    const { size, leaf, products } = this.tape;
    const chunks: number[][] = [[]];
    const inputs = new Set<number>();
    let statements = 0;
    for (let slot = 0; slot < size; slot += 1) {
      if (leaf[slot] !== Leaf.None) continue;
      const added = 1 + ((products[slot] as number) > 3 ? 4 : 0) + (results.get(slot)?.length ?? 0);
      const before = inputs.size;
      this.addInputs(slot, inputs);
      statements += added + inputs.size - before;
      if (statements > LARGEST_CHUNK) {
        chunks.push([]);
        inputs.clear();
        this.addInputs(slot, inputs);
        statements = added + inputs.size;
      }
      this.chunkOf[slot] = chunks.length - 1;
      if (!this.inlined[slot]) (chunks[chunks.length - 1] as number[]).push(slot);
    }
    this.lastStatements = statements;
    return chunks;
  }

  private addInputs(slot: number, inputs: Set<number>): void {
    const { a, b, c, leaf } = this.tape;
    for (const operand of [a[slot], b[slot], c[slot]] as number[])
      if (operand >= 0 && leaf[operand] === Leaf.Input) inputs.add(operand);
  }

  /** An inlined slot is written where it is used, whatever chunk it would have been in. */
  private keepOperands(slot: number, chunk: number): void {
    const { a, b, c, leaf } = this.tape;
    for (const operand of [a[slot], b[slot], c[slot]] as number[]) {
      if (operand < 0 || leaf[operand] !== Leaf.None) continue;
      if (this.inlined[operand]) this.keepOperands(operand, chunk);
      else if (this.chunkOf[operand] !== chunk && !this.kept.has(operand)) this.kept.set(operand, this.kept.size);
    }
  }

  private body(slots: readonly number[], chunk: number, results: ReadonlyMap<number, readonly number[]>): string {
    const lines: string[] = [];
    this.read.clear();
    for (const slot of slots) {
      lines.push(`const v${slot} = ${this.expression(slot, chunk, lines)};`);
      const place = this.kept.get(slot);
      if (place !== undefined) lines.push(`kept[${place}] = ${this.numeric(slot, `v${slot}`)};`);
      for (const output of results.get(slot) ?? []) lines.push(this.result(output, chunk, lines));
    }
    return lines.join('\n');
  }

  private result(output: number, chunk: number, lines: string[]): string {
    const slot = this.tape.outputs[output] as number;
    return `out[${output}] = ${this.numeric(slot, this.reference(slot, chunk, lines))};`;
  }

  private numeric(slot: number, text: string): string {
    return isCondition(this.tape, slot) ? `${text} ? 1 : 0` : text;
  }

  private reference(slot: number, chunk: number, lines: string[]): string {
    const { leaf, constants, a } = this.tape;
    if (leaf[slot] === Leaf.Constant) {
      if (isCondition(this.tape, slot)) return constants[slot] === 1 ? 'true' : 'false';
      return numberText(constants[slot] as number);
    }
    if (leaf[slot] === Leaf.Input) {
      if (chunk < 0) return this.read.has(slot) ? `v${slot}` : `values[${a[slot]}]`;
      if (!this.read.has(slot)) lines.push(`const v${slot} = values[${a[slot]}];`);
      this.read.add(slot);
      return `v${slot}`;
    }
    if (this.inlined[slot]) return `(${this.expression(slot, chunk, lines)})`;
    if (this.chunkOf[slot] === chunk) return `v${slot}`;
    const place = `kept[${this.kept.get(slot)}]`;
    return isCondition(this.tape, slot) ? `(${place} === 1)` : place;
  }

  private expression(slot: number, chunk: number, lines: string[]): string {
    const { op, a, b, c, products } = this.tape;
    const code = op[slot] as number;
    const [x, y, z] = [a[slot], b[slot], c[slot]].map((operand) =>
      (operand as number) < 0 ? '' : this.reference(operand as number, chunk, lines),
    ) as [string, string, string];
    if (code >= FIRST_FUNCTION)
      return `${this.functionName(functionOf(this.tape, slot).value)}(${[x, y, z].filter(Boolean).join(', ')})`;
    const n = products[slot] as number;
    if (n > 0) return this.product(slot, x, n, lines);
    if (code === Op.Negate) return `-${x}`;
    if (code === Op.Not) return `!${x}`;
    if (code === Op.Select) return `${x} ? ${y} : ${z}`;
    return `${x} ${infix[code] ?? '+'} ${y}`;
  }

  /** Powers as products, in the order of `productPower`. */
  private product(slot: number, x: string, n: number, lines: string[]): string {
    if (n === 2) return `${x} * ${x}`;
    if (n === 3) return `${x} * ${x} * ${x}`;
    if (n % 2 === 1) return `(${this.product(slot, x, n - 1, lines)}) * ${x}`;
    const half = `p${slot}_${n / 2}`;
    lines.push(`const ${half} = ${this.product(slot, x, n / 2, lines)};`);
    return `${half} * ${half}`;
  }

  private functionName(value: ValueFunction): string {
    const native = nativeNames.get(value);
    if (native !== undefined) return native;
    let place = this.functionPlaces.get(value);
    if (place === undefined) {
      place = this.functions.push(value) - 1;
      this.functionPlaces.set(value, place);
    }
    return `functions[${place}]`;
  }
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return value < 0 ? `(${value})` : String(value);
}

/** Slots that only one branch of one selection uses, directly or through others that it alone uses. */
function inlinedSlots({ size, op, a, b, c, leaf, products, outputs }: Tape): Uint8Array {
  const uses = new Uint32Array(size);
  const user = new Int32Array(size).fill(-1);
  const count = (operand: number, slot: number, times = 1): void => {
    if (operand < 0) return;
    uses[operand] = (uses[operand] as number) + times;
    user[operand] = slot;
  };
  for (let slot = 0; slot < size; slot += 1) {
    if (leaf[slot] !== Leaf.None) continue;
    // The base of a product is written several times.
    count(a[slot] as number, slot, products[slot] ? 2 : 1);
    count(b[slot] as number, slot);
    count(c[slot] as number, slot);
  }
  for (const slot of outputs) count(slot, -1, 2);
  const inlined = new Uint8Array(size);
  const depth = new Uint8Array(size);
  for (let slot = size - 1; slot >= 0; slot -= 1) {
    const by = user[slot] as number;
    // Products above the third power need statements of their own.
    if (leaf[slot] !== Leaf.None || uses[slot] !== 1 || by < 0 || (products[slot] as number) > 3) continue;
    const inBranch = op[by] === Op.Select && (b[by] === slot || c[by] === slot);
    const level = (depth[by] as number) + 1;
    if (!(inBranch || inlined[by]) || level > DEEPEST_INLINE) continue;
    inlined[slot] = 1;
    depth[slot] = level;
  }
  return inlined;
}
