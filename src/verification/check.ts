/** The verdict on a hand-written derivative. */
import { subtract as subtractNode } from '../calculus/construct';
import { symbolsOf } from '../calculus/dependencies';
import type { NodeId } from '../calculus/graph';
import { Op } from '../calculus/operations';
import { reachable } from '../calculus/reachable';
import { bordersOf, samplePoints } from '../numerics/sampling';
import type { SampleRequest } from '../numerics/sampling';
import type { SourcePoint, Traced } from '../tracing/traced';
import { assumptions, usualRanges, wherePositive } from './assumptions';
import { likeResult, withArrays } from './broadcast';
import type { Retrace } from './broadcast';
import { agrees, CLOSE, commonFactor, Comparer, missingArgument } from './compare';
import type { Comparison } from './compare';
import { measuredBy, reportDifference } from './difference';
import { DRAWN, isConstantAt, isProtected, mayBeConstant, meantAnyway } from './constants';
import { customaryFactor, factorOfSize, isResidual, otherMeanings } from './excuses';
import { factorText } from './factorText';
import { kinkNote } from './kinkNote';
import { hypotheses, LARGEST_COMPARISON } from './layout';
import type { Hypothesis } from './layout';
import { leftToCallers } from './leftToCallers';
import { merge } from './merge';
import type { Merged } from './merge';
import type { Pair } from './pairing';
import { isProjected } from './projections';
import { withoutSmallNumbers } from './smallNumbers';
import { withoutStrength } from './strengths';
import type { Measured, PairVerdict, Print, Verdict } from './verdict';
import { isZero } from './zero';

export type { DifferingEntry, Measured, PairVerdict, Print, Verdict, Witness, WitnessValue } from './verdict';
export { shapeOnly, sizeConflict } from './merge';

export interface PairCheckRequest {
  readonly pair: Pair;
  readonly primal: Traced;
  /** The same trace as `primal` where one function returns both. */
  readonly derivative: Traced;
  readonly print: Print;
  /** Points to be tried first, besides those in the traces, under the function's names of its arguments. */
  readonly pointsOfFile?: readonly SourcePoint[];
  readonly budgetMilliseconds: number;
  /** The names of the values that the derivative's code returns, if there are several (which may all be numbers). */
  readonly returned?: readonly (string | null)[] | null;
  /** Traces one of the two again, with arrays given for some arguments; `null` where that fails. */
  readonly retrace?: Retrace;
  /** Only the verdict is asked for, and nothing of what is wrong. */
  readonly isBrief?: boolean;
  /** The function's source has no absolute values, signs, bounds or branches: what of it has a sign comes of roots. */
  readonly saysNothingOfSigns?: boolean;
  /** Matrices that the function itself takes in any shape, whatever they are traced with here. */
  readonly notSquare?: ReadonlySet<string>;
}

const POINTS = 64;
/** So many show most often that two things are not the same. */
const FEW_POINTS = 8;

/** Milliseconds after which a difference is left alone that nothing explains so far. */
const PATIENCE = 10_000;

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
  const whole = checkTraces(request);
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

export const isConfirmed = ({ verdict }: Pick<PairVerdict, 'verdict'>): boolean =>
  verdict === 'proved' || verdict === 'agrees';

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
    return isConfirmed(verdict) ? [verdict] : [];
  });
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
  const merged = merge(primal, derivative, pair, request.returned ?? null);
  if (!('graph' in merged)) return unfit(`not checked: ${merged.message}`);
  if (merged.found.length === 0 || merged.outputs.length === 0)
    return said('unknown', 'not checked: there are no numbers to compare');
  if (merged.outputs.length * merged.found.length > LARGEST_COMPARISON * 16 || merged.found.length > LARGEST_COMPARISON)
    return said('unknown', `not checked: ${merged.found.length} entries are too many`);
  return new PairCheck(request, merged).verdict();
}

