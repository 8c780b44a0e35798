/** The value of one typed expression: arithmetic of numbers and lists of them, nothing else. */
import type { MathNode } from 'mathjs';

/** Numbers that JSON does not have are words. */
export type TypedValue =
  | number
  | 'NaN'
  | 'Infinity'
  | '-Infinity'
  | boolean
  | string
  | readonly TypedValue[]
  | { readonly [attribute: string]: TypedValue };

/** A sentence for the person who typed, and where. */
export class PointError extends Error {
  constructor(
    message: string,
    readonly offset: number | null,
    readonly argument: string | null = null,
  ) {
    super(message);
  }
}

const constants: Readonly<Record<string, number>> = {
  pi: Math.PI,
  π: Math.PI,
  tau: 2 * Math.PI,
  τ: 2 * Math.PI,
  e: Math.E,
  inf: Infinity,
  Infinity,
  infinity: Infinity,
  nan: NaN,
  NaN,
  // Angles: 45 deg is 45 · π/180.
  deg: Math.PI / 180,
  rad: 1,
};

const functions: Readonly<Record<string, (x: number, y: number) => number>> = {
  sqrt: Math.sqrt,
  cbrt: Math.cbrt,
  exp: Math.exp,
  log: Math.log,
  log10: Math.log10,
  log2: Math.log2,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  arcsin: Math.asin,
  arccos: Math.acos,
  arctan: Math.atan,
  atan2: Math.atan2,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  abs: Math.abs,
  deg2rad: (x) => (x * Math.PI) / 180,
  radians: (x) => (x * Math.PI) / 180,
  degrees: (x) => (x * 180) / Math.PI,
};

/** Modules that a name may come from: `np.pi`, `math.sqrt(2)`. */
const modules = new Set(['np', 'numpy', 'math', 'cmath', 'jnp', 'Math', 'torch']);

/** More numbers than these nobody types. */
const MOST_ITEMS = 10_000;
const DEEPEST = 100;

export interface Surroundings {
  readonly text: string;
  /** Names that were given values before. */
  readonly names: ReadonlyMap<string, TypedValue>;
}

/** The value. Throws a PointError for everything that is not arithmetic. */
export function evaluateNode(node: MathNode, surroundings: Surroundings): TypedValue {
  return new Evaluation(surroundings).value(node, 0);
}

interface Parts {
  readonly value: unknown;
  readonly name: string;
  readonly content: MathNode;
  readonly items: readonly MathNode[];
  readonly args: readonly MathNode[];
  readonly op: string;
  readonly fn: MathNode | string;
  readonly object: MathNode;
  readonly properties: Readonly<Record<string, MathNode>>;
}

class Evaluation {
  private items = 0;

  constructor(private readonly surroundings: Surroundings) {}

  value(node: MathNode, depth: number): TypedValue {
    this.items += 1;
    if (this.items > MOST_ITEMS || depth > DEEPEST) throw new PointError('This is too long for a point.', null);
    const parts = node as unknown as Parts;
    const inner = depth + 1;
    switch (node.type) {
      case 'ConstantNode':
        return this.constant(parts.value);
      case 'ParenthesisNode':
        return this.value(parts.content, inner);
      case 'SymbolNode':
        return this.symbol(parts.name);
      case 'ArrayNode':
        return parts.items.map((item) => this.value(item, inner));
      case 'OperatorNode':
        return this.operator(parts, inner);
      case 'FunctionNode':
        return this.call(parts, inner);
      case 'AccessorNode': {
        const name = this.memberName(node);
        if (name === null) throw this.refuse(node, 'only numbers, lists and constants such as pi can stand here');
        return this.symbol(name);
      }
      case 'ObjectNode':
        return Object.fromEntries(
          Object.entries(parts.properties).map(([key, part]) => [key, this.value(part, inner)]),
        );
      default:
        throw this.refuse(node, 'only numbers, lists and constants such as pi can stand here');
    }
  }

  private constant(value: unknown): TypedValue {
    if (typeof value === 'number') return word(value);
    if (typeof value === 'boolean' || typeof value === 'string') return value;
    throw new PointError('Only numbers can stand here.', null);
  }

