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
  const closing = node.children[node.children.length - 1];
  if (!opening || !closing) return [];
  const prefix = textOf(source, opening).toLowerCase();
  // The grammar counts backslashes of a raw string to its closing quotes, which are as many as the opening ones.
  const stop = closing.end - (/['"]+$/.exec(prefix)?.[0].length ?? 0);
  const parts: Expression[] = [];
  const addText = (start: number, end: number): void => {
    if (start === end) return;
    const written = source.text.slice(start, end).replace(/\r\n/g, '\n');
    const text = prefix.includes('r') ? written : unescaped(written);
    const value = /[ft]/.test(prefix) ? text.replace(/\{\{|\}\}/g, (pair) => pair[0]!) : text;
    parts.push({ kind: 'string', value, span: { start: source.base + start, end: source.base + end } });
  };
  // What stands between the holes is taken from the text: the grammar has no node for some of it.
  let from = opening.end;
  for (const child of node.children) {
    if (child.type !== 'interpolation') continue;
    addText(from, child.start);
    const hole = child.children.find((part) => part.field === 'expression');
    // With a format or a conversion it is another text than the value's own: a part of which nothing is known.
    const isPlain = !child.children.some(({ type }) => type === 'format_specifier' || type === 'type_conversion');
    if (hole) {
      const value = convert(hole);
      parts.push(isPlain ? value : { kind: 'text', parts: [value], span: value.span });
    }
    from = child.end;
  }
  addText(from, stop);
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
