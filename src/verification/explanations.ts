/** Everything but a mistake that a difference can come from: another meaning, a convention, what code takes for granted. */
import { symbolsOf } from '../calculus/dependencies';
import type { NodeId } from '../calculus/graph';
import { forOneClassEach, inTermsOfValue, wherePositiveBelowRoots } from './alternatives';
import type { Alternative } from './alternatives';
import type { Assumption } from './assumptions';
import {
  assumptions,
  fraction,
  usualRanges,
  whatIsPassedBack,
  whereNothingIsCutOff,
  wherePositive,
} from './assumptions';
import { agrees, CLOSE, commonFactor, missingArgument } from './compare';
import type { Comparer, Comparison } from './compare';
import { measuredBy } from './difference';
import { customaryFactor, factorOfSize, isResidual, otherMeanings } from './excuses';
import type { Hypothesis } from './layout';
import { leftToCallers } from './leftToCallers';
import { seedOf } from './merge';
import type { Merged } from './merge';
import type { PairCheckRequest } from './pairRequest';
import type { PairSampler } from './pairSampler';
import { passesOver } from './passedOver';
import { isProjected } from './projections';
import { agreementText, describe, said, unfit } from './sentences';
import { withoutSmallNumbers } from './smallNumbers';
import type { WithoutSmall } from './smallNumbers';
import { withoutStrength } from './strengths';
import type { PairVerdict } from './verdict';

/** So many show most often that two things are not the same. */
const FEW_POINTS = 8;

type Range = Pick<Assumption, 'meant'> & { readonly within: ReadonlyMap<NodeId, readonly [number, number]> | null };

/** Milliseconds after which a difference is left alone that nothing explains so far. */
const PATIENCE = 10_000;

/** Whether labels are the same at all points: a border at 0 keeps those away that are 0. */
const hasOneValue = (points: readonly Float64Array[], places: readonly number[]): boolean =>
  new Set(points.flatMap((point) => places.map((place) => point[place]))).size === 1;

/** What keeps a logarithm from failing, and nothing else. */
const TINY = 1e-6;

const crossEntropy = /cross_?entropy|entropy|bce|log_?loss|logistic|nll|softmax/i;

/** A derivative that is right but for a factor: found = factor · expected, or what an argument is that is missing in it. */
export interface Multiple {
  readonly hypothesis: Hypothesis;
  readonly factor: number | { readonly node: NodeId };
  /** Points at which something holds, and what. */
  readonly points: readonly Float64Array[];
  readonly where: string;
}

const plainOf = ({ hypotheses }: WithoutSmall): readonly Hypothesis[] =>
  hypotheses.filter(({ kind }) => kind === 'plain');

/** Of the differences of one pair. */
export class Explanations {
  private multiplesFound: readonly Multiple[] | undefined;
  /** Points that nothing is assumed of. */
  private anywhere: readonly Float64Array[] = [];
  private readonly factors = new Map<Hypothesis, number | null>();

  constructor(
    private readonly request: PairCheckRequest,
    private readonly merged: Merged,
    private readonly symbols: readonly NodeId[],
    private readonly comparer: Comparer,
    private readonly sampler: PairSampler,
  ) {}

