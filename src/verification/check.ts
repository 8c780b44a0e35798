/** The verdict on a hand-written derivative. */
import { likeResult, withArrays } from './broadcast';
import { LARGEST_COMPARISON } from './layout';
import { merge } from './merge';
import { PairCheck } from './pairCheck';
import type { PairCheckRequest } from './pairRequest';
import { isConfirmed, said, unfit } from './sentences';
import { variableNamed } from './variables';
import type { PairVerdict } from './verdict';

export type { DifferingEntry, Measured, PairVerdict, Print, Verdict, Witness, WitnessValue } from './verdict';
export { shapeOnly, sizeConflict } from './merge';
export { isConfirmed } from './sentences';
export type { PairCheckRequest } from './pairRequest';

/** More returned values than these are not looked at one by one. */
const MOST_PARTS = 8;

/**
 * Compares a hand-written derivative with the function it belongs to. `differs` is said only with a witness at which
 * both sides are well-conditioned, and only where no other layout, convention or usual assumption explains it.
 */
export function checkPair(request: PairCheckRequest): PairVerdict {
  if (request.derivative.parts.length < 2) return checkWhole(request);
  const brief = checkWhole({ ...request, isBrief: true });
  const parts = eachPart(request, brief);
  if (parts) return parts;
  return brief.verdict === 'differs' && !request.isBrief ? checkWhole(request) : brief;
}

/** `return dW, db`: the verdict on each of them, where each is the derivative by one argument. */
function eachPart(request: PairCheckRequest, whole: PairVerdict): PairVerdict | null {
  const { pair, derivative } = request;
  const { by = [] } = whole;
  if (pair.parts.derivative !== null || by.length < 2 || derivative.parts.length !== by.length) return null;
  const verdicts = by.map((name, part): PairVerdict => {
    const { message, ...rest } = checkPart({ ...request, pair: { ...pair, wrt: [name] } }, part);
    return { ...rest, message: isConfirmed(rest) ? `${message}: with respect to ${name}` : message };
  });
  const isDecided = verdicts.every((verdict) => isConfirmed(verdict) || verdict.verdict === 'differs');
  const isSame = verdicts.some(({ verdict }) => verdict === 'differs') === (whole.verdict === 'differs');
  const [first, ...others] = verdicts;
  return first && isDecided && isSame ? { ...first, others } : null;
}

function checkWhole(request: PairCheckRequest): PairVerdict {
  const taken = checkTraces(request);
  const whole = (taken.verdict === 'differs' && afterValue(request)) || taken;
  if (isConfirmed(whole)) return whole;
  // Before anybody is told that something is wrong: perhaps what was taken for a number is an array.
  const arrays = request.retrace && withArrays(request.primal, request.derivative, request.retrace);
  const asArrays = arrays ? { ...request, ...arrays } : null;
  if (whole.verdict === 'unknown' || whole.guessed) {
    const parts = together(byParts(request), asArrays ? byParts(asArrays) : []);
    if (parts && (whole.verdict === 'unknown' || !isInPlace(parts, whole.by ?? []))) return parts;
  }
  const shaped =
    (whole.verdict === 'differs' || whole.unfit) && request.retrace
      ? likeResult(request.primal, request.derivative, request.retrace)
      : null;
  const likely = shaped && checkTraces({ ...request, ...shaped });
  if (likely && isConfirmed(likely)) return likely;
  if (!asArrays) return whole;
  const other = checkTraces(asArrays);
  // What differs for arrays as well is told as it is written: of numbers.
  const isExcused = whole.verdict === 'differs' && other.verdict !== 'differs' && other.layout !== '';
  // What fits for arrays only can only be meant of arrays.
  const fits = whole.unfit === true && other.verdict === 'differs' && !request.returned;
  const isBetter = isConfirmed(other) || isExcused || fits;
  return isBetter ? other : whole;
}

