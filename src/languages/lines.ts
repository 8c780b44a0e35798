/** Offsets of a text as lines and characters, and back. */
import type { Position, Range, Span } from './source';

export class Lines {
  private readonly starts: number[] = [0];

  /** Lines end with `\n`, `\r\n` or `\r`, as in the editor. */
  constructor(private readonly text: string) {
    const ending = /\r\n?|\n/g;
    while (ending.test(text)) this.starts.push(ending.lastIndex);
  }

  get count(): number {
    return this.starts.length;
  }

  /** The position of an offset; outside the text, the nearest inside. */
  positionAt(offset: number): Position {
    const inside = Math.min(Math.max(offset, 0), this.text.length);
    let low = 0;
    let high = this.starts.length;
    // The last line that does not start after the offset.
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= inside) low = middle;
      else high = middle;
    }
    return { line: low, character: inside - this.starts[low]! };
  }

  /** The offset of a position; past the end of its line, the line's end. */
  offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    const start = this.starts[line];
    if (start === undefined) return this.text.length;
    return Math.min(start + Math.max(character, 0), this.lineEnd(line));
  }

  rangeOf(span: Span): Range {
    return { start: this.positionAt(span.start), end: this.positionAt(span.end) };
  }

  private lineEnd(line: number): number {
    let end = this.starts[line + 1] ?? this.text.length;
    const start = this.starts[line]!;
    if (line + 1 === this.starts.length) return end;
    while (end > start && (this.text[end - 1] === '\n' || this.text[end - 1] === '\r')) end--;
    return end;
  }
}
