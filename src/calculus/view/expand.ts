/** Terms that stand for themselves: the names of a view's `where` list replaced by what they stand for. */
import type { Term, View } from './term';

/**
 * Each entry without references; `undefined` for one that would become larger than `limit` terms.
 */
export function expandedEntries(view: View, limit: number): (Term | undefined)[] {
  if (view.definitions.length === 0) return [...view.entries];
  const values = new Map<string, Term | undefined>();
  // Each definition may refer to those before it.
  for (const { name, value } of view.definitions) values.set(name, expanded(value, values, limit));
  return view.entries.map((entry) => expanded(entry, values, limit));
}

class TooLarge extends Error {}

function expanded(term: Term, values: ReadonlyMap<string, Term | undefined>, limit: number): Term | undefined {
  let left = limit;
  const all = (terms: readonly Term[]): Term[] => terms.map(one);
  const counted = (each: Term): Term => {
    left -= sizeOf(each);
    if (left < 0) throw new TooLarge();
    return each;
  };
  const one = (each: Term): Term => {
    left -= 1;
    if (left < 0) throw new TooLarge();
    switch (each.kind) {
      case 'reference': {
        const value = values.get(each.name);
        if (!value) throw new TooLarge();
        return counted(value);
      }
      case 'sum':
        return { ...each, terms: all(each.terms) };
      case 'product':
        return { ...each, factors: all(each.factors) };
      case 'negative':
      case 'not':
        return { ...each, operand: one(each.operand) };
      case 'quotient':
        return { ...each, numerator: one(each.numerator), denominator: one(each.denominator) };
      case 'power':
        return { ...each, base: one(each.base), exponent: one(each.exponent) };
      case 'call':
      case 'hole':
      case 'partial':
        return { ...each, arguments: all(each.arguments) };
      case 'comparison':
        return { ...each, left: one(each.left), right: one(each.right) };
      case 'logic':
        return { ...each, operands: all(each.operands) };
      case 'cases':
        return {
          ...each,
          cases: each.cases.map(({ condition, value }) => ({ condition: one(condition), value: one(value) })),
          otherwise: one(each.otherwise),
        };
      default:
        return each;
    }
  };
  try {
    return one(term);
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}

function sizeOf(term: Term): number {
  switch (term.kind) {
    case 'sum':
      return total(term.terms);
    case 'product':
      return total(term.factors);
    case 'negative':
    case 'not':
      return total([term.operand]);
    case 'quotient':
      return total([term.numerator, term.denominator]);
    case 'power':
      return total([term.base, term.exponent]);
    case 'call':
    case 'hole':
    case 'partial':
      return total(term.arguments);
    case 'comparison':
      return total([term.left, term.right]);
    case 'logic':
      return total(term.operands);
    case 'cases':
      return total([...term.cases.flatMap(({ condition, value }) => [condition, value]), term.otherwise]);
    default:
      return 1;
  }
}

const total = (terms: readonly Term[]): number => terms.reduce((sum, term) => sum + sizeOf(term), 1);
