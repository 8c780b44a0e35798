/** mathjs: functions of numbers, and of matrices where they are plain (https://mathjs.org/docs/reference/functions.html). */

const same =
  'abs cbrt ceil cos cosh exp expm1 floor log10 log1p log2 sign sin sinh sqrt tan tanh cross det inv trace transpose dot sum prod mean erf gamma';

export const mathjsFunctions: Readonly<Record<string, string>> = {
  ...Object.fromEntries(same.split(' ').map((name) => [`mathjs.${name}`, name])),
  'mathjs.acos': 'acos',
  'mathjs.acosh': 'acosh',
  'mathjs.asin': 'asin',
  'mathjs.asinh': 'asinh',
  'mathjs.atan': 'atan',
  'mathjs.atan2': 'atan2',
  'mathjs.atanh': 'atanh',
  'mathjs.fix': 'trunc',
  'mathjs.pow': 'power',
  'mathjs.square': 'square',
  'mathjs.cube': 'javascript.math.cube',
  'mathjs.add': 'javascript.math.add',
  'mathjs.subtract': 'javascript.math.subtract',
  'mathjs.multiply': 'javascript.math.multiply',
  'mathjs.divide': 'javascript.math.divide',
  'mathjs.dotMultiply': 'javascript.math.dotMultiply',
  'mathjs.dotDivide': 'javascript.math.dotDivide',
  'mathjs.unaryMinus': 'negative',
  'mathjs.log': 'javascript.math.log',
  'mathjs.max': 'javascript.Math.max',
  'mathjs.min': 'javascript.Math.min',
  'mathjs.hypot': 'javascript.Math.hypot',
  'mathjs.norm': 'linalg.norm',
  'mathjs.matrix': 'array',
  'mathjs.random': 'random',
  'mathjs.det': 'linalg.det',
  'mathjs.inv': 'linalg.inv',
};

export const mathjsConstants: Readonly<Record<string, string>> = {
  'mathjs.pi': 'pi',
  'mathjs.e': 'e',
  'mathjs.tau': 'tau',
  'mathjs.LN2': '0.6931471805599453',
  'mathjs.SQRT2': '1.4142135623730951',
};

/** `import { create, all }` aside, these are the names under which it is imported. */
export const mathjsAliases: Readonly<Record<string, string>> = { 'mathjs/number': 'mathjs' };
