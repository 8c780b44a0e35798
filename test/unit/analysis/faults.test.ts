import { expect, test, vi } from 'vitest';
import type { Studies } from '../../../src/analysis/studies';
import { openPython } from './open';

// Whatever goes wrong with one function (a stack that overflows in a formula) is that function's reason alone.
test('a fault of ours in one function does not take the others with it', () => {
  const document = openPython('def f(x):\n    return x**2\n\ndef g(x):\n    return x**3\n');
  const { studies } = document as unknown as { readonly studies: Studies };
  const differentiate = studies.differentiate.bind(studies);
  vi.spyOn(studies, 'differentiate').mockImplementationOnce(() => {
    throw new RangeError('Maximum call stack size exceeded');
  });
  const failed = document.card('f');
  expect(failed.status).toBe('unsupported');
  expect(failed.reason?.message).toBe('The derivative could not be worked out (Maximum call stack size exceeded).');
  expect(failed.reason?.range).toEqual(failed.nameRange);
  vi.spyOn(studies, 'differentiate').mockImplementation(differentiate);
  expect(document.card('g').derivative?.equation?.text).toBe('g′(x) = 3x²');
});

test('a function of several hundred elements by themselves is shown', () => {
  const card = openPython('# gradlens: x: 500\ndef f(x):\n    return x**3\n').card('f');
  expect(card.reason).toBeNull();
  expect(card.derivative?.nonZeroCount).toBe(500);
});
