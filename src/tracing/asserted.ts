/** Shapes that an assertion says arguments have: `assert b.shape == (W.shape[0], 1)`. */
import type { Expression } from '../languages/program';
import { elementsOf } from './arrays';
import { attempt } from './attempt';
import { closedNumber, leavesOf } from './constants';
import type { Context } from './context';
import { evaluate } from './expressions';
import { numberNode } from './numbers';
import { rankAndSizes } from './primitives/axes';
import type { Tuple } from './values';

/** Starts again with an argument of the shape that a comparison asks for; returns where it is none of those. */
export function demandAsserted(context: Context, expression: Expression): void {
  if (expression.kind !== 'comparison' || expression.operators.join() !== '==') return;
  const sides = expression.operands.map((operand) => attempt(context, () => evaluate(context, operand)));
  const [left, right] = sides.map((side) => ('value' in side && side.value.kind === 'tuple' ? side.value : undefined));
  if (!left || !right) return;
  // What comes first keeps its size.
  demandShape(context, right, left);
  demandShape(context, left, right);
}

function demandShape(context: Context, { shapeOf, sizesBefore }: Tuple, wanted: Tuple): void {
  if (sizesBefore !== undefined) return;
  const sizes = sizesIn(context, wanted);
  const owners = shapeOf
    ? leavesOf(context.graph, elementsOf(shapeOf)).map((leaf) => context.inputs.ownerOf(leaf))
    : [];
  const [name, ...others] = [...new Set(owners)];
  if (!sizes || name === undefined || others.length > 0) return;
  const { inputs, span } = context;
  const own = inputs.book.sizesOf(name);
  if (own.join() !== (shapeOf?.shape ?? []).join()) return; // a part, or what was computed from it
  if (own.length < sizes.length) inputs.demandByName(name, rankAndSizes(sizes.length), span);
  sizes.forEach((size, axis) => {
    const shown = own[axis];
    if (shown === undefined || shown === size) return;
    if (size === 1) inputs.demandByName(name, [{ kind: 'exactly', axis, size }], span);
    inputs.demandByName(name, [{ kind: 'sameSize', shown, as: size }], span);
    inputs.demandByName(name, [{ kind: 'exactly', axis, size }], span);
  });
}

function sizesIn(context: Context, { items }: Tuple): number[] | undefined {
  const sizes = items.map((item) =>
    item.kind === 'scalar' ? closedNumber(context.graph, numberNode(context, item)) : undefined,
  );
  return sizes.every((size): size is number => size !== undefined) ? sizes : undefined;
}
