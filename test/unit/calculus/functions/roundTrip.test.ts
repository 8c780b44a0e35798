/** What is written in a language and read back is the same: the same node, or the same values where it is spelt otherwise. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate } from '../../../../src/calculus/evaluate';
import { Graph } from '../../../../src/calculus/graph';
import { reachable } from '../../../../src/calculus/reachable';
import { Transplant } from '../../../../src/calculus/transplant';
import { plainView } from '../../../../src/calculus/view/plain';
import { codeOf } from '../../../../src/notation/code/print';
import { codeLanguage } from '../../../../src/notation/code/language';
import { traceText } from '../../tracing/reading';
import { expression, point } from '../support/arbitrary';
import { casesOr, random } from '../support/cases';
import { build } from '../support/expression';
import type { Expression } from '../support/expression';
import { evaluateJet } from '../support/jet';
import type { Jet } from '../support/jet';

const CASES = casesOr(400);
const NAMES = ['a', 'b', 'c'];

/** How a language's text becomes a trace; another language joins with a line. */
const languages = [
  {
    id: 'python',
    read: (code: string) =>
      traceText(
        `import numpy as np\nimport scipy.special\n\ndef f(a: float, b: float, c: float):\n    return ${code}\n`,
        'f',
        { wrt: NAMES },
      ),
  },
];

/** Whether the expression is at a border of its cases, as near as rounding is. */
function hangsOnRounding(e: Expression, at: readonly number[]): boolean {
  let fragile = false;
  const jets = at.map((x): Jet => [x, 0, 0]);
  evaluateJet(e, jets, () => (fragile = true));
  return fragile;
}

it.each(languages)('$id', ({ id, read }) => {
  const language = codeLanguage(id);
  let [compared, same] = [0, 0];
  fc.assert(
    fc.property(expression, point, (e, at) => {
      const g = new Graph();
      const variables = NAMES.map((name) => g.symbol(name));
      const node = build(g, e, variables);
      const values = new Map(variables.map((variable, i) => [variable, at[i]!]));
      const numbers = evaluate(g, [node], values);
      const expected = numbers[node]!;
      // 1 − 2u·D(u), which spells a slope that has no name, has no value at infinity.
      const isModerate = reachable(g, [node]).every((id) => Math.abs(numbers[id]!) <= 1e150);
      const { entries, definitions } = plainView(g, reachable(g, [node]), [node], false);
      const [term] = entries;
      const code = codeOf(term!, language);
      if (definitions.length > 0 || code.length > 1500 || g.isNumber(node)) return;
      const result = read(code);
      if (!result.ok) {
        // Rounding of what is not known is refused, and so are sizes beyond reason.
        if (/rounds its result|divides by 0|too large|budget/.test(result.reason.message)) return;
        expect.fail(`${result.reason.message}: ${code}`);
      }
      const { traced } = result;
      const symbols = new Map(
        traced.inputs.flatMap((input) =>
          input.symbols.map((symbol) => [symbol, variables[NAMES.indexOf(input.name)]!]),
        ),
      );
      const back = new Transplant(traced.graph, g, symbols).copy(traced.outputs[0]!);
      compared += 1;
      if (back === node) same += 1;
      if (back === node || !isModerate) return;
      const found = evaluate(g, [back], values)[back]!;
      // Two spellings round in two ways: neither may hang on it.
      const nearby = evaluate(g, [node, back], new Map(variables.map((v, i) => [v, at[i]! * (1 + 1e-13)])));
      const isSame = (a: number, b: number): boolean => Object.is(a, b) || Math.abs(a - b) <= 1e-9 * (1 + Math.abs(b));
      const isSteady = isSame(nearby[node]!, expected) && isSame(nearby[back]!, found) && !hangsOnRounding(e, at);
      const isClose = Math.abs(found - expected) <= 1e-7 * (1 + Math.abs(expected));
      if (isSteady) expect(isClose, `${found} instead of ${expected}: ${code}`).toBe(true);
    }),
    random(41, CASES),
  );
  expect(compared).toBeGreaterThan(CASES / 2);
  expect(same).toBeGreaterThan(compared / 3);
});
