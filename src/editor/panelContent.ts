/** What the panel is to show of a function: asks the worker, and puts the answer in the panel's words. */
import * as vscode from 'vscode';
import type { PointProblem, Target, ToPage } from '../panel/messages';
import type { Cancellation } from '../worker/client';
import type { Card, Point } from '../worker/protocol';
import { answerProblem } from './failures';
import { fieldProblem, joinFields } from './pointFields';
import { selectionOf, type Session } from './session';

export type Content =
  | { readonly kind: 'show'; readonly message: Extract<ToPage, { kind: 'show' }>; readonly card: Card }
  /** There is no such function as the text is now. */
  | { readonly kind: 'gone'; readonly message: string }
  | { readonly kind: 'error'; readonly message: string }
  /** The text has changed meanwhile, or somebody asked again: another answer is to come. */
  | { readonly kind: 'outdated' };

export async function panelContent(
  session: Session,
  target: Target,
  pinned: boolean,
  token: Cancellation,
): Promise<Content> {
  const { client, documents, choices } = session;
  const source = await documents.openSource(target.uri);
  if (token.isCancellationRequested) return { kind: 'outdated' };
  if (!source) return { kind: 'error', message: vscode.l10n.t('{0} cannot be opened.', nameOf(target.uri)) };
  const version = { uri: source.uri, version: source.version };
  const typed = await readPoint(session, target, version.version, token);
  const selection = { ...selectionOf(session, target), ...(typed.point && { points: [typed.point] }) };
  const answer = await client.request('card', { ...version, function: target.function, selection }, token);
  if (answer.kind === 'stale' || answer.kind === 'cancelled') return { kind: 'outdated' };
  if (answer.kind !== 'ok') return { kind: 'error', message: answerProblem(answer) ?? '' };
  if (!answer.value) {
    return { kind: 'gone', message: vscode.l10n.t('There is no function {0} in {1}.', target.function, source.name) };
  }
  const message: Extract<ToPage, { kind: 'show' }> = {
    kind: 'show',
    target,
    document: source.name,
    panel: answer.value,
    choices: choices.of(target),
    kept: choices.pointsOf(target),
    problem: typed.problem,
    pinned,
  };
  return { kind: 'show', message, card: answer.value.card };
}

/** The point that the reader typed, if any: `null` means the file's own. */
async function readPoint(
  session: Session,
  target: Target,
  version: number,
  token: Cancellation,
): Promise<{ readonly point: Point | null; readonly problem: PointProblem | null }> {
  const fields = joinFields(session.choices.of(target).point);
  if (fields.text === '') return { point: null, problem: null };
  const selection = selectionOf(session, target);
  const reference = { uri: target.uri, version, function: target.function, selection };
  const answer = await session.client.request('parsePoint', { ...reference, text: fields.text }, token);
  if (answer.kind !== 'ok') return { point: null, problem: null }; // the card's own request says why
  return answer.value.ok
    ? { point: answer.value.point, problem: null }
    : { point: null, problem: fieldProblem(fields, answer.value) };
}

function nameOf(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
