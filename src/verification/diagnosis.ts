/**
 * What is wrong with an entry: the smallest change that makes it right, found among the mistakes that people make, each
 * confirmed at many points.
 */
import * as c from '../calculus/construct';
import { symbolsOf } from '../calculus/dependencies';
import { jacobian } from '../calculus/differentiate/jacobian';
import type { Graph, NodeId } from '../calculus/graph';
import { Op } from '../calculus/operations';
import { fromDouble } from '../calculus/rational';
import { reachable } from '../calculus/reachable';
import { PointTable } from '../numerics/pointTable';
import { areEqual, differ } from './equality';
import { editsOfFactors, factorsOf, replaceAll, singleEdits, termsOf } from './edits';
import type { Edit } from './edits';
import { factorText, shownNumber, simpleFraction, withoutRounding } from './factorText';
import type { Hypothesis } from './layout';
import { entryName } from './naming';
import type { Print } from './verdict';

export interface DiagnosisRequest {
  readonly graph: Graph;
  readonly hypothesis: Hypothesis;
  /** Shape of what the derivative returns. */
  readonly sizes: readonly number[];
  readonly outputs: readonly NodeId[];
  /** All symbols of both functions, and points with a number for each. */
  readonly symbols: readonly NodeId[];
  readonly points: readonly Float64Array[];
  readonly print: Print;
  /** When to stop searching (milliseconds as `performance.now()` counts). */
  readonly deadline: number;
}

/** What is wrong, without the entry's name: `the factor 2 is missing`. `null` where no small change makes it right. */
export type Finding = string | null;

const MOST_POINTS = 24;
const FEW_POINTS = 3;
/** Expressions tried as a factor or a term: those of both sides and of the function. */
const MOST_CANDIDATES = 250;
/** Terms, and factors of each of them, that are tried together. */
const MOST_TERMS = 12;
const MOST_FACTORS = 60;
/** Arguments that the derivative does not see. */
const MOST_UNSEEN = 3;
/** Milliseconds for what is tried of an entry when the time for all of them is up. */
const QUICK = 60;
/** A longer factor is not read. */
const LONGEST_FACTOR = 100;
/** Parts of either side tried for one another. */
const MOST_SUBSTITUTED = 24;

/** What is too long to be printed is not quoted. */
function readable(finding: Finding): Finding {
  if (finding === null || /^`` should be|should be ``/.test(finding)) return null;
  return finding.replace('the terms ``', 'two terms').replace(/\bthe (term|factor) ``/g, 'a $1');
}

export class Diagnosis {
  private readonly table: PointTable;
  /** At a few of the points: nearly all that is tried is seen there not to be right. */
  private readonly few: PointTable;
  private readonly g: Graph;
  /** By entry: they are tried as factors of it, and of its terms. */
  private readonly candidatesOf = new Map<number, readonly NodeId[]>();

  constructor(private readonly request: DiagnosisRequest) {
    this.g = request.graph;
    this.table = new PointTable(this.g, request.symbols, request.points.slice(0, MOST_POINTS));
    this.few = new PointTable(this.g, request.symbols, request.points.slice(0, FEW_POINTS));
  }

  /** What is wrong with one entry. */
  entry(k: number): Finding {
    const { hypothesis } = this.request;
    const [expected, found] = [hypothesis.expected[k] as NodeId, hypothesis.found[k] as NodeId];
    return readable(
      this.quick(k, Infinity) ??
        this.terms(expected, found) ??
        this.factors(k, expected, found, 'alone') ??
        this.differentiatedAgain(expected, found) ??
        this.factors(k, expected, found, 'with a number') ??
        this.edits(expected, singleEdits(this.g, found, symbolsOf(this.g, [expected, found]))) ??
        this.factorOfTerm(k, expected, found) ??
        this.specialCase(expected, found) ??
        this.numbers(expected, found) ??
        this.substitution(k, expected, found),
    );
  }

  /** What is found soon, also where there is no time for more. */
  quick(k: number, deadline = performance.now() + QUICK): Finding {
    const { hypothesis } = this.request;
    const [expected, found] = [hypothesis.expected[k] as NodeId, hypothesis.found[k] as NodeId];
    return readable(
      this.emptiness(expected, found) ??
        this.constantFactor(expected, found) ??
        this.elsewhere(k, found) ??
        this.otherVariable(k, found) ??
        this.edits(expected, editsOfFactors(this.g, found, symbolsOf(this.g, [expected, found])), deadline),
    );
  }

