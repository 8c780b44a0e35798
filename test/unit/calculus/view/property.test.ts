import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NodeId } from '../../../../src/calculus/graph';
import type { Term } from '../../../../src/calculus/view/term';
import { simplifiedView, view } from '../../../../src/calculus/view/view';
import { casesOr, random } from '../support/cases';
import { valueOfNode, valueOfTerm } from './value';
import { randomGraph } from './random';

/** Numbers without simple relations to each other: on a border between cases, rounding would decide. */
const points = [
  [0.71239, -1.33917, 1.91773, 0.41391],
  [1.22537, 0.31717, 0.82189, 2.13301],
  [-0.61463, 0.91193, -1.73129, -0.23369],
  [2.31841, 1.70657, 0.43651, 1.14973],
];

/** Whether the numbers are the same but for rounding in what they were made from. */
function expectClose(found: number, wanted: number, largest: number, what: () => string): void {
  const tolerance = 1e-7 * Math.max(Math.abs(found), Math.abs(wanted)) + 1e-10 * largest;
  if (!(Math.abs(found - wanted) <= tolerance)) expect.fail(`${found} instead of ${wanted}: ${what()}`);
}

describe('a view', () => {
  it('has the values of the graph, before the check that guards it', async () => {
    await fc.assert(
      fc.asyncProperty(randomGraph(14), async ({ graph, symbols, roots }) => {
        // The runner waits a minute at most for an answer of a test that never pauses.
        await new Promise<void>((next) => setImmediate(next));
        for (const strategy of ['none', 'user', 'shared'] as const) {
          const made = simplifiedView(graph, roots, strategy, { budgetMilliseconds: 1000 });
          if (made) compare(made.entries, made.definitions, roots);
        }
        const { entries, definitions } = view(graph, roots);
        compare(entries, definitions, roots);

        function compare(
          terms: readonly Term[],
          names: readonly { name: string; value: Term }[],
          nodes: readonly NodeId[],
        ): void {
          for (const point of points) {
            const at = new Map(symbols.map((symbol, i) => [symbol, point[i]!]));
            const known = new Map<string, number>();
            for (const { name, value } of names) known.set(name, valueOfTerm(value, at, known));
            nodes.forEach((node, i) => {
              const { value, largest, isUndecided } = valueOfNode(graph, node, at);
              if (!Number.isFinite(value) || largest > 1e9 || isUndecided) return;
              expectClose(valueOfTerm(terms[i]!, at, known), value, largest, () =>
                JSON.stringify(terms[i], (_, v: unknown) => (typeof v === 'bigint' ? String(v) : v)),
              );
            });
          }
        }
      }),
      random(11, casesOr(600)),
    );
  });
});
