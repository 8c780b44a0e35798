/**
 * What a name in the source means: which function it calls, whose parameter it is. Scopes are functions and the
 * module, as in Python: a class's names are not seen from its methods.
 */
import type { Definition, Expression, FunctionDefinition, Parameter, Program, Statement, Target } from './program';
import { methodOf } from './methods';
import { type Scope, declare, scopeOf } from './scopes';
import type { Span } from './source';
import { boundByClauses, expressionsOf, innerBlocks, operandsOf, partsOfTarget, targetsOf } from './walk';

export type Reference =
  | { readonly kind: 'function'; readonly definition: Definition; readonly span: Span }
  | {
      readonly kind: 'parameter';
      readonly definition: Definition;
      readonly parameter: Parameter;
      readonly span: Span;
    };

const contains = (span: Span, offset: number): boolean => span.start <= offset && offset <= span.end;

/** The innermost definition whose text holds the offset. */
export function enclosingDefinition(program: Program, offset: number): Definition | null {
  let innermost: Definition | null = null;
  for (const definition of program.definitions) {
    const { span } = definition.function;
    // Definitions come in the order of the source, an outer one before those inside it.
    if (contains(span, offset)) innermost = definition;
    else if (span.start > offset) break;
  }
  return innermost;
}

/**
 * The function or parameter that the name at an offset stands for, `null` where there is none. An offset directly
 * after a name belongs to it, as a cursor there does.
 */
export function referenceAt(program: Program, offset: number): Reference | null {
  return new Search(program, offset).inBody(program.body, declare(null, program.body, []));
}

class Search {
  private readonly byFunction: ReadonlyMap<FunctionDefinition, Definition>;

  constructor(
    private readonly program: Program,
    private readonly offset: number,
  ) {
    this.byFunction = new Map(program.definitions.map((definition) => [definition.function, definition]));
  }

  inBody(body: readonly Statement[], scope: Scope): Reference | null {
    // Between `a;` and `b` on one line the offset touches both: the one that begins there comes first.
    const touched = body.filter(({ span }) => contains(span, this.offset));
    for (const statement of touched.reverse()) {
      const found = this.inStatement(statement, scope);
      if (found) return found;
    }
    return null;
  }

  private inStatement(statement: Statement, scope: Scope): Reference | null {
    if (statement.kind === 'function') return this.inFunction(statement.function, scope);
    if (statement.kind === 'class') {
      const { bases, decorators, body, fields } = statement.class;
      const outside = [...bases, ...decorators, ...fields.map(({ annotation }) => annotation)];
      return this.inExpressions(outside, scope) ?? this.inBody(body, { ...scope, classBody: statement.class });
    }
    if (statement.kind === 'assign' && statement.value.kind === 'lambda') {
      const { nameSpan, name } = statement.value.function;
      if (name !== '' && contains(nameSpan, this.offset)) return this.inFunction(statement.value.function, scope);
    }
    for (const block of innerBlocks(statement)) {
      const found = this.inBody(block, scope);
      if (found) return found;
    }
    return this.inExpressions(expressionsOf(statement), scope) ?? this.inTargets(targetsOf(statement), scope);
  }

  private inFunction(definition: FunctionDefinition, scope: Scope): Reference | null {
    const found = this.byFunction.get(definition);
    if (found && contains(definition.nameSpan, this.offset)) {
      return { kind: 'function', definition: found, span: definition.nameSpan };
    }
    const parameter = definition.parameters.find(({ span }) => contains(span, this.offset));
    if (parameter) return found ? { kind: 'parameter', definition: found, parameter, span: parameter.span } : null;
    const outside = definition.parameters.flatMap((one) => [one.default, one.annotation]);
    const expressions = [...outside, definition.returnAnnotation, ...definition.decorators].filter(
      (one) => one !== null,
    );
    return (
      this.inExpressions(expressions, scope) ?? this.inBody(definition.body, scopeOf(definition, found ?? null, scope))
    );
  }

