/** Somebody who types in a file: inside bodies, on new lines, and taking back what was typed. */
import type { OutlineEntry, TextEdit } from '../../src/worker/protocol';

/** Statements that are typed key by key, each on a line of its own. */
const STATEMENTS = ['scale = 1.5 * 2', 'half = 0.5', 'offset = 3 - 1', '# as in the book', 'k = abs(-2)'];
/** Keys typed in one place before going to another. */
const STAY = 25;

export class Typist {
  private state: number;
  private entries: readonly OutlineEntry[] = [];
  private line = 0;
  private offset = 0;
  private rest = '';
  private typed = 0;
  private keys = 0;

  constructor(
    private text: string,
    seed: number,
  ) {
    this.state = seed;
  }

  /** The next key, and the line that it is typed in. */
  next(first: readonly OutlineEntry[]): { readonly edit: TextEdit; readonly line: number } {
    if (this.entries.length === 0) this.entries = first;
    if (this.keys % STAY === 0) this.goTo();
    this.keys += 1;
    const deletes = this.typed > 2 && this.random() < 0.15;
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

  /** To the end of the line before the last of some function's: Enter, then a statement. */
  private goTo(): void {
    const entry = this.entries[Math.floor(this.random() * this.entries.length)];
    const lines = this.text.split('\n');
    this.line = entry ? entry.range.end.line - 1 : 0;
    const before = lines.slice(0, this.line + 1);
    this.offset = before.join('\n').length;
    const indent = /^\s*/.exec(lines[this.line + 1] ?? '')?.[0] ?? '';
    const statement = STATEMENTS[Math.floor(this.random() * STATEMENTS.length)] ?? '';
    this.rest = `\n${indent}${statement}`;
    this.typed = 0;
  }

  /** A number in [0, 1): the same ones every time. */
  private random(): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return this.state / 2 ** 32;
  }
}
