/** Forms that differ in nothing but their variables: what was found for one is found for the others. */
import type { Form } from './form';
import type { Forms } from './forms';
import * as numeral from './numeral';
import { substitution } from './substitute';

/** What a form is beside its variables, and these in the order in which they come up. */
interface Shape {
  readonly key: string;
  readonly variables: readonly Form[];
}

/**
 * A simplification that does the work once for all forms of one shape: the entries of a gradient of a long chain cost
 * little more than one of them.
 *
 * @param simplify knows nothing of any variable that is not in the form itself or its facts.
 */
export function onceForAllAlike(forms: Forms, simplify: (form: Form) => Form): (form: Form) => Form {
  const found = new Map<string, { readonly variables: readonly Form[]; readonly simple: Form }>();
  return (form) => {
    if (form.kind === 'number' || form.kind === 'atom') return form;
    const shape = shapeOf(form);
    if (!shape) return simplify(form);
    const { key, variables } = shape;
    const like = found.get(key);
    if (like) return substitution(forms, new Map(like.variables.map((each, i) => [each, variables[i]!])))(like.simple);
    const simple = simplify(form);
    found.set(key, { variables, simple });
    return simple;
  };
}

/** Deeper ones are not looked into. */
const DEEPEST = 400;

/** References keep their identity, as numbers do: each stands for something of its own. */
function shapeOf(form: Form): Shape | undefined {
  const variables: Form[] = [];
  const places = new Map<Form, number>();
  const parts: (string | number)[] = [];
  let [depth, isTooDeep] = [0, false];
  const visit = (part: Form): void => {
    const known = places.get(part);
    if (known !== undefined) {
      parts.push('#', known);
      return;
    }
    places.set(part, places.size);
    if (depth === DEEPEST) isTooDeep = true;
    if (isTooDeep) return;
    depth += 1;
    write(part);
    depth -= 1;
  };
  const write = (part: Form): void => {
    switch (part.kind) {
      case 'number':
        parts.push('n', part.id);
        return;
      case 'atom':
        if (part.term.kind !== 'symbol') parts.push('a', part.id);
        else {
          variables.push(part);
          parts.push(part.facts.positive ? 'positive' : part.facts.nonnegative ? 'nonnegative' : 'x');
        }
        return;
      case 'sum':
        parts.push('+', part.addends.length);
        for (const { coefficient, form: addend } of part.addends) {
          parts.push(numeral.key(coefficient));
          visit(addend);
        }
        return;
      case 'product':
        parts.push('*', part.factors.length, numeral.key(part.coefficient));
        for (const { base, exponent } of part.factors) {
          visit(base);
          visit(exponent);
        }
        return;
      case 'call':
        parts.push('f', part.name, part.parts.length);
        part.parts.forEach(visit);
        return;
      case 'opaque':
        parts.push('o', JSON.stringify(part.label), part.parts.length);
        part.parts.forEach(visit);
    }
  };
  visit(form);
  return isTooDeep ? undefined : { key: parts.join(), variables };
}
