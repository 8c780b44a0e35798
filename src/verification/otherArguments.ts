/** What a derivative may be by instead of the argument that it was compared by. */
import type { NodeId } from '../calculus/graph';
import { compile } from '../numerics/compile';
import type { Hypothesis } from './layout';
import type { Merged, MergedInput } from './merge';
import type { PairCheckRequest } from './pairRequest';

/** The keys of what is returned, `grads['W1']`, where there are several and none is what it is compared by. */
export function otherKeys(
  { derivative, pair }: PairCheckRequest,
  { inputs, found }: Merged,
  { variables }: Hypothesis,
): string | null {
  const parts = pair.parts.derivative === null ? derivative.parts.map(({ name }) => name) : [];
  // `return p, dp`: the value in front is not compared, and is no derivative.
  const keys = found.length < derivative.outputs.length ? parts.slice(1) : parts;
  if (keys.length < 2 || keys.some((key) => !/^[A-Za-z_]\w*$/.test(key))) return null;
  const own = inputs.filter(({ symbols }) => variables.symbols.includes(symbols[0] as NodeId));
  const names = own.map(({ name }) => name.toLowerCase());
  const isMeant = (key: string): boolean =>
    names.some((name) => key.toLowerCase().includes(name) || name.includes(key.toLowerCase()));
  return keys.some(isMeant) ? null : keys.join(', ');
}

const MOVED = 0.5;
const POINTS = 4;

/**
 * The second data set of a kernel k(X − Z). Where only differences of rows count, the derivative by the one is that by the
 * other with the sign turned.
 */
export function otherOfDifference(
  { graph, inputs, outputs }: Merged,
  { variables }: Hypothesis,
  points: readonly Float64Array[],
): string | null {
  const own = inputs.find(({ symbols }) => symbols[0] === variables.symbols[0]);
  if (own?.sizes.length !== 2 || own.symbols.length !== variables.symbols.length) return null;
  const all = inputs.flatMap((input): NodeId[] => [...input.symbols]);
  const run = compile(graph, outputs, all);
  const at = (point: Float64Array): Float64Array => {
    const values = new Float64Array(outputs.length);
    run(point, values);
    return values;
  };
  const isMovedWith = ({ symbols }: MergedInput): boolean => {
    const moved = new Set([...symbols, ...own.symbols].map((symbol) => all.indexOf(symbol)));
    return points.slice(0, POINTS).every((point) => {
      const [values, others] = [at(point), at(point.map((value, k) => (moved.has(k) ? value + MOVED : value)))];
      return others.every((value, k) => Math.abs(value - (values[k] as number)) < 1e-9);
    });
  };
  const isOther = ({ primalName, isAttribute, sizes, shape }: MergedInput): boolean =>
    primalName !== null && !isAttribute && sizes.length === 2 && shape[0] !== own.shape[0] && sizes[1] === own.sizes[1];
  return inputs.find((input) => isOther(input) && isMovedWith(input))?.name ?? null;
}
