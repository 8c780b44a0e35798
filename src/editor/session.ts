/** What the features share while the extension is active. */
import type * as vscode from 'vscode';
import type { Target } from '../panel/messages';
import type { Answer, WorkerClient } from '../worker/client';
import type { DocumentVersion, Selection } from '../worker/protocol';
import type { ChoicesByFunction } from './choices';
import type { Documents } from './documents';
import type { Log } from './log';
import type { Settings } from './settings';

export interface Session {
  readonly client: WorkerClient;
  readonly documents: Documents;
  readonly settings: Settings;
  readonly choices: ChoicesByFunction;
  readonly log: Log;
  /** The worker would now answer otherwise than before, though no document has changed. */
  readonly onNews: vscode.Event<void>;
}

/** Times that a person's question is asked again because the text changed meanwhile. */
const ATTEMPTS = 5;

/**
 * Asks about a document, and again about its newest version if it has changed by the time of the answer: for what a
 * person asked for. What merely decorates the text need not: it is asked for anew when the text changes.
 */
export async function askAbout<T>(
  { documents }: Session,
  uri: string,
  ask: (version: DocumentVersion) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const source = await documents.openSource(uri);
    if (!source) return { kind: 'stale' };
    const answer = await ask({ uri, version: source.version });
    if (answer.kind !== 'stale') return answer;
  }
  return { kind: 'stale' };
}

/** The variables and the order that the reader chose, as the worker takes them. */
export function selectionOf({ choices }: Session, target: Target): Selection {
  const { wrt, order } = choices.of(target);
  return { ...(wrt && { wrt }), order };
}
