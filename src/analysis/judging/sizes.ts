/** Sizes that fit a function and its derivative alike, and others at which a verdict has to hold as well. */
import { symbolsOf } from '../../calculus/dependencies';
import { sizeOf } from '../../tracing/arrays';
import type { Traced } from '../../tracing/traced';
import { elementsNamed } from '../../verification/arrayEvidence';
import { isConfirmed, sizeConflict } from '../../verification/check';
import type { PairVerdict } from '../../verification/check';
import {
  columnSizes,
  confirmingSizes,
  countedSizes,
  forOneTarget,
  jointSizes,
  largerSizes,
  namedSizes,
  unlikelySizes,
} from '../../verification/sizes';
import type { JointSizes } from '../../verification/sizes';
import type { Given } from '../studies';
import { backThroughLayer } from './layers';
import { traceDerivative, tracePrimal, tracedAt, unjudged, verdictOn } from './traces';
import type { JudgeRequest, TracedRequest, Traces } from './traces';

/** The verdict for sizes that fit both: as each was traced, or else the likeliest that can be found. */
export function withFittingSizes(request: TracedRequest, traces: Traces): PairVerdict {
  if (traces.primal === traces.derivative) return ofOneFunction(request, traces);
  if (request.pair.passedBack !== undefined) return backThroughLayer(request, traces, request.pair.passedBack);
  const isConflict = ({ primal, derivative }: Traces): boolean => sizeConflict(primal, derivative) !== null;
  const first = isConflict(traces) ? surerSizes(request, traces) : traces;
  const isConstant = symbolsOf(traces.primal.graph, traces.primal.outputs).length === 0;
  const withSizes = (sizes: JointSizes, isBrief = false): PairVerdict | null => {
    const again = tracedAt(request, sizes);
    return !again || isConflict(again) ? null : verdictOn(request, again, { isBrief, areSizesGuessed: !isConstant });
  };
  let best = isConflict(first) ? null : verdictOn(request, first);
  let chosen: JointSizes | null = null;
  if (!best || best.unfit)
    for (const sizes of jointSizes(traces.primal, traces.derivative)) {
      const verdict = withSizes(sizes);
      if (verdict) best = best && verdict.unfit ? best : verdict;
      if (verdict && !verdict.unfit) {
        chosen = sizes;
        break;
      }
    }
  best ??= verdictOn(request, first);
  if (best.unfit)
    for (const sizes of unlikelySizes(traces.primal, traces.derivative)) {
      const verdict = withSizes(sizes, true);
      if (verdict && isConfirmed(verdict)) return verdict;
    }
  if (best.bySize) return forMoreObservations(request, traces, best);
  // Where it is meant for one column, or one target, several say nothing.
  const ranks = new Map(traces.primal.inputs.map(({ name, sizes }) => [name, sizes.length]));
  const isMeantForOne = Object.entries(chosen?.primal ?? {}).some(
    ([name, sizes]) => sizes.includes(1) || sizes.length < (ranks.get(name) ?? 0),
  );
  if (isConfirmed(best)) return forMoreElements(request, traces, best, isMeantForOne);
  if (best.verdict !== 'differs') return best;
  const ofSum = sumInsteadOfMean(request, traces, best);
  if (ofSum) return ofSum;
  // A difference that other sizes do not show is none that is sure.
  const named = (name: string): number => elementsNamed(request.primal, name);
  for (const sizes of [
    ...confirmingSizes(traces.primal, traces.derivative),
    ...namedSizes(traces.primal, traces.derivative, named),
    ...countedSizes(traces.primal, traces.derivative),
    ...forOneTarget(traces.primal, traces.derivative),
  ]) {
    const verdict = withSizes(sizes, true);
    // Sizes at which the two do not fit together say nothing of it.
    if (verdict && verdict.verdict !== 'differs' && !verdict.unfit && !verdict.held) return verdict;
  }
  const isMissing = ({ index, values }: PairVerdict['entries'][number]): boolean =>
    (index.at(-1) ?? 0) > 0 && (values.found === 0 || values.expected === 0);
  for (const sizes of best.entries.every(isMissing) ? columnSizes(traces.primal, traces.derivative) : []) {
    const verdict = withSizes(sizes, true);
    if (verdict && isConfirmed(verdict)) return unjudged('not judged: it is right for one column', best);
  }
  return best;
}

