/**
 * Which declaration each name means. JavaScript's names live in blocks and are assigned to from inner functions; the
 * program's live in functions. So names of a block that would cover another are renamed, and a function says which names
 * of functions around it it assigns to.
 */
import { type Source, type Syntax, fieldOf, hasToken, namedChildren, textOf } from '../syntax';

export interface Bindings {
  /** New names of identifiers, by where they begin in the parsed text. */
  readonly renamed: ReadonlyMap<number, string>;
  /** Names that a function assigns to and does not declare, by where the function begins. */
  readonly outer: ReadonlyMap<number, { readonly nonlocal: readonly string[]; readonly global: readonly string[] }>;
  /** Functions made in a loop that read names of one pass of it, by where they begin. */
  readonly perPass: ReadonlySet<number>;
}

interface Binding {
  readonly name: string;
  readonly scope: NameScope;
  readonly references: number[];
}

interface NameScope {
  readonly parent: NameScope | null;
  /** The function whose scope, or inside which the block, it is; `null` at the top. */
  readonly function: Syntax | null;
  readonly isBlock: boolean;
  /** A pass of a loop makes it anew. */
  readonly isLoop: boolean;
  readonly names: Map<string, Binding>;
}

export const functionTypes: ReadonlySet<string> = new Set([
  'function_declaration',
  'function_expression',
  'generator_function',
  'generator_function_declaration',
  'arrow_function',
  'method_definition',
]);

const loopTypes: ReadonlySet<string> = new Set([
  'for_statement',
  'for_in_statement',
  'while_statement',
  'do_statement',
]);

/** Parts of TypeScript that have no meaning at run time. */
export const typeOnly: ReadonlySet<string> = new Set([
  'type_annotation',
  'type_arguments',
  'type_parameters',
  'interface_declaration',
  'type_alias_declaration',
  'ambient_declaration',
  'function_signature',
  'implements_clause',
  'asserts_annotation',
  'type_predicate_annotation',
]);

const lexical: ReadonlySet<string> = new Set([
  'lexical_declaration',
  'class_declaration',
  'abstract_class_declaration',
]);

/** The identifiers that a pattern binds. */
export function boundIn(node: Syntax): Syntax[] {
  switch (node.type) {
    case 'identifier':
    case 'shorthand_property_identifier_pattern':
      return [node];
    case 'assignment_pattern':
    case 'object_assignment_pattern': {
      const left = fieldOf(node, 'left');
      return left ? boundIn(left) : [];
    }
    case 'pair_pattern': {
      const value = fieldOf(node, 'value');
      return value ? boundIn(value) : [];
    }
    case 'required_parameter':
    case 'optional_parameter': {
      const pattern = fieldOf(node, 'pattern');
      return pattern ? boundIn(pattern) : [];
    }
    case 'object_pattern':
    case 'array_pattern':
    case 'rest_pattern':
      return namedChildren(node).flatMap(boundIn);
    default:
      return [];
  }
}

export function bindingsOf(source: Source, roots: readonly Syntax[]): Bindings {
  return new Resolver(source, roots).run();
}

class Resolver {
  private readonly all: Binding[] = [];
  private readonly free = new Map<string, number[]>();
  private readonly outer = new Map<number, { nonlocal: Set<string>; global: Set<string> }>();
  private readonly perPass = new Set<number>();

  constructor(
    private readonly source: Source,
    private readonly roots: readonly Syntax[],
  ) {}

  run(): Bindings {
    const top = this.scope(null, null, false, false);
    for (const root of this.roots) this.declareVariables(root, top);
    this.declareLexical(this.roots, top);
    for (const root of this.roots) this.visit(root, top);
    const outer = new Map(
      [...this.outer].map(([at, { nonlocal, global }]) => [at, { nonlocal: [...nonlocal], global: [...global] }]),
    );
    return { renamed: this.renames(), outer, perPass: this.perPass };
  }

