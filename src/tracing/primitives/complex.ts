/**
 * Complex numbers as pairs of real ones: what is real in the end (an absolute value, an angle, a real part) has a
 * derivative like any other. Functions are on their principal branches, as NumPy's (DLMF §4.2, §4.15, §4.28).
 */
import * as make from '../../calculus/construct';
import type { BinaryOperator } from '../../languages/program';
import { elementsOf, freshArray, sizeOf } from '../arrays';
import { sequenceOf, toArray, toCondition } from '../coercion';
import { closedNumber } from '../constants';
import { refuse, resolved } from '../context';
import type { Context } from '../context';
import { isFalse } from '../../calculus/conditions';
import type { Keywords } from '../functions';
import { knownInteger } from '../numbers';
import { binary } from '../operators';
import { list, scalar, tuple } from '../values';
import type { ArrayValue, Builtin, Complex, Scalar, Value } from '../values';
import { callPrimitive } from './call';
import { primitive } from './binding';
import type { Primitive } from './binding';

type Real = ArrayValue | Scalar;

const pair = (real: Value, imaginary: Value): Complex => ({
  kind: 'complex',
  real: real as Real,
  imaginary: imaginary as Real,
});

export const imaginaryUnit = (context: Context, size: Scalar): Complex => pair(scalar(context.graph.integer(0)), size);

const zerosLike = (context: Context, value: Real): Real =>
  value.kind === 'scalar'
    ? scalar(context.graph.integer(0))
    : freshArray(new Array<number>(sizeOf(value.shape)).fill(context.graph.integer(0)), value.shape, 'float');

/** Whether there are complex numbers in the value. */
export function hasComplex(value: Value, depth = 0): boolean {
  if (value.kind === 'complex') return true;
  if (depth > 4) return false;
  if (value.kind === 'tuple') return value.items.some((item) => hasComplex(item, depth + 1));
  const content = value.kind === 'list' ? value.object.get() : undefined;
  return Array.isArray(content) && content.some((item) => hasComplex(item as Value, depth + 1));
}

/** Any value of numbers as a complex one: lists become arrays. */
export function toComplex(context: Context, given: Value): Complex {
  const value = resolved(context, given);
  if (value.kind === 'complex') return value;
  if ((value.kind === 'list' || value.kind === 'tuple') && hasComplex(value)) {
    const parts = sequenceOf(context, value).map((item) => toComplex(context, item));
    return pair(
      toArray(context, list(parts.map(({ real }) => real))),
      toArray(context, list(parts.map(({ imaginary }) => imaginary))),
    );
  }
  const real = toArray(context, value);
  return pair(real, zerosLike(context, real));
}

/** Calculating with real parts: arrays and numbers alike. */
function realArithmetic(context: Context) {
  const integer = (value: number): Value => scalar(context.graph.integer(value), 'int');
  const of = (name: string, ...args: Value[]): Value =>
    callPrimitive(context, { kind: 'builtin', primitive: name, name }, args, []);
  const op =
    (operator: BinaryOperator) =>
    (a: Value, b: Value): Value =>
      binary(context, operator, a, b);
  return { integer, of, add: op('+'), subtract: op('-'), multiply: op('*'), divide: op('/'), power: op('**') };
}

function times(context: Context, a: Complex, b: Complex): Complex {
  const { add, subtract, multiply } = realArithmetic(context);
  return pair(
    subtract(multiply(a.real, b.real), multiply(a.imaginary, b.imaginary)),
    add(multiply(a.real, b.imaginary), multiply(a.imaginary, b.real)),
  );
}

function squaredLength(context: Context, z: Complex): Value {
  const { add, of } = realArithmetic(context);
  return add(of('square', z.real), of('square', z.imaginary));
}

function over(context: Context, a: Complex, b: Complex): Complex {
  const { subtract, integer, divide } = realArithmetic(context);
  const length = squaredLength(context, b);
  const turned = times(context, a, pair(b.real, subtract(integer(0), b.imaginary)));
  return pair(divide(turned.real, length), divide(turned.imaginary, length));
}

const lengthOf = (context: Context, z: Complex): Value => realArithmetic(context).of('sqrt', squaredLength(context, z));
const angleOf = (context: Context, z: Complex): Value => realArithmetic(context).of('atan2', z.imaginary, z.real);

function fromPolar(context: Context, length: Value, angle: Value): Complex {
  const { of, multiply } = realArithmetic(context);
  return pair(multiply(length, of('cos', angle)), multiply(length, of('sin', angle)));
}

