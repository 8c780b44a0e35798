/** Forms with some of their parts replaced. */
import type { Form } from './form';
import type { Forms } from './forms';

/** A function that replaces parts of forms by `replacement`, and remembers what it has done. */
export function substitution(forms: Forms, replacement: ReadonlyMap<Form, Form>): (form: Form) => Form {
  const done = new Map<Form, Form>();
  const replace = (form: Form): Form => {
    const known = replacement.get(form) ?? done.get(form);
    if (known) return known;
    const made = rebuild(forms, form, replace);
    done.set(form, made);
    return made;
  };
  return replace;
}

/** The form made again from changed parts. */
export function rebuild(forms: Forms, form: Form, change: (part: Form) => Form): Form {
  switch (form.kind) {
    case 'number':
    case 'atom':
      return form;
    case 'sum': {
      const addends = form.addends.map((a) => ({ coefficient: a.coefficient, form: change(a.form) }));
      return addends.every((a, i) => a.form === form.addends[i]!.form) ? form : forms.sum(addends);
    }
    case 'product': {
      const factors = form.factors.map((f) => ({ base: change(f.base), exponent: change(f.exponent) }));
      const isSame = factors.every(
        (f, i) => f.base === form.factors[i]!.base && f.exponent === form.factors[i]!.exponent,
      );
      return isSame ? form : forms.product(form.coefficient, factors);
    }
    case 'call': {
      const parts = form.parts.map(change);
      return parts.every((p, i) => p === form.parts[i]) ? form : forms.call(form.name, parts);
    }
    case 'opaque': {
      const parts = form.parts.map(change);
      return parts.every((p, i) => p === form.parts[i]) ? form : forms.opaque(form.label, parts);
    }
  }
}
