/** Answers a question about a function, in steps where that takes long. */
import type { Definition } from '../../languages/program';
import type { Point, Selection } from '../card';
import type { Studies } from '../studies';
import { here } from './here';
import { Unanswerable } from './questions';
import type { Answered, AnswerOf, Question, QuestionKind, QuestionOf } from './questions';
import type { Subject } from './subject';
import { subjectOf } from './subjects';

export interface Investigation {
  readonly definition: Definition;
  readonly studies: Studies;
  readonly selection: Selection;
  /** The point of the function's card, for a question that names none. */
  readonly point: Point | null;
}

/** What answers a question: all at once, or in steps between which the worker may do something more urgent. */
type Answerer<K extends QuestionKind> = (
  subject: Subject,
  /** All inputs' values at the question's point. */
  values: Float64Array,
  question: QuestionOf<K>,
  investigation: Investigation,
) => AnswerOf<K> | Generator<void, AnswerOf<K>, void>;

const ANSWERERS: { readonly [K in QuestionKind]: Answerer<K> } = {
  here,
};

export function* answer(question: Question, investigation: Investigation): Generator<void, Answered, void> {
  try {
    return yield* answerOf(question, investigation);
  } catch (error) {
    if (error instanceof Unanswerable) return { kind: 'unanswered', reason: error.message };
    throw error;
  }
}

function* answerOf<K extends QuestionKind>(
  question: QuestionOf<K>,
  investigation: Investigation,
): Generator<void, Answered, void> {
  const point = question.point ?? investigation.point;
  if (!point) throw new Unanswerable('there is no point: enter a value for each argument');
  const subject = subjectOf(investigation.studies, investigation.definition, investigation.selection, point);
  const answerer: Answerer<K> = ANSWERERS[question.kind];
  const found = answerer(subject, subject.valuesAt(point), question, investigation);
  const result = isSteps(found) ? yield* found : found;
  return { kind: question.kind, answer: result };
}

const isSteps = <T extends object>(found: T | Generator<void, T, void>): found is Generator<void, T, void> =>
  Symbol.iterator in found && 'next' in found;
