/** Visits what stands in a program. */
import type { Expression, FunctionDefinition, Statement } from '../languages/program';
import { expressionsOf, innerBlocks, operandsOf } from '../languages/walk';

type Call = Extract<Expression, { kind: 'call' }>;

interface CallInside {
  readonly call: Call;
  /** The function or class that it stands in, as seen from the one around: `''` for that one itself. */
  readonly scope: string;
}

/** Functions that have not changed are the same objects in the next version of a file. */
const calls = new WeakMap<FunctionDefinition, readonly CallInside[]>();

function callsIn(definition: FunctionDefinition): readonly CallInside[] {
  const known = calls.get(definition);
  if (known) return known;
  const found: CallInside[] = [];
  forEachCall(definition.body, (call, scope) => found.push({ call, scope }));
  calls.set(definition, found);
  return found;
}

/** Every call, with the dotted name of the function or class that it stands in (`''` for the file). */
export function forEachCall(body: readonly Statement[], visit: (call: Call, scope: string) => void): void {
  const expression = (node: Expression, scope: string): void => {
    if (node.kind === 'call') visit(node, scope);
    if (node.kind === 'lambda') node.function.body.forEach((statement) => walk(statement, scope));
    if (node.kind === 'comprehension') expression(node.value, scope);
    operandsOf(node).forEach((operand) => expression(operand, scope));
  };
  const inside = (scope: string, name: string): string =>
    scope === '' || name === '' ? scope + name : `${scope}.${name}`;
  const walk = (statement: Statement, scope: string): void => {
    if (statement.kind === 'function') {
      const own = inside(scope, statement.function.name);
      for (const { call, scope: inner } of callsIn(statement.function)) visit(call, inside(own, inner));
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
