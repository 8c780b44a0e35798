/** Quotients of polynomials with a common factor: (x² − 1)/(x − 1) is x + 1, where it has a value. */
import * as rational from '../../rational';
import type { Rational } from '../../rational';
import type { Factor, Form, SumForm } from '../form';
import { isConstantNamed } from '../form';
import type { Forms } from '../forms';
import * as numeral from '../numeral';
import type { Pass } from '../simplify';

/** The degree in each generator. */
type Degrees = readonly number[];

interface Monomial {
  readonly degrees: Degrees;
  readonly coefficient: Rational;
}

/** No two monomials have the same degrees; the one that comes first in the order of `isBefore` is first. */
type Polynomial = readonly Monomial[];

const ONE: Polynomial = [{ degrees: [], coefficient: rational.one }];

/** Longer and higher ones are not multiplied out. */
const MOST_MONOMIALS = 40;
const HIGHEST_DEGREE = 12;
const MOST_GENERATORS = 6;

/** More general than what a person would try: a quotient that does not end is given up. */
const MOST_STEPS = 60;

export const polynomialQuotients: Pass = (forms, form, simplify) => {
  if (form.kind !== 'product') return [];
  const sums = form.factors.flatMap((factor) => {
    const n = forms.integerOf(factor.exponent);
    return factor.base.kind === 'sum' && n !== undefined ? [{ factor, base: factor.base, n }] : [];
  });
  const above = sums.filter(({ n }) => n > 0);
  const below = sums.filter(({ n }) => n < 0);
  return above.flatMap((numerator) =>
    below.flatMap((denominator) => {
      const shared = commonPart(forms, numerator.base, denominator.base);
      if (!shared) return [];
      const { divisor, left, right } = shared;
      const others = form.factors.filter((one) => one !== numerator.factor && one !== denominator.factor);
      const power = (base: Form, n: number): Factor => ({ base, exponent: forms.number(numeral.whole(n)) });
      return [
        forms.product(form.coefficient, [
          ...others,
          power(simplify(left), numerator.n),
          power(simplify(divisor), numerator.n + denominator.n),
          power(simplify(right), denominator.n),
        ]),
      ];
    }),
  );
};

/**
 * Sums of such quotients over one bar, as far down as it goes: 1/(x² − 1) − 2x/((x − 1)(x + 1)²) is −1/(x + 1)². In one
 * variable only.
 */
export const rationalFunctions: Pass = (forms, form, simplify) => {
  if (form.kind !== 'sum' || !form.addends.some((addend) => hasBar(forms, addend.form))) return [];
  const generators: Form[] = [];
  let sum: Fraction | undefined = { above: [], below: ONE };
  for (const addend of form.addends) {
    const own = fractionOf(forms, addend.form, generators);
    const factor = constantOf(addend.coefficient);
    if (!own || !factor || generators.length > 1) return [];
    sum = sum && added(sum, { above: product(own.above, factor) ?? [], below: own.below });
  }
  if (!sum || sum.below === ONE || sum.above.length === 0) return [];
  const divisor = greatestCommonDivisor(sum.above, sum.below) ?? ONE;
  const [above, below] = [divided(sum.above, divisor), divided(sum.below, divisor)];
  if (!above || !below) return [];
  const made = (polynomial: Polynomial): Form => simplify(formOf(forms, polynomial, generators));
  const [lead] = below.quotient;
  const factors = lead && squareFree(scaled(below.quotient, rational.reciprocal(lead.coefficient)));
  if (!factors) return [];
  return [
    forms.product(numeral.fromRational(rational.reciprocal(lead.coefficient)), [
      { base: made(above.quotient), exponent: forms.one },
      ...factors.map(({ base, n }) => ({ base: made(base), exponent: forms.number(numeral.whole(-n)) })),
    ]),
  ];
};

/** Whether it is divided by a sum. */
const hasBar = (forms: Forms, form: Form): boolean =>
  form.kind === 'product' && form.factors.some((factor) => isBelow(forms, factor));

const isBelow = (forms: Forms, { base, exponent }: Factor): boolean =>
  base.kind === 'sum' && (forms.integerOf(exponent) ?? 0) < 0;

