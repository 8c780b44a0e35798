import { expect, it } from 'vitest';
import { commented } from '../../../src/editor/commented';

it.each([
  ['python', 'a\n\nb\n', '# a\n#\n# b\n'],
  ['typescript', '\\frac{1}{2}', '// \\frac{1}{2}\n'],
])('in %s', (language, text, expected) => {
  expect(commented(text, language)).toBe(expected);
});
