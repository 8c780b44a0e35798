/**
 * What the names of Python's numerical libraries mean: dotted name to primitive of `tracing/`.
 *
 * How a primitive is named, in this order:
 *
 * 1. An elementwise function of the engine has the engine's name: `sin`, `asin`, `atan2`, `logistic`, `gammaln`, and
 *    `max2`/`min2` for the elementwise maximum and minimum of two.
 * 2. What NumPy has, has NumPy's current name without `numpy.`: `sum`, `concatenate`, `trapezoid`, `linalg.norm`. Its
 *    operators as functions are `add`, `subtract`, `multiply`, `divide`, `floor_divide`, `negative`, `less`, …
 * 3. What has the same name as a NumPy function and means something else carries its own library's name:
 *    `builtin.sum`, `builtin.max`, `math.hypot` (any number of arguments), `math.log` (a base), `torch.var` (unbiased),
 *    `scipy.cholesky` (upper unless told otherwise), `nn.softmax` (along the last axis; SciPy's `softmax` is over all).
 * 4. SciPy's and the neural network libraries' functions keep their plain name where it is unique (`logsumexp`,
 *    `softmax`, `erf`, `linalg.expm`, `stats.norm.cdf`), losses and layers are `nn.…`.
 * 5. Words of the program rather than mathematics: `derivative.grad` (gives a derivative of its argument),
 *    `decorator.same` (leaves the function as it is), `context.ignored` (a `with` that changes no values), `print` (no
 *    value, no effect on values), `identity` (gives its first argument), `random` (no derivative: to be refused).
 *
 * A key that ends in `.*` stands for every name below it that has no key of its own.
 */
import type { Library } from '../language';
import { differentiableFunctions, differentiableTypes } from './library/differentiable';
import { arrayMembers, attributes, tensorDialect } from './library/members';
import { numpyConstants, numpyFunctions } from './library/numpy';
import { scipyConstants, scipyFunctions } from './library/scipy';
import { builtins, standardConstants, standardFunctions } from './library/standard';

export const pythonLibrary: Library = {
  functions: {
    ...standardFunctions,
    ...numpyFunctions,
    ...scipyFunctions,
    ...differentiableFunctions,
    ...differentiableTypes,
  },
  constants: { ...standardConstants, ...numpyConstants, ...scipyConstants },
  aliases: {
    'jax.numpy': 'numpy',
    'jax.scipy': 'scipy',
    'autograd.numpy': 'numpy',
    'autograd.scipy': 'scipy',
    'autograd.scipy.misc': 'scipy.special',
    'scipy.misc': 'scipy.special',
    cupy: 'numpy',
    'pymoo.gradient.toolbox': 'numpy',
    torch: 'numpy',
    'torch.linalg': 'numpy.linalg',
    'torch.special': 'scipy.special',
    'torch.functional': 'torch',
    'torch.nn.functional': 'jax.nn',
    functorch: 'torch.func',
    'scipy.linalg': 'numpy.linalg',
    'numpy.core.umath': 'numpy',
    'numpy.lib.scimath': 'numpy',
    numba_scipy: 'scipy',
    // For code that runs with Python 2 as well.
    __builtin__: 'builtins',
    'past.builtins': 'builtins',
    'future.builtins': 'builtins',
    'six.moves': 'builtins',
  },
  conventions: { np: 'numpy' },
  builtins,
  arrayMembers,
  dialects: { torch: tensorDialect },
  arrayAttributes: attributes,
};
