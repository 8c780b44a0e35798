/** A syntax tree as plain data, so that the parser's own (outside the JavaScript heap) can be freed at once. */
import type { Node, Tree } from 'web-tree-sitter';

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
  /** The grammar could not read it, or something in it. */
  readonly isBroken?: boolean;
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

/** What a copy of a part of a tree needs beside the part itself. */
export interface CopyOptions {
  /** The first character of the part: the copy's places count from here. */
  readonly from: number;
  /** Told of each comment. */
  readonly comment: (start: number, end: number) => void;
}

/** Copies a tree, or a part of one, level by level without recursion. */
export function copySyntax(tree: Tree, part: Node = tree.rootNode, options?: CopyOptions): Syntax {
  const { types, fields } = tree.language;
  const isNamed = namedTypes(tree);
  const cursor = part.walk();
  const from = options?.from ?? 0;
  const hasErrors = part.hasError;
  const node = (depth: number): Syntax & { children: Syntax[]; isBroken?: boolean } => {
    const id = cursor.nodeTypeId;
    const type = types[id] ?? 'ERROR';
    const field = depth > 0 ? (fields[cursor.currentFieldId] ?? null) : null;
    const [start, end] = [cursor.startIndex - from, cursor.endIndex - from];
    return { type, field, isNamed: isNamed[id] ?? true, start, end, depth, children: [] };
  };
  const root = node(0);
  const path = [root];
  if (root.type === 'ERROR') root.isBroken = true;
  let isEntered = cursor.gotoFirstChild();
  while (isEntered) {
    const child = node(path.length);
    if (hasErrors && (child.type === 'ERROR' || cursor.nodeIsMissing)) {
      child.isBroken = true;
      for (const around of path) around.isBroken = true;
    }
    if (child.type === 'comment') options?.comment(child.start, child.end);
    else if (child.type !== 'line_continuation') {
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
