/** Functions of the table that have a normal form by others: one line a function. Formulas: DLMF chapter 4. */
import * as exact from '../calculus/rational';
import type { Laurent } from './laurent';
import * as l from './laurent';
import type { NormalForms } from './normalForm';

type Form = (forms: NormalForms, u: Laurent, v: Laurent) => Laurent;

const half = exact.rational(1n, 2n);
const two = exact.rational(2n);
const number = (value: bigint): Laurent => l.constant(exact.rational(value));
const power =
  (base: bigint): Form =>
  (f, u) =>
    f.exponential(f.multiply(u, f.logarithm(number(base))));
const logarithm =
  (base: bigint): Form =>
  (f, u) =>
    f.multiply(f.logarithm(u), f.reciprocal(f.logarithm(number(base))));
const pi = (f: NormalForms): Laurent => f.atom('constant pi', { positive: true });

/** Up to a border: at u = 0 itself the form says something else than the function. */
const almost =
  (form: Form): Form =>
  (f, u, v) => {
    f.almostEverywhere = true;
    return form(f, u, v);
  };

export const elementaryForms: Readonly<Record<string, Form>> = {
  exp: (f, u) => f.exponential(u),
  exp2: power(2n),
  exp10: power(10n),
  expm1: (f, u) => f.subtract(f.exponential(u), l.one),
  log: (f, u) => f.logarithm(u),
  log1p: (f, u) => f.logarithm(f.add(l.one, u)),
  log2: logarithm(2n),
  log10: logarithm(10n),
  logaddexp: (f, u, v) => f.logarithm(f.add(f.exponential(u), f.exponential(v))),
  logistic: (f, u) => f.reciprocal(f.add(l.one, f.exponential(l.negate(u)))),
  softplus: (f, u) => f.logarithm(f.add(l.one, f.exponential(u))),
  sinh: (f, u) => l.scale(f.subtract(f.exponential(u), f.exponential(l.negate(u))), half),
  cosh: (f, u) => l.scale(f.add(f.exponential(u), f.exponential(l.negate(u))), half),
  tanh: (f, u) => {
    const double = f.exponential(l.scale(u, two));
    return f.multiply(f.subtract(double, l.one), f.reciprocal(f.add(double, l.one)));
  },
  sqrt: (f, u) => f.rationalPower(u, { n: 1, d: 2 }),
  cbrt: (f, u) => f.rationalPower(u, { n: 1, d: 3 }),
  hypot: (f, u, v) => f.rationalPower(f.add(f.multiply(u, u), f.multiply(v, v)), { n: 1, d: 2 }),
  sin: (f, u) => f.angles.of(u, 'sin'),
  cos: (f, u) => f.angles.of(u, 'cos'),
  tan: (f, u) => f.multiply(f.angles.of(u, 'sin'), f.reciprocal(f.angles.of(u, 'cos'))),
  deg2rad: (f, u) => f.multiply(u, l.scale(pi(f), exact.rational(1n, 180n))),
  rad2deg: (f, u) => f.multiply(u, f.reciprocal(l.scale(pi(f), exact.rational(1n, 180n)))),
  relu: (f, u) => f.multiply(u, f.positive(u, true)),
  abs: (f, u) => f.multiply(u, f.signOf(u)),
  sign: almost((f, u) => f.signOf(u)),
  heaviside: almost((f, u) => f.positive(u, true)),
  max: (f, u, v) => f.add(v, f.multiply(f.subtract(u, v), f.positive(f.subtract(u, v), true))),
  min: (f, u, v) => f.add(u, f.multiply(f.subtract(v, u), f.positive(f.subtract(u, v), true))),
  copysign: almost((f, u, v) => f.multiply(f.multiply(u, f.signOf(u)), f.signOf(v))),
};
