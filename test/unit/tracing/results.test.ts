/** What a trace gives besides numbers: parts, conditions, holes, names, points, other files. */
import { describe, expect, it } from 'vitest';
import { Op } from '../../../src/calculus/operations';
import { python } from '../../../src/languages/python/language';
import { trace } from '../../../src/tracing/trace';
import { budget, definitionOf, read, traced, traceText, valuesAt } from './reading';

const numpy = 'import numpy as np\n';

describe('outputs', () => {
  it('names the parts of a tuple', () => {
    const result = traced('def f(x):\n    value = x[0]**2\n    gradient = [2*x[0], 0]\n    return value, gradient');
    expect(result.parts).toEqual([
      { name: 'value', sizes: [], offset: 0 },
      { name: 'gradient', sizes: [2], offset: 1 },
    ]);
    expect(result.output.sizes).toEqual([3]);
  });

  it('takes a tuple of numbers as one vector', () => {
    const result = traced('def f(x, y):\n    return x*y, x+y');
    expect(result.parts).toEqual([{ name: '', sizes: [2], offset: 0 }]);
    expect(valuesAt(result, { x: 2, y: 3 })).toEqual([6, 5]);
  });

  it('takes what is written into an argument as the result', () => {
    const result = traced(`${numpy}def f(x, out):\n    out[:] = x[0:2]**2\n    out[0] += 1`);
    expect(result.inputs.filter((input) => input.numeric).map((input) => input.name)).toEqual(['x']);
    expect(result.outputs).toHaveLength(2);
  });

  it('takes entries of a dictionary that is written to', () => {
    const text = "def f(self, inputs, outputs):\n    outputs['y'] = inputs['a'] * 2\n    outputs['z'] = inputs['b']";
    const result = traced(text);
    expect(result.parts.map((part) => part.name)).toEqual(['y', 'z']);
    expect(valuesAt(result, { "inputs['a']": 4, "inputs['b']": 7 })).toEqual([8, 7]);
  });

  it('tells where each output was written', () => {
    const text = `${numpy}def f(x):\n    J = np.zeros((2, 2))\n    J[0, 1] = 3 * x[0]\n    return J + np.array([[x[1], 0], [0, 0]])`;
    const jacobian = `${numpy}def f(x):\n    return np.array([[2*x[0], 1], [x[1], x[0]]])`;
    const result = traced(jacobian);
    expect(result.outputSpans.map(({ start, end }) => jacobian.slice(start, end))).toEqual([
      '2*x[0]',
      '1',
      'x[1]',
      'x[0]',
    ]);
    expect(traced(text).outputSpans).toHaveLength(4);
  });

  it('tells where elements written one by one were written', () => {
    const text = `${numpy}def f(x):\n    J = np.zeros(2)\n    J[0] = 3 * x\n    J[1] = x**2\n    return J`;
    expect(traced(text).outputSpans.map(({ start, end }) => text.slice(start, end))).toEqual(['3 * x', 'x**2']);
  });

  it('names nodes as the source does', () => {
    const result = traced('def f(x, y):\n    radius = (x**2 + y**2)**0.5\n    return radius * x');
    expect([...result.graph.names.values()]).toEqual(['radius']);
  });
});

describe('conditions', () => {
  it('come from guards and assertions', () => {
    const result = traced(
      'def f(x, n):\n    if x < 0:\n        raise ValueError("negative")\n    assert n > 1\n    if x > 5 and n > 7:\n        raise ValueError\n    return x**n',
    );
    const { graph: g, conditions } = result;
    expect(conditions.map((condition) => g.op(condition))).toEqual([Op.LessOrEqual, Op.Less, Op.Or]);
  });

  it('ask for what is returned not to be None', () => {
    const { graph: g, conditions } = traced('def f(x):\n    if x < 0:\n        return None\n    return x**2');
    expect(conditions.map((condition) => g.op(condition))).toEqual([Op.LessOrEqual]);
  });

  it('are none where nothing raises', () => {
    expect(traced('def f(x):\n    if x < 0:\n        return -x\n    return x').conditions).toEqual([]);
  });
});

describe('holes', () => {
  it('stand for unknown functions', () => {
    const result = traced('from somewhere import g\ndef f(x):\n    return 2 * g(x[0], x[1])');
    expect(result.holes.map((hole) => hole.message)).toEqual(['`somewhere.g` is not known here.']);
    const [output] = result.outputs;
    expect(result.graph.operands(output as number).map((node) => result.graph.op(node))).toContain(Op.Hole);
  });

  it('have outputs of their own when they are unpacked or indexed', () => {
    const result = traced('def f(x):\n    a, b = model(x)\n    return a * b + model(x)[1]');
    const names = result.graph.holes.map((hole) => hole.output);
    expect(names).toEqual(expect.arrayContaining(['[0]', '[1]']));
    expect(names.filter((name) => name === '[1]')).toHaveLength(1);
  });

  it('are made of arrays that an unknown function was given', () => {
    const result = traced(`${numpy}def f(x):\n    y = np.zeros(2)\n    fill(y, x)\n    return y`);
    expect(result.outputs.map((node) => result.graph.op(node))).toEqual([Op.Hole, Op.Hole]);
  });

  it('are not made by what only shows, logs or checks', () => {
    const text = `${numpy}import logging\nimport matplotlib.pyplot as plt\nlogger = logging.getLogger(__name__)\ndef f(x):\n    logger.info("x %s", x)\n    plt.plot(x)\n    check_array(x)\n    print(f"{x!r}", file=log)\n    return x**2`;
    expect(traced(text).holes).toEqual([]);
  });

  it('are constants where they depend on no argument', () => {
    const text = 'rate = load("settings")\ndef f(x):\n    return rate * x';
    const result = traced(text);
    expect(result.inputs.map((input) => [input.name, input.isAttribute])).toEqual([
      ['x', false],
      ['rate', true],
    ]);
  });
});

