/** The verdict on one hand-written derivative: at sizes that fit both, and read as it may be meant. */
import type { Definition } from '../../languages/program';
import type { Traced } from '../../tracing/traced';
import { isUsedAsArray } from '../../verification/arrayEvidence';
import { isConfirmed } from '../../verification/check';
import type { PairVerdict } from '../../verification/check';
import { mayBeDerivativeOf } from '../../verification/likeness';
import { slipsOf } from '../../verification/slips';
import type { Slip } from '../../verification/slips';
import { afterRebinding, isUnfinished, lossAmong } from '../../verification/sources';
import { confirmed } from './confirmed';
import { layerSizes, tracedForOneOf } from './layers';
import {
  arrayTakenForNumber,
  countedApart,
  doubtfulNumbers,
  givenApart,
  readings,
  transposedVector,
  withoutRepetition,
} from './misread';
import { withFittingSizes } from './sizes';
import {
  isDecided,
  traceDerivative,
  tracePrimal,
  tracedAsWritten,
  tracedFor,
  tracedWith,
  unjudged,
  verdictOn,
} from './traces';
import type { JudgeRequest, TracedRequest } from './traces';

/** The verdict; a sentence where there is none. */
export function judge(request: JudgeRequest): PairVerdict | string {
  const verdict = judgeWritten(request);
  if (typeof verdict === 'string') return verdict;
  if (isConfirmed(verdict)) return confirmed(request, verdict, judgeWritten);
  if (verdict.verdict !== 'differs') return verdict;
  const chosen = chosenElsewhere(request);
  if (chosen !== null) return chosen;
  if (isGradientOfVector(request, verdict))
    return unjudged(
      'not judged: it is the transposed Jacobian: the gradient of a vector is written either way',
      verdict,
    );
  // Proximal methods go along the gradient of that part, and treat the rest in another way.
  const smooth = request.studies
    .methodsBeside(request.derivative)
    .find((other) => smoothPart.test(other.function.name) && belongsTo(request, other));
  if (smooth) return `it is the derivative of ${smooth.name}`;
  const rebound = afterRebinding(request.pair, request.primal, request.derivative);
  if (!rebound) return withSlip(request, verdict);
  const after = judgeWritten({ ...request, pair: { ...request.pair, views: rebound.views } });
  return isDecided(after) ? `it is by what ${rebound.name} is made at first` : verdict;
}

/** (∇f)ᵢⱼ = ∂fⱼ/∂xᵢ in one book, ∂fᵢ/∂xⱼ in another. */
const isGradientOfVector = ({ derivative }: JudgeRequest, { entries }: PairVerdict): boolean =>
  entries.every(({ finding }) => finding.startsWith('the matrix is transposed')) &&
  /grad/i.test(`${derivative.function.name} ${derivative.function.documentation ?? ''}`) &&
  !/jac/i.test(`${derivative.function.name} ${derivative.function.documentation ?? ''}`);

/** What is wrong for one of several functions of a name may be right for another one. */
function chosenElsewhere(request: JudgeRequest): string | null {
  const notes = tracedAsWritten(request).flatMap((traced) => traced.notes);
  const name = notes.map((note) => /^shown for the last of \d+ functions (.*)$/.exec(note)?.[1]).find(Boolean);
  return name === undefined ? null : `a condition chooses which ${name} there is`;
}

/** What no change of an expression explains, or a change of its own in each entry, may be one slip in what is written. */
function withSlip(request: JudgeRequest, verdict: PairVerdict): PairVerdict {
  const findings = new Set(verdict.entries.map(({ finding }) => finding));
  if (findings.size === 1 && !findings.has('')) return verdict;
  const finding = slipIn(request) ?? (findings.has('') ? otherFunction(request) : null);
  return finding === null ? verdict : explained(verdict, finding);
}

function slipIn(request: JudgeRequest): string | null {
  const { derivative, pair, studies } = request;
  const view = pair.views.derivative;
  const slips = slipsOf(view?.function ?? derivative.function, (span) => studies.textOf(span));
  const isIt = ({ function: without }: Slip): boolean => {
    const views = view ? { ...pair.views, derivative: { ...view, function: without } } : pair.views;
    const changed = { ...derivative, function: without };
    return isDecided(judgeWritten({ ...request, derivative: changed, pair: { ...pair, views } }));
  };
  return slips.find(isIt)?.finding ?? null;
}

const smoothPart = /(?:^|_)smooth(?:_|$)|[a-z]Smooth/;

/** It is right for another function: one has been copied from there, or the names are exchanged. */
function otherFunction(request: JudgeRequest): string | null {
  if (!mayBelongElsewhere(request)) return null;
  const hand = request.studies.trace(request.derivative);
  if (!hand.ok) return null;
  const found = request.others?.().find((other) => {
    const traced = request.studies.trace(other);
    return traced.ok && mayBeDerivativeOf(hand.traced, traced.traced) && belongsTo(request, other);
  });
  return found ? `this is the derivative of ${found.name}` : null;
}

