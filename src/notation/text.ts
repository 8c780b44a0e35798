/** Terms as plain text in Unicode: 2x₀, ∂f/∂x₀, √(x² + y²). Every line reads in one way only. */
import { functionRows } from '../calculus/functions/table';
import { namedConstants } from '../calculus/operations';
import type { IndexExpression, Term } from '../calculus/view/term';
import { chainOf } from './chain';
import { endsInSeries, indexBelow, pieceCount, shownExpression, writtenIndex } from './indices';
import type { WrittenIndex } from './indices';
import type { LatexNotation } from './latex';
import { formatElement, formatName, formatSymbol, plainText } from './names';
import { fractionOf, formatNumberTerm } from './numbers';
import { MINUS, superscriptDigits } from './unicode';

/** What a piece may stand in without parentheses, loosest first. */
const Level = { Cases: 0, Or: 1, And: 2, Relation: 3, Sum: 4, Product: 5, Power: 6, Atom: 7 } as const;
type Level = (typeof Level)[keyof typeof Level];

interface Piece {
  readonly text: string;
  readonly level: Level;
}

const rows = new Map(functionRows.map((row) => [row.name, row]));
const constants = new Map<string, string>(namedConstants.map(({ name, text }) => [name, text]));

export const textOf = (term: Term, notation: LatexNotation): string => piece(term, notation).text;

const atLeast = ({ text, level }: Piece, wanted: Level): string => (level >= wanted ? text : `(${text})`);

function piece(term: Term, notation: LatexNotation): Piece {
  const of = (part: Term): Piece => piece(part, notation);
  const list = (args: readonly Term[]): string => `(${args.map((arg) => of(arg).text).join(', ')})`;
  switch (term.kind) {
    case 'number': {
      const fraction = fractionOf(term);
      if (fraction) return { text: `${fraction.numerator}/${fraction.denominator}`, level: Level.Product };
      const { text, shape } = formatNumberTerm(term, notation.digits);
      return { text, level: shape === 'plain' ? Level.Atom : shape === 'power' ? Level.Power : Level.Product };
    }
    case 'constant':
      return { text: constants.get(term.name) ?? term.name, level: Level.Atom };
    case 'symbol':
      return { text: formatSymbol(term.variable, term.index, notation.indexBase, notation).text, level: Level.Atom };
    case 'element':
      return { text: formatElement(term.variable, term.index, notation.indexBase, notation).text, level: Level.Atom };
    case 'affine': {
      const shown = shownExpression(term.value, notation.indexBase, notation, false);
      const isLetter = shown.steps.length === 1 && shown.offset === 0 && shown.steps[0]?.factor === 1;
      const isSum = pieceCount(shown) > 1 || (shown.steps[0]?.factor ?? 0) < 0;
      return { text: writtenIndex(shown).line, level: isSum ? Level.Sum : isLetter ? Level.Atom : Level.Product };
    }
    case 'series':
      return { text: seriesText(term, notation), level: Level.Sum };
    case 'reference':
      return { text: formatName(term.name).text, level: Level.Atom };
    case 'sum':
      return { text: sumText(term.terms, of), level: Level.Sum };
    case 'negative':
      return { text: MINUS + addendText(term.operand, of), level: Level.Sum };
    case 'product':
      return { text: productText(term.factors, of), level: endsInSeries(term) ? Level.Sum : Level.Product };
    case 'quotient': {
      const numerator =
        term.numerator.kind === 'quotient'
          ? `(${of(term.numerator).text})`
          : atLeast(of(term.numerator), Level.Product);
      return { text: `${numerator}/${atLeast(of(term.denominator), Level.Power)}`, level: Level.Product };
    }
    case 'power':
      return powerPiece(term.base, term.exponent, notation);
    case 'call':
      return callPiece(term.name, term.arguments, notation, '');
    case 'cases': {
      const cases = term.cases.map(
        ({ condition, value }) => `${atLeast(of(value), Level.Or)} if ${atLeast(of(condition), Level.Or)}`,
      );
      return { text: [...cases, `${atLeast(of(term.otherwise), Level.Or)} otherwise`].join('; '), level: Level.Cases };
    }
    case 'comparison':
      return {
        text: `${atLeast(of(term.left), Level.Sum)} ${term.relation} ${atLeast(of(term.right), Level.Sum)}`,
        level: Level.Relation,
      };
    case 'logic': {
      const chain = chainOf(term);
      if (chain) {
        const [lower, middle, upper] = [chain.lower, chain.middle, chain.upper].map((one) =>
          atLeast(of(one), Level.Sum),
        );
        return {
          text: `${lower} ${chain.relations[0]} ${middle} ${chain.relations[1]} ${upper}`,
          level: Level.Relation,
        };
      }
      const level = term.operator === 'and' ? Level.And : Level.Or;
      const operands = term.operands.map((operand) => atLeast(of(operand), (level + 1) as Level));
      return { text: operands.join(` ${term.operator} `), level };
    }
    case 'not':
      return { text: `not ${atLeast(of(term.operand), Level.Atom)}`, level: Level.Relation };
    case 'truth':
      return { text: String(term.value), level: Level.Atom };
    case 'hole':
      return { text: holeName(term) + list(term.arguments), level: Level.Atom };
    case 'partial': {
      const argument = term.arguments[term.argument];
      return argument?.kind === 'symbol'
        ? { text: `∂${holeName(term)}/∂${of(argument).text}`, level: Level.Product }
        : { text: `∂${term.argument + 1} ${holeName(term)}${list(term.arguments)}`, level: Level.Product };
    }
  }
}