interface Fraction {
  readonly above: Polynomial;
  readonly below: Polynomial;
}

function fractionOf(forms: Forms, form: Form, generators: Form[]): Fraction | undefined {
  const factors = form.kind === 'product' ? form.factors : [{ base: form, exponent: forms.one }];
  const coefficient = form.kind === 'product' ? form.coefficient : numeral.one;
  const above = polynomialOf(
    forms,
    forms.product(
      coefficient,
      factors.filter((one) => !isBelow(forms, one)),
    ),
    generators,
  );
  let below: Polynomial | undefined = ONE;
  for (const { base, exponent } of factors.filter((one) => isBelow(forms, one))) {
    const own = power(polynomialOf(forms, base, generators), -(forms.integerOf(exponent) ?? 0));
    below = below && own && product(below, own);
  }
  if (!above || !below) return undefined;
  const { rest, lowest } = lifted(above);
  const bar = product(below, [{ degrees: negative(lowest), coefficient: rational.one }]);
  return bar && { above: rest, below: isOne(bar) ? ONE : bar };
}

function added(a: Fraction, b: Fraction): Fraction | undefined {
  const divisor = (a.below !== ONE && b.below !== ONE && greatestCommonDivisor(a.below, b.below)) || ONE;
  const [p, q] = [divided(a.below, divisor)?.quotient, divided(b.below, divisor)?.quotient];
  const [left, right, below] = [q && product(a.above, q), p && product(b.above, p), q && product(a.below, q)];
  const above = left && right && collected([...left, ...right]);
  return above && below && { above, below: isOne(below) ? ONE : below };
}

const isOne = ([first, ...more]: Polynomial): boolean =>
  more.length === 0 && first?.degrees.length === 0 && rational.compare(first.coefficient, rational.one) === 0;

const scaled = (polynomial: Polynomial, factor: Rational): Polynomial =>
  polynomial.map((one) => ({ ...one, coefficient: rational.multiply(one.coefficient, factor) }));

/** The polynomial in one generator, which is monic, as a product of powers of ones without multiple roots (Yun 1976). */
function squareFree(polynomial: Polynomial): { readonly base: Polynomial; readonly n: number }[] | undefined {
  const factors: { base: Polynomial; n: number }[] = [];
  const slope = derivativeOf(polynomial);
  const common = greatestCommonDivisor(polynomial, slope) ?? ONE;
  let rest = divided(polynomial, common)?.quotient;
  let moved = divided(slope, common)?.quotient;
  for (let n = 1; n <= HIGHEST_DEGREE && rest && moved; n += 1) {
    const difference: Polynomial | undefined = collected([...moved, ...derivativeOf(rest).map(opposite)]);
    if (!difference) return undefined;
    if (difference.length === 0) return [...factors, { base: rest, n }];
    const base: Polynomial = greatestCommonDivisor(rest, difference) ?? ONE;
    if (base !== ONE) factors.push({ base, n });
    rest = divided(rest, base)?.quotient;
    moved = divided(difference, base)?.quotient;
  }
  return undefined;
}

const opposite = (one: Monomial): Monomial => ({ ...one, coefficient: rational.negate(one.coefficient) });

const derivativeOf = (polynomial: Polynomial): Polynomial =>
  polynomial.flatMap(({ degrees: [n = 0], coefficient }) => {
    const factor = { numerator: BigInt(n), denominator: 1n };
    return n === 0 ? [] : [{ degrees: n === 1 ? [] : [n - 1], coefficient: rational.multiply(coefficient, factor) }];
  });

