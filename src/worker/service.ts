/**
 * The service: all parsing, tracing, calculus and setting of formulas behind one interface. It is made once in each
 * worker and knows neither the editor nor how messages travel.
 */
import type { Formula } from '../analysis/card';
import { Document } from '../analysis/document';
import { Siblings } from '../analysis/modules';
import { hoverFor } from '../analysis/hover';
import { answer } from '../analysis/investigations/answer';
import { formulasIn, panelFormulas, panelNames } from '../analysis/panel';
import { copyOf } from '../analysis/shownForms';
import { defaultSettings } from '../analysis/settings';
import type { Settings } from '../analysis/settings';
import type { Language, LanguageParser } from '../languages/language';
import { languageById } from '../languages/registry';
import { prepareParts, renderPicture, renderSvg } from '../notation/svg';
import { parsePoint } from '../numerics/points';
import type { Colour, DocumentVersion, ParsedPoint, Picture, Service } from './protocol';
import { OtherFiles } from './otherFiles';
import { exercises, PRACTICE } from './practice';
import { Seen } from './seen';
import type { Ahead, CreateService, ServiceHost } from './serve';

/** A hover is cut at 100,000 characters by the editor: one picture may take this many. */
const LARGEST_PICTURE = 40_000;

/** What has a larger graph may take too long: whatever is asked meanwhile waits. */
const LARGEST_AHEAD = 1500;

export const createService: CreateService = (load, host) => Promise.resolve(new DocumentService(load, host));

class DocumentService implements Service {
  private readonly documents = new Map<string, Document>();
  private settings: Settings = defaultSettings;

  private readonly seen = new Seen();
  private readonly otherFiles: OtherFiles;
  /** Parsers of the languages that have been met. */
  private readonly parsers = new Map<string, LanguageParser>();
  /** Grammars are loaded once; what failed is not tried again. */
  private readonly prepared = new Map<string, Promise<void>>();
  /** By the language that imports them. */
  private readonly siblings = new Map<string, Siblings>();
  /** What is left of it: begun when a document is open, and done once. */
  private practice: Generator<void, void, void> | null = null;
  private hasPractised = false;

  constructor(
    private readonly load: Parameters<CreateService>[0],
    private readonly host: ServiceHost,
  ) {
    this.otherFiles = new OtherFiles(
      (path) => this.documents.get(path)?.content,
      (path) => host.read(path),
    );
  }

  prepare = (id: string): Promise<void> | null => {
    const language = languageById(id);
    if (!language || this.prepared.has(id)) return null;
    const ready = language.createParser(this.load).then((parser) => {
      this.parsers.set(id, parser);
      this.siblings.set(id, new Siblings(parser, (path) => this.otherFiles.read(path)));
    });
    this.prepared.set(id, ready);
    return ready;
  };

  configure(settings: Settings): void {
    this.settings = settings;
    for (const document of this.documents.values()) document.configure(settings);
  }

  open({ uri, version, language: id, text }: DocumentVersion & { language: string; text: string }): void {
    const language = languageById(id);
    const parser = this.parsers.get(id);
    if (!language || !parser) throw new RangeError(`no language ${id}`);
    this.documents.get(uri)?.dispose();
    const siblings = this.siblings.get(id);
    const options = { uri, version, text, language, parser, settings: this.settings, ...(siblings && { siblings }) };
    this.documents.set(uri, new Document(options));
    this.otherFiles.forget(uri);
    this.tellOthers(uri);
  }

  change({ uri, version, edits }: Parameters<Service['change']>[0]): void {
    this.document(uri).change(version, edits);
    this.tellOthers(uri);
  }

  close({ uri }: { uri: string }): void {
    this.documents.get(uri)?.dispose();
    this.documents.delete(uri);
    this.otherFiles.forget(uri);
    this.tellOthers(uri);
    const paths = new Set([...this.documents.values()].flatMap(({ otherFiles }) => [...otherFiles]));
    this.otherFiles.keep(paths);
    for (const siblings of this.siblings.values()) siblings.keep(paths);
  }

  files({ files }: Parameters<Service['files']>[0]): void {
    for (const { uri, text } of files) {
      // An open document is what its editor has.
      if (this.documents.has(uri)) continue;
      const arrived = this.otherFiles.arrived(uri, text);
      if (arrived !== 'same' && this.concerns(uri) && arrived === 'other') this.host.news();
    }
  }

  /** Whether the answer about a document may be another one when a file has been read that was asked for. */
  isWaiting = (uri: string): boolean =>
    this.otherFiles.isAwaiting &&
    [...(this.documents.get(uri)?.otherFiles ?? [])].some((path) => this.otherFiles.awaits(path));

  heldNodes = (): number => [...this.documents.values()].reduce((sum, { counts }) => sum + counts.nodes, 0);

  private tellOthers(changed: string): void {
    if (this.concerns(changed)) this.host.news();
  }

  /** Forgets what was found with another file; tells whether that is anything. */
  private concerns(changed: string): boolean {
    for (const siblings of this.siblings.values()) siblings.forget(changed);
    const others = [...this.documents.values()].filter(({ uri }) => uri !== changed);
    return others.map((document) => document.otherChanged(changed)).includes(true);
  }

  outline({ uri }: DocumentVersion): ReturnType<Service['outline']> {
    return this.document(uri).outlineInSteps();
  }