  private symbol(name: string): TypedValue {
    const known = this.surroundings.names.get(name);
    if (known !== undefined) return known;
    if (name === 'True' || name === 'true') return true;
    if (name === 'False' || name === 'false') return false;
    if (Object.hasOwn(constants, name)) return word(constants[name] as number);
    throw new PointError(`${name} has no value here.`, this.offsetOf(name));
  }

  private operator({ op, args }: Parts, depth: number): TypedValue {
    const values = args.map((arg) => this.value(arg, depth));
    const [a, b] = values as [TypedValue, TypedValue?];
    const numbers = (f: (x: number, y: number) => number): TypedValue => this.elementwise(f, a, b, op);
    switch (op) {
      case '+':
        return b === undefined ? a : numbers((x, y) => x + y);
      case '-':
        return b === undefined ? this.elementwise((x) => -x, a, 0, op) : numbers((x, y) => x - y);
      case '*':
      case '.*':
        return numbers((x, y) => x * y);
      case '/':
      case './':
        return numbers((x, y) => x / y);
      case '^':
      case '.^':
        return numbers((x, y) => x ** y);
      default:
        throw new PointError(`${op} is not understood in a point.`, this.offsetOf(op));
    }
  }

  /** Numbers, or a list and a number: `2 * [1, 2]`. */
  private elementwise(
    f: (x: number, y: number) => number,
    a: TypedValue,
    b: TypedValue | undefined,
    what: string,
  ): TypedValue {
    if (Array.isArray(a)) return (a as readonly TypedValue[]).map((x) => this.elementwise(f, x, b, what));
    if (Array.isArray(b)) return (b as readonly TypedValue[]).map((y) => this.elementwise(f, a, y, what));
    return word(f(this.number(a, what), this.number(b ?? 0, what)));
  }

  private number(value: TypedValue, what: string): number {
    if (typeof value === 'number') return value;
    if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return Number(value);
    throw new PointError(`${what} needs numbers.`, this.offsetOf(what));
  }

  private call({ fn, args }: Parts, depth: number): TypedValue {
    const name =
      typeof fn === 'string' ? fn : fn.type === 'SymbolNode' ? (fn as unknown as Parts).name : this.memberName(fn);
    const values = args.map((arg) => this.value(arg, depth));
    // What Python code writes around a list.
    if ((name === 'array' || name === 'asarray' || name === 'float' || name === 'tensor') && values.length === 1)
      return values[0] as TypedValue;
    const f = name !== null && Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (!f || name === null)
      throw new PointError(`The function ${name ?? String(fn)} cannot be used in a point.`, this.offsetOf(name ?? ''));
    const count = name === 'atan2' ? 2 : 1;
    if (values.length !== count)
      throw new PointError(`${name} takes ${count === 1 ? 'one value' : 'two values'}.`, this.offsetOf(name));
    return this.elementwise(f, values[0] as TypedValue, values[1], name);
  }

  /** `np.pi` as `pi`; `null` for what is no member of a known module. */
  private memberName(node: MathNode): string | null {
    const match = /^(\w+)(?:\.(\w+)|\["(\w+)"\])$/.exec(node.toString());
    return match && modules.has(match[1] as string) ? (match[2] ?? match[3] ?? null) : null;
  }

  private refuse(node: MathNode, why: string): PointError {
    const text = node.toString();
    return new PointError(`“${text.slice(0, 40)}” cannot be used in a point: ${why}.`, this.offsetOf(text));
  }

  private offsetOf(text: string): number | null {
    if (text === '') return null;
    const whole = /^[\p{L}\p{N}_]+$/u.test(text)
      ? new RegExp(`(?<![\\p{L}\\p{N}_])${text}(?![\\p{L}\\p{N}_])`, 'u')
      : null;
    const at = whole ? this.surroundings.text.search(whole) : this.surroundings.text.indexOf(text);
    return at < 0 ? null : at;
  }
}

/** A number as JSON can hold it. */
function word(value: number): TypedValue {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}
