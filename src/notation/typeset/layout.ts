/**
 * LaTeX taken apart into what can be set one by one: lines, cells, terms. After an edit most of these are as they were.
 * A part says with empty atoms (`{}`, `\mathopen{}`) what stands beside it, so that it has the spaces of the whole.
 */
import { isGreekCommand } from '../greek';

/**
 * TeX's styles: as on a line of its own, with fractions of full size; as in a line of text; as that with lower exponents,
 * under a fraction bar.
 */
export type Style = 'display' | 'text' | 'cramped';

/** What is set by itself. */
export interface Piece {
  readonly kind: 'piece';
  readonly latex: string;
  readonly style: Style;
}

/** A fraction of full size. */
export interface Fraction {
  readonly kind: 'fraction';
  readonly numerator: Layout;
  readonly denominator: Layout;
}

export interface Table {
  readonly kind: 'table';
  readonly rows: readonly (readonly Layout[])[];
  /** What is added between two rows, in em. */
  readonly gaps: readonly number[];
  readonly alignment: 'left' | 'center';
  /** How far rows stand apart, beside `gaps`, in em. */
  readonly between: number;
  /** Delimiters as high as the table: brackets, or a brace before cases. */
  readonly delimiters: readonly ('[' | ']' | '\\{')[];
}

type Part = Piece | Table | Fraction;

export type Layout = Part | { readonly kind: 'line'; readonly parts: readonly Part[] };

/** A part of LaTeX between which it may be broken: nothing in braces, in an environment or between delimiters. */
interface Atom {
  readonly kind: 'character' | 'command' | 'group' | 'fence' | 'environment';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Names of environments that are set as tables. */
const tables: Readonly<Record<string, Pick<Table, 'alignment' | 'between' | 'delimiters'>>> = {
  '\\begin{bmatrix}': { alignment: 'center', between: 0.4, delimiters: ['[', ']'] },
  '\\begin{cases}': { alignment: 'left', between: 0.2, delimiters: ['\\{'] },
  '\\begin{array}{l}': { alignment: 'left', between: 0.4, delimiters: [] },
  '\\begin{array}{ll}': { alignment: 'left', between: 0.4, delimiters: [] },
};

/** The parts of a formula; one piece where it cannot be taken apart. */
export function layoutOf(latex: string, style: Style): Layout {
  const atoms = atomsOf(latex);
  return (atoms && lineOf(latex, atoms, style)) ?? { kind: 'piece', latex, style };
}

const command = /^\\(?:[a-zA-Z]+|[^a-zA-Z])/;

/** What begins something that is closed further on. */
const opened: Readonly<Record<string, Atom['kind']>> = { '\\begin': 'environment', '\\left': 'fence', '{': 'group' };

/** `null` where something has no end. */
function atomsOf(latex: string): Atom[] | null {
  const atoms: Atom[] = [];
  for (let at = 0; at < latex.length;) {
    const rest = latex.slice(at, at + 40);
    const [word = ''] = command.exec(rest) ?? [];
    const character = latex.charAt(at);
    if (word === '' && /\s/.test(character)) {
      at += 1;
      continue;
    }
    const symbol = word === '' ? character : word;
    const kind = opened[symbol] ?? (word === '' ? 'character' : 'command');
    const end = opened[symbol] ? endOf(latex, at) : at + symbol.length;
    if (end === null) return null;
    atoms.push({ kind, text: latex.slice(at, end), start: at, end });
    at = end;
  }
  return atoms;
}

/** Where what begins at a place ends: a group, an environment, what stands between delimiters. */
function endOf(latex: string, start: number): number | null {
  const opening = /\\(?:begin|left(?![a-zA-Z])|end|right(?![a-zA-Z])|[^a-zA-Z]|[a-zA-Z]+)|[{}]/g;
  opening.lastIndex = start;
  let depth = 0;
  for (let match = opening.exec(latex); match; match = opening.exec(latex)) {
    const [found] = match;
    if (found === '{' || found === '\\begin' || found === '\\left') depth += 1;
    else if (found === '}' || found === '\\end' || found === '\\right') depth -= 1;
    if (found === '\\left') opening.lastIndex = afterDelimiter(latex, opening.lastIndex);
    if (depth !== 0) continue;
    if (found === '}') return opening.lastIndex;
    if (found === '\\right') return afterDelimiter(latex, opening.lastIndex);
    if (found === '\\end') return latex.indexOf('}', opening.lastIndex) + 1;
  }
  return null;
}

const afterDelimiter = (latex: string, at: number): number =>
  at + (command.exec(latex.slice(at, at + 20))?.[0].length ?? 1);

/** A line in the making: one part after another. */
class Line {
  readonly parts: Part[] = [];
  /** What stands before the piece that is being written, as far as its spaces are concerned. */
  private before = '';
  private start = 0;
  /** The last atom of that piece. */
  last: Atom | null = null;
  /** Whether the last part is a number or a fraction, beside which there is no space. */
  isAfterWhole = false;