const said = (verdict: Verdict, message: string, layout = '', measured: Measured | null = null): PairVerdict => ({
  verdict,
  message,
  layout,
  entries: [],
  measured,
});

/** Not checked, because what is returned does not have the size that it should have. */
const unfit = (message: string): PairVerdict => ({ ...said('unknown', message), unfit: true });

/** A derivative that is right but for a factor: found = factor · expected, or what an argument is that is missing in it. */
interface Multiple {
  readonly hypothesis: Hypothesis;
  readonly factor: number | { readonly node: NodeId };
  /** Points at which something holds, and what. */
  readonly points: readonly Float64Array[];
  readonly where: string;
}

class PairCheck {
  private readonly deadline: number;
  private readonly symbols: readonly NodeId[];
  private readonly comparer: Comparer;
  private confirmedBy: Hypothesis | null = null;
  private multiplesFound: readonly Multiple[] | undefined;

  constructor(
    private readonly request: PairCheckRequest,
    private readonly merged: Merged,
  ) {
    this.deadline = performance.now() + request.budgetMilliseconds;
    this.symbols = merged.inputs.flatMap((input) => [...input.symbols]);
    this.comparer = new Comparer(merged.graph, this.symbols);
  }

  /** The verdict, with the two sides that it is about. */
  verdict(): PairVerdict {
    const { merged, request } = this;
    const all = hypotheses(merged, request.pair);
    const verdict = this.run(all);
    const meant =
      this.confirmedBy ??
      all.find(
        ({ layout, kind, variables }) =>
          layout === verdict.layout && kind !== 'excuse' && (verdict.by ?? variables.names) === variables.names,
      );
    const isTold = isConfirmed(verdict) || verdict.verdict === 'differs' || verdict.verdict === 'kink';
    if (!isTold || !meant || !verdict.measured) return verdict;
    return {
      ...verdict,
      by: meant.variables.names,
      guessed: meant.variables.guessed === true,
      compared: {
        inputs: merged.inputs.map(({ primalName, name, sizes }) => ({ primalName, name, sizes })),
        sizes: merged.foundSizes,
        at: (values) => this.comparer.values(meant, values),
      },
    };
  }

  private run(all: readonly Hypothesis[]): PairVerdict {
    if (all.length === 0) return unfit(`not checked: ${this.shapeMismatch()}`);
    const holes = this.unknownFunctions(all);
    if (holes !== null)
      return this.provedOnly(all) ?? said('unknown', `not checked: it depends on the unknown function ${holes}`);
    const { points, outside, tried } = this.sample(all, {});
    if (points.length === 0)
      return tried === outside
        ? said('outside', 'no point was found at which both functions are defined')
        : said('unknown', 'not checked: every point that was tried is at a kink');
    return this.judgedAt(all, points);
  }

  /** @param isEverywhere whether points at which the function is constant are among them, if they tell anything */
  private judgedAt(all: readonly Hypothesis[], points: readonly Float64Array[], isEverywhere = false): PairVerdict {
    const acceptable = all.filter((hypothesis) => hypothesis.kind !== 'excuse');
    const compared = new Map<Hypothesis, Comparison>();
    for (const hypothesis of acceptable) {
      const comparison = this.comparer.compare(hypothesis, points);
      compared.set(hypothesis, comparison);
      if (!agrees(comparison, points.length)) continue;
      const proof = this.proof(hypothesis);
      const missed = proof === null && !isEverywhere ? this.missedWhereConstant(all, hypothesis) : [];
      if (missed.length === 0) return this.confirmed(hypothesis, comparison, proof);
      const meant = meantAnyway(this.merged.graph, this.merged.outputs, this.request.pair);
      if (meant !== null) return said('unknown', `not judged: ${meant}`, hypothesis.layout);
      return this.judgedAt(all, [...missed.slice(0, 12), ...points], true);
    }
    const plain = this.reportable(acceptable, compared);
    return this.explained(all, plain, points) ?? this.different(plain, compared, points);
  }

