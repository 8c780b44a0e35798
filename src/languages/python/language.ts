/** Python for Gradlens. */
import type { Language } from '../language';
import { pythonLibrary } from './library';
import { modulePaths } from './modules';
import { createPythonParser } from './parser';
import { grammarFile } from './runtime';

export const python: Language = {
  id: 'python',
  fileExtensions: ['.py', '.pyw', '.pyi'],
  grammar: grammarFile,
  semantics: {
    indexBase: 0,
    negativeIndices: true,
    integerDivision: 'exact',
    remainder: 'divisor',
    arrayProduct: 'elementwise',
    arrays: 'reference',
    slices: 'view',
  },
  library: pythonLibrary,
  modulePaths,
  createParser: createPythonParser,
};
