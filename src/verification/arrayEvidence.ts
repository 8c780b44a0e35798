/** Whether a body uses an argument, or an attribute (`self.w`), in a way that only an array can be used in. */
import type { Definition, Expression } from '../languages/program';
import { allStatements, expressionsOf, operandsOf, within } from '../languages/walk';
import { calleeName } from './walk';

/** Functions that nobody gives a number: the norm of a number is its absolute value. */
const ofArrays: ReadonlySet<string> = new Set([
  'norm',
  'dot',
  'vdot',
  'inner',
  'outer',
  'matmul',
  'cross',
  'len',
  'det',
  'inv',
  'solve',
  'trace',
  'diag',
]);
const attributesOfArrays: ReadonlySet<string> = new Set(['T', 'shape', 'dot', 'length']);

export function isUsedAsArray({ function: { body } }: Definition, name: string): boolean {
  const isIt = (node: Expression | undefined): boolean =>
    (node?.kind === 'name' && node.name === name) ||
    (node?.kind === 'attribute' && node.object.kind === 'name' && `${node.object.name}.${node.name}` === name);
  const shows = (node: Expression): boolean => {
    if (node.kind === 'attribute' && attributesOfArrays.has(node.name) && isIt(node.object)) return true;
    if (node.kind === 'index' && isIt(node.object)) return true;
    if (node.kind === 'binary' && node.operator === '@' && (isIt(node.left) || isIt(node.right))) return true;
    if (node.kind === 'call') {
      if (ofArrays.has(calleeName(node.callee) ?? '') && node.arguments.some(({ value }) => isIt(value))) return true;
    }
    return operandsOf(node).some(shows);
  };
  return [...allStatements(body)].some((statement) => expressionsOf(statement).some(shows));
}

/** How many elements of an argument a body names by their numbers: 2 where it has `x[1]`; 0 where it has none. */
export function elementsNamed({ function: { body } }: Definition, name: string): number {
  let most = 0;
  for (const statement of allStatements(body))
    for (const root of expressionsOf(statement))
      for (const part of within(root)) {
        if (part.kind !== 'index' || part.object.kind !== 'name' || part.object.name !== name) continue;
        const [index, ...more] = part.indices;
        if (index?.kind === 'number' && more.length === 0) most = Math.max(most, Number(index.text) + 1);
      }
  return most;
}

/** `X = x.T`: nobody transposes a vector for itself. */
export const isTransposedAlone = ({ function: { body } }: Definition, name: string): boolean =>
  [...allStatements(body)].some(
    (statement) =>
      statement.kind === 'assign' &&
      statement.value.kind === 'attribute' &&
      statement.value.name === 'T' &&
      statement.value.object.kind === 'name' &&
      statement.value.object.name === name,
  );
