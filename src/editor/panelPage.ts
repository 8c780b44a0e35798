/** The panel's page: a frame for its script, which is all that may run in it. */
import * as vscode from 'vscode';

/** Where the page's own files are; nothing else may be read from it. */
export function pageRoots(extension: vscode.Uri): vscode.Uri[] {
  return [vscode.Uri.joinPath(extension, 'dist')];
}

export function pageHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  const address = (file: string): string =>
    attribute(webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', file)).toString());
  const nonce = makeNonce();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    'img-src data:',
    `font-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${attribute(vscode.env.language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${address('panel.css')}">
<title>Gradlens</title>
</head>
<body>
<script nonce="${nonce}" src="${address('panel.js')}"></script>
</body>
</html>`;
}

function attribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}

/** 128 bits that a page cannot guess. */
function makeNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
