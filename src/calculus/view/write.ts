/** Forms written for people: signs in front, quotients gathered, addends and factors in a reader's order. */
import { add, negate, toDouble } from '../rational';
import type { Rational } from '../rational';
import type { Addend, Factor, Form, Label, ProductForm, SumForm } from './form';
import { isConstantNamed } from './form';
import { cost } from './cost';
import * as numeral from './numeral';
import type { Numeral } from './numeral';
import { orderedAddends, orderedFactors, takesSign } from './order';
import type { Relation, Term } from './term';

const written = new WeakMap<Form, Term>();

/** The term of a form; one object for one form, so that sharing is not lost. */
export function write(form: Form): Term {
  let term = written.get(form);
  if (!term) {
    term = make(form);
    written.set(form, term);
  }
  return term;
}

function make(form: Form): Term {
  switch (form.kind) {
    case 'number':
      return writeNumber(form.value);
    case 'atom':
      return form.term;
    case 'sum':
      return writeSum(form.addends);
    case 'product':
      return writeProduct(form);
    case 'call':
      return { kind: 'call', name: form.name, arguments: form.parts.map(write) };
    case 'opaque':
      return writeOpaque(form.label, form.parts.map(write));
  }
}

const negative = (operand: Term): Term =>
  operand.kind === 'negative' ? operand.operand : { kind: 'negative', operand };

const literal = (value: Numeral): Term => ({ kind: 'number', ...value });

/** A fraction as a quotient, a negative number as the negative of one. */
export function writeNumber(value: Numeral): Term {
  if (value.value < 0) return negative(writeNumber(numeral.negate(value)));
  const { exact } = value;
  if (!exact || exact.denominator === 1n || numeral.isDecimal(value)) return literal(value);
  if (numeral.isLong(exact)) return writeLong(exact, value.value);
  return {
    kind: 'quotient',
    numerator: literal(numeral.fromRational({ numerator: exact.numerator, denominator: 1n })),
    denominator: literal(numeral.fromRational({ numerator: exact.denominator, denominator: 1n })),
  };
}

const decimal = (value: number): Term => ({ kind: 'number', exact: null, value, spelling: null });

/** As near to a whole number as this, a number is written as the difference from it. */
const NEAR = 1e-4;

/** 2.2204·10⁻¹⁶ for a double, 1 − 2.2204·10⁻¹⁶ where its digits would be cut off. */
function writeLong(exact: Rational, value: number): Term {
  const nearest = Math.round(value);
  const rest = toDouble(add(exact, negate({ numerator: BigInt(nearest), denominator: 1n })));
  if (nearest === 0 || Math.abs(rest) > NEAR) return decimal(value);
  const part = decimal(Math.abs(rest));
  return { kind: 'sum', terms: [literal(numeral.whole(nearest)), rest < 0 ? negative(part) : part] };
}

/** 202 + 400(3x² − y) is written 1200x² − 400y + 202, unless that is longer by more than this. */
const SPREAD_MAY_COST = 0.5;

function writeSum(addends: readonly Addend[]): Term {
  const term: Term = { kind: 'sum', terms: orderedAddends(addends).map(writeAddend) };
  const isTogether = ({ form }: Addend): boolean => form.kind === 'sum';
  const isPlain = ({ form }: Addend): boolean =>
    form.kind !== 'product' || form.factors.every(({ base }) => base.kind !== 'sum');
  if (!addends.some(isTogether) || addends.every(isTogether) || !addends.every(isPlain)) return term;
  const spread = orderedAddends(addends.flatMap((addend) => spreadOut(addend)));
  const other: Term = { kind: 'sum', terms: spread.map(writeAddend) };
  return cost(other) <= cost(term) + SPREAD_MAY_COST ? other : term;
}

const spreadOut = ({ coefficient, form }: Addend): readonly Addend[] =>
  form.kind === 'sum'
    ? form.addends.map((a) => ({ coefficient: numeral.multiply(coefficient, a.coefficient), form: a.form }))
    : [{ coefficient, form }];

const writeAddend = ({ coefficient, form }: Addend): Term =>
  form.kind === 'number'
    ? writeNumber(coefficient)
    : form.kind === 'product'
      ? writeFactors(numeral.multiply(coefficient, form.coefficient), form.factors)
      : numeral.isOne(coefficient)
        ? write(form)
        : writeFactors(coefficient, [{ base: form, exponent: unit }]);

/** The exponent 1, where no store of forms is at hand. */
const unit: Form = { id: -1, kind: 'number', value: numeral.one };