/** Not what one function gives beside its value, nor what it gives read in a way of its own. */
const mayBelongElsewhere = ({ primal, derivative, pair }: JudgeRequest): boolean =>
  primal !== derivative && !pair.views.derivative;

/** Whether the derivative is right for another function. */
function belongsTo(request: JudgeRequest, other: Definition): boolean {
  const { primal, derivative, pair } = request;
  if (other === primal || other === derivative || !mayBelongElsewhere(request)) return false;
  const views = { ...pair.views, primal: null };
  const verdict = judgeWritten({ ...request, primal: other, pair: { ...pair, primal: other.name, views } });
  return typeof verdict !== 'string' && isConfirmed(verdict);
}

/** The verdict with what is wrong with all of it. */
function explained(verdict: PairVerdict, finding: string): PairVerdict {
  const [counted = ''] = verdict.message.split(': ', 1);
  const entries = verdict.entries.map((entry) => {
    const name = /^entry [^:]*: /.exec(entry.diagnosis)?.[0] ?? '';
    const [own, rest] = [`${entry.finding}: `, entry.diagnosis.slice(name.length)];
    const sides = entry.finding !== '' && rest.startsWith(own) ? rest.slice(own.length) : rest;
    return { ...entry, finding, diagnosis: `${name}${finding}: ${sides}` };
  });
  return { ...verdict, message: `${counted}: ${finding}`, entries };
}

function judgeWritten(request: JudgeRequest): PairVerdict | string {
  const { pair, derivative } = request;
  if (derivative.directive?.flags.includes('intended')) return 'marked as intended';
  const function_ = tracePrimal(request);
  if (!function_.ok) return `${pair.primal} is not understood: ${function_.reason.message}`;
  const written = function_.traced;
  if (isUnfinished(request.primal, written)) return `${pair.primal} gives the same number everywhere`;
  const hand = traceDerivative(request, written);
  if (hand.ok) return judgeReturned({ ...request, written }, hand.traced);
  // What is passed back may have to be shaped as what came out before it can be read at all.
  const shaped = tracedForOneOf(request, layerSizes(written));
  return shaped ? judgeTraces({ ...request, written }, shaped.derivative) : hand.reason.message;
}

function judgeReturned(traced: TracedRequest, hand: Traced): PairVerdict | string {
  const { pair, written } = traced;
  const loss = lossAmong(pair, traced.primal, written);
  if (loss === null) return judgeTraces(traced, hand);
  // `return logits, loss`: a gradient is that of the loss.
  const ofLoss = { ...pair, parts: { ...pair.parts, primal: loss } };
  const alone = judgeTraces({ ...traced, pair: ofLoss }, hand);
  if (isDecided(alone)) return alone;
  const whole = judgeTraces(traced, hand);
  return typeof whole !== 'string' && whole.verdict === 'differs' ? alone : whole;
}

/** The lists of indices for which it is right if they hold nothing twice: `d[a] = w` adds nothing up. */
function rightWithoutRepetition(request: TracedRequest, traces: readonly Traced[]): string | null {
  const shown = withoutRepetition(traces);
  const names = Object.keys(shown);
  const again = names.length > 0 ? tracedFor(request, shown) : null;
  return again && isConfirmed(verdictOn(request, again, { isBrief: true })) ? names.join(', ') : null;
}

function judgeTraces(request: TracedRequest, hand: Traced): PairVerdict | string {
  const { primal, derivative, written } = request;
  const checked = withFittingSizes(request, { primal: written, derivative: hand });
  // What differs for an array only, though the derivative may be meant for a number, is no mistake that is sure.
  const doubtful =
    checked.verdict === 'differs'
      ? doubtfulNumbers(written, hand).filter(
          ({ name }) => !isUsedAsArray(primal, name) && !isUsedAsArray(derivative, name),
        )
      : [];
  const isMeantOtherwise = readings(doubtful).some((values) => {
    const traces = tracedWith(request, values);
    if (traces === null) return false;
    const { verdict, unfit, held } = verdictOn(request, traces, { fixed: values, isBrief: true });
    return verdict !== 'differs' && !unfit && !held;
  });
  if (checked.verdict === 'differs') {
    const array = arrayTakenForNumber(request, [...written.inputs, ...hand.inputs]);
    if (array !== null) return `nothing tells the size of ${array}`;
    const turned = transposedVector(request, [...written.inputs, ...hand.inputs]);
    if (turned !== null) return `${turned} is transposed, and nothing tells that it is a matrix`;
    const apart = givenApart(written, hand) ?? countedApart(written, hand);
    if (apart !== null) return `${apart} is given to ${request.pair.primal} in another shape`;
    const lists = rightWithoutRepetition(request, [written, hand]);
    if (lists !== null) return `it is right where no index in ${lists} comes twice`;
  }
  if (isMeantOtherwise)
    return `nothing tells of ${doubtful.map(({ name }) => name).join(', ')} whether a number or an array is meant`;
  return checked;
}
