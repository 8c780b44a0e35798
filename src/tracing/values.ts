/** What a program's names are bound to while it is traced. */
import type { NodeId } from '../calculus/graph';
import type { ClassDefinition, FunctionDefinition } from '../languages/program';
import type { Reason, Span } from '../languages/source';
import { nextSerial } from './heap';
import type { Mutable } from './heap';
import { Refusal } from './refusal';
import type { Scope } from './scope';

/** `bool` scalars hold a condition node, the others a number node. */
export type ScalarType = 'bool' | 'int' | 'float';

export interface Scalar {
  readonly kind: 'scalar';
  readonly node: NodeId;
  readonly type: ScalarType;
  /** The expression that made it. */
  readonly span?: Span;
  /** The input that has so many rows: `x.shape[0]`. */
  readonly rowsOf?: string;
}

/** What arrays, lists and dictionaries have in common. */
export abstract class Container {
  readonly serial = nextSerial();
  /** Others that are this one under some condition, since a name was bound to the one or the other in a branch. */
  readonly partners: Container[] = [];
  /** Under some condition a write to a partner was a write to this one. */
  isWrittenElsewhere = false;
}

/** The elements of one or several arrays, as NumPy's memory: views share it. */
export class ElementBuffer extends Container implements Mutable {
  constructor(
    readonly nodes: NodeId[],
    readonly spans: (Span | undefined)[] = [],
  ) {
    super();
  }

  get(index: string | number): unknown {
    return { node: this.nodes[index as number], span: this.spans[index as number] };
  }

  set(index: string | number, element: unknown): void {
    const { node, span } = element as { node: NodeId; span: Span | undefined };
    this.nodes[index as number] = node;
    this.spans[index as number] = span;
  }
}

/** A view: element (i, j, …) is at `offset + i·strides[0] + j·strides[1] + …` of the buffer. */
export interface ArrayValue {
  readonly kind: 'array';
  readonly buffer: ElementBuffer;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
  readonly type: ScalarType;
  /** The input that this is a view of, and which of the input's axes each axis is (−1: none). */
  readonly source?: { readonly input: string; readonly axes: readonly number[] };
  /** NumPy's `matrix` (`matrices.ts`): it has two axes. */
  readonly isMatrix?: true;
}

/** A complex number, or an array of them: real parts and imaginary parts, of one shape. */
export interface Complex {
  readonly kind: 'complex';
  readonly real: ArrayValue | Scalar;
  readonly imaginary: ArrayValue | Scalar;
}

/** Elements of an array where a condition holds that is not known: as many as the condition happens to pick. */
export interface MaskedValue {
  readonly kind: 'masked';
  /** Every element, picked or not. */
  readonly elements: ArrayValue;
  readonly mask: ArrayValue;
}

export interface Tuple {
  readonly kind: 'tuple';
  readonly items: readonly Value[];
  /** Names of the items, where the source gives some: for `return value, gradient`. */
  readonly names?: readonly string[];
  /** The array whose shape it is: reading a size that it does not have tells the array's rank. */
  readonly shapeOf?: ArrayValue;
  /** How many sizes before these are left out of it: 2 of `x.shape[2:]`. */
  readonly sizesBefore?: number;
}

export class ListObject extends Container implements Mutable {
  /**
   * @param content a reason where the two sides of a branch left lists of different lengths.
   * @param isIterator what is read once, and gone then: a generator, `zip`, `map`, `iter`.
   */
  constructor(
    private content: readonly Value[] | Reason,
    readonly isIterator = false,
  ) {
    super();
  }

  /** Throws a Refusal where it is not known how many there are. */
  get items(): readonly Value[] {
    if ('message' in this.content) throw new Refusal(this.content);
    return this.content;
  }

  get(): unknown {
    return this.content;
  }

  set(_key: string | number, content: unknown): void {
    this.content = content as readonly Value[] | Reason;
  }
}

export interface List {
  readonly kind: 'list';
  readonly object: ListObject;
}

export interface DictionaryEntry {
  readonly key: Value;
  readonly value: Value;
}

export class DictionaryObject extends Container implements Mutable {
  /** What an argument without a known content gives for a key that it does not have yet. */
  missing: ((key: string) => Value) | null = null;

  constructor(public entries: ReadonlyMap<string, DictionaryEntry>) {
    super();
  }

  get(): unknown {
    return this.entries;
  }

  set(_key: string | number, entries: unknown): void {
    this.entries = entries as ReadonlyMap<string, DictionaryEntry>;
  }
}

export interface Dictionary {
  readonly kind: 'dictionary';
  readonly object: DictionaryObject;
}

/** The slot in which the heap notes that an object has been made; no attribute has such a name. */
export const MADE = ' made';

