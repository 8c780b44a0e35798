/** A function that is not known depends on everything that it can see of the arguments. */
import { describe, expect, it } from 'vitest';
import { Op } from '../../../src/calculus/operations';
import type { GivenValue } from '../../../src/tracing/traced';
import { traced, valuesAt } from './reading';

const header = 'import numpy as np\nfrom scipy import integrate, optimize\nimport lab\n';

const tracedText = (source: string) => traced(header + source);

describe('what an unknown function depends on', () => {
  it.each([
    ['a lambda that sees the argument', 'def f(x):\n    return integrate.quad(lambda t: t * x, 0, 1)[0]\n'],
    ['a nested function', 'def f(x):\n    def g(y):\n        return y**2 - x\n    return optimize.brentq(g, 0, 10)\n'],
    [
      'a function in a function that sees the argument',
      'def f(x):\n    def g(y):\n        return x * y\n    def h(y):\n        return g(y) + 1\n    return optimize.brentq(h, 0, 10)\n',
    ],
    ['a default value', 'def f(x):\n    return lab.apply(lambda t, k=x: t * k)\n'],
    [
      'a method of an object that holds it',
      'class M:\n    def __init__(self, k):\n        self.k = k\n    def h(self, t):\n        return t * self.k\ndef f(x):\n    return lab.apply(M(x).h)\n',
    ],
    ['elements that a mask picks', 'def f(x):\n    return lab.apply(x[x > 0])\n'],
  ])('%s', (_what, source) => {
    const { graph, outputs, inputs } = tracedText(source);
    const [output] = outputs;
    const isHole = output !== undefined && graph.op(output) === Op.Hole;
    expect(isHole).toBe(true);
    const args = new Set(graph.argumentsOf(output as number));
    const symbols = inputs.filter(({ name }) => name === 'x').flatMap((input) => input.symbols);
    expect(symbols.length).toBeGreaterThan(0);
    expect(symbols.every((symbol) => args.has(symbol))).toBe(true);
  });

  it.each([
    ['another function', 'lab.g(lambda t: t * x)', 'lab.g(lambda t: t**2 * x)'],
    ['another text', "lab.g(x, 'a')", "lab.g(x, 'b')"],
    ['another name', 'lab.g(x, a=1)', 'lab.g(x, b=1)'],
    ['another shape', 'lab.g([x, x])', 'lab.g(x, x)'],
    ['more of the same', 'lab.g([x])', 'lab.g([x, x])'],
  ])('calls that differ in %s are two numbers', (_what, a, b) => {
    const { graph, outputs } = tracedText(`def f(x):\n    return ${a} - ${b}\n`);
    expect(graph.op(outputs[0] as number)).not.toBe(Op.Number);
  });

  it('the same call twice is one number', () => {
    const { graph, outputs } = tracedText('def f(x):\n    return lab.g(x, "a") - lab.g(x, "a")\n');
    expect(graph.valueOf(outputs[0] as number)).toBe(0);
  });
});

describe('methods of a class that stands elsewhere', () => {
  const text = `
from base import Benchmark
class Sphere(Benchmark):
    def evaluate(self, x):
        self.check_solution(x)
        self.calls += 1
        return x[0]**2 + x[1]**2
    def scaled(self, x):
        return x[0] * self.scale_of(x[1])
`;
  const self: GivenValue = { kind: 'record', fields: { calls: { kind: 'number', value: 0 } } };
  const given = { x: { kind: 'array', sizes: [2], values: [3, 4], integer: false } as const, self };

  it('are no obstacle where nothing of what they give is used', () => {
    const result = traced(text, 'Sphere.evaluate', { wrt: ['x'], given });
    expect(valuesAt(result, { x: [3, 4] })).toEqual([25]);
    expect(result.holes).toEqual([]);
  });
  it('stay symbolic where it is', () => {
    const { holes } = traced(text, 'Sphere.scaled', { wrt: ['x'], given });
    expect(holes.map(({ message }) => message)).toEqual(['`self.scale_of` is not known.']);
  });
});
