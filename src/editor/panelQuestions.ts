/** The questions that the panel's page asks about the function shown, on their way to the worker and back. */
import * as vscode from 'vscode';
import type { Target, ToHost, ToPage } from '../panel/messages';
import type { SetAnswer } from '../worker/protocol';
import { answerProblem } from './failures';
import { askAbout, selectionOf, type Session } from './session';

type Ask = Extract<ToHost, { kind: 'ask' }>;

export class PanelQuestions implements vscode.Disposable {
  readonly #asked = new Map<number, vscode.CancellationTokenSource>();

  constructor(
    private readonly session: Session,
    private readonly send: (message: ToPage) => void,
  ) {}

  /** Answers the question, unless it is dismissed before or the text cannot be kept up with: then a `show` follows. */
  async ask({ id, question }: Ask, target: Target): Promise<void> {
    const { token } = this.#begin(id);
    const selection = selectionOf(this.session, target);
    const answer = await askAbout(this.session, target.uri, (version) =>
      this.session.client.request('investigate', { ...version, function: target.function, selection, question }, token),
    );
    this.#asked.delete(id);
    if (token.isCancellationRequested || answer.kind === 'stale' || answer.kind === 'cancelled') return;
    const unanswered = (reason: string): SetAnswer => ({ kind: 'unanswered', reason, svgs: {} });
    const gone = vscode.l10n.t('There is no function {0} any more.', target.function);
    this.send({
      kind: 'answer',
      id,
      answer: answer.kind === 'ok' ? (answer.value ?? unanswered(gone)) : unanswered(answerProblem(answer) ?? ''),
    });
  }

  dismiss(id: number): void {
    this.#asked.get(id)?.cancel();
    this.#asked.delete(id);
  }

  /** The page is gone, or begins anew. */
  dispose(): void {
    for (const token of this.#asked.values()) token.cancel();
    this.#asked.clear();
  }

  #begin(id: number): vscode.CancellationTokenSource {
    const source = new vscode.CancellationTokenSource();
    this.#asked.get(id)?.cancel();
    this.#asked.set(id, source);
    return source;
  }
}
