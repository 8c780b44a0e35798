/** Bound indices in formulas: xᵢ₊₁, Σᵢ₌₀⁹, and the letters that they get. */
import type { IndexExpression, Term } from '../calculus/view/term';
import { folded } from '../calculus/view/series';
import { renamed } from '../calculus/view/generalise';
import { freeIndices, mapParts, partsOfTerm } from '../calculus/view/parts';
import { shownIndex } from './notation';
import type { Notation } from './notation';
import { MINUS, subscriptDigits } from './unicode';

/** An index as it is written: in a subscript, and on the line. */
export interface WrittenIndex {
  readonly latex: string;
  /** Below the line. */
  readonly text: string;
  readonly line: string;
  /** One letter or digit, which needs no comma beside another. */
  readonly isSimple: boolean;
}

/** Letters that are free for an index, in the order in which mathematics takes them. */
const LETTERS = ['i', 'j', 'k', 'l', 'm', 'n', 'r', 's', 'p', 't'];
const below: Readonly<Record<string, string>> = {
  i: 'ᵢ',
  j: 'ⱼ',
  k: 'ₖ',
  l: 'ₗ',
  m: 'ₘ',
  n: 'ₙ',
  r: 'ᵣ',
  s: 'ₛ',
  p: 'ₚ',
  t: 'ₜ',
};

/**
 * The expression in the reader's indices, which may count from 1: 2i + 1 for i = 0, 1, … is 2i − 1 for i = 1, 2, …
 *
 * @param isSubscript whether the expression is an index itself, which is counted as the reader counts.
 */
export function shownExpression(
  { offset, steps }: IndexExpression,
  base: 0 | 1,
  notation: Notation,
  isSubscript: boolean,
): IndexExpression {
  const shift = shownIndex(0, base, notation);
  const moved = steps.reduce((sum, { factor }) => sum + factor, 0) * shift;
  return { offset: offset + (isSubscript ? shift : 0) - moved, steps };
}

interface Piece {
  readonly sign: string;
  readonly factor: string;
  readonly letter: string;
}

/** Letters first, the positive ones before: i − j + 1. */
function piecesOf({ offset, steps }: IndexExpression): Piece[] {
  const ordered = [...steps].sort((a, b) => Number(b.factor > 0) - Number(a.factor > 0));
  const pieces = ordered.map(({ index, factor }) => ({
    sign: factor < 0 ? '-' : '+',
    factor: Math.abs(factor) === 1 ? '' : String(Math.abs(factor)),
    letter: index,
  }));
  const constant = { sign: offset < 0 ? '-' : '+', factor: String(Math.abs(offset)), letter: '' };
  if (offset === 0 && pieces.length > 0) return pieces;
  // 9 − i, but i − 1.
  return offset > 0 && pieces[0]?.sign === '-' ? [constant, ...pieces] : [...pieces, constant];
}

function joined(pieces: readonly Piece[], plus: string, minus: string, of: (piece: Piece) => string): string {
  return pieces.map((piece, i) => (piece.sign === '-' ? minus : i > 0 ? plus : '') + of(piece)).join('');
}

/** An expression in the reader's own counting (`shownExpression`). */
export function writtenIndex(expression: IndexExpression): WrittenIndex {
  const pieces = piecesOf(expression);
  const [only] = pieces;
  const isSimple = pieces.length === 1 && only?.sign === '+' && (only.factor + only.letter).length === 1;
  return {
    latex: joined(pieces, '+', '-', ({ factor, letter }) => factor + letter),
    text: joined(pieces, '₊', '₋', ({ factor, letter }) => subscriptDigits(factor) + (below[letter] ?? letter)),
    line: joined(
      pieces,
      ' + ',
      pieces[0]?.sign === '-' ? MINUS : ` ${MINUS} `,
      ({ factor, letter }) => factor + letter,
    ),
    isSimple,
  };
}

/** How many pieces: a sum needs parentheses in a product. */
export const pieceCount = (expression: IndexExpression): number => piecesOf(expression).length;

/** Whether a term ends in a Σ or Π whose reach would go on to what follows. */
export const endsInSeries = (term: Term): boolean =>
  term.kind === 'series' || (term.kind === 'product' && term.factors.at(-1)?.kind === 'series');

/** A bound index by itself, below the line. */
export const indexBelow = (index: string): string => below[index] ?? `_${index}`;

/** Names that a term uses: an index may not have one of them. */
function namesIn(term: Term, into: Set<string>): Set<string> {
  if (term.kind === 'symbol' || term.kind === 'element') into.add(term.variable);
  if (term.kind === 'reference' || term.kind === 'hole' || term.kind === 'partial') into.add(term.name);
  for (const part of partsOfTerm(term)) namesIn(part, into);
  return into;
}

/** Letters that a formula's indices may have, in order. */
export function freeLetters(terms: readonly Term[], taken: Iterable<string> = []): string[] {
  const used = new Set(taken);
  for (const term of terms) namesIn(term, used);
  const free = LETTERS.filter((letter) => !used.has(letter));
  return free.length >= 4 ? free : [...free, ...LETTERS.map((letter) => `${letter}'`)];
}

const readable = new WeakMap<Term, Term>();

/** The term with sums over structure written as sums, their indices named by letters that are free. */
export function withSeries(term: Term): Term {
  const known = readable.get(term);
  if (known) return known;
  const made = folded(term);
  const result = hasSeries(made) ? named(made, freeLetters([made], freeIndices(made)), 0) : made;
  readable.set(term, result);
  return result;
}

const hasSeries = (term: Term): boolean => term.kind === 'series' || partsOfTerm(term).some(hasSeries);

function named(term: Term, letters: readonly string[], depth: number): Term {
  if (term.kind !== 'series') return mapParts(term, (part) => named(part, letters, depth));
  const { index } = term;
  if (!index.startsWith('#')) return mapParts(term, (part) => named(part, letters, depth + 1));
  const letter = letters[depth] ?? `${letters[0] ?? 'i'}${"'".repeat(depth)}`;
  const own = renamed(term, (name) => (name === index ? letter : name));
  return mapParts(own, (part) => named(part, letters, depth + 1));
}