  /** The verdict where something explains the difference, else `null`. */
  explained(
    all: readonly Hypothesis[],
    plain: readonly Hypothesis[],
    points: readonly Float64Array[],
  ): PairVerdict | null {
    const { merged, request } = this;
    this.anywhere = points;
    const excuses = [
      ...all.filter((hypothesis) => hypothesis.kind === 'excuse'),
      ...otherMeanings(merged, plain, `${request.pair.primal} ${request.pair.derivative}`, request.pair),
      ...withoutStrength(merged, plain, request.pair.primal),
      ...(request.pair.usage ? leftToCallers(merged, plain, request.pair.usage) : []),
    ];
    for (const excuse of excuses)
      if (agrees(this.comparer.compare(excuse, points), points.length))
        return said('unknown', `not judged: it is ${excuse.layout}`, excuse.layout);
    const ofValue = this.agreeing(inTermsOfValue(merged, plain, points, request.pair.primal));
    if (ofValue) return ofValue;
    if (this.isOfIdentity())
      return said('unknown', 'not judged: the function gives what it is given: another slope is meant');
    if (this.passesOn()) return said('unknown', 'not judged: it passes on what it is given');
    if (isResidual(merged) && crossEntropy.test(`${request.pair.primal} ${request.pair.derivative}`))
      return said('unknown', 'not judged: it is with respect to what goes into a sigmoid or softmax before the loss');
    if (plain.some((hypothesis) => isProjected(this.comparer, hypothesis, points)))
      return said('unknown', 'not judged: it is an orthogonal projection of the gradient, onto what is feasible?');
    if (this.isTheFunctionItself()) return said('unknown', 'not judged: it gives what the function itself gives');
    if (plain.length === 0)
      return {
        ...unfit('not checked: nothing that it could be the derivative of agrees with it'),
        disagrees: true,
      };
    for (const hypothesis of plain) {
      const scaled = this.scaledOnPurpose(hypothesis, this.factorOf(hypothesis), '');
      if (scaled) return scaled;
    }
    const acceptable = all.filter((hypothesis) => hypothesis.kind !== 'excuse');
    const first = plain[0] as Hypothesis;
    const smaller = withoutSmallNumbers(merged, acceptable);
    return (
      this.underAssumptions([...acceptable, ...excuses], first, null) ??
      this.agreeing(this.forOneClassEach(acceptable)) ??
      this.agreeing(wherePositiveBelowRoots(merged, acceptable, points, request)) ??
      this.scaledUnderAssumptions(this.multiples(plain)) ??
      (smaller ? this.upToSmallNumbers(acceptable, smaller, points) : null) ??
      (smaller ? this.underAssumptions([], first, smaller) : null) ??
      (smaller ? this.agreeing(this.forOneClassEach(plainOf(smaller))) : null) ??
      (smaller ? this.scaledUnderAssumptions(this.findMultiples(plainOf(smaller), first)) : null) ??
      this.unseen(plain)
    );
  }

  /** With one class each: anywhere, and for probabilities, of which the one that is meant decides where a logarithm is. */
  private *forOneClassEach(hypotheses: readonly Hypothesis[]): Generator<Alternative> {
    yield* forOneClassEach(this.merged, hypotheses, this.anywhere);
    for (const hypothesis of hypotheses) {
      const places = hypothesis.variables.symbols.map((symbol) => this.symbols.indexOf(symbol));
      const points = this.anywhere.map((point) => {
        const inside = Float64Array.from(point);
        for (const place of places) inside[place] = 0.05 + 0.9 * fraction(point[place] as number);
        return inside;
      });
      for (const one of forOneClassEach(this.merged, [hypothesis], points))
        yield { ...one, text: `${one.text}, and ${hypothesis.variables.label} is between 0 and 1` };
    }
  }

  /** The first of some ways of reading a hypothesis in which it agrees. */
  private agreeing(alternatives: Iterable<Alternative>): PairVerdict | null {
    const { merged, request } = this;
    for (const { hypothesis, read, points, text } of alternatives) {
      const comparison = this.comparer.compare(read, points);
      if (points.length < FEW_POINTS || !agrees(comparison, points.length) || !this.isTelling(read, points)) continue;
      return said(
        'agrees',
        describe(`${agreementText(comparison)}, ${text}`, hypothesis, merged, request.pair),
        hypothesis.layout,
        measuredBy(comparison, hypothesis.expected.length),
      );
    }
    return null;
  }

  private symbolsAt({ ofFewValues = [] }: Assumption): NodeId[] {
    return ofFewValues.map((place) => this.symbols[place] as NodeId);
  }

