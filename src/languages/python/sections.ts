/**
 * A text cut into the statements that stand on their own: each is parsed alone, so that an error stays where it is and
 * an edit costs one statement.
 */
import type { LogicalLine } from './lines';

export interface Section {
  readonly start: number;
  readonly end: number;
  /** What its first line (after decorators) begins with. */
  readonly kind: 'class' | 'function' | 'other';
  /** Where the header ends, when a body follows on lines of its own; else `null`. */
  readonly headerEnd: number | null;
  readonly body: readonly LogicalLine[];
}

const continuing = new Set(['else', 'elif', 'except', 'finally']);
const continued = new Set(['if', 'for', 'while', 'try', 'with', 'async', 'elif', 'else', 'except']);

/** The sections of consecutive lines. A line that is indented deeper than the one before belongs to it. */
export function sections(lines: readonly LogicalLine[]): Section[] {
  const result: Section[] = [];
  for (let index = 0; index < lines.length;) {
    const first = lines[index]!;
    let header = index;
    while (lines[header]!.word === '@' && lines[header + 1]?.indent === first.indent) header++;
    const head = lines[header]!;
    let end = header + 1;
    while (end < lines.length && belongs(lines[end]!, first.indent, head)) end++;
    const body = lines.slice(header + 1, end);
    result.push({
      start: first.start,
      end: lines[end - 1]!.end,
      kind: kindOf(head),
      headerEnd: body.length > 0 ? head.end : null,
      body,
    });
    index = end;
  }
  return result;
}

const belongs = (line: LogicalLine, indent: number, head: LogicalLine): boolean =>
  line.indent > indent || (line.indent === indent && continuing.has(line.word) && continued.has(head.word));

function kindOf(head: LogicalLine): Section['kind'] {
  if (head.word === 'class') return 'class';
  return head.word === 'def' || head.word === 'async' ? 'function' : 'other';
}
