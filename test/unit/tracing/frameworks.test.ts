/** PyTorch's tensors and JAX's transformations: values and Jacobians as the libraries themselves compute them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gradient } from '../../../src/calculus/differentiate/jacobian';
import { evaluate } from '../../../src/calculus/evaluate';
import type { NodeId } from '../../../src/calculus/graph';
import { definitionOf, flatten, given, read, traced, traceText, valuesAt } from './reading';
import type { Numbers } from './reading';
import type { Traced } from '../../../src/tracing/traced';

const folder = new URL('../../fixtures/tracing/', import.meta.url);
const textOf = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

interface Truth {
  readonly arguments: Readonly<Record<string, Numbers>>;
  readonly value: readonly number[];
  readonly jacobian: readonly number[];
}

/** Output × inputs, row-major. */
function jacobianAt(result: Traced, names: readonly string[], point: Readonly<Record<string, Numbers>>): number[] {
  const inputs = names.map((name) => result.inputs.find((input) => input.name === name));
  const symbols = inputs.flatMap((input) => input?.symbols ?? []);
  const numbers = names.flatMap((name) => flatten(point[name] as Numbers));
  const at = new Map<NodeId, number>(symbols.map((symbol, i) => [symbol, numbers[i] as number]));
  const entries = result.outputs.flatMap((output) => gradient(result.graph, output, symbols));
  const values = evaluate(result.graph, entries, at);
  return entries.map((entry) => values[entry] as number);
}

const differing = (found: readonly number[], expected: readonly number[]): string[] =>
  found.length === expected.length
    ? found.flatMap((x, i) =>
        Math.abs(x - (expected[i] as number)) <= 1e-9 * Math.max(1, Math.abs(x))
          ? []
          : [`[${i}] ${x} for ${expected[i]}`],
      )
    : [`${found.length} numbers for ${expected.length}`];

describe.each(['tensors', 'tensor_options', 'transforms'])('%s.py', (file) => {
  const text = textOf(`${file}.py`);
  const program = read(text);
  const cases = JSON.parse(textOf(`${file}.json`)) as Record<string, Truth>;

  it('has the truth of every function', () => {
    const names = program.definitions.filter((one) => one.enclosing === null).map((one) => one.name);
    expect(names).toEqual(Object.keys(cases));
  });

  it.each(Object.entries(cases))('%s', (name, truth) => {
    const names = definitionOf(program, name).function.parameters.map((parameter) => parameter.name);
    const result = traced(text, name, {
      wrt: names,
      given: Object.fromEntries(names.map((key) => [key, given(truth.arguments[key] as Numbers)])),
    });
    expect(differing(valuesAt(result, truth.arguments), truth.value)).toEqual([]);
    expect(differing(jacobianAt(result, names, truth.arguments), truth.jacobian)).toEqual([]);
  });
});

describe('tensors', () => {
  it('says that a detached value is held constant', () => {
    const result = traced('import torch\ndef f(x):\n    return x.detach() * x');
    expect(result.notes.join()).toContain('`detach` holds its argument constant');
  });

  it('does not read a method that means two things where both libraries are used', () => {
    const text = (imports: string): string => `${imports}\ndef f(x):\n    return x.var()`;
    const [x] = [given([1, 2, 4])];
    const request = { wrt: ['x'], given: { x: x as never } };
    const value = (imports: string): number[] => valuesAt(traced(text(imports), 'f', request), { x: [1, 2, 4] });
    expect(value('import numpy as np')[0]).toBeCloseTo(14 / 9, 12);
    expect(value('import torch')[0]).toBeCloseTo(7 / 3, 12);
    expect(traceText(text('import torch\nimport numpy as np'), 'f', request)).toMatchObject({
      ok: false,
      reason: { message: expect.stringContaining('this file uses both') as string },
    });
  });
});