/** Σᵢ₌₀⁹ xᵢ·yᵢ; a range that no subscript can hold stands in braces. */
function seriesText(term: Extract<Term, { kind: 'series' }>, notation: LatexNotation): string {
  const shown = (expression: IndexExpression): WrittenIndex =>
    writtenIndex(shownExpression(expression, notation.indexBase, notation, true));
  const [from, to] = [shown(term.from), shown(term.to)];
  const sign = term.operator === 'sum' ? 'Σ' : 'Π';
  const body = atLeast(piece(term.term, notation), Level.Product);
  const isPlain = !term.except && term.from.steps.length === 0 && term.to.steps.length === 0;
  if (isPlain) return `${sign}${indexBelow(term.index)}₌${from.text}${superscriptDigits(to.line)} ${body}`;
  const without = term.except ? `, ${term.index}≠${shown(term.except).line.replaceAll(' ', '')}` : '';
  return `${sign}{${term.index}=${from.line.replaceAll(' ', '')}…${to.line.replaceAll(' ', '')}${without}} ${body}`;
}

const holeName = ({ name, output }: { name: string; output: string | null }): string =>
  plainText(output === null ? name : `${name}.${output}`);

function sumText(terms: readonly Term[], of: (term: Term) => Piece): string {
  return terms
    .map((term, i) => {
      if (i === 0) return atLeast(of(term), Level.Sum);
      if (term.kind === 'negative') return ` ${MINUS} ${addendText(term.operand, of)}`;
      return ` + ${addendText(term, of)}`;
    })
    .join('');
}

/** Σ reaches to the next plus: as an addend it needs no parentheses. */
const addendText = (term: Term, of: (term: Term) => Piece): string =>
  endsInSeries(term) ? of(term).text : atLeast(of(term), Level.Product);

/** Whether a factor is a letter (with a subscript): what follows a number without a dot. */
const isLetter = (text: string): boolean => /^\p{L}\p{M}*[₀-₉′ᵢⱼₖₗₘₙᵣₛₚₜ₊₋]*$/u.test(text) && text !== 'e';

function productText(factors: readonly Term[], of: (term: Term) => Piece): string {
  let text = '';
  const pieces = factors.map(of);
  factors.forEach((factor, i) => {
    const made = pieces[i]!;
    // A fraction or a product within a product stands in parentheses: a·(b/c).
    const isOpenEnd = factor.kind === 'series' && i === factors.length - 1;
    const own = isOpenEnd ? ` ${made.text}` : atLeast(made, Level.Power);
    const before = factors[i - 1];
    if (before) text += joined(before, pieces[i - 1]!, factor, own);
    text += own;
  });
  return text;
}

/** What stands between two factors. */
function joined(left: Term, leftPiece: Piece, right: Term, rightText: string): '' | '·' {
  const base = right.kind === 'power' ? right.base : right;
  if (rightText.startsWith(' ')) return '';
  const opens = rightText.startsWith('(');
  if (left.kind === 'number') {
    if (leftPiece.level !== Level.Atom) return '·';
    // A | after a digit would close |…| rather than open it.
    if (opens || rightText.startsWith('√')) return '';
    const isPlain =
      base.kind === 'symbol' || base.kind === 'element' || base.kind === 'reference' || base.kind === 'constant';
    return isPlain && isLetter(rightText.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+$/, '')) ? '' : '·';
  }
  const isName = left.kind === 'symbol' || left.kind === 'element' || left.kind === 'reference';
  return opens && isName && isLetter(leftPiece.text) ? '' : '·';
}

function powerPiece(base: Term, exponent: Term, notation: LatexNotation): Piece {
  const above = exponentText(exponent, notation);
  const isWhole = exponent.kind === 'number' && exponent.exact?.denominator === 1n;
  if (base.kind === 'call' && rows.get(base.name)?.power === true && isWhole)
    return callPiece(base.name, base.arguments, notation, above);
  const own = piece(base, notation);
  // |x|² and x² need no parentheses; (√x)² and (10⁻³)² do.
  const isOpen = own.level < Level.Atom;
  return { text: `${isOpen ? `(${own.text})` : own.text}${above}`, level: Level.Power };
}

function exponentText(exponent: Term, notation: LatexNotation): string {
  const operand = exponent.kind === 'negative' ? exponent.operand : exponent;
  const sign = exponent.kind === 'negative' ? '⁻' : '';
  if (operand.kind === 'number' && operand.exact?.denominator === 1n && operand.spelling === null)
    return sign + superscriptDigits(operand.exact.numerator.toString());
  const { text, level } = piece(exponent, notation);
  return level === Level.Atom ? `^${text}` : `^(${text})`;
}

function callPiece(name: string, args: readonly Term[], notation: LatexNotation, power: string): Piece {
  const template = rows.get(name)?.text ?? name;
  const of = (arg: Term): Piece => piece(arg, notation);
  if (!template.includes('#'))
    return {
      text: `${template}${power}(${args.map((arg) => of(arg).text).join(', ')})`,
      level: power === '' ? Level.Atom : Level.Power,
    };
  const text = template.replace(/#(\d)/g, (place: string, number: string, offset: number) => {
    const arg = args[Number(number) - 1];
    if (!arg) return place;
    const isEnclosed = isFence(template[offset - 1]) && isFence(template[offset + place.length]);
    return isEnclosed ? of(arg).text : atLeast(of(arg), Level.Atom);
  });
  const isClosed = /^(?:[\p{L}\p{N}_]*\(.*\)|\|.*\||⌊.*⌋|⌈.*⌉|‖.*‖)$/u.test(template);
  return {
    text,
    level: isClosed ? Level.Atom : template.startsWith('√') || template.startsWith('∛') ? Level.Power : Level.Cases,
  };
}

const isFence = (character: string | undefined): boolean =>
  character !== undefined && '(|⌊⌈‖[,)⌋⌉] '.includes(character);
