/**
 * One document and everything known of its functions. Text comes in by edits; what is asked for is worked out on
 * demand and kept until the text changes.
 */
import type { Language, LanguageParser, TextEdit } from '../languages/language';
import { referenceAt } from '../languages/names';
import type { Reference } from '../languages/names';
import type { Definition, Program } from '../languages/program';
import type { Position, Range, Span } from '../languages/source';
import type { Traced } from '../tracing/traced';
import { isSamePair, keyOfPair } from '../verification/pairing';
import type { Pair } from '../verification/pairing';
import type { View } from '../verification/views';
import type { Card, Check, OutlineEntry, Problem, Selection } from './card';
import { buildCard } from './cards';
import { checksOf } from './checks';
import type { Checks } from './checks';
import { fixEntry, placeCheck } from './handWritten';
import type { Fix } from './handWritten';
import type { Hover } from './hover';
import type { Investigation } from './investigations/subjects';
import { buildLens } from './lens';
import type { Lens } from './lens';
import { Modules, Siblings } from './modules';
import type { ReadFile } from './modules';
import { DocumentText } from './reading';
import type { Reading } from './reading';
import { Kept } from './relocation';
import type { Settings } from './settings';
import { Studies } from './studies';
import type { StudyCounts } from './studies';
import { remember } from './study';
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
  /** Instead of `readFile`: the files that this and other documents import from. */
  readonly siblings?: Siblings;
}

/** A differing entry of a hand-written derivative. */
export interface EntryReference {
  readonly primal: string;
  readonly derivative: string;
  /** Which of the things that the derivative gives (`Check.part`); left out for all of it. */
  readonly part?: string;
  readonly index: readonly number[];
}

/** A pair with its verdicts. */
export interface VerifiedDerivative extends Pick<Pair, 'primal' | 'order' | 'wrt'> {
  readonly checks: Checks;
}

export class Document {
  readonly uri: string;
  readonly language: Language;
  private readonly parser: LanguageParser;
  private readonly siblings: Siblings;
  private readonly modules: Modules;
  private readonly studies: Studies;
  private settings: Settings;
  private readonly text: DocumentText;
  private currentVersion: number;
  /** Counts readings. */
  private revision = 0;

  constructor({ uri, version, text, language, parser, settings, readFile, siblings }: DocumentOptions) {
    this.siblings = siblings ?? new Siblings(parser, readFile ?? (() => undefined));
    this.modules = new Modules(language, this.siblings, uri);
    this.studies = new Studies(language, settings, this.modules);
    this.uri = uri;
    this.language = language;
    this.parser = parser;
    this.settings = settings;
    this.currentVersion = version;
    this.text = new DocumentText(text, parser, (program, written) => {
      this.modules.place(program);
      this.studies.renew(program, written);
      this.revision += 1;
    });
  }

  get version(): number {
    return this.currentVersion;
  }

  /** Applies edits, in order, each in offsets of the text that the one before it left. */
  change(version: number, edits: readonly TextEdit[]): void {
    this.currentVersion = version;
    this.text.change(edits);
  }

  /** Another file has changed: forgets what was found with it. Tells whether that is anything. */
  otherChanged(path: string): boolean {
    this.siblings.forget(path);
    const isConcerned = this.studies.fileChanged(path);
    if (isConcerned) this.text.known?.forgetAnswers();
    return isConcerned;
  }

  /** Paths of the other files that were looked for. */
  get otherFiles(): ReadonlySet<string> {
    return this.studies.paths;
  }

  /** How much was worked out and is held. */
  get counts(): StudyCounts {
    return this.studies.counts;
  }

  get content(): string {
    return this.text.content;
  }

  configure(settings: Settings): void {
    this.settings = settings;
    this.studies.reset(settings);
    this.text.known?.forgetAnswers();
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
    yield* this.text.readInSteps();
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
      parameters: definition.function.parameters.map((parameter) => parameter.name),
      differentiable: this.studies.isDifferentiable(definition),
      lens: this.studies.of(definition).lenses.get(lensKey(definition.name, null)) ?? null,
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
    const definition = this.definition(name);
    const { revision } = this;
    const { cards } = this.studies.of(definition);
    const key = JSON.stringify([name, selection]);
    const toRange = (span: Span): Range => this.range(span);
    let kept = cards.get(key);
    if (!kept) {
      const make = (range: (span: Span) => Range): Card =>
        buildCard({
          definition,
          selection,
          studies: this.studies,
          settings: this.settings,
          language: this.language.id,
          range,
          checks: [],
        });
      kept = remember(cards, key, new Kept(make, this.studies.units, toRange, revision));
    }
    const checks = this.checks(name);
    const card = kept.present(revision, toRange);
    return checks.length === 0 ? card : { ...card, checks };
  }

