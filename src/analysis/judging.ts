/** The verdict on one hand-written derivative: at sizes that fit both, and read as it may be meant. */
import type { Graph, NodeId } from '../calculus/graph';
import { view } from '../calculus/view/view';
import type { Definition } from '../languages/program';
import { formatTerm } from '../notation/term';
import { symbolsOf } from '../calculus/dependencies';
import { sizeOf } from '../tracing/arrays';
import type { GivenValue, Traced, TracedInput, TraceResult } from '../tracing/traced';
import { elementsNamed, isTransposedAlone, isUsedAsArray } from '../verification/arrayEvidence';
import { choicesTaken } from '../verification/defaults';
import { checkPair, isConfirmed, shapeOnly, sizeConflict } from '../verification/check';
import type { PairVerdict, Print } from '../verification/check';
import { mayBeDerivativeOf } from '../verification/likeness';
import type { Pair } from '../verification/pairing';
import { namesOfReturned } from '../verification/returns';
import { afterRebinding, isUnfinished, lossAmong, speaksOfSigns, speaksOfZero } from '../verification/sources';
import { confirmingSizes, jointSizes, largerSizes, namedSizes, unlikelySizes } from '../verification/sizes';
import type { JointSizes } from '../verification/sizes';
import { slipsOf } from '../verification/slips';
import type { Slip } from '../verification/slips';
import { withShapes } from '../verification/views';
import type { Settings } from './settings';
import type { Given, Studies } from './studies';

export interface JudgeRequest {
  readonly pair: Pair;
  readonly primal: Definition;
  readonly derivative: Definition;
  readonly studies: Studies;
  readonly settings: Settings;
  /** The file's language: what is expected is said in it. */
  readonly language: string;
  /** Other functions of the file that a hand-written derivative may have been copied from, or be of by mistake. */
  readonly others?: () => readonly Definition[];
}

/** The verdict; a sentence where there is none. */
export function judge(request: JudgeRequest): PairVerdict | string {
  const verdict = judgeWritten(request);
  if (typeof verdict === 'string') return verdict;
  if (isConfirmed(verdict)) return forDefaults(request, verdict);
  if (verdict.verdict !== 'differs') return verdict;
  const rebound = afterRebinding(request.pair, request.primal, request.derivative);
  if (!rebound) return withSlip(request, verdict);
  const after = judgeWritten({ ...request, pair: { ...request.pair, views: rebound.views } });
  return isDecided(after) ? `it is by what ${rebound.name} is made at first` : verdict;
}

