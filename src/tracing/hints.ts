/** Shapes that the source says before anything is run. */
import type { Language } from '../languages/language';
import type { Definition, Program } from '../languages/program';
import type { ShapeBook } from './shapes';
import type { TraceRequest } from './traced';

export function hintShapes(
  book: ShapeBook,
  _program: Program,
  definition: Definition,
  _language: Language,
  _request: TraceRequest,
): void {
  for (const [name, shape] of Object.entries(definition.directive?.shapes ?? {})) book.fix(name, shape, true);
}
