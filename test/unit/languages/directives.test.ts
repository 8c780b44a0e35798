import { describe, expect, it } from 'vitest';
import { parseDirective } from '../../../src/languages/directives';
import { read } from './python/reading';

describe('a directive', () => {
  const text = '# gradlens: wrt x, theta; x: 3; A: 2 n; b: scalar; at x = [1, 2, 3]; derivative of f; ignore; intended';

  it('says all of it', () => {
    expect(parseDirective(text, 10)).toEqual({
      wrt: ['x', 'theta'],
      shapes: { x: [3], A: [2, 'n'], b: [] },
      at: { x: '[1, 2, 3]' },
      derivativeOf: 'f',
      flags: ['ignore', 'intended'],
      problems: [],
      span: { start: 10, end: 10 + text.length },
    });
  });

  it.each([
    ['at x = [1, 2; 3, 4], a = pi/4; ignore', { x: '[1, 2; 3, 4]', a: 'pi/4' }],
    ['at x = [1, 2]; at a = -1e-3', { x: '[1, 2]', a: '-1e-3' }],
    ['at self.k = max(1, 2)', { 'self.k': 'max(1, 2)' }],
  ])('gives points: %s', (words, at) => expect(parseDirective(`#gradlens:${words}`, 0).at).toEqual(at));

  it.each([
    ['x: 3 × 4', { x: [3, 4] }],
    ['x: 3, n', { x: [3, 'n'] }],
    ['self.w: n; θ: ()', { 'self.w': ['n'], θ: [] }],
  ])('gives shapes: %s', (words, shapes) => expect(parseDirective(`# GradLens : ${words}`, 0).shapes).toEqual(shapes));

  it.each([
    ['wtr x', 'wtr x', /^“wtr x” is no directive; known are/],
    ['wrt x; ; x: -3; ignore', 'x: -3', /^“-3” is not a shape; write sizes such as “x: 3”/],
    ['x:', 'x:', /is not a shape/],
    ['at x', 'at x', /no directive/],
    ['at x =', 'at x =', /gives no value/],
    ['derivative f', 'derivative f', /no directive/],
    ['wrt', 'wrt', /no directive/],
  ])('says what it does not understand, and where: %s', (words, place, message) => {
    const text = `# gradlens: ${words}`;
    const { problems } = parseDirective(text, 100);
    expect(problems.map(({ span }) => text.slice(span.start - 100, span.end - 100))).toEqual([place]);
    expect(problems[0]?.message).toMatch(message);
  });

  it('needs its colon', () => {
    expect(parseDirective('# gradlens ignore', 0).problems[0]?.message).toBe('A directive begins with “gradlens:”.');
  });
});

describe('a directive in a file is about', () => {
  const flagged = (text: string): string[] =>
    read(text).definitions.flatMap(({ name, directive }) => (directive?.flags.includes('ignore') ? [name] : []));

  it.each([
    ['def f(x):  # gradlens: ignore\n    return x\n', ['f']],
    ['def f(x): return x  # gradlens: ignore\ndef g(x): return x\n', ['f']],
    ['f = lambda x: x  # gradlens: ignore\ng = lambda x: x\n', ['f']],
    ['# gradlens: ignore\nf = lambda x: x\n', ['f']],
    ['# gradlens: ignore\ndef f(x):\n    return x\n', ['f']],
    ['# gradlens: ignore\n# more\n@jit\n@njit\ndef f(x):\n    return x\n', ['f']],
    ['@jit\n# gradlens: ignore\ndef f(x):\n    return x\n', ['f']],
    ['def f(\n    x,  # gradlens: ignore\n    y,\n):\n    return x\n', ['f']],
    ['def f(x):\n    # gradlens: ignore\n    return x\n', ['f']],
    ['def f(x):\n\n    # more\n    # gradlens: ignore\n    """Doc."""\n    return x\n', ['f']],
    ['def f(x):\n    # gradlens: ignore\n    def g(y):\n        return y\n    return g(x)\n', ['f.g']],
    ['class A:\n    # gradlens: ignore\n    def m(self):\n        return 1\n    def n(self): return 2\n', ['A.m']],
    ['class A:\n    def m(self):\n        return 1\n\n    n = lambda self: 1  # gradlens: ignore\n', ['A.n']],
    ['def f(x): return x\r\n# gradlens: ignore\r\ndef g(x): return x\r\n', ['g']],
    ['s = "# gradlens: ignore"\ndef f(x): return x\n', []],
    ['# gradlens: ignore\n\ndef f(x): return x\n', []],
    ['def f(x):\n    return x\n    # gradlens: ignore\n', []],
    ['y = 2  # gradlens: ignore\ndef f(x): return x\n', []],
  ])('%j: %j', (text, names) => expect(flagged(text)).toEqual(names));

  it('joins those about one function', () => {
    const [f] = read(
      '# gradlens: wrt x\ndef f(x, y):  # gradlens: x: 3\n    # gradlens: at y = 2\n    return x\n',
    ).definitions;
    expect(f?.directive).toMatchObject({ wrt: ['x'], shapes: { x: [3] }, at: { y: '2' }, problems: [] });
  });

  it('says where it is about nothing', () => {
    const text = 'x = 1\n# gradlens: ignore\ny = 2\n';
    const { problems } = read(text);
    expect(problems.map(({ span }) => text.slice(span.start, span.end))).toEqual(['# gradlens: ignore']);
  });

  it('keeps what is wrong in it with it', () => {
    const { definitions, problems } = read('def f(x):  # gradlens: nonsense\n    return x\n');
    expect(definitions[0]?.directive?.problems).toHaveLength(1);
    expect(problems).toEqual([]);
  });
});
