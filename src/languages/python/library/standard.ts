/** Python's builtins and standard library, as far as numerical code uses them. */
import { rows } from './rows';

/** Where NumPy has the same name for something else (`sum` along all axes), the primitive is `builtin.…`. */
export const builtins: Readonly<Record<string, string>> = {
  ...rows('', 'sum min max round pow any all map filter iter next', 'builtin.'),
  ...rows('', 'abs len range enumerate zip float int bool complex str repr print isinstance issubclass callable'),
  ...rows('', 'list tuple dict set frozenset sorted reversed slice hasattr getattr setattr super type id object'),
  ...rows('', 'divmod format ord chr vars locals globals staticmethod classmethod property hash input open'),
  // Of Python 2, which much published code is still written for.
  ...rows('', 'xrange=range long=int unicode=str'),
};

const mathElementwise = `
  sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh
  exp exp2 expm1 log=math.log log1p log2 log10 sqrt cbrt fabs=abs pow=power fmod remainder=math.remainder
  floor ceil trunc hypot=math.hypot dist=distance.euclidean prod=math.prod fsum=builtin.sum sumprod=math.sumprod
  degrees=rad2deg radians=deg2rad erf erfc gamma lgamma=gammaln copysign modf frexp ldexp
  factorial comb perm gcd lcm isqrt isclose isfinite isinf isnan fma nextafter ulp`;

const cmathElementwise = `
  sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh exp log=math.log log10 sqrt phase=angle
  polar=cmath.polar rect=cmath.rect isclose isfinite isinf isnan`;

const operators = `
  add sub=subtract mul=multiply truediv=divide floordiv=floor_divide mod pow=power neg=negative pos=positive abs
  matmul lt=less le=less_equal gt=greater ge=greater_equal eq=equal ne=not_equal itemgetter attrgetter`;

export const standardFunctions: Readonly<Record<string, string>> = {
  ...rows('math.', mathElementwise),
  ...rows('cmath.', cmathElementwise),
  ...rows('operator.', operators),
  ...rows('functools.', 'reduce partial'),
  ...rows('functools.', 'lru_cache cache cached_property=property wraps singledispatch total_ordering', 'decorator.'),
  'functools.lru_cache': 'decorator.same',
  'functools.cache': 'decorator.same',
  'functools.wraps': 'decorator.same',
  ...rows(
    'itertools.',
    'product combinations permutations chain accumulate count repeat islice pairwise',
    'itertools.',
  ),
  ...rows('itertools.', 'zip_longest starmap cycle combinations_with_replacement', 'itertools.'),
  ...rows('bisect.', 'bisect bisect_left bisect_right', 'bisect.'),
  ...rows('statistics.', 'mean=mean fmean=mean'),
  ...rows('collections.', 'namedtuple OrderedDict=dict defaultdict deque=list', 'collections.'),
  'typing.NamedTuple': 'collections.namedtuple',
  'typing.cast': 'cast',
  'copy.copy': 'copy',
  'copy.deepcopy': 'deepcopy',
  'fractions.Fraction': 'fraction',
  'decimal.Decimal': 'float',
  'types.SimpleNamespace': 'namespace',
  'dataclasses.dataclass': 'decorator.dataclass',
  'dataclasses.field': 'dataclasses.field',
  'abc.abstractmethod': 'decorator.abstract',
  'typing.overload': 'decorator.abstract',
  'typing.no_type_check': 'decorator.same',
  'contextlib.suppress': 'context.ignored',
  'contextlib.nullcontext': 'context.ignored',
  'warnings.catch_warnings': 'context.ignored',
  'warnings.*': 'print',
  'logging.*': 'print',
  'random.*': 'random',
  'secrets.*': 'random',
  ...rows('numba.', 'jit njit vectorize guvectorize stencil', 'decorator.'),
  'numba.jit': 'decorator.same',
  'numba.njit': 'decorator.same',
  'numba.vectorize': 'decorator.vectorize',
  'numba.prange': 'range',
  ...Object.fromEntries(Object.entries(builtins).map(([name, primitive]) => [`builtins.${name}`, primitive])),
  'builtins.reduce': 'reduce',
  'beartype.beartype': 'decorator.same',
  'jaxtyping.jaxtyped': 'decorator.same',
  'typeguard.typechecked': 'decorator.same',
};

export const standardConstants: Readonly<Record<string, string>> = {
  'math.pi': 'pi',
  'math.e': 'e',
  'math.tau': 'tau',
  'math.inf': 'inf',
  'math.nan': 'nan',
  'cmath.pi': 'pi',
  'cmath.e': 'e',
  'cmath.tau': 'tau',
  'cmath.inf': 'inf',
  'cmath.nan': 'nan',
};
