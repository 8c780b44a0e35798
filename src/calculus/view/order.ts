/** The order in which a reader expects addends and factors: the source's order of variables, high powers first. */
import type { Addend, Factor, Form, SumForm } from './form';
import { isConstantNamed, partsOf } from './form';
import * as numeral from './numeral';

/** Comes after every variable. */
const NO_RANK = 2 ** 31;

const lowestRanks = new WeakMap<Form, number>();

/** The rank of the first variable in a form. */
function lowestRank(form: Form): number {
  if (form.kind === 'atom') return form.rank < 0 ? NO_RANK - 1 : form.rank;
  let rank = lowestRanks.get(form);
  if (rank === undefined) {
    rank = NO_RANK;
    for (const part of partsOf(form)) rank = Math.min(rank, lowestRank(part));
    lowestRanks.set(form, rank);
  }
  return rank;
}

/** Letters before sums before roots before exponentials before functions: 2x(x + 1)e^x sin x. */
function factorClass({ base, exponent }: Factor): number {
  if (base.kind === 'number') return 0;
  if (isConstantNamed(base, 'e')) return 4;
  if (exponent.kind === 'number' && !numeral.isInteger(exponent.value)) return 3;
  if (base.kind === 'atom') return exponent.kind === 'number' ? 1 : 1.5;
  if (base.kind === 'sum') return 2;
  return base.kind === 'opaque' ? 6 : 5;
}

const rankOf = ({ base, exponent }: Factor): number =>
  isConstantNamed(base, 'e') ? lowestRank(exponent) : base.kind === 'atom' ? base.rank : lowestRank(base);

/** x, y and z come after the letters of parameters: bx, not xb. */
const UNKNOWNS = /^[xyz]\d*$/;
const AFTER_PARAMETERS = 2 ** 22;

const factorRank = (factor: Factor): number => {
  const { term } = factor.base.kind === 'atom' ? factor.base : { term: undefined };
  return rankOf(factor) + (term?.kind === 'symbol' && UNKNOWNS.test(term.variable) ? AFTER_PARAMETERS : 0);
};

const isOdd = ({ exponent }: Factor): boolean =>
  exponent.kind === 'number' && numeral.isInteger(exponent.value) && !numeral.isEven(exponent.value);

/** A factor that takes a minus without showing it: −2(x − 1) is 2(1 − x). */
export const takesSign = (factor: Factor): boolean =>
  factor.base.kind === 'sum' &&
  isOdd(factor) &&
  factor.base.addends.some(({ coefficient }) => numeral.isNegative(coefficient));

/** Whether an addend is written with a minus. */
export const looksNegative = ({ coefficient, form }: Addend): boolean =>
  numeral.isNegative(coefficient) &&
  !(form.kind === 'product' ? form.factors.some(takesSign) : form.kind === 'sum' && isMixed(form));

const isMixed = (sum: SumForm): boolean => sum.addends.some(({ coefficient }) => numeral.isNegative(coefficient));

export function orderedFactors(factors: readonly Factor[]): Factor[] {
  const sorted = [...factors].sort(
    (a, b) => factorClass(a) - factorClass(b) || factorRank(a) - factorRank(b) || a.base.id - b.base.id,
  );
  // σ(x)(1 − σ(x)): what a sum is made of comes before it.
  const calls = new Set<Form>(sorted.map(({ base }) => base).filter((base) => base.kind === 'call'));
  const isLate = ({ base }: Factor): boolean => base.kind === 'sum' && base.addends.some(({ form }) => calls.has(form));
  return sorted.some(isLate) ? [...sorted.filter((f) => !isLate(f)), ...sorted.filter(isLate)] : sorted;
}

/** One variable's part in an addend: its rank, whether it is a plain letter, its exponent. */
type Letter = readonly [rank: number, plain: 0 | 1, exponent: number];

const factorsOf = (form: Form): readonly Factor[] =>
  form.kind === 'product' ? form.factors : [{ base: form, exponent: form }];

function lettersOf(form: Form): Letter[] {
  return factorsOf(form)
    .map((factor): Letter => {
      const { base, exponent } = factor;
      const power = base === exponent ? 1 : exponent.kind === 'number' ? exponent.value.value : 1;
      const rank = base === exponent ? lowestRank(base) : rankOf(factor);
      return [rank, base.kind === 'atom' && !isConstantNamed(base, 'e') ? 0 : 1, power];
    })
    .filter(([rank]) => rank >= 0)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

/** Lexicographic in the variables, as polynomials are written. */
function compareLetters(a: readonly Letter[], b: readonly Letter[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const [x, y] = [a[i] as Letter, b[i] as Letter];
    const difference = x[0] - y[0] || x[1] - y[1] || y[2] - x[2];
    if (difference !== 0) return difference;
  }
  return b.length - a.length;
}

/** As a reader expects them; the first is positive if any is. A constant leads where no plain variable is added. */
export function orderedAddends(addends: readonly Addend[]): Addend[] {
  const isConstant = ({ form }: Addend): boolean => form.kind === 'number';
  const keyed = addends.filter((a) => !isConstant(a)).map((addend) => ({ addend, letters: lettersOf(addend.form) }));
  keyed.sort((a, b) => compareLetters(a.letters, b.letters) || a.addend.form.id - b.addend.form.id);
  const sorted = keyed.map(({ addend }) => addend);
  const linear = keyed.some(({ letters }) => letters.length === 1 && letters[0]![1] === 0 && letters[0]![2] === 1);
  const constant = addends.find(isConstant);
  if (constant) {
    if (linear || numeral.isNegative(constant.coefficient)) sorted.push(constant);
    else sorted.unshift(constant);
  }
  const leading = sorted.findIndex((addend) => !looksNegative(addend));
  if (leading > 0) sorted.unshift(...sorted.splice(leading, 1));
  return sorted;
}
