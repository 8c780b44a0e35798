/** Calls a primitive by its name. */
import { functionRows, functionIndex } from '../../calculus/functions/table';
import { refuse } from '../context';
import type { Context } from '../context';
import { isFalse, isTrue } from '../../calculus/conditions';
import { writeSubscript } from '../assignment';
import { toCondition } from '../coercion';
import type { Keywords } from '../functions';
import { keywordsOfMatrix, resultOfMatrices } from '../matrices';
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
  const names = findPrimitive(name)?.signature.names ?? [];
  const kept = keywordsOfMatrix(context, builtin.name, positional, keywords, names);
  const call = withTarget(context, builtin, positional, kept);
  const given = [...call.positional, ...call.keywords.map(([, value]) => value)];
  const isComplex = given.some((value) => hasComplex(value)) || builtin.name.startsWith('cmath.');
  const made =
    createComplex(context, builtin, call.positional, call.keywords) ??
    (isComplex && !OF_ANY_VALUES.test(name) && (!isPrimitive(name) || !name.startsWith('cmath.'))
      ? callComplex(context, builtin, call.positional, call.keywords)
      : apply(context, builtin, call.positional, call.keywords));
  const result = resultOfMatrices(context, builtin.name, given, made);
  context.wholes.note(name, call.positional, call.keywords, result);
  if (!call.out) return result;
  writeSubscript(context, call.out, [{ kind: 'ellipsis' }], merged(context, call, result));
  return call.out;
}

interface CallWithTarget {
  readonly positional: readonly Value[];
  readonly keywords: Keywords;
  /** The array that the result is written into. */
  readonly out: Value | undefined;
  /** Where it is written: everywhere if undefined. */
  readonly where: Value | undefined;
}

/** How many arrays a function takes that works element by element; undefined for others. */
const arityOf = (name: string): number | undefined => {
  const found = findPrimitive(name);
  return found ? found.arity : functionRows[functionIndex(name)]?.arity;
};

/**
 * The array that a call writes into, and where: NumPy's universal functions take it as `out=` or as one argument more,
 * `where=` leaves its other elements as they are, and PyTorch's `inplace=True` writes into the argument.
 */
function withTarget(
  context: Context,
  builtin: Builtin,
  positional: readonly Value[],
  keywords: Keywords,
): CallWithTarget {
  const named = (key: string): Value | undefined => keywords.find(([one]) => one === key)?.[1];
  const arity = arityOf(builtin.primitive);
  const isMore = arity !== undefined && positional.length === arity + 1 && builtin.name.startsWith('numpy.');
  const inplace = named('inplace');
  const isInPlace = arity === 1 && inplace !== undefined && !isFalse(context.graph, toCondition(context, inplace));
  const out = isMore ? positional[arity] : isInPlace ? positional[0] : named('out');
  const where = arity === undefined ? undefined : named('where');
  const isEverywhere = !where || (where.kind === 'scalar' && isTrue(context.graph, toCondition(context, where)));
  const target = out?.kind === 'none' ? undefined : out;
  if (!isEverywhere && !target)
    refuse(context, `\`where=\` of \`${builtin.name}\` leaves elements as they happen to be.`);
  const taken = new Set(arity === undefined ? ['out'] : ['out', 'where', 'inplace']);
  return {
    positional: isMore ? positional.slice(0, arity) : positional,
    keywords: keywords.filter(([key]) => !taken.has(key)),
    out: target?.kind === 'scalar' && isInPlace ? undefined : target,
    where: isEverywhere ? undefined : where,
  };
}

/** The result where it is to be written, elsewhere what stands there. */
const merged = (context: Context, call: CallWithTarget, result: Value): Value =>
  call.where && call.out
    ? apply(context, { kind: 'builtin', primitive: 'where', name: 'where' }, [call.where, result, call.out], [])
    : result;

function apply(context: Context, builtin: Builtin, positional: readonly Value[], keywords: Keywords): Value {
  const found = findPrimitive(builtin.primitive);
  if (found) return found.run(bind(context, builtin.name, found.signature, positional, keywords));
  const row = functionRows[functionIndex(builtin.primitive)];
  if (row) return elementwisePrimitive(context, builtin, row.arity, positional, keywords);
  return refuse(context, `\`${builtin.name}\` is not read yet.`);
}
