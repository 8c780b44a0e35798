/**
 * Functions that programs have for accuracy alone, written as mathematics has them: log1p(x) is ln(1 + x). Code keeps
 * the programs' names, since there the accuracy matters.
 */
import { mapParts } from '../calculus/view/parts';
import type { Term } from '../calculus/view/term';

const whole = (value: number): Term => ({
  kind: 'number',
  exact: { numerator: BigInt(value), denominator: 1n },
  value,
  spelling: null,
});
const one = whole(1);
const pi: Term = { kind: 'constant', name: 'pi' };

const call = (name: string, ...args: readonly Term[]): Term => ({ kind: 'call', name, arguments: args });
const sum = (...terms: readonly Term[]): Term => ({ kind: 'sum', terms: terms.flatMap(addends) });
const addends = (term: Term): readonly Term[] => (term.kind === 'sum' ? term.terms : [term]);
const product = (...terms: readonly Term[]): Term => ({ kind: 'product', factors: terms.flatMap(factors) });
const factors = (term: Term): readonly Term[] => (term.kind === 'product' ? term.factors : [term]);

const meanings: Readonly<Record<string, (x: Term, y: Term) => Term>> = {
  log1p: (x) => call('log', sum(one, x)),
  expm1: (x) => sum(call('exp', x), { kind: 'negative', operand: one }),
  exp2: (x) => ({ kind: 'power', base: whole(2), exponent: x }),
  exp10: (x) => ({ kind: 'power', base: whole(10), exponent: x }),
  logaddexp: (x, y) => call('log', sum(call('exp', x), call('exp', y))),
  xlogy: (x, y) => product(x, call('log', y)),
  xlog1py: (x, y) => product(x, call('log', sum(one, y))),
  deg2rad: (x) => ({ kind: 'quotient', numerator: product(pi, x), denominator: whole(180) }),
  rad2deg: (x) => ({ kind: 'quotient', numerator: product(whole(180), x), denominator: pi }),
};

const known = new WeakMap<Term, Term>();

/** The same value for a reader; the same object where nothing is to be said otherwise. */
export function spoken(term: Term): Term {
  let made = known.get(term);
  if (!made) {
    made = rewritten(term);
    known.set(term, made);
  }
  return made;
}

function rewritten(term: Term): Term {
  switch (term.kind) {
    case 'number':
    case 'constant':
    case 'symbol':
    case 'element':
    case 'affine':
    case 'reference':
    case 'truth':
      return term;
    case 'series':
      return mapParts(term, spoken);
    case 'sum': {
      const terms = all(term.terms);
      return terms === term.terms ? term : sum(...terms);
    }
    case 'product': {
      const inner = all(term.factors);
      return inner === term.factors ? term : product(...inner);
    }
    case 'negative':
    case 'not': {
      const operand = spoken(term.operand);
      return operand === term.operand ? term : { ...term, operand };
    }
    case 'quotient': {
      const [numerator, denominator] = [spoken(term.numerator), spoken(term.denominator)];
      const isSame = numerator === term.numerator && denominator === term.denominator;
      return isSame ? term : { kind: 'quotient', numerator, denominator };
    }
    case 'power': {
      const [base, exponent] = [spoken(term.base), spoken(term.exponent)];
      return base === term.base && exponent === term.exponent ? term : { kind: 'power', base, exponent };
    }
    case 'call': {
      const args = all(term.arguments);
      const [x = one, y = one] = args;
      const meaning = Object.hasOwn(meanings, term.name) ? meanings[term.name] : undefined;
      if (meaning) return meaning(x, y);
      return args === term.arguments ? term : { ...term, arguments: args };
    }
    case 'cases': {
      const cases = term.cases.map(({ condition, value }) => ({ condition: spoken(condition), value: spoken(value) }));
      return { kind: 'cases', cases, otherwise: spoken(term.otherwise) };
    }
    case 'comparison':
      return { ...term, left: spoken(term.left), right: spoken(term.right) };
    case 'logic':
      return { ...term, operands: all(term.operands) };
    case 'hole':
    case 'partial':
      return { ...term, arguments: all(term.arguments) };
  }
}

/** The same list where nothing in it changes. */
function all(terms: readonly Term[]): readonly Term[] {
  const made = terms.map(spoken);
  return made.every((term, i) => term === terms[i]) ? terms : made;
}
