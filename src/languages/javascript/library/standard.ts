/** What is there without an import (ECMA-262, 21.3 Math, 21.1 Number, 23.1 Array, 20.1 Object). */

const same = (module: string, names: string): Record<string, string> =>
  Object.fromEntries(names.split(' ').map((name) => [`${module}.${name}`, name]));

const javascript = (module: string, names: string): Record<string, string> =>
  Object.fromEntries(names.split(' ').map((name) => [`${module}.${name}`, `javascript.${module}.${name}`]));

const typedArrays = [
  'Float64Array',
  'Float32Array',
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
];

/** What is stored in the others is cut off. */
const kindOf = (name: string): 'typed' | 'integer' => (name.includes('Float') ? 'typed' : 'integer');

/** Names of Math mean the rows of the table of functions, and primitives of arrays of arguments. */
export const standardFunctions: Readonly<Record<string, string>> = {
  ...same('Math', 'abs sin cos tan sinh cosh tanh exp expm1 log log2 log10 log1p sqrt cbrt floor ceil trunc sign'),
  'Math.asin': 'asin',
  'Math.acos': 'acos',
  'Math.atan': 'atan',
  'Math.atan2': 'atan2',
  'Math.asinh': 'asinh',
  'Math.acosh': 'acosh',
  'Math.atanh': 'atanh',
  'Math.pow': 'power',
  'Math.fround': 'javascript.to number',
  'Math.random': 'random',
  ...javascript('Math', 'max min hypot round imul clz32'),
  'Number.parseFloat': 'javascript.to number',
  'Number.isFinite': 'javascript.is finite',
  'Number.isNaN': 'javascript.is NaN',
  'Number.isInteger': 'javascript.is integer',
  'Number.isSafeInteger': 'javascript.is integer',
  ...javascript('Array', 'from of isArray'),
  ...Object.fromEntries(
    typedArrays.flatMap((name) => [
      [`${name}.from`, `javascript.${kindOf(name)} from`],
      [`${name}.of`, `javascript.${kindOf(name)} of`],
    ]),
  ),
  ...javascript('Object', 'keys values entries assign freeze fromEntries create'),
  'Object.seal': 'javascript.Object.freeze',
  'Object.is': 'javascript.is same',
  structuredClone: 'javascript.clone',
  'console.*': 'print',
  'performance.*': 'print',
  'process.*': 'print',
  'JSON.*': 'javascript.text',
  'Date.now': 'javascript.outside',
  'crypto.*': 'random',
};

export const standardConstants: Readonly<Record<string, string>> = {
  'Math.PI': 'pi',
  'Math.E': 'e',
  'Math.LN2': '0.6931471805599453',
  'Math.LN10': '2.302585092994046',
  'Math.LOG2E': '1.4426950408889634',
  'Math.LOG10E': '0.4342944819032518',
  'Math.SQRT2': '1.4142135623730951',
  'Math.SQRT1_2': '0.7071067811865476',
  'Number.EPSILON': '2.220446049250313e-16',
  'Number.MAX_VALUE': '1.7976931348623157e308',
  'Number.MIN_VALUE': '5e-324',
  'Number.MAX_SAFE_INTEGER': '9007199254740991',
  'Number.POSITIVE_INFINITY': 'inf',
  'Number.NEGATIVE_INFINITY': '-inf',
  'Number.NaN': 'nan',
  Infinity: 'inf',
  NaN: 'nan',
  undefined: 'none',
};

export const globals: readonly string[] = [
  'Math',
  'Object',
  'console',
  'performance',
  'process',
  'JSON',
  'Date',
  'crypto',
  'Infinity',
  'NaN',
  'undefined',
];

/** Names that are called as they stand; those that no source can spell are what operators mean. */
export const builtins: Readonly<Record<string, string>> = {
  Array: 'javascript.Array',
  ...Object.fromEntries(typedArrays.map((name) => [name, `javascript.${kindOf(name)} array`])),
  Number: 'javascript.to number',
  parseFloat: 'javascript.to number',
  parseInt: 'javascript.cut to whole',
  Boolean: 'javascript.truth',
  String: 'javascript.text',
  isNaN: 'javascript.is NaN',
  isFinite: 'javascript.is finite',
  structuredClone: 'javascript.clone',
  alert: 'print',
  super: 'super',
  getter: 'property',
  setter: 'setter',
  static: 'classmethod',
  'to number': 'javascript.to number',
  'type of': 'javascript.type of',
  'cut to whole': 'javascript.cut to whole',
  'shift right': 'javascript.shift right',
  'instance of': 'javascript.instance of',
  'has property': 'javascript.has property',
  'first items': 'javascript.first items',
  'items from': 'javascript.items from',
  'other properties': 'javascript.other properties',
  'keys of': 'javascript.keys of',
};