  /** The hypotheses in which a difference may be told. */
  private reportable(acceptable: readonly Hypothesis[], compared: ReadonlyMap<Hypothesis, Comparison>): Hypothesis[] {
    // What the function does not depend on at all is not what it is differentiated by.
    const { graph } = this.merged;
    const depends = ({ expected }: Hypothesis): boolean => expected.some((id) => graph.valueOf(id) !== 0);
    const plain = acceptable.filter((hypothesis) => hypothesis.kind === 'plain' && depends(hypothesis));
    const wrong = (hypothesis: Hypothesis): number => compared.get(hypothesis)?.mismatches.length ?? Infinity;
    // The one with the fewest wrong entries is what was meant.
    const sorted = [...plain].sort((p, q) => wrong(p) - wrong(q));
    return sorted.filter((hypothesis) => !this.asksForMore(hypothesis));
  }

  /** By an argument that the derivative does not take, or one by which it would need another that it does not take. */
  private asksForMore({ variables, expected }: Hypothesis): boolean {
    const { pair } = this.request;
    const passed = this.merged.inputs.filter((input) => input.primalName !== null && !input.isAttribute);
    const missing = new Set(passed.flatMap((input) => (input.shared || input.hasDefault ? [] : [...input.symbols])));
    if (pair.wrt !== null || missing.size === 0 || passed.every(({ shared }) => !shared)) return false;
    if (variables.symbols.every((symbol) => missing.has(symbol))) return true;
    return !pair.evidence.strong && symbolsOf(this.merged.graph, expected).some((symbol) => missing.has(symbol));
  }

  private shapeMismatch(): string {
    const { outputs, found, inputs } = this.merged;
    const count = inputs
      .filter((input) => input.primalName !== null)
      .reduce((sum, input) => sum + input.symbols.length, 0);
    return `it returns ${plural(found.length, 'number')}, which fit no derivative of ${plural(outputs.length, 'output')} by ${plural(count, 'variable')}`;
  }

  private sample(all: readonly Hypothesis[], more: Partial<SampleRequest>): ReturnType<typeof samplePoints> {
    const { merged, request } = this;
    const { graph } = merged;
    // The caller has made sure that there is one.
    const [any] = all;
    const first = all.find((hypothesis) => hypothesis.kind === 'plain') ?? any;
    if (!first) return { points: [], tried: 0, outside: 0 };
    const finite = [...merged.outputs, ...first.expected];
    const sampled = (nodes: readonly NodeId[]): ReturnType<typeof samplePoints> =>
      samplePoints({
        graph,
        symbols: this.symbols,
        conditions: merged.conditions,
        finite: nodes,
        borders: bordersOf(graph, [...merged.outputs, ...first.expected, ...first.found]),
        telling: first.expected.filter((id) => graph.valueOf(id) === undefined),
        count: POINTS,
        given: this.givenPoints([...(request.pointsOfFile ?? []), ...merged.points]),
        ...more,
      });
    // Where the hand-written side is defined as well, if there is any such place.
    const both = sampled([...finite, ...merged.found]);
    return both.points.length > 0 ? both : sampled(finite);
  }

  /** The file's points, by the function's names. */
  private givenPoints(points: readonly SourcePoint[]): Float64Array[] {
    return points.slice(0, 16).map(({ values }) => {
      const numbers = this.merged.inputs.flatMap((input) => {
        const value = values[input.primalName ?? input.name];
        const fits = value !== undefined && value.values.length === input.symbols.length;
        return fits ? [...value.values] : Array<number>(input.symbols.length).fill(NaN);
      });
      return Float64Array.from(numbers);
    });
  }

