import { describe, expect, it } from 'vitest';
import { printed, read } from './reading';

describe('an expression of Python is read', () => {
  it.each([
    // Names, numbers, strings
    ['x', 'x'],
    ['θ̂_1', 'θ̂_1'],
    ['ﬁ', 'fi'], // names are compared after compatibility normalisation
    ['0', '0'],
    ['1_000', '1_000'],
    ['0xFF', '0xFF'],
    ['0o17', '0o17'],
    ['0b1_0', '0b1_0'],
    ['1.', '1.'],
    ['.5', '.5'],
    ['0.50', '0.50'],
    ['1e-3', '1e-3'],
    ['1_0.2_5E+1_0', '1_0.2_5E+1_0'],
    ['2j', '2j'],
    ['1.5e3J', '1.5e3J'],
    ['00', '00'],
    ['007.5', '007.5'],
    ['True', 'true'],
    ['None', 'none'],
    ['...', '...'],
    ["'a'", '"a"'],
    ['"a\\n\\x41\\101\\u00e9\\q"', '"a\\nAAé\\\\q"'],
    ['r"\\n"', '"\\\\n"'],
    ["r'\\\\'", '"\\\\\\\\"'],
    ["''", '""'],
    ["f'a\\\\{x}'", '(text "a\\\\" x)'],
    ['x + 1 \\\n  # more', '(+ x 1)'],
    ['x \\\n  + 1', '(+ x 1)'],
    ['"""a\nb"""', '"a\\nb"'],
    ['"a" \'b\' "c"', '"abc"'],
    ['("a"\n "b")', '"ab"'],
    ['f"{x}"', '(text x)'],
    ['f"a{x!r:>{w}}b{{c}}"', '(text "a" (text x) "b{c}")'],
    ['"a" f"{x + 1}"', '(text "a" (+ x 1))'],
    // Arithmetic
    ['a + b * c', '(+ a (* b c))'],
    ['a - b - c', '(- (- a b) c)'],
    ['a ** b ** c', '(** a (** b c))'],
    ['-a ** 2', '(- (** a 2))'],
    ['a ** -b', '(** a (- b))'],
    ['a @ b', '(@ a b)'],
    ['a // b % c', '(% (// a b) c)'],
    ['a & b | c ^ d', '(| (& a b) (^ c d))'],
    ['a & b ^ c & d | e', '(| (^ (& a b) (& c d)) e)'],
    ['a ^ b & c ^ d', '(^ (^ a (& b c)) d)'],
    ['a & (b ^ c)', '(& a (^ b c))'],
    ['a << 1 >> b', '(>> (<< a 1) b)'],
    ['~+a', '(~ (+ a))'],
    ['(a + b) * c', '(* (+ a b) c)'],
    // Comparison and logic
    ['a < b', '(compare a < b)'],
    ['a < b <= c != d', '(compare a < b <= c != d)'],
    ['a is not b', '(compare a is not b)'],
    ['a not in b', '(compare a not in b)'],
    ['not a == b', '(not (compare a == b))'],
    ['a or b and not c', '(or a (and b (not c)))'],
    ['a if b else c if d else e', '(if b a (if d c e))'],
    // Parts
    ['a.b.c', '(. (. a b) c)'],
    ['x[0]', '(at x 0)'],
    ['x[i, -1]', '(at x i (- 1))'],
    ['x[(i, j)]', '(at x (tuple i j))'],
    ['x[1:]', '(at x (slice 1 _ _))'],
    ['x[:n]', '(at x (slice _ n _))'],
    ['x[:]', '(at x (slice _ _ _))'],
    ['x[::-1]', '(at x (slice _ _ (- 1)))'],
    ['x[a:b:c, ..., None, :]', '(at x (slice a b c) ... none (slice _ _ _))'],
    ['x[1::2]', '(at x (slice 1 _ 2))'],
    ['x[*i]', '(at x *i)'],
    ['x[x > 0]', '(at x (compare x > 0))'],
    ["x['key']", '(at x "key")'],
    // Calls
    ['(*a.b, c)', '(tuple *(. a b) c)'],
    ['{*a.b(c), d}', '(set *(call (. a b) c) d)'],
    ['[*a[0] + b, c]', '(list *(+ (at a 0) b) c)'],
    ['x[*a.b, 1]', '(at x *(. a b) 1)'],
    ['*a.b, c', '(tuple *(. a b) c)'],
    ['f(*a or b)', '(call f *(or a b))'],
    ['f(*a if c else b, d)', '(call f *(if c a b) d)'],
    ['f()', '(call f)'],
    ['f(x, 1, k=2)', '(call f x 1 k=2)'],
    ['f(*a, **k)', '(call f *a **k)'],
    ['f(*x + y)', '(call f *(+ x y))'],
    ['f(*x.T, *g(y))', '(call f *(. x T) *(call g y))'],
    ['a.b(c)(d)[0]', '(at (call (call (. a b) c) d) 0)'],
    ['print(x)', '(call print x)'],
    ['sum(x for x in y)', '(call sum (generator-of x (for x y)))'],
    // Collections
    ['()', '(tuple)'],
    ['(a,)', '(tuple a)'],
    ['a, b', '(tuple a b)'],
    ['a,', '(tuple a)'],
    ['[a, *b]', '(list a *b)'],
    ['{a, b}', '(set a b)'],
    ['{}', '(dict)'],
    ["{'a': 1, **b}", '(dict "a":1 **:b)'],
    ['[[1, 2], [3, 4]]', '(list (list 1 2) (list 3 4))'],
    ['[x for x in a if b for y, z in c]', '(list-of x (for x a) (if b) (for (tuple y z) c))'],
    ['{k: v for k, v in d}', '(dictionary-of k v (for (tuple k v) d))'],
    ['{x for x in a}', '(set-of x (for x a))'],
    ['(x for x in a, b)', '(generator-of x (for x (tuple a b)))'],
    // Functions
    ['lambda: 0', '(lambda () (return 0))'],
    ['lambda x, *a, k=1, **o: x', '(lambda (x *a k!=1 **o) (return x))'],
    ['lambda x: lambda y: x + y', '(lambda (x) (return (lambda (y) (return (+ x y)))))'],
    ['lambda x: x if c else y', '(lambda (x) (return (if c x y)))'],
    ['(n := 10)', '(:= n 10)'],
    // No mathematics
    ['await x', '(unsupported "What an “await” gives is only known when the program runs.")'],
  ])('%s → %s', (source, expected) => {
    expect(printed(`${source}\n`)).toBe(expected);
  });

  it.each(['0777', '10L', '0xFFL', '`a`'])('Python 2’s %s is unsupported', (source) => {
    expect(printed(`${source}\n`)).toMatch(/^\(unsupported/);
  });

  it('keeps the place of each node', () => {
    const text = 'y = (x[0]  ** 2) + foo(  a.b )\n';
    const [statement] = read(text).body;
    if (statement?.kind !== 'assign' || statement.value.kind !== 'binary') throw new Error('not a sum');
    const { left, right } = statement.value;
    const at = ({ span }: { span: { start: number; end: number } }): string => text.slice(span.start, span.end);
    expect([statement, statement.value, left, right].map(at)).toEqual([
      'y = (x[0]  ** 2) + foo(  a.b )',
      '(x[0]  ** 2) + foo(  a.b )',
      'x[0]  ** 2',
      'foo(  a.b )',
    ]);
  });
});
