/** Shapes that are asked to grow for ever. */
import { describe, expect, it } from 'vitest';
import { traceText } from './reading';

describe('an argument whose every element is to be indexed again', () => {
  it('is refused before it has many axes', () => {
    const started = performance.now();
    const text =
      'import numpy as np\ndef f(lines):\n    pick = np.vectorize(lambda line: line[0] + 1)\n    return pick(lines)\n';
    expect(traceText(text).ok).toBe(false);
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
