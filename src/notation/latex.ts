/** Terms as LaTeX (for MathJax with AMS mathematics), with no parentheses but those that are needed. */
import { functionRows } from '../calculus/functions/table';
import { namedConstants } from '../calculus/operations';
import type { IndexExpression, Relation, Term } from '../calculus/view/term';
import { chainOf } from './chain';
import { endsInSeries, pieceCount, shownExpression, writtenIndex } from './indices';
import { formatElement, formatName, formatSymbol } from './names';
import type { Notation } from './notation';
import { fractionOf, formatNumberTerm } from './numbers';

/** What a piece of LaTeX may stand in without parentheses, loosest first. */
const Level = { Cases: 0, Or: 1, And: 2, Relation: 3, Sum: 4, Product: 5, Operator: 6, Power: 7, Atom: 8 } as const;
type Level = (typeof Level)[keyof typeof Level];

interface Piece {
  readonly latex: string;
  readonly level: Level;
}

const rows = new Map(functionRows.map((row) => [row.name, row]));
const constants = new Map<string, string>(namedConstants.map(({ name, latex }) => [name, latex]));
const relations: Readonly<Record<Relation, string>> = {
  '<': '<',
  '≤': '\\le',
  '=': '=',
  '≠': '\\ne',
  '>': '>',
  '≥': '\\ge',
};

export interface LatexNotation extends Notation {
  /** What the source counts from. */
  readonly indexBase: 0 | 1;
}

export const latexOf = (term: Term, notation: LatexNotation): string => piece(term, notation, false).latex;

const fenced = (latex: string): string => `\\left(${latex}\\right)`;

const atLeast = ({ latex, level }: Piece, wanted: Level): string => (level >= wanted ? latex : fenced(latex));

/** @param small whether it stands in an exponent, where fractions are written with a slash. */
function piece(term: Term, notation: LatexNotation, small: boolean): Piece {
  const of = (part: Term): Piece => piece(part, notation, small);
  switch (term.kind) {
    case 'number': {
      const fraction = fractionOf(term);
      if (fraction) return quotient(fraction.numerator, fraction.denominator, small);
      const { latex, shape } = formatNumberTerm(term, notation.digits);
      return { latex, level: shape === 'plain' ? Level.Atom : shape === 'power' ? Level.Power : Level.Product };
    }
    case 'constant':
      return { latex: constants.get(term.name) ?? term.name, level: Level.Atom };
    case 'symbol':
      return { latex: formatSymbol(term.variable, term.index, notation.indexBase, notation).latex, level: Level.Atom };
    case 'element':
      return { latex: formatElement(term.variable, term.index, notation.indexBase, notation).latex, level: Level.Atom };
    case 'affine': {
      const shown = shownExpression(term.value, notation.indexBase, notation, false);
      return { latex: writtenIndex(shown).latex, level: affineLevel(shown) };
    }
    case 'series':
      return { latex: seriesLatex(term, notation, small), level: Level.Sum };
    case 'reference':
      return { latex: formatName(term.name).latex, level: Level.Atom };
    case 'sum':
      return { latex: sumLatex(term.terms, of), level: Level.Sum };
    case 'negative':
      return { latex: `-${addendLatex(term.operand, of)}`, level: Level.Sum };
    case 'product':
      return {
        latex: productLatex(term.factors, notation, small),
        level: endsInSeries(term) ? Level.Sum : Level.Product,
      };
    case 'quotient':
      if (!small) return quotient(of(term.numerator).latex, of(term.denominator).latex, false);
      return quotient(atLeast(of(term.numerator), Level.Product), atLeast(of(term.denominator), Level.Power), true);
    case 'power':
      return powerPiece(term.base, term.exponent, notation, small);
    case 'call':
      return callPiece(term.name, term.arguments, notation, small, '');
    case 'cases':
      return { latex: casesLatex(term, notation), level: Level.Cases };
    case 'comparison': {
      const [left, right] = [of(term.left), of(term.right)];
      return {
        latex: `${atLeast(left, Level.Sum)} ${relations[term.relation]} ${atLeast(right, Level.Sum)}`,
        level: Level.Relation,
      };
    }
    case 'logic': {
      const chain = chainOf(term);
      if (chain) {
        const [lower, middle, upper] = [chain.lower, chain.middle, chain.upper].map((one) =>
          atLeast(of(one), Level.Sum),
        );
        const [below, above] = chain.relations.map((relation) => relations[relation]);
        return { latex: `${lower} ${below} ${middle} ${above} ${upper}`, level: Level.Relation };
      }
      const [level, operator] = term.operator === 'and' ? [Level.And, '\\land'] : [Level.Or, '\\lor'];
      const operands = term.operands.map((operand) => atLeast(of(operand), (level + 1) as Level));
      return { latex: operands.join(` ${operator} `), level };
    }
    case 'not':
      return { latex: `\\lnot ${atLeast(of(term.operand), Level.Atom)}`, level: Level.Relation };
    case 'truth':
      return { latex: `\\text{${term.value}}`, level: Level.Atom };
    case 'hole':
      return { latex: `${holeName(term)}${argumentList(term.arguments, notation)}`, level: Level.Atom };
    case 'partial':
      return partialPiece(term, notation);
  }
}

