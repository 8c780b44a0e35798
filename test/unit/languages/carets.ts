/**
 * Caret comments: a line `#   ^^^ parameter x` says what the name above it is. Carets stand under the name; where the
 * name begins left of the comment sign, `#<` and the column does it: `#<0 function f`.
 */
import type { Reference } from '../../../src/languages/names';

export interface Expectation {
  /** The line (from 1) of the name, for messages. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** `function f`, `parameter x of f`, `nothing`. */
  readonly expected: string;
}

const caretLine = /^(\s*#\s*)(\^+)\s+(\S.*)$/;
const columnLine = /^\s*#<(\d+)\s+(\S.*)$/;

export function expectations(text: string): Expectation[] {
  const result: Expectation[] = [];
  let offset = 0;
  let above = { line: 0, start: 0, text: '' };
  text.split('\n').forEach((content, index) => {
    const caret = caretLine.exec(content);
    const column = columnLine.exec(content);
    const from = caret ? caret[1]!.length : Number(column?.[1]);
    const expected = caret?.[3] ?? column?.[2];
    if (expected === undefined) above = { line: index + 1, start: offset, text: content };
    else {
      const word = /^[\p{L}\p{N}_]+/u.exec(above.text.slice(from))?.[0] ?? '';
      const length = caret ? caret[2]!.length : word.length;
      const start = above.start + from;
      result.push({ line: above.line, start, end: start + length, expected: expected.trimEnd() });
    }
    offset += content.length + 1;
  });
  return result;
}

export function described(reference: Reference | null): string {
  if (!reference) return 'nothing';
  const { name } = reference.definition;
  return reference.kind === 'function' ? `function ${name}` : `parameter ${reference.parameter.name} of ${name}`;
}
