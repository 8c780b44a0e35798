/** Branches written with what their conditions say: max(x, 0) is x where x > 0, and a branch like the last one is none. */
import type { Form } from '../form';
import type { Forms } from '../forms';
import type { Pass } from '../simplify';
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

export const branches: Pass = (forms, form, simplify) => {
  if (form.kind !== 'opaque' || form.label.kind !== 'cases') return [];
  const conditions = form.parts.filter((_, i) => i % 2 === 0 && i < form.parts.length - 1);
  const values = form.parts.filter((_, i) => i % 2 === 1);
  const last = form.parts.at(-1)!;
  const known = values.map((value, i) => {
    const ordered = orderedBy(conditions[i]!);
    return ordered ? simplify(substitution(forms, replacements(forms, ordered))(value)) : value;
  });
  const otherwise = simplify(substitution(forms, equality(forms, conditions))(last));
  while (known.length > 0 && known.at(-1) === otherwise) known.pop();
  if (known.length === 0) return [otherwise];
  const parts = known.flatMap((value, i) => [conditions[i]!, value]);
  return [forms.opaque(form.label, [...parts, otherwise])];
};
