/**
 * Complex numbers for complex-step derivatives: Im f(x + ih)/h with an h so small that h² vanishes, and no difference to
 * lose digits in (Squire & Trapp, "Using complex variables to estimate derivatives of real functions", SIAM Review 40,
 * 1998). The functions are the complex ones, computed from their real and imaginary parts: no derivative rule is used.
 */
import type { Expression } from './expression';

export type Complex = readonly [re: number, im: number];

export const STEP = 1e-30;

const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];

function over([a, b]: Complex, [c, d]: Complex): Complex {
  const size = c * c + d * d;
  return [(a * c + b * d) / size, (b * c - a * d) / size];
}

const sin = ([a, b]: Complex): Complex => [Math.sin(a) * Math.cosh(b), Math.cos(a) * Math.sinh(b)];
const cos = ([a, b]: Complex): Complex => [Math.cos(a) * Math.cosh(b), -Math.sin(a) * Math.sinh(b)];
const sinh = ([a, b]: Complex): Complex => [Math.sinh(a) * Math.cos(b), Math.cosh(a) * Math.sin(b)];
const cosh = ([a, b]: Complex): Complex => [Math.cosh(a) * Math.cos(b), Math.sinh(a) * Math.sin(b)];
const exp = ([a, b]: Complex): Complex => [Math.exp(a) * Math.cos(b), Math.exp(a) * Math.sin(b)];
const log = ([a, b]: Complex): Complex => [Math.log(Math.hypot(a, b)), Math.atan2(b, a)];

function sqrt([a, b]: Complex): Complex {
  const root = Math.sqrt((Math.hypot(a, b) + a) / 2);
  return [root, b / (2 * root)];
}

export const analytic: Readonly<Record<string, (z: Complex) => Complex>> = {
  sin,
  cos,
  sinh,
  cosh,
  exp,
  log,
  sqrt,
  tan: (z) => over(sin(z), cos(z)),
  tanh: (z) => over(sinh(z), cosh(z)),
};

/**
 * The expression's value; NaN off the real domain, where log and √ of a negative number are complex by themselves.
 *
 * @param rounded what becomes of each intermediate result: with errors put in here, the value shows what rounding does.
 */
export function evaluateComplex(
  e: Expression,
  at: readonly Complex[],
  rounded: (z: Complex) => Complex = (z) => z,
): Complex {
  const value = (part: Expression): Complex => rounded(evaluateComplex(part, at, rounded));
  switch (e.kind) {
    case 'number':
      return [e.numerator / e.denominator, 0];
    case 'variable':
      return at[e.index] as Complex;
    case 'negative':
      return times([-1, 0], value(e.operand));
    case 'binary': {
      const [p, q] = [value(e.left), value(e.right)];
      if (e.operator === '*') return times(p, q);
      if (e.operator === '/') return over(p, q);
      const sign = e.operator === '+' ? 1 : -1;
      return [p[0] + sign * q[0], p[1] + sign * q[1]];
    }
    case 'power': {
      const base = value(e.base);
      let power: Complex = [1, 0];
      for (let i = 0; i < Math.abs(e.exponent); i += 1) power = times(power, base);
      return e.exponent < 0 ? over([1, 0], power) : power;
    }
    case 'call': {
      const z = value(e.args[0] as Expression);
      if ((e.name === 'log' || e.name === 'sqrt') && !(z[0] > 0)) return [NaN, NaN];
      return (analytic[e.name] as (z: Complex) => Complex)(z);
    }
    default:
      throw new RangeError(`${e.kind} is not analytic`);
  }
}
