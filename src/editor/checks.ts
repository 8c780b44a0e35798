/** The verdicts on the hand-written derivatives of the open documents: asked for when the text has come to rest. */
import * as vscode from 'vscode';
import type { DocumentCheck } from '../worker/protocol';
import { Debounce } from './debounce';
import type { Session } from './session';
import type { Source } from './source';

/** Milliseconds without a change before derivatives are checked: a half-typed one is not worth a word. */
const PAUSE = 600;

interface Known {
  readonly version: number;
  readonly checks: readonly DocumentCheck[];
}

interface Asking {
  readonly debounce: Debounce;
  question: vscode.CancellationTokenSource | null;
}

export class Checks implements vscode.Disposable {
  readonly #known = new Map<string, Known>();
  readonly #asking = new Map<string, Asking>();
  readonly #changed = new vscode.EventEmitter<Source>();
  /** There are new verdicts on a document, or none any more: it was closed, or is no longer annotated. */
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;

  constructor(private readonly session: Session) {
    const all = (): void => session.documents.all.forEach((source) => this.#soon(source));
    this.#subscriptions = vscode.Disposable.from(
      session.documents.onDidChange((source) => this.#soon(source)),
      session.documents.onDidClose((source) => this.#forget(source)),
      session.settings.onDidChange(all),
      session.onNews(all),
    );
    all();
  }

  /** What is known of a document's present text; `null` while it is not. */
  of({ uri, version }: Source): readonly DocumentCheck[] | null {
    const known = this.#known.get(uri);
    return known?.version === version ? known.checks : null;
  }

  /** What was known last, perhaps of an older text: whose places are no longer right. */
  lastOf({ uri }: Source): readonly DocumentCheck[] {
    return this.#known.get(uri)?.checks ?? [];
  }

  dispose(): void {
    for (const { debounce, question } of this.#asking.values()) {
      debounce.dispose();
      question?.cancel();
    }
    this.#subscriptions.dispose();
    this.#changed.dispose();
  }

  #soon(source: Source): void {
    let asking = this.#asking.get(source.uri);
    if (!asking) this.#asking.set(source.uri, (asking = { debounce: new Debounce(PAUSE), question: null }));
    asking.debounce.run(() => void this.#ask(source));
  }

  async #ask(source: Source): Promise<void> {
    const asking = this.#asking.get(source.uri);
    if (!asking) return;
    asking.question?.cancel();
    if (!source.parts.some((part) => this.session.settings.isEnabled(part))) return this.#set(source, []);
    const question = new vscode.CancellationTokenSource();
    asking.question = question;
    const version = { uri: source.uri, version: source.version };
    const answer = await this.session.client.request('checks', version, question.token);
    if (asking.question === question) asking.question = null;
    question.dispose();
    // Closed meanwhile, or opened anew.
    if (this.#asking.get(source.uri) !== asking) return;
    if (answer.kind === 'ok') this.#set(source, answer.value, version.version);
    else if (answer.kind === 'failed' || answer.kind === 'error') this.#set(source, []);
  }

  #set(source: Source, checks: readonly DocumentCheck[], version = source.version): void {
    this.#known.set(source.uri, { version, checks });
    this.#changed.fire(source);
  }

  #forget(source: Source): void {
    const asking = this.#asking.get(source.uri);
    asking?.debounce.dispose();
    asking?.question?.cancel();
    this.#asking.delete(source.uri);
    this.#known.delete(source.uri);
    this.#changed.fire(source);
  }
}
