/** Calls that show, log or plot: they give no value and change none, so that nothing of them is evaluated. */
import type { Value } from './values';

const SILENT_MODULES =
  /^(matplotlib|pylab|seaborn|plotly|logging|logger|log|_logger|LOGGER|LOG|warnings|tqdm|wandb|rich|pprint|gc|time|datetime|os|sys|plt|ax|fig|pickle|json|csv)(\.|$)/;

export function isSilent(callee: Value): boolean {
  if (callee.kind === 'builtin') return callee.primitive === 'print';
  if (callee.kind === 'opaque' || callee.kind === 'module') {
    const path = callee.kind === 'opaque' ? callee.name : callee.path;
    return SILENT_MODULES.test(path) && !/^(time|datetime|os|sys|pickle|json|csv)\b/.test(path);
  }
  return false;
}

/** Modules whose functions never change the arrays that they are given. */
export const changesNothing = (name: string): boolean => SILENT_MODULES.test(name);