function raised(context: Context, a: Complex, exponent: Value): Complex {
  const { integer, multiply, of } = realArithmetic(context);
  const real = exponent.kind === 'complex' ? undefined : toArray(context, exponent);
  const whole = real?.kind === 'scalar' ? knownInteger(context, real) : undefined;
  if (whole !== undefined && Math.abs(whole) <= 64) {
    let result = pair(integer(1), integer(0));
    for (let i = 0; i < Math.abs(whole); i += 1) result = times(context, result, a);
    return whole < 0 ? over(context, pair(integer(1), integer(0)), result) : result;
  }
  const logarithm = pair(of('log', lengthOf(context, a)), angleOf(context, a));
  if (real) {
    const angle = multiply(real, logarithm.imaginary);
    return fromPolar(context, of('exp', multiply(real, logarithm.real)), angle);
  }
  const power = times(context, toComplex(context, exponent), logarithm);
  return fromPolar(context, of('exp', power.real), power.imaginary);
}

/** `a operator b`, one of them complex. */
export function complexBinary(context: Context, operator: BinaryOperator, left: Value, right: Value): Value {
  const a = toComplex(context, left);
  switch (operator) {
    case '+':
    case '-': {
      const b = toComplex(context, right);
      return pair(binary(context, operator, a.real, b.real), binary(context, operator, a.imaginary, b.imaginary));
    }
    case '*':
      return times(context, a, toComplex(context, right));
    case '/':
      return over(context, a, toComplex(context, right));
    case '**': {
      // A positive number to a complex power: xᶻ = exp(z·ln x).
      if (left.kind !== 'complex' && right.kind === 'complex') {
        const { of, multiply } = realArithmetic(context);
        const logarithm = of('log', a.real);
        return fromPolar(context, of('exp', multiply(right.real, logarithm)), multiply(right.imaginary, logarithm));
      }
      return raised(context, a, right);
    }
    case '@':
      return bilinear(context, { kind: 'builtin', primitive: 'matmul', name: '@' }, [left, right], []);
    default:
      return refuse(context, `\`${operator}\` of complex numbers is not understood.`);
  }
}

export function complexNegative(context: Context, z: Complex): Complex {
  const { subtract, integer } = realArithmetic(context);
  return pair(subtract(integer(0), z.real), subtract(integer(0), z.imaginary));
}

type Formula = (context: Context, z: Complex) => Value;

const conjugate: Formula = (context, z) => {
  const { subtract, integer } = realArithmetic(context);
  return pair(z.real, subtract(integer(0), z.imaginary));
};

/** f(u)·g(v) + i·h(u)·k(v), the sign of the imaginary part apart. */
const crossed =
  (f: string, g: string, h: string, k: string, sign: 1 | -1 = 1): Formula =>
  (context, z) => {
    const { of, multiply, integer } = realArithmetic(context);
    const imaginary = multiply(of(h, z.real), of(k, z.imaginary));
    return pair(multiply(of(f, z.real), of(g, z.imaginary)), sign === 1 ? imaginary : multiply(integer(-1), imaginary));
  };

const sine = crossed('sin', 'cosh', 'cos', 'sinh');
const cosine = crossed('cos', 'cosh', 'sin', 'sinh', -1);
const hyperbolicSine = crossed('sinh', 'cos', 'cosh', 'sin');
const hyperbolicCosine = crossed('cosh', 'cos', 'sinh', 'sin');

const quotient =
  (top: Formula, bottom: Formula): Formula =>
  (context, z) =>
    over(context, top(context, z) as Complex, bottom(context, z) as Complex);

const logarithm: Formula = (context, z) => {
  const { of, multiply } = realArithmetic(context);
  const half = scalar(make.fraction(context.graph, 1, 2));
  return pair(multiply(half, of('log', squaredLength(context, z))), angleOf(context, z));
};

