/** Text of a Python file to program. */
import { findDefinitions } from '../definitions';
import type { LanguageParser, Parsed } from '../language';
import { attachDirectives } from './directives';
import { logicalLines } from './lines';
import type { Scanned } from './lines';
import { Reader, type Reading, type Readings } from './reader';
import { type SyntaxParser, startParser } from './runtime';

export async function createPythonParser(load: (file: string) => Promise<Uint8Array>): Promise<LanguageParser> {
  return new PythonParser(await startParser(load));
}

class PythonParser implements LanguageParser {
  /** What the last versions were read as; forgotten with them. */
  private readonly readings = new WeakMap<Parsed, Readings>();
  private readonly scans = new WeakMap<Parsed, Scanned>();

  constructor(private readonly parser: SyntaxParser) {}

  parse(text: string, previous?: { readonly parsed: Parsed }): Parsed {
    const scanned = this.scan(text, previous);
    const reader = new Reader(this.parser, scanned.text, this.known(previous));
    return this.parsed(scanned, reader.read(scanned.lines), reader.readings);
  }

  *parseInSteps(text: string, previous: { readonly parsed: Parsed }): Generator<void, Parsed, void> {
    const scanned = this.scan(text, previous);
    yield;
    const known = this.known(previous);
    this.readings.set(previous.parsed, known);
    const reader = new Reader(this.parser, scanned.text, known);
    const readings = yield* reader.readInSteps(scanned.lines);
    return this.parsed(scanned, readings, reader.readings);
  }

  private scan(text: string, previous: { readonly parsed: Parsed } | undefined): Scanned {
    // Same length: a lone carriage return ends a line for Python and for editors, but not for the grammar.
    const source = text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
    return logicalLines(source, previous && this.scans.get(previous.parsed));
  }

  private known(previous: { readonly parsed: Parsed } | undefined): Readings {
    return (previous && this.readings.get(previous.parsed)) ?? new Map<string, Reading[]>();
  }

  private parsed(scanned: Scanned, readings: readonly Reading[], all: Readings): Parsed {
    const body = readings.flatMap(({ statements }) => statements);
    const attached = attachDirectives(scanned.text, scanned.directives, body);
    const { definitions, classes } = findDefinitions(body, (definition) => attached.byFunction.get(definition) ?? null);
    const problems = [...readings.flatMap((reading) => reading.problems), ...attached.problems];
    problems.sort((a, b) => a.span.start - b.span.start);
    const parsed: Parsed = {
      program: { language: 'python', body, definitions, classes, problems },
      // Trees are freed as soon as they are read.
      free: () => {
        this.readings.delete(parsed);
        this.scans.delete(parsed);
      },
    };
    this.readings.set(parsed, all);
    this.scans.set(parsed, scanned);
    return parsed;
  }
}