const affineLevel = (shown: IndexExpression): Level =>
  pieceCount(shown) > 1 || (shown.steps[0]?.factor ?? 0) < 0
    ? Level.Sum
    : shown.steps.every(({ factor }) => factor === 1)
      ? Level.Atom
      : Level.Product;

function seriesLatex(term: Extract<Term, { kind: 'series' }>, notation: LatexNotation, small: boolean): string {
  const shown = (expression: IndexExpression): string =>
    writtenIndex(shownExpression(expression, notation.indexBase, notation, true)).latex;
  const range = `${term.index}=${shown(term.from)}`;
  const under = term.except ? `\\substack{${range} \\\\ ${term.index} \\ne ${shown(term.except)}}` : range;
  const body = atLeast(piece(term.term, notation, small), Level.Product);
  return `\\${term.operator === 'sum' ? 'sum' : 'prod'}_{${under}}^{${shown(term.to)}} ${body}`;
}

const quotient = (numerator: string, denominator: string, small: boolean): Piece =>
  small
    ? { latex: `${numerator}/${denominator}`, level: Level.Product }
    : { latex: `\\frac{${numerator}}{${denominator}}`, level: Level.Operator };

function sumLatex(terms: readonly Term[], of: (term: Term) => Piece): string {
  return terms
    .map((term, i) => {
      if (i === 0) return atLeast(of(term), Level.Sum);
      if (term.kind === 'negative') return ` - ${addendLatex(term.operand, of)}`;
      return ` + ${addendLatex(term, of)}`;
    })
    .join('');
}

/** Σ reaches to the next plus: as an addend it needs no parentheses. */
const addendLatex = (term: Term, of: (term: Term) => Piece): string =>
  endsInSeries(term) ? of(term).latex : atLeast(of(term), Level.Product);

