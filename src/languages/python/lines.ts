/**
 * A text's logical lines: physical lines joined by open brackets, triple-quoted strings and backslashes.
 *
 * This is the part of Python's lexer that decides where statements begin. It keeps errors local: an unclosed bracket
 * ends where a line begins with a word that can only begin a statement, so that a half-typed function swallows none of
 * those below it.
 */
export interface LogicalLine {
  /** Offset of its first character that is not blank. */
  readonly start: number;
  /** Offset after its last character, without the line break. */
  readonly end: number;
  /** Column of its first character, with tabs to multiples of 8 as Python counts. */
  readonly indent: number;
  /** Its first word (`def`, `async`, `x`), or its first character. */
  readonly word: string;
}

export interface Comment {
  readonly start: number;
  readonly end: number;
}

export interface LogicalLines {
  readonly lines: readonly LogicalLine[];
  /** Comments that hold a directive. */
  readonly directives: readonly Comment[];
}

const plain = /[^\n"'#()[\]{}\\]+/y;
const firstWord = /[\p{L}\p{N}_]+|[^]/uy;
/** These words are reserved and can only begin a statement (`if`, `for`, `else`, `from` also go on inside brackets). */
const statementWord =
  /[ \t\f]*(?:def|class|return|import|while|with|try|raise|assert|del|global|nonlocal|pass|break|continue|except|finally|elif|async[ \t]+def)\b(?![ \t]*=[^=])/y;
const blockHeader = /[ \t\f]*(?:if|for|else)\b[^\n]*:[ \t\r]*(?:#[^\n]*)?(?:\n|$)/y;
const definitionLine = /[ \t]*(?:(?:async[ \t]+)?def[ \t]+\w+[ \t]*\(|class[ \t]+\w+[^\n]*:[ \t\r]*$|@[A-Za-z_])/my;
const directive = /#+\s*gradlens\b/iy;
/** IPython's lines: `%magic`, `!command`, `?help`, `help?`. */
const magic = /[ \t]*(?:%%?\w|!|\?\??\w|[\w.]+\?\??[ \t\r]*$)/my;

const matches = (pattern: RegExp, text: string, at: number): boolean => {
  pattern.lastIndex = at;
  return pattern.test(text);
};

/** Where the physical line that holds `at` ends: its `\n` or the end of the text. */
const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

/** What was found in a text, with the text: the next version has most of it. */
export interface Scanned extends LogicalLines {
  readonly text: string;
  /** A triple quote without its partner turns strings into code and code into strings from there to the end. */
  readonly unterminated: boolean;
}

/**
 * @param text with `\n` or `\r\n` at the ends of lines.
 * @param before what was found in the version before: only what an edit concerns is read again.
 */
export function logicalLines(text: string, before?: Scanned): Scanned {
  const again = before && !before.unterminated ? scan(text, false, partOf(text, before)) : scan(text, false);
  const whole = again.unterminated && before ? scan(text, false) : again;
  return whole.unterminated ? { ...scan(text, true), unterminated: true } : whole;
}

/** What can be taken over from the version before. */
interface Known {
  readonly before: Scanned;
  /** So many logical lines stand before all that has changed, and what comes next begins here. */
  readonly count: number;
  readonly start: number;
  /** From here on the text is as before, so much further on. */
  readonly rest: number;
  readonly delta: number;
}

/** A line's end depends on how the next one begins: more than these before an edit are not concerned by it. */
const LINES_BEFORE = 2;

/** Pieces of texts of this length are compared as a whole, which is far faster than letter by letter. */
const PIECE = 512;

/** How many characters two texts begin with alike. */
function sameAtStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let same = 0;
  while (same + PIECE <= most && a.slice(same, same + PIECE) === b.slice(same, same + PIECE)) same += PIECE;
  while (same < most && a.charCodeAt(same) === b.charCodeAt(same)) same += 1;
  return same;
}

/** How many they end with alike, at most `most`. */
function sameAtEnd(a: string, b: string, most: number): number {
  const piece = (text: string, same: number): string => text.slice(text.length - same - PIECE, text.length - same);
  let same = 0;
  while (same + PIECE <= most && piece(a, same) === piece(b, same)) same += PIECE;
  while (same < most && a.charCodeAt(a.length - 1 - same) === b.charCodeAt(b.length - 1 - same)) same += 1;
  return same;
}

function partOf(text: string, before: Scanned): Known {
  const { text: old, lines } = before;
  const first = sameAtStart(old, text);
  const last = sameAtEnd(old, text, Math.min(old.length, text.length) - first);
  const touched = lines.findIndex(({ start }) => start > first);
  const count = Math.max(0, (touched < 0 ? lines.length : touched) - 1 - LINES_BEFORE);
  const next = lines[count];
  const start = count > 0 && next ? old.lastIndexOf('\n', next.start) + 1 : 0;
  return { before, count, start, rest: text.length - last, delta: text.length - old.length };
}

function scan(text: string, isBroken: boolean, known?: Known): Scanned {
  const lines = known?.before.lines.slice(0, known.count) ?? [];
  const directives = known?.before.directives.filter(({ start }) => start < known.start) ?? [];
  let unterminated = false;
  let at = known?.start ?? 0;
  if (at === 0 && text.charCodeAt(0) === 0xfeff) at = 1;
  let oldLine = lines.length;
  while (at < text.length) {
    const { offset, indent } = indentation(text, at);
    const character = text[offset];
    if (character === '#') {
      at = lineEnd(text, offset);
      if (matches(directive, text, offset)) directives.push({ start: offset, end: trimmed(text, offset, at) });
    } else if (offset < text.length && character !== '\n' && character !== '\r') {
      // The break before the line is an old one, too: it begins as it did.
      if (known && at > known.rest && isAsBefore(known, offset)) {
        takeRest(known, offset);
        break;
      }
      at = matches(magic, text, offset) ? lineEnd(text, offset) : logicalLine(offset, indent);
    } else at = lineEnd(text, offset);
    at++;
  }
  return { text, lines, directives, unterminated };

  /** Whether a line began here in the version before as well. */
  function isAsBefore({ before, delta }: Known, offset: number): boolean {
    while ((before.lines[oldLine]?.start ?? Infinity) + delta < offset) oldLine += 1;
    return before.lines[oldLine]?.start === offset - delta;
  }

  function takeRest({ before, delta }: Known, offset: number): void {
    for (const { start, end, indent, word } of before.lines.slice(oldLine))
      lines.push({ start: start + delta, end: end + delta, indent, word });
    for (const { start, end } of before.directives)
      if (start >= offset - delta) directives.push({ start: start + delta, end: end + delta });
  }

  /** Reads one logical line, and returns the offset of the line break that ends it. */
  function logicalLine(start: number, indent: number): number {
    let depth = 0;
    let position = start;
    let end = start;
    while (position < text.length) {
      plain.lastIndex = position;
      if (plain.test(text)) end = position = plain.lastIndex;
      if (position >= text.length) break;
      const character = text[position]!;
      if (character === '\n') {
        if (depth === 0 || isStatementStart(position + 1, indent)) break;
        position++;
      } else if (character === '#') {
        const stop = lineEnd(text, position);
        if (matches(directive, text, position))
          directives.push({ start: position, end: trimmed(text, position, stop) });
        position = stop;
      } else if (character === '"' || character === "'") {
        end = position = stringEnd(position, start, indent);
      } else if (character === '\\') {
        // Not yet part of the line: what follows may be nothing but a comment.
        position += text[position + 1] === '\r' && text[position + 2] === '\n' ? 3 : 2;
      } else {
        if ('([{'.includes(character)) depth++;
        else if (depth > 0) depth--;
        end = ++position;
      }
    }
    firstWord.lastIndex = start;
    const word = firstWord.exec(text)?.[0] ?? '';
    lines.push({ start, end: trimmed(text, start, Math.min(end, text.length)), indent, word });
    return Math.min(position, text.length);
  }

  function isStatementStart(at: number, indent: number): boolean {
    if (matches(statementWord, text, at)) return true;
    return matches(blockHeader, text, at) && indentation(text, at).indent <= indent;
  }

  /** The offset after a string's end; a plain string ends with its line at the latest. */
  function stringEnd(start: number, lineStart: number, indent: number): number {
    const quote = text[start]!;
    const isTriple = text[start + 1] === quote && text[start + 2] === quote;
    if (!isTriple) return plainStringEnd(text, start, quote);
    const stop = tripleStringEnd(text, start + 3, quote);
    const limit = isBroken ? definitionInside(start, stop ?? text.length, lineStart, indent) : -1;
    if (limit >= 0) return limit;
    if (stop === undefined) unterminated = true;
    return stop ?? text.length;
  }

  /** The end of the line before a definition that a string has swallowed, −1 if there is none. */
  function definitionInside(start: number, stop: number, lineStart: number, indent: number): number {
    const isDocumentation = start === lineStart && indent > 0;
    for (let at = text.indexOf('\n', start); at >= 0 && at < stop; at = text.indexOf('\n', at + 1)) {
      if (!matches(definitionLine, text, at + 1)) continue;
      const found = indentation(text, at + 1).indent;
      if (isDocumentation ? found < indent : found <= indent) return at;
    }
    return -1;
  }
}

function tripleStringEnd(text: string, start: number, quote: string): number | undefined {
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === quote && text[at + 1] === quote && text[at + 2] === quote) return at + 3;
  }
  return undefined;
}

function plainStringEnd(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === quote) return at + 1;
    if (character === '\n') return at;
    if (character === '\\') at += text[at + 1] === '\r' && text[at + 2] === '\n' ? 2 : 1;
  }
  return text.length;
}

function indentation(text: string, at: number): { readonly offset: number; readonly indent: number } {
  let indent = 0;
  for (; ; at++) {
    const character = text.charCodeAt(at);
    if (character === 0x20) indent++;
    else if (character === 0x09) indent += 8 - (indent % 8);
    else if (character === 0x0c) indent = 0;
    else return { offset: at, indent };
  }
}

/** `end` without the blanks, and the backslashes that go on with nothing, before it. */
function trimmed(text: string, start: number, end: number): number {
  while (end > start && ' \t\r\f\n\\'.includes(text[end - 1]!)) end--;
  return end;
}