  /** The name of an unknown function that a comparison would need. */
  private unknownFunctions(all: readonly Hypothesis[]): string | null {
    const { graph, outputs, found } = this.merged;
    const expected = all.flatMap((hypothesis) => (hypothesis.kind === 'plain' ? [...hypothesis.expected] : []));
    for (const id of reachable(graph, [...outputs, ...found, ...expected]))
      if (graph.op(id) === Op.Hole || graph.op(id) === Op.HolePartial) return graph.holeOf(id).name;
    return null;
  }

  /** With unknown functions nothing can be computed, but equal expressions are still equal. */
  private provedOnly(all: readonly Hypothesis[]): PairVerdict | null {
    for (const hypothesis of all)
      if (hypothesis.kind !== 'excuse' && this.proof(hypothesis) !== null)
        return said('proved', this.describe('proved', hypothesis), hypothesis.layout);
    return null;
  }

  /** Whether every entry is proved; `'almost everywhere'` if on a border between pieces it may not be so. */
  private proof(hypothesis: Hypothesis): 'everywhere' | 'almost everywhere' | null {
    const { graph } = this.merged;
    const continuous = new Set(hypothesis.variables.symbols);
    let result: 'everywhere' | 'almost everywhere' = 'everywhere';
    for (let k = 0; k < hypothesis.expected.length; k += 1) {
      const [expected, found] = [hypothesis.expected[k] as NodeId, hypothesis.found[k] as NodeId];
      if (expected === found) continue;
      const left = this.deadline - performance.now();
      if (left <= 0) return null;
      const verdict = isZero(graph, subtractNode(graph, expected, found), { continuous, milliseconds: left });
      if (verdict === 'undecided') return null;
      if (verdict === 'zero almost everywhere') result = 'almost everywhere';
    }
    return result;
  }

  /** Points at which the function is constant, and the hand-written derivative is not zero. */
  private missedWhereConstant(all: readonly Hypothesis[], hypothesis: Hypothesis): Float64Array[] {
    const { graph, outputs } = this.merged;
    if (!mayBeConstant(graph, hypothesis) || isProtected(graph, outputs)) return [];
    const { points } = this.sample(all, { telling: [], count: DRAWN });
    const constant = points.filter((point) => isConstantAt(this.comparer.values(hypothesis, point).expected));
    const isMissed = (point: Float64Array): boolean => this.comparer.compare(hypothesis, [point]).mismatches.length > 0;
    return constant.filter(isMissed);
  }

  private confirmed(
    hypothesis: Hypothesis,
    comparison: Comparison,
    proof: ReturnType<PairCheck['proof']>,
  ): PairVerdict {
    this.confirmedBy = hypothesis;
    const kink = kinkNote(this.merged, hypothesis, this.symbols, this.request.print);
    const agreement = proof === null ? agreementText(comparison) : 'proved';
    const message = this.describe(agreement, hypothesis);
    const measured = measuredBy(comparison, hypothesis.expected.length);
    if (kink?.outside) return said('kink', `${message}, but ${kink.text}`, hypothesis.layout, measured);
    const text = kink ? `${message}; ${kink.text}` : message;
    return said(proof === null ? 'agrees' : 'proved', text, hypothesis.layout, measured);
  }

  private describe(what: string, { variables, layout, kind, ofOutput }: Hypothesis): string {
    const notes = [
      ...((kind === 'noted' && !variables.likely) || this.isAnotherArgument(variables)
        ? [`with respect to ${variables.label}`]
        : []),
      ...(kind === 'noted' && !ofOutput && variables.likely ? [layout] : []),
      ...(ofOutput ? ['expressed in terms of the output'] : []),
      ...(kind !== 'noted' && /^(transposed|flattened|one \d)/.test(layout) ? [layout] : []),
    ];
    return notes.length > 0 ? `${what}: ${notes.join(', ')}` : what;
  }