/** What is right for two elements of something may be so by chance. */
function forMoreElements(
  request: TracedRequest,
  traces: Traces,
  verdict: PairVerdict,
  isMeantForOne = false,
): PairVerdict {
  // `x[0]` and `x[1]` may be all there are.
  if (traces.primal.inputs.some(({ name }) => elementsNamed(request.primal, name) > 0)) return verdict;
  for (const sizes of largerSizes(traces.primal, traces.derivative)) {
    const again = tracedAt(request, sizes);
    if (!again || sizeConflict(again.primal, again.derivative) !== null) continue;
    const larger = verdictOn(request, again, { isBrief: true });
    if (larger.verdict === 'differs') return verdictOn(request, again);
    // A sum instead of a mean, say: where there happen to be two, 2/2 is 1.
    if (isDoubted(larger) || (larger.disagrees && !isMeantForOne)) return larger;
  }
  return verdict;
}

/** It was compared, and does not agree. */
const isDoubted = ({ verdict, message }: PairVerdict): boolean =>
  verdict === 'unknown' && message.startsWith('not judged') && !/too (long|ill-conditioned)/.test(message);

/** A function that returns its derivative with its value has all sizes in common. */
function ofOneFunction(request: TracedRequest, traces: Traces): PairVerdict {
  const verdict = verdictOn(request, traces);
  if (isConfirmed(verdict)) return forMoreElements(request, traces, verdict);
  if (verdict.verdict === 'differs') return sumInsteadOfMean(request, traces, verdict) ?? verdict;
  return verdict.bySize ? forMoreObservations(request, traces, verdict) : verdict;
}

/** Traced at the likeliest of other sizes; `null` where they do not go with it. */
function atOtherSizes(request: TracedRequest, { primal, derivative }: Traces): Traces | null {
  const [sizes] = confirmingSizes(primal, derivative);
  const others = sizes ? tracedAt(request, sizes) : null;
  return others && sizeConflict(others.primal, others.derivative) === null ? others : null;
}

/** As many times the derivative as there are elements, or as one of so many, whatever their number is. */
function sumInsteadOfMean(request: TracedRequest, traces: Traces, verdict: PairVerdict): PairVerdict | null {
  const isCount = (times: number, { inputs }: Traced): boolean =>
    inputs.some(
      ({ numeric, sizes }) =>
        numeric && [sizeOf(sizes), ...sizes].some((size) => size > 1 && Math.abs(times / size - 1) < 1e-7),
    );
  const { factor = 0 } = verdict;
  const isSum = isCount(factor, traces.primal);
  if (!isSum && !isCount(1 / factor, traces.primal)) return null;
  const others = atOtherSizes(request, traces);
  if (!others) return null;
  const again = verdictOn(request, others, { isBrief: true }).factor ?? 0;
  if (again === factor || !isCount(isSum ? again : 1 / again, others.primal)) return null;
  const what = isSum ? 'a sum instead of a mean' : 'a mean instead of a sum';
  return unjudged(`not judged: it is the derivative of ${what}?`, verdict);
}

/** A factor 2 is a mistake, also where there happen to be two observations; one that is always their number is none. */
function forMoreObservations(request: TracedRequest, traces: Traces, verdict: PairVerdict): PairVerdict {
  const others = atOtherSizes(request, traces);
  if (!others) return verdict;
  const again = verdictOn(request, { ...others, primal: openAs(others.primal, traces.primal) });
  return again.verdict === 'differs' ? again : verdict;
}

/** With the sizes that it was traced with given, the names of those that nothing in the source fixes. */
function openAs(traced: Traced, open: Traced): Traced {
  const inputs = traced.inputs.map((input) => {
    const shape = open.inputs.find(({ name }) => name === input.name)?.shape;
    return shape?.length === input.shape.length ? { ...input, shape } : input;
  });
  return { ...traced, inputs };
}

/** Where one of the two knows less of the sizes, it is traced again with those of the other. */
function surerSizes(request: JudgeRequest, traces: Traces): Traces {
  const conflict = sizeConflict(traces.primal, traces.derivative);
  if (!conflict) return traces;
  const isEmpty = (values: Given['values']): boolean => Object.keys(values).length === 0;
  const primal = isEmpty(conflict.primal) ? null : tracePrimal(request, conflict.primal);
  const derivative = isEmpty(conflict.derivative) ? null : traceDerivative(request, null, conflict.derivative);
  return {
    primal: primal?.ok ? primal.traced : traces.primal,
    derivative: derivative?.ok ? derivative.traced : traces.derivative,
  };
}
