import { describe, expect, it } from 'vitest';
import { pastedValue } from '../../../src/panel/pastedValue';

describe('what is pasted into a field', () => {
  it.each<[string, string, number, string | null]>([
    ['a table of commas', '1,2\n3,4\n', 2, '[[1, 2], [3, 4]]'],
    ['a table of tabs', '1\t2\r\n3\t4', 2, '[[1, 2], [3, 4]]'],
    ['a table of blanks', ' 1.5  -2e-3\n 3     4', 2, '[[1.5, -2e-3], [3, 4]]'],
    ['a heading is left out', 'a,b\n1,2\n3,4', 2, '[[1, 2], [3, 4]]'],
    ['decimal commas', '1,5;2,5\n3;4', 2, '[[1.5, 2.5], [3, 4]]'],
    ['quotes', '"1","2"', 1, '[1, 2]'],
    ['a column for a list', '1\n2\n3', 1, '[1, 2, 3]'],
    ['a row for a list', '1, 2, 3', 1, '[1, 2, 3]'],
    ['one row of a matrix', '1, 2, 3', 2, '[[1, 2, 3]]'],
    ['what NumPy prints keeps its brackets and loses its lines', '[[1. 2.]\n [3. 4.]]', 2, '[[1. 2.] [3. 4.]]'],
    ['brackets in one line are left alone', '[1, 2]', 1, null],
    ['a number for a number', '3', 0, null],
    ['rows of different lengths', '1,2\n3', 2, null],
    ['a matrix for a list', '1,2\n3,4', 1, null],
    ['words', 'one two', 1, null],
    ['an empty cell', '1,,2', 1, null],
    ['nothing', '', 1, null],
  ])('%s', (_, text, axes, expected) => {
    expect(pastedValue(text, axes)).toBe(expected);
  });
});
