/**
 * Reads sections of a text into statements. What was read before is reused: a section's statements depend on nothing
 * but its own text, and where it stands.
 */
import type { Field, Statement } from '../program';
import type { Reason } from '../source';
import { firstError } from './errors';
import { fieldsIn } from './functions';
import type { LogicalLine } from './lines';
import type { SyntaxParser } from './runtime';
import { broken, headerProblem, withBody } from './salvage';
import { type Section, sections } from './sections';
import { shifted, shiftInPlace } from '../shift';
import { block } from './statements';
import { type Source, copySyntax } from './syntax';

/** What a section's text means. */
export interface Reading {
  readonly start: number;
  readonly statements: readonly Statement[];
  /** Fields that it declares, if it stands in a class. */
  readonly fields: readonly Field[];
  readonly problems: readonly Reason[];
  /** It has a `yield` of the function around it. */
  readonly yields: boolean;
}

/** Readings by the section's text: one for each time that it stands there, in the order of the text. */
export type Readings = Map<string, Reading[]>;

function keep(readings: Readings, text: string, reading: Reading): void {
  const list = readings.get(text);
  if (list) list.push(reading);
  else readings.set(text, [reading]);
}

/** Deeper blocks are read as a whole: this is far beyond what anyone writes. */
const deepestBlock = 40;

export class Reader {
  /** The readings of this text, for the next version. */
  readonly readings: Readings = new Map();
  /** Those of them that are not from the version before. */
  private readonly fresh: { readonly text: string; readonly reading: Reading }[] = [];

  constructor(
    private readonly parser: SyntaxParser,
    private readonly text: string,
    private readonly previous: Readings,
  ) {}

  read(lines: readonly LogicalLine[], level = 0): Reading[] {
    return sections(lines).map((section) => this.section(section, level));
  }

  /** One statement of the file a step. */
  *readInSteps(lines: readonly LogicalLine[]): Generator<void, Reading[], void> {
    const readings: Reading[] = [];
    for (const section of sections(lines)) {
      readings.push(this.section(section, 0));
      // If this is not gone on with, the next reader finds what was read so far.
      for (const { text, reading } of this.fresh.splice(0)) keep(this.previous, text, reading);
      yield;
    }
    return readings;
  }

  private section(section: Section, level: number): Reading {
    const isClass = section.kind === 'class' && section.headerEnd !== null && level < deepestBlock;
    // A class is put together anew, so that an edit of one method costs one method.
    if (isClass) return this.split(section, level);
    return this.remembered(section.start, section.end, (text) => this.unknown(section, text, level));
  }

  private remembered(start: number, end: number, read: (text: string) => Reading): Reading {
    // A slice keeps the whole text alive; its own copy is what the cache and the names in the program hold on to.
    const text = ` ${this.text.slice(start, end)}`.slice(1);
    const known = this.known(text, start);
    const reading = known ?? this.copied(text, start) ?? read(text);
    keep(this.readings, text, reading);
    if (!known) this.fresh.push({ text, reading });
    return reading;
  }

  /** What the same text was read as in the version before. */
  private known(text: string, start: number): Reading | undefined {
    const known = this.previous.get(text)?.[this.readings.get(text)?.length ?? 0];
    if (known && known.start !== start) shiftInPlace(known, start - known.start);
    return known;
  }

  /** What the same text was read as further up; a copy, which stands where it stands. */
  private copied(text: string, start: number): Reading | undefined {
    const [double] = this.readings.get(text) ?? [];
    return double && shifted(double, start - double.start);
  }

  private unknown(section: Section, text: string, level: number): Reading {
    const reading = this.parsed(text, section.start);
    if (reading.statements.length > 0 || reading.problems.length === 0) return reading;
    const isSplit = section.kind === 'function' && section.headerEnd !== null && level < deepestBlock;
    return isSplit
      ? this.split(section, level)
      : { ...reading, statements: [broken(section, text, reading.problems[0]!)] };
  }

  /** Reads a text as a whole; with an error in it, there are no statements and a problem. */
  private parsed(text: string, start: number): Reading {
    const nothing = { start, statements: [], fields: [], yields: false };
    const tree = this.parser.parse(text);
    if (!tree) {
      const span = { start, end: start + text.length };
      return { ...nothing, problems: [{ message: 'This takes too long to read.', span }] };
    }
    try {
      if (tree.rootNode.hasError) return { ...nothing, problems: [firstError(tree, start, text)] };
      const source: Source = { text, base: start, yields: false };
      const root = copySyntax(tree);
      const statements = block(source, root);
      return { start, statements, fields: fieldsIn(source, root), problems: [], yields: source.yields };
    } finally {
      tree.delete();
    }
  }

  /** Reads header and body apart, so that an error in one spoils nothing else. */
  private split(section: Section, level: number): Reading {
    const { start, end, headerEnd } = section;
    const body = this.read(section.body, level + 1);
    const header = this.remembered(start, headerEnd ?? end, (text) => this.parsed(text, start));
    const inside = {
      statements: body.flatMap(({ statements }) => statements),
      fields: body.flatMap(({ fields }) => fields),
      yields: body.some(({ yields }) => yields),
      span: { start, end },
    };
    const problems = body.flatMap((reading) => reading.problems);
    const base = { start, fields: [], yields: false };
    const [read] = header.statements;
    if (read?.kind === 'class' || read?.kind === 'function') {
      return { ...base, statements: [withBody(read, inside)], problems };
    }
    const text = this.text.slice(start, headerEnd ?? end);
    const problem = headerProblem(section, text, header.problems[0]);
    return {
      ...base,
      statements: [withBody(broken(section, text, problem), inside)],
      problems: [problem, ...problems],
    };
  }
}