/** What is right was seen with the defaults of what chooses between branches: with others it may not be. */
function forDefaults({ pair, primal, derivative, studies }: JudgeRequest, verdict: PairVerdict): PairVerdict {
  const functions = primal === derivative ? [primal] : [primal, derivative];
  const constructor = studies.methodsBeside(derivative).find((one) => one.function.name === '__init__');
  const labels = [pair.views.primal, pair.views.derivative].map((view) => view?.label ?? '').join(' ');
  const traces = [
    studies.trace(primal, undefined, pair.views.primal),
    studies.trace(derivative, undefined, pair.views.derivative),
  ];
  const notes = traces.flatMap((result) => (result.ok ? result.traced.notes : []));
  const choices = choicesTaken(functions, constructor, labels)
    .filter(({ name }) => !notes.includes(`shown for a given ${name}`))
    .map(({ text }) => text);
  // A text that the source has and no call gives is one of several.
  for (const note of notes) choices.push(...(/^shown for (\S+ = '.*')$/.exec(note)?.slice(1) ?? []));
  if (choices.length === 0) return verdict;
  return { ...verdict, message: `${verdict.message}; for ${[...new Set(choices)].join(', ')}` };
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

/** It is right for another function: one has been copied from there, or the names are exchanged. */
function otherFunction(request: JudgeRequest): string | null {
  const { primal, derivative, pair, others } = request;
  if (primal === derivative || pair.views.derivative) return null;
  const hand = request.studies.trace(derivative);
  if (!hand.ok) return null;
  const found = others?.().find((other) => {
    if (other === primal || other === derivative) return false;
    const traced = request.studies.trace(other);
    if (!traced.ok || !mayBeDerivativeOf(hand.traced, traced.traced)) return false;
    const views = { ...pair.views, primal: null };
    const verdict = judgeWritten({ ...request, primal: other, pair: { ...pair, primal: other.name, views } });
    return typeof verdict !== 'string' && isConfirmed(verdict);
  });
  return found ? `this is the derivative of ${found.name}` : null;
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

const isDecided = (verdict: PairVerdict | string): boolean =>
  typeof verdict !== 'string' && (isConfirmed(verdict) || verdict.verdict === 'kink');

interface TracedRequest extends JudgeRequest {
  /** The function as it is written, before it is given any sizes. */
  readonly written: Traced;
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
    const turned = [...written.inputs, ...hand.inputs].find(
      ({ name, sizes, shape }) =>
        sizes.length === 1 &&
        typeof shape[0] === 'string' &&
        [primal, derivative].some((one) => isTransposedAlone(one, name)),
    );
    if (turned) return `${turned.name} is transposed, and nothing tells that it is a matrix`;
    const apart = givenApart(written, hand) ?? countedApart(written, hand);
    if (apart !== null) return `${apart} is given to ${request.pair.primal} in another shape`;
  }
  if (isMeantOtherwise)
    return `nothing tells of ${doubtful.map(({ name }) => name).join(', ')} whether a number or an array is meant`;
  return checked;
}

const nothing: Given = { wrt: null, values: {} };
const of = (values: Given['values']): Given | undefined =>
  Object.keys(values).length > 0 ? { ...nothing, values } : undefined;

const tracePrimal = ({ pair, primal, studies }: JudgeRequest, values: Given['values'] = {}): TraceResult =>
  studies.trace(primal, of(values), pair.views.primal);

/** The trace of the derivative, with arrays that it writes into shaped as the variable is. */
function traceDerivative(
  { pair, derivative, studies }: JudgeRequest,
  primal: Traced | null,
  given: Given['values'] = {},
): TraceResult {
  const values: Record<string, GivenValue> = { ...given };
  for (const [name, like] of Object.entries(pair.views.derivative?.shapedLike ?? {})) {
    const input = primal?.inputs.find((candidate) => candidate.name === like && candidate.numeric);
    if (input && input.sizes.length > 0) Object.assign(values, { [name]: shapeOnly(input), [like]: shapeOnly(input) });
  }
  return studies.trace(derivative, of(values), pair.views.derivative);
}

/** The verdict for sizes that fit both: as each was traced, or else the likeliest that can be found. */
function withFittingSizes(request: TracedRequest, traces: Traces): PairVerdict {
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
  // Where it is meant for one column, several say nothing.
  const isMeantForOne = chosen !== null && Object.values(chosen.primal).some((sizes) => sizes.includes(1));
  if (isConfirmed(best)) return forMoreElements(request, traces, best, isMeantForOne);
  if (best.verdict !== 'differs') return best;
  const ofSum = sumInsteadOfMean(request, traces, best);
  if (ofSum) return ofSum;
  // A difference that other sizes do not show is none that is sure.
  const named = (name: string): number => elementsNamed(request.primal, name);
  for (const sizes of [
    ...confirmingSizes(traces.primal, traces.derivative),
    ...namedSizes(traces.primal, traces.derivative, named),
  ]) {
    const verdict = withSizes(sizes, true);
    // Sizes at which the two do not fit together say nothing of it.
    if (verdict && verdict.verdict !== 'differs' && !verdict.unfit && !verdict.held) return verdict;
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
  const [others] = confirmingSizes(traces.primal, traces.derivative).map((sizes) => tracedAt(request, sizes));
  if (!others || sizeConflict(others.primal, others.derivative) !== null) return null;
  const again = verdictOn(request, others, { isBrief: true }).factor ?? 0;
  if (again === factor || !isCount(isSum ? again : 1 / again, others.primal)) return null;
  const what = isSum ? 'a sum instead of a mean' : 'a mean instead of a sum';
  return unjudged(`not judged: it is the derivative of ${what}?`, verdict);
}

/** A factor 2 is a mistake, also where there happen to be two observations; one that is always their number is none. */
function forMoreObservations(request: TracedRequest, traces: Traces, verdict: PairVerdict): PairVerdict {
  const [others] = confirmingSizes(traces.primal, traces.derivative).map((sizes) => tracedAt(request, sizes));
  if (!others || sizeConflict(others.primal, others.derivative) !== null) return verdict;
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

/** Both traced with these sizes; `null` where one of them cannot be. */
function tracedAt({ pair, primal: f, derivative: g, studies }: JudgeRequest, sizes: JointSizes): Traces | null {
  const primal = studies.trace(f, undefined, withShapes(pair.views.primal, f.function, sizes.primal));
  const derivative = studies.trace(g, undefined, withShapes(pair.views.derivative, g.function, sizes.derivative));
  return primal.ok && derivative.ok ? { primal: primal.traced, derivative: derivative.traced } : null;
}

/**
 * What goes back through a layer is shaped as what came out of it. A layer may be meant for one example or for a batch
 * of them, one a row: it is right if it is right for either.
 */
function backThroughLayer(request: TracedRequest, traces: Traces, passedBack: string): PairVerdict {
  const at = (given: JointSizes['primal']): PairVerdict[] => {
    const again = tracedBack(request, given, passedBack);
    if (!again || sizeConflict(again.primal, again.derivative) !== null) return [];
    return [verdictOn(request, { ...again, primal: withOpenBatch(again.primal) })];
  };
  const found = layerSizes(traces.primal).flatMap(at);
  const rank = (verdict: PairVerdict): number =>
    isDecided(verdict) ? 0 : verdict.unfit ? 3 : verdict.verdict === 'differs' ? 2 : 1;
  const [best] = found.sort((p, q) => rank(p) - rank(q));
  if (best && !best.unfit) return best;
  const anyhow = best ?? verdictOn(request, traces);
  if (anyhow.verdict !== 'differs' && !anyhow.unfit) return anyhow;
  // No sizes fit but those where rows and columns are as many: what is the wrong way round can be told there.
  const [square] = at(squareSizes(traces.primal));
  if (square?.verdict === 'differs' && square.entries.every(({ finding }) => finding !== '')) return square;
  return anyhow.unfit ? anyhow : unjudged('not judged: no sizes of its arrays fit together', anyhow);
}

/** Both with these sizes, and what is passed back shaped as what came out; `null` where one of them cannot be traced. */
function tracedBack(request: JudgeRequest, given: JointSizes['primal'], passedBack: string): Traces | null {
  const { pair, primal: f, studies } = request;
  const primal = studies.trace(f, undefined, withShapes(pair.views.primal, f.function, given));
  if (!primal.ok) return null;
  const own = Object.fromEntries(
    primal.traced.inputs.filter(({ sizes }) => sizes.length > 0).map(({ name, sizes }) => [name, sizes] as const),
  );
  return tracedAt(request, { primal: own, derivative: { ...own, [passedBack]: valueSizes(primal.traced, pair) } });
}

/** The first of some choices of sizes at which a layer can be traced both ways. */
function tracedForOneOf(request: JudgeRequest, choices: readonly JointSizes['primal'][]): Traces | null {
  const { passedBack } = request.pair;
  if (passedBack === undefined) return null;
  for (const given of choices) {
    const traces = tracedBack(request, given, passedBack);
    if (traces) return traces;
  }
  return null;
}

const unjudged = (message: string, verdict: PairVerdict): PairVerdict => ({
  ...verdict,
  verdict: 'unknown',
  message,
  entries: [],
});

/** As many rows as columns everywhere, and as many examples. */
function squareSizes({ inputs }: Traced): JointSizes['primal'] {
  const arrays = inputs.filter(({ numeric, sizes }) => numeric && sizes.length > 0);
  const [first] = inputs.filter(({ numeric, isAttribute }) => numeric && !isAttribute);
  return Object.fromEntries(
    arrays.map((input) => [input.name, (input === first ? [0, 0] : input.sizes).map(() => 3)] as const),
  );
}

/** The shape of what comes out, without what is kept for the way back. */
const valueSizes = ({ output, parts }: Traced, pair: Pair): readonly number[] =>
  typeof pair.parts.primal === 'number' ? (parts[pair.parts.primal]?.sizes ?? output.sizes) : output.sizes;

/** How many examples there are, nothing says: a derivative may be a mean over them. */
function withOpenBatch(traced: Traced): Traced {
  const [first] = traced.inputs.filter(({ numeric, isAttribute }) => numeric && !isAttribute);
  if (!first || first.sizes.length < 2) return traced;
  const inputs = traced.inputs.map((input) =>
    input === first ? { ...input, shape: ['batch', ...input.shape.slice(1)] } : input,
  );
  return { ...traced, inputs };
}

/** What is added to a product of weights, one number for each column of it. */
const BIAS = /^(?:.*\.)?(?:b\d*|bias(?:es)?)$/;

/** As the layer was traced; and with a batch, of a size that no other is. */
function layerSizes({ inputs }: Traced): JointSizes['primal'][] {
  const own = (more: JointSizes['primal']): JointSizes['primal'] => ({
    ...Object.fromEntries(
      inputs
        .filter(({ numeric, sizes }) => numeric && sizes.length > 0)
        .map(({ name, sizes }) => [name, sizes] as const),
    ),
    ...more,
  });
  const [first] = inputs.filter(({ numeric, isAttribute }) => numeric && !isAttribute);
  if (!first) return [own({})];
  const batch = Math.max(3, ...inputs.flatMap(({ sizes }) => sizes)) + 1;
  const width = first.sizes.at(-1) ?? 2;
  // `x.dot(w)` alone says nothing of whether w is a vector, nor `+ b` of whether b is.
  const weights = inputs.filter((input) => input !== first && input.sizes.length === 1 && input.sizes[0] === width);
  const biases = inputs.filter((input) => BIAS.test(input.name) && input.numeric && input.sizes.length === 0);
  const matrices = Object.fromEntries<readonly number[]>([
    ...weights.map(({ name }) => [name, [width, batch + 1]] as const),
    ...biases.map(({ name }) => [name, [batch + 1]] as const),
  ]);
  if (first.sizes.length > 1) return [own({}), ...(weights.length > 0 ? [own(matrices)] : [])];
  return [
    own({}),
    own({ [first.name]: [batch, width] }),
    ...(weights.length > 0 ? [own({ [first.name]: [batch, width], ...matrices })] : []),
  ];
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

/** @param options how some arguments are read: what is traced again, with others as arrays, keeps to it */
function verdictOn(
  request: TracedRequest,
  traces: Traces,
  {
    fixed = {},
    isBrief = false,
    areSizesGuessed = false,
  }: { readonly fixed?: Given['values']; readonly isBrief?: boolean; readonly areSizesGuessed?: boolean } = {},
): PairVerdict {
  const { pair, derivative, settings, language } = request;
  return checkPair({
    pair,
    returned: namesOfReturned(derivative.function),
    ...traces,
    isBrief,
    areSizesGuessed,
    notSquare: matricesOfAnyShape(request.written),
    saysNothingOfSigns: !speaksOfSigns(request.primal),
    // `D = 0.0` in one branch, and `return D, D_d`, says nothing of a derivative.
    saysNothingOfZero: !speaksOfZero(derivative) || (pair.primal === pair.derivative && !pair.evidence.strong),
    retrace: (which, arrays) => {
      const given = { ...arrays, ...fixed };
      const again = which === 'primal' ? tracePrimal(request, given) : traceDerivative(request, null, given);
      return again.ok ? again.traced : null;
    },
    budgetMilliseconds: settings.budget,
    print: printer({ ...settings, language }),
  });
}

/** Trees with more leaves and branches than this are read by nobody, however they are simplified. */
const LARGEST_PRINTED = 800;

/** Expressions as the source would have them, each worked out once; `''` where one takes more than a line. */
function printer(options: Parameters<typeof formatTerm>[1]): Print {
  const known = new WeakMap<Graph, Map<NodeId, string>>();
  return (graph, node) => {
    const texts = known.get(graph) ?? new Map<NodeId, string>();
    known.set(graph, texts);
    const text = texts.get(node) ?? printed(graph, node, options);
    texts.set(node, text);
    return text;
  };
}

function printed(graph: Graph, node: NodeId, options: Parameters<typeof formatTerm>[1]): string {
  if (isLargerThan(graph, node, LARGEST_PRINTED)) return '';
  const { entries, definitions } = view(graph, [node], { budgetMilliseconds: 20, names: false });
  const [entry] = entries;
  // What stands for a part of it has no meaning in the source.
  return entry && definitions.length === 0 ? formatTerm(entry, options).code : '';
}

/** Whether an expression, written out as a tree, has more nodes. */
function isLargerThan(graph: Graph, node: NodeId, most: number): boolean {
  const open = [node];
  for (let count = 0; open.length > 0; count += 1) {
    if (count > most) return true;
    open.push(...graph.operands(open.pop() as NodeId));
  }
  return false;
}

/** Matrices of which nothing in the function itself says that they are square. */
const matricesOfAnyShape = ({ inputs }: Traced): ReadonlySet<string> =>
  new Set(inputs.filter(({ shape }) => shape.length === 2 && shape[0] !== shape[1]).map(({ name }) => name));

/** An attribute that both take as a number, though a method of the class uses it as only an array can be used. */
function arrayTakenForNumber({ studies, derivative }: JudgeRequest, inputs: readonly TracedInput[]): string | null {
  const numbers = inputs.filter(({ isAttribute, numeric, sizes }) => isAttribute && numeric && sizes.length === 0);
  if (numbers.length === 0) return null;
  const transposed = numbers.find(({ name }) => name.endsWith('.T'));
  if (transposed) return transposed.name.slice(0, -'.T'.length);
  const methods = studies.methodsBeside(derivative);
  return numbers.find(({ name }) => methods.some((method) => isUsedAsArray(method, name)))?.name ?? null;
}

/** An argument of one array that the file hands to the two in two shapes: `cost(labels)`, `gradient(labels[:, None])`. */
function givenApart(primal: Traced, derivative: Traced): string | null {
  const isFixed = ({ numeric, shape }: TracedInput): boolean =>
    numeric && shape.every((size) => typeof size === 'number');
  const apart = primal.inputs.find((input) => {
    const other = derivative.inputs.find(({ name }) => name === input.name);
    if (!other || !isFixed(input) || !isFixed(other) || sizeOf(input.sizes) < 2) return false;
    return input.sizes.length !== other.sizes.length && sizeOf(input.sizes) === sizeOf(other.sizes);
  });
  return apart?.name ?? null;
}

/** An argument that is one index in the one, and several in the other: `x[idx]` and `for i in idx`. */
function countedApart(primal: Traced, derivative: Traced): string | null {
  const apart = (one: Traced, several: Traced): string | undefined =>
    [...(one.counts?.keys() ?? [])].find(
      (name) =>
        several.labelled?.has(name) ||
        several.inputs.some((input) => input.name === name && input.numeric && input.sizes.length > 0),
    );
  return apart(primal, derivative) ?? apart(derivative, primal) ?? null;
}

/** Arguments that one of the two takes as a number, and the other as an array of the given sizes. */
function doubtfulNumbers(primal: Traced, derivative: Traced): TracedInput[] {
  return primal.inputs.flatMap((input) => {
    const other = derivative.inputs.find(({ name }) => name === input.name);
    if (!other || !input.numeric || !other.numeric) return [];
    if (input.sizes.length > 0 === other.sizes.length > 0) return [];
    return [input.sizes.length > 0 ? input : other];
  });
}

/** More doubtful arguments than these are tried as numbers all at once only. */
const MOST_COMBINED = 3;

/** All ways of taking some of the arguments as numbers and the others as arrays. */
function readings(doubtful: readonly TracedInput[]): Given['values'][] {
  const count = doubtful.length;
  const all = 2 ** count - 1;
  const choices = count <= MOST_COMBINED ? Array.from({ length: all }, (_, i) => i + 1) : [all];
  return choices.map((asNumbers) =>
    Object.fromEntries(
      doubtful.map((input, i) => [input.name, (asNumbers >> i) % 2 === 1 ? aNumber : shapeOnly(input)]),
    ),
  );
}

const aNumber = { kind: 'number', value: 0.5 } as const;

/** Both traced with these values; `null` where one of them cannot be. */
function tracedWith(request: JudgeRequest, values: Given['values']): Traces | null {
  const [f, g] = [tracePrimal(request, values), traceDerivative(request, null, values)];
  return f.ok && g.ok ? { primal: f.traced, derivative: g.traced } : null;
}

interface Traces {
  readonly primal: Traced;
  readonly derivative: Traced;
}
