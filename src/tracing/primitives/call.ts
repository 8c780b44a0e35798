/** Calls a primitive by its name. */
import { functionRows, functionIndex } from '../../calculus/functions/table';
import { refuse } from '../context';
import type { Context } from '../context';
import { writeSubscript } from '../assignment';
import type { Keywords } from '../functions';
import type { Builtin, Value } from '../values';
import { bind } from './binding';
import { callComplex, createComplex, hasComplex } from './complex';
import { elementwisePrimitive } from './elementwise';
import { findPrimitive } from './table';

export const isPrimitive = (name: string): boolean => findPrimitive(name) !== undefined;

/** What works on values of any kind, numbers or not. */
const OF_ANY_VALUES =
  /^(list|tuple|zip|enumerate|reversed|dict|isinstance|getattr|hasattr|setattr|print|str|repr|format|cast|partial|reduce|builtin\.(map|filter|iter|next)|vectorize.*|ufunc\..*|(list|tuple|dictionary|string)\..*|complex|fft\..*|itertools\..*|apply_along_axis|namespace|set|slice)$/;

export function callPrimitive(
  context: Context,
  builtin: Builtin,
  positional: readonly Value[],
  keywords: Keywords,
): Value {
  const { primitive: name } = builtin;
  if (name === 'random' || name.startsWith('random.'))
    return refuse(context, `\`${builtin.name}\` is random: what it gives has no derivative.`);
  const out = keywords.find(([key]) => key === 'out')?.[1];
  const others = keywords.filter(([key]) => key !== 'out');
  const given = [...positional, ...others.map(([, value]) => value)];
  const isComplex = given.some((value) => hasComplex(value)) || builtin.name.startsWith('cmath.');
  const result =
    createComplex(context, builtin, positional, others) ??
    (isComplex && !OF_ANY_VALUES.test(name) && (!isPrimitive(name) || !name.startsWith('cmath.'))
      ? callComplex(context, builtin, positional, others)
      : apply(context, builtin, positional, others));
  context.wholes.note(name, positional, others, result);
  if (!out || out.kind === 'none') return result;
  writeSubscript(context, out, [{ kind: 'ellipsis' }], result);
  return out;
}

function apply(context: Context, builtin: Builtin, positional: readonly Value[], keywords: Keywords): Value {
  const found = findPrimitive(builtin.primitive);
  if (found) return found.run(bind(context, builtin.name, found.signature, positional, keywords));
  const row = functionRows[functionIndex(builtin.primitive)];
  if (row) return elementwisePrimitive(context, builtin, row.arity, positional, keywords);
  return refuse(context, `\`${builtin.name}\` is not read yet.`);
}
