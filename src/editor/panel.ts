/**
 * The matrix panel: one for the window, which shows one function. Unless it is pinned it follows the cursor. Whenever the
 * page gets ready or visible again it is sent the whole of what there is to show.
 */
import * as vscode from 'vscode';
import { isToHost, type PanelState, type Target, type ToHost, type ToPage } from '../panel/messages';
import type { Card } from '../worker/protocol';
import { copyPart } from './copyPart';
import { Debounce } from './debounce';
import { exportPart } from './exportPart';
import { LastEditor } from './lastEditor';
import { panelContent, type Content } from './panelContent';
import { pageHtml, pageRoots } from './panelPage';
import { PanelQuestions } from './panelQuestions';
import { panelStrings } from './panelStrings';
import { revealPlace } from './reveal';
import { savePart } from './savePart';
import { SourceMarks } from './sourceMarks';
import { askAbout, selectionOf, type Session } from './session';

export const PANEL_TYPE = 'gradlens.panel';

/** Milliseconds after which a reader is told that an answer is on its way. */
const PATIENCE = 150;
/** Milliseconds without a change of the text before it is read again. */
const PAUSE = 200;
/** How long the status bar says what was done, in milliseconds. */
const MESSAGE_MILLISECONDS = 4000;

export class MatrixPanel implements vscode.Disposable {
  #panel: vscode.WebviewPanel | null = null;
  /** Whether the page has said that it listens. */
  #ready = false;
  #target: Target | null = null;
  #pinned = false;
  /** What the page shows, whose places and formulas its messages refer to. */
  #shown: { readonly target: Target; readonly card: Card } | null = null;
  #asking: vscode.CancellationTokenSource | null = null;
  readonly #questions: PanelQuestions;
  readonly #marks: SourceMarks;
  readonly #last = new LastEditor();
  readonly #debounce = new Debounce(PAUSE);
  readonly #released = new vscode.EventEmitter<void>();
  /** It is to show what the cursor is at now. (A function that a person opened stays until the cursor moves.) */
  readonly onDidRelease = this.#released.event;
  readonly #subscriptions: vscode.Disposable;

