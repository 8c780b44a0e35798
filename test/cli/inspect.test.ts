import { describe, expect, it } from 'vitest';
import { anyNumber, anyText, containing, folderWith, gradlens, inspected } from './gradlens';

describe('gradlens inspect', () => {
  it('keeps its contract for f of the seed', () => {
    const { f } = inspected('examples/seed.py');
    expect(f).toMatchObject({
      name: 'f',
      inputs: [{ name: 'x', shape: [2] }],
      output: { shape: [2] },
      status: 'differentiated',
      reason: null,
      derivative: {
        kind: 'jacobian',
        wrt: ['x'],
        shape: [2, 2],
        entries: [
          ['2*x[0]', '1'],
          ['x[1]', 'x[0]'],
        ],
        conditions: [],
        kinks: [],
      },
      at: [
        {
          point: { x: [1, 2] },
          value: [3, 2],
          derivative: [
            [2, 1],
            [2, 1],
          ],
        },
      ],
      checks: [{ function: 'jacobian_f', verdict: 'proved', entries: [] }],
    });
  });

  it('gives a gradient as one list, a derivative as one text', () => {
    expect(inspected('examples/seed.py')['f1']?.derivative).toMatchObject({
      kind: 'gradient',
      shape: [2],
      entries: ['2*x[0]', '1'],
    });
    const file = `${folderWith({ 'a.py': 'def g(t):\n    return t**3\n' })}/a.py`;
    expect(inspected(file)['g']?.derivative).toMatchObject({ kind: 'derivative', shape: [], entries: '3*t**2' });
  });

  it('takes one function, other variables, the second order', () => {
    const file = `${folderWith({ 'a.py': 'def g(x, a):\n    return a * x**3\n\ndef h(x):\n    return x\n' })}/a.py`;
    const functions = inspected(file, '--function', 'g', '--wrt', 'a');
    expect(Object.keys(functions)).toEqual(['g']);
    expect(functions['g']?.derivative).toMatchObject({ wrt: ['a'], entries: 'x**3' });
    expect(inspected(file, '--function', 'g', '--wrt', 'x', '--order', '2')['g']?.derivative).toMatchObject({
      kind: 'hessian',
      shape: [1, 1],
      entries: [['6*a*x']],
    });
  });

  it('evaluates where it is asked to, from the command line or from a file', () => {
    const text = 'class C:\n    def m(self, x, a):\n        return self.n * a * x[0] * x[1]\n';
    const request = {
      'C.m': {
        wrt: ['x'],
        points: [
          { x: [1, 2], a: 3, self: { n: 2 } },
          { x: [0, 1], a: 1, self: { n: 5 } },
        ],
      },
    };
    const folder = folderWith({ 'a.py': text, 'at.json': JSON.stringify(request) });
    for (const at of [JSON.stringify(request), `@${folder}/at.json`])
      expect(inspected(`${folder}/a.py`, '--at', at)['C.m']?.at).toMatchObject([
        { value: 12, derivative: [12, 6] },
        { value: 0, derivative: [5, 0] },
      ]);
  });

  it('shows long arrays by their ends, and names what a layer leaves in its object', () => {
    const long = Array.from({ length: 60 }, (_, i) => String(i));
    const file = folderWith({
      'long.py': `import numpy as np\n\ndef f(x):\n    return np.sum(x**2)\n\nprint(f(np.array([${long.join(', ')}])))\n`,
      'layer.py': [
        'class Scale:',
        '    def forward(self, x):',
        '        self.x = x',
        '        return self.w * x',
        '    def backward(self, dout):',
        '        self.dw = (self.x * dout).sum()',
        '        return self.w * dout',
        '',
      ].join('\n'),
    });
    const { out } = gradlens('inspect', `${file}/long.py`);
    expect(out).toContain('at x = [0, 1, 2, 3, 4, 5, …, 58, 59] (60 numbers):');
    expect(out).toContain('[0, 2, 4, 6, 8, 10, …, 116, 118] (60 numbers)');
    expect(inspected(`${file}/long.py`)['f']?.at[0]?.derivative).toHaveLength(60);
    expect(gradlens('inspect', `${file}/layer.py`).out).toContain('Scale.backward.dw: ');
  });

  it('gives the functions that are asked for at points, and all where none is named', () => {
    const file = `${folderWith({ 'a.py': 'def f(x):\n    return x**2\n\ndef g(x):\n    return x**3\n' })}/a.py`;
    const names = (request: unknown): string[] => Object.keys(inspected(file, '--at', JSON.stringify(request)));
    const at = { points: [{ x: 2 }] };
    expect(names({ f: at })).toEqual(['f']);
    expect(names({ f: at, '*': {} })).toEqual(['f', 'g']);
    expect(names({ elsewhere: at })).toEqual(['f', 'g']);
  });

  it('writes numbers that JSON does not have as strings', () => {
    const file = `${folderWith({ 'a.py': 'import numpy as np\n\ndef f(x):\n    return np.sqrt(x)\n' })}/a.py`;
    const at = JSON.stringify({ f: { points: [{ x: 0 }, { x: -1 }] } });
    expect(inspected(file, '--at', at)['f']?.at).toMatchObject([
      { value: 0, derivative: 'Infinity' },
      { value: 'NaN', derivative: 'NaN' },
    ]);
  });

  it('gives the reason at its place for what it cannot read, and goes on', () => {
    const file = `${folderWith({ 'a.py': 'def f(x):\n    while x > 0:\n        x = x / 2\n    return x\n\ndef g(x):\n    return x**2\n' })}/a.py`;
    const { f, g } = inspected(file);
    expect(f?.status).toBe('unsupported');
    expect(f?.reason).toMatchObject({ message: anyText, range: { start: { line: anyNumber } } });
    expect(g?.derivative?.entries).toBe('2*x');
  });

  it('prints text and LaTeX for people', () => {
    const text = gradlens('inspect', 'examples/seed.py', '--function', 'f').out;
    expect(text).toContain('examples/seed.py:6:5: f : ℝ² → ℝ²');
    expect(text).toContain('2x₀');
    const latex = gradlens('inspect', 'examples/seed.py', '--function', 'f', '--format', 'latex').out;
    expect(latex).toContain('\\begin{bmatrix} 2 x_{0} & 1 \\\\ x_{1} & x_{0} \\end{bmatrix}');
  });
});

