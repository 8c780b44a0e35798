/**
 * LaTeX taken apart into what can be set one by one: lines, cells, terms. After an edit most of these are as they were.
 * A part says with empty atoms (`{}`, `\mathopen{}`) what stands beside it, so that it has the spaces of the whole.
 */
import { isGreekCommand } from '../greek';

/** What is set by itself. */
export interface Piece {
  readonly kind: 'piece';
  readonly latex: string;
  /** As on a line of its own, with fractions of full size. */
  readonly display: boolean;
}

export interface Table {
  readonly kind: 'table';
  readonly rows: readonly (readonly Layout[])[];
  /** What is added between two rows, in em. */
  readonly gaps: readonly number[];
  readonly alignment: 'left' | 'center';
  readonly brackets: boolean;
}

export type Layout = Piece | Table | { readonly kind: 'line'; readonly parts: readonly (Piece | Table)[] };

/** A part of LaTeX between which it may be broken: nothing in braces, in an environment or between delimiters. */
interface Atom {
  readonly kind: 'character' | 'command' | 'group' | 'fence' | 'environment';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Names of environments that are set as tables. */
const tables: Readonly<Record<string, Pick<Table, 'alignment' | 'brackets'>>> = {
  '\\begin{bmatrix}': { alignment: 'center', brackets: true },
  '\\begin{array}{l}': { alignment: 'left', brackets: false },
  '\\begin{array}{ll}': { alignment: 'left', brackets: false },
};

/** The parts of a formula; one piece where it cannot be taken apart. */
export function layoutOf(latex: string, display: boolean): Layout {
  const atoms = atomsOf(latex);
  return (atoms && lineOf(latex, atoms, display)) ?? { kind: 'piece', latex, display };
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

/** A line in the making: pieces and tables one after another. */
class Line {
  readonly parts: (Piece | Table)[] = [];
  /** What stands before the piece that is being written, as far as its spaces are concerned. */
  private before = '';
  private start = 0;
  /** The last atom of that piece. */
  last: Atom | null = null;

  constructor(
    private readonly latex: string,
    public display: boolean,
  ) {}

  add(atom: Atom): void {
    if (!this.last) this.start = atom.start;
    this.last = atom;
  }

  /** Ends a piece. @param after what stands beside it, @param before what stands before the next one. */
  end(after: string, before: string): void {
    if (this.last || (this.before !== '' && after !== '')) {
      const own = this.last ? this.latex.slice(this.start, this.last.end) : '';
      const latex = [this.before, own, after].filter((text) => text !== '').join(' ');
      this.parts.push({ kind: 'piece', latex, display: this.display });
    }
    this.before = before;
    this.last = null;
  }
}

function lineOf(latex: string, atoms: readonly Atom[], display: boolean): Layout | null {
  const line = new Line(latex, display);
  let depth = 0;
  for (const [i, atom] of atoms.entries()) {
    const next = atoms[i + 1];
    const isScripted = next?.text === '^' || next?.text === '_';
    if (atom.text === '(' || atom.text === '[') depth += 1;
    if (atom.text === ')' || atom.text === ']') depth -= 1;
    if (depth !== 0) line.add(atom);
    else if (atom.text === '\\displaystyle') {
      line.end('', '');
      line.display = true;
    } else if (atom.kind === 'environment' && !isScripted) {
      const table = tableOf(atom.text);
      // Others stand for whole lines only.
      if (!table || (!table.brackets && atoms.length > 1)) line.add(atom);
      else {
        line.end(isFraction(atoms, i - 1) ? '' : '\\mathinner{}', '\\mathclose{}');
        line.parts.push(table);
      }
    } else if (atom.kind === 'fence' && !isScripted && isOrdinary(line.last)) {
      line.end('\\mathopen{}', '');
      line.add(atom);
      line.end('', '\\mathclose{}');
    } else if ((atom.text === '+' || atom.text === '-') && isOrdinary(line.last) && isOperand(next)) {
      line.end('', '{}');
      line.add(atom);
    } else if (atom.text === '=' && isOrdinary(line.last)) {
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

/** Whether a fraction ends there: no space follows it. */
const isFraction = (atoms: readonly Atom[], end: number): boolean => atoms[end - 2]?.text === '\\frac';

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
  const cells = rows.map((row) => row.map((cell) => lineOf(body, cell, false) ?? emptyPiece));
  return { kind: 'table', rows: cells, gaps, ...(tables[opening] as (typeof tables)[string]) };
}

const emptyPiece: Piece = { kind: 'piece', latex: '', display: false };
