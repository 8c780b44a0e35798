/** Expressions as short text, for tests to be read: every operation in parentheses. */
import { rowOf } from '../../../../src/calculus/functions/table';
import type { Graph, NodeId } from '../../../../src/calculus/graph';
import { namedConstants, Op } from '../../../../src/calculus/operations';

const signs: Readonly<Record<number, string>> = {
  [Op.Add]: '+',
  [Op.Subtract]: '-',
  [Op.Multiply]: '*',
  [Op.Divide]: '/',
  [Op.Power]: '^',
  [Op.Less]: '<',
  [Op.LessOrEqual]: '<=',
  [Op.Equal]: '=',
  [Op.NotEqual]: '!=',
  [Op.And]: 'and',
  [Op.Or]: 'or',
};

export function show(g: Graph, id: NodeId): string {
  const op = g.op(id);
  const args = g.operands(id).map((operand) => show(g, operand));
  const sign = signs[op];
  if (sign !== undefined) return `(${args.join(` ${sign} `)})`;
  const row = rowOf(g, id);
  if (row !== undefined) return `${row.name}(${args.join(', ')})`;
  switch (op) {
    case Op.Number: {
      const { exact, value, spelling } = g.numberOf(id);
      if (spelling !== null) return spelling;
      if (exact === null) return `~${value}`;
      return exact.denominator === 1n ? `${exact.numerator}` : `${exact.numerator}/${exact.denominator}`;
    }
    case Op.Constant:
      return namedConstants[g.a(id)]?.name ?? '?';
    case Op.Symbol:
      return g.symbolOf(id).name;
    case Op.Negate:
      return `-${args[0]}`;
    case Op.Not:
      return `not ${args[0]}`;
    case Op.Select:
      return `(${args[0]} ? ${args[1]} : ${args[2]})`;
    case Op.Hole:
      return `${g.holeOf(id).name}[${args.join(', ')}]`;
    case Op.HolePartial:
      return `d${g.c(id)}${g.holeOf(id).name}[${args.join(', ')}]`;
    default:
      return op === Op.True ? 'true' : 'false';
  }
}
