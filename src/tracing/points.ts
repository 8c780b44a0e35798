/** Points that the file itself uses. */
import type { Language } from '../languages/language';
import type { Definition, Program } from '../languages/program';
import type { SourcePoint, TraceRequest } from './traced';

export function sourcePoints(
  _program: Program,
  _definition: Definition,
  _language: Language,
  _request: TraceRequest,
): SourcePoint[] {
  return [];
}
