/** Products with derivatives, for vectors entered: Jv, vᵀJ and Hv. The matrices are not formed. */
import type { Numeric } from '../card';
import { toNumeric } from '../given';
import { productsOf } from './matrixFree';
import { Unanswerable, type QuestionOf } from './questions';
import { subjectAt, type Investigation } from './subjects';

export const PRODUCTS = ['Jv', 'vJ', 'Hv'] as const;

export interface ProductsQuestion {
  readonly product: (typeof PRODUCTS)[number];
  /** One number a variable; of `vJ`, one an output. */
  readonly vector: readonly number[];
  /** Whose Hessian. */
  readonly output: number;
}

export interface ProductsAnswer {
  /** Of `Jv` one number an output, else one a variable. */
  readonly result: readonly Numeric[];
}

export function products(question: QuestionOf<'products'>, investigation: Investigation): ProductsAnswer {
  const { subject, values } = subjectAt(question, investigation);
  const { product, vector, output } = question;
  const [outputs, variables] = [subject.traced.outputs.length, subject.variables.length];
  const wanted = product === 'vJ' ? outputs : variables;
  if (vector.length !== wanted) throw new Unanswerable(`a vector here has ${wanted} numbers`);
  if (output >= outputs) throw new Unanswerable(`there are ${outputs} outputs`);
  const known = productsOf(subject);
  const v = Float64Array.from(vector);
  const result =
    product === 'Jv'
      ? known.directionalDerivative(values, v)
      : product === 'vJ'
        ? known.adjointProduct(values, v)
        : known.hessianProduct(output, values, v);
  return { result: Array.from(result, toNumeric) };
}
