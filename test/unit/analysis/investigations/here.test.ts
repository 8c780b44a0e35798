import { describe, expect, test } from 'vitest';
import type { Answered, Question } from '../../../../src/analysis/investigations/questions';
import { openPython } from '../open';

const SEED = 'import numpy as np\ndef f(x):\n    return np.array([x[0]**2 + x[1], x[0]*x[1]])\n';

function ask(text: string, name: string, question: Question, selection = {}): Answered {
  const document = openPython(text);
  const steps = document.investigate(name, selection, question);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

describe('what the derivative says at a point', () => {
  // J(1, 2) = [[2, 1], [2, 1]]: of rank one, ‖J‖ = √10.
  test('that is singular', () => {
    const answered = ask(SEED, 'f', { kind: 'here', point: { x: [1, 2] } });
    expect(answered).toMatchObject({ kind: 'here', answer: { value: [3, 2], rank: 1, determinant: 0 } });
    expect((answered as { answer: { norm: number } }).answer.norm).toBeCloseTo(Math.sqrt(10), 14);
  });

  test('that does not fit the function', () => {
    const answered = ask('def g(x, a):\n    return x * a\n', 'g', { kind: 'here', point: { x: 1 } });
    expect(answered).toEqual({ kind: 'unanswered', reason: 'no value is given for a' });
  });

  test('for which there is no point', () => {
    const answered = ask('def g(x):\n    return x * x\n', 'g', { kind: 'here', point: null });
    expect(answered).toMatchObject({ kind: 'unanswered' });
  });

  test('where the function stops', () => {
    const text = 'def g(x):\n    if x < 0:\n        raise ValueError\n    return x * x\n';
    expect(ask(text, 'g', { kind: 'here', point: { x: -1 } })).toEqual({
      kind: 'unanswered',
      reason: 'the function stops with an error at this point',
    });
    expect(ask(text, 'g', { kind: 'here', point: { x: 3 } })).toMatchObject({ answer: { value: [9], norm: 6 } });
  });
});
