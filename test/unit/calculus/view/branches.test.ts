import { describe, expect, test } from 'vitest';
import { Graph } from '../../../../src/calculus/graph';
import { view } from '../../../../src/calculus/view/view';
import { textOf } from '../../../../src/notation/text';
import { build } from './build';

const shown = (formula: string): string => {
  const g = new Graph();
  const node = build(g, formula, new Map());
  return textOf(view(g, [node]).entries[0]!, { digits: 6, indices: 'source', indexBase: 0 });
};

describe('branches say what their conditions know', () => {
  test.each([
    ['x < y ? max(x, y)^2 : x', 'y² if x < y; x otherwise'],
    ['x < y ? min(x, y)^2 : x', 'x² if x < y; x otherwise'],
    // The slope of max(x, 0)²: at x = 0 both sides have 0.
    ['0 < x ? 2*max(x, 0) : (x < 0 ? 0 : max(x, 0))', '2x if x > 0; 0 otherwise'],
    ['x < y ? 1 : (y < x ? 2 : max(x, y))', '1 if x < y; 2 if y < x; y otherwise'],
  ])('%s', (formula, text) => {
    expect(shown(formula)).toBe(text);
  });
});
