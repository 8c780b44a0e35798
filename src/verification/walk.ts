/** Visits what stands in a program. */
import type { Expression, FunctionDefinition, Statement } from '../languages/program';
import { expressionsOf, innerBlocks, operandsOf } from '../languages/walk';
import { solvers } from './conventions';

export type Call = Extract<Expression, { kind: 'call' }>;
export type Dictionary = Extract<Expression, { kind: 'dictionary' }>;

/** The last name of what is called: `dot` of `np.dot`; `null` where it has none. */
export const calleeName = (callee: Expression): string | null =>
  callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : null;

interface UseInside {
  readonly node: Call | Dictionary;
  /** The function or class that it stands in, as seen from the one around: `''` for that one itself. */
  readonly scope: string;
}

/** Functions that have not changed are the same objects in the next version of a file. */
const uses = new WeakMap<FunctionDefinition, readonly UseInside[]>();

function usesIn(definition: FunctionDefinition): readonly UseInside[] {
  const known = uses.get(definition);
  if (known) return known;
  const found: UseInside[] = [];
  forEachUse(definition.body, (node, scope) => found.push({ node, scope }));
  uses.set(definition, found);
  return found;
}

/** Whether a function may be handed over there together with its derivative. */
const isUse = (node: Expression): node is Call | Dictionary =>
  node.kind === 'dictionary' ||
  (node.kind === 'call' &&
    (node.callee.kind === 'name' || node.callee.kind === 'attribute') &&
    Object.hasOwn(solvers, node.callee.name));

/**
 * Every call of a solver and every dictionary, with the dotted name of the function or class that it stands in (`''` for
 * the file).
 */
export function forEachUse(body: readonly Statement[], visit: (node: Call | Dictionary, scope: string) => void): void {
  const expression = (node: Expression, scope: string): void => {
    if (isUse(node)) visit(node, scope);
    if (node.kind === 'lambda') node.function.body.forEach((statement) => walk(statement, scope));
    if (node.kind === 'comprehension') expression(node.value, scope);
    operandsOf(node).forEach((operand) => expression(operand, scope));
  };
  const inside = (scope: string, name: string): string =>
    scope === '' || name === '' ? scope + name : `${scope}.${name}`;
  const walk = (statement: Statement, scope: string): void => {
    if (statement.kind === 'function') {
      const own = inside(scope, statement.function.name);
      for (const { node, scope: inner } of usesIn(statement.function)) visit(node, inside(own, inner));
    } else if (statement.kind === 'class') {
      statement.class.body.forEach((inner) => walk(inner, inside(scope, statement.class.name)));
    } else {
      expressionsOf(statement).forEach((part) => expression(part, scope));
      innerBlocks(statement).forEach((block) => block.forEach((inner) => walk(inner, scope)));
    }
  };
  body.forEach((statement) => walk(statement, ''));
}

const returns = new WeakMap<FunctionDefinition, readonly Expression[]>();

/** Every `return` of a function itself, not of functions inside it. */
export function returnsOf(definition: FunctionDefinition): readonly Expression[] {
  let known = returns.get(definition);
  if (!known) returns.set(definition, (known = returnsIn(definition)));
  return known;
}

function returnsIn({ body }: FunctionDefinition): Expression[] {
  const found: Expression[] = [];
  const walk = (statement: Statement): void => {
    if (statement.kind === 'return' && statement.value) found.push(statement.value);
    innerBlocks(statement).forEach((block) => block.forEach(walk));
  };
  body.forEach(walk);
  return found;
}