/** `return value, by_a, by_b, by_c`: as many numbers as there are arguments may begin with the value. */
function afterValue(request: PairCheckRequest): PairVerdict | null {
  const { pair, derivative, returned } = request;
  const areNumbers = returned?.length === derivative.outputs.length && derivative.outputs.length > 2;
  if (!areNumbers || pair.parts.derivative !== null || pair.primal === pair.derivative) return null;
  const verdict = checkTraces({ ...request, isValueFirst: true });
  return verdict.unfit || !(isConfirmed(verdict) || verdict.verdict === 'differs') ? null : verdict;
}

/** One of several returned values by itself. */
function checkPart(request: PairCheckRequest, part: number): PairVerdict {
  const { pair } = request;
  const own = { ...pair, parts: { ...pair.parts, derivative: part } };
  return { ...checkTraces({ ...request, pair: own }), part };
}

/** Of several returned values those that are derivatives: `return jacobian, selection`, `return dX, dMean`. */
function byParts(request: PairCheckRequest): PairVerdict[] {
  const { pair, derivative } = request;
  const { parts, outputs, output } = derivative;
  // Several numbers are one part.
  const areNumbers = Boolean(request.returned) && parts.length === 1 && output.sizes.length === 1;
  const count = areNumbers ? outputs.length : parts.length;
  if (pair.parts.derivative !== null || count < 2 || count > MOST_PARTS) return [];
  if (pair.primal === pair.derivative) return [];
  return Array.from({ length: count }, (_, k) => k).flatMap((part): PairVerdict[] => {
    const verdict = checkPart(request, part);
    return isConfirmed(verdict) && !isCalledAfterOther(request, part, verdict) ? [verdict] : [];
  });
}

/** Whether a part is named after one argument, `dw`, and is right by another. */
function isCalledAfterOther({ primal, returned }: PairCheckRequest, part: number, { by = [] }: PairVerdict): boolean {
  const variable = variableNamed(
    returned?.[part] ?? '',
    primal.inputs.map(({ name }) => name),
  );
  return variable !== undefined && by.length > 0 && !by.includes(variable);
}

/** Whether each part that is right is so by the argument that stands in its place. */
const isInPlace = (parts: PairVerdict, by: readonly string[]): boolean =>
  [parts, ...(parts.others ?? [])].every(({ part, by: own }) => own?.join() === by[part ?? 0]);

/** Each part once, as the first that found it says; `null` where there is none. */
function together(...found: readonly (readonly PairVerdict[])[]): PairVerdict | null {
  const byPart = new Map<number | undefined, PairVerdict>();
  for (const verdict of found.flat()) if (!byPart.has(verdict.part)) byPart.set(verdict.part, verdict);
  const [first, ...others] = [...byPart.values()].sort((p, q) => (p.part ?? 0) - (q.part ?? 0));
  if (!first) return null;
  return others.length === 0 && first.part === 0 ? firstOnly(first) : { ...first, others };
}

/** `return jacobian, selection`: what the function is named after, and something beside it. */
function firstOnly({ part: _, message, ...verdict }: PairVerdict): PairVerdict {
  const text = 'the first of the returned values';
  return { ...verdict, message: message.includes(': ') ? `${message}, ${text}` : `${message}: ${text}` };
}

function checkTraces(request: PairCheckRequest): PairVerdict {
  const { pair, primal, derivative } = request;
  const merged = merge(primal, derivative, pair, request.returned ?? null, request.isValueFirst);
  if (!('graph' in merged)) return unfit(`not checked: ${merged.message}`);
  if (merged.found.length === 0 || merged.outputs.length === 0)
    return said('unknown', 'not checked: there are no numbers to compare');
  if (merged.outputs.length * merged.found.length > LARGEST_COMPARISON * 16 || merged.found.length > LARGEST_COMPARISON)
    return said('unknown', `not checked: ${merged.found.length} entries are too many`);
  return new PairCheck(request, merged).verdict();
}