  private inTargets(targets: readonly Target[], scope: Scope): Reference | null {
    for (const target of targets) {
      if (!contains(target.span, this.offset)) continue;
      const found =
        (target.kind === 'name' ? this.resolve(target.name, target.span, scope) : null) ??
        (target.kind === 'attribute' ? this.member(target, scope) : null) ??
        this.inParts(partsOfTarget(target), scope);
      if (found) return found;
    }
    return null;
  }

  private inParts(parts: readonly (Expression | Target)[], scope: Scope): Reference | null {
    for (const part of parts) {
      // A tuple can be either: `(x, *y) = …` is of targets, `J[(i, j + 1)] = …` has one of expressions.
      const isTarget = part.kind === 'rest' || part.kind === 'tuple';
      const asTarget = isTarget ? this.inTargets([part as Target], scope) : null;
      const found = asTarget ?? (part.kind === 'rest' ? null : this.inExpressions([part as Expression], scope));
      if (found) return found;
    }
    return null;
  }

  private inExpressions(expressions: readonly Expression[], scope: Scope): Reference | null {
    for (const expression of expressions) {
      if (!contains(expression.span, this.offset)) continue;
      const found = this.inExpression(expression, scope);
      if (found) return found;
    }
    return null;
  }

  private inExpression(expression: Expression, scope: Scope): Reference | null {
    switch (expression.kind) {
      case 'name':
        return this.resolve(expression.name, expression.span, scope);
      case 'attribute':
        return this.member(expression, scope) ?? this.inExpressions([expression.object], scope);
      case 'lambda':
        return this.inFunction(expression.function, scope);
      case 'walrus': {
        const span = { start: expression.span.start, end: expression.span.start + expression.name.length };
        const found = contains(span, this.offset) ? this.resolve(expression.name, span, scope) : null;
        return found ?? this.inExpressions([expression.value], scope);
      }
      case 'comprehension':
        return this.inComprehension(expression, scope);
      default:
        return this.inExpressions(operandsOf(expression), scope);
    }
  }

  private inComprehension(expression: Extract<Expression, { kind: 'comprehension' }>, scope: Scope): Reference | null {
    const { key, value, clauses } = expression;
    const [first] = clauses;
    // The first sequence is evaluated outside, where the comprehension's own names are not yet bound.
    const outside = first?.kind === 'for' ? this.inExpressions([first.iterable], scope) : null;
    if (outside) return outside;
    if (first?.kind === 'for' && contains(first.iterable.span, this.offset)) return null;
    const inner: Scope = { ...declare(scope, [], [...boundByClauses(clauses)]), classBody: null };
    const conditions = clauses.map((clause) => (clause.kind === 'for' ? clause.iterable : clause.condition));
    return this.inExpressions([...(key ? [key] : []), value, ...conditions], inner);
  }

  /** `self.f`, `cls.f`, `super().f`, `Class.f`: a method of the file. */
  private member(
    { object, name, span }: { readonly object: Expression; readonly name: string; readonly span: Span },
    scope: Scope,
  ): Reference | null {
    const nameSpan = { start: span.end - name.length, end: span.end };
    if (!contains(nameSpan, this.offset)) return null;
    const definition = methodOf(this.program, scope, object, name);
    return definition && { kind: 'function', definition, span: nameSpan };
  }

  private resolve(name: string, span: Span, start: Scope): Reference | null {
    for (let scope: Scope | null = start; scope; scope = scope.parent) {
      if (scope.globals.has(name)) {
        while (scope.parent) scope = scope.parent;
      }
      const parameter = scope.definition?.function.parameters.find((one) => one.name === name);
      if (parameter) return { kind: 'parameter', definition: scope.definition!, parameter, span };
      const functions = (scope.functions.get(name) ?? []).flatMap((one) => this.byFunction.get(one) ?? []);
      // Inside another function all of the module has run; at the same level only what stands above.
      const above = scope === start ? functions.filter((one) => one.function.span.start <= span.start) : functions;
      const definition = above[above.length - 1] ?? functions[0];
      if (definition) return { kind: 'function', definition, span };
      if (scope.names.has(name)) return null;
    }
    return null;
  }
}