  /** The one factor that a hypothesis is off by, where nothing is assumed. Found once. */
  factorOf(hypothesis: Hypothesis): number | null {
    let factor = this.factors.get(hypothesis);
    if (factor === undefined) {
      factor = commonFactor(this.comparer, hypothesis, this.anywhere);
      this.factors.set(hypothesis, factor);
    }
    return factor;
  }

  /** A multiple of the derivative, by a factor that people leave out on purpose. */
  private scaledOnPurpose({ layout }: Hypothesis, factor: number | null, where: string): PairVerdict | null {
    if (factor === null) return null;
    const text = customaryFactor(factor);
    if (text !== null) return said('unknown', `not judged: ${text}${where}`, layout);
    const ofSize = factorOfSize(factor, this.merged);
    return ofSize === null ? null : { ...said('unknown', `not judged: ${ofSize}${where}`, layout), bySize: true };
  }

  private scaledUnderAssumptions(multiples: Iterable<Multiple>): PairVerdict | null {
    for (const { hypothesis, factor, where } of multiples) {
      const scaled = typeof factor === 'number' ? this.scaledOnPurpose(hypothesis, factor, where) : null;
      if (scaled) return scaled;
    }
    return null;
  }

  /** What is right but for one factor, where something holds that code often takes for granted. Found once. */
  multiples(plain: readonly Hypothesis[]): readonly Multiple[] {
    return (this.multiplesFound ??= plain[0] ? [...this.findMultiples(plain, plain[0])] : []);
  }

  private *findMultiples(plain: readonly Hypothesis[], first: Hypothesis): Generator<Multiple> {
    const { merged, comparer } = this;
    const guarded = whereNothingIsCutOff(merged, first.variables.symbols, this.request.tiny);
    const assumed = this.assumptionsOf(first).map((assumption) => ({ ...assumption, within: null }));
    for (const assumption of [...guarded, ...assumed]) {
      const { text, constrain, within, isDoubtful } = assumption;
      if (isDoubtful) continue;
      const there = { constrain, given: [], discrete: this.symbolsAt(assumption), ...(within ? { within } : {}) };
      const few = this.sampler.sample(plain, { ...there, count: FEW_POINTS }).points;
      const near = plain.filter((hypothesis) => comparer.ratios(hypothesis, few) !== null);
      const { points } = near.length > 0 ? this.sampler.sample(plain, there) : { points: [] };
      if (points.length < 16 || hasOneValue(points, assumption.ofFewValues ?? [])) continue;
      for (const hypothesis of near) {
        if (this.passesOver(hypothesis, points, assumption)) continue;
        const factor =
          commonFactor(comparer, hypothesis, points) ?? missingArgument(comparer, merged, hypothesis, points);
        if (factor !== null) yield { hypothesis, factor, points, where: `, ${text}` };
      }
    }
  }

  private assumptionsOf(first: Hypothesis): ReturnType<typeof assumptions> {
    const notSquare = this.request.notSquare ?? new Set<string>();
    return [
      ...assumptions(this.merged, first.variables.symbols, this.symbols, notSquare),
      ...whatIsPassedBack(seedOf(this.merged, this.request.pair.passedBack), this.symbols),
    ];
  }