  constructor(
    private readonly session: Session,
    private readonly extension: vscode.Uri,
  ) {
    this.#questions = new PanelQuestions(session, (message) => this.#send(message));
    this.#marks = new SourceMarks(session, (message) => this.#send(message));
    const { documents, settings, onNews } = session;
    this.#subscriptions = vscode.Disposable.from(
      documents.onDidChange(({ uri }) => {
        if (uri === this.#target?.uri) this.#debounce.run(() => void this.#update());
      }),
      onNews(() => void this.#update()),
      settings.onDidChange(() => this.#sendStart()),
    );
  }

  /** Whether it shows what the cursor is at. */
  get follows(): boolean {
    return this.#panel?.visible === true && !this.#pinned;
  }

  /** What it shows while it has the focus, for commands that are then about it. */
  get focused(): Target | null {
    return this.#panel?.active ? this.#target : null;
  }

  /** Opens the panel, or brings it to the front, for a function. */
  async open(target: Target, mode?: PanelState['mode']): Promise<void> {
    if (this.#panel) this.#panel.reveal(undefined, true);
    else {
      const options: vscode.WebviewPanelOptions = { enableFindWidget: true };
      const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      this.#adopt(vscode.window.createWebviewPanel(PANEL_TYPE, 'Gradlens', column, options), target, false);
    }
    this.#mode = mode ?? null;
    this.#target = target;
    await this.#update();
  }

  /** Takes over a panel that VS Code restored. */
  restore(panel: vscode.WebviewPanel, state: PanelState | null): void {
    if (this.#panel) {
      panel.dispose(); // there is only one
      return;
    }
    if (state) this.session.choices.choose(state, { wrt: state.wrt, order: state.order, point: state.point });
    this.#adopt(panel, state && { uri: state.uri, function: state.function }, state?.pinned ?? false);
  }

  /** The cursor is at a function: shows it unless the panel is pinned. */
  async follow(target: Target): Promise<void> {
    if (!this.follows || (target.uri === this.#target?.uri && target.function === this.#target.function)) return;
    this.#target = target;
    await this.#update();
  }

  /** Shows the target as it is now, after the choices for it have changed. */
  async refresh(target: Target): Promise<void> {
    if (target.uri === this.#target?.uri && target.function === this.#target.function) await this.#update();
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#debounce.dispose();
    this.#asking?.cancel();
    this.#questions.dispose();
    this.#marks.dispose();
    this.#last.dispose();
    this.#panel?.dispose();
    this.#released.dispose();
  }

  /** A view that a command asked for, until the page can be told. */
  #mode: PanelState['mode'] | null = null;

  #adopt(panel: vscode.WebviewPanel, target: Target | null, pinned: boolean): void {
    this.#panel = panel;
    this.#target = target;
    this.#pinned = pinned;
    this.#ready = false;
    panel.iconPath = vscode.Uri.joinPath(this.extension, 'media', 'icon.svg');
    panel.webview.options = { enableScripts: true, localResourceRoots: pageRoots(this.extension) };
    panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message));
    panel.onDidChangeViewState(() => {
      // A hidden page is dropped; the one that is made when it is shown again says that it is ready.
      if (panel.visible) return;
      this.#ready = false;
      this.#marks.clear();
    });
    panel.onDidDispose(() => {
      this.#asking?.cancel();
      this.#questions.dispose();
      this.#marks.clear();
      this.#panel = this.#shown = null;
    });
    panel.webview.html = pageHtml(panel.webview, this.extension);
  }

  #receive(message: unknown): void {
    if (isToHost(message)) {
      this.#handle(message).catch((error: unknown) => this.session.log.write('error', `panel: ${String(error)}`));
    } else this.session.log.write('warning', 'The panel sent a message that is not in the contract.');
  }

  async #handle(message: ToHost): Promise<void> {
    switch (message.kind) {
      case 'ready':
        this.#ready = true;
        this.#shown = null;
        this.#questions.dispose();
        this.#sendStart();
        if (!this.#target) this.#released.fire();
        return this.#update();
      case 'select':
        return this.#choose({ wrt: message.wrt, order: message.order });
      case 'evaluate':
        return this.#choose({ point: message.point });
      case 'keepPoint':
        if (this.#target) this.session.choices.keepPoint(this.#target, message.name, message.point);
        return this.#update();
      case 'dropPoint':
        if (this.#target) this.session.choices.dropPoint(this.#target, message.name);
        return this.#update();
      case 'pin':
        this.#pinned = message.pinned;
        if (!this.#pinned) this.#released.fire();
        return this.#update();
      case 'copy':
        return this.#copy(message);
      case 'ask':
        if (this.#shown) await this.#questions.ask(message, this.#shown.target);
        return;
      case 'look':
        if (this.#shown) await this.#marks.look(this.#shown.target, message);
        return;
      case 'export':
        return this.#export(message);
      case 'save':
        return this.#save(message);
      case 'dismiss':
        return this.#questions.dismiss(message.id);
      case 'reveal':
        if (this.#shown) await revealPlace(this.session, this.#shown.target.uri, this.#shown.card, message.place);
        return;
      case 'run':
        await vscode.commands.executeCommand(`gradlens.${message.command}`);
    }
  }

  async #choose(changes: Partial<Pick<PanelState, 'wrt' | 'order' | 'point'>>): Promise<void> {
    if (!this.#target) return;
    this.session.choices.choose(this.#target, changes);
    await this.#update();
  }

  async #copy({ part, format }: Extract<ToHost, { kind: 'copy' }>): Promise<void> {
    const shown = this.#shown;
    if (!shown) return;
    let text: string | null;
    if (part.kind === 'derivative') {
      const { uri, function: name } = shown.target;
      const selection = selectionOf(this.session, shown.target);
      const answer = await askAbout(this.session, uri, (version) =>
        this.session.client.request('copy', { ...version, function: name, selection, format }),
      );
      text = answer.kind === 'ok' ? answer.value : null;
    } else text = copyPart(shown.card, part, format);
    if (text === null) return;
    await vscode.env.clipboard.writeText(text);
    this.#send({ kind: 'copied', format });
  }

  async #save(message: Extract<ToHost, { kind: 'save' }>): Promise<void> {
    if (!this.#shown) return;
    const name = await savePart(message, vscode.Uri.parse(this.#shown.target.uri));
    if (name !== null) this.#saved(name);
  }

  /** Says so to those who see it, and has the page say it to those who hear it. */
  #saved(name: string): void {
    vscode.window.setStatusBarMessage(vscode.l10n.t('Saved as {0}', name), MESSAGE_MILLISECONDS);
    this.#send({ kind: 'saved', name });
  }

  async #export(message: Extract<ToHost, { kind: 'export' }>): Promise<void> {
    if (!this.#shown) return;
    const done = await exportPart(this.session, this.#shown.target, message, this.#last);
    if (done?.saved != null) this.#saved(done.saved);
    else if (done && message.to !== 'file') this.#send({ kind: 'exported', to: message.to });
  }

  /** Asks for what there is to show, and shows it. Of several at once only the last counts. */
  async #update(): Promise<void> {
    this.#debounce.cancel();
    this.#asking?.cancel();
    if (!this.#panel || !this.#ready) return; // the page will ask when it can listen
    const target = this.#target;
    if (!target) return this.#sendEmpty();
    const asking = (this.#asking = new vscode.CancellationTokenSource());
    const waiting = new Debounce(PATIENCE);
    waiting.run(() => this.#shown && this.#send({ kind: 'status', status: 'updating', message: null }));
    const content = await panelContent(this.session, target, this.#pinned, asking.token);
    waiting.dispose();
    // An outdated answer needs no more: who made it outdated has asked again, or is about to.
    if (!asking.token.isCancellationRequested && content.kind !== 'outdated') this.#show(target, content);
  }

  #show(target: Target, content: Exclude<Content, { kind: 'outdated' }>): void {
    const same = this.#shown?.target.uri === target.uri && this.#shown.target.function === target.function;
    if (content.kind === 'show') {
      this.#shown = { target, card: content.card };
      this.#send(content.message);
      if (this.#panel) this.#panel.title = vscode.l10n.t('Gradlens: {0}', target.function);
      if (this.#mode) this.#send({ kind: 'view', mode: this.#mode });
      this.#mode = null;
    } else if (same) {
      // Half-typed code: what was there a moment ago is still of use.
      this.#send({ kind: 'status', status: 'stale', message: content.message });
    } else if (content.kind === 'gone') {
      this.#shown = null;
      this.#send({ kind: 'empty', message: content.message, pinned: this.#pinned });
    } else {
      this.#shown = null;
      this.#send(content);
    }
  }

  #sendStart(): void {
    this.#send({ kind: 'start', strings: panelStrings(), settings: { digits: this.session.settings.digits } });
  }

  #sendEmpty(): void {
    const message = vscode.l10n.t('Put the cursor into a function to see its derivative here.');
    this.#send({ kind: 'empty', message, pinned: this.#pinned });
  }

  #send(message: ToPage): void {
    if (this.#panel && this.#ready) void this.#panel.webview.postMessage(message);
  }
}
