/** Matrix notation as LaTeX. */
import { functionRows } from '../../calculus/functions/table';
import type { MatrixTerm } from '../../calculus/tensor/matrixTerm';
import { isNumber } from '../../calculus/tensor/matrixTerm';
import { formatName } from '../names';
import type { Notation } from '../notation';
import { formatTerm } from '../term';
import { Level } from './level';
import type { Piece } from './level';
import { isZeroes } from './text';

const rows = new Map(functionRows.map((row) => [row.name, row]));
const relations = { '<': '<', '≤': '\\le', '=': '=', '≠': '\\ne', '>': '>', '≥': '\\ge' } as const;

export const matrixLatex = (term: MatrixTerm, notation: Notation): string => piece(term, notation).text;

const fenced = (latex: string): string => `\\left(${latex}\\right)`;
const atLeast = ({ text, level }: Piece, wanted: Level): string => (level >= wanted ? text : fenced(text));

function piece(term: MatrixTerm, notation: Notation): Piece {
  const of = (part: MatrixTerm): Piece => piece(part, notation);
  const atom = (text: string): Piece => ({ text, level: Level.Atom });
  const call = (name: string, ...args: readonly MatrixTerm[]): Piece =>
    atom(`${name}${fenced(args.map((arg) => of(arg).text).join(', '))}`);
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
      return { text: sumLatex(term.terms, of), level: Level.Sum };
    case 'negative':
      return { text: `-${atLeast(of(term.operand), Level.Each)}`, level: Level.Sum };
    case 'scaled':
      return scaledPiece(term, of);
    case 'product':
      return { text: term.factors.map((factor) => atLeast(of(factor), Level.Power)).join(' '), level: Level.Product };
    case 'elementwise': {
      const level = term.rank === 0 ? Level.Product : Level.Each;
      const sign = term.rank === 0 ? ' \\, ' : ' \\odot ';
      return { text: term.factors.map((factor) => atLeast(of(factor), Level.Power)).join(sign), level };
    }
    case 'quotient':
      if (term.denominator.rank === 0)
        return { text: `\\frac{${of(term.numerator).text}}{${of(term.denominator).text}}`, level: Level.Power };
      return {
        text: `${atLeast(of(term.numerator), Level.Product)} \\oslash ${atLeast(of(term.denominator), Level.Power)}`,
        level: Level.Each,
      };
    case 'power': {
      const above = `${term.rank > 0 ? '\\odot ' : ''}${of(term.exponent).text}`;
      return { text: `${atLeast(of(term.base), Level.Atom)}^{${above}}`, level: Level.Power };
    }
    case 'call': {
      const own = rows.get(term.name)?.latex ?? `\\operatorname{${term.name}}`;
      const latex = term.rank > 0 && term.name === 'exp' ? '\\exp' : own;
      if (!latex.includes('#')) return call(latex, ...term.arguments);
      const isEnclosed = /^\\(sqrt|left|operatorname)/.test(latex);
      const text = latex.replace(/#(\d)/g, (place: string, number: string) => {
        const arg = term.arguments[Number(number) - 1];
        return arg ? (isEnclosed || latex.includes('^{#') ? of(arg).text : atLeast(of(arg), Level.Atom)) : place;
      });
      return { text, level: isEnclosed ? Level.Atom : Level.Each };
    }
    case 'softmax':
      return call(`\\operatorname{softmax}${term.rank === 2 ? '_{\\text{rows}}' : ''}`, term.operand);
    case 'indicator':
      return atom(
        `\\left[${of(term.left).text} ${relations[term.relation]} ${isZeroes(term.right) ? '0' : of(term.right).text}\\right]`,
      );
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

function scaledPiece(term: Extract<MatrixTerm, { kind: 'scaled' }>, of: (term: MatrixTerm) => Piece): Piece {
  const { factor, operand } = term;
  const isFraction = factor.kind === 'quotient' && factor.rank === 0;
  // v/‖v‖ is one fraction; 2/n Xᵀ(Xw − y) is a number in front.
  if (isFraction && isNumber(factor.numerator, 1) && operand.kind !== 'sum')
    return { text: `\\frac{${of(operand).text}}{${of(factor.denominator).text}}`, level: Level.Power };
  const own = atLeast(of(factor), Level.Product);
  const isInner = factor.kind === 'product' && factor.rank === 0;
  return { text: `${isInner ? fenced(own) : own} ${atLeast(of(operand), Level.Product)}`, level: Level.Product };
}
