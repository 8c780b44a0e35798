/** Looks for things in the statements of a function itself, not in those of functions inside it. */
import type { Expression, Statement, Target } from '../languages/program';
import { allStatements, expressionsOf, partsOf } from '../languages/walk';

/** Whether the expression says this name anywhere. */
export function mentions(expression: Expression, name: string): boolean {
  if (expression.kind === 'name') return expression.name === name;
  return partsOf(expression).some((operand) => mentions(operand, name));
}

/** Whether a name is read anywhere in a statement or its blocks. */
export function reads(statement: Statement, name: string): boolean {
  return [...allStatements([statement])].some((inner) => expressionsOf(inner).some((part) => mentions(part, name)));
}

/** The name that a target writes into: `grad` of `grad[0] = …`. */
export function writtenInto(target: Target): string | null {
  return target.kind === 'index' && target.object.kind === 'name' ? target.object.name : null;
}

/** The constant texts of an index: `['y', 'x']` of `partials['y', 'x']` and of `partials[('y', 'x')]`. */
export function keysOf(indices: readonly Expression[]): string[] | null {
  const [only] = indices;
  const parts = indices.length === 1 && only?.kind === 'tuple' ? only.items : indices;
  const keys = parts.map((part) => (part.kind === 'string' ? part.value : null));
  return keys.every((key): key is string => key !== null) ? keys : null;
}
