/** JavaScript and TypeScript. */
import type { CodeLanguage, NestedCode } from './language';

const WIDTH = 100;

const flat = (elements: NestedCode): string =>
  typeof elements === 'string' ? elements : `[${elements.map(flat).join(', ')}]`;

function array(elements: NestedCode): string {
  const line = flat(elements);
  if (line.length + '  return ;'.length <= WIDTH || typeof elements === 'string') return line;
  return `[\n${elements.map((row) => `    ${flat(row)},`).join('\n')}\n  ]`;
}

export const javascript: CodeLanguage = {
  id: 'javascript',
  comment: '//',
  indexBase: 0,
  plus: ' + ',
  minus: ' - ',
  times: ' * ',
  divide: ' / ',
  power: '#1 ** #2',
  parenthesisesNegativePower: true,
  relations: { '<': '<', '≤': '<=', '=': '===', '≠': '!==', '>': '>', '≥': '>=' },
  and: ' && ',
  or: ' || ',
  not: '!',
  true: 'true',
  false: 'false',
  infinity: 'Infinity',
  notANumber: 'NaN',
  constants: { pi: 'Math.PI', e: 'Math.E', eulerGamma: '0.5772156649015329', goldenRatio: '((1 + Math.sqrt(5)) / 2)' },
  element: (variable, index) => `${variable}${index.map((i) => `[${i}]`).join('')}`,
  wholeInQuotient: (digits) => digits,
  conditional: '#1 ? #2 : #3',
  conditionalChains: true,
  array,
  define: ({ name, parameters, unpackings, assignments, result }) =>
    [
      `function ${name}(${parameters.join(', ')}) {`,
      ...unpackings.map(({ parameter, names }) => `  const ${unpacked(names)} = ${parameter};`),
      ...assignments.map((a) => `  const ${a.name} = ${a.value};`),
      `  return ${result};`,
      '}',
    ].join('\n'),
};

const unpacked = (names: NestedCode): string =>
  typeof names === 'string' ? names : `[${names.map(unpacked).join(', ')}]`;