  private scope(parent: NameScope | null, around: Syntax | null, isBlock: boolean, isLoop: boolean): NameScope {
    return { parent, function: around, isBlock, isLoop, names: new Map() };
  }

  private declare(scope: NameScope, node: Syntax): void {
    this.declareName(scope, textOf(this.source, node));
  }

  private declareName(scope: NameScope, name: string): void {
    if (scope.names.has(name)) return;
    const binding: Binding = { name, scope, references: [] };
    scope.names.set(name, binding);
    this.all.push(binding);
  }

  /** `var`s of a function, wherever they stand in it, and functions. */
  private declareVariables(node: Syntax, scope: NameScope): void {
    if (typeOnly.has(node.type)) return;
    if (node.type === 'function_declaration' || node.type === 'generator_function_declaration') {
      const name = fieldOf(node, 'name');
      if (name) this.declare(scope, name);
      return;
    }
    if (functionTypes.has(node.type)) return;
    if (node.type === 'variable_declaration')
      for (const declarator of namedChildren(node))
        for (const name of boundIn(fieldOf(declarator, 'name') ?? declarator)) this.declare(scope, name);
    if (node.type === 'for_in_statement' && hasToken(node, 'var'))
      for (const name of boundIn(fieldOf(node, 'left') ?? node)) this.declare(scope, name);
    for (const child of node.children) this.declareVariables(child, scope);
  }

  /** `let`, `const` and classes directly among statements. */
  private declareLexical(statements: readonly Syntax[], scope: NameScope): void {
    for (const outer of statements) {
      const node = outer.type === 'export_statement' ? (fieldOf(outer, 'declaration') ?? outer) : outer;
      if (!lexical.has(node.type)) continue;
      if (node.type === 'lexical_declaration')
        for (const declarator of namedChildren(node))
          for (const name of boundIn(fieldOf(declarator, 'name') ?? declarator)) this.declare(scope, name);
      else {
        const name = fieldOf(node, 'name');
        if (name) this.declare(scope, name);
      }
    }
  }

  private visit(node: Syntax, scope: NameScope): void {
    if (typeOnly.has(node.type)) return;
    if (functionTypes.has(node.type)) return this.visitFunction(node, scope);
    switch (node.type) {
      case 'identifier':
      case 'shorthand_property_identifier':
      case 'shorthand_property_identifier_pattern':
        return this.refer(node, scope, false);
      case 'assignment_expression':
      case 'augmented_assignment_expression': {
        const left = fieldOf(node, 'left');
        if (left) for (const name of boundIn(left)) this.refer(name, scope, true);
        break;
      }
      case 'update_expression': {
        const operand = fieldOf(node, 'argument');
        if (operand?.type === 'identifier') this.refer(operand, scope, true);
        break;
      }
      case 'statement_block':
      case 'switch_body': {
        const inner = this.scope(scope, scope.function, true, scope.isLoop);
        const statements =
          node.type === 'switch_body' ? namedChildren(node).flatMap((clause) => namedChildren(clause)) : node.children;
        this.declareLexical(statements, inner);
        return this.visitChildren(node, inner);
      }
      case 'catch_clause': {
        const inner = this.scope(scope, scope.function, true, scope.isLoop);
        const parameter = fieldOf(node, 'parameter');
        if (parameter) for (const name of boundIn(parameter)) this.declare(inner, name);
        return this.visitChildren(node, inner);
      }
      case 'class_declaration':
      case 'class':
      case 'abstract_class_declaration':
        for (const child of node.children) if (child.field !== 'name') this.visit(child, scope);
        return;
      default:
    }
    if (loopTypes.has(node.type)) {
      const inner = this.scope(scope, scope.function, true, true);
      const initializer = fieldOf(node, 'initializer');
      if (initializer) this.declareLexical([initializer], inner);
      if (node.type === 'for_in_statement') {
        const left = fieldOf(node, 'left');
        const isDeclared = hasToken(node, 'let') || hasToken(node, 'const');
        if (left && isDeclared) for (const name of boundIn(left)) this.declare(inner, name);
        if (left && !isDeclared && !hasToken(node, 'var'))
          for (const name of boundIn(left)) this.refer(name, scope, true);
      }
      return this.visitChildren(node, inner);
    }
    this.visitChildren(node, scope);
  }