const formulas: Readonly<Record<string, Formula>> = {
  real: (_context, z) => z.real,
  imag: (_context, z) => z.imaginary,
  abs: lengthOf,
  angle: angleOf,
  conj: conjugate,
  negative: complexNegative,
  positive: (_context, z) => z,
  square: (context, z) => times(context, z, z),
  reciprocal: (context, z) => over(context, toComplex(context, scalar(context.graph.integer(1))), z),
  exp: (context, z) => fromPolar(context, realArithmetic(context).of('exp', z.real), z.imaginary),
  log: logarithm,
  'math.log': logarithm,
  log10: (context, z) => {
    const ten = make.call(context.graph, 'log', context.graph.integer(10));
    return complexBinary(context, '/', logarithm(context, z), scalar(ten));
  },
  sqrt: (context, z) => {
    const { of, multiply } = realArithmetic(context);
    const half = scalar(make.fraction(context.graph, 1, 2));
    return fromPolar(context, of('sqrt', lengthOf(context, z)), multiply(half, angleOf(context, z)));
  },
  sin: sine,
  cos: cosine,
  tan: quotient(sine, cosine),
  sinh: hyperbolicSine,
  cosh: hyperbolicCosine,
  tanh: quotient(hyperbolicSine, hyperbolicCosine),
  'cmath.polar': (context, z) => tuple([lengthOf(context, z), angleOf(context, z)]),
  'linalg.norm': (context, z) => {
    const { of } = realArithmetic(context);
    return of('sqrt', of('sum', squaredLength(context, z)));
  },
};

/** Linear in their first argument (or its items): real and imaginary parts go their own ways. */
const LINEAR = new Set(
  `sum mean cumsum reshape ravel flatten transpose squeeze expand_dims concatenate stack vstack hstack dstack
  column_stack append diff trace diag diagonal tile repeat roll flip fliplr flipud array copy astype tolist item
  atleast_1d atleast_2d take broadcast_to swapaxes moveaxis float_power identity builtin.sum asarray real_if_close
  trapezoid insert delete block triu tril pad matrix_transpose`.split(/\s+/),
);

const BILINEAR = new Set(['dot', 'matmul', 'inner', 'outer', 'kron', 'einsum', 'tensordot', 'convolve', 'cross']);

const ARITHMETIC: Readonly<Record<string, BinaryOperator>> = {
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
  power: '**',
  'builtin.pow': '**',
};

/** The value with every complex number in it replaced by its real or imaginary part. */
function partOf(context: Context, value: Value, part: 'real' | 'imaginary'): Value {
  if (value.kind === 'complex') return value[part];
  if (value.kind === 'tuple' || value.kind === 'list') {
    const items = (value.kind === 'list' ? value.object.items : value.items).map((item) => {
      const isNumber = item.kind === 'scalar' || item.kind === 'array';
      if (part === 'imaginary' && isNumber) return zerosLike(context, item);
      return partOf(context, item, part);
    });
    return value.kind === 'list' ? list(items) : tuple(items);
  }
  return value;
}

function linear(context: Context, builtin: Builtin, positional: readonly Value[], keywords: Keywords): Value {
  const [first, ...rest] = positional;
  if (!first || rest.some((value) => hasComplex(value)) || keywords.some(([, value]) => hasComplex(value)))
    return refuse(context, `\`${builtin.name}\` of these complex numbers is not understood.`);
  const of = (part: 'real' | 'imaginary'): Value =>
    callPrimitive(context, builtin, [partOf(context, first, part), ...rest], keywords);
  return paired(context, of('real'), of('imaginary'));
}

function paired(context: Context, real: Value, imaginary: Value): Value {
  if (real.kind === 'list' && imaginary.kind === 'list')
    return list(real.object.items.map((item, i) => paired(context, item, imaginary.object.items[i] as Value)));
  return pair(toArray(context, real), toArray(context, imaginary));
}

function bilinear(context: Context, builtin: Builtin, positional: readonly Value[], keywords: Keywords): Value {
  const places = positional.flatMap((value, i) => (value.kind === 'string' || value.kind === 'none' ? [] : [i]));
  const [p, q] = places.slice(0, 2) as [number, number];
  if (q === undefined || (builtin.primitive === 'einsum' && places.length !== 2))
    return refuse(context, `\`${builtin.name}\` of these complex numbers is not understood.`);
  const [a, b] = [toComplex(context, positional[p] as Value), toComplex(context, positional[q] as Value)];
  const of = (x: Value, y: Value): Value => {
    const args = [...positional];
    args[p] = x;
    args[q] = y;
    return callPrimitive(context, builtin, args, keywords);
  };
  const { add, subtract } = realArithmetic(context);
  return pair(
    subtract(of(a.real, b.real), of(a.imaginary, b.imaginary)),
    add(of(a.real, b.imaginary), of(a.imaginary, b.real)),
  );
}

