/** NumPy; `jax.numpy`, `autograd.numpy`, `cupy` and (where it agrees) `torch` are read through it. */
import { rows } from './rows';

const elementwise = `
  sin cos tan arcsin=asin arccos=acos arctan=atan arctan2=atan2 asin acos atan atan2
  sinh cosh tanh arcsinh=asinh arccosh=acosh arctanh=atanh asinh acosh atanh
  exp expm1 exp2 log log1p log2 log10 logaddexp logaddexp2 sqrt cbrt square reciprocal
  abs absolute=abs fabs=abs sign heaviside sinc hypot i0 copysign signbit
  ldexp floor ceil round around=round round_=round rint=round trunc fix=trunc
  maximum=max2 minimum=min2 fmax=max2 fmin=min2 clip where
  power pow=power float_power=power mod remainder=mod fmod divmod modf gcd lcm
  add subtract multiply divide true_divide=divide floor_divide negative positive
  deg2rad radians=deg2rad rad2deg degrees=rad2deg unwrap nan_to_num
  real imag conj conjugate=conj angle iscomplex isreal
  greater greater_equal less less_equal equal not_equal
  logical_and logical_or logical_not logical_xor bitwise_and bitwise_or bitwise_xor invert
  isscalar isnan isinf isfinite isclose allclose array_equal isin select piecewise choose`;

const creation = `
  array asarray=array asanyarray=array ascontiguousarray=array asfortranarray=array asarray_chkfinite=array
  matrix=matrix asmatrix=matrix mat=matrix copy frombuffer fromfunction fromiter
  zeros ones empty full zeros_like ones_like empty_like full_like eye identity
  arange linspace logspace geomspace diag diagflat outer block tri tril triu vander meshgrid indices mgrid ogrid
  r_ c_ s_ ix_ index_exp=s_ ndindex ndenumerate nditer tril_indices triu_indices diag_indices diag_indices_from
  tril_indices_from triu_indices_from toeplitz hankel unravel_index ravel_multi_index`;

const shape = `
  reshape ravel transpose permute_dims=transpose matrix_transpose swapaxes moveaxis rollaxis squeeze expand_dims
  broadcast_to broadcast_arrays atleast_1d atleast_2d atleast_3d shape size ndim
  stack vstack row_stack=vstack hstack dstack column_stack concatenate concat=concatenate append insert delete
  split array_split hsplit vsplit dsplit unstack tile repeat roll rot90 flip fliplr flipud pad resize
  diagonal take take_along_axis put put_along_axis fill_diagonal compress extract place copyto nonzero argwhere
  flatnonzero searchsorted digitize lexsort`;

const reductions = `
  sum prod product=prod mean average var std max amax=max min amin=min ptp median percentile quantile
  cumsum cumprod cumulative_sum=cumsum cumulative_prod=cumprod trapezoid trapz=trapezoid
  nansum nanprod nanmean nanvar nanstd nanmax nanmin nancumsum nancumprod nanmedian
  any all count_nonzero argmax argmin nanargmax nanargmin argsort sort partition argpartition unique bincount
  histogram cov corrcoef`;

const algebra = `
  dot matmul vdot vecdot matvec vecmat inner cross kron trace einsum tensordot
  diff ediff1d gradient convolve correlate interp polyval polyfit polyder polyint polymul polyadd poly roots poly1d
  apply_along_axis apply_over_axes vectorize`;

const linalg = `
  norm vector_norm matrix_norm det inv solve slogdet cholesky qr svd svdvals eig eigvals eigh eigvalsh pinv lstsq
  matrix_rank matrix_power cond multi_dot tensorsolve tensorinv cross=cross outer=outer diagonal=diagonal trace=trace
  matmul=matmul tensordot=tensordot vecdot=vecdot matrix_transpose=matrix_transpose`;

/** Types as converters (`np.float64(x)`) and as values of `dtype=`. */
const types = `
  float=float float16=float float32=float float64=float float128=float double=float single=float longdouble=float
  half=float float_=float floating=float inexact=float number=float
  int=int int8=int int16=int int32=int int64=int intp=int int_=int uint=int uint8=int uint16=int uint32=int uint64=int
  integer=int signedinteger=int unsignedinteger=int
  bool=bool bool_=bool complex=complex complex64=complex complex128=complex complex_=complex cdouble=complex
  str_=str object_=object generic=object ndarray dtype finfo iinfo issubdtype result_type=dtype promote_types=dtype`;

/** What NumPy has by its own name, under the name of a module that has it as well: `scipy.dot` until SciPy 1.4. */
export const numpyNames = (module: string): Record<string, string> =>
  rows(module, [elementwise, creation, shape, reductions, algebra, types].join(' '));

export const numpyFunctions: Readonly<Record<string, string>> = {
  ...numpyNames('numpy.'),
  ...rows('numpy.linalg.', linalg, 'linalg.'),
  ...rows('numpy.fft.', 'fft ifft rfft irfft fft2 ifft2 fftn ifftn fftfreq rfftfreq fftshift ifftshift', 'fft.'),
  ...rows('numpy.polynomial.polynomial.', 'polyval', 'polynomial.'),
  'numpy.polynomial.chebyshev.chebval': 'polynomial.chebval',
  'numpy.polynomial.legendre.legval': 'polynomial.legval',
  'numpy.polynomial.laguerre.lagval': 'polynomial.lagval',
  'numpy.polynomial.hermite.hermval': 'polynomial.hermval',
  'numpy.polynomial.hermite_e.hermeval': 'polynomial.hermeval',
  'numpy.errstate': 'context.ignored',
  'numpy.printoptions': 'context.ignored',
  'numpy.seterr': 'print',
  'numpy.set_printoptions': 'print',
  'numpy.random.*': 'random',
  'numpy.testing.*': 'print',
};

export const numpyConstants: Readonly<Record<string, string>> = {
  'numpy.pi': 'pi',
  'numpy.e': 'e',
  'numpy.euler_gamma': 'eulerGamma',
  'numpy.inf': 'inf',
  'numpy.Inf': 'inf',
  'numpy.infty': 'inf',
  'numpy.PINF': 'inf',
  'numpy.NINF': '-inf',
  'numpy.nan': 'nan',
  'numpy.NaN': 'nan',
  'numpy.NAN': 'nan',
  'numpy.newaxis': 'none',
  'numpy.True_': 'true',
  'numpy.False_': 'false',
};
