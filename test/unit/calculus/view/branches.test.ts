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
    ['0 < x ? 2*max(x, 0) : (x < 0 ? 0 : max(x, 0))', '2·max(x, 0)'],
    ['0 < x ? 3*x^2*y : 0', '3y·max(x, 0)²'],
    ['x < y ? y : x', 'max(y, x)'],
    ['x < 0 ? x + 1 : 0', 'x + 1 if x < 0; 0 otherwise'],
    ['x < y ? 1 : (y < x ? 2 : max(x, y))', '1 if x < y; 2 if y < x; y otherwise'],
    // What an absolute value is of has a sign where the condition says so, or what is left where it does not hold.
    ['y < x ? abs(x - y)*x : sign(y - x)', 'x(x − y) if y < x; −sign(x − y) otherwise'],
    ['2 < x ? abs(x - 1) : abs(2 - x)', 'x − 1 if x > 2; 2 − x otherwise'],
    ['2 < x ? sign(x - 1) : 1', '1'],
    ['x < 1 ? abs(2*x - 2) : abs(x - 1/2)', '2(1 − x) if x < 1; x − 1/2 otherwise'],
    // Not so where the number is on the other side.
    ['2 < x ? abs(x - 3) : 1', '|x − 3| if x > 2; 1 otherwise'],
    ['y <= x ? sign(x - y) : 2', 'sign(x − y) if y ≤ x; 2 otherwise'],
    // A factor of 0 and 1 chooses; a list that ends earlier goes on.
    [
      '(y < x ? 0 : 1)*(0 < x ? a : (x < 0 ? b : c)) + (y < x ? d : 0)',
      'd if y < x; a if x > 0; b if x < 0; c otherwise',
    ],
    // A sign that becomes that of a number is one.
    ['0 < x ? a : (x < 0 ? b : sign(b*max(0, x) - 2))', 'a if x > 0; b if x < 0; −1 otherwise'],
  ])('%s', (formula, text) => {
    expect(shown(formula)).toBe(text);
  });
});

describe('case lists over the same conditions are one', () => {
  test.each([
    ['(x < y ? 1 : 2) + (x < y ? x : a)', 'x + 1 if x < y; a + 2 otherwise'],
    ['(x < y ? 1 : 2) + (y <= x ? a : x)', 'x + 1 if x < y; a + 2 otherwise'],
    // The slope of a·max(x, y) + b·max(x, y) by x, of max(x, y)·min(x, y), and of a quantile's loss.
    [
      '(x < y ? 0 : (y < x ? a : a/2)) + (y < x ? b : (x < y ? 0 : b/2))',
      '0 if x < y; a + b if y < x; (a + b)/2 otherwise',
    ],
    ['(x < y ? y : (y < x ? 0 : y/2)) + (y < x ? y : (x < y ? 0 : x/2))', 'y'],
    ['(x < y ? a - 1 : (y < x ? 0 : (a - 1)/2)) + (y < x ? a - 1 : (x < y ? 0 : (a - 1)/2))', 'a − 1'],
    // The slope of a clipped number: its two borders are never met at once.
    [
      '(x < 3 ? 1/min(3, max(x, 2)) : (3 < x ? 0 : 1/(2*min(3, max(x, 2)))))*(2 < x ? 1 : (x < 2 ? 0 : 1/2))',
      '1/x if 2 < x < 3; 0 if x > 3 or x < 2; 1/(2·min(3, max(x, 2))) otherwise',
    ],
    // The slope of what is left as it is, but within some limits: never both are different from 0.
    [
      '(z < 1 ? 0 : a) + (x < 2 ? 0 : (3 < x ? 0 : (z < 1 ? b : 0)))',
      'a if z ≥ 1; 0 if x < 2; 0 if x > 3; b otherwise',
    ],
    ['x < y ? a : (z < 1 ? b : (y <= x ? 0 : 2))', 'a if x < y; b if z < 1; 0 otherwise'],
    // Neither the same nor opposite: two lists stay.
    ['(x < y ? a : 0) + (x < a ? b : 0)', '(a if x < y; 0 otherwise) + (b if x < a; 0 otherwise)'],
  ])('%s', (formula, text) => {
    expect(shown(formula)).toBe(text);
  });
});

describe('inverse functions, absolute values and signs', () => {
  test.each([
    ['cos(asin(x))/sqrt(1 - x^2)', '1'],
    ['sin(asin(x))', 'x'],
    ['cosh(asinh(x))/sqrt(1 + x^2)', '1'],
    ['cos(atan2(y, x))*sqrt(x^2 + y^2)', 'x'],
    ['tan(atan2(y, x))', 'y/x'],
    ['sign(x)/abs(x)', '1/x'],
    ['abs(x)/x', 'sign(x)'],
    ['sign(x)^2/sqrt(abs(x))', '1/√|x|'],
    // At 0 it is 0, and 1 is not.
    ['sign(x)^2', 'sign(x)²'],
    ['x/cbrt(x)^2', '∛x'],
    ['(x^3)^(1/3)*y', 'x·y'],
    // For x < 0 this is −x.
    ['(x^2)^(1/2)', '|x|'],
  ])('%s', (formula, text) => {
    expect(shown(formula)).toBe(text);
  });
});