/** An instance of a class (`self`), or something with attributes that are not known. */
export class RecordObject implements Mutable {
  readonly serial = nextSerial();
  readonly attributes = new Map<string, Value>();
  /** The value of an attribute that nothing in the trace has set. */
  missing: ((name: string) => Value | undefined) | null = null;
  /** Why nothing can be set on it: it is one of two objects, whichever a condition picks. */
  frozen: Reason | null = null;

  constructor(
    readonly className: string,
    readonly definition: ClassValue | null,
  ) {}

  get(name: string | number): unknown {
    return this.attributes.get(String(name));
  }

  set(name: string | number, value: unknown): void {
    if (name === MADE) return;
    if (value === undefined) this.attributes.delete(String(name));
    else this.attributes.set(String(name), value as Value);
  }
}

export interface RecordValue {
  readonly kind: 'record';
  readonly object: RecordObject;
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly definition: FunctionDefinition;
  /** The scope that it was defined in. */
  readonly scope: Scope;
  /** The class that it is a method of: where `super()` starts. */
  readonly owner: ClassValue | null;
  /** Values of the defaults, evaluated where the function was defined. */
  readonly defaults: ReadonlyMap<string, Value>;
  /** An unknown decorator: calls are holes. */
  readonly opaque: Reason | null;
}

/** A function with its first arguments filled in: methods, `functools.partial`. */
export interface Bound {
  readonly kind: 'bound';
  readonly callee: Value;
  readonly positional: readonly Value[];
  readonly keywords: readonly (readonly [string, Value])[];
}

export interface ClassValue {
  readonly kind: 'class';
  readonly name: string;
  readonly definition: ClassDefinition;
  readonly scope: Scope;
}

/** A primitive of `primitives/`, under the name that the source calls it by. */
export interface Builtin {
  readonly kind: 'builtin';
  readonly primitive: string;
  readonly name: string;
}

export interface Module {
  readonly kind: 'module';
  readonly path: string;
  /** The names of a file of the workspace. */
  readonly scope?: Scope;
}

/** A function of which only the name is known. */
export interface Opaque {
  readonly kind: 'opaque';
  readonly name: string;
  readonly reason: Reason;
}

/** `super()` */
export interface Super {
  readonly kind: 'super';
  readonly self: Value;
  readonly owner: ClassValue;
}

/** None where a condition does not hold: using it as anything else raises there. */
export interface Optional {
  readonly kind: 'optional';
  readonly value: Value;
  readonly present: NodeId;
  /** A name that is not set at all there: reading it raises. */
  readonly isUnset?: true;
}

/** A value that cannot be said: using it is refused for the reason. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly reason: Reason;
}

export type Value =
  | Scalar
  | ArrayValue
  | MaskedValue
  | Complex
  | Tuple
  | List
  | Dictionary
  | RecordValue
  | FunctionValue
  | Bound
  | ClassValue
  | Builtin
  | Module
  | Opaque
  | Super
  | Unknown
  | Optional
  | { readonly kind: 'none' }
  | { readonly kind: 'ellipsis' }
  /** `null` is a text that is not known. */
  | { readonly kind: 'string'; readonly value: string | null }
  | { readonly kind: 'slice'; readonly start: Value; readonly stop: Value; readonly step: Value }
  | { readonly kind: 'range'; readonly start: number; readonly stop: number; readonly step: number };

export const none: Value = { kind: 'none' };
export const text = (value: string | null): Value => ({ kind: 'string', value });
export const tuple = (items: readonly Value[]): Tuple => ({ kind: 'tuple', items });
export const list = (items: readonly Value[]): List => ({ kind: 'list', object: new ListObject(items) });
/** The items of something that can be run through once. */
export const iterator = (items: readonly Value[]): List => ({ kind: 'list', object: new ListObject(items, true) });
export const scalar = (node: NodeId, type: ScalarType = 'float'): Scalar => ({ kind: 'scalar', node, type });

/** What a person calls the value's kind. */
export function describe(value: Value): string {
  switch (value.kind) {
    case 'scalar':
      return value.type === 'bool' ? 'a condition' : 'a number';
    case 'array':
      return value.shape.length === 0 ? 'a number' : `an array of shape (${value.shape.join(', ')})`;
    case 'complex':
      return 'a complex number';
    case 'masked':
      return 'the elements that a condition picks';
    case 'tuple':
      return `a tuple of ${value.items.length}`;
    case 'list':
      return 'a list';
    case 'dictionary':
      return 'a dictionary';
    case 'record':
      return value.object.className === '' ? 'an object' : `an object of class ${value.object.className}`;
    case 'none':
      return 'None';
    case 'optional':
      return 'a value that may be None';
    case 'string':
      return 'text';
    case 'range':
      return 'a range';
    case 'module':
      return `the module ${value.path}`;
    case 'class':
      return `the class ${value.name}`;
    default:
      return value.kind === 'unknown' ? 'an unknown value' : `a ${value.kind === 'opaque' ? 'function' : value.kind}`;
  }
}
