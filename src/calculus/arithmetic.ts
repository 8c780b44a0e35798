/** What operations do to doubles: the one place for all ways of evaluation. */
import { Op } from './operations';

/** The value of an operation that is no function of the table; conditions are 1 or 0. */
export function arithmetic(op: number, x: number, y: number, z: number): number {
  switch (op) {
    case Op.Add:
      return x + y;
    case Op.Subtract:
      return x - y;
    case Op.Multiply:
      return x * y;
    case Op.Divide:
      return x / y;
    case Op.Negate:
      return -x;
    case Op.Power:
      return x ** y;
    case Op.Less:
      return x < y ? 1 : 0;
    case Op.LessOrEqual:
      return x <= y ? 1 : 0;
    case Op.Equal:
      return x === y ? 1 : 0;
    case Op.NotEqual:
      return x !== y ? 1 : 0;
    case Op.And:
      return x === 1 && y === 1 ? 1 : 0;
    case Op.Or:
      return x === 1 || y === 1 ? 1 : 0;
    case Op.Not:
      return x === 1 ? 0 : 1;
    case Op.Select:
      return x === 1 ? y : z;
    default:
      return NaN;
  }
}
