/** The verdict on a hand-written derivative that has been traced beside its function. */
import { subtract as subtractNode } from '../calculus/construct';
import { symbolsOf } from '../calculus/dependencies';
import type { NodeId } from '../calculus/graph';
import { Op } from '../calculus/operations';
import { reachable } from '../calculus/reachable';
import { agrees, Comparer } from './compare';
import type { Comparison } from './compare';
import { DRAWN, isConstantAt, isProtected, mayBeConstant, meantAnyway } from './constants';
import { measuredBy, reportDifference } from './difference';
import { Explanations } from './explanations';
import { factorText } from './factorText';
import { farOut, inSameBranch } from './farOut';
import { kinkNote } from './kinkNote';
import { hypotheses } from './layout';
import type { Hypothesis } from './layout';
import type { Merged } from './merge';
import { otherKeys, otherOfDifference } from './otherArguments';
import type { PairCheckRequest } from './pairRequest';
import { PairSampler } from './pairSampler';
import { withoutSmallNumbers } from './smallNumbers';
import { agreementText, describe, isConfirmed, plural, said, unfit } from './sentences';
import type { PairVerdict } from './verdict';
import { isZero } from './zero';

export class PairCheck {
  private readonly deadline: number;
  private readonly symbols: readonly NodeId[];
  private readonly comparer: Comparer;
  private confirmedBy: Hypothesis | null = null;
  private readonly sampler: PairSampler;
  private readonly explanations: Explanations;

  constructor(
    private readonly request: PairCheckRequest,
    private readonly merged: Merged,
  ) {
    this.deadline = performance.now() + request.budgetMilliseconds;
    this.symbols = merged.inputs.flatMap((input) => [...input.symbols]);
    this.comparer = new Comparer(merged.graph, this.symbols);
    this.sampler = new PairSampler(request, merged, this.symbols);
    this.explanations = new Explanations(request, merged, this.symbols, this.comparer, this.sampler);
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
    const { points, outside, tried } = this.sampler.sample(all, {});
    if (points.length === 0)
      return tried === outside
        ? said('outside', 'no point was found at which both functions are defined')
        : said('unknown', 'not checked: every point that was tried is at a kink');
    return this.judgedAt(all, points);
  }

  /** @param isEverywhere whether points at which the function is constant are among them, if they tell anything */
  private judgedAt(all: readonly Hypothesis[], points: readonly Float64Array[], isEverywhere = false): PairVerdict {
    const acceptable = all.filter((hypothesis) => hypothesis.kind !== 'excuse' && !this.isEmpty(hypothesis));
    const compared = new Map<Hypothesis, Comparison>();
    for (const hypothesis of acceptable) {
      const comparison = this.comparer.compare(hypothesis, points);
      compared.set(hypothesis, comparison);
      if (!agrees(comparison, points.length)) continue;
      if (this.isByChance(hypothesis) && this.comparer.isNothing(hypothesis, points)) continue;
      const proof = this.proof(hypothesis);
      const missed = proof === null && !isEverywhere ? this.missedWhereConstant(all, hypothesis) : [];
      const isWhole = proof !== null || isEverywhere || missed.length > 0;
      const far = isWhole ? [] : this.missedFarOut(all, hypothesis, points, comparison);
      if (far.length > 0) return this.differentFarOut(hypothesis, far, points);
      if (missed.length === 0) return this.confirmed(hypothesis, comparison, proof);
      const meant = meantAnyway(this.merged.graph, this.merged.outputs, this.request.pair);
      if (meant !== null) return said('unknown', `not judged: ${meant}`, hypothesis.layout);
      return this.judgedAt(all, [...missed.slice(0, 12), ...points], true);
    }
    const plain = this.reportable(acceptable, compared);
    const explained = this.explanations.explained(all, plain, points);
    if (explained) return explained;
    const little = isEverywhere ? null : this.littleFarOut(all, plain, compared, points);
    return little ?? this.different(plain, compared, points);
  }

  /**
   * Anything that is 0 is the derivative of something that is constant: in another layout, at sizes made to fit, or where
   * nobody has written a 0, that says nothing.
   */
  private isByChance({ kind }: Hypothesis): boolean {
    const { areSizesGuessed, saysNothingOfZero } = this.request;
    return kind === 'noted' || areSizesGuessed === true || saysNothingOfZero === true;
  }

