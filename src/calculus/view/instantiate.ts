/** A term with bound indices at values of these, written as it would be without them: no 1 in front, no power 1. */
import type { Bound } from './indices';
import { constantIndex, indexValue } from './indices';
import { wholeNumber } from './fit';
import { indicesOfTerm, mapParts, withIndices } from './parts';
import type { IndexExpression, Term } from './term';

/** Elements become symbols of no node: to be compared or printed, not to be evaluated. */
export function instantiated(term: Term, bound: Bound): Term {
  switch (term.kind) {
    case 'element': {
      const index = term.index.map((each) => partly(each, bound));
      if (index.some(({ steps }) => steps.length > 0)) return { ...term, index };
      const offsets = index.map(({ offset }) => offset);
      return {
        kind: 'symbol',
        name: `${term.variable}[${offsets.join()}]`,
        variable: term.variable,
        index: offsets,
        node: -1,
      };
    }
    case 'affine': {
      const value = partly(term.value, bound);
      if (value.steps.length > 0) return { kind: 'affine', value };
      const number = wholeNumber(Math.abs(value.offset));
      return value.offset < 0 ? { kind: 'negative', operand: number } : number;
    }
    default: {
      const inner = mapParts(term, (part) => instantiated(part, bound));
      const indices = indicesOfTerm(inner);
      return tidied(
        indices.length === 0
          ? inner
          : withIndices(
              inner,
              indices.map((each) => partly(each, bound)),
            ),
      );
    }
  }
}

/** What is bound is put in; other indices stay. */
function partly({ offset, steps }: IndexExpression, bound: Bound): IndexExpression {
  const open = steps.filter(({ index }) => !bound.has(index));
  const closed = steps.filter(({ index }) => bound.has(index));
  const { offset: whole } = constantIndex(indexValue({ offset, steps: closed }, bound));
  return { offset: whole, steps: open };
}

const isOne = (term: Term): boolean => term.kind === 'number' && term.value === 1;

function tidied(term: Term): Term {
  if (term.kind === 'power' && isOne(term.exponent)) return term.base;
  if (term.kind === 'quotient' && isOne(term.denominator)) return term.numerator;
  if (term.kind === 'call' && term.name === 'sqrt') return exactRoot(term);
  if (term.kind !== 'product') return term;
  const numbers = term.factors.filter(({ kind }) => kind === 'number');
  const others = term.factors.filter(({ kind }) => kind !== 'number');
  const total = numbers.reduce((product, factor) => product * (factor.kind === 'number' ? factor.value : 1), 1);
  if (numbers.length === 0 || (numbers.length === 1 && total !== 1)) return term;
  const kept = total === 1 && others.length > 0 ? others : [wholeNumber(total), ...others];
  return kept.length === 1 ? kept[0]! : { kind: 'product', factors: kept };
}

/** √4 is written 2. */
function exactRoot(term: Extract<Term, { kind: 'call' }>): Term {
  const [of] = term.arguments;
  const root = of?.kind === 'number' && of.exact?.denominator === 1n ? Math.sqrt(of.value) : NaN;
  return Number.isSafeInteger(root) ? wholeNumber(root) : term;
}
