/** Arguments of a primitive by name, as the library names them. */
import type { Context } from '../context';
import { refuse } from '../context';
import { toArray, toCondition, toCount, toFullArray } from '../coercion';
import { isFalse, isTrue } from '../../calculus/conditions';
import type { Keywords } from '../functions';
import type { ArrayValue, Scalar, Value } from '../values';

/**
 * `a, axis?, *, keepdims?`: names in order; `*items` takes the rest, `?` marks what may be left out, and what stands
 * after a lone `*` is given by name only.
 */
export interface Signature {
  readonly names: readonly string[];
  /** How many may be given by position. */
  readonly positional: number;
  readonly rest: string | null;
  readonly required: ReadonlySet<string>;
}

export function signature(text: string): Signature {
  const names: string[] = [];
  const required = new Set<string>();
  let rest: string | null = null;
  let positional: number | null = null;
  for (const part of text.split(',').map((entry) => entry.trim())) {
    if (part === '') continue;
    if (part === '*') positional = names.length;
    else if (part.startsWith('*')) rest = part.slice(1);
    else if (part.endsWith('?')) names.push(part.slice(0, -1));
    else {
      names.push(part);
      required.add(part);
    }
  }
  return { names, positional: positional ?? names.length, rest, required };
}

/** Arguments that change nothing here. */
const WITHOUT_EFFECT = new Set([
  'order',
  'copy',
  'subok',
  'like',
  'casting',
  'device',
  'requires_grad',
  'check_finite',
  'overwrite_a',
  'overwrite_b',
  'optimize',
  'precision',
  'base',
]);

/** PyTorch's names of NumPy's arguments, where a function has no argument of that name itself. */
const SYNONYMS: Readonly<Record<string, string>> = {
  dim: 'axis',
  dims: 'axes',
  dim1: 'axis1',
  dim2: 'axis2',
  keepdim: 'keepdims',
  steps: 'num',
  diagonal: 'k',
  offset: 'k',
};

/** The position of an argument that PyTorch names and NumPy does not: `torch.exp(input=x)`. */
const PLACES: Readonly<Record<string, number>> = { input: 0, tensors: 0, other: 1, exponent: 1 };

function nameOfKeyword(shape: Signature, key: string): string | undefined {
  if (shape.names.includes(key)) return key;
  const synonym = Object.hasOwn(SYNONYMS, key) ? SYNONYMS[key] : undefined;
  if (synonym !== undefined && shape.names.includes(synonym)) return synonym;
  return Object.hasOwn(PLACES, key) ? shape.names[PLACES[key] as number] : undefined;
}

/** A call of a primitive, its arguments bound. */
export class Call {
  constructor(
    readonly context: Context,
    readonly name: string,
    private readonly values: ReadonlyMap<string, Value>,
    /** What `*items` took. */
    readonly rest: readonly Value[],
    readonly keywords: ReadonlyMap<string, Value>,
  ) {}

  /** The argument, `undefined` where it is left out or None. */
  optional(name: string): Value | undefined {
    const value = this.values.get(name);
    return value?.kind === 'none' ? undefined : value;
  }

  given(name: string): boolean {
    return this.values.has(name);
  }

  value(name: string): Value {
    const value = this.values.get(name);
    return value ?? refuse(this.context, `\`${this.name}\` is called without \`${name}\`.`);
  }

  array(name: string): ArrayValue {
    return toFullArray(this.context, this.value(name));
  }

  numbers(name: string): ArrayValue | Scalar {
    return toArray(this.context, this.value(name));
  }

  count(name: string): number;
  count(name: string, otherwise: number): number;
  count(name: string, otherwise?: number): number {
    const value = this.optional(name);
    if (!value && otherwise !== undefined) return otherwise;
    return toCount(this.context, value ?? this.value(name), `\`${name}\` of \`${this.name}\``);
  }

  flag(name: string, otherwise: boolean): boolean {
    const value = this.optional(name);
    if (!value) return otherwise;
    const condition = toCondition(this.context, value);
    if (isTrue(this.context.graph, condition)) return true;
    if (isFalse(this.context.graph, condition)) return false;
    return refuse(this.context, `\`${name}\` of \`${this.name}\` depends on values that are not known.`);
  }

  text(name: string): string | undefined {
    const value = this.optional(name);
    if (!value) return undefined;
    if (value.kind === 'string' && value.value !== null) return value.value;
    return refuse(this.context, `\`${name}\` of \`${this.name}\` must be a text that is known.`);
  }

  refuse(message: string): never {
    return refuse(this.context, message);
  }
}

export function bind(
  context: Context,
  name: string,
  shape: Signature,
  positional: readonly Value[],
  keywords: Keywords,
): Call {
  const values = new Map<string, Value>();
  positional.slice(0, shape.positional).forEach((value, i) => values.set(shape.names[i] as string, value));
  const rest = positional.slice(shape.positional);
  if (rest.length > 0 && shape.rest === null) refuse(context, `\`${name}\` is called with too many arguments.`);
  const others = new Map<string, Value>();
  for (const [key, value] of keywords) {
    const known = nameOfKeyword(shape, key);
    if (known !== undefined && !values.has(known)) values.set(known, value);
    else if (shape.rest !== null) others.set(key, value);
    else if (!WITHOUT_EFFECT.has(key)) refuse(context, `\`${key}\` of \`${name}\` is not understood.`);
  }
  return new Call(context, name, values, rest, others);
}

export interface Primitive {
  readonly signature: Signature;
  /** How many arrays it takes, where it works on them element by element as one of NumPy's universal functions. */
  readonly arity?: number;
  readonly run: (call: Call) => Value;
}

export const primitive = (parameters: string, run: (call: Call) => Value): Primitive => ({
  signature: signature(parameters),
  run,
});

/** A function of this many arrays that works element by element. */
export const universal = (arity: number, parameters: string, run: (call: Call) => Value): Primitive => ({
  ...primitive(parameters, run),
  arity,
});
