import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { printBody } from '../print';
import { names, read } from './reading';

const after = '\n\ndef g(y):\n    return 2 * y\n';

describe('a half-typed definition', () => {
  it.each([
    ['def f(x):\n    return x +'],
    ['def f(x):\n    return x[0'],
    ['def f(x):\n    return np.array([[x, 1], [2, 3])'],
    ['def f(x):\n    y = foo(x, (1 + 2)\n    return y'],
    ['def f(x):\n    return (x'],
    ['def f(x):\n    return x)'],
    ['def f(x):\n    if x >'],
    ['def f(x):\n    if x > 0'],
    ['def f(x):\n    if x > 0:'],
    ['def f(x):\n    for i in'],
    ['def f(x):\n    """Half a docstring.\n\n    More'],
    ['def f(x):\n    return "abc'],
    ["def f(x):\n    return x['a"],
    ['def f(x):\n    x ='],
    ['def f(x):\n    x = = 2\n    return x'],
    ['def f(x):\n    np.'],
    ['def f(x)\n    return x'],
    ['def f(x\n    return x'],
    ['def f(x, y=\n    return x'],
    ['def f(x'],
    ['def f(x) ->'],
    ['def f(x):'],
    ['@jit(\ndef f(x):\n    return x'],
    ['@\ndef f(x):\n    return x'],
    ['def f(x):\n    return lambda'],
    ['def f(x):\n    return x if x'],
    ['def f(x):\n  return [i for i in\n'],
    ['def f(x):\n    \\'],
    ['def f(x):\n    x = {"a": 1, "b": [2, 3}\n    return x'],
    ['def f(x):\n\treturn x\n        return y'],
  ])('%j spoils nothing below it', (half) => {
    const { definitions } = read(half + after);
    const g = definitions.find(({ name }) => name === 'g');
    expect(definitions.map(({ name }) => name)).toContain('f');
    expect(g && printBody(g.function.body)).toBe('(return (* 2 y))');
  });

  it.each([
    ['def (x):\n    return x'],
    ['def'],
    ['class'],
    ['class A('],
    ['x = foo('],
    ['x = """abc\nmore'],
    ["'''"],
    ['from numpy import ('],
    ['import'],
    ['if x:\n  y = ('],
    ['f = lambda x:'],
    ['%matplotlib inline\n!pip install numpy\n?np\nnp.sin??\n%%time'],
    ['>>> x = 1'],
    ['$$$ §§§ \0\0'],
    ['<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> other'],
  ])('%j spoils nothing below it, above, or in a class', (half) => {
    expect(names(half + after)).toContain('g');
    expect(names(`def a(x): return x\n${half}${after}`)).toEqual(expect.arrayContaining(['a', 'g']));
  });

  it.each([
    ['    def m(self, x:\n        return x'],
    ['    def m(self, x):\n        return x +'],
    ['    def m(self, x):\n        return x['],
    ['    def m(self, x):\n        """Half'],
    ['    def m(self'],
    ['    x = ['],
    ['    if x:'],
  ])('%j spoils no other method of its class', (half) => {
    const { definitions } = read(
      `class A:\n    def before(self): return 1\n${half}\n\n    def after(self, x):\n        return x\n${after}`,
    );
    const found = definitions.map(({ name }) => name);
    expect(found).toEqual(expect.arrayContaining(['A.before', 'A.after', 'g']));
    const method = definitions.find(({ name }) => name === 'A.after')!;
    expect(printBody(method.function.body)).toBe('(return x)');
    expect(method.className).toBe('A');
  });

  it('a broken class header keeps its methods', () => {
    expect(names(`class A(B:\n    def m(self):\n        return 1\n${after}`)).toEqual(['A.m', 'g']);
  });

  it('a broken statement stands alone, with its reason; the rest of the function is read', () => {
    const text = 'def f(x):\n    y = 2 * x\n    z = y +\n    return y\n';
    const { definitions, problems } = read(text);
    const [f] = definitions;
    expect(printBody(f!.function.body)).toBe(
      '(= y (* 2 x)) (unsupported "Syntax error: this cannot be read as Python.") (return y)',
    );
    expect(f!.function.parameters.map(({ name }) => name)).toEqual(['x']);
    expect(problems.map(({ span }) => text.slice(span.start, span.end))).toEqual(['z = y +']);
  });

  it('no half-read expression is taken for a whole one', () => {
    // The parser recovers by skipping: what it would keep here are `return y`, `return x` and `x * 2`.
    for (const text of [
      'return (x + , y)',
      'return x * y y',
      'return x * 2 (',
      'return x = 2',
      'return a b',
      'return x *',
    ]) {
      const { body } = read(`def f(x, y):\n    ${text}\n`).definitions[0]!.function;
      expect(body.map(({ kind }) => kind)).toEqual(['unsupported']);
    }
  });

  it.each([
    ['def f(x)\n    return x\n', 'Syntax error: “:” is missing here.', ')'],
    ['y = (1 + 2\n', 'Syntax error: “(” is not closed.', '('],
    ['y = (")", [1 + 2) # ]\n', 'Syntax error: “[” is not closed.', '['],
    ['y = """(""" + 1]\n', 'Syntax error: “]” closes nothing.', ']'],
    ['class A(B:\n  pass\n', 'Syntax error: “(” is not closed.', '('],
    ['x = 1 +\n', 'Syntax error: this cannot be read as Python.', 'x = 1 +'],
  ])('%j: %s', (text, message, place) => {
    const { problems } = read(text);
    expect(problems.map((problem) => [problem.message, text.slice(problem.span.start, problem.span.end)])).toEqual([
      [message, place],
    ]);
  });

  it('tells lines that IPython reads from syntax errors', () => {
    const { problems, body } = read('%matplotlib inline\n!ls\n?x\nx = 1\nx?\n%%time\nx %= 2\nx = (3\n% 2)\n');
    expect(problems).toEqual([]);
    expect(printBody(body)).toBe('(= x 1) (%= x 2) (= x (% 3 2))');
  });
});

