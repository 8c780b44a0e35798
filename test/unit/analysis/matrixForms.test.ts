/** Derivatives in matrix notation: as textbooks print them, with the numbers and the NumPy code that follow from them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluateMatrix } from '../../../src/calculus/tensor/evaluate';
import type { Dense } from '../../../src/calculus/tensor/evaluate';
import { derivative } from '../../../src/calculus/tensor/differentiate';
import { writeField } from '../../../src/calculus/tensor/write';
import { formsInstead, formsTogether, copyOf, isSizeNote, notesTogether } from '../../../src/analysis/shownForms';
import { readForm } from '../../../src/tracing/forms/read';
import { namedSizes } from '../../../src/tracing/forms/sizes';
import { hasPython, runPythonFile } from '../../peers';
import { flatten, traced } from '../tracing/reading';
import type { Numbers } from '../tracing/reading';
import { openPython as open } from './open';

const folder = new URL('../../fixtures/matrix-forms/', import.meta.url);
const text = readFileSync(new URL('identities.py', folder), 'utf8');
const document = open(text);

interface Case {
  readonly arguments: Readonly<Record<string, Numbers>>;
  readonly derivatives: Readonly<Record<string, Numbers>>;
}
const truth = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Record<string, readonly Case[]>;

/** What the comments above a function say: `# ∂w: 2Xᵀ(Xw − y)`. */
const printed = new Map(
  [...text.matchAll(/((?:^# .*\n)*)def (\w+)\(/gmu)].map(([, comments = '', name = '']) => [
    name,
    new Map([...comments.matchAll(/^# ∂(\w+): (.*)$/gmu)].map(([, wrt = '', form = '']) => [wrt, form])),
  ]),
);

const shapeOf = (value: Numbers): number[] =>
  typeof value === 'number' ? [] : [value.length, ...shapeOf(value[0] as Numbers)];

function denseOf(value: Numbers): Dense {
  const [rows = 1, columns = 1] = shapeOf(value);
  return { rows, columns, values: flatten(value) };
}

/** The `where` list behind the formula: `hxᵀ where h = tanh(Wx)`. */
const oneLine = (text: string): string => text.replace('\nwhere ', ' where ').replaceAll(/\n +/g, ', ');

describe('matrix notation', () => {
  it.each([...printed])('%s reads as in a textbook', (name, forms) => {
    const found = document.card(name).derivative?.forms ?? [];
    expect(Object.fromEntries(found.map((form) => [form.wrt, oneLine(form.value.text)]))).toEqual(
      Object.fromEntries(forms),
    );
  });

  it('takes in code what divides only where its condition holds', () => {
    const [form] = document.card('clipped_cross_entropy').derivative?.forms ?? [];
    // At p = 0 a product with 0 would be NaN.
    expect(form?.value.code).toBe('np.where((p > 0.4) & (p < 0.9), (p - y) / (p * (1 - p)), 0.0) / len(y)');
  });

  it('covers the textbooks', () => {
    const count = [...printed.values()].reduce((sum, forms) => sum + forms.size, 0);
    expect(count).toBeGreaterThanOrEqual(150);
  });

  it.each([...printed].filter(([, forms]) => forms.size > 0))(
    '%s has the numbers that differences give',
    (name, forms) => {
      const sizes = [{}, { n: 4, m: 3, k: 2, p: 6 }, { n: 2, m: 4, k: 3, p: 7 }];
      const traces = sizes.map((own) => traced(text, name, { sizes: own }));
      const { tensors, field, variables } = readForm(traces as [(typeof traces)[0]]);
      for (const [wrt] of forms) {
        const term = writeField(tensors, derivative(tensors, field, variables.get(wrt) as number));
        for (const { arguments: values, derivatives } of truth[name] ?? expect.fail(`no numbers for ${name}`)) {
          const at = new Map<string, number>();
          for (const { name: argument, shape } of traces[0]?.inputs ?? [])
            shape.forEach((size, axis) => {
              if (typeof size === 'string') at.set(size, shapeOf(values[argument] as Numbers)[axis] as number);
            });
          expect([...at.keys()].sort()).toEqual([...namedSizes(traces[0] as (typeof traces)[0]).keys()].sort());
          const variablesAt = new Map(Object.entries(values).map(([key, value]) => [key, denseOf(value)]));
          const found = evaluateMatrix(term, { variables: variablesAt, sizes: at });
          const expected = denseOf(derivatives[wrt] as Numbers);
          expect([found.rows, found.columns]).toEqual([expected.rows, expected.columns]);
          const size = Math.max(1, ...expected.values.map(Math.abs));
          found.values.forEach((value, i) =>
            expect(Math.abs(value - (expected.values[i] as number)), `${wrt}[${i}]`).toBeLessThan(2e-7 * size),
          );
        }
      }
    },
  );

  it.skipIf(!hasPython)(
    'has code that NumPy agrees with (skipped without NumPy)',
    () => {
      const codes = [...printed.keys()].flatMap((name) =>
        (document.card(name).derivative?.forms ?? []).map(({ wrt, value }) => ({ name, wrt, code: value.code })),
      );
      expect(codes.filter(({ code }) => code === '')).toEqual([]);
      expect(runPythonFile(new URL('truth.py', folder), ['--code'], JSON.stringify(codes)).trim()).toBe('');
    },
    120_000,
  );
});

it('a place that is moved and moved back is read to an end', () => {
  const text =
    'def f(x, xs, ys):\n    i = np.sum(xs <= x) - 1\n    return ys[i] + (ys[i+1] - ys[i])*(x - xs[i])/(xs[i+1] - xs[i])\n';
  const card = open(`import numpy as np\n${text}`).card('f', {
    wrt: ['x'],
    points: [{ x: 1.5, xs: [0, 1, 2, 3], ys: [0, 1, 4, 9] }],
  });
  expect(card.at[0]?.derivative).toBe(3);
  expect(open(`import numpy as np\n${text}`).card('f').reason).toBeNull();
});

describe('the function itself', () => {
  it.each([
    ['least_squares', 'least_squares(w, X, y) = ‖Xw − y‖²'],
    ['mean_squared_error', 'f(w, X, y) = ‖Xw − y‖²/n'],
    ['generalized_least_squares', 'f(w, X, y, W) = rᵀWr where r = y − Xw'],
    ['stable_softmax', 'stable_softmax(x) = softmax(x)'],
    ['mlp', 'mlp(W₁, b₁, w₂, x, t) = 0.5·(w₂ᵀ·tanh(W₁x + b₁) − t)²'],
  ])('%s is in matrix notation as well', (name, value) => {
    expect(oneLine(document.card(name).value?.text ?? '')).toBe(value);
  });

  it('is not said to be itself', () => {
    expect(document.card('softmax').value?.text).toContain('exp(x₀)');
  });

  it('is written element by element where that is as short and the size is fixed', () => {
    const { value } = open('import numpy as np\ndef f(x):\n    return np.sum(x)\nf(np.array([1.0]))\n').card('f');
    expect(value?.text).toBe('f(x) = x₀');
  });
});

describe('several forms', () => {
  it('are read with one list of names, and one sentence about their shapes', () => {
    const { derivative } = document.card('mlp');
    const { equations, where, layouts } = formsTogether(derivative?.forms ?? []);
    expect(equations.map(({ text }) => text).join('\n')).not.toContain('where');
    expect(where?.text).toMatch(/^where /);
    expect(layouts).toEqual(['W₁ ∈ ℝⁿˣᵐ, b₁ ∈ ℝⁿ, w₂ ∈ ℝⁿ, x ∈ ℝᵐ, t ∈ ℝ; each of the same shape']);
  });

  it('are told with the sizes of their entries in one note', () => {
    expect(notesTogether(['shown for n = 3', 'a remark', 'shown for m = 2'])).toEqual([
      'a remark',
      'shown for n = 3, m = 2',
    ]);
    expect(isSizeNote('shown for n = 3, m = 2')).toBe(true);
    expect(isSizeNote("shown for mode = 'square'")).toBe(false);
  });
});

describe('what has no form', () => {
  const formsOf = (body: string): readonly string[] =>
    (open(`import numpy as np\n${body}\n`).card('f').derivative?.forms ?? []).map(({ value }) => value.text);

  it.each([
    ['an element by itself', 'def f(x):\n    return x[0]**2 + np.sum(x)'],
    ['an array that was written to', 'def f(x):\n    y = x.copy()\n    y[0] = 0\n    return np.sum(y**2)'],
    ['a loop over elements', 'def f(x):\n    s = 0\n    for v in x:\n        s += v**2\n    return s'],
    ['a part of an array', 'def f(x):\n    return np.sum((x[1:] - x[:-1])**2)'],
    ['a derivative with three axes', 'def f(A, x):\n    return (A @ x)**2 + A[0, 0]'],
    ['numbers alone', 'def f(a, b):\n    return a * np.sin(b)'],
  ])('%s', (_what, body) => {
    expect(formsOf(body)).toEqual([]);
  });

  it('is not read into a number that happens to be a size', () => {
    expect(formsOf('def f(x):\n    return np.sum(x**2) / 3')).toEqual(['2x/3']);
    expect(formsOf('def f(x):\n    return np.sum(x**2) / len(x)')).toEqual(['2x/n']);
    expect(formsOf('def f(x):\n    return np.sum(x**2) / (len(x) - 1)')).toEqual(['2x/(n − 1)']);
  });
});

describe('copies', () => {
  it('are forms where the entries are for some sizes only', () => {
    const card = document.card('least_squares', { wrt: ['w'] });
    expect(formsInstead(card)?.map(({ wrt }) => wrt)).toEqual(['w']);
    expect(copyOf(card, 'text')).toBe('∇_w least_squares = 2Xᵀ(Xw − y)');
    expect(copyOf(card, 'code')).toBe('def gradient_least_squares(w, X, y):\n    return 2 * X.T @ (X @ w - y)');
  });

  it('are of the Hessian too', () => {
    const card = document.card('least_squares', { wrt: ['w'], order: 2 });
    expect(card.derivative?.forms?.map(({ value }) => value.text)).toEqual(['2XᵀX']);
    expect(document.card('logsumexp', { order: 2 }).derivative?.forms?.[0]?.value.text).toBe(
      'diag(softmax(x)) − softmax(x)·softmax(x)ᵀ',
    );
  });
});
