/** Writes the steps of one derivation: each rule's formula, with the derivatives that are still to be taken. */
import type { Derivation, Rule } from '../../calculus/derivation';
import type { Graph, NodeId } from '../../calculus/graph';
import { Op } from '../../calculus/operations';
import type { Term } from '../../calculus/view/term';
import { formatTerm, type Notation } from '../../notation/term';
import type { Formula } from '../card';
import type { StepNames } from './stepNames';
import type { RuleName, Step } from './steps';

/** Letters that no program uses: each stands for a derivative while the formula around it is written. */
const FIRST_PLACEHOLDER = 0x1200;
/** A result longer than this is not read: the rule's own formula says how it is put together. */
const LONGEST_RESULT = 120;

const number = (value: number): Term => ({
  kind: 'number',
  exact: { numerator: BigInt(value), denominator: 1n },
  value,
  spelling: null,
});

const product = (factors: readonly Term[]): Term => {
  const rest = factors.filter((factor) => !(factor.kind === 'number' && factor.value === 1));
  const [first] = rest;
  return rest.length === 0 ? number(1) : rest.length === 1 && first ? first : { kind: 'product', factors: rest };
};

const sum = (terms: readonly Term[]): Term => {
  const [first] = terms;
  return terms.length === 1 && first ? first : { kind: 'sum', terms };
};

const power = (base: Term, exponent: Term): Term =>
  exponent.kind === 'number' && exponent.value === 1 ? base : { kind: 'power', base, exponent };

const placeholder = (i: number): Term => ({ kind: 'reference', name: String.fromCodePoint(FIRST_PLACEHOLDER + i) });

/** In place of what nobody would read: a part without the variable that is far too long. Another such letter. */
const TOO_LONG: Term = { kind: 'reference', name: String.fromCodePoint(FIRST_PLACEHOLDER - 1) };

export class StepWriter {
  readonly #variable: Formula;
  readonly #told = new Set<NodeId>();
  /** What the formulas of the present step are written from. */
  #written: NodeId[] = [];

  constructor(
    private readonly g: Graph,
    private readonly symbol: NodeId,
    private readonly names: StepNames,
    private readonly notation: Notation,
  ) {
    this.#variable = this.#format(names.term(symbol) ?? TOO_LONG);
  }

  /** In steps, between which the worker may do something more urgent. */
  *step(derivation: Derivation): Generator<void, Step, void> {
    yield;
    const { node, rule, derivative, parts, shortened } = derivation;
    this.#written = [];
    const left = this.#derivativeOf(node);
    const expanded = this.#expanded(node, rule);
    const result = this.#result(derivative, expanded);
    const where = this.names.within(this.#written).flatMap((named) => this.#definition(named));
    const told: Step[] = [];
    for (const part of parts) told.push(yield* this.step(part));
    return {
      rule: this.#nameOf(rule),
      derivative: left,
      expanded: expanded && expanded.text !== result?.text ? expanded : null,
      result,
      where,
      parts: told,
      shortened,
    };
  }

  #result(derivative: NodeId, expanded: Formula | null): Formula | null {
    const term = this.names.term(derivative);
    this.#written.push(derivative);
    const result = term && this.#format(term);
    return expanded && result && result.text.length > LONGEST_RESULT ? null : result;
  }

