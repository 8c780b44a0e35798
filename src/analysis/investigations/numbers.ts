/** The function and its derivative at a point, as the card has them, without making the card anew: for a moving point. */
import type { NumericArray } from '../card';
import { nest } from '../given';
import { Unanswerable, type QuestionOf } from './questions';
import { subjectAt, type Investigation } from './subjects';

export interface NumbersQuestion {
  readonly order: 1 | 2;
}

export interface NumbersAnswer {
  /** In the output's shape. */
  readonly value: NumericArray;
  /** In the derivative's shape: a number, a list (gradient) or a list of rows. */
  readonly derivative: NumericArray;
}

export function numbers(question: QuestionOf<'numbers'>, investigation: Investigation): NumbersAnswer {
  const { subject, values } = subjectAt(question, investigation);
  const { traced, wrt } = subject;
  if (question.order === 2 && !subject.isScalar)
    throw new Unanswerable('a Hessian belongs to a function with one output');
  const { rows, columns, values: entries } = question.order === 2 ? subject.hessian(values) : subject.jacobian(values);
  const isScalar = subject.isScalar && traced.output.sizes.length === 0;
  const isNumber = isScalar && wrt.length === 1 && wrt[0]?.sizes.length === 0 && question.order === 1;
  const shape = isNumber ? [] : isScalar && question.order === 1 ? [columns] : [rows, columns];
  return { value: nest(subject.value(values), traced.output.sizes), derivative: nest(entries, shape) };
}
