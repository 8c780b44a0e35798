/** String literals: their value, or their parts where they have holes. */
import type { Expression } from '../program';
import { type Source, type Syntax, spanOf, textOf } from './syntax';

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
};

const escape = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(N\{[^}]*\})|([^]))/g;

/** What the characters of a literal stand for (Python's language reference, 2.4.1). Unknown escapes stay as they are. */
export function unescaped(text: string): string {
  return text.replace(
    escape,
    (
      whole: string,
      octal: string | undefined,
      byte: string | undefined,
      short: string | undefined,
      long: string | undefined,
      _name: string | undefined,
      single: string | undefined,
    ) => {
      if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
      const code = parseInt(byte ?? short ?? long ?? '', 16);
      if (!Number.isNaN(code)) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      return single === undefined ? whole : (escapes[single] ?? whole);
    },
  );
}

/** The literal as strings and expressions, in order. `convert` reads the expression in a hole. */
function partsOf(source: Source, node: Syntax, convert: (hole: Syntax) => Expression): Expression[] {
  const opening = node.children[0];
  const prefix = opening ? textOf(source, opening).toLowerCase() : '';
  const parts: Expression[] = [];
  for (const child of node.children) {
    if (child.type === 'string_content') {
      const written = textOf(source, child).replace(/\r\n?/g, '\n');
      const text = prefix.includes('r') ? written : unescaped(written);
      const value = /[ft]/.test(prefix) ? text.replace(/\{\{|\}\}/g, (pair) => pair[0]!) : text;
      parts.push({ kind: 'string', value, span: spanOf(source, child) });
    } else if (child.type === 'interpolation') {
      const hole = child.children.find((part) => part.field === 'expression');
      if (hole) parts.push(convert(hole));
    }
  }
  return parts;
}

/** `"a" "b"` is one string; with a hole in any of them it is `text`. */
export function stringExpression(
  source: Source,
  node: Syntax,
  literals: readonly Syntax[],
  convert: (hole: Syntax) => Expression,
): Expression {
  const parts = literals.flatMap((literal) => partsOf(source, literal, convert));
  const span = spanOf(source, node);
  const isPlain = parts.every((part) => part.kind === 'string');
  if (!isPlain || literals.some((literal) => literal.children.some(({ type }) => type === 'interpolation'))) {
    return { kind: 'text', parts, span };
  }
  return { kind: 'string', value: parts.map((part) => (part.kind === 'string' ? part.value : '')).join(''), span };
}
