/** The hover card over a function's name or a parameter. */
import * as vscode from 'vscode';
import type { Hover } from '../worker/protocol';
import { commandLink } from './escape';
import { hoverMarkdown } from './hoverMarkdown';
import { SELECTOR } from './languages';
import type { Session } from './session';
import type { CommandTarget } from './target';
import { foreground } from './theme';

/** The commands that a hover links to, and no others may be run from it. */
const COMMANDS = ['gradlens.openPanel', 'gradlens.copyLatex', 'gradlens.copyCode'];

export class Hovers implements vscode.HoverProvider, vscode.Disposable {
  readonly #registration = vscode.languages.registerHoverProvider(SELECTOR, this);
  /** A card that a command asked for, to be shown at the cursor wherever that is. */
  #asked: { readonly document: vscode.TextDocument; readonly position: vscode.Position; readonly hover: Hover } | null =
    null;

  constructor(private readonly session: Session) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const asked = this.#asked;
    if (asked && asked.document === document && asked.position.isEqual(position)) {
      this.#asked = null;
      return new vscode.Hover(this.#markdown(document, asked.hover));
    }
    const place = this.session.settings.showsHover(document) && this.session.documents.placeOf(document, position);
    if (!place) return undefined;
    const answer = await this.session.client.request('hover', { ...place, colour: foreground() }, token);
    if (answer.kind !== 'ok' || !answer.value) return undefined;
    const range = this.session.documents.sourceOf(document)?.place(answer.value.range);
    const markdown = this.#markdown(document, answer.value);
    return range?.document === document ? new vscode.Hover(markdown, range.range) : undefined;
  }

  /** Shows a card at the cursor, as if the mouse were over the function's name. */
  async showAt(editor: vscode.TextEditor, hover: Hover): Promise<void> {
    this.#asked = { document: editor.document, position: editor.selection.active, hover };
    await vscode.commands.executeCommand('editor.action.showHover', { focus: 'autoFocusImmediately' });
  }

  dispose(): void {
    this.#registration.dispose();
  }

  #markdown(document: vscode.TextDocument, hover: Hover): vscode.MarkdownString {
    const target: CommandTarget = {
      uri: this.session.documents.sourceOf(document)?.uri ?? document.uri.toString(),
      function: hover.function,
      ...(hover.parameter !== null && { wrt: [hover.parameter] }),
    };
    const links = [
      commandLink(
        vscode.l10n.t('Open Panel'),
        'gradlens.openPanel',
        vscode.l10n.t('Show this function in the Gradlens panel'),
        target,
      ),
      commandLink(
        vscode.l10n.t('Copy LaTeX'),
        'gradlens.copyLatex',
        vscode.l10n.t('Copy the derivative as LaTeX'),
        target,
      ),
      commandLink(
        vscode.l10n.t('Copy Code'),
        'gradlens.copyCode',
        vscode.l10n.t('Copy the derivative as source code'),
        target,
      ),
    ];
    const tooLong = vscode.l10n.t('There is more than fits here. The panel shows all of it.');
    const markdown = new vscode.MarkdownString(hoverMarkdown(hover, links.join(' | '), tooLong));
    markdown.isTrusted = { enabledCommands: COMMANDS };
    return markdown;
  }
}
