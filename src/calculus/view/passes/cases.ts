/** Sums of case lists over the same conditions as one list of sums: (1 if x < y; 0 otherwise) + (y if x < y; x otherwise). */
import { isTotal } from '../facts';
import type { Addend, Factor, Form } from '../form';
import type { Forms } from '../forms';
import * as numeral from '../numeral';
import type { Pass } from '../simplify';

interface CaseList {
  readonly conditions: readonly Form[];
  readonly values: readonly Form[];
  readonly otherwise: Form;
}

/** The list that an addend is: a case list, or one times what has no cases. */
function caseListOf(forms: Forms, { coefficient, form }: Addend): CaseList | undefined {
  const factors = form.kind === 'product' ? form.factors : [{ base: form, exponent: forms.one }];
  const lists = factors.filter(({ base }) => isCases(base));
  const [list] = lists;
  if (lists.length !== 1 || list?.exponent !== forms.one || list.base.kind !== 'opaque') return undefined;
  const others = factors.filter((factor) => factor !== list);
  const times = (value: Form): Form => forms.product(coefficient, [...others, { base: value, exponent: forms.one }]);
  const { parts } = list.base;
  return {
    conditions: parts.filter((_, i) => i % 2 === 0 && i < parts.length - 1),
    values: parts.filter((_, i) => i % 2 === 1).map(times),
    otherwise: times(parts.at(-1) as Form),
  };
}

export const isCases = (form: Form): boolean => form.kind === 'opaque' && form.label.kind === 'cases';

/** What a comparison says, so that x < y and y > x say the same: `strict` without equality. */
export interface Order {
  readonly less: Form;
  readonly greater: Form;
  readonly strict: boolean;
}

export function order(condition: Form): Order | undefined {
  if (condition.kind !== 'opaque' || condition.label.kind !== 'comparison') return undefined;
  const [a, b] = condition.parts as readonly [Form, Form];
  const { relation } = condition.label;
  if (relation === '<' || relation === '≤') return { less: a, greater: b, strict: relation === '<' };
  return relation === '>' || relation === '≥' ? { less: b, greater: a, strict: relation === '>' } : undefined;
}

/** What holds wherever the comparison does not. */
export function denied(condition: Form): Order | undefined {
  const known = order(condition);
  // Where one side has no value, neither holds.
  if (!known || !isTotal(known.less) || !isTotal(known.greater)) return undefined;
  return { less: known.greater, greater: known.less, strict: !known.strict };
}

const keyOfOrder = ({ less, greater, strict }: Order): string => `${less.id} ${strict ? '<' : '≤'} ${greater.id}`;

export const keyOf = (condition: Form): string => {
  const known = order(condition);
  return known ? keyOfOrder(known) : `${condition.id}`;
};

/** The key of what holds wherever the condition does not. */
export const oppositeKey = (condition: Form): string | undefined => {
  const known = denied(condition);
  return known && keyOfOrder(known);
};

/** Whether two conditions never hold together: x < y and y < x. */
function isExclusive(a: Form, b: Form): boolean {
  const [p, q] = [order(a), order(b)];
  return p !== undefined && q !== undefined && p.less === q.greater && p.greater === q.less && (p.strict || q.strict);
}

/** The second list's values in the order of the first one's conditions; `undefined` where they are not the same ones. */
function aligned(first: CaseList, second: CaseList): readonly Form[] | undefined {
  const [keys, others] = [first.conditions.map(keyOf), second.conditions.map(keyOf)];
  // A list that ends earlier has its last value from there on.
  if (others.every((key, i) => key === keys[i]))
    return [...second.values, ...keys.slice(others.length).map(() => second.otherwise), second.otherwise];
  if (keys.length !== others.length) return undefined;
  const [condition, next] = first.conditions as [Form, Form?];
  if (keys.length === 1 && oppositeKey(condition) === others[0]) return [second.otherwise, second.values[0] as Form];
  const isTurned = keys.length === 2 && keys[0] === others[1] && keys[1] === others[0];
  if (!isTurned || !next || !isExclusive(condition, next)) return undefined;
  return [second.values[1] as Form, second.values[0] as Form, second.otherwise];
}

/** The addends, those of a sum with a coefficient each by itself. */
const flat = (addends: readonly Addend[]): Addend[] =>
  addends.flatMap(({ coefficient, form }) =>
    form.kind === 'sum' && form.addends.some((addend) => isCases(addend.form))
      ? form.addends.map((inner) => ({
          coefficient: numeral.multiply(coefficient, inner.coefficient),
          form: inner.form,
        }))
      : [{ coefficient, form }],
  );

