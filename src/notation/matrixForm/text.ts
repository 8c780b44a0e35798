/** Matrix notation as plain text: 2Xᵀ(Xw − y). */
import { functionRows } from '../../calculus/functions/table';
import type { MatrixTerm } from '../../calculus/tensor/matrixTerm';
import { isNumber, repeatedNumber } from '../../calculus/tensor/matrixTerm';
import { formatName } from '../names';
import type { Notation } from '../notation';
import { formatTerm } from '../term';
import { MINUS, superscriptDigits } from '../unicode';
import { Level } from './level';
import type { Joint, Piece } from './level';

const rows = new Map(functionRows.map((row) => [row.name, row]));

export const matrixText = (term: MatrixTerm, notation: Notation): string => piece(term, notation).text;

const atLeast = ({ text, level }: Piece, wanted: Level): string => (level >= wanted ? text : `(${text})`);

/** @param isEach whether it is an operand of something elementwise: there, a number stands for an array of it. */
function piece(term: MatrixTerm, notation: Notation, isEach = false): Piece {
  const repeated = isEach ? repeatedNumber(term) : undefined;
  if (repeated) return piece(repeated, notation);
  const of = (part: MatrixTerm): Piece => piece(part, notation);
  const each = (part: MatrixTerm): Piece => piece(part, notation, term.rank > 0);
  const inherit = (part: MatrixTerm): Piece =>
    // (uᵀv)𝟙 keeps its 𝟙.
    piece(part, notation, isEach && !(term.kind === 'scaled' && repeatedNumber(part)));
  const atom = (text: string): Piece => ({ text, level: Level.Atom });
  const call = (name: string, ...args: readonly MatrixTerm[]): Piece =>
    atom(`${name}(${args.map((arg) => each(arg).text).join(', ')})`);
  switch (term.kind) {
    case 'name':
      return atom(formatName(term.name).text);
    case 'number': {
      const { text } = formatTerm(term.term, notation);
      if (text === '1/2') return atom('½');
      return { text, level: /[/·]/.test(text) ? Level.Each : Level.Atom };
    }
    case 'size':
      return atom(typeof term.size === 'number' ? String(term.size) : formatName(term.size).text);
    case 'ones':
      return atom('𝟙');
    case 'unit':
      return atom('I');
    case 'sum':
      return { text: sumText(term.terms, inherit), level: Level.Sum };
    case 'negative':
      return { text: MINUS + atLeast(inherit(term.operand), Level.Each), level: Level.Sum };
    case 'scaled':
      return scaledPiece(term, of, inherit);
    case 'product':
      return { text: joined(term.factors.map((factor) => part(factor, of, Level.Power))), level: Level.Product };
    case 'elementwise': {
      const sign = term.rank === 0 ? '·' : ' ⊙ ';
      const level = term.rank === 0 ? Level.Product : Level.Each;
      return { text: term.factors.map((factor) => atLeast(each(factor), Level.Power)).join(sign), level };
    }
    case 'quotient': {
      const isArray = term.denominator.rank > 0;
      const inside = isArray ? each : inherit;
      const [above, below] = [inside(term.numerator), atLeast(inside(term.denominator), Level.Power)];
      return { text: `${atLeast(above, Level.Product)}${isArray ? ' ⊘ ' : '/'}${below}`, level: Level.Each };
    }
    case 'power': {
      const base = each(term.base);
      const { exponent } = term;
      const above =
        exponent.kind === 'number' && exponent.term.kind === 'number' && Number.isInteger(exponent.term.value)
          ? superscriptDigits(exponent.term.value)
          : `^${atLeast(of(exponent), Level.Atom)}`;
      const shown = exponent.kind === 'negative' ? `^(${of(exponent).text})` : above;
      const raised = term.rank > 0 ? `^⊙${shown.replace('^', '')}` : shown;
      return { text: `${atLeast(base, Level.Atom)}${raised}`, level: Level.Power };
    }
    case 'call': {
      const template = rows.get(term.name)?.text ?? term.name;
      if (!template.includes('#')) return call(template, ...term.arguments);
      const isClosed = /^\S.*[|⌋⌉]$/.test(template);
      const text = template.replace(/#(\d)/g, (place: string, number: string) => {
        const arg = term.arguments[Number(number) - 1];
        return arg ? (isClosed ? each(arg).text : atLeast(each(arg), Level.Atom)) : place;
      });
      return { text, level: isClosed || template.startsWith('√') ? Level.Power : Level.Each };
    }
    case 'softmax':
      return call(term.rank === 2 ? 'softmax_rows' : 'softmax', term.operand);
    case 'indicator': {
      return atom(`[${each(term.left).text} ${term.relation} ${each(term.right).text}]`);
    }
    case 'transpose':
      if (term.operand.kind === 'inverse')
        return { text: `${atLeast(of(term.operand.operand), Level.Atom)}⁻ᵀ`, level: Level.Power };
      return { text: `${atLeast(of(term.operand), Level.Atom)}ᵀ`, level: Level.Power };
    case 'inverse':
      return { text: `${atLeast(of(term.operand), Level.Atom)}⁻¹`, level: Level.Power };
    case 'determinant':
      return call('det', term.operand);
    case 'trace':
      return call('tr', term.operand);
    case 'diagonalMatrix':
    case 'diagonal':
      return call('diag', term.operand);
    case 'mean': {
      const name = of(term.operand).text;
      const barred = term.operand.kind === 'name' ? barredName(name) : undefined;
      return barred === undefined ? call('mean', term.operand) : atom(barred);
    }
    case 'norm':
      return atom(`‖${of(term.operand).text}‖${term.operand.rank === 2 ? '_F' : ''}`);
  }
}

