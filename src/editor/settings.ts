/** The settings (package.json, `contributes.configuration`). They take effect at once. */
import * as vscode from 'vscode';
import type { Settings as WorkerSettings } from '../worker/protocol';

const SECTION = 'gradlens';

const SEVERITIES: ReadonlyMap<unknown, vscode.DiagnosticSeverity> = new Map([
  ['error', vscode.DiagnosticSeverity.Error],
  ['warning', vscode.DiagnosticSeverity.Warning],
  ['information', vscode.DiagnosticSeverity.Information],
  ['hint', vscode.DiagnosticSeverity.Hint],
]);

export class Settings implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #subscription = vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(SECTION)) this.#changed.fire();
  });

  isEnabled(document: vscode.TextDocument): boolean {
    return read(document).get('enable', true);
  }

  showsHover(document: vscode.TextDocument): boolean {
    return this.isEnabled(document) && read(document).get('hover.enable', true);
  }

  showsCodeLens(document: vscode.TextDocument): boolean {
    return this.isEnabled(document) && read(document).get('codeLens.enable', true);
  }

  /** How a hand-written derivative that differs is reported; `null`: not at all. */
  verificationSeverity(document: vscode.TextDocument): vscode.DiagnosticSeverity | null {
    if (!this.isEnabled(document)) return null;
    const severity = read(document).get<unknown>('verification.severity');
    if (severity === 'off') return null;
    return SEVERITIES.get(severity) ?? vscode.DiagnosticSeverity.Warning;
  }

  /** Whether the editor and the panel mark what belongs together. */
  get marksSource(): boolean {
    return read().get('panel.markSource', true);
  }

  get digits(): number {
    return whole(read().get('digits'), 1, 15, 6);
  }

  /** What the worker is told. */
  get worker(): WorkerSettings {
    const settings = read();
    return {
      hoverEntries: whole(settings.get('hover.maximumEntries'), 1, 400, 36),
      digits: this.digits,
      indices: settings.get('indices') === 'one' ? 'one' : 'source',
      budget: whole(settings.get('budget'), 50, 30_000, 1000),
    };
  }

  /** Switches the annotations on or off where they have last been switched, else for the user. */
  async toggle(document: vscode.TextDocument | undefined): Promise<boolean> {
    const settings = read(document);
    const wanted = !settings.get('enable', true);
    const set = settings.inspect<boolean>('enable');
    const inLanguage = [set?.workspaceFolderLanguageValue, set?.workspaceLanguageValue, set?.globalLanguageValue].some(
      (value) => value !== undefined,
    );
    const folder = set?.workspaceFolderValue ?? set?.workspaceFolderLanguageValue;
    const workspace = set?.workspaceValue ?? set?.workspaceLanguageValue;
    const target =
      folder !== undefined
        ? vscode.ConfigurationTarget.WorkspaceFolder
        : workspace !== undefined
          ? vscode.ConfigurationTarget.Workspace
          : vscode.ConfigurationTarget.Global;
    await settings.update('enable', wanted, target, inLanguage);
    return wanted;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

/** Settings for a document's place and language, else the general ones. */
function read(document?: vscode.TextDocument): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(SECTION, document ?? null);
}

/** Settings are edited by hand: whatever stands there, the result is a whole number in range. */
function whole(value: unknown, least: number, most: number, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value)
    ? Math.min(most, Math.max(least, Math.round(value)))
    : otherwise;
}
