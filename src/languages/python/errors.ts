/** Syntax errors in words. */
import type { Node, Tree } from 'web-tree-sitter';
import type { Reason } from '../source';
import { unmatchedBracket } from './brackets';

/** What is wrong in a text that has an error: a bracket without partner, else the first error of its tree. */
export function firstError(tree: Tree, base: number, text: string): Reason {
  const bracket = unmatchedBracket(text, base);
  if (bracket) return bracket;
  const node = find(tree.rootNode);
  const start = Math.min(node.startIndex, Math.max(0, text.length - 1));
  // A missing token has no width, and an error may go on for lines: the first is shown.
  const line = text.indexOf('\n', start);
  const stop = Math.min(Math.max(node.endIndex, start + 1), line > start ? line : text.length, text.length);
  const message = node.isMissing
    ? `Syntax error: ${spelled(node.type)} is missing here.`
    : 'Syntax error: this cannot be read as Python.';
  return { message, span: { start: base + start, end: base + Math.max(stop, start) } };
}

function find(root: Node): Node {
  let node = root;
  for (;;) {
    if (node.isError || node.isMissing) return node;
    const next = node.children.find((child) => child.hasError || child.isError || child.isMissing);
    if (!next) return node;
    node = next;
  }
}

const spelled = (type: string): string => (/^\w+$/.test(type) ? type.replace(/_/g, ' ') : `“${type}”`);
