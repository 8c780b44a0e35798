/** The colour of formulas in pictures, which take no colour from their surroundings. */
import * as vscode from 'vscode';
import type { Colour } from '../worker/protocol';

/** The foreground of hovers in VS Code's own themes, near enough to that of others. */
export function foreground(kind = vscode.window.activeColorTheme.kind): Colour {
  switch (kind) {
    case vscode.ColorThemeKind.Light:
      return '#3b3b3b';
    case vscode.ColorThemeKind.Dark:
      return '#cccccc';
    case vscode.ColorThemeKind.HighContrast:
      return '#ffffff';
    case vscode.ColorThemeKind.HighContrastLight:
      return '#000000';
  }
}