/** A primitive with complex arguments. */
export function callComplex(
  context: Context,
  builtin: Builtin,
  positional: readonly Value[],
  keywords: Keywords,
): Value {
  const name = builtin.primitive;
  const [first, second] = positional;
  const formula = formulas[name];
  if (formula && first && positional.length === 1) {
    const degrees = keywords.find(([key]) => key === 'deg')?.[1];
    if (name === 'angle' && degrees && !isFalse(context.graph, toCondition(context, degrees)))
      return realArithmetic(context).of('rad2deg', angleOf(context, toComplex(context, first)));
    if (keywords.length === 0 || name === 'angle') return formula(context, toComplex(context, first));
  }
  const operator = ARITHMETIC[name];
  if (operator && first && second) return complexBinary(context, operator, first, second);
  if (LINEAR.has(name)) return linear(context, builtin, positional, keywords);
  if (BILINEAR.has(name)) return bilinear(context, builtin, positional, keywords);
  switch (name) {
    case 'vdot':
      return bilinear(
        context,
        { kind: 'builtin', primitive: 'dot', name: builtin.name },
        [conjugate(context, toComplex(context, first as Value)), second as Value],
        [],
      );
    case 'prod':
    case 'builtin.prod': {
      const z = toComplex(context, first as Value);
      if (z.real.kind !== 'array' || keywords.length > 0 || second) break;
      return complexItems(context, z).reduce((a, b) => times(context, a, b));
    }
    case 'where': {
      const [condition, then, otherwise] = positional;
      if (!condition || !then || !otherwise) break;
      const [a, b] = [toComplex(context, then), toComplex(context, otherwise)];
      const { of } = realArithmetic(context);
      return pair(of('where', condition, a.real, b.real), of('where', condition, a.imaginary, b.imaginary));
    }
    case 'polyval': {
      const [coefficients, x] = positional;
      if (!coefficients || !x) break;
      const all = toComplex(context, coefficients);
      const terms = complexItems(context, all);
      return terms.reduce<Value>(
        (value, term) => complexBinary(context, '+', complexBinary(context, '*', value, x), term),
        scalar(context.graph.integer(0)),
      );
    }
    case 'shape':
    case 'size':
    case 'ndim':
    case 'len':
    case 'zeros_like':
    case 'ones_like':
      return callPrimitive(
        context,
        builtin,
        [partOf(context, first as Value, 'real'), ...positional.slice(1)],
        keywords,
      );
    default:
  }
  return refuse(context, `\`${builtin.name}\` of complex numbers is not read yet.`);
}

/** The numbers of a complex vector, one by one. */
export function complexItems(context: Context, z: Complex): Complex[] {
  const [real, imaginary] = [z.real, z.imaginary].map((part) =>
    part.kind === 'scalar' ? [part as Value] : sequenceOf(context, part),
  ) as [readonly Value[], readonly Value[]];
  return real.map((item, i) => pair(item, imaginary[i] as Value));
}

const constant = (context: Context, value: number): number => {
  const rounded = [0, 1, -1].find((whole) => Math.abs(value - whole) < 1e-15);
  return rounded === undefined ? context.graph.double(value) : context.graph.integer(rounded);
};

/** Xₖ = Σ xₙ·exp(∓2πi·kn/N); the inverse has the other sign, and 1/N. */
function fourier(context: Context, z: Complex, count: number, inverse: boolean): Complex {
  const g = context.graph;
  if (z.real.kind !== 'array' || z.real.shape.length !== 1 || z.imaginary.kind !== 'array')
    return refuse(context, 'A Fourier transform is understood for vectors.');
  const [u, v] = [elementsOf(z.real), elementsOf(z.imaginary)];
  const n = u.length;
  if (n > 32) return refuse(context, `A Fourier transform of ${n} values is too long to be written out.`);
  const sum = (k: number, part: 'real' | 'imaginary'): number =>
    make.sum(
      g,
      u.map((node, i) => {
        const angle = (2 * Math.PI * ((k * i) % n)) / n;
        const [c, s] = [
          constant(context, Math.cos(angle)),
          constant(context, inverse ? Math.sin(angle) : -Math.sin(angle)),
        ];
        const other = v[i] as number;
        return part === 'real'
          ? make.subtract(g, make.multiply(g, c, node), make.multiply(g, s, other))
          : make.add(g, make.multiply(g, s, node), make.multiply(g, c, other));
      }),
    );
  const line = (part: 'real' | 'imaginary'): Value => {
    const nodes = Array.from({ length: count }, (_unused, k) => sum(k, part));
    return freshArray(inverse ? nodes.map((node) => make.divide(g, node, g.integer(n))) : nodes, [count], 'float');
  };
  return pair(line('real'), line('imaginary'));
}