/** Whether a factor starts with a digit, so that a number before it would run into it. */
const startsWithDigit = (latex: string): boolean => /^[\d.]/.test(latex.replace(/^\{+/, ''));

function productLatex(factors: readonly Term[], notation: LatexNotation, small: boolean): string {
  let latex = '';
  factors.forEach((factor, i) => {
    const isLast = i === factors.length - 1;
    const next = factors[i + 1];
    // sin x · y would read as sin(x·y): its argument is fenced unless a function follows.
    const mustClose = !isLast && !(next !== undefined && isOperatorCall(next));
    const made =
      factor.kind === 'call' || (factor.kind === 'power' && factor.base.kind === 'call')
        ? closedPiece(factor, notation, small, mustClose)
        : piece(factor, notation, small);
    const isOpenEnd = factor.kind === 'series' && isLast;
    const own =
      small && factor.kind === 'quotient' ? fenced(made.latex) : isOpenEnd ? made.latex : atLeast(made, Level.Product);
    if (latex !== '') {
      const isUpright = own.startsWith('\\mathrm') || /\\mathrm\{[^{}]*\}(?:_\{[^{}]*\})?$/.test(latex);
      latex += startsWithDigit(own) || factor.kind === 'product' ? ' \\cdot ' : isUpright ? ' \\, ' : ' ';
    }
    latex += own;
  });
  return latex;
}

const isOperatorCall = (term: Term): boolean =>
  term.kind === 'call'
    ? !(rows.get(term.name)?.latex ?? '#').includes('#')
    : term.kind === 'power' && isOperatorCall(term.base) && term.exponent.kind === 'number';

function closedPiece(factor: Term, notation: LatexNotation, small: boolean, mustClose: boolean): Piece {
  if (factor.kind === 'call') return callPiece(factor.name, factor.arguments, notation, small, '', mustClose);
  if (factor.kind === 'power') return powerPiece(factor.base, factor.exponent, notation, small, mustClose);
  return piece(factor, notation, small);
}

function powerPiece(base: Term, exponent: Term, notation: LatexNotation, small: boolean, mustClose = false): Piece {
  const above = piece(exponent, notation, true).latex;
  const isWhole = exponent.kind === 'number' && exponent.exact?.denominator === 1n;
  // sin² x; but sin⁻¹ x is the inverse function to many.
  if (base.kind === 'call' && rows.get(base.name)?.power === true && isWhole)
    return callPiece(base.name, base.arguments, notation, small, `^{${above}}`, mustClose);
  return { latex: `${atLeast(piece(base, notation, small), Level.Atom)}^{${above}}`, level: Level.Power };
}

/** Whether a function's name is a command that TeX spaces by itself: \sin x, but \operatorname{erf}(x). */
const isCommand = (latex: string): boolean =>
  /^\\(?:(?:arc)?(?:sin|cos|tan|sec|csc|cot)h?|ln|log(?:_\{\d+\})?|exp)$/.test(latex);

function callPiece(
  name: string,
  args: readonly Term[],
  notation: LatexNotation,
  small: boolean,
  power: string,
  mustClose = false,
): Piece {
  const latex = rows.get(name)?.latex ?? `\\operatorname{${name}}`;
  if (latex.includes('#')) return templatePiece(latex, args, notation);
  // Each argument is written once: written twice at every level, a deep term would take for ever.
  const pieces = args.map((arg) => piece(arg, notation, small && args.length === 1));
  const [only] = args;
  if (args.length === 1 && only && isCommand(latex) && !mustClose && pieces[0]!.level === Level.Atom)
    if (only.kind !== 'call' && only.kind !== 'hole')
      return { latex: `${latex}${power} ${pieces[0]!.latex}`, level: Level.Operator };
  const list = fenced(pieces.map((made) => made.latex).join(', '));
  return { latex: `${latex}${power}${list}`, level: power === '' ? Level.Operator : Level.Power };
}

const argumentList = (args: readonly Term[], notation: LatexNotation): string =>
  fenced(args.map((arg) => piece(arg, notation, false).latex).join(', '));

/** Signs that close a template: what they enclose needs no parentheses and neither do they. */
const CLOSED =
  /^\\(?:left|lfloor|lceil|lvert|operatorname|[a-zA-Z]+\\left|[a-zA-Z]+_\{?[^{}]*\}?\\left).*(?:\\right.{1,7}|\\rfloor|\\rceil|\\rvert)$/;

function templatePiece(template: string, args: readonly Term[], notation: LatexNotation): Piece {
  const isPower = /\^\{#\d\}$/.test(template);
  const latex = template.replace(/#(\d)/g, (place: string, number: string, offset: number) => {
    const arg = args[Number(number) - 1];
    if (!arg) return place;
    const made = piece(arg, notation, isPower);
    return isEnclosed(template, offset, place.length) ? made.latex : atLeast(made, Level.Atom);
  });
  if (isPower) return { latex, level: Level.Power };
  if (template.startsWith('\\sqrt') || template.startsWith('\\frac')) return { latex, level: Level.Operator };
  return { latex, level: CLOSED.test(template) ? Level.Atom : Level.Sum };
}

/** Whether braces, a fence or a comma stand on both sides of a template's place. */
function isEnclosed(template: string, start: number, length: number): boolean {
  const before = template.slice(0, start).trimEnd();
  const after = template.slice(start + length).trimStart();
  return /(?:[{(|,[]|\\lfloor|\\lceil|\\lvert|\\lVert)$/.test(before) && /^(?:[})|,\]]|\\right|\\r)/.test(after);
}

function casesLatex(term: Extract<Term, { kind: 'cases' }>, notation: LatexNotation): string {
  const lines = term.cases.map(
    ({ condition, value }) =>
      `${piece(value, notation, false).latex} & \\text{if } ${piece(condition, notation, false).latex}`,
  );
  lines.push(`${piece(term.otherwise, notation, false).latex} & \\text{otherwise}`);
  return `\\begin{cases} ${lines.join(' \\\\ ')} \\end{cases}`;
}

const holeName = ({ name, output }: { name: string; output: string | null }): string =>
  output === null ? formatName(name).latex : `${formatName(name).latex}_{${formatName(output).latex}}`;

/** ∂g/∂x where the argument is a plain variable, ∂₁g(…) where it is not. */
function partialPiece(term: Extract<Term, { kind: 'partial' }>, notation: LatexNotation): Piece {
  const argument = term.arguments[term.argument];
  if (argument?.kind === 'symbol')
    return {
      latex: `\\frac{\\partial ${holeName(term)}}{\\partial ${piece(argument, notation, false).latex}}`,
      level: Level.Operator,
    };
  return {
    latex: `\\partial_{${term.argument + 1}} ${holeName(term)}${argumentList(term.arguments, notation)}`,
    level: Level.Operator,
  };
}