  /** What a name stands for, the first time that it is used. */
  #definition(node: NodeId): Step['where'] {
    if (this.#told.has(node)) return [];
    this.#told.add(node);
    const value = this.names.definition(node);
    return value ? [{ name: this.#format(this.#term(node)), value }] : [];
  }

  #nameOf(rule: Rule): RuleName {
    const depends = (node: NodeId): boolean => this.#dependsOn(node);
    switch (rule.kind) {
      case 'product':
        return rule.factors.filter(depends).length === 1 ? 'constantFactor' : 'product';
      case 'quotient':
        return !depends(rule.denominator) ? 'constantFactor' : depends(rule.numerator) ? 'quotient' : 'reciprocal';
      case 'power':
        return !depends(rule.exponent) ? 'power' : depends(rule.base) ? 'generalPower' : 'exponential';
      case 'function':
        return rule.parts.every(({ argument }) => argument === this.symbol) ? 'function' : 'chain';
      default:
        return rule.kind;
    }
  }

  #expanded(node: NodeId, rule: Rule): Formula | null {
    const wanted: NodeId[] = [];
    /** ∂part/∂x: 1 for the variable, 0 for what does not depend on it, else still to be taken. */
    const d = (part: NodeId): Term => {
      if (part === this.symbol) return number(1);
      if (!this.#dependsOn(part)) return number(0);
      wanted.push(part);
      return placeholder(wanted.length - 1);
    };
    const term = this.#ruleTerm(node, rule, d);
    return term && this.#withDerivatives(this.#format(term), wanted);
  }

  #ruleTerm(node: NodeId, rule: Rule, d: (part: NodeId) => Term): Term | null {
    const of = (part: NodeId): Term => this.#term(part);
    switch (rule.kind) {
      case 'variable':
      case 'constant':
        return null;
      case 'sum': {
        const terms = rule.terms.filter((term) => this.#dependsOn(term.node));
        return sum(
          terms.map(({ negative, node: part }) => (negative ? { kind: 'negative', operand: d(part) } : d(part))),
        );
      }
      case 'product': {
        const dependent = rule.factors.filter((factor) => this.#dependsOn(factor));
        const terms = dependent.map((factor, k) => {
          const at = rule.factors.findIndex((one, i) => one === factor && i >= k);
          return product([...rule.factors.filter((_, i) => i !== at).map(of), d(factor)]);
        });
        return sum(terms);
      }
      case 'quotient':
        return this.#quotientTerm(rule.numerator, rule.denominator, d);
      case 'power':
        return this.#powerTerm(node, rule.base, rule.exponent, d);
      case 'function':
      case 'unknown':
        return sum(rule.parts.map(({ argument, partial }) => product([of(partial), d(argument)])));
      case 'cases':
        return {
          kind: 'cases',
          cases: [{ condition: of(rule.condition), value: d(rule.then) }],
          otherwise: d(rule.otherwise),
        };
    }
  }

  #quotientTerm(numerator: NodeId, denominator: NodeId, d: (part: NodeId) => Term): Term {
    const [u, v] = [this.#term(numerator), this.#term(denominator)];
    if (!this.#dependsOn(denominator)) return { kind: 'quotient', numerator: d(numerator), denominator: v };
    const square = power(v, number(2));
    if (!this.#dependsOn(numerator)) {
      const change: Term = { kind: 'quotient', numerator: product([u, d(denominator)]), denominator: square };
      return { kind: 'negative', operand: change };
    }
    const change: Term = { kind: 'negative', operand: product([u, d(denominator)]) };
    return { kind: 'quotient', numerator: sum([product([d(numerator), v]), change]), denominator: square };
  }

  #powerTerm(node: NodeId, base: NodeId, exponent: NodeId, d: (part: NodeId) => Term): Term {
    const [u, v] = [this.#term(base), this.#term(exponent)];
    const logarithm: Term = { kind: 'call', name: 'log', arguments: [u] };
    if (!this.#dependsOn(exponent)) return product([v, power(u, this.#lessOne(exponent)), d(base)]);
    if (!this.#dependsOn(base)) return product([this.#term(node), logarithm, d(exponent)]);
    const relative: Term = { kind: 'quotient', numerator: product([v, d(base)]), denominator: u };
    return product([this.#term(node), sum([product([logarithm, d(exponent)]), relative])]);
  }

  #lessOne(exponent: NodeId): Term {
    const value = this.g.valueOf(exponent);
    if (value !== undefined && Number.isSafeInteger(value) && value > 0) return number(value - 1);
    return sum([this.#term(exponent), { kind: 'negative', operand: number(1) }]);
  }

  #format(term: Term): Formula {
    const formula = formatTerm(term, this.notation);
    const letter = formatTerm(TOO_LONG, this.notation);
    return {
      latex: formula.latex.replaceAll(letter.latex, '\\cdots'),
      text: formula.text.replaceAll(letter.text, '…'),
      code: formula.code.replaceAll(letter.code, '...'),
    };
  }

  /** The formula with the derivatives in place of the letters that stand for them. */
  #withDerivatives(formula: Formula, wanted: readonly NodeId[]): Formula {
    let { latex, text, code } = formula;
    wanted.forEach((node, i) => {
      const letter = formatTerm(placeholder(i), this.notation);
      const part = this.#derivativeOf(node);
      latex = latex.replaceAll(letter.latex, () => part.latex);
      text = text.replaceAll(letter.text, () => part.text);
      code = code.replaceAll(letter.code, () => part.code);
    });
    return { latex, text, code };
  }

  /** ∂u/∂x of what has a name, ∂/∂x[…] of what is written out. */
  #derivativeOf(node: NodeId): Formula {
    const { latex, text, code } = this.#format(this.#term(node));
    const by = this.#variable;
    const whole = { code: `d(${code})/d(${by.code})` };
    if (this.names.isNamed(node))
      return { ...whole, latex: `\\frac{\\partial ${latex}}{\\partial ${by.latex}}`, text: `∂${text}/∂${by.text}` };
    return {
      ...whole,
      latex: `\\frac{\\partial}{\\partial ${by.latex}}\\left[${latex}\\right]`,
      text: `∂/∂${by.text}[${text}]`,
    };
  }

  #term(node: NodeId): Term {
    this.#written.push(node);
    return this.names.term(node) ?? TOO_LONG;
  }

  #dependsOn(node: NodeId): boolean {
    let known = this.#dependent.get(node);
    if (known === undefined) {
      // What decides between branches has no part in the derivative.
      const operands = this.g.operands(node).slice(this.g.op(node) === Op.Select ? 1 : 0);
      known = node === this.symbol || operands.some((operand) => this.#dependsOn(operand));
      this.#dependent.set(node, known);
    }
    return known;
  }

  readonly #dependent = new Map<NodeId, boolean>();
}