describe('a whole file', () => {
  const file = readFileSync(new URL('../../../fixtures/python/numerical.py', import.meta.url), 'utf8');

  it('has its functions, methods and lambdas', () => {
    const { definitions, problems, classes } = read(file);
    expect(problems).toEqual([]);
    expect(classes.map(({ name }) => name)).toEqual(['Pendulum']);
    expect(definitions.map(({ name, className, enclosing }) => [name, className, enclosing])).toEqual([
      ['rosenbrock', null, null],
      ['rosenbrock_gradient', null, null],
      ['Pendulum.rhs', 'Pendulum', null],
      ['Pendulum.jacobian', 'Pendulum', null],
      ['Pendulum.energy', 'Pendulum', null],
      ['Pendulum.period', 'Pendulum', null],
      ['Pendulum.wrap', 'Pendulum', null],
      ['logistic_loss', null, null],
      ['horner', null, null],
      ['make_kernel', null, null],
      ['make_kernel.kernel', null, 'make_kernel'],
      ['make_kernel.kernel#2', null, 'make_kernel'],
      ['softplus', null, null],
    ]);
  });

  it('is the same with any line ending, byte order mark or tabs', () => {
    const expected = printBody(read(file).body);
    const crlf = file.replace(/\n/g, '\r\n');
    expect(printBody(read(crlf).body)).toBe(expected);
    expect(printBody(read(file.replace(/\n/g, '\r')).body)).toBe(expected);
    expect(printBody(read(`\uFEFF${file}`).body)).toBe(expected);
    // Blanks inside strings stay as they are.
    const withoutStrings = file.replace(/r?"""[^]*?"""/g, '0');
    const tabs = withoutStrings.replace(/^(?: {4})+/gm, (blanks) => '\t'.repeat(blanks.length / 4));
    expect(printBody(read(tabs).body)).toBe(printBody(read(withoutStrings).body));
  });

  it('gives offsets in UTF-16 units', () => {
    const text = 's = "🙂𝒳"  # 🙂\n𝛼 = "🙂" + β\n\ndef f(𝑥):\n    return "🙂", 𝑥 ** 2\n';
    const { definitions, body } = read(text);
    const at = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
    const [definition] = definitions;
    expect(at(definition!.function.nameSpan)).toBe('f');
    expect(at(definition!.function.parameters[0]!.span)).toBe('𝑥');
    expect(definition!.function.parameters[0]!.name).toBe('x');
    expect(definition!.function.body.map(({ span }) => at(span))).toEqual(['return "🙂", 𝑥 ** 2']);
    expect(body.map(({ span }) => at(span).split('\n')[0])).toEqual(['s = "🙂𝒳"', '𝛼 = "🙂" + β', 'def f(𝑥):']);
  });
});
