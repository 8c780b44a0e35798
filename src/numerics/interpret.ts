/** Evaluates a tape by a loop over its slots: for the first calls, and where code may not be generated. */
import { FIRST_FUNCTION, Op } from '../calculus/operations';
import type { Tape } from './tape';
import { functionOf, Leaf, productPower } from './tape';

/** A function that fills `v` (one number a slot; conditions are 1 or 0) for given inputs. */
export function interpreter(tape: Tape): (values: ArrayLike<number>, v: Float64Array) => void {
  const { size, op, a, b, c, leaf, constants, products } = tape;
  const functions = Array.from({ length: size }, (_, i) =>
    leaf[i] === Leaf.None && (op[i] as number) >= FIRST_FUNCTION ? functionOf(tape, i).value : null,
  );
  return (values, v) => {
    for (let i = 0; i < size; i += 1) {
      if (leaf[i] === Leaf.Constant) {
        v[i] = constants[i] as number;
        continue;
      }
      if (leaf[i] === Leaf.Input) {
        v[i] = values[a[i] as number] as number;
        continue;
      }
      const [x, y] = [v[a[i] as number] as number, v[b[i] as number] as number];
      const z = v[c[i] as number] as number;
      const f = functions[i];
      v[i] = f ? f(x, y, z) : operation(op[i] as number, x, y, z, products[i] as number);
    }
  };
}

/** The value of an operation that is no function of the table; conditions are 1 or 0. */
export function operation(op: number, x: number, y: number, z: number, product: number): number {
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
      return product > 0 ? productPower(x, product) : x ** y;
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