  /** The line above a function, `null` where there is no derivative to show. Throws a RangeError as `card` does. */
  lens(name: string, selection?: Selection): Lens | null {
    const definition = this.definition(name);
    const { lenses } = this.studies.of(definition);
    const key = lensKey(name, selection ?? null);
    const known = lenses.get(key);
    if (known !== undefined) return known;
    return remember(lenses, key, buildLens({ definition, selection: selection ?? {}, studies: this.studies }));
  }

  /** A hover that was made for the present text before, or a new one. `key` says what it is about, and how it looks. */
  hover(key: string, make: () => Hover | null): Hover | null {
    const { hovers } = this.reading;
    const known = hovers.get(key);
    if (known !== undefined) return known;
    const made = make();
    if (hovers.size >= MOST_HOVERS) hovers.clear();
    hovers.set(key, made);
    return made;
  }

  /** The verdicts on the hand-written derivatives of a function. */
  checks(name: string): readonly Check[] {
    return this.reading.pairs.filter((pair) => pair.primal === name).flatMap((pair) => this.judged(pair));
  }

  /** The same, but for those that are told of another function as well: what `check` tells of a file. */
  toldChecks(name: string): readonly Check[] {
    return this.reading.pairs.filter((pair) => pair.primal === name).flatMap((pair) => this.told(pair));
  }

  /** The verdicts on all hand-written derivatives, one at a time. */
  *checksInSteps(): Generator<void, DocumentCheck[], void> {
    yield* this.text.readInSteps();
    const checks: DocumentCheck[] = [];
    for (const pair of yield* this.reading.pairsInSteps()) {
      for (const check of this.told(pair)) if (check.verdict !== 'unknown') checks.push(placeCheck(this, pair, check));
      yield;
    }
    return checks;
  }

  /** What can be done about a differing entry: each edit was tried on a copy of the text. */
  *fixes({ primal, derivative: name, part = '', index }: EntryReference): Generator<void, readonly Fix[], void> {
    const key = JSON.stringify([primal, name, part, index]);
    const { fixes } = this.reading;
    const known = fixes.get(key);
    if (known) return known;
    const pair = this.reading.pairs.find(
      (one) => one.primal === primal && one.derivative === name && this.check(one).part === part,
    );
    const check = pair && this.check(pair);
    const entry = check?.entries.find((one) => one.index.join() === index.join());
    if (!pair || !check || check.verdict !== 'differs' || !entry) return [];
    const tried = { text: this.content, recheck: (edit: TextEdit) => this.recheck(edit, pair) };
    const found = yield* fixEntry(this, { pair, check, entry, ...tried });
    fixes.set(key, found);
    return found;
  }

  /** What the function is a hand-written derivative of, with verdicts; of a layer's way back, one for each argument. */
  derivativesOf(name: string): readonly VerifiedDerivative[] {
    const pairs = this.reading.pairs.filter((pair) => pair.derivative === name && pair.primal !== name);
    const direct = pairs.filter((pair) => pair.evidence.kind !== 'chain');
    return (direct.length > 0 ? direct : pairs).map((pair) => ({
      primal: pair.primal,
      order: pair.order,
      wrt: pair.wrt,
      checks: this.allChecks(pair),
    }));
  }

  /** What questions about a function are answered from. Throws a RangeError for a name that is not in the document. */
  investigation(name: string, selection: Selection): Investigation {
    const definition = this.definition(name);
    const point = this.card(name, selection).at[0]?.point ?? null;
    const { digits, indices } = this.settings;
    const notation = { digits, indices, language: this.language.id };
    const handWritten = this.reading.pairs
      .filter((pair) => pair.primal === name && pair.evidence.kind !== 'chain')
      .map((pair) => ({
        pair,
        primal: definition,
        derivative: this.definition(pair.derivative),
        studies: this.studies,
        settings: this.settings,
        language: this.language.id,
      }));
    return {
      definition,
      studies: this.studies,
      selection,
      point,
      notation,
      handWritten,
      range: (span) => this.range(span),
      offset: (position) => this.reading.lines.offsetAt(position),
      card: (at) => this.card(name, at ? { ...selection, points: [at] } : selection),
    };
  }

  /** What tracing a function gave; `null` where it is not understood. */
  traceOf(name: string): Traced | null {
    const result = this.studies.trace(this.definition(name));
    return result.ok ? result.traced : null;
  }

  /** Functions that look like mathematics and could not be understood, with the reason. */
  unsupported(): { readonly function: string; readonly message: string; readonly range: Range }[] {
    return this.program.definitions.filter(isAnnotated).flatMap((definition) => {
      const result = this.studies.trace(definition);
      if (result.ok) return [];
      const { message, span } = result.reason;
      return [{ function: definition.name, message, range: this.range(span) }];
    });
  }

  definition(name: string): Definition {
    const found = this.reading.byName.get(name);
    if (!found) throw new RangeError(`there is no function ${name} in ${this.uri}`);
    return found;
  }