  /** It does not see some parameters, and is right where these are 0 or 1, as parameters are by default. */
  private specialCase(expected: NodeId, found: NodeId): Finding {
    const { g } = this;
    const seen = new Set(symbolsOf(g, [found]));
    const { symbols } = this.request.hypothesis.variables;
    const unseen = symbolsOf(g, [expected]).filter((symbol) => !seen.has(symbol) && !symbols.includes(symbol));
    // An element of an array is no parameter.
    if (unseen.some((symbol) => g.symbolOf(symbol).index.length > 0)) return null;
    if (unseen.length === 0 || unseen.length > MOST_UNSEEN) return null;
    for (let choice = 0; choice < 2 ** unseen.length; choice += 1) {
      const values = unseen.map((_symbol, i) => (choice >> i) & 1);
      const there = new Map(unseen.map((symbol, i) => [symbol, g.integer(values[i] as number)]));
      const special = replaceAll(g, expected, there);
      // Where nothing is left of it, a zero or a number is met by chance.
      if (symbolsOf(g, [special]).length === 0 || !this.same(special, found)) continue;
      const where = unseen.map((symbol, i) => `\`${this.text(symbol)}\` is ${values[i]}`);
      return `it is right only where ${where.join(' and ')}`;
    }
    return null;
  }

  /** A factor is missing in one term, or too much. */
  private factorOfTerm(k: number, expected: NodeId, found: NodeId): Finding {
    const { g } = this;
    const missing = c.subtract(g, expected, found);
    const terms = termsOf(g, found).slice(0, MOST_TERMS);
    if (terms.length < 2) return null;
    for (const factor of this.candidates(k, expected, found).slice(0, MOST_FACTORS)) {
      if (performance.now() > this.request.deadline) return null;
      for (const term of terms) {
        if (this.same(missing, c.subtract(g, c.multiply(g, factor, term), term)))
          return `in the term \`${this.text(term)}\` the factor \`${this.text(factor)}\` is missing`;
        if (this.same(missing, c.subtract(g, c.divide(g, term, factor), term)))
          return `in the term \`${this.text(term)}\` the factor \`${this.text(factor)}\` is too much`;
      }
    }
    return null;
  }

  private emptiness(expected: NodeId, found: NodeId): Finding {
    const isZero = (id: NodeId): boolean => this.table.of(id).every((value) => value === 0);
    if (isZero(found)) return 'the entry is missing';
    if (isZero(expected)) return 'the entry should be 0';
    return null;
  }

  private constantFactor(expected: NodeId, found: NodeId): Finding {
    const factor = this.ratio(expected, found);
    if (factor === null) return null;
    // Any two numbers have a ratio.
    const areNumbers = symbolsOf(this.g, [expected, found]).length === 0;
    return areNumbers && !simpleFraction(factor) ? null : factorText(factor);
  }

  /** The constant c with u = c·v at all points. */
  private ratio(u: NodeId, v: NodeId): number | null {
    const [p, q] = [this.table.of(u), this.table.of(v)];
    let best = -1;
    q.forEach((value, i) => {
      if (
        Number.isFinite(value) &&
        Number.isFinite(p[i]) &&
        (best < 0 || Math.abs(value) > Math.abs(q[best] as number))
      )
        best = i;
    });
    const quotient = best < 0 ? NaN : (p[best] as number) / (q[best] as number);
    if (!Number.isFinite(quotient) || quotient === 0) return null;
    const factor = withoutRounding(quotient);
    const scaled = q.map((value) => value * factor);
    return areEqual(p, scaled) ? factor : null;
  }

  /** It is another entry of the same derivative. */
  private elsewhere(k: number, found: NodeId): Finding {
    const { hypothesis, sizes } = this.request;
    const own = hypothesis.expected[k] as NodeId;
    for (let other = 0; other < hypothesis.expected.length; other += 1) {
      const expected = hypothesis.expected[other] as NodeId;
      if (other === k || expected === own || this.g.isNumber(expected) || !this.same(found, expected)) continue;
      const name = entryName(other, sizes);
      return this.same(hypothesis.found[other] as NodeId, own)
        ? `it is swapped with ${name}`
        : `this is what ${name} should be`;
    }
    return null;
  }

  /** It is the derivative of that output by another variable. */
  private otherVariable(k: number, found: NodeId): Finding {
    const { hypothesis, outputs } = this.request;
    const { symbols } = hypothesis.variables;
    const output = outputs.length === 1 ? outputs[0] : outputs[Math.floor(k / symbols.length)];
    if (output === undefined || symbolsOf(this.g, [found]).length === 0) return null;
    const others = symbolsOf(this.g, [output])
      .filter((symbol) => symbol !== symbols[k % symbols.length])
      .slice(0, 40);
    for (const { column, node } of jacobian(this.g, [output], others).entries) {
      const symbol = others[column] as NodeId;
      if (this.same(found, node)) return `this is the derivative with respect to \`${this.text(symbol)}\``;
    }
    return null;
  }

