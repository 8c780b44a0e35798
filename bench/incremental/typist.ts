/** Somebody who types in a file: on new lines inside bodies, or at the end of results; and takes back what was typed. */
import type { OutlineEntry, TextEdit } from '../../src/worker/protocol';

/** Statements that are typed key by key, each on a line of its own: nothing depends on them yet. */
const STATEMENTS = ['scale = 1.5 * 2', 'half = 0.5', 'offset = 3 - 1', '# as in the book', 'k = abs(-2)'];
/** What is typed behind a result: with every key that makes sense, it is another one. */
const ENDINGS = [' * 1.5 + 0.25', ' + 3 / 7', ' - 12', ' * 2'];
/** Keys typed in one place before going to another. */
const STAY = 25;
/** The line of a result that more can be written behind. */
const RESULT = /^\s+return .*[\w)]$/;

/** Where somebody types: on lines that nothing depends on yet, or in what functions return. */
export type Where = 'lines' | 'results';

export class Typist {
  private state: number;
  private entries: readonly OutlineEntry[] = [];
  private line = 0;
  private offset = 0;
  private rest = '';
  private typed = 0;
  private left = 0;

  constructor(
    private text: string,
    seed: number,
    private readonly where: Where,
  ) {
    this.state = seed;
  }

  /** The next key, and the line that it is typed in. */
  next(first: readonly OutlineEntry[]): { readonly edit: TextEdit; readonly line: number } {
    if (this.entries.length === 0) this.entries = first;
    if (this.left === 0) this.goTo();
    this.left -= 1;
    const deletes = this.typed > 2 && this.where === 'lines' && this.random() < 0.15;
    if (deletes) {
      this.typed -= 1;
      this.rest = (this.text[this.offset - 1] ?? '') + this.rest;
      return this.edited({ start: this.offset - 1, oldEnd: this.offset, text: '' });
    }
    const [key = ' '] = this.rest || ' ';
    this.rest = this.rest.slice(1);
    this.typed += 1;
    return this.edited({ start: this.offset, oldEnd: this.offset, text: key });
  }

  /** Where the functions stand after the last key. */
  seen(entries: readonly OutlineEntry[]): void {
    this.entries = entries;
  }

  private edited(edit: TextEdit): { readonly edit: TextEdit; readonly line: number } {
    this.text = this.text.slice(0, edit.start) + edit.text + this.text.slice(edit.oldEnd);
    this.offset = edit.start + edit.text.length;
    return { edit, line: this.line };
  }

  private goTo(): void {
    const lines = this.text.split('\n');
    if (this.where === 'lines') this.openLine(lines);
    else this.goToResult(lines);
    this.offset = lines.slice(0, this.line + 1).join('\n').length;
    this.typed = 0;
  }

  /** To the end of the line before the last of some function's: Enter, then a statement. */
  private openLine(lines: readonly string[]): void {
    const entry = this.oneOf(this.entries);
    this.line = entry ? entry.range.end.line - 1 : 0;
    const indent = /^\s*/.exec(lines[this.line + 1] ?? '')?.[0] ?? '';
    this.rest = `\n${indent}${this.oneOf(STATEMENTS) ?? ''}`;
    this.left = STAY;
  }

  private goToResult(lines: readonly string[]): void {
    const places = this.entries.flatMap(({ range }) => {
      const own = lines.slice(range.start.line, range.end.line + 1);
      const last = own.reduce((found, line, i) => (RESULT.test(line) ? i : found), -1);
      return last < 0 ? [] : [range.start.line + last];
    });
    this.line = this.oneOf(places) ?? 0;
    this.rest = this.oneOf(ENDINGS) ?? '';
    this.left = this.rest.length;
  }

  private oneOf<T>(items: readonly T[]): T | undefined {
    return items[Math.floor(this.random() * items.length)];
  }

  /** A number in [0, 1): the same ones every time. */
  private random(): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return this.state / 2 ** 32;
  }
}
