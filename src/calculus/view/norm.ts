/** The Euclidean norm of a whole variable, to be called ‖x‖. */
import type { Form } from './form';

/** `‖x‖` for √(x₀² + x₁² + …) over consecutive elements of one vector from the first on; else `undefined`. */
export function normName(form: Form): string | undefined {
  if (form.kind !== 'product' || form.factors.length !== 1 || form.coefficient.value !== 1) return undefined;
  const [{ base, exponent }] = form.factors as [(typeof form.factors)[number]];
  if (base.kind !== 'sum' || exponent.kind !== 'number' || exponent.value.value !== 0.5) return undefined;
  const elements = new Set<number>();
  let vector: string | undefined;
  for (const { coefficient, form: square } of base.addends) {
    if (coefficient.value !== 1 || square.kind !== 'product' || square.factors.length !== 1) return undefined;
    const [factor] = square.factors as [(typeof square.factors)[number]];
    if (factor.exponent.kind !== 'number' || factor.exponent.value.value !== 2) return undefined;
    if (factor.base.kind !== 'atom' || factor.base.term.kind !== 'symbol') return undefined;
    const { variable, index } = factor.base.term;
    if (index.length !== 1 || (vector !== undefined && vector !== variable)) return undefined;
    vector = variable;
    elements.add(index[0]!);
  }
  const isWhole = [...elements].every((element) => element < elements.size);
  return vector !== undefined && isWhole && /^\w+$/.test(vector) ? `‖${vector}‖` : undefined;
}
