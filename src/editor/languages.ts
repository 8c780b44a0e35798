/** The languages that Gradlens reads, by VS Code's identifiers. A new one also needs its `onLanguage` in package.json. */
import type * as vscode from 'vscode';

export const LANGUAGES: readonly string[] = [
  'python',
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
];

/** Documents from anywhere: files, repositories on the web, unsaved ones, notebooks' cells. */
export const SELECTOR: vscode.DocumentSelector = LANGUAGES.map((language) => ({ language }));

export function isSupported(document: vscode.TextDocument): boolean {
  return LANGUAGES.includes(document.languageId);
}
