/** What a part of a program mentions, and what it gives to the others: by name alone, so that nothing is missed. */
import type { ClassDefinition, FunctionDefinition, Statement } from '../languages/program';

export interface Mentions {
  /** Names of the file that it may read. */
  readonly names: ReadonlySet<string>;
  /** Attributes that it may read, of any object; also by their names as text (`getattr(self, 'a')`). */
  readonly attributes: ReadonlySet<string>;
  /** Attributes that a method may read of the object that it is called on (`self.a`). */
  readonly ownAttributes: ReadonlySet<string>;
  /** Names of the file that it binds, or whose values it changes. */
  readonly givenNames: ReadonlySet<string>;
  /** Attributes that it sets, or whose values it changes, of any object. */
  readonly givenAttributes: ReadonlySet<string>;
  /** Attributes that a class and its methods give to objects of the class alone. */
  readonly givenOwnAttributes: ReadonlySet<string>;
  /** It may bind any name (`from models import *`). */
  readonly givesAll: boolean;
}

/** What the statements of a file's top level (or of a class's body) mention and give. */
export function mentionsOf(statements: readonly unknown[]): Mentions {
  const search = new Search();
  for (const statement of statements) search.visit(statement);
  return search;
}

/** What a class gives and mentions, its methods left out: what its body binds is read as attributes. */
export function mentionsOfHead(definition: ClassDefinition): Mentions {
  const { name, bases, decorators, fields, body } = definition;
  const search = new Search();
  const rest = body.filter((statement) => statement.kind !== 'function');
  search.visit([bases, decorators, rest, fields.map((field) => [field.annotation, field.default])]);
  for (const field of fields) search.givenOwnAttributes.add(field.name);
  for (const bound of search.givenNames) search.givenOwnAttributes.add(bound);
  search.givenNames.add(name);
  return search;
}

/** What a function gives and mentions: its parameters are no names of the file. */
export function mentionsOfFunction(definition: FunctionDefinition, isMethod: boolean): Mentions {
  const { body, ...head } = definition;
  const outside = new Search();
  outside.visit(head);
  const inside = new Search(isMethod ? receiverOf(definition) : null);
  inside.isLocal = true;
  inside.visit(body);
  for (const { name } of definition.parameters) inside.names.delete(name);
  for (const each of KINDS) for (const name of inside[each]) outside[each].add(name);
  (isMethod ? outside.givenOwnAttributes : outside.givenNames).add(definition.name);
  outside.givesAll ||= inside.givesAll;
  return outside;
}

const KINDS = ['names', 'attributes', 'ownAttributes', 'givenNames', 'givenAttributes', 'givenOwnAttributes'] as const;

/**
 * What a method calls the object that it is called on. (JavaScript's `this` may be anybody's: functions are handed from
 * prototype to prototype.)
 */
function receiverOf({ parameters, decorators }: FunctionDefinition): string | null {
  const isStatic = decorators.some((decorator) => decorator.kind === 'name' && decorator.name === 'staticmethod');
  const [first] = parameters;
  return isStatic || first?.kind !== 'positional' || first.name === 'this' ? null : first.name;
}

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const isName = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

class Search implements Mentions {
  readonly names = new Set<string>();
  readonly attributes = new Set<string>();
  readonly ownAttributes = new Set<string>();
  readonly givenNames = new Set<string>();
  readonly givenAttributes = new Set<string>();
  readonly givenOwnAttributes = new Set<string>();
  givesAll = false;
  /** Inside a function: what it binds is its own. */
  isLocal = false;

  /** @param receiver what the object is called of which the attributes are a class's own. */
  constructor(private receiver: string | null = null) {}

  visit(value: unknown): void {
    if (Array.isArray(value)) {
      for (const item of value) this.visit(item);
      return;
    }
    if (!isNode(value)) return;
    const { receiver } = this;
    // A method of a class inside has an object of its own.
    if (bindsAnew(value, receiver)) this.receiver = null;
    this.note(value);
    for (const key in value) {
      const member = value[key];
      if (typeof member === 'object' && key !== 'span' && key !== 'nameSpan') this.visit(member);
    }
    this.receiver = receiver;
  }

  private isReceiver(value: unknown): boolean {
    return isNode(value) && value.kind === 'name' && value.name === this.receiver;
  }

  private note(node: Node): void {
    const name = typeof node.name === 'string' ? node.name : null;
    switch (node.kind as Statement['kind'] | 'name' | 'attribute' | 'string' | 'walrus' | 'index') {
      case 'name':
        if (name !== null) this.names.add(name);
        return;
      case 'walrus':
        if (name !== null) this.give(name);
        return;
      case 'attribute':
        if (name !== null) (this.isReceiver(node.object) ? this.ownAttributes : this.attributes).add(name);
        return;
      case 'string':
        if (typeof node.value === 'string' && node.value.length < 80 && isName.test(node.value))
          this.attributes.add(node.value);
        return;
      case 'function':
      case 'class': {
        const defined = (node.function ?? node.class) as { readonly name: string };
        this.give(defined.name);
        this.givenAttributes.add(defined.name);
        return;
      }
      case 'import':
        for (const binding of node.bindings as readonly { readonly member: string | null; readonly name: string }[]) {
          this.give(binding.name);
          if (binding.member === '*') this.givesAll = true;
        }
        return;
      case 'scope':
        for (const one of node.names as readonly string[]) this.givenNames.add(one);
        return;
      case 'assign':
      case 'delete':
        this.change(node.targets);
        return;
      case 'augment':
      case 'for':
        this.change(node.target);
        return;
      case 'with':
        this.change((node.items as readonly Node[]).map(({ target }) => target));
        return;
      case 'expression': {
        // `A.fill(0)`, `self.items.append(x)`, `A.T.sort()`
        const call = node.value as Node;
        if (call.kind === 'call' && (call.callee as Node).kind === 'attribute')
          this.change((call.callee as Node).object);
        return;
      }
      default:
        // A field of a class inside; a parameter is of some kind.
        if (name !== null && 'annotation' in node && !('kind' in node)) this.givenAttributes.add(name);
    }
  }

  private give(name: string): void {
    if (!this.isLocal) this.givenNames.add(name);
  }

  /** A target, or an object that a method may change: all names and attributes on the way to it. */
  private change(target: unknown): void {
    if (Array.isArray(target)) {
      for (const item of target) this.change(item);
      return;
    }
    if (!isNode(target)) return;
    if (target.kind === 'name') this.give(target.name as string);
    else if (target.kind === 'attribute') {
      const isOwn = this.isReceiver(target.object);
      (isOwn ? this.givenOwnAttributes : this.givenAttributes).add(target.name as string);
      // `A.flat = 0` changes A as `A[0] = 0` does.
      this.change(target.object);
    } else if (target.kind === 'index') this.change(target.object);
    else if (target.kind === 'tuple') this.change(target.items);
    else if (target.kind === 'rest') this.change(target.target);
  }
}

/** Whether something has a parameter of that name. */
const bindsAnew = ({ parameters }: Node, name: string | null): boolean =>
  name !== null && Array.isArray(parameters) && parameters.some((one) => isNode(one) && one.name === name);
