/** Calls that show, log or plot: they give no value and change none, so that nothing of them is evaluated. */
import type { Value } from './values';

const SILENT_MODULES =
  /^(matplotlib|pylab|seaborn|plotly|logging|warnings|tqdm|wandb|rich|pprint|gc|time|datetime|os|sys|pickle|json|csv)(\.|$)|^(logger|log|_logger|LOGGER|LOG|plt|ax|fig)\./;

export function isSilent(callee: Value): boolean {
  if (callee.kind === 'builtin')
    return callee.primitive === 'print' || (callee.primitive === 'random' && /\.(seed|set_state)$/.test(callee.name));
  if (callee.kind === 'opaque' || callee.kind === 'module') {
    const path = callee.kind === 'opaque' ? callee.name : callee.path;
    return SILENT_MODULES.test(path) && !/^(time|datetime|os|sys|pickle|json|csv)\b/.test(path);
  }
  return false;
}

/** Unknown functions that, by their names, look at the arrays that they are given and change nothing. */
export const changesNothing = (name: string): boolean =>
  SILENT_MODULES.test(name) ||
  // What PyTorch's own functions keep in their context.
  /(^|\.)(save_for_backward|save_for_forward|mark_dirty|mark_non_differentiable)$/.test(name) ||
  /(^|\.)_*(is|check|assert|validate|verify|ensure|require|show|plot|log|print)(_|[A-Z]|$)/.test(name);
