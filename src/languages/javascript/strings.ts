/** Texts: their value, or their parts where they have holes. */
import type { Expression } from '../program';
import { type Syntax, namedChildren, spanOf, textOf } from '../syntax';
import { expression } from './expressions';
import type { Reading } from './source';

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', '0': '\0' };

/** What a literal stands for (ECMA-262, 12.9.4). */
export function stringValue(source: Reading, node: Syntax): string {
  return textOf(source, node)
    .slice(1, -1)
    .replace(
      /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|u\{([\da-fA-F]+)\}|\r?\n|([^]))/g,
      (_whole: string, byte?: string, unit?: string, point?: string, single?: string) => {
        const code = parseInt(byte ?? unit ?? point ?? '', 16);
        if (!Number.isNaN(code)) return code <= 0x10ffff ? String.fromCodePoint(code) : '';
        return single === undefined ? '' : (escapes[single] ?? single);
      },
    );
}

export function templateParts(source: Reading, node: Syntax): Expression[] {
  return namedChildren(node).map((part) => {
    const inner = part.type === 'template_substitution' ? namedChildren(part)[0] : undefined;
    if (inner) return expression(source, inner);
    return { kind: 'string', value: textOf(source, part), span: spanOf(source, part) };
  });
}
