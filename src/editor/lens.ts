/**
 * The line above each function that has a derivative. What it says is worked out when it comes into view. Beside it, and
 * above hand-written derivatives, stands the verdict as soon as it is known.
 */
import * as vscode from 'vscode';
import type { DocumentVersion, Lens, OutlineEntry } from '../worker/protocol';
import type { Checks } from './checks';
import { SELECTOR } from './languages';
import { LensCommands } from './lensCommands';
import type { Session } from './session';
import type { Source } from './source';
import type { CommandTarget } from './target';

class FunctionLens extends vscode.CodeLens {
  constructor(
    range: vscode.Range,
    readonly version: DocumentVersion,
    readonly target: CommandTarget,
    /** What is known already needs no second question. */
    known: vscode.Command | undefined,
  ) {
    super(range, known);
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
  /** What the lenses of a document looked like when VS Code last asked for them. */
  readonly #shown = new WeakMap<vscode.TextDocument, string>();
  readonly #commands = new LensCommands();
  readonly #subscriptions: vscode.Disposable;

  constructor(
    private readonly session: Session,
    private readonly checks: Checks,
  ) {
    const changed = (): void => void this.#compare();
    this.#subscriptions = vscode.Disposable.from(
      vscode.languages.registerCodeLensProvider(SELECTOR, this),
      session.onNews(changed),
      checks.onDidChange(changed),
      session.settings.onDidChange(changed),
    );
  }

  async provideCodeLenses(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeLens[]> {
    const lenses = await this.#lenses(document, token);
    if (lenses) this.#shown.set(document, appearance(lenses));
    return lenses ?? [];
  }

  /** `null` while it cannot be told. */
  async #lenses(document: vscode.TextDocument, token?: vscode.CancellationToken): Promise<vscode.CodeLens[] | null> {
    const source = this.session.settings.showsCodeLens(document) && this.session.documents.sourceOf(document);
    if (!source) return [];
    const version: DocumentVersion = { uri: source.uri, version: source.version };
    const answer = await this.session.client.request('outline', version, token);
    if (answer.kind !== 'ok') return answer.kind === 'failed' ? [] : null;
    // Above a hand-written derivative the verdict is what one looks for, not what its own derivative is.
    const judged = new Set(
      this.checks
        .lastOf(source)
        .flatMap(({ marks, primal, function: name }) => (marks && name !== primal ? [name] : [])),
    );
    const functions = answer.value.flatMap(({ function: name, nameRange, differentiable, lens }) => {
      const place = differentiable && !judged.has(name) ? source.place(nameRange) : null;
      if (place?.document !== document) return [];
      const target: CommandTarget = { uri: source.uri, function: name };
      return [new FunctionLens(place.range, version, target, lens ? this.#command(target, lens) : undefined)];
    });
    return [...functions, ...this.#verdicts(source, document, answer.value)];
  }

  /**
   * Has VS Code ask again only where something else would now be shown: lenses that are put in place anew may move.
   */
  async #compare(): Promise<void> {
    for (const document of vscode.workspace.textDocuments) {
      const before = this.#shown.get(document);
      if (before === undefined) continue;
      const lenses = await this.#lenses(document);
      // Text that has changed meanwhile is asked about by VS Code itself.
      if (!lenses || appearance(lenses) === before || this.#shown.get(document) !== before) continue;
      this.#changed.fire();
      return;
    }
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
        // A verdict leads to the function's panel, which shows both derivatives.
        const target: CommandTarget = { uri: source.uri, function: check.primal };
        const said = { title: isCurrent ? title : '…', tooltip: message };
        return [new VerdictLens(place.range, this.#command(target, said))];
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
    if (!found) this.#forget(lens.target.uri);
    lens.command = this.#command(lens.target, found ?? { title: '∇', tooltip: '' });
    return lens;
  }

  /** What is shown of a document is not all that there is to say: the next occasion will do. */
  #forget(uri: string): void {
    for (const document of this.session.documents.source(uri)?.parts ?? [])
      if (this.#shown.has(document)) this.#shown.set(document, '');
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
    this.#commands.dispose();
  }

  #command(target: CommandTarget, { title, tooltip }: Lens): vscode.Command {
    return { title, tooltip, command: this.#commands.open(target) };
  }
}

/** What a person sees of lenses, and where: titles that are still to be found are the same for all. */
function appearance(lenses: readonly vscode.CodeLens[]): string {
  return JSON.stringify(
    lenses.map((lens) => [
      lens.range,
      lens instanceof VerdictLens ? [lens.verdict.title, lens.verdict.tooltip] : (lens as FunctionLens).target.function,
    ]),
  );
}
