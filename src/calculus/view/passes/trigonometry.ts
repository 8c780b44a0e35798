/** Identities of circular and hyperbolic functions. Formulas: DLMF 4.21, 4.35. */
import type { Addend, Factor, Form, SumForm } from '../form';
import { isCall, isConstantNamed } from '../form';
import type { Forms } from '../forms';
import * as numeral from '../numeral';
import type { Numeral } from '../numeral';
import type { Pass } from '../simplify';
import { factored, factorsOf } from './factor';

const opposite = (a: Numeral, b: Numeral): boolean => numeral.same(a, numeral.negate(b));

/** The addend without one power of each of the given bases. */
function without(forms: Forms, form: Form, powers: readonly (readonly [Form, number])[]): Form {
  const inverse = powers.map(([base, n]): Factor => ({ base, exponent: forms.number(numeral.whole(-n)) }));
  return forms.product(numeral.one, [...factorsOf(forms, form), ...inverse]);
}

const lookup = (sum: SumForm): Map<Form, Addend> => new Map(sum.addends.map((a) => [a.form, a]));

/** The sum with some addends replaced by another. */
function replaced(forms: Forms, sum: SumForm, gone: readonly Addend[], added: readonly Addend[]): Form {
  return forms.sum([...sum.addends.filter((a) => !gone.includes(a)), ...added]);
}

/** cos² + sin² = 1, 1 − sin² = cos²; cosh² − sinh² = 1. `sign` is that of the second square in the identity. */
const squares = [
  { first: 'cos', second: 'sin', sign: 1 },
  { first: 'cosh', second: 'sinh', sign: -1 },
] as const;

export const pythagoras: Pass = (forms, form) => {
  if (form.kind !== 'sum') return [];
  const known = lookup(form);
  const candidates: Form[] = [];
  for (const addend of form.addends)
    for (const { base, exponent } of factorsOf(forms, addend.form))
      for (const { first, second, sign } of squares) {
        const n = forms.integerOf(exponent);
        if (n === undefined || n < 2 || base.kind !== 'call' || (base.name !== first && base.name !== second)) continue;
        const isFirst = base.name === first;
        const other = forms.call(isFirst ? second : first, base.parts);
        const rest = without(forms, addend.form, [[base, 2]]);
        const squared = (square: Form): Form => forms.multiply(rest, forms.power(square, forms.two));
        const partner = known.get(squared(other));
        const { coefficient } = addend;
        // c·cos² ± c·sin² = c.
        if (
          isFirst &&
          partner &&
          (sign === 1 ? numeral.same(partner.coefficient, coefficient) : opposite(partner.coefficient, coefficient))
        )
          candidates.push(replaced(forms, form, [addend, partner], [{ coefficient, form: rest }]));
        // c − c·sin² = c·cos², c − c·cos² = c·sin²; c + c·sinh² = c·cosh², c·cosh² − c = c·sinh².
        const whole = known.get(rest);
        const added = squared(other);
        if (whole && sign === 1 && opposite(whole.coefficient, coefficient))
          candidates.push(replaced(forms, form, [addend, whole], [{ coefficient: whole.coefficient, form: added }]));
        const isHyperbolic = isFirst ? opposite : numeral.same;
        if (whole && sign === -1 && isHyperbolic(whole.coefficient, coefficient))
          candidates.push(replaced(forms, form, [addend, whole], [{ coefficient, form: added }]));
      }
  return candidates;
};

/** cos a cos b − sin a sin b = cos(a + b), and its three companions. */
export const angleSums: Pass = (forms, form, simplify) => {
  if (form.kind !== 'sum') return [];
  const known = lookup(form);
  const candidates: Form[] = [];
  for (const addend of form.addends) {
    const calls = factorsOf(forms, addend.form).filter(
      ({ base, exponent }) => (isCall(base, 'sin') || isCall(base, 'cos')) && (forms.integerOf(exponent) ?? 0) >= 1,
    );
    const pairs = calls.flatMap((x, i) => [
      ...calls.slice(i + 1).map((y) => [x, y] as const),
      ...((forms.integerOf(x.exponent) ?? 0) >= 2 ? [[x, x] as const] : []),
    ]);
    for (const [x, y] of pairs) {
      const made = contracted(forms, known, addend, x.base, y.base, simplify);
      if (made) candidates.push(replaced(forms, form, [addend, made.partner], [made.sum]));
    }
  }
  return candidates;
};

function contracted(
  forms: Forms,
  known: ReadonlyMap<Form, Addend>,
  addend: Addend,
  x: Form,
  y: Form,
  simplify: (form: Form) => Form,
): { partner: Addend; sum: Addend } | undefined {
  if (x.kind !== 'call' || y.kind !== 'call') return undefined;
  if (x.name === 'cos' && y.name === 'sin') return contracted(forms, known, addend, y, x, simplify);
  const [a, b] = [x.parts[0]!, y.parts[0]!];
  const swap = (call: typeof x): Form => forms.call(call.name === 'sin' ? 'cos' : 'sin', call.parts);
  const rest = without(forms, addend.form, [
    [x, 1],
    [y, 1],
  ]);
  const partner = known.get(forms.multiply(rest, swap(x), swap(y)));
  if (!partner || partner === addend) return undefined;
  const isSame = numeral.same(partner.coefficient, addend.coefficient);
  if (!isSame && !opposite(partner.coefficient, addend.coefficient)) return undefined;
  const call = (name: string, angle: Form): Form => forms.call(name, [simplify(angle)]);
  let value: Form;
  // From the addend that starts with cos a: the other starts with sin a.
  if (x.name === 'cos' && y.name === 'cos') value = call('cos', isSame ? forms.subtract(a, b) : forms.add(a, b));
  else if (x.name === 'sin' && y.name === 'cos') value = call('sin', isSame ? forms.add(a, b) : forms.subtract(a, b));
  else return undefined;
  return { partner, sum: { coefficient: addend.coefficient, form: forms.multiply(rest, value) } };
}