export const mergedCases: Pass = (forms, form, simplify) => {
  if (form.kind !== 'sum') return [];
  const rest: Addend[] = [];
  const groups: { readonly list: CaseList; readonly columns: Form[][]; readonly addends: Addend[] }[] = [];
  const lists: { readonly addend: Addend; readonly list: CaseList }[] = [];
  for (const addend of flat(form.addends)) {
    const list = caseListOf(forms, addend);
    if (list) lists.push({ addend, list });
    else rest.push(addend);
  }
  lists.sort((a, b) => b.list.conditions.length - a.list.conditions.length);
  for (const { addend, list } of lists) {
    const group = groups.find((candidate) => {
      const values = aligned(candidate.list, list);
      values?.forEach((value, i) => candidate.columns[i]?.push(value));
      return values !== undefined;
    });
    if (group) group.addends.push(addend);
    else groups.push({ list, columns: [...list.values, list.otherwise].map((value) => [value]), addends: [addend] });
  }
  if (groups.every(({ addends }) => addends.length < 2)) return [];
  const merged = groups.flatMap(({ list, columns, addends }): Addend[] => {
    if (addends.length < 2) return addends;
    const values = columns.map((column) => simplify(forms.add(...column)));
    const parts = list.conditions.flatMap((condition, i) => [condition, values[i] as Form]);
    const cases = forms.opaque({ kind: 'cases' }, [...parts, values.at(-1) as Form]);
    return [{ coefficient: numeral.one, form: simplify(cases) }];
  });
  return [forms.sum([...rest, ...merged])];
};

/** (0 if y < x; 1 otherwise)·u is 0 if y < x; u otherwise. */
export const factorsInCases: Pass = (forms, form, simplify) => {
  if (form.kind !== 'product' || form.factors.length < 2) return [];
  return form.factors.flatMap((factor) => {
    const list = factor.base;
    if (list.kind !== 'opaque' || !isCases(list) || factor.exponent !== forms.one) return [];
    const isValue = (_part: Form, i: number): boolean => i % 2 === 1 || i === list.parts.length - 1;
    const plain = list.parts.filter(isValue);
    if (!plain.includes(forms.zero) || plain.some((value) => value !== forms.zero && value !== forms.one)) return [];
    const others = form.factors.filter((one) => one !== factor);
    const times = (value: Form): Form =>
      value === forms.zero ? value : simplify(forms.product(form.coefficient, others));
    return [
      forms.opaque(
        list.label,
        list.parts.map((part, i) => (isValue(part, i) ? times(part) : part)),
      ),
    ];
  });
};

/** v where a condition holds, 0 where another one does, t between the two: the slope of an extreme. */
interface Ramp {
  readonly within: Form;
  readonly outside: Form;
  readonly value: Form;
  readonly tie: Form;
  /** The number that is compared with, at which neither holds. */
  readonly border: Form;
}

function rampOf(forms: Forms, { base, exponent }: Factor): Ramp | undefined {
  if (exponent !== forms.one || base.kind !== 'opaque' || !isCases(base) || base.parts.length !== 5) return undefined;
  const [within, value, outside, zero, tie] = base.parts as [Form, Form, Form, Form, Form];
  const known = order(within);
  const border = known && [known.less, known.greater].find((side) => side.kind === 'number');
  return zero === forms.zero && border && isExclusive(within, outside)
    ? { within, outside, value, tie, border }
    : undefined;
}

/** The product of two slopes with different borders is 0 outside both, and what it is at the one border and at the other. */
export const productsOfCases: Pass = (forms, form, simplify) => {
  if (form.kind !== 'product') return [];
  const found = form.factors.flatMap((factor) => {
    const ramp = rampOf(forms, factor);
    return ramp ? [{ factor, ramp }] : [];
  });
  const [first, second] = found;
  if (found.length !== 2 || !first || !second || first.ramp.border === second.ramp.border) return [];
  const [p, q] = [first.ramp, second.ramp];
  const others = form.factors.filter((factor) => factor !== first.factor && factor !== second.factor);
  const times = (a: Form, b: Form): Form =>
    simplify(forms.product(form.coefficient, [...others, ...[a, b].map((base) => ({ base, exponent: forms.one }))]));
  const tie = times(p.tie, q.value);
  if (tie !== times(p.value, q.tie)) return [];
  const both = (operator: 'and' | 'or', a: Form, b: Form): Form => forms.opaque({ kind: 'logic', operator }, [a, b]);
  const conditions = [both('and', p.within, q.within), both('or', p.outside, q.outside)] as const;
  return [forms.opaque({ kind: 'cases' }, [conditions[0], times(p.value, q.value), conditions[1], forms.zero, tie])];
};