  private isEmpty(hypothesis: Hypothesis): boolean {
    const isZeroNumber = (id: NodeId): boolean => this.merged.graph.valueOf(id) === 0;
    return this.isByChance(hypothesis) && hypothesis.expected.every(isZeroNumber);
  }

  /** The same where it takes a proof to see that it is 0. */
  private isNothing(hypothesis: Hypothesis): boolean {
    const zeros = hypothesis.expected.map(() => this.merged.graph.integer(0));
    return this.isByChance(hypothesis) && this.proof({ ...hypothesis, found: zeros }) !== null;
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

  /**
   * By another argument than the first one, with nothing but the sizes to say so: that the sizes fit may come of one that
   * was guessed. Losses are by their weights, wherever these stand.
   */
  private isUnlikely({ variables }: Hypothesis): boolean {
    const { pair } = this.request;
    const own = this.merged.inputs.filter(
      // Of a model of motion the time comes first.
      ({ primalName, isAttribute }) => primalName !== null && primalName !== 't' && !isAttribute,
    );
    const [first] = own;
    if (pair.wrt !== null || pair.passedBack !== undefined || !first) return false;
    // `score(self, Y)` is by the parameters, which the object has.
    if (own.length === 1 && dataName.test(first.primalName ?? ''))
      return this.merged.inputs.some(({ isAttribute }) => isAttribute);
    if (own.length < 2) return false;
    // Several that are returned are by several arguments.
    if (this.merged.foundParts.length > 1) return false;
    if (variables.symbols.includes(first.symbols[0] as NodeId))
      return strengthName.test(first.primalName ?? '') && variables.names.length === 1;
    return !variables.names.every((name) => parameterName.test(name) || predictionName.test(name));
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
      if (hypothesis.kind !== 'excuse' && !this.isNothing(hypothesis) && this.proof(hypothesis) !== null)
        return said('proved', describe('proved', hypothesis, this.merged, this.request.pair), hypothesis.layout);
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
    const { points } = this.sampler.sample(all, { telling: [], count: DRAWN });
    const constant = points.filter((point) => isConstantAt(this.comparer.values(hypothesis, point).expected));
    const isMissed = (point: Float64Array): boolean => this.comparer.compare(hypothesis, [point]).mismatches.length > 0;
    return constant.filter(isMissed);
  }

  /** Points further from 0, in branches that are known, at which the two differ. */
  private missedFarOut(
    all: readonly Hypothesis[],
    hypothesis: Hypothesis,
    points: readonly Float64Array[],
    { differences }: Comparison,
  ): readonly Float64Array[] {
    const drawn = farOut(this.symbols, differences).flatMap((one) => this.sampler.sample(all, one).points);
    const far = inSameBranch(this.merged, hypothesis, drawn, points);
    // A guard, `np.log(p + 1e-16)`, is as large as what it guards where that is small.
    const unguarded = withoutSmallNumbers(this.merged, [hypothesis])?.hypotheses ?? [];
    const isMissed = (one: Hypothesis): boolean =>
      this.comparer.compare(one, [...points, ...far]).mismatches.length > 0;
    return [hypothesis, ...unguarded].every(isMissed) ? far : [];
  }

  /** What differs only a little may do so clearly there. */
  private littleFarOut(
    all: readonly Hypothesis[],
    plain: readonly Hypothesis[],
    compared: ReadonlyMap<Hypothesis, Comparison>,
    points: readonly Float64Array[],
  ): PairVerdict | null {
    for (const hypothesis of plain) {
      const comparison = compared.get(hypothesis);
      const far = comparison && isLittle(comparison) ? this.missedFarOut(all, hypothesis, points, comparison) : [];
      if (far.length > 0) return this.differentFarOut(hypothesis, far, points);
    }
    return null;
  }

  /** Nothing is to be taken for granted of what agrees near 1: in a range the difference is too small to be seen. */
  private differentFarOut(
    hypothesis: Hypothesis,
    far: readonly Float64Array[],
    points: readonly Float64Array[],
  ): PairVerdict {
    const all = [...far, ...points];
    if (hypothesis.kind !== 'plain' || this.asksForMore(hypothesis))
      return said('unknown', 'not judged: it differs for large numbers', hypothesis.layout);
    return this.different([hypothesis], new Map([[hypothesis, this.comparer.compare(hypothesis, all)]]), all);
  }

  private confirmed(
    hypothesis: Hypothesis,
    comparison: Comparison,
    proof: ReturnType<PairCheck['proof']>,
  ): PairVerdict {
    this.confirmedBy = hypothesis;
    const kink = kinkNote(this.merged, hypothesis, this.symbols, this.request.print);
    const agreement = proof === null ? agreementText(comparison) : 'proved';
    const message = describe(agreement, hypothesis, this.merged, this.request.pair);
    const measured = measuredBy(comparison, hypothesis.expected.length);
    if (kink?.outside) return said('kink', `${message}, but ${kink.text}`, hypothesis.layout, measured);
    const text = kink ? `${message}; ${kink.text}` : message;
    return said(proof === null ? 'agrees' : 'proved', text, hypothesis.layout, measured);
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
    const [multiple] = report.diagnosed ? [] : this.explanations.multiples(plain);
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
    if (plain.some((hypothesis) => isLittle(compared.get(hypothesis))))
      return said(
        'unknown',
        'not judged: it differs so little that the numbers in it may have been rounded',
        first.layout,
      );
    if (comparison.mismatches.length === 0)
      return comparison.undefinedAt > 0
        ? said('unknown', 'not judged: it has no value at points where the function has a derivative', first.layout)
        : said('unknown', 'not judged: both sides are too ill-conditioned where they could be compared', first.layout);
    const keys = otherKeys(request, merged, first);
    if (keys !== null) return said('unknown', `not judged: it returns derivatives by ${keys}`, first.layout);
    if (request.pair.excuse) return said('unknown', `not judged: ${request.pair.excuse}`, first.layout);
    if (plain.every((hypothesis) => this.isUnlikely(hypothesis)))
      return { ...said('unknown', `not judged: nothing says that it is by ${first.variables.label}`), held: true };
    const sure = request.pair.evidence.strong && !merged.doubtful;
    const isToldAnyway = sure && !request.pair.evidence.confirmsOnly && !request.pair.intended;
    const factor = this.explanations.factorOf(first) ?? this.explanations.multiples(plain)[0]?.factor;
    const multiple = typeof factor === 'number' ? { factor } : {};
    const other =
      factor !== undefined && Math.abs(Number(factor) + 1) < 1e-9 ? otherOfDifference(merged, first, points) : null;
    if (other !== null)
      return said('unknown', `not judged: it is the derivative with respect to ${other}?`, first.layout);
    if (request.isBrief && isToldAnyway)
      return {
        ...said('differs', 'differs', first.layout, measuredBy(comparison, first.expected.length)),
        ...multiple,
      };
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
        `not judged: ${request.pair.evidence.text}${request.pair.evidence.kind === 'flag' ? '' : ', but where its entries go is not known'}`,
        first.layout,
      );
    if (request.pair.intended)
      return said('unknown', `${report.verdict.message}: marked as intended`, report.verdict.layout);
    return { ...report.verdict, ...multiple };
  }
}

const isLittle = (comparison: Comparison | undefined): boolean =>
  comparison?.doubtful === true && comparison.mismatches.length === 0;

/** What a model is fitted to. */
const dataName = /^(Y|y_?true|targets?|labels?|data|observations?|obs|samples?)$/;
/** What models are fitted by. */
const parameterName =
  /^(my|init_?|self\.)?(w|ws|weights?|theta\w*|beta\w*|coefs?|coef\w+|params?|parameters|p|b|bias|w\d|b\d)_?\d*$/i;
const predictionName = /^(y_?pred\w*|y_?hat|pred\w*|outputs?|logits?|a|o|h|z|scores?|probs?|q)$/i;
/** Nobody differentiates a penalty by its strength. */
const strengthName = /^(alpha|lam|lambd|lmbda|lambda_?|reg|strength)$/i;