  /** `-3*x**2` for the `-x**3` that a residual has as its derivative by a coefficient. */
  private differentiatedAgain(expected: NodeId, found: NodeId): Finding {
    const symbols = symbolsOf(this.g, [expected]).slice(0, 40);
    for (const { column, node } of jacobian(this.g, [expected], symbols).entries) {
      if (symbolsOf(this.g, [node]).length === 0 || !this.same(found, node)) continue;
      return `this is the right entry, differentiated once more with respect to \`${this.text(symbols[column] as NodeId)}\``;
    }
    return null;
  }

  private terms(expected: NodeId, found: NodeId): Finding {
    const { g } = this;
    const missing = c.subtract(g, expected, found);
    const expectedTerms = this.expandedTerms(expected);
    const foundTerms = this.expandedTerms(found);
    for (const term of expectedTerms) if (this.same(missing, term)) return `the term \`${this.text(term)}\` is missing`;
    for (const term of foundTerms) {
      if (this.same(missing, c.multiply(g, g.integer(-2), term)))
        return `the sign of the term \`${this.text(term)}\` is wrong`;
    }
    const extra = c.negate(g, missing);
    for (const term of expectedTerms)
      if (this.same(extra, term)) return `the term \`${this.text(term)}\` is counted twice`;
    for (const term of foundTerms) if (this.same(extra, term)) return `the term \`${this.text(term)}\` is too much`;
    for (const term of foundTerms) {
      const factor = this.ratio(missing, term);
      if (factor !== null && foundTerms.length > 1)
        return `in the term \`${this.text(term)}\` ${factorText(factor + 1)}`;
    }
    for (let i = 0; i < expectedTerms.length; i += 1)
      for (let j = 0; j < i; j += 1) {
        const two = c.add(g, expectedTerms[i] as NodeId, expectedTerms[j] as NodeId);
        if (this.same(missing, two)) return `the terms \`${this.text(two)}\` are missing`;
      }
    return null;
  }

  /** The terms of a sum, with products multiplied out as far as that makes few of them. */
  private expandedTerms(id: NodeId): NodeId[] {
    const { g } = this;
    return termsOf(g, id).flatMap((term) => {
      const factors = factorsOf(g, term);
      for (const factor of factors) {
        const parts = termsOf(g, factor);
        if (parts.length < 2 || parts.length > 12) continue;
        const rest = c.divide(g, term, factor);
        return [term, ...parts.map((part) => c.multiply(g, rest, part))];
      }
      return [term];
    });
  }

  private factors(k: number, expected: NodeId, found: NodeId, how: 'alone' | 'with a number'): Finding {
    const { g } = this;
    const missing = c.divide(g, expected, found);
    const extra = c.divide(g, found, expected);
    for (const factor of this.candidates(k, expected, found)) {
      if (this.table.of(factor).every((value) => Math.abs(Math.abs(value) - 1) < 1e-12)) continue;
      if (how === 'alone') {
        if (this.same(missing, factor)) return this.ofFactor(factor, 'missing');
        if (this.same(extra, factor)) return this.ofFactor(factor, 'too much');
        continue;
      }
      const ratio = this.ratio(missing, factor);
      if (ratio !== null) return this.ofFactor(c.multiply(g, this.number(ratio), factor), 'missing');
      const inverse = this.ratio(extra, factor);
      if (inverse !== null) return this.ofFactor(c.multiply(g, this.number(inverse), factor), 'too much');
    }
    return null;
  }

  /** A quotient of two sides that have cases of their own is a factor that nobody would recognise. */
  private ofFactor(factor: NodeId, what: 'missing' | 'too much'): Finding {
    const text = this.text(factor);
    const hasCases = reachable(this.g, [factor]).filter((id) => this.g.op(id) === Op.Select).length > 1;
    return hasCases || text.length > LONGEST_FACTOR ? null : `the factor \`${text}\` is ${what}`;
  }

