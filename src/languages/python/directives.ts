/** Which function a directive's comment is about. */
import { findDefinitions } from '../definitions';
import { joinDirectives, parseDirective } from '../directives';
import type { Directive, FunctionDefinition, Statement } from '../program';
import type { Reason } from '../source';
import type { Comment } from './lines';

export interface Attached {
  readonly byFunction: ReadonlyMap<FunctionDefinition, Directive>;
  /** Directives that are about no function; what is wrong inside one stands with it. */
  readonly problems: readonly Reason[];
}

/**
 * A directive stands on the lines of a definition's header, on comment lines directly above it (and above its
 * decorators), or before the first statement of its body. Where a comment is both, first in a body and above a nested
 * function, it is about the nested one.
 */
export function attachDirectives(text: string, comments: readonly Comment[], body: readonly Statement[]): Attached {
  const byFunction = new Map<FunctionDefinition, Directive>();
  const problems: Reason[] = [];
  if (comments.length === 0) return { byFunction, problems };
  const functions = findDefinitions(body).definitions.map((definition) => definition.function);
  for (const { start, end } of comments) {
    const directive = parseDirective(text.slice(start, end), start);
    const next = firstAfter(functions, end);
    const owner = [functions[next], functions[next - 1]].find(
      (candidate) => candidate && (isAbove(text, start, end, candidate) || isInHeader(text, start, candidate)),
    );
    if (!owner) {
      const message = 'This directive is about no function: write it on, above, or first inside a definition.';
      problems.push({ message, span: { start, end } });
      continue;
    }
    const before = byFunction.get(owner);
    byFunction.set(owner, before ? joinDirectives(before, directive) : directive);
  }
  return { byFunction, problems };
}

/** The place of the first function that begins after an offset, in a list by their beginnings. */
function firstAfter(functions: readonly FunctionDefinition[], offset: number): number {
  let low = 0;
  let high = functions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (functions[middle]!.span.start > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The comment has a line of its own, and only comment lines stand between it and the definition. */
function isAbove(text: string, start: number, end: number, definition: FunctionDefinition): boolean {
  const line = text.lastIndexOf('\n', start) + 1;
  const between = text.slice(end, definition.span.start);
  return text.slice(line, start).trim() === '' && /^[ \t\f]*\r?\n(?:[ \t\f]*#[^\n]*\n)*[ \t\f]*$/.test(between);
}

/** Between the definition's first character and its first statement, or on its last line if that is all there is. */
function isInHeader(text: string, start: number, definition: FunctionDefinition): boolean {
  const { span, body, nameSpan } = definition;
  if (start < span.start) return false;
  const first = body[0]?.span.start ?? span.end;
  if (start < first) return true;
  // After a definition of one line: nothing but its own text stands between its name and the comment.
  return !text.slice(nameSpan.start, start).includes('\n');
}
