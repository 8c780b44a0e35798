/** How an entry of the derivative comes about, rule by rule, in formulas. */
import { derivationOf, type Derivation, type Rule } from '../../calculus/derivation';
import { gradient } from '../../calculus/differentiate/jacobian';
import type { Graph, NodeId } from '../../calculus/graph';
import { Op } from '../../calculus/operations';
import { treeSize } from '../../calculus/reachable';
import type { Term } from '../../calculus/view/term';
import { view } from '../../calculus/view/view';
import { bracketedNames } from '../../notation/notation';
import { formatTerm, type Notation } from '../../notation/term';
import type { Formula } from '../card';
import { Unanswerable, type QuestionOf } from './questions';
import { differentiatedAt, type Investigation } from './subjects';

export interface StepsQuestion {
  /** The entry of the derivative as the card counts them: of a Hessian, both are variables. */
  readonly row: number;
  readonly column: number;
  readonly order: 1 | 2;
}

export type RuleName =
  | 'constant'
  | 'variable'
  | 'sum'
  | 'constantFactor'
  | 'product'
  | 'quotient'
  | 'reciprocal'
  | 'power'
  | 'exponential'
  | 'generalPower'
  /** A function of the variable itself, and one of an expression. */
  | 'function'
  | 'chain'
  | 'cases'
  | 'unknown';

export interface Step {
  readonly rule: RuleName;
  /** ∂/∂x of what. */
  readonly derivative: Formula;
  /** What the rule makes of it, with derivatives still to be taken; `null` where none are. */
  readonly expanded: Formula | null;
  readonly result: Formula;
  /** How the derivatives in `expanded` come about. */
  readonly parts: readonly Step[];
  /** Whether some of them are left out, for there are too many. */
  readonly shortened: boolean;
}

export interface StepsAnswer {
  readonly root: Step;
}

/** More steps than these nobody follows. */
const MOST_STEPS = 60;
/** Expressions with a larger tree are called by the source's name for them, or not written out. */
const LARGEST_TREE = 80;
const BUDGET = 15;
/** Letters that no program uses: each stands for a derivative while the formula around it is written. */
const FIRST_PLACEHOLDER = 0x1200;

export function steps(question: QuestionOf<'steps'>, investigation: Investigation): StepsAnswer {
  const { row, column, order } = question;
  const { traced, columns } = differentiatedAt(question, investigation);
  const { graph, outputs, inputs } = traced;
  const symbol = columns[column];
  const output = order === 1 ? outputs[row] : firstDerivative(graph, outputs, columns[row]);
  if (symbol === undefined || output === undefined) throw new Unanswerable('there is no such entry');
  const bracketed = bracketedNames(inputs.map(({ name, sizes }) => ({ name, isArray: sizes.length > 0 })));
  const writer = new Writer(graph, symbol, { ...investigation.notation, bracketed });
  return { root: writer.step(derivationOf(graph, output, symbol, MOST_STEPS)) };
}

const firstDerivative = (g: Graph, [output]: readonly NodeId[], symbol: NodeId | undefined): NodeId | undefined =>
  output === undefined || symbol === undefined ? undefined : gradient(g, output, [symbol])[0];

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

/** Writes the steps of one derivation. */
class Writer {
  readonly #operator: Formula;
  readonly #known = new Map<NodeId, Term>();

  constructor(
    private readonly g: Graph,
    private readonly symbol: NodeId,
    private readonly notation: Notation,
  ) {
    const { latex, text, code } = formatTerm(this.#term(symbol), notation);
    this.#operator = { latex: `\\frac{\\partial}{\\partial ${latex}}`, text: `∂/∂${text}`, code: `d/d(${code})` };
  }

  step(derivation: Derivation): Step {
    const { node, rule, derivative, parts, shortened } = derivation;
    const expanded = this.#expanded(node, rule);
    const result = formatTerm(this.#term(derivative), this.notation);
    return {
      rule: this.#nameOf(rule),
      derivative: this.#derivativeOf(node),
      expanded: expanded && expanded.text !== result.text ? expanded : null,
      result,
      parts: parts.map((part) => this.step(part)),
      shortened,
    };
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
    return term && this.#withDerivatives(formatTerm(term, this.notation), wanted);
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

  #derivativeOf(node: NodeId): Formula {
    const { latex, text, code } = formatTerm(this.#term(node), this.notation);
    return {
      latex: `${this.#operator.latex}\\left[${latex}\\right]`,
      text: `${this.#operator.text}[${text}]`,
      code: `${this.#operator.code}[${code}]`,
    };
  }

  #term(node: NodeId): Term {
    const known = this.#known.get(node);
    if (known) return known;
    const term = this.#readable(node);
    this.#known.set(node, term);
    return term;
  }

  #readable(node: NodeId): Term {
    const name = this.g.names.get(node);
    if (treeSize(this.g, node) > LARGEST_TREE) return { kind: 'reference', name: name ?? '⋯' };
    const [entry] = view(this.g, [node], { budgetMilliseconds: BUDGET, names: false }).entries;
    return entry ?? { kind: 'reference', name: '⋯' };
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
