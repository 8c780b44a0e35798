import { expect, test } from 'vitest';
import { openPython } from './open';

// Fifty thousand lines that all give the same name: followed one by one, each would lead to all the others.
test('a file of very many like statements is read in time that grows with its length', () => {
  const document = openPython(`${'x = 0\n'.repeat(50_000)}def f(x):\n    return x**2\n`);
  expect(document.card('f').derivative?.equation?.text).toBe('f′(x) = 2x');
}, 15_000);