  functionAt({ uri, position }: Parameters<Service['functionAt']>[0]): string | null {
    return this.document(uri).functionAt(position);
  }

  lens({ uri, function: name, selection }: Parameters<Service['lens']>[0]): ReturnType<Service['lens']> {
    const document = this.document(uri);
    if (!document.has(name)) return null;
    const lens = document.lens(name, selection);
    if (lens && !selection) this.seen.put(uri, name);
    return lens;
  }

  /** The hover of a function that somebody sees: it takes far longer than the lens above it. */
  ahead(): Ahead | null {
    for (let next = this.seen.take(); next; next = this.seen.take()) {
      const { uri, name } = next;
      const document = this.documents.get(uri);
      if (!document?.has(name) || this.isWaiting(uri)) continue;
      const size = document.traceOf(name)?.graph.size ?? Infinity;
      if (size <= LARGEST_AHEAD) return { uri, run: () => this.prepareHover(document, name) };
    }
    return null;
  }

  practise(): Ahead | null {
    const [document] = this.documents.values();
    const parser = document && this.parsers.get(document.language.id);
    if (this.hasPractised || !document || !parser) return null;
    const practice = (this.practice ??= this.practiceWith(document.language, parser));
    return { uri: document.uri, run: () => void (this.hasPractised = practice.next().done === true) };
  }

  /** A function at a time. */
  private *practiceWith(language: Language, parser: LanguageParser): Generator<void, void, void> {
    for (const text of exercises(language)) {
      const { settings } = this;
      const document = new Document({ uri: PRACTICE, version: 1, text, language, parser, settings });
      try {
        for (const name of document.functions()) {
          this.prepareHover(document, name);
          yield;
        }
      } finally {
        document.dispose();
      }
    }
  }

  private prepareHover(document: Document, name: string): void {
    const reference = document.referenceAt(document.range(document.definition(name).function.nameSpan).start);
    if (!reference) return;
    hoverFor(document, reference, this.settings, ({ latex }) => {
      prepareParts(latex);
      return null;
    });
  }

  hover({ uri, position, colour }: Parameters<Service['hover']>[0]): ReturnType<Service['hover']> {
    const document = this.document(uri);
    const reference = document.referenceAt(position);
    if (!reference) return null;
    const { start } = reference.span;
    const parameter = reference.kind === 'parameter' ? reference.parameter.name : null;
    const key = JSON.stringify([reference.definition.name, parameter, start, colour]);
    const set = (formula: Formula): Picture | null => pictureOf(formula, colour);
    return document.hover(key, () => hoverFor(document, reference, this.settings, set));
  }

  card({ uri, function: name, selection }: Parameters<Service['card']>[0]): ReturnType<Service['card']> {
    const document = this.document(uri);
    if (!document.has(name)) return null;
    const card = document.card(name, selection);
    return { card, ...panelNames(card), svgs: setFormulas(panelFormulas(card)) };
  }

  copy({ uri, function: name, selection, format }: Parameters<Service['copy']>[0]): string | null {
    const document = this.document(uri);
    if (!document.has(name)) return null;
    return copyOf(document.card(name, selection), format);
  }

  *investigate(asked: Parameters<Service['investigate']>[0]): ReturnType<Service['investigate']> {
    const document = this.document(asked.uri);
    if (!document.has(asked.function)) return null;
    const investigation = document.investigation(asked.function, asked.selection ?? {});
    const answered = yield* answer(asked.question, investigation);
    return { ...answered, svgs: setFormulas(formulasIn(answered)) };
  }

  parsePoint({ uri, function: name, selection, text }: Parameters<Service['parsePoint']>[0]): ParsedPoint {
    const document = this.document(uri);
    if (!document.has(name))
      return { ok: false, message: `There is no function ${name} any more.`, argument: null, offset: null };
    const { inputs } = document.card(name, selection);
    return parsePoint(
      text,
      inputs.filter((input) => input.numeric),
    );
  }

  *status({ uri }: DocumentVersion): ReturnType<Service['status']> {
    const document = this.document(uri);
    const outline = yield* document.outlineInSteps();
    return {
      functions: outline.length,
      differentiable: outline.filter((entry) => entry.differentiable).length,
      unsupported: document.unsupported(),
      syntaxErrors: document.problems().length,
    };
  }

  checks({ uri }: DocumentVersion): ReturnType<Service['checks']> {
    return this.document(uri).checksInSteps();
  }

  fixes({ uri, ...entry }: Parameters<Service['fixes']>[0]): ReturnType<Service['fixes']> {
    return this.document(uri).fixes(entry);
  }

  private document(uri: string): Document {
    const document = this.documents.get(uri);
    if (!document) throw new RangeError(`The document ${uri} is not open.`);
    return document;
  }
}

/** SVGs by their LaTeX. In place of what cannot be set the page shows the formula's plain text, not its LaTeX. */
function setFormulas(formulas: readonly Formula[]): Record<string, string> {
  const set = formulas.map(({ latex }) => ({ latex, ...renderSvg(latex, { display: true }) }));
  return Object.fromEntries(set.filter(({ isSet }) => isSet).map(({ latex, svg }) => [latex, svg] as const));
}

function pictureOf(formula: Formula, colour: Colour): Picture | null {
  const picture = renderPicture(formula.latex, { colour, alternative: formula.text });
  return picture.data.length <= LARGEST_PICTURE ? picture : null;
}
