/** What a documentation comment above a function says. */
import type { Expression } from '../program';
import { type Syntax, spanOf } from '../syntax';
import type { Reading } from './source';
import { typeFromText } from './typeText';

/** The comment directly above a function, or above the statement that it begins; `null` if there is none. */
export function documentationOf(source: Reading, node: Syntax): string | null {
  const comment = commentAbove(source, node.start);
  return comment === null
    ? null
    : comment
        .replace(/^\/\*\*|\*\/$/g, '')
        .replace(/^[ \t]*\*[ \t]?/gm, '')
        .trim();
}

/** Words that may stand between a comment and the function that it is about. */
const opening =
  /^\s*(?:(?:export|default|async|static|public|private|protected|const|let|var|readonly|override)\s+)*(?:[\w$.#'"]+\s*[:=]\s*)*\(*\s*$/;

/** A comment further above is about something else. */
const farthest = 200;

function commentAbove(source: Reading, start: number): string | null {
  for (let i = source.comments.length - 1; i >= 0; i -= 1) {
    const comment = source.comments[i]!;
    if (comment.end > start) continue;
    const text = source.text.slice(comment.start, comment.end);
    if (start - comment.end > farthest || !opening.test(source.text.slice(comment.end, start))) return null;
    if (text.startsWith('/**')) return text;
  }
  return null;
}

/** `@param {number[]} x`: the types of parameters. */
export function documentedTypes(source: Reading, node: Syntax): ReadonlyMap<string, Expression> {
  const types = new Map<string, Expression>();
  const comment = commentAbove(source, node.start);
  if (comment === null) return types;
  const span = spanOf(source, node);
  const at = { start: span.start, end: span.start };
  const tag = /@(?:param|arg|argument)\s*\{/g;
  while (tag.test(comment)) {
    const end = closing(comment, tag.lastIndex);
    const own = /^\s*\[?\s*([\p{L}_$][\p{L}\p{N}_$]*)(?![\w.])/u.exec(comment.slice(end + 1))?.[1];
    const type = typeFromText(comment.slice(tag.lastIndex, end), at);
    if (own !== undefined && type && !types.has(own)) types.set(own, type);
  }
  return types;
}

function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}
