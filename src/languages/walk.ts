/** What stands inside a node of a program, in the order of the source: directly, or all the way down. */
import type { ComprehensionClause, Expression, Statement, Target } from './program';

/** The blocks of a statement that belong to the same function: a nested function's body is none of them. */
export function innerBlocks(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case 'if':
      return [statement.then, statement.otherwise];
    case 'for':
    case 'while':
      return [statement.body, statement.otherwise];
    case 'try':
      return [statement.body, ...statement.handlers.map(({ body }) => body), statement.otherwise, statement.finally];
    case 'with':
      return [statement.body];
    default:
      return [];
  }
}

/** Every statement of a block, those of inner blocks after the one that they belong to, nested functions left out. */
export function* allStatements(block: readonly Statement[]): Generator<Statement> {
  for (const statement of block) {
    yield statement;
    for (const inner of innerBlocks(statement)) yield* allStatements(inner);
  }
}

/** The targets that a statement binds or changes. */
export function targetsOf(statement: Statement): readonly Target[] {
  switch (statement.kind) {
    case 'assign':
    case 'delete':
      return statement.targets;
    case 'augment':
    case 'for':
      return [statement.target];
    case 'with':
      return statement.items.flatMap(({ target }) => (target ? [target] : []));
    default:
      return [];
  }
}

/** The expressions of a statement itself, without those of its blocks, targets, and of functions and classes. */
export function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'assign':
      return statement.annotation ? [statement.value, statement.annotation] : [statement.value];
    case 'augment':
    case 'expression':
      return [statement.value];
    case 'return':
      return statement.value ? [statement.value] : [];
    case 'if':
    case 'while':
    case 'assert':
      return [statement.condition];
    case 'for':
      return [statement.iterable];
    case 'with':
      return statement.items.map(({ context }) => context);
    default:
      return [];
  }
}

/** The expressions of a statement itself, and those that stand in its targets: `x[i + 1] = y` has `x`, `i + 1` and `y`. */
export const everyExpressionOf = (statement: Statement): readonly Expression[] => [
  ...targetsOf(statement).flatMap(expressionsOfTarget),
  ...expressionsOf(statement),
];

/** The expressions and targets inside a target. */
export function partsOfTarget(target: Target): readonly (Expression | Target)[] {
  switch (target.kind) {
    case 'attribute':
      return [target.object];
    case 'index':
      return [target.object, ...target.indices];
    case 'tuple':
      return target.items;
    case 'rest':
      return [target.target];
    default:
      return [];
  }
}

function expressionsOfTarget(target: Target): readonly Expression[] {
  if (target.kind === 'attribute') return [target.object];
  if (target.kind === 'index') return [target.object, ...target.indices];
  if (target.kind === 'tuple') return target.items.flatMap(expressionsOfTarget);
  return target.kind === 'rest' ? expressionsOfTarget(target.target) : [];
}

/** The names that a target binds. */
export function namesOf(target: Target): readonly string[] {
  if (target.kind === 'name') return [target.name];
  if (target.kind === 'tuple') return target.items.flatMap(namesOf);
  return target.kind === 'rest' ? namesOf(target.target) : [];
}

/** The expressions directly inside an expression; of a lambda and a comprehension none, for they bind names. */
export function operandsOf(expression: Expression): readonly Expression[] {
  const present = (...items: readonly (Expression | null)[]): readonly Expression[] =>
    items.filter((item) => item !== null);
  switch (expression.kind) {
    case 'attribute':
      return [expression.object];
    case 'index':
      return [expression.object, ...expression.indices];
    case 'slice':
      return present(expression.start, expression.stop, expression.step);
    case 'call':
      return [expression.callee, ...expression.arguments.map(({ value }) => value)];
    case 'unary':
      return [expression.operand];
    case 'binary':
    case 'logic':
      return [expression.left, expression.right];
    case 'comparison':
      return expression.operands;
    case 'conditional':
      return [expression.then, expression.condition, expression.otherwise];
    case 'tuple':
    case 'list':
    case 'set':
      return expression.items;
    case 'dictionary':
      return expression.entries.flatMap(({ key, value }) => present(key, value));
    case 'spread':
    case 'walrus':
      return [expression.value];
    case 'yield':
      return present(expression.value);
    case 'text':
      return expression.parts;
    default:
      return [];
  }
}

/** The expressions directly inside an expression, whatever names are bound there; functions' bodies are not inside. */
export function partsOf(expression: Expression): readonly Expression[] {
  if (expression.kind === 'effects') return [...expression.statements.flatMap(everyExpressionOf), expression.value];
  if (expression.kind !== 'comprehension') return operandsOf(expression);
  const { key, value, clauses } = expression;
  const given = clauses.map((clause) => (clause.kind === 'for' ? clause.iterable : clause.condition));
  return key ? [key, value, ...given] : [value, ...given];
}

/** An expression and all inside it, outermost first. */
export function* within(expression: Expression): Generator<Expression> {
  yield expression;
  for (const part of partsOf(expression)) yield* within(part);
}

/** Every expression in a block, targets and those inside others among them; nested functions left out. */
export function* expressionsIn(block: readonly Statement[]): Generator<Expression> {
  for (const statement of allStatements(block))
    for (const expression of everyExpressionOf(statement)) yield* within(expression);
}

export const boundByClauses = (clauses: readonly ComprehensionClause[]): ReadonlySet<string> =>
  new Set(clauses.flatMap((clause) => (clause.kind === 'for' ? namesOf(clause.target) : [])));
