/** Text of a Python file to program. */
import { findDefinitions } from '../definitions';
import type { LanguageParser, Parsed } from '../language';
import { attachDirectives } from './directives';
import { logicalLines } from './lines';
import type { Comment, LogicalLines } from './lines';
import { Reader, type Reading, type Readings } from './reader';
import { type SyntaxParser, startParser } from './runtime';

export async function createPythonParser(load: (file: string) => Promise<Uint8Array>): Promise<LanguageParser> {
  return new PythonParser(await startParser(load));
}

class PythonParser implements LanguageParser {
  /** What the last versions were read as; forgotten with them. */
  private readonly readings = new WeakMap<Parsed, Readings>();

  constructor(private readonly parser: SyntaxParser) {}

  parse(text: string, previous?: { readonly parsed: Parsed }): Parsed {
    const { source, lines, directives } = linesOf(text);
    const reader = new Reader(this.parser, source, this.known(previous));
    return this.parsed(source, directives, reader.read(lines), reader.readings);
  }

  *parseInSteps(text: string, previous: { readonly parsed: Parsed }): Generator<void, Parsed, void> {
    const { source, lines, directives } = linesOf(text);
    yield;
    const known = this.known(previous);
    this.readings.set(previous.parsed, known);
    const reader = new Reader(this.parser, source, known);
    const readings = yield* reader.readInSteps(lines);
    return this.parsed(source, directives, readings, reader.readings);
  }

  private known(previous: { readonly parsed: Parsed } | undefined): Readings {
    return (previous && this.readings.get(previous.parsed)) ?? new Map<string, Reading[]>();
  }

  private parsed(source: string, directives: readonly Comment[], readings: readonly Reading[], all: Readings): Parsed {
    const body = readings.flatMap(({ statements }) => statements);
    const attached = attachDirectives(source, directives, body);
    const { definitions, classes } = findDefinitions(body, (definition) => attached.byFunction.get(definition) ?? null);
    const problems = [...readings.flatMap((reading) => reading.problems), ...attached.problems];
    problems.sort((a, b) => a.span.start - b.span.start);
    const parsed: Parsed = {
      program: { language: 'python', body, definitions, classes, problems },
      // Trees are freed as soon as they are read.
      free: () => this.readings.delete(parsed),
    };
    this.readings.set(parsed, all);
    return parsed;
  }
}

function linesOf(text: string): LogicalLines & { readonly source: string } {
  // Same length: a lone carriage return ends a line for Python and for editors, but not for the grammar.
  const source = text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
  return { source, ...logicalLines(source) };
}
