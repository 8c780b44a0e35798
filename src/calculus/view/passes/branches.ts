/** Branches written with what their conditions say: max(x, 0) is x where x > 0, and a branch like the last one is none. */
import { isTotal } from '../facts';
import type { Addend, CallForm, Form } from '../form';
import { isCall, partsOf } from '../form';
import type { Forms } from '../forms';
import * as numeral from '../numeral';
import type { Pass } from '../simplify';
import type { Order } from './cases';
import { denied, isCases, keyOf, oppositeKey, order } from './cases';
import { substitution } from '../substitute';

/** What all comparisons say that have to hold. */
function allOrders(condition: Form): Order[] {
  const isAnd = condition.kind === 'opaque' && condition.label.kind === 'logic' && condition.label.operator === 'and';
  return (isAnd ? condition.parts : [condition]).flatMap((one) => order(one) ?? []);
}

function replacements(forms: Forms, { less, greater }: Order): Map<Form, Form> {
  const pairs = [
    [less, greater],
    [greater, less],
  ];
  return new Map(
    pairs.flatMap((pair): [Form, Form][] => [
      [forms.call('max', pair), greater],
      [forms.call('min', pair), less],
    ]),
  );
}

/** The absolute values and signs in a form. */
function signsIn(form: Form, found = new Set<CallForm>(), seen = new Set<Form>()): Set<CallForm> {
  if (seen.has(form)) return found;
  seen.add(form);
  if (isCall(form, 'abs') || isCall(form, 'sign')) found.add(form);
  for (const part of partsOf(form)) signsIn(part, found, seen);
  return found;
}

/** Absolute values and signs of what an order says the sign of: |x − y| is x − y where y < x, and so is |x − 1| where x > 2. */
function knownSigns(forms: Forms, value: Form, { less, greater, strict }: Order): Map<Form, Form> {
  const known = new Map<Form, Form>();
  const calls = signsIn(value);
  const above = calls.size > 0 ? forms.subtract(greater, less) : undefined;
  for (const call of above ? calls : []) {
    const [u] = call.parts as readonly [Form];
    const found = signOf(forms, u, above as Form, strict);
    if (!found) continue;
    if (call.name === 'abs') known.set(call, found.sign > 0 ? u : forms.negate(u));
    else if (found.strict) known.set(call, found.sign > 0 ? forms.one : forms.minusOne);
  }
  return known;
}

/** The sign of u where something is above 0, if u is a multiple of it and a number of the same sign. */
function signOf(forms: Forms, u: Form, above: Form, strict: boolean): { sign: 1 | -1; strict: boolean } | undefined {
  const [p, q] = [leadOf(forms, u), leadOf(forms, above)];
  if (!p || !q || p.form !== q.form || numeral.isZero(q.coefficient)) return undefined;
  const ratio = numeral.multiply(p.coefficient, numeral.reciprocal(q.coefficient));
  const rest = forms.subtract(u, forms.scale(ratio, above));
  if (rest.kind !== 'number' || !ratio.exact) return undefined;
  const sign = numeral.isNegative(ratio) ? -1 : 1;
  if (rest.value.value * sign < 0) return undefined;
  return { sign, strict: strict || rest.value.value !== 0 };
}

/** The first addend that is no number. */
function leadOf(forms: Forms, form: Form): Addend | undefined {
  const { coefficient, form: whole } = forms.split(form);
  if (whole.kind !== 'sum') return whole === forms.one ? undefined : { coefficient, form: whole };
  const first = whole.addends.find((addend) => addend.form !== forms.one);
  return first && { coefficient: numeral.multiply(coefficient, first.coefficient), form: first.form };
}

/** Neither is less: what is left is that both are equal, and the extremes are the number among them. */
function equality(forms: Forms, conditions: readonly Form[]): Map<Form, Form> {
  const all = conditions.map(order).filter((each) => each !== undefined);
  for (const { less, greater } of all)
    if (all.some((other) => other.less === greater && other.greater === less)) {
      const same = less.kind === 'number' ? less : greater;
      return new Map([...replacements(forms, { less, greater, strict: false }).keys()].map((key) => [key, same]));
    }
  return new Map();
}

