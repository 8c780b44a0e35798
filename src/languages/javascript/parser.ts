/** Text of a JavaScript or TypeScript file to program. */
import { Edit, type Tree } from 'web-tree-sitter';
import { type SyntaxParser, startParser } from '../grammar';
import type { LanguageParser, Parsed, TextEdit } from '../language';
import { Lines } from '../lines';
import type { Expression, FunctionDefinition, Statement } from '../program';
import type { Reason, Span } from '../source';
import { copySyntax } from '../syntax';
import { shifted } from '../shift';
import { bindingsOf } from './bindings';
import { findDefinitions } from './definitions';
import { attachDirectives, directivesIn } from './directives';
import { firstErrors } from './errors';
import { withClasses } from './prototypes';
import type { Reading } from './source';
import { hoisted, statement } from './statements';
import { namedTypes } from './types';

export const createParser =
  (id: string, grammar: string) =>
  async (load: (file: string) => Promise<Uint8Array>): Promise<LanguageParser> =>
    new JavaScriptParser(id, await startParser(load, grammar));

/** What one statement at the top of a file means: it depends on its own text alone. */
interface Section {
  readonly start: number;
  readonly statements: readonly Statement[];
  readonly types: readonly (readonly [string, Expression])[];
  readonly directives: readonly Span[];
  readonly problems: readonly Reason[];
}

interface Kept {
  readonly text: string;
  readonly tree: Tree;
  readonly sections: ReadonlyMap<string, Section>;
}

class JavaScriptParser implements LanguageParser {
  private readonly kept = new WeakMap<Parsed, Kept>();

  constructor(
    private readonly id: string,
    private readonly parser: SyntaxParser,
  ) {}

  parse(text: string, previous?: { readonly parsed: Parsed; readonly edits: readonly TextEdit[] }): Parsed {
    const before = previous && this.kept.get(previous.parsed);
    const old = before && editedTree(before, text, previous.edits);
    const tree = this.parser.parse(text, old);
    old?.delete();
    if (!tree) return tooSlow(this.id, text);
    const sections = new Map<string, Section>();
    const read = this.sections(text, tree, before?.sections ?? new Map<string, Section>(), sections);
    const body = hoisted(withClasses(read.flatMap(({ statements }) => statements)));
    const functions: FunctionDefinition[] = [];
    // Directives are found by the functions' places, and the definitions carry them.
    findDefinitions(body, (definition) => {
      functions.push(definition);
      return null;
    });
    const comments = read.flatMap(({ directives }) => directives);
    const attached = attachDirectives(text, comments, comments.length > 0 ? functions : []);
    const found = findDefinitions(body, (definition) => attached.byFunction.get(definition) ?? null);
    const problems = [...read.flatMap((section) => section.problems), ...attached.problems];
    problems.sort((a, b) => a.span.start - b.span.start);
    const types = Object.fromEntries(read.flatMap((section) => section.types));
    const parsed: Parsed = {
      program: { language: this.id, body, problems, types, ...found },
      free: () => {
        this.kept.get(parsed)?.tree.delete();
        this.kept.delete(parsed);
      },
    };
    this.kept.set(parsed, { text, tree, sections });
    if (previous) previous.parsed.free();
    return parsed;
  }

  private sections(
    text: string,
    tree: Tree,
    known: ReadonlyMap<string, Section>,
    kept: Map<string, Section>,
  ): Section[] {
    const found: Section[] = [];
    const nodes = tree.rootNode.children;
    let from = 0;
    for (const node of nodes) {
      if (!node || node.type === 'comment') continue;
      // With the comments above it, which may say something of it.
      const start = commentsStart(text, from, node.startIndex);
      const end = node.endIndex;
      from = end;
      const own = ` ${text.slice(start, end)}`.slice(1);
      const before = kept.get(own) ?? known.get(own);
      const section = before
        ? before.start === start
          ? before
          : shifted(before, start - before.start)
        : readSection(tree, { start, end }, own, nodes);
      kept.set(own, section);
      found.push(section);
    }
    if (!found.some(({ directives }) => directives.length > 0) && !/gradlens/i.test(text)) return found;
    // Comments after the statements that they are about (`const f = …; // gradlens: …`).
    const trailing = nodes.flatMap((node): Span[] => {
      if (node?.type !== 'comment') return [];
      const span = { start: node.startIndex, end: node.endIndex };
      const isKnown = found.some(({ directives }) => directives.some((one) => one.start === span.start));
      return isKnown || directivesIn(text, span).length === 0 ? [] : [span];
    });
    return [...found, { start: 0, statements: [], types: [], directives: trailing, problems: [] }];
  }
}

/** Where the comments begin that stand directly above a statement. */
function commentsStart(text: string, from: number, start: number): number {
  const gap = text.slice(from, start);
  const above = /(?:(?:\/\*(?:[^*]|\*(?!\/))*\*\/|\/\/[^\n]*)\s*)+$/.exec(gap);
  return above ? from + above.index : start;
}

type Nodes = Tree['rootNode']['children'];

function readSection(tree: Tree, { start, end }: Span, text: string, nodes: Nodes): Section {
  const comments: Span[] = [];
  const comment = (from: number, to: number): void => void comments.push({ start: from, end: to });
  const roots = nodes.flatMap((node) => {
    if (!node || node.startIndex < start || node.endIndex > end) return [];
    if (node.type === 'comment') {
      comment(node.startIndex - start, node.endIndex - start);
      return [];
    }
    return [copySyntax(tree, node, { from: start, comment })];
  });
  const plain = { text, base: start, yields: false, temporaries: 0, mark: markOf(text), comments, jumps: [] };
  const source: Reading = { ...plain, bindings: bindingsOf(plain, roots) };
  return {
    start,
    statements: roots.flatMap((root) => statement(source, root)),
    types: roots.flatMap((root) => namedTypes(source, root)),
    directives: comments
      .filter((span) => directivesIn(text, span).length > 0)
      .map((span) => ({ start: start + span.start, end: start + span.end })),
    problems: roots.flatMap((root) => firstErrors(source, root)),
  };
}

/** A copy of the old tree with the edits applied, `null` where they do not lead to the text. */
function editedTree({ text: oldText, tree: oldTree }: Kept, text: string, edits: readonly TextEdit[]): Tree | null {
  const tree = oldTree.copy();
  let now = oldText;
  const point = (lines: Lines, offset: number): { row: number; column: number } => {
    const { line, character } = lines.positionAt(offset);
    return { row: line, column: character };
  };
  for (const edit of edits) {
    const lines = new Lines(now);
    const next = now.slice(0, edit.start) + edit.text + now.slice(edit.oldEnd);
    const newEnd = edit.start + edit.text.length;
    tree.edit(
      new Edit({
        startIndex: edit.start,
        oldEndIndex: edit.oldEnd,
        newEndIndex: newEnd,
        startPosition: point(lines, edit.start),
        oldEndPosition: point(lines, edit.oldEnd),
        newEndPosition: point(new Lines(next), newEnd),
      }),
    );
    now = next;
  }
  if (now === text) return tree;
  tree.delete();
  return null;
}

function tooSlow(language: string, text: string): Parsed {
  const span = { start: 0, end: text.length };
  const problems = [{ message: 'This file takes too long to read.', span }];
  const program = { language, body: [], definitions: [], classes: [], wrappers: [], types: {}, problems };
  return { program, free: () => undefined };
}

/** A number that hardly any two texts share (FNV-1a, 32 bits). */
function markOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}
