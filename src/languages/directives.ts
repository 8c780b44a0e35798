/** Reads the words of a directive: `gradlens: wrt x, theta; x: 3; at x = [1, 2, 3]`. */
import type { Directive } from './program';
import type { Reason, Span } from './source';

interface Clause {
  readonly text: string;
  readonly start: number;
}

const name = '[\\p{L}_][\\p{L}\\p{N}_]*(?:\\.[\\p{L}_][\\p{L}\\p{N}_]*)*';
const introduction = /^\W*gradlens\s*(:?)/iu;
const wrtClause = new RegExp(`^wrt\\s+(${name}(?:\\s*,\\s*${name})*)$`, 'u');
const derivativeClause = new RegExp(`^derivative\\s+of\\s+(${name}(?:#\\d+)?)$`, 'u');
const pointClause = new RegExp(`^at\\s+(${name}\\s*=.*)$`, 'su');
const assignment = new RegExp(`^(${name})\\s*=\\s*(.*)$`, 'su');
const shapeClause = new RegExp(`^(${name})\\s*:\\s*(.*)$`, 'su');
const size = /^(?:\d+|[\p{L}_][\p{L}\p{N}_]*)$/u;

/**
 * @param text the comment with its sign (`# gradlens: …`), without what ends it.
 * @param start where the comment begins in the file.
 */
export function parseDirective(text: string, start: number): Directive {
  const span = { start, end: start + text.length };
  const wrt: string[] = [];
  const shapes: Record<string, readonly (number | string)[]> = {};
  const at: Record<string, string> = {};
  const flags: ('ignore' | 'intended')[] = [];
  const problems: Reason[] = [];
  let derivativeOf: string | null = null;
  const opening = introduction.exec(text);
  const head = opening?.[0].length ?? 0;
  if (opening?.[1] !== ':') problems.push({ message: 'A directive begins with “gradlens:”.', span });

  for (const clause of split(text.slice(head), start + head, ';')) {
    const here: Span = { start: clause.start, end: clause.start + clause.text.length };
    const wrtNames = wrtClause.exec(clause.text)?.[1];
    const derivative = derivativeClause.exec(clause.text)?.[1];
    const points = pointClause.exec(clause.text)?.[1];
    const [, shaped, sizes] = shapeClause.exec(clause.text) ?? [];
    if (clause.text === 'ignore' || clause.text === 'intended') flags.push(clause.text);
    else if (wrtNames !== undefined) wrt.push(...wrtNames.split(',').map((item) => item.trim()));
    else if (derivative !== undefined) derivativeOf = derivative;
    else if (points !== undefined) readPoints(points, here);
    else if (shaped !== undefined && sizes !== undefined) readShape(shaped, sizes, here);
    else problems.push({ message: misunderstood(clause.text), span: here });
  }
  return { wrt: wrt.length > 0 ? wrt : null, shapes, at, derivativeOf, flags, problems, span };

  function readPoints(points: string, here: Span): void {
    for (const part of joinedAssignments(split(points, 0, ',').map((item) => item.text))) {
      const [, variable, value] = assignment.exec(part) ?? [];
      if (variable !== undefined && value !== undefined && value !== '') at[variable] = value;
      else problems.push({ message: `“${part}” gives no value; write “at x = [1, 2]”.`, span: here });
    }
  }

  function readShape(variable: string, sizes: string, here: Span): void {
    const items = sizes === 'scalar' || sizes === '()' ? [] : sizes.split(/[\s,×]+/u).filter((item) => item !== '');
    const isScalar = sizes === 'scalar' || sizes === '()';
    if ((items.length === 0 && !isScalar) || !items.every((item) => size.test(item))) {
      const message = `“${sizes}” is not a shape; write sizes such as “${variable}: 3” or “${variable}: 2 n”, or “scalar”.`;
      problems.push({ message, span: here });
    } else shapes[variable] = items.map((item) => (/^\d+$/.test(item) ? Number(item) : item));
  }
}

const misunderstood = (text: string): string =>
  `“${text}” is no directive; known are “wrt x, y”, “x: 3”, “at x = [1, 2, 3]”, “derivative of f”, “ignore” and “intended”.`;

/** `x = [1, 2]` and `y = 2` from pieces between commas: a piece without a name goes on with the one before. */
function joinedAssignments(pieces: readonly string[]): string[] {
  const parts: string[] = [];
  for (const piece of pieces) {
    if (parts.length === 0 || assignment.test(piece)) parts.push(piece);
    else parts[parts.length - 1] += `, ${piece}`;
  }
  return parts;
}

/** Parts between separators that stand outside brackets, trimmed, without empty ones. */
function split(text: string, start: number, separator: string): Clause[] {
  const clauses: Clause[] = [];
  let depth = 0;
  let from = 0;
  for (let index = 0; index <= text.length; index++) {
    const character = text[index];
    if (character !== undefined && '([{'.includes(character)) depth++;
    else if (character !== undefined && ')]}'.includes(character)) depth = Math.max(0, depth - 1);
    else if (index === text.length || (character === separator && depth === 0)) {
      const part = text.slice(from, index);
      const blank = part.length - part.trimStart().length;
      if (part.trim() !== '') clauses.push({ text: part.trim(), start: start + from + blank });
      from = index + 1;
    }
  }
  return clauses;
}

/** Several directives about one function as one: later ones add to, and win over, earlier ones. */
export function joinDirectives(first: Directive, second: Directive): Directive {
  return {
    wrt: first.wrt && second.wrt ? [...first.wrt, ...second.wrt] : (first.wrt ?? second.wrt),
    shapes: { ...first.shapes, ...second.shapes },
    at: { ...first.at, ...second.at },
    derivativeOf: second.derivativeOf ?? first.derivativeOf,
    flags: [...new Set([...first.flags, ...second.flags])],
    problems: [...first.problems, ...second.problems],
    span: first.span,
  };
}
