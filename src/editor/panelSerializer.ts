/** Brings the panel back after a reload of the window, as it was. */
import * as vscode from 'vscode';
import { isPanelState } from '../panel/messages';
import { PANEL_TYPE, type MatrixPanel } from './panel';

export function registerPanelSerializer(panel: MatrixPanel): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, {
    deserializeWebviewPanel(restored, state: unknown) {
      panel.restore(restored, isPanelState(state) ? state : null);
      return Promise.resolve();
    },
  });
}