/** 2 sin a cos a = sin 2a, above and below a bar. */
export const doubleAngles: Pass = (forms, form, simplify) => {
  if (form.kind !== 'product') return [];
  return form.factors.flatMap(({ base, exponent }) => {
    if (!isCall(base, 'sin') || (exponent !== forms.one && exponent !== forms.minusOne)) return [];
    const cosine = forms.call('cos', base.parts);
    if (!form.factors.some((other) => other.base === cosine && other.exponent === exponent)) return [];
    const power = exponent === forms.one ? 1 : -1;
    const rest = without(forms, form, [
      [base, power],
      [cosine, power],
    ]);
    const double = simplify(forms.call('sin', [forms.scale(numeral.whole(2), base.parts[0]!)]));
    const half = numeral.power(numeral.whole(2), -power) ?? numeral.one;
    return [forms.scale(numeral.multiply(form.coefficient, half), forms.multiply(rest, forms.power(double, exponent)))];
  });
};

/** sin(a + π/2) = cos a, cos(a + π/2) = −sin a, and so on for whole multiples of π/2. */
export const quarterTurns: Pass = (forms, form) => {
  if (form.kind !== 'call' || (form.name !== 'sin' && form.name !== 'cos')) return [];
  const { coefficient: content, form: angle } = forms.split(form.parts[0]!);
  if (angle.kind !== 'sum') return [];
  const turn = angle.addends.find(({ form: addend }) => isConstantNamed(addend, 'pi'));
  const quarters = turn ? 2 * turn.coefficient.value * content.value : 0.5;
  if (!turn || !Number.isInteger(quarters)) return [];
  const rest = forms.scale(content, forms.sum(angle.addends.filter((addend) => addend !== turn)));
  // sin is cos a quarter turn later.
  const place = (((form.name === 'sin' ? quarters : quarters + 1) % 4) + 4) % 4;
  const value = forms.call(place % 2 === 0 ? 'sin' : 'cos', [rest]);
  return [place >= 2 ? forms.negate(value) : value];
};

/** 1 + tan² = 1/cos², which may cancel with what stands beside it; tan·cos = sin. */
export const secants: Pass = (forms, form, simplify) => {
  if (form.kind === 'product')
    return form.factors.flatMap(({ base, exponent }) => {
      const n = forms.integerOf(exponent);
      if (n === undefined) return [];
      const others = form.factors.filter((factor) => factor.base !== base);
      if (isCall(base, 'tan')) {
        const quotient = forms.divide(forms.call('sin', base.parts), forms.call('cos', base.parts));
        return [simplify(forms.product(form.coefficient, [...others, { base: quotient, exponent }]))];
      }
      const made = base.kind === 'sum' ? overCosines(forms, base, simplify) : [];
      return made.map((candidate) =>
        simplify(forms.product(form.coefficient, [...others, { base: candidate, exponent }])),
      );
    });
  return form.kind === 'sum' ? overCosines(forms, form, simplify) : [];
};

function overCosines(forms: Forms, sum: SumForm, simplify: (form: Form) => Form): Form[] {
  const known = lookup(sum);
  return sum.addends.flatMap((addend) =>
    factorsOf(forms, addend.form).flatMap(({ base, exponent }) => {
      if (!isCall(base, 'tan') || (forms.integerOf(exponent) ?? 0) < 2) return [];
      const rest = without(forms, addend.form, [[base, 2]]);
      const partner = known.get(rest);
      if (!partner || !numeral.same(partner.coefficient, addend.coefficient)) return [];
      const secant = forms.power(forms.call('cos', base.parts), forms.number(numeral.whole(-2)));
      const { coefficient } = addend;
      const made = replaced(forms, sum, [addend, partner], [{ coefficient, form: forms.multiply(rest, secant) }]);
      return [made, ...(made.kind === 'sum' ? factored(forms, made, simplify) : [])];
    }),
  );
}

/** sin/cos = tan, sinh/cosh = tanh. */
const quotients = [
  { above: 'sin', below: 'cos', name: 'tan' },
  { above: 'sinh', below: 'cosh', name: 'tanh' },
] as const;

export const tangents: Pass = (forms, form) => {
  if (form.kind !== 'product') return [];
  return form.factors.flatMap(({ base, exponent }) =>
    quotients.flatMap(({ above, below, name }) => {
      const n = forms.integerOf(exponent);
      if (!isCall(base, above) || n === undefined || n < 1) return [];
      const other = forms.call(below, base.parts);
      const m = form.factors.find((factor) => factor.base === other)?.exponent;
      const power = Math.min(n, -(m === undefined ? 0 : (forms.integerOf(m) ?? 0)));
      if (power < 1) return [];
      const rest = without(forms, form, [
        [base, power],
        [other, -power],
      ]);
      const tangent = forms.power(forms.call(name, base.parts), forms.number(numeral.whole(power)));
      return [forms.scale(form.coefficient, forms.multiply(rest, tangent))];
    }),
  );
};