/** x̄; `undefined` for words. */
const barredName = (name: string): string | undefined =>
  LETTER.test(name) ? name.replace(/^\p{L}/u, '$&\u0304') : undefined;

function sumText(terms: readonly MatrixTerm[], of: (term: MatrixTerm) => Piece): string {
  return terms
    .map((term, i) => {
      if (i === 0) return term.kind === 'negative' ? of(term).text : atLeast(of(term), Level.Each);
      if (term.kind === 'negative') return ` ${MINUS} ${atLeast(of(term.operand), Level.Each)}`;
      return ` + ${atLeast(of(term), Level.Each)}`;
    })
    .join('');
}

type Writer = (term: MatrixTerm) => Piece;

function scaledPiece(term: Extract<MatrixTerm, { kind: 'scaled' }>, of: Writer, inherit: Writer): Piece {
  const { factor, operand } = term;
  const rest = inherit(operand);
  if (factor.kind === 'quotient' && factor.rank === 0) {
    const above = isNumber(factor.numerator, 1)
      ? atLeast(rest, Level.Product)
      : joined([part(factor.numerator, of, Level.Power), part(operand, inherit, Level.Product)]);
    return { text: `${above}/${atLeast(of(factor.denominator), Level.Power)}`, level: Level.Each };
  }
  return {
    text: joined([part(factor, of, Level.Product), part(operand, inherit, Level.Product)]),
    level: Level.Product,
  };
}

function part(term: MatrixTerm, of: (term: MatrixTerm) => Piece, wanted: Level): { text: string; joint: Joint } {
  const made = of(term);
  const joint = jointOf(term, made, wanted);
  // (xᵀy)x, not xᵀyx.
  if (term.kind === 'product' && term.rank === 0)
    return { text: `(${made.text})`, joint: { starts: true, ends: true } };
  // A product begins as its first factor does, and ends as its last.
  const parts =
    made.level < wanted
      ? []
      : term.kind === 'product'
        ? term.factors
        : term.kind === 'scaled'
          ? [term.factor, term.operand]
          : [];
  const [first, last] = [parts[0], parts.at(-1)];
  return {
    text: atLeast(made, wanted),
    joint:
      first && last
        ? { starts: part(first, of, Level.Power).joint.starts, ends: part(last, of, Level.Power).joint.ends }
        : joint,
  };
}

/** A letter with what may stand above, below and beside it. */
const LETTER = /^\p{L}\p{M}*[₀-₉′]*$/u;

/** Names of one letter, numbers and parentheses stand side by side: 2Xᵀ(Xw − y). Words keep a dot: W·hidden. */
function jointOf(term: MatrixTerm, { level, text }: Piece, wanted: Level): Joint {
  if (level < wanted) return { starts: true, ends: true };
  switch (term.kind) {
    case 'name':
    case 'size': {
      const isShort = LETTER.test(text) || /^\d+$/.test(text);
      return { starts: isShort && !/^\d/.test(text), ends: isShort };
    }
    case 'mean':
      return { starts: LETTER.test(text), ends: LETTER.test(text) };
    case 'number':
      return { starts: false, ends: /^(\d+|½)$/.test(text) };
    case 'ones':
    case 'unit':
    case 'norm':
      return { starts: term.kind !== 'norm', ends: true };
    case 'transpose':
    case 'inverse':
    case 'power':
      return jointOfOperand(text);
    case 'product':
    case 'scaled':
      return { starts: true, ends: true };
    default:
      return { starts: false, ends: false };
  }
}

/** With a sign above: (A + B)ᵀ, Aᵀ; not weightsᵀ. */
const jointOfOperand = (text: string): Joint => {
  const isShort =
    /^(\(.*\)|𝟙|\p{L}\p{M}*[₀-₉′]*?)[⁻ᵀ⁰¹²³⁴⁵⁶⁷⁸⁹]+$/u.test(text) && !/^(?!\()(?:(?!ᵀ)\p{L}){2}/u.test(text);
  return { starts: isShort, ends: isShort };
};

function joined(parts: readonly { readonly text: string; readonly joint: Joint }[]): string {
  return parts
    .map(({ text, joint }, i) => {
      const before = parts[i - 1];
      if (!before) return text;
      const isDecimal = /^[\d.]+$/.test(before.text) && text.startsWith('(');
      return ((before.joint.ends && joint.starts) || isDecimal ? '' : '·') + text;
    })
    .join('');
}
