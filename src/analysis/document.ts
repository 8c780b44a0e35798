/**
 * One document and everything known of its functions. Text comes in by edits; what is asked for is worked out on
 * demand and kept until the text changes.
 */
import type { Language, LanguageParser, Parsed, TextEdit } from '../languages/language';
import { Lines } from '../languages/lines';
import { referenceAt } from '../languages/names';
import type { Reference } from '../languages/names';
import type { Definition, Program } from '../languages/program';
import type { Position, Range, Span } from '../languages/source';
import { findPairs } from '../verification/pairing';
import type { Pair } from '../verification/pairing';
import type { Card, Check, OutlineEntry, Problem, Selection } from './card';
import { buildCard } from './cards';
import { checkOf } from './checks';
import type { Settings } from './settings';
import { Studies } from './studies';

export interface DocumentOptions {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly language: Language;
  readonly parser: LanguageParser;
  readonly settings: Settings;
}

/** What is worked out of one version of the text. */
interface Reading {
  readonly parsed: Parsed;
  readonly lines: Lines;
  readonly studies: Studies;
  readonly pairs: readonly Pair[];
  readonly checks: Map<Pair, Check>;
  readonly cards: Map<string, Card>;
}

export class Document {
  readonly uri: string;
  readonly language: Language;
  private readonly parser: LanguageParser;
  private settings: Settings;
  private text: string;
  private currentVersion: number;
  private pending: TextEdit[] = [];
  private previous: Parsed | null = null;
  private current: Reading | null = null;

  constructor({ uri, version, text, language, parser, settings }: DocumentOptions) {
    this.uri = uri;
    this.language = language;
    this.parser = parser;
    this.settings = settings;
    this.text = text;
    this.currentVersion = version;
  }

  get version(): number {
    return this.currentVersion;
  }

  /** Applies edits, in order, each in offsets of the text that the one before it left. */
  change(version: number, edits: readonly TextEdit[]): void {
    for (const edit of edits) this.text = this.text.slice(0, edit.start) + edit.text + this.text.slice(edit.oldEnd);
    this.currentVersion = version;
    this.pending.push(...edits);
    this.forget();
  }

  configure(settings: Settings): void {
    this.settings = settings;
    this.forget();
  }

  /** The dotted names of all functions, in the order of the text. */
  functions(): string[] {
    return this.program.definitions.filter(isAnnotated).map((definition) => definition.name);
  }

  problems(): Problem[] {
    const directives = this.program.definitions.flatMap((definition) => definition.directive?.problems ?? []);
    return [...this.program.problems, ...directives].map(({ message, span }) => ({ message, range: this.range(span) }));
  }

  outline(): OutlineEntry[] {
    return this.program.definitions.filter(isAnnotated).map((definition) => this.outlineEntry(definition));
  }

  /** The outline, one function at a time: to tell whether one is differentiable, it is traced. */
  *outlineInSteps(): Generator<void, OutlineEntry[], void> {
    const entries: OutlineEntry[] = [];
    for (const definition of this.program.definitions.filter(isAnnotated)) {
      entries.push(this.outlineEntry(definition));
      yield;
    }
    return entries;
  }

  private outlineEntry(definition: Definition): OutlineEntry {
    return {
      function: definition.name,
      range: this.range(definition.function.span),
      nameRange: this.range(definition.function.nameSpan),
      parameters: definition.function.parameters.map(({ name, span }) => ({ name, range: this.range(span) })),
      differentiable: this.reading.studies.isDifferentiable(definition),
    };
  }

  referenceAt(position: Position): Reference | null {
    const found = referenceAt(this.program, this.reading.lines.offsetAt(position));
    return found && isAnnotated(found.definition) ? found : null;
  }

  /** The function that encloses the position, or that is named there. */
  functionAt(position: Position): string | null {
    const named = this.referenceAt(position);
    if (named) return named.definition.name;
    const offset = this.reading.lines.offsetAt(position);
    const enclosing = this.program.definitions.filter(
      ({ function: { span } }) => span.start <= offset && offset <= span.end,
    );
    const innermost = enclosing.reduce<Definition | null>(
      (best, one) => (best && best.function.span.start > one.function.span.start ? best : one),
      null,
    );
    return innermost && isAnnotated(innermost) ? innermost.name : null;
  }

  /** Everything about a function. Throws a RangeError for a name that is not in the document. */
  card(name: string, selection: Selection = {}): Card {
    const key = JSON.stringify([name, selection]);
    const known = this.reading.cards.get(key);
    if (known) return known;
    const card = buildCard({
      definition: this.definition(name),
      selection,
      studies: this.reading.studies,
      settings: this.settings,
      language: this.language.id,
      range: (span) => this.range(span),
      checks: this.checks(name),
    });
    this.reading.cards.set(key, card);
    return card;
  }

  /** The verdicts on the hand-written derivatives of a function. */
  checks(name: string): readonly Check[] {
    return this.reading.pairs.filter((pair) => pair.primal === name).map((pair) => this.check(pair));
  }

  /** What a function is the hand-written derivative of, with the verdict. */
  derivativeOf(name: string): { readonly primal: string; readonly check: Check } | null {
    const pair = this.reading.pairs.find((candidate) => candidate.derivative === name && candidate.primal !== name);
    return pair ? { primal: pair.primal, check: this.check(pair) } : null;
  }

  /** Functions that look like mathematics and could not be understood, with the reason. */
  unsupported(): { readonly function: string; readonly message: string; readonly range: Range }[] {
    return this.program.definitions.filter(isAnnotated).flatMap((definition) => {
      const result = this.reading.studies.trace(definition);
      if (result.ok) return [];
      const { message, span } = result.reason;
      return [{ function: definition.name, message, range: this.range(span) }];
    });
  }

  definition(name: string): Definition {
    const found = this.program.definitions.find((definition) => definition.name === name);
    if (!found) throw new RangeError(`there is no function ${name} in ${this.uri}`);
    return found;
  }

  has(name: string): boolean {
    return this.program.definitions.some((definition) => definition.name === name && isAnnotated(definition));
  }

  range({ start, end }: Span): Range {
    return { start: this.reading.lines.positionAt(start), end: this.reading.lines.positionAt(end) };
  }

  dispose(): void {
    this.forget();
    this.previous?.free();
    this.previous = null;
  }

  get program(): Program {
    return this.reading.parsed.program;
  }

  private check(pair: Pair): Check {
    let check = this.reading.checks.get(pair);
    if (!check) {
      check = checkOf({
        pair,
        primal: this.definition(pair.primal),
        derivative: this.definition(pair.derivative),
        studies: this.reading.studies,
        settings: this.settings,
        range: (span) => this.range(span),
      });
      this.reading.checks.set(pair, check);
    }
    return check;
  }

  private get reading(): Reading {
    this.current ??= this.read();
    return this.current;
  }

  private read(): Reading {
    const previous = this.previous ? { parsed: this.previous, edits: this.pending } : undefined;
    const parsed = this.parser.parse(this.text, previous);
    this.previous = parsed;
    this.pending = [];
    return {
      parsed,
      lines: new Lines(this.text),
      studies: new Studies(parsed.program, this.language, this.settings),
      pairs: findPairs(parsed.program),
      checks: new Map(),
      cards: new Map(),
    };
  }

  private forget(): void {
    this.current = null;
  }
}

/** A directive `ignore` takes a function out. */
const isAnnotated = (definition: Definition): boolean => !definition.directive?.flags.includes('ignore');
