/** A syntax tree as plain data, so that the parser's own (outside the JavaScript heap) can be freed at once. */
import type { Tree } from 'web-tree-sitter';

export interface Syntax {
  readonly type: string;
  /** Its role in its parent (`left`, `condition`), or `null`. */
  readonly field: string | null;
  /** False for punctuation and keywords. */
  readonly isNamed: boolean;
  /** UTF-16 offsets from the beginning of the parsed text. */
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  /** Without comments and line continuations. */
  readonly children: readonly Syntax[];
}

/**
 * Expressions nested deeper become `unsupported`: whoever walks a program recursively needs no more stack than this
 * takes. Python itself stops at 200 brackets; a sum of n terms is n deep.
 */
export const deepest = 600;
/** Between two expressions stand at most a few nodes that are none (`argument_list`, `pair`). */
const deepestRead = deepest + 50;

const named = new WeakMap<object, readonly boolean[]>();

function namedTypes(tree: Tree): readonly boolean[] {
  let table = named.get(tree.language);
  if (!table) {
    table = Array.from({ length: tree.language.nodeTypeCount }, (_, id) => tree.language.nodeTypeIsNamed(id));
    named.set(tree.language, table);
  }
  return table;
}

/** Copies a tree, level by level without recursion. */
export function copySyntax(tree: Tree): Syntax {
  const { types, fields } = tree.language;
  const isNamed = namedTypes(tree);
  const cursor = tree.walk();
  const node = (depth: number): Syntax & { children: Syntax[] } => {
    const id = cursor.nodeTypeId;
    const type = types[id] ?? 'ERROR';
    const field = depth > 0 ? (fields[cursor.currentFieldId] ?? null) : null;
    const start = cursor.startIndex;
    return { type, field, isNamed: isNamed[id] ?? true, start, end: cursor.endIndex, depth, children: [] };
  };
  const root = node(0);
  const path = [root];
  let isEntered = cursor.gotoFirstChild();
  while (isEntered) {
    const child = node(path.length);
    if (child.type !== 'comment' && child.type !== 'line_continuation') {
      path[path.length - 1]!.children.push(child);
      if (child.depth < deepestRead && cursor.gotoFirstChild()) {
        path.push(child);
        continue;
      }
    }
    while (!cursor.gotoNextSibling()) {
      path.pop();
      if (!cursor.gotoParent() || path.length === 0) {
        isEntered = false;
        break;
      }
    }
  }
  cursor.delete();
  return root;
}

/** A text that was parsed, and where it begins in the file. */
export interface Source {
  readonly text: string;
  readonly base: number;
  /** Set when a `yield` of the function being read is met. */
  yields: boolean;
}

export const textOf = (source: Source, node: Syntax): string => source.text.slice(node.start, node.end);

export const spanOf = (source: Source, node: Syntax): { readonly start: number; readonly end: number } => ({
  start: source.base + node.start,
  end: source.base + node.end,
});

export const fieldOf = (node: Syntax, field: string): Syntax | undefined =>
  node.children.find((child) => child.field === field);

export const fieldsOf = (node: Syntax, field: string): readonly Syntax[] =>
  node.children.filter((child) => child.field === field);

export const namedChildren = (node: Syntax): readonly Syntax[] => node.children.filter((child) => child.isNamed);

export const childOfType = (node: Syntax, type: string): Syntax | undefined =>
  node.children.find((child) => child.type === type);

export const hasToken = (node: Syntax, token: string): boolean =>
  node.children.some((child) => !child.isNamed && child.type === token);

/** Names are compared after compatibility normalisation (Python's language reference, 2.3). */
export function identifier(source: Source, node: Syntax): string {
  const name = textOf(source, node);
  return /^[\x20-\x7e]*$/.test(name) ? name : name.normalize('NFKC');
}
