/** How much a term asks of its reader: its parts, and more for what is hard to read. */
import type { Term } from './term';

const costs = new WeakMap<Term, number>();

export function cost(term: Term): number {
  let value = costs.get(term);
  if (value === undefined) {
    value = measure(term);
    costs.set(term, value);
  }
  return value;
}

const total = (terms: readonly Term[]): number => terms.reduce((sum, term) => sum + cost(term), 0);

function measure(term: Term): number {
  switch (term.kind) {
    case 'number':
      return numberCost(term);
    case 'constant':
    case 'symbol':
    case 'reference':
    case 'truth':
      return 1;
    case 'sum':
      // A minus between addends costs no more than a plus; one in front does.
      return term.terms.reduce(
        (sum, addend, i) => sum + cost(addend) - (i > 0 && addend.kind === 'negative' ? 1 : 0),
        1,
      );
    case 'negative':
      return 1 + cost(term.operand);
    case 'product':
      return 1 + total(term.factors) + term.factors.filter((factor) => factor.kind === 'sum').length;
    case 'quotient':
      return (
        1 +
        cost(term.numerator) +
        cost(term.denominator) +
        (hasFraction(term.numerator) ? 2 : 0) +
        (hasFraction(term.denominator) ? 2 : 0)
      );
    case 'power':
      return (
        0.5 +
        cost(term.base) +
        0.5 * cost(term.exponent) +
        (isAtomic(term.base) ? 0 : 1) +
        (term.exponent.kind === 'negative' ? 1 : 0)
      );
    case 'call':
      // eᵘ is a power of e.
      return term.name === 'exp' ? 1.5 + 0.75 * total(term.arguments) : 1 + total(term.arguments);
    case 'hole':
    case 'partial':
      return 2 + total(term.arguments);
    case 'cases':
      return 2 + term.cases.reduce((sum, c) => sum + 1 + cost(c.condition) + cost(c.value), cost(term.otherwise));
    case 'comparison':
      return 1 + cost(term.left) + cost(term.right);
    case 'logic':
      return 1 + total(term.operands);
    case 'not':
      return 1 + cost(term.operand);
  }
}

function numberCost(term: Extract<Term, { kind: 'number' }>): number {
  const { exact, spelling, value } = term;
  if (spelling === null && exact && exact.denominator !== 1n) return 3;
  const digits = (spelling ?? String(value)).length;
  return 1 + 0.15 * Math.min(digits - 1, 8);
}

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
