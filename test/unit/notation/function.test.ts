/** A whole function, emitted from a view of a random graph, computes what the graph computes. */
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { view } from '../../../src/calculus/view/view';
import { formatFunction } from '../../../src/notation/code/function';
import { randomGraph } from '../calculus/view/random';
import { valueOfNode } from '../calculus/view/value';

describe('an emitted function', () => {
  it('gives the numbers of the graph', () => {
    fc.assert(
      fc.property(randomGraph(16), ({ graph, symbols, roots }) => {
        if (roots.length === 0) return;
        const made = view(graph, roots, { budgetMilliseconds: 50 });
        const code = formatFunction({
          language: 'javascript',
          name: 'g',
          parameters: ['x', 'a', 'theta'],
          hasSelf: false,
          shape: [roots.length],
          entries: made.entries.map((term, column) => ({ row: 0, column, term })),
          definitions: made.definitions,
        });
        const values = [1.22537, 0.31717, 0.82189, 2.13301] as const;
        const at = new Map(symbols.map((symbol, i) => [symbol, values[i]!]));
        const call = `g([${values[0]}, ${values[1]}], ${values[2]}, ${values[3]})`;
        const found = runInNewContext(`${code}\n${call}`) as number[];
        roots.forEach((root, i) => {
          const { value, largest } = valueOfNode(graph, root, at);
          if (!Number.isFinite(value) || largest > 1e9) return;
          if (!(Math.abs(found[i]! - value) <= 1e-7 * Math.abs(value) + 1e-10 * largest))
            expect.fail(`${found[i]} instead of ${value} from\n${code}`);
        });
      }),
      { numRuns: 300, seed: 21 },
    );
  });
});
