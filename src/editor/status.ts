/** The language status item: what Gradlens knows of the file in front, what it is doing, and why something failed. */
import * as vscode from 'vscode';
import type { DocumentStatus } from '../worker/protocol';
import { Debounce } from './debounce';
import { answerProblem, failureMessage } from './failures';
import { SELECTOR } from './languages';
import type { Session } from './session';

/** Milliseconds without a change before the file is counted again: what a person looks at comes first. */
const PAUSE = 1000;

export class Status implements vscode.Disposable {
  readonly #item = vscode.languages.createLanguageStatusItem('gradlens.status', SELECTOR);
  readonly #debounce = new Debounce(PAUSE);
  readonly #busy = new Debounce(PATIENCE);
  readonly #subscriptions: vscode.Disposable;
  #asking: vscode.CancellationTokenSource | null = null;

  constructor(private readonly session: Session) {
    this.#item.name = 'Gradlens';
    this.#item.command = { command: 'gradlens.showLog', title: vscode.l10n.t('Show Log') };
    this.#say(vscode.l10n.t('Gradlens'), '', vscode.LanguageStatusSeverity.Information);
    const soon = (): void => this.#debounce.run(() => void this.#count());
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(soon),
      session.documents.onDidChange(soon),
      session.settings.onDidChange(soon),
      session.onNews(soon),
    );
    soon();
  }

  /** The worker began or ended something. Short work is not worth a sign. */
  showActivity(busy: boolean): void {
    if (!busy) {
      this.#busy.cancel();
      this.#item.busy = false;
    } else if (!this.#item.busy) this.#busy.runUnlessWaiting(() => (this.#item.busy = true));
  }

  dispose(): void {
    this.#asking?.cancel();
    this.#debounce.dispose();
    this.#busy.dispose();
    this.#subscriptions.dispose();
    this.#item.dispose();
  }

  async #count(): Promise<void> {
    this.#asking?.cancel();
    const document = vscode.window.activeTextEditor?.document;
    const source = document && this.session.documents.sourceOf(document);
    if (!document || !source) return;
    if (!this.session.settings.isEnabled(document)) {
      return this.#say(vscode.l10n.t('Gradlens is off'), '', vscode.LanguageStatusSeverity.Information);
    }
    const { failure } = this.session.client.state;
    if (failure) return this.#say(vscode.l10n.t('Gradlens stopped'), failureMessage(failure), ERROR);
    this.#asking = new vscode.CancellationTokenSource();
    const version = { uri: source.uri, version: source.version };
    const answer = await this.session.client.request('status', version, this.#asking.token);
    const problem = answerProblem(answer);
    if (problem !== null) this.#say(vscode.l10n.t('Gradlens: this file is not read'), problem, ERROR);
    else if (answer.kind === 'ok') this.#showCounts(answer.value);
  }

  #showCounts({ functions, differentiable, unsupported, syntaxErrors }: DocumentStatus): void {
    const text = vscode.l10n.t('Gradlens: {0} of {1} functions differentiated', differentiable, functions);
    const reasons = unsupported
      .slice(0, 3)
      .map(({ function: name, message, range }) => `${name} (${range.start.line + 1}): ${message}`);
    if (unsupported.length > reasons.length) {
      reasons.push(vscode.l10n.t('and {0} more', unsupported.length - reasons.length));
    }
    if (syntaxErrors > 0) reasons.unshift(vscode.l10n.t('syntax errors: {0}', syntaxErrors));
    this.#say(text, reasons.join('; '), vscode.LanguageStatusSeverity.Information);
  }

  #say(text: string, detail: string, severity: vscode.LanguageStatusSeverity): void {
    this.#item.text = text;
    this.#item.detail = detail;
    this.#item.severity = severity;
    this.#item.accessibilityInformation = { label: detail === '' ? text : `${text}. ${detail}` };
  }
}

const ERROR = vscode.LanguageStatusSeverity.Error;
/** Milliseconds of work after which it shows. */
const PATIENCE = 300;