/** What two sums have as a factor, and what is left of both; `undefined` where they have none in common. */
function commonPart(
  forms: Forms,
  a: SumForm,
  b: SumForm,
): { readonly divisor: Form; readonly left: Form; readonly right: Form } | undefined {
  const generators: Form[] = [];
  const [ofA, ofB] = [polynomialOf(forms, a, generators), polynomialOf(forms, b, generators)];
  if (!ofA || !ofB || generators.length > MOST_GENERATORS) return undefined;
  const [{ rest: p, lowest: low }, { rest: q, lowest: other }] = [lifted(ofA), lifted(ofB)];
  const made = (polynomial: Polynomial, ...lowest: readonly Degrees[]): Form =>
    formOf(
      forms,
      lowest.reduce<Polynomial>(
        (all, degrees) => all.map((one) => times(one, { degrees, coefficient: rational.one })),
        polynomial,
      ),
      generators,
    );
  const exact = quotient(p, q);
  if (exact) return { divisor: b, left: made(exact, low, negative(other)), right: forms.one };
  const inverse = quotient(q, p);
  if (inverse) return { divisor: a, left: forms.one, right: made(inverse, other, negative(low)) };
  const divisor = generators.length === 1 ? greatestCommonDivisor(p, q) : undefined;
  const [left, right] = divisor ? [quotient(p, divisor), quotient(q, divisor)] : [];
  return divisor && left && right
    ? { divisor: made(divisor), left: made(left, low), right: made(right, other) }
    : undefined;
}

const negative = (degrees: Degrees): Degrees => degrees.map((n) => -n);

/** The polynomial divided by so much of its generators that none has a degree below 0: 1 + e^(−u) is (e^u + 1)·e^(−u). */
function lifted(polynomial: Polynomial): { readonly rest: Polynomial; readonly lowest: Degrees } {
  const length = Math.max(0, ...polynomial.map(({ degrees }) => degrees.length));
  const lowest = Array.from({ length }, (_unused, i) =>
    Math.min(0, ...polynomial.map(({ degrees }) => degrees[i] ?? 0)),
  );
  if (lowest.every((n) => n === 0)) return { rest: polynomial, lowest: [] };
  const factor: Monomial = { degrees: negative(lowest), coefficient: rational.one };
  const rest = collected(polynomial.map((one) => times(one, factor)));
  return rest ? { rest, lowest } : { rest: polynomial, lowest: [] };
}

