/**
 * The service: all parsing, tracing, calculus and setting of formulas behind one interface. It is made once in each
 * worker and knows neither the editor nor how messages travel.
 */
import type { Formula } from '../analysis/card';
import { Document } from '../analysis/document';
import { hoverFor } from '../analysis/hover';
import { panelFormulas, panelNames } from '../analysis/panel';
import { defaultSettings } from '../analysis/settings';
import type { Settings } from '../analysis/settings';
import type { LanguageParser } from '../languages/language';
import { languageById } from '../languages/registry';
import { renderPicture, renderSvg } from '../notation/svg';
import { parsePoint } from '../numerics/points';
import type { Colour, DocumentVersion, ParsedPoint, Picture, Service } from './protocol';
import type { CreateService } from './serve';

/** A hover is cut at 100,000 characters by the editor: one picture may take this many. */
const LARGEST_PICTURE = 40_000;

export const createService: CreateService = async (load) => {
  const parsers = new Map<string, LanguageParser>();
  const python = languageById('python');
  if (python) parsers.set(python.id, await python.createParser(load));
  return new DocumentService(parsers);
};

class DocumentService implements Service {
  private readonly documents = new Map<string, Document>();
  private settings: Settings = defaultSettings;

  constructor(private readonly parsers: ReadonlyMap<string, LanguageParser>) {}

  configure(settings: Settings): void {
    this.settings = settings;
    for (const document of this.documents.values()) document.configure(settings);
  }

  open({ uri, version, language: id, text }: DocumentVersion & { language: string; text: string }): void {
    const language = languageById(id);
    const parser = this.parsers.get(id);
    if (!language || !parser) throw new RangeError(`no language ${id}`);
    this.documents.get(uri)?.dispose();
    // What a document imports from is read from the other open documents.
    const readFile = (path: string): string | undefined => this.documents.get(path)?.content;
    this.documents.set(uri, new Document({ uri, version, text, language, parser, settings: this.settings, readFile }));
    this.tellOthers(uri);
  }

  change({ uri, version, edits }: Parameters<Service['change']>[0]): void {
    this.document(uri).change(version, edits);
    this.tellOthers(uri);
  }

  close({ uri }: { uri: string }): void {
    this.documents.get(uri)?.dispose();
    this.documents.delete(uri);
    this.tellOthers(uri);
  }

  private tellOthers(changed: string): void {
    for (const document of this.documents.values()) if (document.uri !== changed) document.otherChanged(changed);
  }

  outline({ uri }: DocumentVersion): ReturnType<Service['outline']> {
    return this.document(uri).outlineInSteps();
  }

  functionAt({ uri, position }: Parameters<Service['functionAt']>[0]): string | null {
    return this.document(uri).functionAt(position);
  }

  lens({ uri, function: name, selection }: Parameters<Service['lens']>[0]): ReturnType<Service['lens']> {
    const document = this.document(uri);
    return document.has(name) ? document.lens(name, selection) : null;
  }

  hover({ uri, position, colour }: Parameters<Service['hover']>[0]): ReturnType<Service['hover']> {
    const document = this.document(uri);
    const reference = document.referenceAt(position);
    return reference && hoverFor(document, reference, this.settings, (formula) => pictureOf(formula, colour));
  }

  card({ uri, function: name, selection }: Parameters<Service['card']>[0]): ReturnType<Service['card']> {
    const document = this.document(uri);
    if (!document.has(name)) return null;
    const card = document.card(name, selection);
    // In place of what cannot be set the page shows the formula's plain text, not its LaTeX.
    const set = panelFormulas(card).map(({ latex }) => ({ latex, ...renderSvg(latex, { display: true }) }));
    const svgs = set.filter(({ isSet }) => isSet).map(({ latex, svg }) => [latex, svg] as const);
    return { card, ...panelNames(card), svgs: Object.fromEntries(svgs) };
  }

  copy({ uri, function: name, selection, format }: Parameters<Service['copy']>[0]): string | null {
    const document = this.document(uri);
    if (!document.has(name)) return null;
    const { derivative } = document.card(name, selection);
    if (!derivative) return null;
    if (format === 'code') return derivative.code || null;
    return (format === 'latex' ? derivative.equation?.latex : derivative.equation?.text) ?? null;
  }

  *investigate(asked: Parameters<Service['investigate']>[0]): ReturnType<Service['investigate']> {
    const document = this.document(asked.uri);
    if (!document.has(asked.function)) return null;
    return yield* document.investigate(asked.function, asked.selection ?? {}, asked.question);
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

function pictureOf(formula: Formula, colour: Colour): Picture | null {
  const picture = renderPicture(formula.latex, { colour, alternative: formula.text });
  return picture.data.length <= LARGEST_PICTURE ? picture : null;
}
