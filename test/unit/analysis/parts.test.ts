/** Arguments that hold several arrays: `W, b = params`, `for W, b in layers`, `params['W']`. */
import { describe, expect, it } from 'vitest';
import { hasPython, runPython } from '../../peers';
import type { Card } from '../../../src/analysis/card';
import { hoverFor } from '../../../src/analysis/hover';
import { defaultSettings } from '../../../src/analysis/settings';
import { Lines } from '../../../src/languages/lines';
import { openPython } from './open';

const open = (text: string) => openPython(`import numpy as np\n${text}\n`);
const shapes = ({ inputs }: Card): string =>
  inputs.map(({ name, shape }) => `${name}: ${shape.join('×') || '1'}`).join(', ');
const gradients = ({ derivative }: Card): string[] => (derivative?.forms ?? []).map(({ value }) => value.text);

const LINEAR = `def loss(params, X, y):
    w, b = params
    r = X @ w + b - y
    return np.mean(r**2)`;
const NETWORK = `def loss(params, x, y):
    W1, b1, W2, b2 = params
    h = np.tanh(W1 @ x + b1)
    return 0.5 * np.sum((W2 @ h + b2 - y)**2)`;
const LAYERS = `def f(layers, x):
    for W, b in layers:
        x = np.tanh(W @ x + b)
    return np.sum(x)`;
const ENTRIES = `def loss(params, X, y):
    r = X @ params['w'] + params['b'] - y
    return np.mean(r**2)`;

describe('an argument that is unpacked', () => {
  it.each([
    ['a linear model', LINEAR, 'w: m, b: 1, X: n×m, y: n'],
    ['a network', NETWORK, 'W1: n×m, b1: n, W2: k×n, b2: k, x: m, y: k'],
    ['layers', LAYERS, 'W0: n×m, b0: n, W1: k×n, b1: k, x: m'],
    ['a dictionary', ENTRIES, "params['w']: m, params['b']: 1, X: n×m, y: n"],
    // As an array, it goes on being one.
    ['a vector', 'def f(p):\n    x, y, z = p\n    return x*y*z', 'p: 3'],
    ['a vector that is used whole, too', 'def f(p):\n    x, y = p\n    return x*y*np.linalg.norm(p)', 'p: 2'],
    ['points', 'def f(points):\n    return sum(x*y for x, y in points)', 'points: n×2'],
    ['names that others have', 'def f(p, W):\n    W, b = p\n    return W @ b', 'p[0]: m, b: m, W: 1'],
  ])('%s', (_what, text, expected) => {
    expect(shapes(open(text).card(/def (\w+)/.exec(text)?.[1] ?? ''))).toBe(expected);
  });

  it('has a gradient by each array, in matrix notation', () => {
    expect(gradients(open(LINEAR).card('loss', { wrt: ['params'] }))).toEqual([
      '2Xᵀ(Xw + b𝟙 − y)/n',
      '2·mean(Xw + b𝟙 − y)',
    ]);
    expect(gradients(open(ENTRIES).card('loss', { wrt: ['params'] }))).toEqual([
      '2Xᵀ(Xw + b𝟙 − y)/n',
      '2·mean(Xw + b𝟙 − y)',
    ]);
  });

  it('is shown for a parameter that is hovered over', () => {
    const text = `import numpy as np\n${LINEAR}\n`;
    const document = open(LINEAR);
    const reference = document.referenceAt(new Lines(text).positionAt(text.indexOf('params')));
    const hover = reference && hoverFor(document, reference, defaultSettings, () => null);
    expect(hover?.sections[0]).toEqual({
      kind: 'signature',
      text: 'params: w ∈ ℝᵐ, b ∈ ℝ; argument of loss : ℝᵐ × ℝ × ℝⁿˣᵐ × ℝⁿ → ℝ',
    });
  });

  it('takes the point that the file calls it with', () => {
    const call = 'loss((np.array([1., 2.]), 0.5), np.array([[1., 2.], [3., 4.], [5., 6.]]), np.array([1., 2., 3.]))';
    const [at] = open(`${LINEAR}\n${call}`).card('loss', { wrt: ['params'] }).at;
    // NumPy: r = [4.5, 9.5, 14.5], 2Xᵀr/3 and 2·mean(r)
    expect(at?.value).toBeCloseTo(106.916666667, 8);
    [70.333333333, 89.333333333, 19].forEach((value, i) =>
      expect((at?.derivative as number[])[i]).toBeCloseTo(value, 8),
    );
  });

  it.each([
    [LINEAR, [[1, 2], 3]],
    [ENTRIES, { w: [1, 2], b: 3 }],
  ])('takes values that are given as the source passes them', (text, params) => {
    const point = {
      params,
      X: [
        [1, 2],
        [3, 4],
      ],
      y: [1, 1],
    };
    const [at] = open(text).card('loss', { wrt: ['params'], points: [point] }).at;
    expect(at?.value).toBe(109);
    expect(at?.derivative).toEqual([46, 66, 20]);
  });

  it.each([
    ['another argument', "def f(p, u): return p['u']*u", ['p["u"]', 'u']],
    ['another dictionary', "def f(a, c): return a['u']*c['u']", ['u', 'c["u"]']],
  ])('writes an entry in full that would look like one of %s', (_what, text, columns) => {
    expect(
      open(text)
        .card('f')
        .derivative?.columns.map((one) => one.text),
    ).toEqual(columns);
  });
});

describe.skipIf(!hasPython)('the derivative as a function', () => {
  // Complex steps on the function itself, part by part, beside the code that is copied.
  it.each([
    [
      NETWORK,
      'loss',
      '(c([[1, 2], [3, 4], [5, 6]]), c([1, 2, 3]), c(np.arange(12).reshape(4, 3)), c([1, 2, 3, 4])), c([1, 2]), c([1, 2, 3, 4])',
    ],
    [ENTRIES, 'loss', "{'w': c([1, 2]), 'b': c(3)}, c([[1, 2], [3, 4], [5, 6]]), c([1, 2, 3])"],
    [
      LAYERS,
      'f',
      '[(c([[1, 2], [3, 4], [5, 6]]), c([1, 2, 3])), (c(np.arange(12).reshape(4, 3)), c([1, 2, 3, 4]))], c([1, 2])',
    ],
  ])('is passed what the function is passed', (text, name, passed) => {
    const { code } = open(text).card(name).derivative!;
    const program = `
import json
import numpy as np
${text}
${code}
c = lambda v: np.asarray(np.array(v, dtype=complex) / 7)
args = [${passed}]
def arrays(v):
    if isinstance(v, dict): v = list(v.values())
    return [v] if isinstance(v, np.ndarray) else [a for one in v for a in arrays(one)]
truth = []
for a in arrays(args):
    for i in np.ndindex(a.shape):
        old = a[i]
        a[i] = old + 1e-30j
        truth.append(${name}(*args).imag / 1e-30)
        a[i] = old
got = gradient_${name}(*args).real
print(json.dumps([len(truth), float(np.max(np.abs(got - truth) / np.maximum(1e-3, np.abs(truth))))]))`;
    const [count, error] = JSON.parse(runPython(program)) as [number, number];
    expect(count).toBeGreaterThan(10);
    expect(error).toBeLessThan(1e-9);
  });
});
