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
import type { Traced } from '../tracing/traced';
import { findPairs } from '../verification/pairing';
import type { Pair } from '../verification/pairing';
import type { Card, Check, OutlineEntry, Problem, Selection } from './card';
import { buildCard } from './cards';
import { checkOf } from './checks';
import { fixEntry, placeCheck } from './handWritten';
import type { Fix } from './handWritten';
import { answer } from './investigations/answer';
import type { Answered, Question } from './investigations/questions';
import { Modules } from './modules';
import type { ReadFile } from './modules';
import type { Settings } from './settings';
import { Studies } from './studies';
import type { DocumentCheck } from './verdicts';

export interface DocumentOptions {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly language: Language;
  readonly parser: LanguageParser;
  readonly settings: Settings;
  /** Reads other files that this one imports from; left out: their names are unknown. */
  readonly readFile?: ReadFile;
}

/** A differing entry of a hand-written derivative. */
export interface EntryReference {
  readonly primal: string;
  readonly derivative: string;
  readonly index: readonly number[];
}

/** What is worked out of one version of the text. */
interface Reading {
  readonly parsed: Parsed;
  readonly lines: Lines;
  readonly modules: Modules;
  readonly studies: Studies;
  readonly pairs: readonly Pair[];
  readonly checks: Map<Pair, Check>;
  readonly cards: Map<string, Card>;
  readonly fixes: Map<string, readonly Fix[]>;
}

export class Document {
  readonly uri: string;
  readonly language: Language;
  private readonly parser: LanguageParser;
  private readonly readFile: ReadFile;
  private settings: Settings;
  private text: string;
  private currentVersion: number;
  private pending: TextEdit[] = [];
  private previous: Parsed | null = null;
  private current: Reading | null = null;

  constructor({ uri, version, text, language, parser, settings, readFile }: DocumentOptions) {
    this.readFile = readFile ?? (() => undefined);
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

  /** Another file has changed: what was read of it is read anew. */
  otherChanged(path: string): void {
    if (this.current?.modules.asked(path)) this.forget();
  }

  get content(): string {
    return this.text;
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

  /** The verdicts on all hand-written derivatives, one at a time. */
  *checksInSteps(): Generator<void, DocumentCheck[], void> {
    const checks: DocumentCheck[] = [];
    for (const pair of this.reading.pairs) {
      const check = this.check(pair);
      if (check.verdict !== 'unknown') checks.push(placeCheck(this, pair, check));
      yield;
    }
    return checks;
  }

  /** What can be done about a differing entry: each edit was tried on a copy of the text. */
  *fixes({ primal, derivative: name, index }: EntryReference): Generator<void, readonly Fix[], void> {
    const key = JSON.stringify([primal, name, index]);
    const { fixes } = this.reading;
    const known = fixes.get(key);
    if (known) return known;
    const pair = this.reading.pairs.find((one) => one.primal === primal && one.derivative === name);
    const check = pair && this.check(pair);
    const entry = check?.entries.find((one) => one.index.join() === index.join());
    if (!pair || !check || check.verdict !== 'differs' || !entry) return [];
    const tried = { text: this.text, recheck: (edit: TextEdit) => this.recheck(edit, pair) };
    const found = yield* fixEntry(this, { pair, check, entry, ...tried });
    fixes.set(key, found);
    return found;
  }

  /** What a function is the hand-written derivative of, with the verdict. */
  derivativeOf(name: string): (Pick<Pair, 'primal' | 'order' | 'wrt'> & { readonly check: Check }) | null {
    const pair = this.reading.pairs.find((candidate) => candidate.derivative === name && candidate.primal !== name);
    return pair ? { primal: pair.primal, order: pair.order, wrt: pair.wrt, check: this.check(pair) } : null;
  }

  /** The answer to a question about a function, in steps. Throws a RangeError for a name that is not in the document. */
  *investigate(name: string, selection: Selection, question: Question): Generator<void, Answered, void> {
    const definition = this.definition(name);
    const point = this.card(name, selection).at[0]?.point ?? null;
    return yield* answer(question, { definition, studies: this.reading.studies, selection, point });
  }

  /** What tracing a function gave; `null` where it is not understood. */
  traceOf(name: string): Traced | null {
    const result = this.reading.studies.trace(this.definition(name));
    return result.ok ? result.traced : null;
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

  span({ start, end }: Range): Span {
    return { start: this.reading.lines.offsetAt(start), end: this.reading.lines.offsetAt(end) };
  }

  dispose(): void {
    this.forget();
    this.previous?.free();
    this.previous = null;
  }

  get program(): Program {
    return this.reading.parsed.program;
  }

  /** The verdict on a pair after an edit; `null` where the edit breaks the text or parts the two. */
  private recheck(edit: TextEdit, { primal, derivative }: Pair): Check | null {
    const trial = new Document({
      uri: this.uri,
      version: this.version,
      text: this.text.slice(0, edit.start) + edit.text + this.text.slice(edit.oldEnd),
      language: this.language,
      parser: this.parser,
      settings: this.settings,
      readFile: this.readFile,
    });
    try {
      // An edit that breaks the text makes nothing right, whatever can still be read of it.
      if (trial.program.problems.length > this.program.problems.length) return null;
      const pair = trial.reading.pairs.find((one) => one.primal === primal && one.derivative === derivative);
      return pair ? trial.check(pair) : null;
    } finally {
      trial.dispose();
    }
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
    const modules = new Modules(this.language, this.parser, this.readFile);
    modules.place(parsed.program, this.uri);
    return {
      parsed,
      lines: new Lines(this.text),
      modules,
      studies: new Studies(parsed.program, this.language, this.settings, modules),
      pairs: findPairs(parsed.program),
      checks: new Map(),
      cards: new Map(),
      fixes: new Map(),
    };
  }

  private forget(): void {
    this.current?.modules.dispose();
    this.current = null;
  }
}

/** A directive `ignore` takes a function out. */
const isAnnotated = (definition: Definition): boolean => !definition.directive?.flags.includes('ignore');