const transform = (inverse: boolean, half: boolean): Primitive =>
  primitive('a', (call) => {
    const z = toComplex(call.context, call.value('a'));
    const size = z.real.kind === 'array' ? (z.real.shape[0] ?? 1) : 1;
    if (z.real.kind === 'scalar') toArrayOfRankOne(call.context, call.value('a'));
    return fourier(call.context, z, half ? Math.floor(size / 2) + 1 : size, inverse);
  });

const toArrayOfRankOne = (context: Context, value: Value): void => void sequenceOf(context, value);

export const complexPrimitives: Readonly<Record<string, Primitive>> = {
  complex: primitive('real?, imag?', (call) => {
    const { context } = call;
    const zero = scalar(context.graph.integer(0));
    const real = toComplex(context, call.optional('real') ?? zero);
    const imaginary = toComplex(context, call.optional('imag') ?? zero);
    return complexBinary(
      context,
      '+',
      real,
      times(context, imaginaryUnit(context, scalar(context.graph.integer(1))), imaginary),
    );
  }),
  angle: primitive('z, deg?', (call) => {
    const value = callComplex(
      call.context,
      { kind: 'builtin', primitive: 'angle', name: call.name },
      [call.value('z')],
      [],
    );
    return call.flag('deg', false) ? realArithmetic(call.context).of('rad2deg', value) : value;
  }),
  'cmath.polar': primitive(
    'z',
    (call) => formulas['cmath.polar']?.(call.context, toComplex(call.context, call.value('z'))) as Value,
  ),
  'cmath.rect': primitive('r, phi', (call) => fromPolar(call.context, call.value('r'), call.value('phi'))),
  'fft.fft': transform(false, false),
  'fft.ifft': transform(true, false),
  'fft.rfft': transform(false, true),
  'fft.fftfreq': primitive('n, d?', (call) => {
    const { context } = call;
    const n = call.count('n');
    const spacing = call.optional('d') ?? scalar(context.graph.integer(1), 'int');
    const g = context.graph;
    const steps = Array.from({ length: n }, (_unused, i) => g.integer(i <= (n - 1) / 2 ? i : i - n));
    const whole = binary(context, '*', spacing, scalar(g.integer(n), 'int'));
    return binary(context, '/', freshArray(steps, [n], 'int'), whole);
  }),
};

/** Types whose name as `dtype` makes an array of complex numbers. */
export const isComplexType = (value: Value | undefined): boolean =>
  value?.kind === 'builtin' && value.primitive === 'complex';

const CREATORS = new Set([
  'zeros',
  'ones',
  'empty',
  'array',
  'full',
  'eye',
  'zeros_like',
  'ones_like',
  'empty_like',
  'astype',
]);

/** `np.zeros(n, dtype=complex)`: the same with an imaginary part of zeros. */
export function createComplex(
  context: Context,
  builtin: Builtin,
  positional: readonly Value[],
  keywords: Keywords,
): Value | undefined {
  if (!CREATORS.has(builtin.primitive)) return undefined;
  const isGiven = keywords.some(([key, value]) => key === 'dtype' && isComplexType(value));
  const last = positional.at(-1);
  const isLast = positional.length > 1 && isComplexType(last);
  if (!isGiven && !isLast) return undefined;
  const args = isLast ? positional.slice(0, -1) : positional;
  const rest = keywords.filter(([key]) => key !== 'dtype');
  const asFloat = builtin.primitive === 'astype' ? { ...builtin, primitive: 'array', name: 'numpy.array' } : builtin;
  const value = args.some((arg) => hasComplex(arg))
    ? callComplex(context, asFloat, args, rest)
    : callPrimitive(context, asFloat, args, [
        ...rest,
        ['dtype', { kind: 'builtin', primitive: 'float', name: 'float' }],
      ]);
  return toComplex(context, value);
}

export const isKnownReal = (context: Context, z: Complex): boolean => {
  const nodes = z.imaginary.kind === 'scalar' ? [z.imaginary.node] : elementsOf(z.imaginary);
  return nodes.every((node) => closedNumber(context.graph, node) === 0);
};
