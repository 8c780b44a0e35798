/**
 * A file cut into the parts that can be edited one by one: the statements of its top level, and of a class its methods.
 * A part is the same in two versions of the text as long as its own text is; what is known of it then moves with it.
 */
import type { ClassDefinition, FunctionDefinition, Program, Statement } from '../languages/program';
import type { Span } from '../languages/source';
import { mentionsOf, mentionsOfFunction, mentionsOfHead } from './mentions';
import type { Mentions } from './mentions';

export interface Unit {
  readonly text: string;
  readonly mentions: Mentions;
  /** The class that it is of. */
  readonly group: string | null;
  /**
   * `head`: what a class is without its methods, which all its methods depend on, and it on those methods that are
   * called without being named (`__init__`).
   */
  readonly role: 'statement' | 'head' | 'method' | 'implied';
  /** Where it now stands. */
  start: number;
  end: number;
}

/** A unit before it is compared with those of the last version. */
interface Piece {
  text: string;
  readonly start: number;
  readonly end: number;
  readonly group: string | null;
  readonly role: Unit['role'];
  readonly mentions: () => Mentions;
}

const impliedName = /^(?:__\w+__|constructor)$/;
const nothing: Mentions = mentionsOf([]);

function piecesOf(program: Program, text: string): Piece[] {
  const pieces = program.body.flatMap((statement) =>
    statement.kind === 'class' ? piecesOfClass(statement.class, text) : [pieceOfStatement(statement, text)],
  );
  pieces.sort((a, b) => a.start - b.start);
  // A directive stands outside of the function that it is about.
  for (const { function: definition, directive } of program.definitions) {
    const piece = directive && pieces[indexAt(pieces, definition.span.start)];
    if (piece) piece.text += `\n${JSON.stringify([directive.wrt, directive.shapes, directive.at, directive.flags])}`;
  }
  return pieces;
}

function pieceOfStatement(statement: Statement, text: string): Piece {
  const { start, end } = statement.span;
  const mentions =
    statement.kind === 'function' ? () => mentionsOfFunction(statement.function, false) : () => mentionsOf([statement]);
  return { text: text.slice(start, end), start, end, group: null, role: 'statement', mentions };
}

/** The methods, and what lies between them: all of that has the same meaning, which its first piece stands for. */
function piecesOfClass(definition: ClassDefinition, text: string): Piece[] {
  const group = definition.name;
  const methods = definition.body.filter((statement) => statement.kind === 'function');
  const gaps: Span[] = [];
  let at = definition.span.start;
  for (const { span } of methods) {
    if (span.start > at) gaps.push({ start: at, end: span.start });
    at = Math.max(at, span.end);
  }
  if (definition.span.end > at) gaps.push({ start: at, end: definition.span.end });
  const head = gaps.map(({ start, end }) => text.slice(start, end).trim()).join('\n');
  const heads = gaps.map(({ start, end }, i): Piece => {
    const isFirst = i === 0;
    const own = isFirst ? head : text.slice(start, end).trim();
    return {
      text: own,
      start,
      end,
      group,
      role: 'head',
      mentions: () => (isFirst ? mentionsOfHead(definition) : nothing),
    };
  });
  return [...heads, ...methods.map((statement) => pieceOfMethod(statement.function, group, text))];
}

function pieceOfMethod(definition: FunctionDefinition, group: string, text: string): Piece {
  const { start, end } = definition.span;
  const role = impliedName.test(definition.name) ? 'implied' : 'method';
  const mentions = (): Mentions => mentionsOfFunction(definition, true);
  return { text: text.slice(start, end), start, end, group, role, mentions };
}

/** The last part that begins at or before the offset: where what stands there is written. */
export function indexAt(parts: readonly { readonly start: number }[], offset: number): number {
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export interface UnitChange {
  readonly units: readonly Unit[];
  readonly removed: readonly Unit[];
  readonly added: readonly Unit[];
}

const isSame = (unit: Unit | undefined, piece: Piece | undefined): boolean =>
  unit !== undefined &&
  piece !== undefined &&
  unit.text === piece.text &&
  unit.role === piece.role &&
  unit.group === piece.group;

/** The units of a new version. Those that are as before are the same objects, moved to their new places. */
export function renewUnits(before: readonly Unit[], program: Program, text: string): UnitChange {
  const pieces = piecesOf(program, text);
  let first = 0;
  while (first < before.length && isSame(before[first], pieces[first])) first += 1;
  let last = 0;
  while (
    last < Math.min(before.length, pieces.length) - first &&
    isSame(before[before.length - 1 - last], pieces[pieces.length - 1 - last])
  )
    last += 1;
  const middle = keptBetween(before.slice(first, before.length - last), pieces.slice(first, pieces.length - last));
  const kept = [...before.slice(0, first), ...middle, ...before.slice(before.length - last)];
  const added: Unit[] = [];
  const units = pieces.map((piece, i) => {
    // Counted from the end after what has changed: there may be more or fewer units than before.
    const old = i < pieces.length - last ? kept[i] : before[before.length - pieces.length + i];
    if (old) {
      [old.start, old.end] = [piece.start, piece.end];
      return old;
    }
    // A slice keeps the whole text alive; a copy does not.
    const own = ` ${piece.text}`.slice(1);
    const { start, end, group, role } = piece;
    const unit: Unit = { text: own, mentions: piece.mentions(), group, role, start, end };
    added.push(unit);
    return unit;
  });
  const present = new Set(units);
  return { units, added, removed: before.filter((unit) => !present.has(unit)) };
}

/** For each piece the unit that it was, if those kept stand in the same order as before. */
function keptBetween(before: readonly Unit[], pieces: readonly Piece[]): (Unit | undefined)[] {
  const byText = new Map<string, number | null>();
  before.forEach(({ text }, i) => byText.set(text, byText.has(text) ? null : i));
  const seen = new Set<string>();
  let latest = -1;
  const kept: (Unit | undefined)[] = [];
  for (const piece of pieces) {
    const i = byText.get(piece.text) ?? null;
    const unit = i === null || seen.has(piece.text) ? undefined : before[i];
    seen.add(piece.text);
    if (i === null || !unit || !isSame(unit, piece)) {
      kept.push(undefined);
      continue;
    }
    if (i < latest) return pieces.map(() => undefined);
    latest = i;
    kept.push(unit);
  }
  return kept;
}
