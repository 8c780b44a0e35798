import { describe, expect, it } from 'vitest';
import { isModule, lookUp } from '../../../src/languages/library';
import { pythonLibrary } from '../../../src/languages/python/library';

const meaning = (name: string): string | null => {
  const entry = lookUp(pythonLibrary, name);
  if (!entry) return null;
  return entry.kind === 'function' ? entry.primitive : `constant ${entry.name}`;
};

describe('Python’s library', () => {
  it.each([
    ['numpy.sin', 'sin'],
    ['numpy.arcsin', 'asin'],
    ['numpy.maximum', 'max2'],
    ['numpy.max', 'max'],
    ['numpy.amax', 'max'],
    ['numpy.linalg.norm', 'linalg.norm'],
    ['numpy.pi', 'constant pi'],
    ['numpy.newaxis', 'constant none'],
    ['numpy.random.default_rng', 'random'],
    ['numpy.matrix', 'matrix'],
    ['math.fabs', 'abs'],
    ['math.hypot', 'math.hypot'],
    ['scipy.special.expit', 'logistic'],
    ['scipy.linalg.norm', 'linalg.norm'],
    ['scipy.linalg.expm', 'linalg.expm'],
    ['scipy.linalg.cholesky', 'scipy.cholesky'],
    ['scipy.linalg.lapack.dpotrf', null],
    ['scipy.constants.c', 'constant 299792458'],
    ['jax.numpy.sin', 'sin'],
    ['jax.numpy.linalg.det', 'linalg.det'],
    ['jax.scipy.special.gammaln', 'gammaln'],
    ['jax.nn.sigmoid', 'logistic'],
    ['jax.grad', 'derivative.grad'],
    ['autograd.numpy.sum', 'sum'],
    ['autograd.scipy.special.expit', 'logistic'],
    ['torch.sin', 'sin'],
    ['torch.sum', 'sum'],
    ['torch.var', 'torch.var'],
    ['torch.pi', 'constant pi'],
    ['torch.linalg.inv', 'linalg.inv'],
    ['torch.special.erfcx', 'erfcx'],
    ['torch.nn.functional.relu', 'relu'],
    ['torch.nn.functional.gelu', 'gelu'],
    ['jax.nn.gelu', 'jax.gelu'],
    ['scipy.special.softmax', 'softmax'],
    ['torch.nn.functional.softmax', 'nn.softmax'],
    ['functools.lru_cache', 'decorator.same'],
    ['logging.getLogger', 'print'],
    ['numpy', null],
    ['numpy.sinn', null],
    ['sin', null],
    ['numpy.toString', null],
    ['constructor', null],
    ['', null],
  ])('%s is %s', (name, expected) => expect(meaning(name)).toBe(expected));

  it.each([
    ['numpy', true],
    ['numpy.linalg', true],
    ['jax.numpy', true],
    ['jax.numpy.linalg', true],
    ['scipy.stats.norm', true],
    ['numpy.sin', false],
    ['pandas', false],
  ])('%s is a module: %s', (name, expected) => expect(isModule(pythonLibrary, name)).toBe(expected));

  it('tells attributes from methods', () => {
    for (const attribute of pythonLibrary.arrayAttributes) expect(pythonLibrary.arrayMembers[attribute]).toBeDefined();
    expect(pythonLibrary.arrayAttributes).toContain('T');
    expect(pythonLibrary.arrayAttributes).not.toContain('sum');
  });

  it('names nothing with blanks or signs', () => {
    for (const primitive of Object.values(pythonLibrary.functions)) expect(primitive).toMatch(/^[A-Za-z_][\w.]*$/);
  });
});
