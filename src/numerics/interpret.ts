/** Evaluates a tape by a loop over its slots: for the first calls, and where code may not be generated. */
import { arithmetic } from '../calculus/arithmetic';
import { FIRST_FUNCTION } from '../calculus/operations';
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
      const n = products[i] as number;
      v[i] = f ? f(x, y, z) : n > 0 ? productPower(x, n) : arithmetic(op[i] as number, x, y, z);
    }
  };
}