  /** Factors of both sides, slopes of what the function is made of, and any part of the three. */
  private candidates(k: number, expected: NodeId, found: NodeId): readonly NodeId[] {
    const { g } = this;
    const known = this.candidatesOf.get(k);
    if (known) return known;
    const { hypothesis, outputs } = this.request;
    const { symbols } = hypothesis.variables;
    const output = outputs.length === 1 ? outputs[0] : outputs[Math.floor(k / symbols.length)];
    const variable = symbols[k % symbols.length];
    const inner =
      output === undefined
        ? []
        : reachable(g, [output])
            .filter((id) => !g.isCondition(id))
            .slice(-60);
    const slopes = variable === undefined ? [] : jacobian(g, inner, [variable]).entries.map((entry) => entry.node);
    const parts = reachable(g, output === undefined ? [expected, found] : [expected, found, output]).filter(
      (id) => !g.isCondition(id),
    );
    const all = [...factorsOf(g, expected), ...factorsOf(g, found), ...slopes, ...parts].filter(
      (id) => !g.isNumber(id),
    );
    const some = [...new Set(all)].slice(0, MOST_CANDIDATES);
    this.candidatesOf.set(k, some);
    return some;
  }

  private edits(expected: NodeId, edits: Iterable<Edit>, deadline = this.request.deadline): Finding {
    let tried = 0;
    for (const { result, kind, before, after } of edits) {
      tried += 1;
      if (tried % 32 === 0 && performance.now() > deadline) return null;
      if (!this.same(result, expected)) continue;
      const [old, fresh] = [this.text(before), this.text(after)];
      switch (kind) {
        case 'sign':
          return `a sign is wrong: \`${old}\` should be \`${fresh}\``;
        case 'index':
          return `an index is wrong: \`${old}\` should be \`${fresh}\``;
        case 'exponent':
          return `a power is wrong: \`${old}\` should be \`${fresh}\``;
        case 'degrees':
          return `degrees and radians are mixed up: \`${old}\` should be \`${fresh}\``;
        default:
          return `\`${old}\` should be \`${fresh}\``;
      }
    }
    return null;
  }

  /** Something stands in it, wherever it stands, in place of something else: a variable that was changed meanwhile. */
  private substitution(k: number, expected: NodeId, found: NodeId): Finding {
    const { g } = this;
    const { hypothesis, outputs } = this.request;
    const output = outputs.length === 1 ? outputs[0] : outputs[Math.floor(k / hypothesis.variables.symbols.length)];
    const right = reachable(g, output === undefined ? [expected] : [expected, output]);
    const isPart = (id: NodeId): boolean => !g.isCondition(id) && symbolsOf(g, [id]).length > 0;
    const [inRight, inFound] = [new Set(right), new Set(reachable(g, [found]))];
    const wrong = [...inFound].filter((id) => isPart(id) && id !== found).slice(0, MOST_SUBSTITUTED);
    const instead = right.filter((id) => isPart(id) && !inFound.has(id)).slice(0, 2 * MOST_SUBSTITUTED);
    for (const old of wrong) {
      // What belongs there anyway is looked for last: most often it does not.
      if (inRight.has(old) && g.op(old) !== Op.Symbol) continue;
      for (const fresh of instead) {
        if (performance.now() > this.request.deadline) return null;
        if (this.same(replaceAll(g, found, new Map([[old, fresh]])), expected))
          return `\`${this.text(old)}\` should be \`${this.text(fresh)}\``;
      }
    }
    return null;
  }

  /** A number in it is wrong. */
  private numbers(expected: NodeId, found: NodeId): Finding {
    const { g } = this;
    const target = this.table.of(expected);
    const numbers = reachable(g, [found]).filter((id) => g.isNumber(id) && Number.isFinite(g.numberOf(id).value));
    for (const id of numbers.slice(0, 20)) {
      const value = g.numberOf(id).value;
      const [here, there] = [
        this.table.of(found),
        this.table.of(replaceAll(g, found, new Map([[id, g.double(value + 1)]]))),
      ];
      const at = here.findIndex(
        (y, i) => Number.isFinite(y) && Number.isFinite(target[i]) && Math.abs((there[i] as number) - y) > 1e-12,
      );
      if (at < 0) continue;
      const right =
        value + ((target[at] as number) - (here[at] as number)) / ((there[at] as number) - (here[at] as number));
      if (!Number.isFinite(right)) continue;
      if (this.same(replaceAll(g, found, new Map([[id, this.number(right)]])), expected))
        return `the number \`${this.text(id)}\` should be \`${shownNumber(right)}\``;
    }
    return null;
  }

  private number(value: number): NodeId {
    const simple = simpleFraction(value);
    return simple ? c.fraction(this.g, simple[0], simple[1]) : this.g.rational(fromDouble(value));
  }

  private same(u: NodeId, v: NodeId): boolean {
    return u === v || (!differ(this.few.of(u), this.few.of(v)) && areEqual(this.table.of(u), this.table.of(v)));
  }

  private text(id: NodeId): string {
    return this.request.print(this.g, id);
  }
}