describe('layers of torch.nn', () => {
  const text = `
import torch.nn as nn

class Net(nn.Module):
    def __init__(self, width=2):
        super().__init__()
        self.first = nn.Linear(3, width)
        self.net = nn.Sequential(nn.Tanh(), nn.Linear(width, 1, bias=False))

    def forward(self, x):
        return self.net(self.first(x))
`;

  it('have weights that are inputs, named as the attributes', () => {
    const result = traced(text, 'Net.forward');
    expect(result.inputs.filter((input) => input.numeric).map((input) => [input.name, input.shape])).toEqual([
      ['x', [3]],
      ['self.first.weight', [2, 3]],
      ['self.first.bias', [2]],
      ['self.net[1].weight', [1, 2]],
    ]);
    const point = {
      x: [1, 2, -1],
      'self.first.weight': [
        [0.1, 0.2, 0.3],
        [-0.4, 0.5, 0.6],
      ],
      'self.first.bias': [0.05, -0.1],
      'self.net[1].weight': [[2, -3]],
    };
    const expected = 2 * Math.tanh(0.1 + 0.4 - 0.3 + 0.05) - 3 * Math.tanh(-0.4 + 1 - 0.6 - 0.1);
    expect(valuesAt(result, point)[0]).toBeCloseTo(expected, 12);
  });
});

describe('loops and choices as functions', () => {
  it('reads a while_loop of which the count is known, and refuses one that depends on values', () => {
    const loop = (condition: string): string => `
from jax import lax
def f(x):
    return lax.while_loop(lambda c: ${condition}, lambda c: (c[0] + 1, c[1] * x), (0, 1.0))[1]
`;
    expect(valuesAt(traced(loop('c[0] < 3')), { x: 2 })).toEqual([8]);
    expect(traceText(loop('c[1] < 3'))).toMatchObject({
      ok: false,
      reason: { message: 'How often this loop runs depends on values that are not known.' },
    });
  });
});

describe('derivatives that are approximated', () => {
  const head = 'import numdifftools as nd\nfrom scipy.optimize import approx_fprime\nimport scipy\n';
  const f = 'def f(x):\n    return x[0]**2 * scipy.sin(x[1])\n';
  const at = { x: [1.5, 0.4] };
  const gradientAt = [3 * Math.sin(0.4), 2.25 * Math.cos(0.4)];

  it.each([
    ['nd.Gradient(f)(x)', gradientAt],
    ["nd.Gradient(f, step=1e-4, method='central')(x)", gradientAt],
    ['approx_fprime(x, f, 1e-8)', gradientAt],
    ['nd.Hessian(f)(x)', [2 * Math.sin(0.4), 3 * Math.cos(0.4), 3 * Math.cos(0.4), -2.25 * Math.sin(0.4)]],
    ['nd.Jacobian(lambda v: [v[0]*v[1], v[1]])(x)', [0.4, 1.5, 0, 1]],
    ['nd.Derivative(lambda t: t**3)(x)', [3 * 1.5 ** 2, 3 * 0.4 ** 2]],
  ])('%s is the derivative', (written, expected) => {
    const result = traced(`${head}${f}def g(x):\n    return ${written}\n`, 'g', { given: { x: given(at.x) } });
    expect(differing(valuesAt(result, at), expected)).toEqual([]);
  });

  it('of higher order is refused', () => {
    const result = traceText(`${head}def g(x):\n    return nd.Derivative(lambda t: t**3, n=2)(x)\n`, 'g');
    expect(result).toMatchObject({ ok: false, reason: { message: /higher order/ } });
  });
});

it.each([
  '',
  'from past.builtins import xrange\n',
  'from builtins import range as xrange\n',
  'from six.moves import xrange\n',
])('range by an older name: %j', (line) => {
  const result = traced(
    `${line}def f(x):\n    s = 0\n    for i in xrange(3):\n        s += x[i]**2\n    return s\n`,
    'f',
  );
  expect(valuesAt(result, { x: [1, 2, 3] })).toEqual([14]);
});
