/** Damages a text as typing, merging, converting and chance do. */
import type { TextEdit } from '../../src/languages/language';
import type { Choice } from './python';

const TOKEN = /[\p{L}\p{N}_]+|\*\*|\/\/|[<>=!]=|"""|\s+|[^]/gu;

interface Token {
  readonly start: number;
  readonly end: number;
}

const tokensOf = (text: string): Token[] =>
  [...text.matchAll(TOKEN)].map((match) => ({ start: match.index, end: match.index + match[0].length }));

/** Things that nobody means to write. */
const STRANGE: readonly string[] = [
  '(',
  ')',
  '[[[[',
  '}',
  '"""',
  "'",
  '\\',
  '\u0000',
  '\ud800',
  '\ufeff',
  '\r',
  '\t',
  '\u2028',
  'ℝ',
  '𝒙',
  'é',
  '🙂',
  '9'.repeat(4000),
  '1e999999999',
  '0x' + 'f'.repeat(2000),
  '('.repeat(300) + 'x' + ')'.repeat(300),
  '['.repeat(3000),
  '-'.repeat(2000) + '1',
  'x' + '**2'.repeat(400),
  ' + x'.repeat(2000),
  'lambda: '.repeat(150) + '0',
  '\n' + Array.from({ length: 90 }, (_, i) => `${' '.repeat(i)}if x:\n`).join(''),
  'x[' + ':,'.repeat(500) + ']',
  'for i in range(10**12): pass',
  'while True: pass',
  'def f(x): return f(x)',
  'np.zeros((10**6, 10**6))',
  'np.arange(10**9)',
  '[0] * 10**10',
  '2 ** 10 ** 10',
  'from __future__ import *',
  'import os; os.system("false")',
  '@',
  'class',
  'async ',
  'yield ',
  'return',
  'del x',
  'global x',
  ':=',
  '...',
];

/** One edit somewhere in a stretch of the text. */
export function damage(text: string, within: Token, choice: Choice): TextEdit {
  const tokens = tokensOf(text.slice(within.start, within.end)).map(({ start, end }) => ({
    start: start + within.start,
    end: end + within.start,
  }));
  const token = choice.of(tokens) ?? within;
  const other = choice.of(tokens) ?? within;
  const written = ({ start, end }: Token): string => text.slice(start, end);
  switch (choice.below(6)) {
    case 0:
      return { start: token.start, oldEnd: token.end, text: '' };
    case 1:
      return { start: token.start, oldEnd: token.end, text: written(other) };
    case 2: {
      // Swapped.
      const [first, second] = token.start < other.start ? [token, other] : [other, token];
      if (first.end > second.start) return { start: first.start, oldEnd: first.end, text: '' };
      const between = text.slice(first.end, second.start);
      return { start: first.start, oldEnd: second.end, text: written(second) + between + written(first) };
    }
    case 3:
      // Cut off in the middle.
      return { start: token.start, oldEnd: within.end, text: '' };
    default:
      return { start: token.start, oldEnd: choice.chance(0.5) ? token.start : token.end, text: choice.of(STRANGE) };
  }
}

/** The same program, written otherwise. */
export const REWRITTEN: Readonly<Record<string, (text: string) => string>> = {
  'line ends of Windows': (text) => text.replace(/\n/g, '\r\n'),
  'a byte order mark': (text) => `\ufeff${text}`,
  'blank lines and comments everywhere': (text) => text.replace(/\n(?=\n)/g, '\n# π 🙂\n'),
  'no line end at the end': (text) => text.trimEnd(),
};
