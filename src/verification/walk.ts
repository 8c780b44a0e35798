/** Visits what stands in a program. */
import type { Expression, FunctionDefinition, Statement } from '../languages/program';
import { expressionsOf, innerBlocks, operandsOf } from '../languages/walk';

type Call = Extract<Expression, { kind: 'call' }>;

/** Every call, with the dotted name of the function or class that it stands in (`''` for the file). */
export function forEachCall(body: readonly Statement[], visit: (call: Call, scope: string) => void): void {
  const expression = (node: Expression, scope: string): void => {
    if (node.kind === 'call') visit(node, scope);
    if (node.kind === 'lambda') node.function.body.forEach((statement) => walk(statement, scope));
    if (node.kind === 'comprehension') expression(node.value, scope);
    operandsOf(node).forEach((operand) => expression(operand, scope));
  };
  const inside = (scope: string, name: string): string => (scope === '' ? name : `${scope}.${name}`);
  const walk = (statement: Statement, scope: string): void => {
    if (statement.kind === 'function') {
      statement.function.body.forEach((inner) => walk(inner, inside(scope, statement.function.name)));
    } else if (statement.kind === 'class') {
      statement.class.body.forEach((inner) => walk(inner, inside(scope, statement.class.name)));
    } else {
      expressionsOf(statement).forEach((part) => expression(part, scope));
      innerBlocks(statement).forEach((block) => block.forEach((inner) => walk(inner, scope)));
    }
  };
  body.forEach((statement) => walk(statement, ''));
}

/** Every `return` of a function itself, not of functions inside it. */
export function returnsOf({ body }: FunctionDefinition): Expression[] {
  const found: Expression[] = [];
  const walk = (statement: Statement): void => {
    if (statement.kind === 'return' && statement.value) found.push(statement.value);
    innerBlocks(statement).forEach((block) => block.forEach(walk));
  };
  body.forEach(walk);
  return found;
}
