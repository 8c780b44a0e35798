/** Where a text cannot be read, and what is missing there. */
import type { Reason } from '../source';
import { type Source, type Syntax, spanOf } from '../syntax';

/** The innermost broken places of a tree, at most a few. */
export function firstErrors(source: Source, root: Syntax): Reason[] {
  const found: Reason[] = [];
  const visit = (node: Syntax): void => {
    if (!node.isBroken || found.length >= most) return;
    const inside = node.children.filter((child) => child.isBroken);
    if (inside.length > 0 && node.type !== 'ERROR') return inside.forEach(visit);
    const span = spanOf(source, node);
    const isMissing = node.type !== 'ERROR' && node.start === node.end;
    const what = node.isNamed ? `a ${node.type.replace(/_/g, ' ')}` : `“${node.type}”`;
    found.push({
      message: isMissing ? `Syntax error: ${what} is missing here.` : 'Syntax error: this cannot be read.',
      span: isMissing ? { start: Math.max(0, span.start - 1), end: span.end } : shortened(source, span),
    });
  };
  visit(root);
  return found;
}

const most = 5;

/** The first line of what cannot be read. */
function shortened(source: Source, span: Reason['span']): Reason['span'] {
  const text = source.text.slice(span.start - source.base, span.end - source.base);
  const line = text.search(/\r|\n/);
  return line < 0 ? span : { start: span.start, end: span.start + Math.max(line, 1) };
}