/** Whether the degrees come before others: the first that differ decide. */
function isBefore(a: Degrees, b: Degrees): boolean {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

/** The sum of monomials, like ones together; `undefined` where there are too many. */
function collected(monomials: readonly Monomial[]): Polynomial | undefined {
  const found = new Map<string, Monomial>();
  for (const { degrees, coefficient } of monomials) {
    const trimmed = [...degrees];
    while (trimmed.at(-1) === 0) trimmed.pop();
    const key = trimmed.join();
    const known = found.get(key);
    found.set(key, {
      degrees: trimmed,
      coefficient: known ? rational.add(known.coefficient, coefficient) : coefficient,
    });
  }
  const sum = [...found.values()].filter(({ coefficient }) => coefficient.numerator !== 0n);
  if (sum.length > MOST_MONOMIALS || sum.some(({ degrees }) => degrees.some((n) => n > HIGHEST_DEGREE)))
    return undefined;
  return sum.sort((a, b) => (isBefore(a.degrees, b.degrees) ? -1 : 1));
}

const times = (a: Monomial, b: Monomial): Monomial => ({
  degrees: Array.from(
    { length: Math.max(a.degrees.length, b.degrees.length) },
    (_unused, i) => (a.degrees[i] ?? 0) + (b.degrees[i] ?? 0),
  ),
  coefficient: rational.multiply(a.coefficient, b.coefficient),
});

const product = (a: Polynomial, b: Polynomial): Polynomial | undefined =>
  a.length * b.length > MOST_MONOMIALS * 4
    ? undefined
    : collected(a.flatMap((one) => b.map((other) => times(one, other))));

function power(base: Polynomial | undefined, n: number): Polynomial | undefined {
  let made: Polynomial | undefined = ONE;
  for (let i = 0; i < n && made; i += 1) made = base && product(made, base);
  return made;
}

/** The form multiplied out; what is no polynomial itself is one of the generators. */
function polynomialOf(forms: Forms, form: Form, generators: Form[]): Polynomial | undefined {
  const generator = (base: Form, degree: number): Polynomial | undefined => {
    if (Math.abs(degree) > HIGHEST_DEGREE) return undefined;
    const known = generators.indexOf(base);
    const place = known < 0 ? generators.push(base) - 1 : known;
    const degrees = new Array<number>(place + 1).fill(0);
    degrees[place] = degree;
    return [{ degrees, coefficient: rational.one }];
  };
  switch (form.kind) {
    case 'number':
      return constantOf(form.value);
    case 'sum': {
      const parts = form.addends.map(({ coefficient, form: addend }) => {
        const [factor, own] = [constantOf(coefficient), polynomialOf(forms, addend, generators)];
        return factor && own && product(factor, own);
      });
      return parts.includes(undefined) ? undefined : collected((parts as Polynomial[]).flat());
    }
    case 'product': {
      let made = constantOf(form.coefficient);
      for (const { base, exponent } of form.factors) {
        const n = forms.integerOf(exponent);
        const { coefficient, form: unit } = forms.split(exponent);
        // e^(2u) is the square of e^u.
        const isExponential = isConstantNamed(base, 'e') && numeral.isInteger(coefficient);
        const own =
          n !== undefined && n >= 0 && base.kind === 'sum'
            ? power(polynomialOf(forms, base, generators), n)
            : n !== undefined && base.kind !== 'sum'
              ? generator(base, n)
              : isExponential
                ? generator(forms.power(base, unit), coefficient.value)
                : generator(forms.power(base, exponent), 1);
        made = made && own && product(made, own);
      }
      return made;
    }
    default:
      return generator(form, 1);
  }
}

/** Decimals are left alone: they would become fractions. */
function constantOf(value: numeral.Numeral): Polynomial | undefined {
  if (!value.exact || numeral.isDecimal(value)) return undefined;
  return value.exact.numerator === 0n ? [] : [{ degrees: [], coefficient: value.exact }];
}

const formOf = (forms: Forms, polynomial: Polynomial, generators: readonly Form[]): Form =>
  forms.sum(
    polynomial.map(({ degrees, coefficient }) => ({
      coefficient: numeral.fromRational(coefficient),
      form: forms.product(
        numeral.one,
        degrees.map((n, i) => ({ base: generators[i]!, exponent: forms.number(numeral.whole(n)) })),
      ),
    })),
  );

/** What is left of a after as much of b as goes, and how often that is. */
function divided(a: Polynomial, b: Polynomial): { quotient: Monomial[]; rest: Polynomial } | undefined {
  const [lead] = b;
  if (!lead) return undefined;
  const found: Monomial[] = [];
  let rest = a;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const [first] = rest;
    const difference = first && lead.degrees.map((n, i) => (first.degrees[i] ?? 0) - n);
    if (!difference || difference.some((n) => n < 0)) return { quotient: found, rest };
    const part: Monomial = {
      degrees: [...difference, ...first.degrees.slice(lead.degrees.length)],
      coefficient: rational.multiply(first.coefficient, rational.reciprocal(lead.coefficient)),
    };
    found.push(part);
    const taken = b.map((one) => times(one, { ...part, coefficient: rational.negate(part.coefficient) }));
    const next = collected([...rest, ...taken]);
    if (!next) return undefined;
    rest = next;
  }
  return undefined;
}

/** a/b, where it is a polynomial, and b is none of a single monomial. */
function quotient(a: Polynomial, b: Polynomial): Polynomial | undefined {
  if (b.length < 2) return undefined;
  const result = divided(a, b);
  return result && result.rest.length === 0 ? result.quotient : undefined;
}

/** Of polynomials in one generator, by Euclid's algorithm; monic. `undefined` where it is a number. */
function greatestCommonDivisor(a: Polynomial, b: Polynomial): Polynomial | undefined {
  let [p, q] = [a, b];
  for (let step = 0; step < HIGHEST_DEGREE && q.length > 0; step += 1) {
    const rest = divided(p, q)?.rest;
    if (!rest) return undefined;
    const scale = rest[0] && rational.reciprocal(rest[0].coefficient);
    const monic = scale ? scaled(rest, scale) : rest;
    if (monic.some(({ coefficient }) => rational.isTooLong(coefficient))) return undefined;
    [p, q] = [q, monic];
  }
  if (q.length > 0 || p.length < 2 || !p[0]) return undefined;
  return scaled(p, rational.reciprocal(p[0].coefficient));
}
