/** Puts the features together: the same on a desktop, on a server and in a browser. */
import * as vscode from 'vscode';
import { WorkerClient } from '../worker/client';
import type { StartWorker } from '../worker/port';
import { Checks } from './checks';
import { ChoicesByFunction } from './choices';
import { CodeActions } from './codeActions';
import { registerCommands } from './commands/register';
import { Debounce } from './debounce';
import { Diagnostics } from './diagnostics';
import { Documents } from './documents';
import { followCursor } from './follow';
import { Hovers } from './hover';
import { ImportedFiles } from './importedFiles';
import { Lenses } from './lens';
import { Log } from './log';
import { MatrixPanel } from './panel';
import { registerPanelSerializer } from './panelSerializer';
import type { Session } from './session';
import { Settings } from './settings';
import { Status } from './status';

/** Milliseconds in which all news is one. */
const NEWS_PAUSE = 150;

/** Activates everything; it is taken down with the extension. Starts no worker yet. */
export function activateWith(context: vscode.ExtensionContext, start: StartWorker): void {
  const log = new Log();
  const settings = new Settings();
  const news = new vscode.EventEmitter<void>();
  const soon = new Debounce(NEWS_PAUSE);
  let status: Status | null = null;
  const client = new WorkerClient(start, settings.worker, {
    stateChanged: (state) => status?.showActivity(state.busy),
    // While a file is typed in that others import from, there is news with every key.
    news: () => soon.runUnlessWaiting(() => news.fire()),
    read: (uris) => void imported.read(uris),
    log: (level, message) => log.write(level, message),
  });
  const imported = new ImportedFiles((files) => client.provide(files));
  const documents = new Documents(client);
  const choices = new ChoicesByFunction(context.workspaceState);
  const session: Session = { client, documents, settings, choices, log, onNews: news.event };

  const hovers = new Hovers(session);
  const checks = new Checks(session);
  const diagnostics = new Diagnostics(session, checks);
  const panel = new MatrixPanel(session, context.extensionUri);
  status = new Status(session);
  let told = JSON.stringify(settings.worker);
  context.subscriptions.push(
    log,
    settings,
    news,
    soon,
    client,
    imported,
    documents,
    hovers,
    checks,
    diagnostics,
    new CodeActions(session, diagnostics),
    new Lenses(session, checks),
    panel,
    registerPanelSerializer(panel),
    followCursor(session, panel),
    registerCommands(session, hovers, panel),
    status,
    settings.onDidChange(() => {
      const now = JSON.stringify(settings.worker);
      if (now === told) return;
      told = now;
      client.configure(settings.worker);
    }),
  );
}
