import { describe, expect, it } from 'vitest';
import { printed, read } from './reading';

describe('a statement of Python is read', () => {
  it.each([
    ['x = 1', '(= x 1)'],
    ['x = y = 1', '(= x y 1)'],
    ['x: float = 1', '(= x :float 1)'],
    ['x: Float[Array, "3 n"] = y', '(= x :(at Float Array "3 n") y)'],
    ['x: float', '(pass)'],
    ['x, y = p', '(= (tuple x y) p)'],
    ['(x, y), [z] = p', '(= (tuple (tuple x y) (tuple z)) p)'],
    ['(x) = 1', '(= x 1)'],
    ['a, *b = c', '(= (tuple a *b) c)'],
    ['x, = p', '(= (tuple x) p)'],
    ['J[i, 1:] = 0', '(= (at J i (slice 1 _ _)) 0)'],
    ['self.x = a.b[0].c = 1', '(= (. self x) (. (at (. a b) 0) c) 1)'],
    ['x = 1, 2', '(= x (tuple 1 2))'],
    ['x = *a, b', '(= x (tuple *a b))'],
    ['x += 1', '(+= x 1)'],
    ['x[0] **= 2', '(**= (at x 0) 2)'],
    ['x //= a, b', '(//= x (tuple a b))'],
    ['x @= A', '(@= x A)'],
    ['a = 1; b = 2', '(= a 1) (= b 2)'],
    ['print(x)', '(call print x)'],
    ['return', '(return)'],
    ['return x, y', '(return (tuple x y))'],
    ['return *x, y', '(return (tuple *x y))'],
    ['if a: b\nelif c: d\nelif e: f\nelse: g', '(if a [b] [(if c [d] [(if e [f] [g])])])'],
    ['if a:\n  b\n  c', '(if a [b c])'],
    ['for i in range(3): x += i', '(for i (call range 3) [(+= x i)])'],
    ['for i, (a, b) in c, d:\n  e\nelse:\n  f', '(for (tuple i (tuple a b)) (tuple c d) [e] [f])'],
    [
      'while x > 0:\n  x -= 1\n  break\n  continue\nelse:\n  pass',
      '(while (compare x > 0) [(-= x 1) (break) (continue)] [(pass)])',
    ],
    ['assert x > 0, "no"', '(assert (compare x > 0))'],
    ['raise', '(raise "")'],
    ['raise ValueError("n must be > 0")', '(raise "n must be > 0")'],
    ['raise ValueError(f"n is {n + 1}") from e', '(raise "n is n + 1")'],
    ['raise NotImplementedError', '(raise "NotImplementedError")'],
    [
      'try:\n  a\nexcept A:\n  b\nexcept (B, C) as e:\n  c\nelse:\n  d\nfinally:\n  e',
      '(try [a] (except [b]) (except [c]) (else [d]) (finally [e]))',
    ],
    ['try:\n  a\nexcept:\n  pass', '(try [a] (except [(pass)]))'],
    ['with a as b, c:\n  d', '(with (a as b) (c) [d])'],
    ['with (a as (b, c), d):\n  e', '(with (a as (tuple b c)) (d) [e])'],
    ['with (a, b):\n  c', '(with (a) (b) [c])'],
    ['with (a() as b):\n  c', '(with ((call a) as b) [c])'],
    ['with np.errstate(all="ignore"): c', '(with ((call (. np errstate) all="ignore")) [c])'],
    ['global a, b', '(global a b)'],
    ['nonlocal a', '(nonlocal a)'],
    ['del a, b[0]', '(delete a (at b 0))'],
    ['del (a, b.c)', '(delete a (. b c))'],
    ['import numpy as np, math', '(import numpy/=np math/=math)'],
    ['import scipy.special', '(import scipy/=scipy)'],
    ['import scipy.special as sp', '(import scipy.special/=sp)'],
    ['from numpy import (sin, cos as c,)', '(import numpy/sin=sin numpy/cos=c)'],
    ['from math import *', '(import math/*=)'],
    ['from . import a', '(import ./a=a)'],
    ['from ..b.c import d', '(import ..b.c/d=d)'],
    ['from __future__ import annotations', '(import __future__/annotations=annotations)'],
    ['type X[T] = list[T]', '(pass)'],
    ['def f(): pass', '(def f () [(pass)])'],
    [
      'def f(a, /, b: int = 3, *, c, d=1, **e) -> float:\n  return a',
      '(def f (a b:int=3 c! d!=1 **e) -> float [(return a)])',
    ],
    ['def f(*args: float, k): pass', '(def f (*args:float k!) [(pass)])'],
    ['def f[T](x: T | None): pass', '(def f (x:(| T none)) [(pass)])'],
    ['def f(x: np.ndarray[int, "n"]): pass', '(def f (x:(at (. np ndarray) int "n")) [(pass)])'],
    ['@jit(nopython=True)\n@a.b\ndef f(x): return x', '(@(call jit nopython=true) @(. a b) def f (x) [(return x)])'],
    ['async def f(x): return x', '(async def f (x) [(return x)])'],
    ['def f():\n  yield 1', '(generator f () [(yield 1)])'],
    ['def f():\n  def g(): yield 1\n  return g', '(def f () [(generator g () [(yield 1)]) (return g)])'],
    ['f = lambda x: x', '(= f (lambda f (x) (return x)))'],
    ['class A: pass', '(class A () [(pass)])'],
    [
      '@dataclass\nclass A(B, C.D, metaclass=E):\n  x: float\n  y: int = 2\n  z = 3\n',
      '(@dataclass class A (B (. C D)) {x:float y:int=2} [(pass) (= y :int 2) (= z 3)])',
    ],
    [
      'class A:\n  """doc"""\n\n  def f(self):\n    return self.x\n\n  g = lambda self: 1',
      '(class A () ["doc" (def f (self) [(return (. self x))]) (= g (lambda g (self) (return 1)))])',
    ],
  ])('%s', (source, expected) => {
    expect(printed(source)).toBe(expected);
  });

  it.each([
    [
      'match x:\n  case 1: a\n  case -2.5: b\n  case "s" | None: c\n  case _: d',
      '(if (compare x == 1) [a] [(if (compare x == (- 2.5)) [b] [(if (or (compare x == "s") (compare x is none)) [c] [d])])])',
    ],
    ['match x:\n  case -1 | 2: a', '(if (or (compare x == (- 1)) (compare x == 2)) [a])'],
    ['match x:\n  case Color.RED: a', '(if (compare x == (. Color RED)) [a])'],
    ['match x + 1:\n  case 1: a', '(= match subject (+ x 1)) (if (compare match subject == 1) [a])'],
    ['match x:\n  case 1 if y: a', '(if (and (compare x == 1) y) [a])'],
    ['match x:\n  case n if n > 0: a\n  case _: b', '(= n x) (if (compare n > 0) [a] [b])'],
    ['match x:\n  case 1: a\n  case n: b', '(if (compare x == 1) [a] [(= n x) b])'],
    ['match x:\n  case 1 | 2 as n: a', '(if (or (compare x == 1) (compare x == 2)) [(= n x) a])'],
  ])('%s', (source, expected) => {
    expect(printed(source)).toBe(expected);
  });

  it.each(['(a, b)', '[a]', 'a, b', 'Point(x=0)', '{"a": 1}', '1 + 2j'])(
    'the pattern %s is a condition that is unsupported',
    (pattern) => {
      expect(printed(`match x:\n  case ${pattern}: y = 1\n  case _: y = 2`)).toMatch(
        /^\(if \(unsupported "Patterns that take a structure apart.*\) \[\(= y 1\)\] \[\(= y 2\)\]\)$/,
      );
    },
  );

  it.each([
    ['print x', 'Python 2'],
    ['exec "x"', 'Python 2'],
    ['async for i in x: pass', 'async'],
    ['async with x: pass', 'async'],
    ['a = b += 1', 'augmented'],
    ['type(x).a = 1', 'type cannot be assigned'],
    ['f() = 1', 'Syntax error'],
    ['def f((a, b)): return a', 'unpacked'],
  ])('%s is unsupported, with a reason', (source, reason) => {
    const { body } = read(`${source}\n`);
    expect(JSON.stringify(body)).toMatch(new RegExp(`"unsupported","reason":\\{"message":"[^"]*${reason}`));
  });

  it('reads documentation', () => {
    const { definitions } = read('def f():\n  """Sum.\n\n  Of all."""\n  return 1\n\ndef g():\n  return "no"\n');
    expect(definitions.map((definition) => definition.function.documentation)).toEqual(['Sum.\n\n  Of all.', null]);
  });
});