  /** Whether it is by one of several arguments, and not by the first, without anything that says so. */
  private isAnotherArgument({ symbols }: Hypothesis['variables']): boolean {
    if (this.request.pair.wrt !== null) return false;
    const own = this.merged.inputs.filter((input) => input.primalName !== null && !input.isAttribute);
    const first = own[0]?.symbols[0];
    return own.length > 1 && first !== undefined && !symbols.includes(first);
  }

  /** Everything but a mistake that a difference can come from. */
  private explained(
    all: readonly Hypothesis[],
    plain: readonly Hypothesis[],
    points: readonly Float64Array[],
  ): PairVerdict | null {
    const { merged, request } = this;
    const excuses = [
      ...all.filter((hypothesis) => hypothesis.kind === 'excuse'),
      ...otherMeanings(merged, plain, `${request.pair.primal} ${request.pair.derivative}`),
      ...withoutStrength(merged, plain, request.pair.primal),
      ...(request.pair.usage ? leftToCallers(merged, plain, request.pair.usage) : []),
    ];
    for (const excuse of excuses)
      if (agrees(this.comparer.compare(excuse, points), points.length))
        return said('unknown', `not judged: it is ${excuse.layout}`, excuse.layout);
    if (this.isOfIdentity())
      return said('unknown', 'not judged: the function gives what it is given: another slope is meant');
    if (this.passesOn()) return said('unknown', 'not judged: it passes on what it is given');
    if (isResidual(merged) && crossEntropy.test(`${request.pair.primal} ${request.pair.derivative}`))
      return said('unknown', 'not judged: it is with respect to what goes into a sigmoid or softmax before the loss');
    if (plain.some((hypothesis) => isProjected(this.comparer, hypothesis, points)))
      return said('unknown', 'not judged: it is an orthogonal projection of the gradient, onto what is feasible?');
    if (this.isTheFunctionItself()) return said('unknown', 'not judged: it gives what the function itself gives');
    if (plain.length === 0) return unfit('not checked: nothing that it could be the derivative of agrees with it');
    for (const hypothesis of plain) {
      const scaled = this.scaledOnPurpose(hypothesis, commonFactor(this.comparer, hypothesis, points), '');
      if (scaled) return scaled;
    }
    const acceptable = all.filter((hypothesis) => hypothesis.kind !== 'excuse');
    const assumed =
      this.underAssumptions([...acceptable, ...excuses], plain[0] as Hypothesis) ?? this.scaledUnderAssumptions(plain);
    if (assumed) return assumed;
    const approximate = this.upToSmallNumbers(acceptable, points);
    if (approximate) return approximate;
    return this.unseen(plain);
  }

  /** A multiple of the derivative, by a factor that people leave out on purpose. */
  private scaledOnPurpose({ layout }: Hypothesis, factor: number | null, where: string): PairVerdict | null {
    if (factor === null) return null;
    const text = customaryFactor(factor);
    if (text !== null) return said('unknown', `not judged: ${text}${where}`, layout);
    const ofSize = factorOfSize(factor, this.merged);
    return ofSize === null ? null : { ...said('unknown', `not judged: ${ofSize}${where}`, layout), bySize: true };
  }

  private scaledUnderAssumptions(plain: readonly Hypothesis[]): PairVerdict | null {
    for (const { hypothesis, factor, where } of this.multiples(plain)) {
      const scaled = typeof factor === 'number' ? this.scaledOnPurpose(hypothesis, factor, where) : null;
      if (scaled) return scaled;
    }
    return null;
  }

  /** What is right but for one factor, where something holds that code often takes for granted. Found once. */
  private multiples(plain: readonly Hypothesis[]): readonly Multiple[] {
    return (this.multiplesFound ??= plain[0] ? [...this.findMultiples(plain, plain[0])] : []);
  }