/** Whether two values are the same where neither of two numbers is less: y and (x + y)/2. */
function atTie(forms: Forms, conditions: readonly Form[], simplify: (form: Form) => Form) {
  const [first, second] = conditions.map(order);
  const isTie =
    conditions.length === 2 && first && second && first.less === second.greater && first.greater === second.less;
  if (!isTie || !isTotal(first.less) || !isTotal(first.greater)) return (): boolean => false;
  const { less, greater } = first;
  const tied = substitution(forms, new Map(less.kind === 'number' ? [[greater, less]] : [[less, greater]]));
  return (a: Form, b: Form): boolean => simplify(tied(a)) === simplify(tied(b));
}

/** u if u > 0, else 0 is max(u, 0); 2u² is 2·max(u, 0)², and a factor that does not depend on u stands in front. */
function extremes(forms: Forms, condition: Form, value: Form, otherwise: Form): Form[] {
  const ordered = order(condition);
  // Where one has no value the other case is taken, and the extreme has none.
  if (!ordered || !isTotal(ordered.less) || !isTotal(ordered.greater)) return [];
  const { less, greater } = ordered;
  if (value === greater && otherwise === less) return [forms.call('max', [greater, less])];
  if (value === less && otherwise === greater) return [forms.call('min', [greater, less])];
  if (otherwise !== forms.zero) return [];
  const [u, name] = less === forms.zero ? [greater, 'max'] : greater === forms.zero ? [less, 'min'] : [];
  if (!u || !name) return [];
  const factors = value.kind === 'product' ? value.factors : [{ base: value, exponent: forms.one }];
  const own = factors.find(({ base, exponent }) => base === u && (forms.integerOf(exponent) ?? 0) > 0);
  if (!own) return [];
  const coefficient = value.kind === 'product' ? value.coefficient : numeral.one;
  const others = factors.filter((factor) => factor !== own);
  const extreme = forms.call(name, [u, forms.zero]);
  return [forms.product(coefficient, [...others, { base: extreme, exponent: own.exponent }])];
}

/** The cases that are reached at all: one that holds wherever an earlier one does not is the last. */
function reached(parts: readonly Form[]): { conditions: Form[]; values: Form[]; last: Form } {
  const [conditions, values]: [Form[], Form[]] = [[], []];
  const tried = new Set<string>();
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const [condition, value] = [parts[i]!, parts[i + 1]!];
    if (tried.has(keyOf(condition))) continue;
    if (conditions.some((earlier) => oppositeKey(earlier) === keyOf(condition)))
      return { conditions, values, last: value };
    tried.add(keyOf(condition));
    conditions.push(condition);
    values.push(value);
  }
  return { conditions, values, last: parts.at(-1)! };
}

/** The parts, those of a list that stands as the last case among them. */
function flattened(parts: readonly Form[]): readonly Form[] {
  const last = parts.at(-1)!;
  return last.kind === 'opaque' && isCases(last) ? [...parts.slice(0, -1), ...flattened(last.parts)] : parts;
}

export const branches: Pass = (forms, form, simplify) => {
  if (form.kind !== 'opaque' || !isCases(form)) return [];
  const { conditions, values, last } = reached(flattened(form.parts));
  const within = (value: Form, ordered: Order): Form => {
    const known = new Map([...replacements(forms, ordered), ...knownSigns(forms, value, ordered)]);
    return simplify(substitution(forms, known)(value));
  };
  // One after the other: min(b, max(u, a)) is u where u > a and u < b, in whatever order.
  const known = values.map((value, i) => {
    const said = [...allOrders(conditions[i]!), ...conditions.slice(0, i).flatMap((one) => denied(one) ?? [])];
    return [...said, ...said.slice(0, -1)].reduce(within, value);
  });
  const left = simplify(substitution(forms, equality(forms, conditions))(last));
  let otherwise = conditions.flatMap((one) => denied(one) ?? []).reduce(within, left);
  if (known.length > 1 && atTie(forms, conditions, simplify)(known.at(-1)!, otherwise)) otherwise = known.at(-1)!;
  while (known.length > 0 && known.at(-1) === otherwise) known.pop();
  if (known.length === 0) return [otherwise];
  const parts = known.flatMap((value, i) => [conditions[i]!, value]);
  if (known.length === 1) {
    const found = extremes(forms, conditions[0]!, known[0]!, otherwise);
    if (found.length > 0) return found;
  }
  return [forms.opaque(form.label, [...parts, otherwise])];
};
