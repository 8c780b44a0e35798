/** Python with NumPy. */
import type { CodeLanguage, NestedCode } from './language';

/** Lines longer than this are broken, as formatters of Python do. */
const WIDTH = 88;

const flat = (elements: NestedCode): string =>
  typeof elements === 'string' ? elements : `[${elements.map(flat).join(', ')}]`;

function array(elements: NestedCode): string {
  const line = `np.array(${flat(elements)})`;
  if (line.length + '    return '.length <= WIDTH || typeof elements === 'string') return line;
  const rows = elements.map((row) => `        ${flat(row)},`);
  return `np.array([\n${rows.join('\n')}\n    ])`;
}

export const python: CodeLanguage = {
  id: 'python',
  comment: '#',
  indexBase: 0,
  plus: ' + ',
  minus: ' - ',
  times: '*',
  divide: '/',
  power: '#1**#2',
  parenthesisesNegativePower: false,
  relations: { '<': '<', '≤': '<=', '=': '==', '≠': '!=', '>': '>', '≥': '>=' },
  and: ' and ',
  or: ' or ',
  not: 'not ',
  true: 'True',
  false: 'False',
  infinity: 'np.inf',
  notANumber: 'np.nan',
  constants: { pi: 'np.pi', e: 'np.e', eulerGamma: 'np.euler_gamma', goldenRatio: '((1 + np.sqrt(5))/2)' },
  element: (variable, index) => `${variable}[${index.join(', ')}]`,
  wholeInQuotient: (digits) => digits,
  conditional: '#2 if #1 else #3',
  conditionalChains: true,
  array,
  define: ({ name, parameters, unpackings, assignments, result }) =>
    [
      `def ${name}(${parameters.join(', ')}):`,
      ...unpackings.map(({ parameter, names }) => `    ${unpacked(names).replace(/^\((.*)\)$/, '$1')} = ${parameter}`),
      ...assignments.map((a) => `    ${a.name} = ${a.value}`),
      `    return ${result}`,
    ].join('\n'),
};

/** `(W, b)`; one item alone keeps its comma. */
function unpacked(names: NestedCode): string {
  if (typeof names === 'string') return names === '' ? '_' : names;
  return `(${names.map(unpacked).join(', ')}${names.length === 1 ? ',' : ''})`;
}
