/** Hand-written derivatives in their document: where a verdict shows, and what can be done about it. */
import type { TextEdit } from '../languages/language';
import type { Definition } from '../languages/program';
import type { Range } from '../languages/source';
import { codeLanguage } from '../notation/code/language';
import type { Pair } from '../verification/pairing';
import type { Check, CheckEntry } from './card';
import type { Document } from './document';
import { findFixes } from './fixes';
import type { FixKind } from './fixes';
import { marksOf } from './verdicts';
import type { DocumentCheck } from './verdicts';

/** An edit that makes a hand-written derivative right, or says that it is meant so. */
export interface Fix {
  readonly kind: FixKind;
  readonly range: Range;
  readonly text: string;
}

/** Each entry at its place: in the derivative, and the output that it is of in the function. */
export function placeCheck(document: Document, pair: Pair, check: Check): DocumentCheck {
  const [primal, derivative] = [document.definition(pair.primal), document.definition(pair.derivative)];
  const primalRange = document.range(primal.function.nameSpan);
  const spans = pair.parts.primal === null ? (document.traceOf(pair.primal)?.outputSpans ?? []) : [];
  // Laid out as computed: row i belongs to output i.
  const isMatrix = new RegExp(`^${spans.length} × \\d+$`).test(check.layout);
  const entries = check.entries.map((entry) => {
    const span = spans.length === 1 ? spans[0] : isMatrix ? spans[entry.index[0] ?? -1] : undefined;
    const range = span && document.range(span);
    return {
      ...entry,
      range: isWithin(document, entry.range, derivative) ? entry.range : check.nameRange,
      origin: range && isWithin(document, range, primal) ? range : primalRange,
    };
  });
  return { ...check, entries, primal: pair.primal, primalRange, marks: marksOf(check, pair.primal) };
}

export interface EntryFixRequest {
  readonly pair: Pair;
  readonly check: Check;
  readonly entry: CheckEntry;
  /** The document's text. */
  readonly text: string;
  /** The verdict after an edit of it; `null` where the pair is no longer found. */
  readonly recheck: (edit: TextEdit) => Check | null;
}

/** What can be done about a differing entry, the best first; pauses after each trial. */
export function* fixEntry(
  document: Document,
  { pair, check, entry, text, recheck }: EntryFixRequest,
): Generator<void, Fix[], void> {
  const derivative = document.definition(pair.derivative);
  const found = yield* findFixes({
    text,
    derivative,
    check,
    entry,
    comment: codeLanguage(document.language.id).comment,
    span: isWithin(document, entry.range, derivative) ? document.span(entry.range) : null,
    anySize: hasAnySize(document, pair.derivative) || hasAnySize(document, pair.primal),
    code: computedCode(document, pair),
    recheck,
  });
  return found.map(({ kind, edit }) => ({
    kind,
    range: document.range({ start: edit.start, end: edit.oldEnd }),
    text: edit.text,
  }));
}

function isWithin(document: Document, range: Range, { function: { span } }: Definition): boolean {
  const { start, end } = document.span(range);
  return span.start <= start && start < end && end <= span.end;
}

/** Whether nothing in the source fixes the size of an argument. */
const hasAnySize = (document: Document, name: string): boolean =>
  document.traceOf(name)?.inputs.some(({ shape }) => shape.some((size) => typeof size === 'string')) ?? true;

/** The computed derivative as a function that takes no more than the hand-written one does. */
function computedCode(document: Document, { primal, derivative, order, wrt, parts, product }: Pair): string | null {
  if (primal === derivative || product || parts.derivative !== null) return null;
  if (hasAnySize(document, primal) || hasAnySize(document, derivative)) return null;
  const parametersOf = (name: string): string[] =>
    document.definition(name).function.parameters.map((parameter) => parameter.name);
  const own = parametersOf(derivative);
  // What takes its argument apart has no name for it that a new function could use.
  if (own.some((parameter) => !/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(parameter))) return null;
  if (parametersOf(primal).some((parameter, at) => parameter !== own[at])) return null;
  return document.card(primal, { order, ...(wrt ? { wrt } : {}) }).derivative?.code || null;
}