  /** A layer before a loss that takes care of its derivative too, as softmax before a cross-entropy. */
  private passesOn(): boolean {
    const { found } = this.merged;
    const seed = seedOf(this.merged, this.request.pair.passedBack);
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

  private butFor({ largest }: WithoutSmall): string {
    const { graph } = this.merged;
    const small = this.request.print(graph, largest);
    return graph.isNumber(largest) ? `but for the small number ${small} in it` : `where ${small} is small`;
  }

  /** Right but for numbers that keep a logarithm or a division from failing, and for steps of difference quotients. */
  private upToSmallNumbers(
    acceptable: readonly Hypothesis[],
    smaller: WithoutSmall,
    points: readonly Float64Array[],
  ): PairVerdict | null {
    const { merged } = this;
    // What goes by a name may be shown for any number.
    const isNumber = merged.graph.isNumber(smaller.largest);
    const largest = isNumber ? Math.abs(merged.graph.numberOf(smaller.largest).value) : 0;
    // Beside a probability of a thousandth, 1e-7 is more than 1e-7.
    const limit = largest > TINY ? 30 * largest : Infinity;
    const usual = (differences: readonly number[]): number =>
      [...differences].sort((p, q) => p - q)[Math.floor(differences.length / 2)] ?? Infinity;
    const compared = acceptable.map((hypothesis) => this.comparer.compare(hypothesis, points));
    for (const [k, hypothesis] of smaller.hypotheses.entries()) {
      // A coefficient may be small as well: what differs by more than such a number does is wrong.
      if (usual(compared[k]?.differences ?? []) > limit) continue;
      const comparison = this.comparer.compare(hypothesis, points);
      if (agrees(comparison, points.length) && this.isTelling(hypothesis, points))
        return said(
          'agrees',
          `agrees ${this.butFor(smaller)}`,
          hypothesis.layout,
          measuredBy(comparison, hypothesis.expected.length),
        );
    }
    for (const [k, { layout, ofOutput }] of isNumber ? [...acceptable.entries()] : []) {
      const { differences, undefinedAt } = compared[k] as Comparison;
      const isNear = Math.max(...differences) <= 30 * largest;
      if (!ofOutput && undefinedAt === 0 && differences.length >= 8 && isNear)
        return said('unknown', 'not judged: it is the derivative up to an approximation', layout);
    }
    return null;
  }

  /** Right where something holds that code often takes for granted. */
  private underAssumptions(
    written: readonly Hypothesis[],
    first: Hypothesis,
    smaller: WithoutSmall | null,
  ): PairVerdict | null {
    const { merged, request } = this;
    const candidates = [...written, ...(smaller?.hypotheses ?? [])];
    const butFor = (hypothesis: Hypothesis): string =>
      smaller?.hypotheses.includes(hypothesis) ? `, ${this.butFor(smaller)}` : '';
    const variables = first.variables.symbols;
    // Nothing is said against it before everything was tried that may speak for it.
    const limit = performance.now() + Math.max(PATIENCE, this.request.budgetMilliseconds);
    const passedBack = seedOf(merged, request.pair.passedBack)?.symbols;
    const constrained = this.assumptionsOf(first).map((assumption) => ({ ...assumption, within: null }));
    const guarded = whereNothingIsCutOff(merged, variables, request.tiny);
    const both = guarded.flatMap(({ within }) =>
      constrained.map((one) => ({ ...one, text: `${one.text}, and nothing is cut off`, within, isOfOneBranch: true })),
    );
    for (const assumption of [
      ...guarded,
      ...constrained,
      ...both,
      ...(this.dependsOnMore(first) ? [] : usualRanges(merged, variables, this.symbols, passedBack)).filter(
        (range) => !this.isAgainstDefaults(range),
      ),
      ...(this.request.saysNothingOfSigns ? wherePositive(merged, variables, first.expected) : []),
    ]) {
      const { text, constrain, within, isDoubtful } = assumption;
      if (performance.now() > limit) return said('unknown', 'not judged: it takes too long', first.layout);
      const there = { constrain, given: [], discrete: this.symbolsAt(assumption), ...(within ? { within } : {}) };
      const few = this.sampler.sample(candidates, { ...there, count: FEW_POINTS }).points;
      const near = candidates.filter(
        (hypothesis) =>
          !this.comparer.isFarApart(hypothesis, few) ||
          (hypothesis.kind === 'excuse' && this.comparer.ratios(hypothesis, few) !== null),
      );
      const { points } = near.length > 0 ? this.sampler.sample(candidates, there) : { points: [] };
      if (points.length < 16 || hasOneValue(points, assumption.ofFewValues ?? [])) continue;
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
        if (within && !this.comparer.isExact(hypothesis, points)) continue;
        if (!this.isTelling(hypothesis, points)) continue;
        const mayPass = isDoubtful === true || isExcuse || this.isOfDefaults(assumption);
        if (!mayPass && this.passesOver(hypothesis, points, assumption)) continue;
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
          describe(`${agreementText(comparison)}, ${text}${butFor(hypothesis)}`, hypothesis, merged, request.pair),
          hypothesis.layout,
          measuredBy(comparison, hypothesis.expected.length),
        );
      }
    }
    return null;
  }

  /** Whether it depends on what the object holds and the function does not use: then agreement in a range is chance. */
  private dependsOnMore({ found }: Hypothesis): boolean {
    const { graph, inputs } = this.merged;
    const used = new Set(symbolsOf(graph, found));
    return inputs.some(
      ({ primalName, isAttribute, symbols }) =>
        primalName === null && isAttribute && symbols.some((symbol) => used.has(symbol)),
    );
  }

  /** Whether a range holds the defaults of all that it is for: a slope of 0.2 is meant to be between 0 and 1. */
  private isOfDefaults(range: Range): boolean {
    return range.within !== null && this.defaultsBeside(range).every((isInside) => isInside === true);
  }

  /** Whether a default says that it is not meant: a slope of 0.2 is not above 1. */
  private isAgainstDefaults(range: Range): boolean {
    return range.meant !== undefined && this.defaultsBeside(range).includes(false);
  }

  /** Of all that a range is for, whether its default is in it; `null` where it has none. */
  private defaultsBeside({ within, meant }: Range): (boolean | null)[] {
    const defaults = new Map(
      this.request.primal.inputs.flatMap(({ name, default: value }) => (value ? [[name, value.values] as const] : [])),
    );
    const ofRange = this.merged.inputs.filter(({ symbols }) => symbols.some((symbol) => within?.has(symbol)));
    return ofRange.flatMap(({ primalName, symbols }) =>
      symbols.map((symbol, k) => {
        const [value, range] = [defaults.get(primalName ?? '')?.[k], meant ?? within?.get(symbol)];
        return value === undefined || range === undefined ? null : range[0] <= value && value <= range[1];
      }),
    );
  }

  private passesOver(hypothesis: Hypothesis, points: readonly Float64Array[], assumption: Assumption): boolean {
    return passesOver({
      merged: this.merged,
      symbols: this.symbols,
      hypothesis,
      anywhere: this.anywhere,
      points,
      assumption,
    });
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
    // f(t, y) that depends on y[0] alone, and a derivative by t that depends on y[1], which is y[0]' there.
    const [by, ...more] = this.request.pair.wrt ?? [];
    if (by === 't' && more.length === 0) {
      const used = new Set(symbolsOf(graph, outputs));
      const state = inputs.find(
        ({ primalName, isAttribute, symbols }) =>
          primalName !== null && primalName !== 't' && !isAttribute && symbols.length > 1,
      );
      if (
        state &&
        uses(
          found,
          state.symbols.filter((symbol) => !used.has(symbol)),
        )
      )
        return said(
          'unknown',
          `not judged: it depends on more of ${state.name} than the function does: along a solution?`,
        );
    }
    for (const input of inputs) {
      const isPassedBack =
        input.name === this.request.pair.passedBack ||
        (this.request.pair.product && plain.some((hypothesis) => uses(hypothesis.expected, input.symbols)));
      if (input.primalName === null && !isPassedBack && uses(found, input.symbols))
        return said('unknown', `not judged: it depends on ${input.name}, which the function does not have`);
      // Coefficients of the derivative that the caller has worked out beforehand.
      const isOwn = this.request.pair.primal === this.request.pair.derivative;
      if (isOwn && uses(found, input.symbols) && !uses(outputs, input.symbols))
        return said('unknown', `not judged: it depends on ${input.name}, which the function does not use`);
      // A component is given all of its inputs.
      const isGiven = input.shared || input.isAttribute || this.request.pair.evidence.kind === 'component';
      if (!isGiven && plain.every((hypothesis) => uses(hypothesis.expected, input.symbols)))
        return said('unknown', `not judged: the derivative depends on ${input.name}, which it is not given`);
    }
    return null;
  }
}