function writeProduct({ coefficient, factors }: ProductForm): Term {
  const [only] = factors as [Factor];
  const gathered = writeFactors(coefficient, factors);
  if (factors.length !== 1 || only.base.kind !== 'sum' || !isExponent(only.exponent, 1)) return gathered;
  // 2(x − 1) or 2x − 2: whichever is shorter.
  const spread = writeSum(
    only.base.addends.map((a) => ({ coefficient: numeral.multiply(coefficient, a.coefficient), form: a.form })),
  );
  return cost(spread) <= cost(gathered) ? spread : gathered;
}

const isExponent = (exponent: Form, value: number): boolean =>
  exponent.kind === 'number' && exponent.value.value === value;

function writeFactors(coefficient: Numeral, factors: readonly Factor[]): Term {
  const ordered = orderedFactors(factors);
  // −2(x − 1) is 2(1 − x).
  const flip = numeral.isNegative(coefficient) ? ordered.find(takesSign) : undefined;
  const magnitude = numeral.absolute(coefficient);
  const above: Term[] = [];
  const below: Term[] = [];
  const { exact } = magnitude;
  if (exact && !numeral.isDecimal(magnitude) && numeral.isLong(exact)) {
    above.push(writeLong(exact, magnitude.value));
  } else if (exact && !numeral.isDecimal(magnitude)) {
    const part = (value: bigint): Term => literal(numeral.fromRational({ numerator: value, denominator: 1n }));
    if (exact.numerator !== 1n) above.push(magnitude.spelling !== null ? literal(magnitude) : part(exact.numerator));
    if (exact.denominator !== 1n) below.push(part(exact.denominator));
  } else above.push(literal(magnitude));
  for (const factor of ordered) {
    const base = factor === flip ? writeSum(opposite(factor.base as SumForm)) : write(factor.base);
    const { exponent } = factor;
    const isBelow =
      exponent.kind === 'number' && numeral.isNegative(exponent.value) && !isConstantNamed(factor.base, 'e');
    if (isBelow) below.push(powerOf(factor.base, base, numeral.negate(exponent.value)));
    else if (exponent.kind === 'number') above.push(powerOf(factor.base, base, exponent.value));
    else if (isConstantNamed(factor.base, 'e')) above.push({ kind: 'call', name: 'exp', arguments: [write(exponent)] });
    else above.push({ kind: 'power', base, exponent: write(exponent) });
  }
  const numerator = productOf(above);
  const term: Term = below.length === 0 ? numerator : { kind: 'quotient', numerator, denominator: productOf(below) };
  return numeral.isNegative(coefficient) && !flip ? negative(term) : term;
}

const opposite = (sum: SumForm): Addend[] =>
  sum.addends.map(({ coefficient, form }) => ({ coefficient: numeral.negate(coefficient), form }));

function productOf(factors: readonly Term[]): Term {
  const [first] = factors;
  if (!first) return literal(numeral.one);
  return factors.length === 1 ? first : { kind: 'product', factors };
}

function powerOf(form: Form, base: Term, exponent: Numeral): Term {
  if (isConstantNamed(form, 'e') && !numeral.isOne(exponent))
    return { kind: 'call', name: 'exp', arguments: [writeNumber(exponent)] };
  if (numeral.isOne(exponent)) return base;
  if (exponent.value === 0.5) return { kind: 'call', name: 'sqrt', arguments: [base] };
  return { kind: 'power', base, exponent: writeNumber(exponent) };
}

const mirrored: Readonly<Record<Relation, Relation>> = { '<': '>', '≤': '≥', '=': '=', '≠': '≠', '>': '<', '≥': '≤' };

const isLiteral = (term: Term): boolean =>
  term.kind === 'number' || (term.kind === 'negative' && isLiteral(term.operand)) || term.kind === 'constant';

function writeOpaque(label: Label, parts: readonly Term[]): Term {
  const [first, second] = parts as [Term, Term];
  switch (label.kind) {
    case 'comparison':
      // x > 0 rather than 0 < x.
      return isLiteral(first) && !isLiteral(second)
        ? { kind: 'comparison', relation: mirrored[label.relation], left: second, right: first }
        : { kind: 'comparison', relation: label.relation, left: first, right: second };
    case 'logic':
      return { kind: 'logic', operator: label.operator, operands: parts };
    case 'not':
      return { kind: 'not', operand: first };
    case 'truth':
      return { kind: 'truth', value: label.value };
    case 'cases': {
      const cases = [];
      for (let i = 0; i + 1 < parts.length; i += 2)
        cases.push({ condition: parts[i] as Term, value: parts[i + 1] as Term });
      return { kind: 'cases', cases, otherwise: parts[parts.length - 1] as Term };
    }
    case 'hole':
      return { kind: 'hole', name: label.name, output: label.output, arguments: parts };
    case 'partial':
      return { kind: 'partial', name: label.name, output: label.output, argument: label.argument, arguments: parts };
  }
}
