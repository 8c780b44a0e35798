/** What the passes for quotients of polynomials give has the value of what they are given, without the check of a view. */
import { expect, it } from 'vitest';
import { Graph } from '../../../../src/calculus/graph';
import type { NodeId } from '../../../../src/calculus/graph';
import { Forms } from '../../../../src/calculus/view/forms';
import { polynomialQuotients, rationalFunctions } from '../../../../src/calculus/view/passes/polynomials';
import { reachable, read } from '../../../../src/calculus/view/read';
import { write } from '../../../../src/calculus/view/write';
import { build } from './build';
import { valueOfNode, valueOfTerm } from './value';

it.each([
  ['1/(2*x + 1)^2 + 1/(2*x + 1)', 1],
  ['3/(2*x - 4)^3 - x/(x - 2)^2', 1],
  ['x/(4*x^2 - 1) + 1/(2*x + 1)^2 + x^2', 1],
  ['5/(3*x + 1) - 2/(7*x + 2)', 1],
  ['1/(1 - x)^2 + 1/(x - 1)', 1],
  ['1/(exp(x) + 1)^2 - 1/(2*exp(x) + 2)', 1],
  ['(4*x^2 - 1)/(2*x + 1)^3', 1],
  ['(6*x^2 - 5*x + 1)/(9*x^2 - 1)^2', 1],
  ['(2*x^2 + x*y - y^2)/(x + y)', 1],
  ['(x + y)/(2*x^2 + x*y - y^2)', 1],
  ['(1 + 1/x)/(1 + x)^2', 1],
  ['(exp(-2*x) - 1)/(exp(-x) + 1)', 1],
])('%s', (formula, least) => {
  const g = new Graph();
  const symbols = new Map<string, NodeId>();
  const node = build(g, formula, symbols);
  const forms = new Forms();
  const nodes = reachable(g, [node]);
  const form = read(g, nodes, forms, { references: new Map(), wanted: (id) => id === node }).get(node)!;
  const candidates = [polynomialQuotients, rationalFunctions].flatMap((pass) => pass(forms, form, (one) => one));
  expect(candidates.length).toBeGreaterThanOrEqual(least);
  for (const [x, y] of [
    [0.7, -1.3],
    [-2.4, 0.31],
    [1.9, 2.2],
  ]) {
    const at = new Map([...symbols].map(([name, id]) => [id, name === 'x' ? x! : y!]));
    const { value } = valueOfNode(g, node, at);
    for (const candidate of candidates)
      expect(valueOfTerm(write(candidate), at, new Map()) / value, formula).toBeCloseTo(1, 9);
  }
});
