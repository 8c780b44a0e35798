/** Matrix notation written three ways. */
import type { MatrixTerm } from '../../calculus/tensor/matrixTerm';
import type { Formula } from '../formula';
import type { Notation } from '../notation';
import { matrixLatex } from './latex';
import { matrixNumpy } from './numpy';
import { matrixText } from './text';

/**
 * LaTeX, Unicode text, and NumPy code, which is empty for other languages and where a function has none.
 *
 * @param sizes how the code says a named size: `X.shape[0]`.
 * @param vectors how it says a name that stands for a vector and is none: `np.ravel(y)`.
 */
export const formatMatrixForm = (
  term: MatrixTerm,
  notation: Notation,
  sizes: ReadonlyMap<string, string>,
  vectors: ReadonlyMap<string, string> = new Map(),
): Formula => ({
  latex: matrixLatex(term, notation),
  text: matrixText(term, notation),
  code: (notation.language ?? 'python') === 'python' ? (matrixNumpy(term, sizes, vectors) ?? '') : '',
});
