/** Answers a question about a function, in steps where that takes long. */
import { comparison } from './comparison';
import { descent } from './descent';
import { curve } from './curve';
import { field } from './field';
import { here } from './here';
import { influence, influenced } from './influence';
import { kinkCards } from './kinkCards';
import { local } from './local';
import { mapping } from './mapping';
import { numbers } from './numbers';
import { perturbation } from './perturbation';
import { preset, shapes } from './presets';
import { products } from './products';
import { Unanswerable } from './questions';
import type { Answered, AnswerOf, Question, QuestionKind, QuestionOf } from './questions';
import { report } from './report';
import { sensitivity } from './sensitivity';
import { steps } from './steps';
import type { Investigation } from './subjects';

/** What answers a question: all at once, or in steps between which the worker may do something more urgent. */
type Answerer<K extends QuestionKind> = (
  question: QuestionOf<K>,
  investigation: Investigation,
) => AnswerOf<K> | Generator<void, AnswerOf<K>, void>;

const ANSWERERS: { readonly [K in QuestionKind]: Answerer<K> } = {
  curve,
  field,
  local,
  mapping,
  here,
  numbers,
  preset,
  influence,
  influenced,
  kinkCards,
  report,
  shapes,
  steps,
  descent,
  perturbation,
  sensitivity,
  products,
  comparison,
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
  const answerer: Answerer<K> = ANSWERERS[question.kind];
  const found = answerer(question, investigation);
  const result = isSteps(found) ? yield* found : found;
  return { kind: question.kind, answer: result } as unknown as Answered;
}

const isSteps = <T extends object>(found: T | Generator<void, T, void>): found is Generator<void, T, void> =>
  Symbol.iterator in found && 'next' in found;
