import type {
  Answered,
  AnswerOf,
  Question,
  QuestionKind,
  QuestionOf,
} from '../../../../src/analysis/investigations/questions';
import { answer } from '../../../../src/analysis/investigations/answer';
import type { Selection } from '../../../../src/analysis/card';
import { openPython } from '../open';

/** The answer to a question about a function of a Python text, or that there is none. */
export function ask(text: string, name: string, question: Question, selection: Selection = {}): Answered {
  const steps = answer(question, openPython(text).investigation(name, selection));
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The answer itself; throws where there is none. */
export function answerTo<K extends QuestionKind>(
  text: string,
  name: string,
  question: QuestionOf<K>,
  selection: Selection = {},
): AnswerOf<K> {
  const answered = ask(text, name, question as Question, selection);
  if (answered.kind === 'unanswered') throw new Error(answered.reason);
  return answered.answer;
}