  constructor(
    private readonly latex: string,
    public style: Style,
  ) {}

  add(atom: Atom): void {
    if (!this.last) this.start = atom.start;
    this.last = atom;
    this.isAfterWhole = false;
  }

  /** Ends a piece. @param after what stands beside it, @param before what stands before the next one. */
  end(after: string, before: string): void {
    if (this.last || (this.before !== '' && after !== '')) {
      const own = this.last ? this.latex.slice(this.start, this.last.end) : '';
      const latex = [this.before, own, after].filter((text) => text !== '').join(' ');
      this.parts.push({ kind: 'piece', latex, style: this.style });
    }
    this.before = before;
    this.last = null;
    this.isAfterWhole = false;
  }

  /** A number, digit by digit: other numbers have the same ones. */
  number(digits: readonly string[]): void {
    this.whole(
      digits.flatMap((digit, i): Piece[] => {
        if (digit === '.') return [];
        // A point alone would not be part of a number.
        return [{ kind: 'piece', latex: digits[i + 1] === '.' ? `${digit}.` : digit, style: 'text' }];
      }),
    );
  }

  fraction(numerator: Layout, denominator: Layout): void {
    this.whole([{ kind: 'fraction', numerator, denominator }]);
  }

  private whole(parts: readonly Part[]): void {
    if (!this.isAfterWhole) this.end('{}', '');
    this.parts.push(...parts);
    this.before = '{}';
    this.isAfterWhole = true;
  }
}

const isScript = (atom: Atom | undefined): boolean => atom !== undefined && /^[\^_']$/.test(atom.text);

/** What stands before a term. */
const isLeading = (atom: Atom | null): boolean => atom === null || /^[+\-=]$/.test(atom.text);

/** The digits of the number that begins there, with its point; `null` where there is none, or it has an exponent. */
function numeralAt(atoms: readonly Atom[], start: number): readonly string[] | null {
  let end = start;
  while (/^[\d.]$/.test(atoms[end]?.text ?? '')) end += 1;
  const text = atoms
    .slice(start, end)
    .map((atom) => atom.text)
    .join('');
  return !isScript(atoms[end]) && /^\d+(?:\.\d+)?$/.test(text) ? [...text] : null;
}

function lineOf(latex: string, atoms: readonly Atom[], style: Style): Layout | null {
  const line = new Line(latex, style);
  let depth = 0;
  for (let i = 0; i < atoms.length; i += 1) {
    const atom = atoms[i] as Atom;
    const numeral = depth === 0 && isLeading(line.last) ? numeralAt(atoms, i) : null;
    if (numeral) {
      line.number(numeral);
      i += numeral.length - 1;
      continue;
    }
    if (depth === 0 && line.style === 'display' && isFraction(atoms, i + 3) && !isScript(atoms[i + 3])) {
      const [numerator, denominator] = [atoms[i + 1], atoms[i + 2]].map((group) => group?.text.slice(1, -1) ?? '');
      line.fraction(layoutOf(numerator!, 'text'), layoutOf(denominator!, 'cramped'));
      i += 2;
      continue;
    }
    const next = atoms[i + 1];
    const isScripted = isScript(next);
    const isBesideOrdinary = line.isAfterWhole || isOrdinary(line.last);
    if (atom.text === '(' || atom.text === '[') depth += 1;
    if (atom.text === ')' || atom.text === ']') depth -= 1;
    if (depth !== 0) line.add(atom);
    else if (atom.text === '\\displaystyle') {
      line.end('', '');
      line.style = 'display';
    } else if (atom.kind === 'environment' && !isScripted) {
      const table = tableOf(atom.text);
      // Others stand for whole lines only.
      if (!table || (table.delimiters.length === 0 && atoms.length > 1)) line.add(atom);
      else {
        line.end(isFraction(atoms, i) ? '' : '\\mathinner{}', '\\mathclose{}');
        line.parts.push(table);
      }
    } else if (atom.kind === 'fence' && !isScripted && isBesideOrdinary) {
      // No space stands between a number and what opens.
      line.end(line.isAfterWhole ? '' : '\\mathopen{}', '');
      line.add(atom);
      line.end('', '\\mathclose{}');
    } else if ((atom.text === '+' || atom.text === '-') && isBesideOrdinary && isOperand(next)) {
      line.end('', '{}');
      line.add(atom);
    } else if (atom.text === '=' && isBesideOrdinary) {
      line.add(atom);
      line.end('{}', '');
    } else line.add(atom);
  }
  line.end('', '');
  const [first, ...others] = line.parts;
  if (!first) return null;
  return others.length === 0 ? first : { kind: 'line', parts: line.parts };
}

/** What a sign after it is an operator beside, and what has no space beside delimiters. */
function isOrdinary(atom: Atom | null): boolean {
  if (!atom) return false;
  if (atom.kind === 'character') return /^[\p{L}\d)!|]$/u.test(atom.text);
  if (atom.kind === 'command') return isGreekCommand(atom.text) || atom.text === '\\infty';
  return atom.kind !== 'environment';
}

/** Whether a fraction ends before there: no space follows it. */
const isFraction = (atoms: readonly Atom[], end: number): boolean =>
  atoms[end - 3]?.text === '\\frac' && atoms[end - 2]?.kind === 'group' && atoms[end - 1]?.kind === 'group';

const isOperand = (atom: Atom | undefined): boolean => atom !== undefined && !/^[+\-=<>,;]$/.test(atom.text);

/** `\\[0.7em]`: the end of a row, and what is added below it. */
const rowEnd = /^\[(\d+(?:\.\d+)?)em\]/;

function tableOf(environment: string): Table | null {
  const opening = Object.keys(tables).find((one) => environment.startsWith(one));
  if (opening === undefined) return null;
  const body = environment.slice(opening.length, environment.lastIndexOf('\\end'));
  const atoms = atomsOf(body);
  if (!atoms) return null;
  const rows: Atom[][][] = [[[]]];
  const gaps: number[] = [];
  for (let i = 0; i < atoms.length; i += 1) {
    const atom = atoms[i] as Atom;
    const row = rows.at(-1) as Atom[][];
    if (atom.text === '&') row.push([]);
    else if (atom.text !== '\\\\') (row.at(-1) as Atom[]).push(atom);
    else {
      const following = atoms
        .slice(i + 1, i + 12)
        .map(({ text }) => text)
        .join('');
      const [skipped = '', gap = '0'] = rowEnd.exec(following) ?? [];
      gaps.push(Number(gap));
      i += skipped.length;
      rows.push([[]]);
    }
  }
  const cells = rows.map((row) => row.map((cell) => lineOf(body, cell, 'text') ?? emptyPiece));
  return { kind: 'table', rows: cells, gaps, ...(tables[opening] as (typeof tables)[string]) };
}

const emptyPiece: Piece = { kind: 'piece', latex: '', style: 'text' };
