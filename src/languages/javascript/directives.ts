/** Comments `gradlens: …` of every spelling, and the functions that they are about. */
import { joinDirectives, parseDirective } from '../directives';
import type { Directive, FunctionDefinition } from '../program';
import type { Reason, Span } from '../source';

const mark = /gradlens\s*:/i;

/** The directives in a comment: of a block comment, each line that is one. */
export function directivesIn(text: string, { start, end }: Span): { readonly text: string; readonly start: number }[] {
  const comment = text.slice(start, end);
  if (!mark.test(comment)) return [];
  if (comment.startsWith('//')) return [{ text: comment.trimEnd(), start }];
  let offset = start;
  return comment.split('\n').flatMap((line) => {
    const from = offset;
    offset += line.length + 1;
    if (!/^[\s*/]*@?gradlens\s*:/i.test(line)) return [];
    return [{ text: line.replace(/\s*\*\/\s*$/, '').trimEnd(), start: from }];
  });
}

export interface Attached {
  readonly byFunction: ReadonlyMap<FunctionDefinition, Directive>;
  readonly problems: readonly Reason[];
}

/** Gives each directive to the function directly below it, or in whose head it stands. */
export function attachDirectives(
  text: string,
  comments: readonly Span[],
  functions: readonly FunctionDefinition[],
): Attached {
  const byFunction = new Map<FunctionDefinition, Directive>();
  const problems: Reason[] = [];
  const sorted = [...functions].sort((a, b) => a.span.start - b.span.start);
  for (const comment of comments)
    for (const found of directivesIn(text, comment)) {
      const directive = parseDirective(found.text, found.start);
      const owner = ownerOf(text, comment, sorted);
      if (!owner) {
        const message = 'This directive is about no function: write it on, above, or first inside a function.';
        problems.push({ message, span: directive.span });
        continue;
      }
      const before = byFunction.get(owner);
      byFunction.set(owner, before ? joinDirectives(before, directive) : directive);
    }
  return { byFunction, problems };
}

/** What may stand between a comment and the function that it is about: other comments, and the words before its name. */
const between =
  /^(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*(?:(?:export|default|async|static|public|private|protected|const|let|var|readonly)\s+)*(?:[\w$.#'"]+\s*(?::[^=\n]*)?[:=]\s*)*\(*$/;
const farthest = 2000;

function ownerOf(
  text: string,
  { start, end }: Span,
  functions: readonly FunctionDefinition[],
): FunctionDefinition | null {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const isAlone = text.slice(lineStart, start).trim() === '';
  const next = functions.find(({ span }) => span.start >= end);
  if (isAlone && next && next.span.start - end < farthest && between.test(text.slice(end, next.span.start)))
    return next;
  const around = functions.filter(({ span }) => span.start <= start && start <= span.end).at(-1);
  if (around && isInHead(around, start)) return around;
  // After a function of one line: `const f = (x) => x * x; // gradlens: …`
  return functions.filter(({ span }) => span.start >= lineStart && span.end <= start).at(-1) ?? null;
}

/** Before the first statement that the source writes. */
function isInHead({ body, span }: FunctionDefinition, at: number): boolean {
  const first = body.find((statement) => statement.kind !== 'scope');
  return at <= (first?.span.start ?? span.end);
}
