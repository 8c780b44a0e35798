/** Branches written with what their conditions say: max(x, 0) is x where x > 0, and a branch like the last one is none. */
import { isTotal } from '../facts';
import type { Form } from '../form';
import type { Forms } from '../forms';
import * as numeral from '../numeral';
import type { Pass } from '../simplify';
import { keyOf, oppositeKey } from './cases';
import { substitution } from '../substitute';

interface Ordered {
  readonly less: Form;
  readonly greater: Form;
}

/** What a comparison says, with equality or without: at equality both are the maximum. */
function orderedBy(condition: Form): Ordered | undefined {
  if (condition.kind !== 'opaque' || condition.label.kind !== 'comparison') return undefined;
  const [a, b] = condition.parts as readonly [Form, Form];
  const { relation } = condition.label;
  if (relation === '<' || relation === '≤') return { less: a, greater: b };
  return relation === '>' || relation === '≥' ? { less: b, greater: a } : undefined;
}

/** What all comparisons say that have to hold. */
function allOrders(condition: Form): Ordered[] {
  const isAnd = condition.kind === 'opaque' && condition.label.kind === 'logic' && condition.label.operator === 'and';
  return (isAnd ? condition.parts : [condition]).flatMap((one) => orderedBy(one) ?? []);
}

function replacements(forms: Forms, { less, greater }: Ordered): Map<Form, Form> {
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

/** Neither is less: what is left is that both are equal, and the extremes are the number among them. */
function equality(forms: Forms, conditions: readonly Form[]): Map<Form, Form> {
  const all = conditions.map(orderedBy).filter((each) => each !== undefined);
  for (const { less, greater } of all)
    if (all.some((other) => other.less === greater && other.greater === less)) {
      const same = less.kind === 'number' ? less : greater;
      return new Map([...replacements(forms, { less, greater }).keys()].map((key) => [key, same]));
    }
  return new Map();
}

/** Whether two values are the same where neither of two numbers is less: y and (x + y)/2. */
function atTie(forms: Forms, conditions: readonly Form[], simplify: (form: Form) => Form) {
  const [first, second] = conditions.map(orderedBy);
  const isTie =
    conditions.length === 2 && first && second && first.less === second.greater && first.greater === second.less;
  if (!isTie || !isTotal(first.less) || !isTotal(first.greater)) return (): boolean => false;
  const { less, greater } = first;
  const tied = substitution(forms, new Map(less.kind === 'number' ? [[greater, less]] : [[less, greater]]));
  return (a: Form, b: Form): boolean => simplify(tied(a)) === simplify(tied(b));
}

/** u if u > 0, else 0 is max(u, 0); 2u² is 2·max(u, 0)², and a factor that does not depend on u stands in front. */
function extremes(forms: Forms, condition: Form, value: Form, otherwise: Form): Form[] {
  const ordered = orderedBy(condition);
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

export const branches: Pass = (forms, form, simplify) => {
  if (form.kind !== 'opaque' || form.label.kind !== 'cases') return [];
  const { conditions, values, last } = reached(form.parts);
  // One after the other: min(b, max(u, a)) is u where u > a and u < b, in whatever order.
  const known = values.map((value, i) => {
    const said = allOrders(conditions[i]!);
    return [...said, ...said.slice(0, -1)].reduce(
      (result, ordered) => simplify(substitution(forms, replacements(forms, ordered))(result)),
      value,
    );
  });
  let otherwise = simplify(substitution(forms, equality(forms, conditions))(last));
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