  private *findMultiples(plain: readonly Hypothesis[], first: Hypothesis): Generator<Multiple> {
    const { merged, comparer } = this;
    for (const { text, constrain, isDoubtful } of this.assumptionsOf(first)) {
      if (isDoubtful) continue;
      const there = { constrain, given: [] };
      const few = this.sample(plain, { ...there, count: FEW_POINTS }).points;
      const near = plain.filter((hypothesis) => comparer.ratios(hypothesis, few) !== null);
      const { points } = near.length > 0 ? this.sample(plain, there) : { points: [] };
      if (points.length < 16) continue;
      for (const hypothesis of near) {
        const factor =
          commonFactor(comparer, hypothesis, points) ?? missingArgument(comparer, merged, hypothesis, points);
        if (factor !== null) yield { hypothesis, factor, points, where: `, ${text}` };
      }
    }
  }

  private assumptionsOf(first: Hypothesis): ReturnType<typeof assumptions> {
    const notSquare = this.request.notSquare ?? new Set<string>();
    return assumptions(this.merged, first.variables.symbols, this.symbols, notSquare);
  }

  /** A layer before a loss that takes care of its derivative too, as softmax before a cross-entropy. */
  private passesOn(): boolean {
    const { inputs, found } = this.merged;
    const seed = inputs.find(({ name, primalName }) => primalName === null && name === this.request.pair.passedBack);
    return seed !== undefined && found.every((id, k) => id === seed.symbols[k]);
  }

  /** Gradients are reversed, scaled or clipped by functions that do nothing else. */
  private isOfIdentity(): boolean {
    const { inputs, outputs } = this.merged;
    if (this.request.pair.passedBack === undefined) return false;
    return inputs.some(
      ({ symbols }) => symbols.length === outputs.length && outputs.every((id, k) => id === symbols[k]),
    );
  }

  /** The same results under a name that only may be that of a derivative: `dkv_index_map` beside `kv_index_map`. */
  private isTheFunctionItself(): boolean {
    const { found, outputs } = this.merged;
    const isSame = found.length === outputs.length && found.every((id, k) => id === outputs[k]);
    return isSame && !this.request.pair.evidence.strong;
  }

  /** Right but for numbers that keep a logarithm or a division from failing, and for steps of difference quotients. */
  private upToSmallNumbers(acceptable: readonly Hypothesis[], points: readonly Float64Array[]): PairVerdict | null {
    const { merged, request } = this;
    const smaller = withoutSmallNumbers(merged.graph, acceptable);
    if (!smaller) return null;
    const limit = 30 * Math.abs(merged.graph.numberOf(smaller.largest).value);
    const usual = (differences: readonly number[]): number =>
      [...differences].sort((p, q) => p - q)[Math.floor(differences.length / 2)] ?? Infinity;
    const compared = acceptable.map((hypothesis) => this.comparer.compare(hypothesis, points));
    for (const [k, hypothesis] of smaller.hypotheses.entries()) {
      // A coefficient may be small as well: what differs by more than such a number does is wrong.
      if (usual(compared[k]?.differences ?? []) > limit) continue;
      const comparison = this.comparer.compare(hypothesis, points);
      if (agrees(comparison, points.length))
        return said(
          'agrees',
          `agrees but for the small number ${request.print(merged.graph, smaller.largest)} in it`,
          hypothesis.layout,
          measuredBy(comparison, hypothesis.expected.length),
        );
    }
    for (const [k, { layout, ofOutput }] of acceptable.entries()) {
      const { differences, undefinedAt } = compared[k] as Comparison;
      if (!ofOutput && undefinedAt === 0 && differences.length >= 8 && Math.max(...differences) <= limit)
        return said('unknown', 'not judged: it is the derivative up to an approximation', layout);
    }
    return null;
  }