describe('bad usage ends with status 2 and one clear line', () => {
  it.each([
    [['inspect'], 'inspect needs a file'],
    [['inspect', 'nowhere.py'], 'nowhere.py'],
    [['inspect', 'examples/seed.py', '--function', 'nothing'], 'has no function nothing'],
    [['inspect', 'examples/seed.py', '--order', '3'], '--order takes 1, 2'],
    [['inspect', 'examples/seed.py', '--format', 'xml'], '--format takes text, latex, json'],
    [['inspect', 'examples/seed.py', '--at', '{'], 'not JSON'],
    [['inspect', 'examples/seed.py', '--at', '[1]'], '--at takes an object'],
    [['inspect', 'examples/seed.py', '--at', '@nowhere.json'], 'cannot read nowhere.json'],
    [['inspect', 'package.json'], 'no language is known'],
    [['inspect', 'media/icon.png'], 'icon.png'],
    [['inspect', 'examples/seed.py', '--nonsense'], 'nonsense'],
    [['check'], 'check needs a file or folder'],
    [['check', 'nowhere'], 'there is no file or folder nowhere'],
    [['check', 'examples', '--order', '2'], 'check has no option --order'],
    [['frobnicate'], 'there is no command frobnicate'],
  ])('%j', (args, message) => {
    const run = gradlens(...args);
    expect(run.status).toBe(2);
    expect(run.error).toContain(message);
    expect(run.error.trimEnd().split('\n')).toHaveLength(1);
    expect(run.out).toBe('');
  });

  it('prints how it is used when it is asked', () => {
    expect(gradlens('--help')).toMatchObject({ status: 0, out: containing('gradlens inspect FILE') });
    expect(gradlens('--version').out).toMatch(/^gradlens \d+\.\d+\.\d+\n$/);
  });
});
