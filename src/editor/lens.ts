/**
 * The line above each function that has a derivative. What it says is worked out when it comes into view. Beside it, and
 * above hand-written derivatives, stands the verdict as soon as it is known.
 */
import * as vscode from 'vscode';
import type { DocumentCheck, DocumentVersion, OutlineEntry } from '../worker/protocol';
import type { Checks } from './checks';
import { SELECTOR } from './languages';
import type { Session } from './session';
import type { Source } from './source';
import type { CommandTarget } from './target';

class FunctionLens extends vscode.CodeLens {
  constructor(
    range: vscode.Range,
    readonly version: DocumentVersion,
    readonly target: CommandTarget,
  ) {
    super(range);
  }
}

/** What it says is known already, but shown like the other only where a person looks. */
class VerdictLens extends vscode.CodeLens {
  constructor(
    range: vscode.Range,
    readonly verdict: vscode.Command,
  ) {
    super(range);
  }
}

export class Lenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;

  constructor(
    private readonly session: Session,
    private readonly checks: Checks,
  ) {
    const changed = (): void => this.#changed.fire();
    this.#subscriptions = vscode.Disposable.from(
      vscode.languages.registerCodeLensProvider(SELECTOR, this),
      session.onNews(changed),
      checks.onDidChange(changed),
      session.settings.onDidChange(changed),
    );
  }

  async provideCodeLenses(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeLens[]> {
    const source = this.session.settings.showsCodeLens(document) && this.session.documents.sourceOf(document);
    if (!source) return [];
    const version: DocumentVersion = { uri: source.uri, version: source.version };
    const answer = await this.session.client.request('outline', version, token);
    if (answer.kind !== 'ok') return [];
    const functions = answer.value.flatMap(({ function: name, nameRange, differentiable }) => {
      const place = differentiable ? source.place(nameRange) : null;
      if (place?.document !== document) return [];
      return [new FunctionLens(place.range, version, { uri: source.uri, function: name })];
    });
    return [...functions, ...this.#verdicts(source, document, answer.value)];
  }

  /** Until the verdict on the present text is known, what it was of an older one is not said, but keeps its room. */
  #verdicts(source: Source, document: vscode.TextDocument, outline: readonly OutlineEntry[]): vscode.CodeLens[] {
    const isCurrent = this.checks.of(source) !== null;
    return this.checks.lastOf(source).flatMap((check) => {
      const { marks, primal, message, function: derivative } = check;
      if (!marks) return [];
      const own = { name: derivative, title: marks.derivative };
      const places = derivative === primal ? [own] : [{ name: primal, title: marks.primal }, own];
      return places.flatMap(({ name, title }) => {
        const entry = outline.find((one) => one.function === name);
        const place = entry && source.place(entry.nameRange);
        if (place?.document !== document) return [];
        return [new VerdictLens(place.range, commandOf(isCurrent ? title : '…', message, source, check))];
      });
    });
  }

  async resolveCodeLens(lens: vscode.CodeLens, token: vscode.CancellationToken): Promise<vscode.CodeLens> {
    if (lens instanceof VerdictLens) lens.command = lens.verdict;
    if (!(lens instanceof FunctionLens)) return lens;
    const reference = { ...lens.version, function: lens.target.function };
    const answer = await this.session.client.request('lens', reference, token);
    // Without an answer the title is plain; VS Code asks again when the text has changed or there is news.
    const found = answer.kind === 'ok' ? answer.value : null;
    lens.command = {
      title: found?.title ?? '∇',
      tooltip: found?.tooltip ?? '',
      command: 'gradlens.openPanel',
      arguments: [lens.target],
    };
    return lens;
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
  }
}

/** A verdict leads to the function's panel, which shows both derivatives. */
function commandOf(title: string, tooltip: string, { uri }: Source, { primal }: DocumentCheck): vscode.Command {
  const target: CommandTarget = { uri, function: primal };
  return { title, tooltip, command: 'gradlens.openPanel', arguments: [target] };
}
