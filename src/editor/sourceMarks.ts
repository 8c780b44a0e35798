/**
 * The panel's cells in the source: marks the expressions that the selected entry comes from, by their share, and tells
 * the page which entries the expression at the cursor has a part in. Nothing while the panel is hidden.
 */
import * as vscode from 'vscode';
import type { Target, ToHost, ToPage } from '../panel/messages';
import type { AnswerOf, QuestionOf } from '../worker/protocol';
import { byStrength, STRENGTHS, type Marked } from './contribution';
import { Debounce } from './debounce';
import { askAbout, selectionOf, type Session } from './session';

type Look = Extract<ToHost, { kind: 'look' }>;

/** Milliseconds that the cursor rests. */
const PAUSE = 200;

export class SourceMarks implements vscode.Disposable {
  readonly #decorations = STRENGTHS.map((_, i) =>
    vscode.window.createTextEditorDecorationType({
      backgroundColor: new vscode.ThemeColor(`gradlens.contribution${i + 1}`),
      borderRadius: '2px',
      overviewRulerColor: new vscode.ThemeColor(`gradlens.contribution${i + 1}`),
      overviewRulerLane: vscode.OverviewRulerLane.Center,
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
      // In high contrast there are no backgrounds: the thickness of a line tells.
      border: `${['2px solid', '1px solid', '1px dashed', '1px dotted'][i]}`,
      borderColor: new vscode.ThemeColor('gradlens.contributionBorder'),
    }),
  );
  readonly #debounce = new Debounce(PAUSE);
  readonly #subscriptions: vscode.Disposable;
  #look: { readonly target: Target; readonly look: Look } | null = null;
  #marked: readonly (readonly Marked[])[] = [];
  #asking: vscode.CancellationTokenSource | null = null;
  #askingCursor: vscode.CancellationTokenSource | null = null;
  /** What the page was told last. */
  #told = 'null';

  constructor(
    private readonly session: Session,
    private readonly send: (message: ToPage) => void,
  ) {
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeTextEditorSelection(() => this.#debounce.run(() => void this.#followCursor())),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#draw()),
      session.documents.onDidChange(({ uri }) => {
        // Places are those of the old text; the page looks anew at what is shown then.
        if (uri === this.#look?.target.uri) this.#mark([]);
      }),
      session.settings.onDidChange(() => void this.#update()),
    );
  }

  /** The page looks at an entry, or at none. */
  async look(target: Target, look: Look): Promise<void> {
    this.#look = { target, look };
    this.#told = 'null';
    await Promise.all([this.#update(), this.#followCursor()]);
  }

  /** The page is gone or hidden. */
  clear(): void {
    this.#look = null;
    this.#asking?.cancel();
    this.#askingCursor?.cancel();
    this.#debounce.cancel();
    this.#mark([]);
  }

  dispose(): void {
    this.clear();
    this.#subscriptions.dispose();
    for (const decoration of this.#decorations) decoration.dispose();
  }

  async #update(): Promise<void> {
    this.#asking?.cancel();
    const now = this.#look;
    if (!now?.look.entry || !this.session.settings.marksSource) return this.#mark([]);
    const { target, look } = now;
    const { row, column } = now.look.entry;
    const { token } = (this.#asking = new vscode.CancellationTokenSource());
    const question = { kind: 'influence', point: look.point, row, column, order: look.order } as const;
    const answer = await this.#ask<'influence'>(target, question, token);
    if (!token.isCancellationRequested) this.#mark(answer ? byStrength(answer) : []);
  }

  async #followCursor(): Promise<void> {
    this.#askingCursor?.cancel();
    const now = this.#look;
    const editor = vscode.window.activeTextEditor;
    const source = editor && this.session.documents.sourceOf(editor.document);
    if (!now || !editor || source?.uri !== now.target.uri || !this.session.settings.marksSource) {
      // The panel itself has the focus: what the cursor was at stays.
      if (now && editor && source?.uri !== now.target.uri) this.#tell(null);
      return;
    }
    const position = source.position(editor.document, editor.selection.active);
    if (!position) return;
    const { token } = (this.#askingCursor = new vscode.CancellationTokenSource());
    const { line, character } = position;
    const { point, order } = now.look;
    const question = { kind: 'influenced', point, position: { line, character }, order } as const;
    const answer = await this.#ask<'influenced'>(now.target, question, token);
    if (token.isCancellationRequested) return;
    const place = answer?.range && source.place(answer.range);
    if (!answer || !place) return this.#tell(null);
    const expression = place.document.getText(place.range).replace(/\s+/g, ' ').slice(0, LONGEST_EXPRESSION);
    this.#tell({ expression, rows: answer.rows, columns: answer.columns });
  }

  async #ask<K extends 'influence' | 'influenced'>(
    target: Target,
    question: QuestionOf<K>,
    token: vscode.CancellationToken,
  ): Promise<AnswerOf<K> | null> {
    const selection = selectionOf(this.session, target);
    const asked = question as QuestionOf<'influence'> | QuestionOf<'influenced'>;
    const answer = await askAbout(this.session, target.uri, (version) =>
      this.session.client.request(
        'investigate',
        { ...version, function: target.function, selection, question: asked },
        token,
      ),
    );
    // Where there is no answer there is nothing to mark: the page says why of its own questions.
    return answer.kind === 'ok' && answer.value?.kind === question.kind ? answer.value.answer : null;
  }

  #tell(influenced: Extract<ToPage, { kind: 'influenced' }>['influenced']): void {
    const text = JSON.stringify(influenced);
    if (text === this.#told) return;
    this.#told = text;
    this.send({ kind: 'influenced', influenced });
  }

  #mark(marked: readonly (readonly Marked[])[]): void {
    this.#marked = marked;
    this.#draw();
  }

  #draw(): void {
    const source = this.#look && this.session.documents.source(this.#look.target.uri);
    for (const editor of vscode.window.visibleTextEditors) {
      this.#decorations.forEach((decoration, i) => {
        const options = (this.#marked[i] ?? []).flatMap(({ range, share }): vscode.DecorationOptions[] => {
          const place = source?.place(range);
          if (place?.document !== editor.document) return [];
          const percent = share >= 0.01 ? `${Math.round(share * 100)}` : '< 1';
          return [{ range: place.range, hoverMessage: vscode.l10n.t('{0} % of the selected entry', percent) }];
        });
        editor.setDecorations(decoration, options);
      });
    }
  }
}

const LONGEST_EXPRESSION = 80;
