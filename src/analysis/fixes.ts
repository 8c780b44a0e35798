/**
 * Edits that make a hand-written derivative right. None is a guess: each is tried on a copy of the text first, and
 * offered only if the verdict on that is the one that was wanted.
 */
import type { TextEdit } from '../languages/language';
import type { Definition } from '../languages/program';
import type { Span } from '../languages/source';
import type { Check, CheckEntry } from './card';
import { smallEdits } from './smallEdits';

export type FixKind =
  /** The smallest change of what is written: a sign, a factor. */
  | 'change'
  /** What is written gives way to the computed expression. */
  | 'entry'
  /** The whole body gives way to the computed derivative. */
  | 'body'
  /** Nothing changes but that a directive says that it is meant so. */
  | 'intended';

export interface FoundFix {
  readonly kind: FixKind;
  readonly edit: TextEdit;
}

export interface FixRequest {
  readonly text: string;
  readonly derivative: Definition;
  readonly check: Check;
  readonly entry: CheckEntry;
  /** Where the entry is written; `null` where that is not in the derivative itself. */
  readonly span: Span | null;
  /** How a comment begins. */
  readonly comment: '#' | '//';
  /** Whether the derivative is written for any size: what was computed for one of them must not stand in it. */
  readonly anySize: boolean;
  /** A function that computes the whole derivative; `null` where it cannot take the place of this one. */
  readonly code: string | null;
  /** The verdict after an edit; `null` where the pair is no longer found. */
  readonly recheck: (edit: TextEdit) => Check | null;
}

/** What can be done about a differing entry, the best first; pauses after each trial. */
export function* findFixes(request: FixRequest): Generator<void, FoundFix[], void> {
  const { check, entry, recheck } = request;
  const fixes: FoundFix[] = [];
  const kinds: readonly (readonly [FixKind, readonly TextEdit[], (after: Check) => boolean])[] = [
    ['change', changes(request), (after) => isBetter(check, after, entry)],
    ['entry', replacement(request), (after) => isBetter(check, after, entry)],
    ['body', wholeBody(request), (after) => isRight(check, after)],
    ['intended', [directive(request)], (after) => after.verdict !== 'differs'],
  ];
  for (const [kind, edits, isWanted] of kinds) {
    for (const edit of edits) {
      yield;
      const known = fixes.some((fix) => fix.edit.start === edit.start && fix.edit.text === edit.text);
      const after = known ? null : recheck(edit);
      if (!after || !isWanted(after)) continue;
      fixes.push({ kind, edit });
      break;
    }
  }
  return fixes;
}

/** Right, and laid out as before: those who call it rely on that. */
const isRight = (before: Check, after: Check): boolean =>
  (after.verdict === 'proved' || after.verdict === 'agrees') && after.layout === before.layout;

/** The entry is right, and no other has become wrong. */
function isBetter(before: Check, after: Check, entry: CheckEntry): boolean {
  if (after.verdict !== 'differs') return isRight(before, after);
  const wrong = new Set(before.entries.filter((other) => other !== entry).map(({ index }) => index.join()));
  return (
    after.layout === before.layout &&
    after.entries.length > 0 &&
    after.entries.every(({ index }) => wrong.has(index.join()))
  );
}

/** As the diagnosis says, of all that is written or of a part of it; with brackets where it does not hold without. */
function changes(request: FixRequest): TextEdit[] {
  const { text, span, entry, derivative } = request;
  if (!span) return [];
  const finding = asWritten(request, entry.finding);
  const ofParts = smallEdits({ text, derivative, span, finding });
  return [...wholeChanges(request, span), ...ofParts.slice(0, MOST_TRIED)];
}

/** Of what is written for any size, whole arrays in place of their elements. */
const asWritten = ({ anySize }: FixRequest, code: string): string =>
  anySize ? code.replace(/\b(\w+)(?:\[[\d, ]+\])+/g, '$1') : code;

/** Each is tried on the whole text: that many take no longer than people wait. */
const MOST_TRIED = 16;

/** A sign or a factor of all of it. */
function wholeChanges(request: FixRequest, span: Span): TextEdit[] {
  const { text, entry } = request;
  const written = text.slice(span.start, span.end);
  const put = (by: string): TextEdit => ({ start: span.start, oldEnd: span.end, text: by });
  if (entry.diagnosis.includes('the sign is wrong'))
    return written.startsWith('-')
      ? [put(written.slice(1).trimStart()), put(`-(${written})`)]
      : [put(`-${written}`), put(`-(${written})`)];
  const given = /the factor `?([^`:]+?)`? is missing/.exec(entry.diagnosis)?.[1];
  if (given === undefined) return [];
  const factor = asWritten(request, given);
  const times = written.includes(' * ') ? ' * ' : '*';
  const first = /^[\w.[\], ]+$/.test(factor) ? factor : `(${factor})`;
  return [put(`${first}${times}${written}`), put(`${first}${times}(${written})`)];
}

function replacement({ span, entry: { expected }, anySize }: FixRequest): TextEdit[] {
  return !span || anySize || expected === '' ? [] : [{ start: span.start, oldEnd: span.end, text: expected }];
}

/** The statements after the documentation, where they have lines of their own. */
function wholeBody({ text, derivative, code }: FixRequest): TextEdit[] {
  const { body, documentation } = derivative.function;
  const isText = (at: number): boolean => /^[a-zA-Z]{0,2}["']/.test(text.slice(at, at + 3));
  const [statement, second] = body;
  const first = documentation !== null && statement && second && isText(statement.span.start) ? second : statement;
  const last = body.at(-1);
  if (code === null || !first || !last) return [];
  const line = text.lastIndexOf('\n', first.span.start - 1) + 1;
  const indentation = text.slice(line, first.span.start);
  if (indentation === '' || indentation.trim() !== '') return [];
  const lines = code.split('\n').slice(1);
  if (lines.length === 0 || lines.some((one) => one !== '' && !one.startsWith('    '))) return [];
  const inside = lines.map((one) => (one === '' ? '' : indentation + one.slice(4))).join('\n');
  return [{ start: first.span.start, oldEnd: last.span.end, text: inside.slice(indentation.length) }];
}

/** On the line above the definition. */
function directive({ text, derivative, comment }: FixRequest): TextEdit {
  const { start } = derivative.function.span;
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const [indentation = ''] = /^[ \t]*/.exec(text.slice(line, start)) ?? [];
  return { start: line, oldEnd: line, text: `${indentation}${comment} gradlens: intended\n` };
}
