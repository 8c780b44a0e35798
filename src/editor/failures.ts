/** What went wrong in the worker, for a person: what happened, and what to do. */
import * as vscode from 'vscode';
import type { Answer, Failure } from '../worker/client';

export function failureMessage(failure: Failure): string {
  switch (failure.kind) {
    case 'hung':
      return vscode.l10n.t(
        'Gradlens stopped reading this file: it took longer than {0} seconds. It will try again when the file changes.',
        failure.seconds,
      );
    case 'crashed':
      return vscode.l10n.t(
        'Gradlens stopped reading this file: the worker ended unexpectedly ({0}). It will try again when the file changes.',
        failure.detail,
      );
    case 'notStarted':
      return vscode.l10n.t(
        'Gradlens could not start its worker ({0}). Run the command “Gradlens: Restart Worker” to try again.',
        failure.detail,
      );
  }
}

/** Why there is no answer; `null` when there is one, or when it is no longer wanted. */
export function answerProblem(answer: Answer<unknown>): string | null {
  switch (answer.kind) {
    case 'failed':
      return failureMessage(answer.failure);
    case 'error':
      return vscode.l10n.t('Gradlens could not do this: {0}. The log has the details.', answer.message);
    default:
      return null;
  }
}
