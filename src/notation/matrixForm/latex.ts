/** Matrix notation as LaTeX. */
import { functionRows } from '../../calculus/functions/table';
import type { MatrixTerm } from '../../calculus/tensor/matrixTerm';
import { isNumber, repeatedNumber } from '../../calculus/tensor/matrixTerm';
import { formatName } from '../names';
import type { Notation } from '../notation';
import { formatTerm } from '../term';
import { Level } from './level';
import type { Piece } from './level';

const rows = new Map(functionRows.map((row) => [row.name, row]));
const relations = { '<': '<', '≤': '\\le', '=': '=', '≠': '\\ne', '>': '>', '≥': '\\ge' } as const;

export const matrixLatex = (term: MatrixTerm, notation: Notation): string => piece(term, notation).text;

const fenced = (latex: string): string => `\\left(${latex}\\right)`;
const atLeast = ({ text, level }: Piece, wanted: Level): string => (level >= wanted ? text : fenced(text));

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
    atom(`${name}${fenced(args.map((arg) => each(arg).text).join(', '))}`);
  switch (term.kind) {
    case 'name':
      return atom(formatName(term.name).latex);
    case 'number': {
      const { latex } = formatTerm(term.term, notation);
      return { text: latex, level: /cdot/.test(latex) ? Level.Each : Level.Atom };
    }
    case 'size':
      return atom(typeof term.size === 'number' ? String(term.size) : formatName(term.size).latex);
    case 'ones':
      return atom('\\mathbf{1}');
    case 'unit':
      return atom('I');
    case 'sum':
      return { text: sumLatex(term.terms, inherit), level: Level.Sum };
    case 'negative':
      return { text: `-${atLeast(inherit(term.operand), Level.Each)}`, level: Level.Sum };
    case 'scaled':
      return scaledPiece(term, of, inherit);
    case 'product':
      return { text: term.factors.map((factor) => atLeast(of(factor), Level.Power)).join(' '), level: Level.Product };
    case 'elementwise': {
      const level = term.rank === 0 ? Level.Product : Level.Each;
      const sign = term.rank === 0 ? ' \\, ' : ' \\odot ';
      return { text: term.factors.map((factor) => atLeast(each(factor), Level.Power)).join(sign), level };
    }
    case 'quotient':
      if (term.denominator.rank === 0)
        return { text: `\\frac{${inherit(term.numerator).text}}{${of(term.denominator).text}}`, level: Level.Power };
      return {
        text: `${atLeast(each(term.numerator), Level.Product)} \\oslash ${atLeast(each(term.denominator), Level.Power)}`,
        level: Level.Each,
      };
    case 'power': {
      const above = `${term.rank > 0 ? '\\odot ' : ''}${each(term.exponent).text}`;
      return { text: `${atLeast(each(term.base), Level.Atom)}^{${above}}`, level: Level.Power };
    }
    case 'call': {
      const own = rows.get(term.name)?.latex ?? `\\operatorname{${term.name}}`;
      const latex = term.rank > 0 && term.name === 'exp' ? '\\exp' : own;
      if (!latex.includes('#')) return call(latex, ...term.arguments);
      const isEnclosed = /^\\(sqrt|left|operatorname)/.test(latex);
      const text = latex.replace(/#(\d)/g, (place: string, number: string) => {
        const arg = term.arguments[Number(number) - 1];
        return arg ? (isEnclosed || latex.includes('^{#') ? each(arg).text : atLeast(each(arg), Level.Atom)) : place;
      });
      return { text, level: isEnclosed ? Level.Atom : Level.Each };
    }
    case 'softmax':
      return call(`\\operatorname{softmax}${term.rank === 2 ? '_{\\text{rows}}' : ''}`, term.operand);
    case 'indicator':
      return atom(`\\left[${each(term.left).text} ${relations[term.relation]} ${each(term.right).text}\\right]`);
    case 'transpose':
      if (term.operand.kind === 'inverse')
        return { text: `${atLeast(of(term.operand.operand), Level.Atom)}^{-\\top}`, level: Level.Power };
      return { text: `${atLeast(of(term.operand), Level.Atom)}^{\\top}`, level: Level.Power };
    case 'inverse':
      return { text: `${atLeast(of(term.operand), Level.Atom)}^{-1}`, level: Level.Power };
    case 'determinant':
      return call('\\det', term.operand);
    case 'trace':
      return call('\\operatorname{tr}', term.operand);
    case 'diagonalMatrix':
    case 'diagonal':
      return call('\\operatorname{diag}', term.operand);
    case 'mean':
      if (term.operand.kind === 'name') return atom(`\\bar{${of(term.operand).text}}`);
      return call('\\operatorname{mean}', term.operand);
    case 'norm': {
      const norm = `\\left\\lVert ${of(term.operand).text}\\right\\rVert`;
      return atom(term.operand.rank === 2 ? `${norm}_{F}` : norm);
    }
  }
}

function sumLatex(terms: readonly MatrixTerm[], of: (term: MatrixTerm) => Piece): string {
  return terms
    .map((term, i) => {
      if (i === 0) return term.kind === 'negative' ? of(term).text : atLeast(of(term), Level.Each);
      if (term.kind === 'negative') return ` - ${atLeast(of(term.operand), Level.Each)}`;
      return ` + ${atLeast(of(term), Level.Each)}`;
    })
    .join('');
}

type Writer = (term: MatrixTerm) => Piece;

function scaledPiece(term: Extract<MatrixTerm, { kind: 'scaled' }>, of: Writer, inherit: Writer): Piece {
  const { factor, operand } = term;
  const isFraction = factor.kind === 'quotient' && factor.rank === 0;
  // v/‖v‖ is one fraction; 2/n Xᵀ(Xw − y) is a number in front.
  if (isFraction && isNumber(factor.numerator, 1) && operand.kind !== 'sum')
    return { text: `\\frac{${inherit(operand).text}}{${of(factor.denominator).text}}`, level: Level.Power };
  const own = atLeast(of(factor), Level.Product);
  const isInner = factor.kind === 'product' && factor.rank === 0;
  return { text: `${isInner ? fenced(own) : own} ${atLeast(inherit(operand), Level.Product)}`, level: Level.Product };
}
