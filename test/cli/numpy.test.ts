/** Numbers of every example's functions, beside Richardson differences of the functions themselves, run by NumPy. */
import { describe, expect, it } from 'vitest';
import { hasPython, runPython } from '../peers';
import { inspected } from './gradlens';

/** Functions of examples with a point away from kinks; all arguments are differentiated by. */
const points: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
  ['seed.py', 'f', { x: [1.3, -0.7] }],
  ['seed.py', 'f1', { x: [0.2, 2.5] }],
  ['seed.py', 'jacobian_f', { x: [0.2, 2.5] }],
  ['logistic.py', 'sigmoid', { z: 0.7 }],
  ['logistic.py', 'loss', { w: [0.3, -0.8], x: [1.5, 0.4], y: 1 }],
  ['logistic.py', 'loss_gradient', { w: [0.3, -0.8], x: [1.5, 0.4], y: 0 }],
  ['polar.py', 'to_cartesian', { r: 2.1, theta: 0.6 }],
  ['polar.py', 'to_polar', { p: [1.1, 0.6] }],
  ['rosenbrock.py', 'rosenbrock', { p: [-1.2, 1.0] }],
  ['rosenbrock.py', 'rosenbrock_grad', { p: [0.4, 0.1] }],
  ['ekf.py', 'motion_model', { state: [0.1, 0.2, 0.5, 1.0], control: [1.3, 0.1] }],
  ['wrong.py', 'acceleration', { q: [1.2, 0.3] }],
];

const reference = `
import importlib.util, json, sys
import numpy as np

def load(file):
    spec = importlib.util.spec_from_file_location("example", "examples/" + file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

def jacobian(f, args):
    sizes = [a.size for a in args]
    flat = np.concatenate([a.ravel() for a in args])
    def g(z):
        parts, at = [], 0
        for a in args:
            parts.append(z[at:at + a.size].reshape(a.shape) if a.shape else z[at])
            at += a.size
        return np.asarray(f(*parts), dtype=float).ravel()
    columns = []
    for j in range(flat.size):
        e = np.zeros(flat.size); e[j] = 1
        central = lambda h: (g(flat + h * e) - g(flat - h * e)) / (2 * h)
        table = [central(0.02 / 2**i) for i in range(6)]
        for k in range(1, 6):  # Richardson: the error is even in h
            table = [(4**k * b - a) / (4**k - 1) for a, b in zip(table, table[1:])]
        columns.append(table[0])
    return np.column_stack(columns).tolist()

answers = []
for file, name, point in json.loads(sys.stdin.read()):
    args = [np.asarray(v, dtype=float) for v in point.values()]
    answers.append(jacobian(getattr(load(file), name), args))
print(json.dumps(answers))
`;

describe.skipIf(!hasPython)('the examples, compared with differences computed by NumPy', () => {
  const expected = hasPython ? (JSON.parse(runPython(reference, JSON.stringify(points))) as number[][][]) : [];
  it.each(points.map(([file, name, point], i) => [file, name, point, i] as const))('%s: %s', (file, name, point, i) => {
    const request = { [name]: { wrt: Object.keys(point), points: [point] } };
    const found = inspected(`examples/${file}`, '--function', name, '--at', JSON.stringify(request))[name]?.at[0];
    const numbers = [found?.derivative].flat(3) as number[];
    const truth = (expected[i] ?? []).flat();
    expect(numbers).toHaveLength(truth.length);
    truth.forEach((value, k) =>
      expect(Math.abs((numbers[k] ?? NaN) - value)).toBeLessThan(1e-8 * Math.max(1, Math.abs(value))),
    );
  });
});
