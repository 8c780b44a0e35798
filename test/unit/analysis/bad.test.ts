/** Bad input: nothing throws, nothing hangs, and what is right stays there. */
import { describe, expect, it } from 'vitest';
import { openPython } from './open';

const good = 'import numpy as np\n\ndef good(x):\n    return x[0]**2 + np.sin(x[1])\n\n';

function goodStays(text: string): void {
  const document = openPython(text);
  const outline = document.outline();
  for (const { function: name } of outline) document.card(name);
  expect(outline.map((entry) => entry.function)).toContain('good');
  expect(
    document
      .card('good')
      .derivative?.entries?.flat()
      .map((entry) => entry.text),
  ).toEqual(['2x₀', 'cos(x₁)']);
}

describe('beside bad input a good function keeps its derivative', () => {
  const cases: [string, string][] = [
    ['a half-typed function', `${good}def half(x):\n    return x[0] + `],
    ['a half-typed header', `${good}def half(x, `],
    ['an unclosed bracket', `${good}def open(x):\n    return np.array([x[0], x[1]\n`],
    ['a syntax error before it', `def broken(x:\n    return x +\n\n${good}`],
    ['an endless loop', `${good}def loop(x):\n    while True:\n        x = x + 1\n    return x\n`],
    ['endless recursion', `${good}def f(x):\n    return f(x - 1) + x\n`],
    ['mutual recursion', `${good}def f(x):\n    return g(x)\n\ndef g(x):\n    return f(x)\n`],
    ['a huge range', `${good}def f(x):\n    s = 0\n    for i in range(10**12):\n        s += x**i\n    return s\n`],
    ['a huge power', `${good}def f(x):\n    return x * 10**(10**10)\n`],
    ['a huge array', `${good}def f(x):\n    return np.ones((10**5, 10**5)) * x\n`],
    ['an exponential expression', `${good}def f(x):\n${'    x = x * x + x\n'.repeat(200)}    return x\n`],
    ['deep nesting', `${good}def f(x):\n    return ${'('.repeat(3000)}x${')'.repeat(3000)}\n`],
    ['a deep sum', `${good}def f(x):\n    return ${'x + '.repeat(5000)}x\n`],
    ['deep calls', `${good}def f(x):\n    return ${'np.sin('.repeat(800)}x${')'.repeat(800)}\n`],
    ['division by zero', `${good}def f(x):\n    return x / 0\n`],
    ['binary garbage', `${good}\u0000\u0001\uFFFD\uD800 \u0007 def \u0000(x)\n`],
    ['an index out of bounds', `${good}def f(x):\n    a = np.array([1.0, 2.0])\n    return a[5] * x\n`],
    ['shapes that do not match', `${good}def f(x):\n    return np.ones(3) @ np.ones(4) * x\n`],
    [
      'hostile names',
      `${good}def __proto__(x):\n    return x**2\n\ndef constructor(toString):\n    return toString**2\n`,
    ],
    ['a huge number', `${good}def f(x):\n    return x * ${'9'.repeat(5000)}\n`],
    ['carriage returns and tabs', good.replaceAll('\n', '\r\n').replaceAll('    ', '\t')],
    ['a byte order mark', `\uFEFF${good}`],
  ];
  it.each(cases)('%s', (_name, text) => goodStays(text), 20_000);
});

describe('a large file', () => {
  const functions = Array.from(
    { length: 10_000 },
    (_, i) => `def f${i}(x):\n    y = x[0] * ${i}\n    return y + x[1]\n\n\n`,
  );

  it('of 50,000 lines is read, and any function of it is differentiated', () => {
    const document = openPython(functions.join(''));
    expect(document.functions()).toHaveLength(10_000);
    expect(
      document
        .card('f7777')
        .derivative?.entries?.flat()
        .map((entry) => entry.text),
    ).toEqual(['7777', '1']);
    // Three seconds by itself: on a machine that does other things as well it has taken forty.
  }, 180_000);
});

describe('edits', () => {
  it('change what they touch', () => {
    const document = openPython(good);
    const start = good.indexOf('**2');
    document.change(2, [{ start, oldEnd: start + 3, text: '**3' }]);
    expect(
      document
        .card('good')
        .derivative?.entries?.flat()
        .map((entry) => entry.text),
    ).toEqual(['3x₀²', 'cos(x₁)']);
    document.change(3, [{ start: 0, oldEnd: 0, text: '# a comment\n' }]);
    expect(document.card('good').nameRange.start).toEqual({ line: 3, character: 4 });
  });

  it('a function that is broken and mended again', () => {
    const document = openPython(good);
    const start = good.indexOf('x[0]**2');
    document.change(2, [{ start, oldEnd: good.length, text: '' }]);
    document.card('good');
    document.change(3, [{ start, oldEnd: start, text: good.slice(start) }]);
    expect(
      document
        .card('good')
        .derivative?.entries?.flat()
        .map((entry) => entry.text),
    ).toEqual(['2x₀', 'cos(x₁)']);
  });
});

describe('a loop that ends where the numbers say so', () => {
  const settle = (size: number, steps: number): ReturnType<typeof openPython> =>
    openPython(
      [
        'import numpy as np',
        'def settle(A, q):',
        '    y = q',
        `    for i in range(${steps}):`,
        '        n = A @ np.tanh(y) + q',
        '        if abs(n - y).max() < 0.01:',
        '            break',
        '        y = n',
        '    return n',
        `settle(np.ones((${size}, ${size})), np.ones(${size}))`,
        '',
      ].join('\n'),
      { budget: 60_000 },
    );

  it('has a derivative, whichever step is the last', () => {
    expect(settle(3, 20).card('settle').derivative?.shape).toEqual([3, 12]);
  });

  it('has none where that would keep everything else waiting, and says so', () => {
    const { status, reason, derivative } = settle(10, 200).card('settle');
    expect([status, derivative]).toEqual(['unsupported', null]);
    expect(reason?.message).toBe(
      'the derivative is too large: more than 200000 steps of it hold only under conditions',
    );
  });
});