describe('unknown methods of the object', () => {
  const text = (call: string): string =>
    `class A(Unknown):\n    def f(self, x):\n        self.${call}(x)\n        return self.result * x`;

  it('may have set attributes', () => {
    expect(traceText(text('compute'), 'A.f')).toMatchObject({ ok: false, reason: { message: /may have set/ } });
  });

  it('do not, where their names say that they only look', () => {
    expect(traceText(text('check_input'), 'A.f').ok).toBe(true);
  });
});

describe('attributes', () => {
  const text = `${numpy}class Model:
    scale = 3.0

    def __init__(self, a, b=2.0, kind="x"):
        self.a = a
        self.twice = 2 * b
        self.kind = kind
        self.weights = np.zeros(2)
        self.count = 0
        self.state = 1.0

    def update(self):
        self.state = 5.0

    def f(self, x):
        self.count += 1
        return self.scale * self.a * x[0] + self.twice * self.state * x[1] + self.weights[0]
`;

  it('are symbols where the constructor is given them, constants where it sets them', () => {
    const result = traced(text, 'Model.f');
    expect(result.inputs.map((input) => input.name).sort()).toEqual(['self.a', 'self.state', 'self.twice', 'x']);
  });

  it('are values where they are given', () => {
    const result = traced(text, 'Model.f', {
      wrt: ['x'],
      given: {
        x: { kind: 'array', sizes: [2], values: [1, 1], integer: false },
        self: {
          kind: 'record',
          fields: { a: { kind: 'number', value: 2 }, state: { kind: 'number', value: 7 } },
        },
      },
    });
    expect(valuesAt(result, { x: [10, 100] })).toEqual([3 * 2 * 10 + 4 * 7 * 100]);
  });

  it('are not known where the constructor looks into what else it is given, and are where it hands that on', () => {
    const made = `${numpy}class Base:
    def __init__(self, a=1.0):
        self.k = 4.0

class Handed(Base):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)

    def f(self, s):
        return s * self.k

class Quaternion:
    def __init__(self, *args):
        self.q = np.array([1.0, 0.0]) if len(args) == 0 else np.array(args)

    def f(self, s):
        return s * self.q[1]
`;
    expect(traced(made, 'Handed.f').inputs.map(({ name }) => name)).toEqual(['s']);
    expect(traced(made, 'Quaternion.f').inputs.map(({ name }) => name)).toEqual(['s', 'self.q']);
  });
});

describe('points of the file', () => {
  it('are the values that calls write out, and the defaults of what they leave out', () => {
    const text = `${numpy}def f(x, a=1):\n    return a * x[0] * x[1]\nif __name__ == "__main__":\n    x = np.array([1.0, 2.0])\n    print(f(x))\n    f([3, 4.5], a=2)\n    f(unknown)`;
    expect(traced(text).points.map((point) => point.values)).toEqual([
      { x: { sizes: [2], values: [1, 2] }, a: { sizes: [], values: [1] } },
      { x: { sizes: [2], values: [3, 4.5] }, a: { sizes: [], values: [2] } },
    ]);
  });
});

describe('other files', () => {
  it('give their constants, functions and classes', () => {
    const angles = read(
      'from .limits import HALF\n\ndef wrap(x):\n    return x - HALF\n\nclass Base:\n    @property\n    def n(self):\n        return self._n\n',
    );
    const limits = read('import math\nHALF = 2 * 0.25\n');
    const text =
      'from .angles import wrap, Base\nfrom . import limits\nclass A(Base):\n    def f(self, x):\n        return wrap(x) * limits.HALF * sum(1 for _ in range(self.n))';
    const program = read(text);
    const result = trace(program, definitionOf(program, 'A.f'), python, {
      wrt: ['x'],
      given: {
        x: { kind: 'number', value: 1 },
        self: { kind: 'record', fields: { _n: { kind: 'number', value: 4 } } },
      },
      modules: (name) => ({ '.angles': angles, '.limits': limits })[name],
      budget,
    });
    if (!result.ok) expect.fail(result.reason.message);
    expect(result.traced.holes).toEqual([]);
    expect(valuesAt(result.traced, { x: 3 })).toEqual([(3 - 0.5) * 0.5 * 4]);
  });

  it('are named at the call when they cannot be read', () => {
    const other = read('import random\ndef noise(x):\n    return x + random.random()\n');
    const text = 'from other import noise\ndef f(x):\n    return 2 * noise(x)';
    const program = read(text);
    const result = trace(program, definitionOf(program, 'f'), python, {
      wrt: null,
      given: {},
      modules: () => other,
      budget,
    });
    if (result.ok) expect.fail('it was understood');
    expect(result.reason.message).toContain('In `noise` of another file');
    expect(text.slice(result.reason.span.start, result.reason.span.end)).toBe('noise(x)');
  });
});
