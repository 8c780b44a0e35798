/** Common factors pulled out of sums, and fractions brought over one bar. */
import type { Addend, Factor, Form, SumForm } from '../form';
import { isConstantNamed } from '../form';
import type { Forms } from '../forms';
import * as numeral from '../numeral';
import type { Numeral } from '../numeral';
import { formCost } from '../share';
import type { Pass } from '../simplify';

/**
 * What a factor is divided into to be compared with others: base^(c·f) is the power c of base^f, so that e^(2x) has the
 * factor e^x twice.
 */
interface Piece {
  readonly base: Form;
  /** What the number in the exponent multiplies; 1 for plain powers. */
  readonly of: Form;
  readonly exponent: Numeral;
}

/** More forms than this are never made in one effort: two ids are one number. */
const MOST_FORMS = 2 ** 26;

/** An addend of more pieces than these is not taken apart. */
const MOST_PIECES = 24;
const MOST_ADDENDS = 40;

export function piecesOf(forms: Forms, form: Form): Map<number, Piece> {
  const pieces = new Map<number, Piece>();
  const put = (base: Form, of: Form, exponent: Numeral): void => {
    const key = base.id * MOST_FORMS + of.id;
    const known = pieces.get(key);
    pieces.set(key, { base, of, exponent: known ? numeral.add(known.exponent, exponent) : exponent });
  };
  for (const { base, exponent } of factorsOf(forms, form)) {
    const addends = exponent.kind === 'sum' ? exponent.addends : [forms.split(exponent)];
    // A number such as e^(−1) is no factor that anybody pulls out.
    const isNumber = isConstantNamed(base, 'e') && addends.length === 1 && addends[0]!.form === forms.one;
    if (!isNumber) for (const { coefficient, form: of } of addends) put(base, of, coefficient);
  }
  return pieces;
}

export const factorsOf = (forms: Forms, form: Form): readonly Factor[] =>
  form === forms.one ? [] : form.kind === 'product' ? form.factors : [{ base: form, exponent: forms.one }];

/** What is to be pulled out: a factor with its exponent. */
export const toFactor = (forms: Forms, { base, of }: Piece, exponent: Numeral): Factor => ({
  base,
  exponent: forms.scale(exponent, of),
});

/** Π factors · (the addends divided by them), the inner sum made short. */
function pulled(
  forms: Forms,
  addends: readonly Addend[],
  factors: readonly Factor[],
  simplify: (form: Form) => Form,
): Form {
  const inverse = factors.map(({ base, exponent }) => ({ base, exponent: forms.negate(exponent) }));
  const inner = forms.sum(
    addends.map(({ coefficient, form }) => ({
      coefficient: numeral.one,
      form: forms.product(coefficient, [...factorsOf(forms, form), ...inverse]),
    })),
  );
  return forms.product(numeral.one, [{ base: simplify(inner), exponent: forms.one }, ...factors]);
}

export function exponentsOf(pieces: readonly Map<number, Piece>[], key: number): (Numeral | undefined)[] {
  return pieces.map((map) => map.get(key)?.exponent);
}

/** The exponent that all have in common: the one nearest to 0, if all have one and of the same sign. */
export function sharedExponent(exponents: readonly (Numeral | undefined)[]): Numeral | undefined {
  const all = exponents.filter((e) => e !== undefined);
  if (all.length !== exponents.length || all.length === 0) return undefined;
  if (all.every((e) => e.value > 0)) return all.reduce((a, b) => (numeral.compare(a, b) <= 0 ? a : b));
  if (all.every((e) => e.value < 0)) return all.reduce((a, b) => (numeral.compare(a, b) >= 0 ? a : b));
  return undefined;
}

/** x·e^x + e^x is (x + 1)·e^x; 1/r − x²/r³ is (r² − x²)/r³. */
export const commonFactors: Pass = (forms, form, simplify) => {
  if (form.kind !== 'sum') return [];
  const candidates = factored(forms, form, simplify);
  return candidates;
};

export function factored(forms: Forms, { addends }: SumForm, simplify: (form: Form) => Form): Form[] {
  if (addends.length > MOST_ADDENDS) return [];
  const pieces = addends.map((addend) => piecesOf(forms, addend.form));
  if (pieces.some((map) => map.size > MOST_PIECES)) return [];
  const all = new Map(pieces.flatMap((map) => [...map]));
  const common: Factor[] = [];
  const overOneBar: Factor[] = [];
  let hasBar = false;
  for (const [key, piece] of all) {
    const exponents = exponentsOf(pieces, key);
    const inAll = sharedExponent(exponents);
    if (inAll) common.push(toFactor(forms, piece, inAll));
    const lowest = exponents.reduce<Numeral>((a, b) => (b && numeral.compare(b, a) < 0 ? b : a), numeral.zero);
    const isBar = lowest.value < 0 && piece.of === forms.one;
    if (isBar) overOneBar.push(toFactor(forms, piece, lowest));
    else if (inAll) overOneBar.push(toFactor(forms, piece, inAll));
    hasBar ||= isBar;
  }
  const candidates: Form[] = [];
  if (common.length > 0) candidates.push(pulled(forms, addends, common, simplify));
  if (hasBar) candidates.push(pulled(forms, addends, overOneBar, simplify));
  return candidates;
}

/** Groups tried for one sum. */
const MOST_GROUPS = 5;
/** ax² + bx + c is a textbook's form, x(ax + b) + c is not, though it is a little shorter. */
const GROUP_MUST_SAVE = 1.2;

/** a·x + b·x + c is (a + b)·x + c. */
export const groups: Pass = (forms, form, simplify) => {
  if (form.kind !== 'sum' || form.addends.length < 3 || form.addends.length > MOST_ADDENDS) return [];
  const { addends } = form;
  const pieces = addends.map((addend) => piecesOf(forms, addend.form));
  const members = new Map<number, number[]>();
  pieces.forEach((map, i) => {
    for (const [key, { exponent }] of map) {
      const signed = exponent.value < 0 ? -key : key;
      const known = members.get(signed);
      if (known) known.push(i);
      else members.set(signed, [i]);
    }
  });
  const largest = [...members]
    .filter(([, list]) => list.length > 1 && list.length < addends.length)
    .sort((a, b) => b[1].length - a[1].length)
    .slice(0, MOST_GROUPS);
  const enough = formCost(form) - GROUP_MUST_SAVE;
  const candidates = largest.map(([, list]) => {
    const group = list.map((i) => addends[i]!);
    const own = list.map((i) => pieces[i]!);
    const factors: Factor[] = [];
    for (const [key, piece] of own[0]!) {
      const exponent = sharedExponent(exponentsOf(own, key));
      if (exponent) factors.push(toFactor(forms, piece, exponent));
    }
    const rest = addends.filter((_, i) => !list.includes(i));
    return forms.sum([...rest, { coefficient: numeral.one, form: pulled(forms, group, factors, simplify) }]);
  });
  return candidates.filter((candidate) => formCost(candidate) < enough);
};
