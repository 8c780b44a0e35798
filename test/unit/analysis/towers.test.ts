import { describe, expect, it } from 'vitest';
import { openPython } from './open';

describe('a tower of powers', () => {
  it('in a function of vectors is read in a time that grows with its height', () => {
    const tower = `x${'**2'.repeat(60)}`;
    const document = openPython(`import numpy as np\n\ndef f(w, x, p):\n    return np.log(${tower} - p) * (w @ x)\n`);
    // Twice as long for every level, this would take longer than the universe is old.
    expect(document.card('f').signature).toContain('f');
  });
});
