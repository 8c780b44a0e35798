/** The number that a term means, by its definition. */
import { functionRows } from '../../../src/calculus/functions/table';
import type { Term } from '../../../src/calculus/view/term';

export function meaning(term: Term, value: (variable: string, index: readonly number[]) => number): number {
  const of = (part: Term): number => meaning(part, value);
  switch (term.kind) {
    case 'number':
      return term.value;
    case 'constant':
      return Math.PI;
    case 'symbol':
      return value(term.variable, term.index);
    case 'sum':
      return term.terms.reduce((total, part) => total + of(part), 0);
    case 'negative':
      return -of(term.operand);
    case 'product':
      return term.factors.reduce((total, part) => total * of(part), 1);
    case 'quotient':
      return of(term.numerator) / of(term.denominator);
    case 'power':
      return Math.pow(of(term.base), of(term.exponent));
    case 'call': {
      const [x = NaN, y = NaN] = term.arguments.map(of);
      return functionRows.find(({ name }) => name === term.name)!.value(x, y, NaN);
    }
    case 'comparison':
      return of(term.left) < of(term.right) ? 1 : 0;
    case 'cases':
      return term.cases[0] && of(term.cases[0].condition) === 1 ? of(term.cases[0].value) : of(term.otherwise);
    default:
      throw new Error(`no meaning for ${term.kind}`);
  }
}
