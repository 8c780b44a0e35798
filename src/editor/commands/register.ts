/** The commands of the palette. Each is also what a link or a lens runs, with the function as its argument. */
import * as vscode from 'vscode';
import type { Hovers } from '../hover';
import type { MatrixPanel } from '../panel';
import type { Session } from '../session';
import { chooseTarget, type CommandTarget } from '../target';
import { copyDerivative } from './copy';
import { showDerivative } from './derivative';
import { getStarted, openExample } from './example';
import { evaluateAtPoint } from './point';
import { chooseVariables } from './variables';

export function registerCommands(session: Session, hovers: Hovers, panel: MatrixPanel): vscode.Disposable {
  /** A command about a function. What goes wrong is answered, since a person asked. */
  const about = (name: string, run: (target: CommandTarget) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(`gradlens.${name}`, async (argument?: unknown) => {
      try {
        const target = await chooseTarget(session, argument, panel.focused);
        if (target) await run(target);
      } catch (error) {
        session.log.write(
          'error',
          `${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        );
        await offerLog(session);
      }
    });

  return vscode.Disposable.from(
    about('openPanel', async (target) => {
      if (target.wrt) session.choices.choose(target, { wrt: target.wrt });
      await panel.open({ uri: target.uri, function: target.function });
    }),
    about('showDerivative', (target) => showDerivative(session, hovers, target)),
    about('copyLatex', (target) => copyDerivative(session, target, 'latex')),
    about('copyCode', (target) => copyDerivative(session, target, 'code')),
    about('copyText', (target) => copyDerivative(session, target, 'text')),
    about('chooseVariables', (target) => chooseVariables(session, panel, target)),
    about('evaluateAtPoint', (target) => evaluateAtPoint(session, panel, target)),
    vscode.commands.registerCommand('gradlens.toggleAnnotations', async () => {
      const on = await session.settings.toggle(vscode.window.activeTextEditor?.document);
      const message = on ? vscode.l10n.t('Gradlens annotations are on') : vscode.l10n.t('Gradlens annotations are off');
      vscode.window.setStatusBarMessage(message, 3000);
    }),
    vscode.commands.registerCommand('gradlens.openExample', openExample),
    vscode.commands.registerCommand('gradlens.getStarted', getStarted),
    vscode.commands.registerCommand('gradlens.restartWorker', () => {
      session.log.write('info', 'The worker is restarted because a person asked for it.');
      session.client.restart();
    }),
    vscode.commands.registerCommand('gradlens.showLog', () => session.log.show()),
  );
}

async function offerLog(session: Session): Promise<void> {
  const show = vscode.l10n.t('Show Log');
  const message = vscode.l10n.t('Gradlens could not do this. The log has the details.');
  if ((await vscode.window.showErrorMessage(message, show)) === show) session.log.show();
}
