/** Methods and properties of arrays. */

const methods =
  'map reduce reduceRight forEach filter fill slice concat push pop shift unshift splice at every some entries keys values indexOf includes flat flatMap reverse sort find findIndex join set subarray toReversed toSorted with';

export const arrayMembers: Readonly<Record<string, string>> = {
  ...Object.fromEntries(methods.split(' ').map((name) => [name, `javascript.list.${name}`])),
  length: 'javascript.list.length',
  // Of ml-matrix' matrices.
  ...Object.fromEntries(['mmul', 'get', 'add', 'sub', 'mul', 'div'].map((name) => [name, `javascript.matrix.${name}`])),
  transpose: 'transpose',
  // Of numbers.
  toFixed: 'javascript.text',
  toPrecision: 'javascript.text',
  toString: 'javascript.text',
  valueOf: 'javascript.to number',
};

export const arrayAttributes: readonly string[] = ['length'];
