/** The formulas of a busy machine are those of an idle one: searches count their steps. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Effort } from '../../../../src/calculus/view/effort';

/** A clock of a machine on which everything takes so many milliseconds more between two looks. */
function slowClock(step: number): void {
  let time = 1_700_000_000_000;
  vi.spyOn(Date, 'now').mockImplementation(() => (time += step));
}

afterEach(() => {
  vi.restoreAllMocks();
});

const source = `
import numpy as np

def rosenbrock(x):
    """x: array of shape (5,)"""
    return np.sum(100 * (x[1:] - x[:-1]**2)**2 + (1 - x[:-1])**2)

def arm(a, b, c):
    return np.array([np.cos(a) + np.cos(a + b) * np.sin(c), np.sin(a) + np.sin(a + b + c)])

def softmax(x):
    e = np.exp(x)
    return e / e.sum()

def planck(x, t):
    return x**3 / (np.exp(x / t) - 1) + np.log(1 + np.exp(-x * t)) / (1 + np.exp(-x * t))
`;
const names = ['rosenbrock', 'arm', 'softmax', 'planck'];

/** All formulas, by an engine that remembers none. */
async function shown(): Promise<Record<string, string | undefined>> {
  vi.resetModules();
  const { openPython } = await import('../../analysis/open');
  const document = openPython(source);
  return Object.fromEntries(names.map((name) => [name, document.card(name).derivative?.equation?.text]));
}

describe('formulas', () => {
  it('are the same on a machine that is far slower', async () => {
    const expected = await shown();
    expect(Object.entries(expected).filter(([, text]) => text === undefined)).toEqual([]);
    slowClock(5);
    expect(await shown()).toEqual(expected);
  });
});

describe('an effort', () => {
  it('is spent after its steps, whatever the clock says', () => {
    const effort = Effort.of(1, () => 0);
    effort.spend(150);
    expect([effort.isSpent(), effort.isSpent(0.5)]).toEqual([false, true]);
    effort.spend(50);
    expect(effort.isSpent()).toBe(true);
  });

  it('is counted in the whole that it is a part of', () => {
    const whole = Effort.of(10, () => 0);
    const part = whole.within(1);
    part.spend(200);
    expect([part.isSpent(), whole.isSpent(), whole.isSpent(0.1)]).toEqual([true, false, true]);
  });

  it('ends by the clock where a step takes very long', () => {
    let time = 0;
    const effort = Effort.of(100, () => time);
    expect(effort.isSpent()).toBe(false);
    time = 100_000;
    effort.spend(300);
    expect(effort.isSpent()).toBe(true);
  });
});
