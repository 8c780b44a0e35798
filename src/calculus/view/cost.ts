/** How much a term asks of its reader: its parts, and more for what is hard to read. */
import type { IndexExpression, Term } from './term';

const costs = new WeakMap<Term, number>();

export function cost(term: Term): number {
  // Half of all terms are letters and digits: nothing is to be remembered of them.
  if (term.kind === 'symbol' || term.kind === 'reference') return 1;
  if (term.kind === 'number' && isDigit(term)) return term.value === 1 ? UNIT : DIGIT;
  let value = costs.get(term);
  if (value === undefined) {
    value = measure(term);
    costs.set(term, value);
  }
  return value;
}

const total = (terms: readonly Term[]): number => terms.reduce((sum, term) => sum + cost(term), 0);

/** What stands between parts: light where letters are only set beside each other. */
const BETWEEN_ADDENDS = 0.5;
const BETWEEN_FACTORS = 0.25;
const FRACTION_BAR = 0.75;
const PARENTHESES = 0.25;
const FRACTION_IN_FRACTION = 2;
const KNOWN_BY_HEART = 0.4;
/** Σ with its range. */
const SERIES = 2.5;
const EXCEPT = 1;

/** i is read like any index; i + 1 and 2i take a little more. */
const indexCost = ({ offset, steps }: IndexExpression): number =>
  steps.length === 0
    ? 0
    : (offset === 0 ? 0 : 0.3) +
      steps.reduce((sum, { factor }) => sum + (factor === 1 ? 0 : 0.3), 0.2 * (steps.length - 1));

function measure(term: Term): number {
  switch (term.kind) {
    case 'number':
      return numberCost(term);
    case 'constant':
    case 'symbol':
    case 'reference':
    case 'truth':
      return 1;
    case 'element':
      return 1 + term.index.reduce((sum, index) => sum + indexCost(index), 0);
    case 'affine':
      return 1 + indexCost(term.value);
    case 'series':
      return (
        SERIES +
        indexCost(term.from) +
        indexCost(term.to) +
        (term.except ? EXCEPT + indexCost(term.except) : 0) +
        (term.term.kind === 'sum' ? PARENTHESES : 0) +
        cost(term.term)
      );
    case 'sum':
      // A minus between addends costs no more than a plus; one in front does.
      return term.terms.reduce(
        (sum, addend, i) => sum + cost(i > 0 && addend.kind === 'negative' ? addend.operand : addend),
        BETWEEN_ADDENDS * (term.terms.length - 1),
      );
    case 'negative':
      return 0.75 + cost(term.operand);
    case 'product':
      return (
        total(term.factors) +
        BETWEEN_FACTORS * (term.factors.length - 1) +
        PARENTHESES * term.factors.filter((factor) => factor.kind === 'sum').length +
        nestingCost(nesting(term)) -
        (isProbabilities(term.factors) ? KNOWN_BY_HEART : 0)
      );
    case 'quotient':
      return (
        FRACTION_BAR +
        cost(term.numerator) +
        cost(term.denominator) +
        (hasFraction(term.numerator) ? FRACTION_IN_FRACTION : 0) +
        (hasFraction(term.denominator) ? FRACTION_IN_FRACTION : 0)
      );
    case 'power':
      return (
        0.4 +
        cost(term.base) +
        0.5 * cost(term.exponent) +
        (isSquare(term.exponent) ? 0 : 0.3) +
        (isAtomic(term.base) ? 0 : PARENTHESES) +
        (term.exponent.kind === 'negative' ? 0.75 : 0)
      );
    case 'call':
      // eᵘ is a power of e.
      return term.name === 'exp' ? 1.25 + 0.75 * total(term.arguments) : 1 + total(term.arguments);
    case 'hole':
    case 'partial':
      return 2 + total(term.arguments);
    case 'cases':
      return 2 + term.cases.reduce((sum, c) => sum + 1 + cost(c.condition) + cost(c.value), cost(term.otherwise));
    case 'comparison':
      return 1 + cost(term.left) + cost(term.right);
    case 'logic':
      return total(term.operands) + BETWEEN_ADDENDS * (term.operands.length - 1);
    case 'not':
      return 1 + cost(term.operand);
  }
}

const UNIT = 0.5;
const DIGIT = 0.8;

const isDigit = ({ spelling, exact, value }: Extract<Term, { kind: 'number' }>): boolean =>
  spelling === null && exact !== null && exact.denominator === 1n && value >= 0 && value < 10;

function numberCost(term: Extract<Term, { kind: 'number' }>): number {
  const { exact, spelling, value } = term;
  if (spelling === null && exact && exact.denominator !== 1n) return 2.5;
  if (value === 1) return UNIT;
  const digits = (spelling ?? String(value)).length;
  return DIGIT + 0.15 * Math.min(digits - 1, 8);
}

/** p(1 − p) for something with a name, as every book has it: p − p² is not read more easily. */
const isProbabilities = (factors: readonly Term[]): boolean =>
  factors.some(
    (sum) =>
      sum.kind === 'sum' &&
      sum.terms.length === 2 &&
      sum.terms.some((addend) => addend.kind === 'number' && addend.value === 1) &&
      sum.terms.some(
        (addend) =>
          addend.kind === 'negative' &&
          (addend.operand.kind === 'reference' || addend.operand.kind === 'call') &&
          factors.includes(addend.operand),
      ),
  );

/** x(x(x(x + 1) + 2) + 3) is short and unreadable: what stands in the third pair of parentheses asks for much. */
const nestingCost = (depth: number): number => (depth < 2 ? 0 : depth === 2 ? 0.4 : 2);

const nestings = new WeakMap<Term, number>();

/** How many sums stand within each other as factors, at the term's own level: 2 for x(x(x + 1) + 2). */
function nesting(term: Term): number {
  if (term.kind !== 'product' && term.kind !== 'sum' && term.kind !== 'negative') return 0;
  let depth = nestings.get(term);
  if (depth === undefined) {
    depth =
      term.kind === 'negative'
        ? nesting(term.operand)
        : term.kind === 'sum'
          ? term.terms.reduce((most, addend) => Math.max(most, nesting(addend)), 0)
          : term.factors.reduce((most, f) => (f.kind === 'sum' ? Math.max(most, 1 + nesting(f)) : most), 0);
    nestings.set(term, depth);
  }
  return depth;
}

const isSquare = (exponent: Term): boolean => exponent.kind === 'number' && exponent.value === 2;

const isAtomic = ({ kind }: Term): boolean =>
  kind === 'number' || kind === 'constant' || kind === 'symbol' || kind === 'reference' || kind === 'call';

const fractions = new WeakMap<Term, boolean>();

/** Whether a fraction bar stands in the term at its own level: not inside a function's argument. */
export function hasFraction(term: Term): boolean {
  const known = fractions.get(term);
  if (known !== undefined) return known;
  const found =
    term.kind === 'quotient' ||
    (term.kind === 'sum' && term.terms.some(hasFraction)) ||
    (term.kind === 'product' && term.factors.some(hasFraction)) ||
    (term.kind === 'negative' && hasFraction(term.operand)) ||
    (term.kind === 'power' && hasFraction(term.base)) ||
    (term.kind === 'call' && term.name === 'sqrt' && term.arguments.some(hasFraction));
  fractions.set(term, found);
  return found;
}
