/** When two versions of a function show the same. */
import { describe, expect, it } from 'vitest';
import { differentiate } from '../../../src/analysis/differentiated';
import { structuralKey } from '../../../src/analysis/structuralKey';
import { openPython } from './open';

function keyOf(body: string, parameters = 'x, y'): string {
  const traced = openPython(`import numpy as np\ndef f(${parameters}):\n${body}`).traceOf('f');
  if (!traced) throw new Error(`not understood: ${body}`);
  const key = structuralKey(differentiate(traced, {}, ({ numeric }) => numeric));
  if (key === null) throw new Error('too long');
  return key;
}

const original = keyOf('    return 2 * x**2 * np.sin(y)\n');

describe('a function shows the same', () => {
  it.each([
    ['after a comment', '    # the force\n    return 2 * x**2 * np.sin(y)\n'],
    ['with a line that nothing depends on', '    print("half", 3 - 1)\n    return 2 * x**2 * np.sin(y)\n'],
    ['with a variable that is not used yet', '    scale = 1.5 * x\n    return 2 * x**2 * np.sin(y)\n'],
    ['when it is spaced otherwise', '    return 2*x**2*np.sin(y)\n'],
  ])('%s', (_, body) => {
    expect(keyOf(body)).toBe(original);
  });
});

describe('a function shows something else', () => {
  it.each([
    ['with another number', '    return 3 * x**2 * np.sin(y)\n'],
    ['with another function', '    return 2 * x**2 * np.cos(y)\n'],
    ['with its arguments exchanged', '    return 2 * y**2 * np.sin(x)\n'],
    ['with a name for a part', '    s = x**2\n    return 2 * s * np.sin(y)\n'],
    ['with a name that is no longer free', '    u = 1.5 * x\n    return 2 * x**2 * np.sin(y)\n'],
    ['where it is not always defined', '    return 2 * x**2 * np.sin(y) * (x / x)\n'],
    ['where something is asked of its arguments', '    assert x > 0\n    return 2 * x**2 * np.sin(y)\n'],
    ['with an unknown function', '    return 2 * x**2 * g(y)\n'],
    ['with several results', '    return 2 * x**2, np.sin(y)\n'],
  ])('%s', (_, body) => {
    expect(keyOf(body)).not.toBe(original);
  });

  it('with other names of its arguments, and other shapes', () => {
    expect(keyOf('    return 2 * u**2 * np.sin(v)\n', 'u, v')).not.toBe(original);
    const norm = (size: number): string => keyOf(`    assert len(x) == ${size}\n    return np.sum(x**2)\n`, 'x');
    expect(norm(3)).not.toBe(norm(4));
    expect(keyOf('    return x[0]\n', 'x')).not.toBe(keyOf('    return x[1]\n', 'x'));
  });

  it('with a number that is spelt otherwise', () => {
    expect(keyOf('    return 0.5 * x * y\n')).not.toBe(keyOf('    return 1 / 2 * x * y\n'));
  });

  it('of which an argument is an infinity, or none', () => {
    expect(keyOf('    return x * np.inf + y\n')).not.toBe(keyOf('    return x * -np.inf + y\n'));
  });
});
