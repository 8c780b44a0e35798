/** What can be kept of a section that is half typed: its name, and what stands around the error. */
import type { Field, Statement } from '../program';
import type { Reason, Span } from '../source';
import { documentation } from './functions';
import type { Section } from './sections';

const definitionName = /^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+([\p{L}\p{N}_]+)/mu;

/** A statement that keeps the place and, for a definition, the name, and says what is wrong if it is run. */
export function broken(section: Section, text: string, problem: Reason): Statement {
  const span = { start: section.start, end: section.end };
  const unsupported: Statement = { kind: 'unsupported', reason: problem, span: problem.span };
  const match = section.kind === 'other' ? null : definitionName.exec(text);
  const name = match?.[1];
  if (!match || name === undefined) return { ...unsupported, span };
  const nameStart = section.start + match.index + match[0].length - name.length;
  const nameSpan = { start: nameStart, end: nameStart + name.length };
  const common = { name, decorators: [], nameSpan, span };
  if (section.kind === 'class') {
    return { kind: 'class', class: { ...common, bases: [], body: [unsupported], fields: [] }, span };
  }
  const nothing = { parameters: [], returnAnnotation: null, documentation: null, isGenerator: false, isAsync: false };
  return { kind: 'function', function: { ...common, ...nothing, body: [unsupported] }, span };
}

/** What is wrong with the header of a definition. */
export function headerProblem(section: Section, header: string, problem: Reason | undefined): Reason {
  const end = section.start + header.length;
  if (!header.endsWith(':')) return { message: 'Syntax error: “:” is missing here.', span: { start: end - 1, end } };
  const message = 'Syntax error: this cannot be read as Python.';
  return problem ?? { message, span: { start: section.start, end } };
}

export interface Inside {
  readonly statements: readonly Statement[];
  readonly fields: readonly Field[];
  readonly yields: boolean;
  /** Of the whole definition. */
  readonly span: Span;
}

/** A definition that was read from its header alone, with the body that follows. */
export function withBody(statement: Statement, inside: Inside): Statement {
  const { statements, fields, yields, span } = inside;
  if (statement.kind === 'class') {
    const body = [...statement.class.body, ...statements];
    return { ...statement, class: { ...statement.class, body, fields, span }, span };
  }
  if (statement.kind !== 'function') return { ...statement, span };
  const body = [...statement.function.body, ...statements];
  const definition = { ...statement.function, body, documentation: documentation(body), isGenerator: yields, span };
  return { kind: 'function', function: definition, span };
}