  /** Right where something holds that code often takes for granted. */
  private underAssumptions(candidates: readonly Hypothesis[], first: Hypothesis): PairVerdict | null {
    const { merged } = this;
    const variables = first.variables.symbols;
    // Nothing is said against it before everything was tried that may speak for it.
    const limit = performance.now() + Math.max(PATIENCE, this.request.budgetMilliseconds);
    const constrained = this.assumptionsOf(first).map((assumption) => ({ ...assumption, within: null }));
    for (const { text, constrain, within, isDoubtful } of [
      ...constrained,
      ...usualRanges(merged, variables, this.symbols),
      ...(this.request.saysNothingOfSigns ? wherePositive(merged, variables, first.expected) : []),
    ]) {
      if (performance.now() > limit) return said('unknown', 'not judged: it takes too long', first.layout);
      const there = { constrain, given: [], ...(within ? { within } : {}) };
      const few = this.sample(candidates, { ...there, count: FEW_POINTS }).points;
      const near = candidates.filter(
        (hypothesis) =>
          !this.comparer.isFarApart(hypothesis, few) ||
          (hypothesis.kind === 'excuse' && this.comparer.ratios(hypothesis, few) !== null),
      );
      const { points } = near.length > 0 ? this.sample(candidates, there) : { points: [] };
      if (points.length < 16) continue;
      for (const hypothesis of near) {
        // In a range one may meet by chance what nobody has said: another argument, a diagonal.
        if (within && hypothesis.kind === 'noted') continue;
        const comparison = this.comparer.compare(hypothesis, points);
        const isExcuse = hypothesis.kind === 'excuse';
        const scaled = isExcuse
          ? this.scaledOnPurpose(hypothesis, commonFactor(this.comparer, hypothesis, points), `, ${text}`)
          : null;
        if (scaled) return scaled;
        // What is left out there may be small, as is the slope of a sigmoid far out.
        if (!agrees(comparison, points.length) || comparison.worstRelative > CLOSE) continue;
        if (!this.isTelling(hypothesis, points)) continue;
        if (hypothesis.kind === 'excuse')
          return said('unknown', `not judged: it is ${hypothesis.layout}, ${text}`, hypothesis.layout);
        if (isDoubtful)
          return said(
            'unknown',
            `not judged: it is the derivative only ${text}, which nothing says`,
            hypothesis.layout,
          );
        return said(
          'agrees',
          this.describe(`${agreementText(comparison)}, ${text}`, hypothesis),
          hypothesis.layout,
          measuredBy(comparison, hypothesis.expected.length),
        );
      }
    }
    return null;
  }

  /** Whether the derivative is more than a constant or zero there: else agreement is chance. */
  private isTelling(hypothesis: Hypothesis, points: readonly Float64Array[]): boolean {
    return (
      points.filter((point) =>
        this.comparer.values(hypothesis, point).expected.some((value) => Math.abs(value) > 1e-12),
      ).length >= 8
    );
  }

  /** What the derivative would need and does not see, or sees and the function does not. */
  private unseen(plain: readonly Hypothesis[]): PairVerdict | null {
    const { graph, inputs, found, outputs } = this.merged;
    const uses = (nodes: readonly NodeId[], symbols: readonly NodeId[]): boolean => {
      const used = new Set(symbolsOf(graph, nodes));
      return symbols.some((symbol) => used.has(symbol));
    };
    for (const input of inputs) {
      const isPassedBack =
        input.name === this.request.pair.passedBack ||
        (this.request.pair.product && plain.some((hypothesis) => uses(hypothesis.expected, input.symbols)));
      if (input.primalName === null && !isPassedBack && uses(found, input.symbols))
        return said('unknown', `not judged: it depends on ${input.name}, which the function does not have`);
      // Coefficients of the derivative that the caller has worked out beforehand.
      const isOwn = this.request.pair.primal === this.request.pair.derivative;
      if (isOwn && !input.isAttribute && uses(found, input.symbols) && !uses(outputs, input.symbols))
        return said('unknown', `not judged: it depends on ${input.name}, which the function does not use`);
      // A component is given all of its inputs.
      const isGiven = input.shared || input.isAttribute || this.request.pair.evidence.kind === 'component';
      if (!isGiven && plain.every((hypothesis) => uses(hypothesis.expected, input.symbols)))
        return said('unknown', `not judged: the derivative depends on ${input.name}, which it is not given`);
    }
    return null;
  }