  private visitChildren(node: Syntax, scope: NameScope): void {
    for (const child of node.children) this.visit(child, scope);
  }

  private visitFunction(node: Syntax, around: NameScope): void {
    const name = fieldOf(node, 'name');
    if (name && node.type.endsWith('declaration')) this.refer(name, around, false);
    // The scope has the loops of its own function only: what is captured is found by comparing functions.
    const scope = this.scope(around, node, false, false);
    if (name?.type === 'identifier' && !node.type.endsWith('declaration')) this.declare(scope, name);
    const list = fieldOf(node, 'parameters') ?? fieldOf(node, 'parameter');
    const parameters = list ? (list.type === 'formal_parameters' ? namedChildren(list) : [list]) : [];
    for (const parameter of parameters) for (const bound of boundIn(parameter)) this.declare(scope, bound);
    const body = fieldOf(node, 'body');
    if (body) this.declareVariables(body, scope);
    if (body?.type === 'statement_block') this.declareLexical(body.children, scope);
    for (const parameter of parameters) this.visit(parameter, scope);
    if (body?.type === 'statement_block') this.visitChildren(body, scope);
    else if (body) this.visit(body, scope);
    if (name?.type === 'computed_property_name') this.visit(name, around);
  }

  private refer(node: Syntax, scope: NameScope, isAssigned: boolean): void {
    const name = textOf(this.source, node);
    const binding = lookUp(scope, name);
    if (!binding) {
      const known = this.free.get(name);
      if (known) known.push(node.start);
      else this.free.set(name, [node.start]);
    } else binding.references.push(node.start);
    const from = scope.function;
    if (binding && from && binding.scope.function !== from) this.noteCapture(scope, binding);
    if (!isAssigned || !from || (binding && binding.scope.function === from)) return;
    const noted = this.outer.get(from.start) ?? { nonlocal: new Set<string>(), global: new Set<string>() };
    this.outer.set(from.start, noted);
    (binding?.scope.function ? noted.nonlocal : noted.global).add(name);
  }

  /** A function made in a pass of a loop reads what that pass alone has. */
  private noteCapture(scope: NameScope, binding: Binding): void {
    if (!binding.scope.isLoop) return;
    for (let at: NameScope | null = scope; at && at.function !== binding.scope.function; at = at.parent)
      if (at.function) this.perPass.add(at.function.start);
  }

  private renames(): Map<number, string> {
    const renamed = new Map<number, string>();
    for (const binding of this.all) {
      const { scope, name } = binding;
      if (!scope.isBlock) continue;
      const covered = scope.parent ? lookUp(scope.parent, name) : undefined;
      const isFree = this.free.has(name);
      // At the top, a block's name would be the file's.
      if (!covered && !isFree && scope.function) continue;
      const fresh = this.freshName(name);
      // Declarations are visited as references too.
      for (const place of binding.references) renamed.set(place, fresh);
    }
    return renamed;
  }

  private freshName(name: string): string {
    for (let k = 2; ; k += 1) {
      const candidate = `${name}${k}`;
      const isTaken = this.free.has(candidate) || this.all.some((other) => other.name === candidate);
      if (isTaken) continue;
      this.free.set(candidate, []);
      return candidate;
    }
  }
}

function lookUp(scope: NameScope, name: string): Binding | undefined {
  for (let at: NameScope | null = scope; at; at = at.parent) {
    const binding = at.names.get(name);
    if (binding) return binding;
  }
  return undefined;
}
