/** ml-matrix: dense matrices as arrays of rank 2 (https://mljs.github.io/matrix/). */

export const matrixFunctions: Readonly<Record<string, string>> = {
  'ml-matrix.Matrix': 'javascript.matrix',
  'ml-matrix.Matrix.zeros': 'javascript.matrix zeros',
  'ml-matrix.Matrix.ones': 'javascript.matrix ones',
  'ml-matrix.Matrix.eye': 'javascript.matrix eye',
  'ml-matrix.Matrix.add': 'javascript.math.add',
  'ml-matrix.Matrix.sub': 'javascript.math.subtract',
  'ml-matrix.inverse': 'linalg.inv',
  'ml-matrix.determinant': 'linalg.det',
  'ml-matrix.solve': 'linalg.solve',
};

export const matrixAliases: Readonly<Record<string, string>> = {};