  /** What is wrong; where nothing small is, the factor that is where something holds that code takes for granted. */
  private report(
    plain: readonly Hypothesis[],
    compared: ReadonlyMap<Hypothesis, Comparison>,
    points: readonly Float64Array[],
  ): ReturnType<typeof reportDifference> {
    const { merged, symbols, request } = this;
    const { pair, print } = request;
    const deadline = performance.now() + Math.max(200, this.deadline - performance.now());
    const hypotheses = plain.flatMap((hypothesis) => {
      const own = compared.get(hypothesis);
      return own && own.mismatches.length > 0 ? [{ hypothesis, comparison: own }] : [];
    });
    const report = reportDifference({ merged, pair, print, hypotheses, symbols, points, deadline });
    const [multiple] = report.diagnosed ? [] : this.multiples(plain);
    if (!multiple) return report;
    const { hypothesis, factor, where } = multiple;
    const comparison = this.comparer.compare(hypothesis, multiple.points);
    const missing =
      typeof factor === 'number'
        ? `in all entries ${factorText(1 / factor)}`
        : `the factor \`${print(merged.graph, factor.node)}\` is missing`;
    const assumed = { merged, pair, print, hypotheses: [{ hypothesis, comparison }], symbols, points: multiple.points };
    return reportDifference({ ...assumed, deadline, finding: `${missing}${where}` });
  }

  private different(
    plain: readonly Hypothesis[],
    compared: ReadonlyMap<Hypothesis, Comparison>,
    points: readonly Float64Array[],
  ): PairVerdict {
    const { merged, request } = this;
    const [first] = plain;
    const comparison = first && compared.get(first);
    if (!first || !comparison) return said('unknown', 'not judged');
    if (
      plain.some(
        (hypothesis) => compared.get(hypothesis)?.doubtful && compared.get(hypothesis)?.mismatches.length === 0,
      )
    )
      return said(
        'unknown',
        'not judged: it differs so little that the numbers in it may have been rounded',
        first.layout,
      );
    if (comparison.mismatches.length === 0)
      return comparison.undefinedAt > 0
        ? said('unknown', 'not judged: it has no value at points where the function has a derivative', first.layout)
        : said('unknown', 'not judged: both sides are too ill-conditioned where they could be compared', first.layout);
    if (request.pair.excuse) return said('unknown', `not judged: ${request.pair.excuse}`, first.layout);
    const sure = request.pair.evidence.strong && !merged.doubtful;
    const isToldAnyway = sure && !request.pair.evidence.confirmsOnly && !request.pair.intended;
    if (request.isBrief && isToldAnyway)
      return said('differs', 'differs', first.layout, measuredBy(comparison, first.expected.length));
    const report = this.report(plain, compared, points);
    if (!sure && !report.diagnosed)
      return said(
        'unknown',
        `not judged: it does not look like the derivative (${request.pair.evidence.text})`,
        first.layout,
      );
    if (request.pair.evidence.confirmsOnly)
      return said(
        'unknown',
        `not judged: ${request.pair.evidence.text}, but where its entries go is not known`,
        first.layout,
      );
    if (request.pair.intended)
      return said('unknown', `${report.verdict.message}: marked as intended`, report.verdict.layout);
    return report.verdict;
  }
}

const crossEntropy = /cross_?entropy|entropy|bce|log_?loss|logistic|nll|softmax/i;

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

function agreementText({ compared, worstRelative }: Comparison): string {
  const error = worstRelative === 0 ? 'exactly' : `worst relative error ${Number(worstRelative.toPrecision(1))}`;
  return `agrees at ${plural(compared, 'point')}, ${error}`;
}
