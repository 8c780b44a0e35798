/** Brackets without a partner: the commonest syntax error while typing, which a parser reports far from its place. */
import type { Reason } from '../source';

const token = /"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:\\[^]|[^"\\\n])*"?|'(?:\\[^]|[^'\\\n])*'?|#[^\n]*|[()[\]{}]/g;
const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The first bracket that closes nothing or is never closed, `null` if all have partners. */
export function unmatchedBracket(text: string, base: number): Reason | null {
  const open: { readonly bracket: string; readonly at: number }[] = [];
  const reason = (message: string, at: number): Reason => ({
    message: `Syntax error: ${message}`,
    span: { start: base + at, end: base + at + 1 },
  });
  for (const { 0: bracket, index } of text.matchAll(token)) {
    if (bracket.length !== 1 || !'()[]{}'.includes(bracket)) continue;
    if (closing[bracket] !== undefined) {
      open.push({ bracket, at: index });
      continue;
    }
    const partner = open.pop();
    if (!partner) return reason(`“${bracket}” closes nothing.`, index);
    if (closing[partner.bracket] !== bracket) return reason(`“${partner.bracket}” is not closed.`, partner.at);
  }
  const last = open.pop();
  return last ? reason(`“${last.bracket}” is not closed.`, last.at) : null;
}
