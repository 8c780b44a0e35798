/** Types that stand in comments, `{number[]}`, read without a grammar. */
import type { Expression } from '../program';
import type { Span } from '../source';
import { name } from './source';

/** Types that only wrap another. */
export const unwrappedType = /^(?:Readonly|Required|Partial|NonNullable|Promise)$/;

/** What a JSDoc type says: `number`, `number[]`, `Array<number>`, `[number, number]`, `{x: number}`, `?number`. */
export function typeFromText(given: string, span: Span): Expression | null {
  const text = given
    .trim()
    .replace(/^[?!=]+|[=?!]$/g, '')
    .replace(/^\((.*)\)$/, '$1')
    .trim();
  if (text === '') return null;
  const sides = split(text, '|').filter((side) => !/^\s*(?:null|undefined|void)\s*$/.test(side));
  if (sides.length !== 1) return null;
  const plain = (sides[0] ?? text).trim();
  const list = (inner: string): Expression => ({
    kind: 'index',
    object: name('list', span),
    indices: [typeFromText(inner, span) ?? name('any', span)],
    span,
  });
  if (plain.endsWith('[]')) return list(plain.slice(0, -2));
  const generic = /^(?:Readonly)?Array\.?<(.*)>$/.exec(plain);
  if (generic) return list(generic[1] ?? '');
  if (plain.startsWith('[') && plain.endsWith(']')) {
    const items = split(plain.slice(1, -1), ',').map((item) => typeFromText(item.replace(/^\s*\w+\??:/, ''), span));
    if (!items.every((item) => item !== null)) return null;
    return { kind: 'index', object: name('tuple', span), indices: items, span };
  }
  if (plain.startsWith('{') && plain.endsWith('}')) return objectType(plain.slice(1, -1), span);
  return /^[\w.]+$/.test(plain) ? name(plain === 'Number' ? 'number' : plain, span) : null;
}

function objectType(text: string, span: Span): Expression | null {
  const entries = split(text, ',').flatMap((part) => {
    const [, own, type] = /^\s*(\w+)\??\s*:(.*)$/s.exec(part) ?? [];
    const value = type === undefined ? null : typeFromText(type, span);
    return own && value ? [{ key: { kind: 'string' as const, value: own, span }, value }] : [];
  });
  return entries.length > 0 ? { kind: 'dictionary', entries, span } : null;
}

/** Parts between separators that stand outside brackets. */
function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const character = text[at];
    if (character !== undefined && '([{<'.includes(character)) depth += 1;
    else if (character !== undefined && ')]}>'.includes(character)) depth -= 1;
    else if (at === text.length || (character === separator && depth === 0)) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return parts.filter((part) => part.trim() !== '');
}