  has(name: string): boolean {
    const definition = this.reading.byName.get(name);
    return definition !== undefined && isAnnotated(definition);
  }

  range({ start, end }: Span): Range {
    return { start: this.reading.lines.positionAt(start), end: this.reading.lines.positionAt(end) };
  }

  span({ start, end }: Range): Span {
    return { start: this.reading.lines.offsetAt(start), end: this.reading.lines.offsetAt(end) };
  }

  dispose(): void {
    this.text.dispose();
  }

  get program(): Program {
    return this.reading.program;
  }

  /** The verdict on a pair after an edit; `null` where the edit breaks the text or parts the two. */
  private recheck(edit: TextEdit, wanted: Pair): Check | null {
    const trial = new Document({
      uri: this.uri,
      version: this.version,
      text: this.content.slice(0, edit.start) + edit.text + this.content.slice(edit.oldEnd),
      language: this.language,
      parser: this.parser,
      settings: this.settings,
      siblings: this.siblings,
    });
    try {
      // An edit that breaks the text makes nothing right, whatever can still be read of it.
      if (trial.program.problems.length > this.program.problems.length) return null;
      const pair = trial.reading.pairs.find((one) => isSamePair(one, wanted));
      return pair ? trial.check(pair) : null;
    } finally {
      trial.dispose();
    }
  }

  /** The verdict on a pair; of a second derivative beside a first one, what is known of both is taken into account. */
  private judged(pair: Pair): readonly Check[] {
    const check = this.check(pair);
    if (pair.evidence.kind !== 'chain' || check.verdict !== 'differs') return this.allChecks(pair);
    const isWrong = this.verdictsOn(pair.primal, pair.views.primal).includes('differs');
    const own = this.verdictsOn(pair.derivative, pair.views.derivative);
    const isRight = own.some((verdict) => /^(proved|agrees|kink)$/.test(verdict));
    // What is no derivative of either is wrong, whichever of the two was meant.
    if (own.includes('differs') || (!isWrong && !isRight)) return [check];
    const message = `not judged: ${pair.primal} itself ${isWrong ? 'differs' : 'is not what it belongs to'}`;
    return [{ ...check, verdict: 'unknown', message, entries: [] }];
  }

  /** Of a second derivative, what was checked against the function itself is not told a second time. */
  private told(pair: Pair): readonly Check[] {
    if (pair.evidence.kind !== 'chain') return this.judged(pair);
    const own = this.verdictsOn(pair.derivative, pair.views.derivative);
    return own.some((verdict) => verdict !== 'unknown') ? [] : this.judged(pair);
  }

  /** On a derivative, read in one way, those beside the functions that it is said to belong to. */
  private verdictsOn(name: string, view: View | null): Check['verdict'][] {
    return this.reading.pairs
      .filter((one) => one.evidence.kind !== 'chain' && one.derivative === name)
      .filter((one) => one.views.derivative?.label === view?.label)
      .map((one) => this.check(one).verdict);
  }

  private check(pair: Pair): Check {
    return this.allChecks(pair)[0];
  }

  /** The verdict on what a derivative returns; several where it returns several derivatives. */
  private allChecks(pair: Pair): Checks {
    const [primal, derivative] = [this.definition(pair.primal), this.definition(pair.derivative)];
    const { revision } = this;
    const study = this.studies.of(derivative);
    const of = this.studies.of(primal);
    const key = keyOfPair(pair);
    const toRange = (span: Span): Range => this.range(span);
    let known = study.checks.get(key);
    if (known?.primal !== of) {
      const make = (range: (span: Span) => Range): Checks =>
        checksOf({
          pair,
          primal,
          derivative,
          studies: this.studies,
          settings: this.settings,
          language: this.language.id,
          others: () => this.paired(),
          beside: () =>
            this.reading.pairs.filter((one) => one.primal === pair.primal && one.derivative === pair.derivative),
          range,
        });
      const kept = new Kept(make, this.studies.units, toRange, revision);
      known = remember(study.checks, key, { kept, primal: of });
    }
    return known.kept.present(revision, toRange);
  }

  /** The functions that have hand-written derivatives, and these. */
  private paired(): Definition[] {
    const names = new Set(this.reading.pairs.flatMap(({ primal, derivative }) => [primal, derivative]));
    return [...names].map((name) => this.definition(name));
  }

  private get reading(): Reading {
    return this.text.reading;
  }
}

/** More hovers of one text than these are not kept. */
const MOST_HOVERS = 300;

const lensKey = (name: string, selection: Selection | null): string =>
  selection === null ? name : JSON.stringify([name, selection]);

/** A directive `ignore` takes a function out. */
const isAnnotated = (definition: Definition): boolean => !definition.directive?.flags.includes('ignore');
