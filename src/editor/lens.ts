/** The line above each function that has a derivative. What it says is worked out when it comes into view. */
import * as vscode from 'vscode';
import type { DocumentVersion } from '../worker/protocol';
import { SELECTOR } from './languages';
import type { Session } from './session';
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

export class Lenses implements vscode.CodeLensProvider<FunctionLens>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;

  constructor(private readonly session: Session) {
    const changed = (): void => this.#changed.fire();
    this.#subscriptions = vscode.Disposable.from(
      vscode.languages.registerCodeLensProvider(SELECTOR, this),
      session.onNews(changed),
      session.settings.onDidChange(changed),
    );
  }

  async provideCodeLenses(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<FunctionLens[]> {
    const source = this.session.settings.showsCodeLens(document) && this.session.documents.sourceOf(document);
    if (!source) return [];
    const version: DocumentVersion = { uri: source.uri, version: source.version };
    const answer = await this.session.client.request('outline', version, token);
    if (answer.kind !== 'ok') return [];
    return answer.value.flatMap(({ function: name, nameRange, differentiable }) => {
      const place = differentiable ? source.place(nameRange) : null;
      if (place?.document !== document) return [];
      return [new FunctionLens(place.range, version, { uri: source.uri, function: name })];
    });
  }

  async resolveCodeLens(lens: FunctionLens, token: vscode.CancellationToken): Promise<FunctionLens> {
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
