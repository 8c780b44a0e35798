/** A part of the card that the panel exports: into the clipboard, at the cursor, or into a file. */
import * as vscode from 'vscode';
import type { SaveFormat, Target, ToHost } from '../panel/messages';
import { commented } from './commented';
import { answerProblem } from './failures';
import { isSupported } from './languages';
import type { LastEditor } from './lastEditor';
import { savePart } from './savePart';
import { askAbout, selectionOf, type Session } from './session';
import { explain } from './target';

type Export = Extract<ToHost, { kind: 'export' }>;

/** Does what the page asks for; whether it was done, or the name of the file that was written. */
export async function exportPart(
  session: Session,
  target: Target,
  { part, format, point, to }: Export,
  last: LastEditor,
): Promise<{ readonly saved: string | null } | null> {
  const selection = selectionOf(session, target);
  const question = { kind: 'report', part, format, point } as const;
  const answer = await askAbout(session, target.uri, (version) =>
    session.client.request('investigate', { ...version, function: target.function, selection, question }),
  );
  const value = answer.kind === 'ok' ? answer.value : null;
  if (value?.kind !== 'report') {
    const reason = value?.kind === 'unanswered' ? value.reason : (answerProblem(answer) ?? '');
    return explain(vscode.l10n.t('There is nothing to export: {0}.', reason));
  }
  const { content, language } = value.answer;
  if (to === 'clipboard') {
    await vscode.env.clipboard.writeText(content);
    return { saved: null };
  }
  if (to === 'file') {
    const name = `${target.function}-${part}`;
    const saved = await savePart(
      { kind: 'save', name, format: fileFormat(part, format, language), content },
      vscode.Uri.parse(target.uri),
    );
    return saved === null ? null : { saved };
  }
  const editor = last.present;
  if (!editor) return explain(vscode.l10n.t('Put the cursor into a text editor first: there the text is inserted.'));
  const isProse = !isSupported(editor.document) || (format === 'code' && part !== 'report');
  const text = isProse ? content : commented(content, editor.document.languageId);
  const done = await editor.edit((edit) => editor.selections.forEach((selected) => edit.replace(selected, text)));
  if (!done) return explain(vscode.l10n.t('The text could not be inserted: the editor cannot be changed.'));
  return { saved: null };
}

function fileFormat(part: Export['part'], format: Export['format'], language: string): SaveFormat {
  if (part === 'report') return 'md';
  const formats: Readonly<Record<Export['format'], SaveFormat>> = {
    latex: 'tex',
    mathml: 'mml',
    text: 'txt',
    code: language.startsWith('typescript') ? 'ts' : language.startsWith('javascript') ? 'js' : 'py',
    json: 'json',
    csv: 'csv',
    markdown: 'md',
  };
  return formats[format];
}
