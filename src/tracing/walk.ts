/** Every expression of a program, for questions that need no trace. */
import type { Expression, Statement, Target } from '../languages/program';

/** The expressions directly inside an expression. Functions' bodies are not inside. */
export function partsOf(expression: Expression): Expression[] {
  switch (expression.kind) {
    case 'attribute':
      return [expression.object];
    case 'index':
      return [expression.object, ...expression.indices];
    case 'slice':
      return [expression.start, expression.stop, expression.step].filter((part) => part !== null);
    case 'call':
      return [expression.callee, ...expression.arguments.map((argument) => argument.value)];
    case 'unary':
      return [expression.operand];
    case 'binary':
    case 'logic':
      return [expression.left, expression.right];
    case 'comparison':
      return [...expression.operands];
    case 'conditional':
      return [expression.condition, expression.then, expression.otherwise];
    case 'tuple':
    case 'list':
    case 'set':
      return [...expression.items];
    case 'dictionary':
      return expression.entries.flatMap(({ key, value }) => (key ? [key, value] : [value]));
    case 'spread':
    case 'walrus':
      return [expression.value];
    case 'effects':
      return [...expression.statements.flatMap(expressionsOf), expression.value];
    case 'yield':
      return expression.value ? [expression.value] : [];
    case 'comprehension':
      return [
        ...(expression.key ? [expression.key] : []),
        expression.value,
        ...expression.clauses.map((clause) => (clause.kind === 'for' ? clause.iterable : clause.condition)),
      ];
    case 'text':
      return [...expression.parts];
    default:
      return [];
  }
}

const ofTarget = (target: Target): Expression[] => {
  if (target.kind === 'attribute') return [target.object];
  if (target.kind === 'index') return [target.object, ...target.indices];
  if (target.kind === 'tuple') return target.items.flatMap(ofTarget);
  return target.kind === 'rest' ? ofTarget(target.target) : [];
};

/** The expressions directly in a statement, those of the statements inside it left out. */
export function expressionsOf(statement: Statement): Expression[] {
  switch (statement.kind) {
    case 'assign':
      return [...statement.targets.flatMap(ofTarget), statement.value];
    case 'augment':
      return [...ofTarget(statement.target), statement.value];
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
      return statement.items.map((item) => item.context);
    default:
      return [];
  }
}

/** An expression and all inside it, outermost first. */
export function* within(expression: Expression): IterableIterator<Expression> {
  yield expression;
  for (const part of partsOf(expression)) yield* within(part);
}
