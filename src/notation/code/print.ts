/** Terms as source code: one printer for all languages, driven by their tables. */
import { functionRows } from '../../calculus/functions/table';
import type { Term } from '../../calculus/view/term';
import type { CodeLanguage } from './language';

/** What a piece may stand in without parentheses, loosest first. */
const Level = {
  Conditional: 0,
  Or: 1,
  And: 2,
  Not: 3,
  Relation: 4,
  Sum: 5,
  Product: 6,
  Unary: 7,
  Power: 8,
  Atom: 9,
} as const;
type Level = (typeof Level)[keyof typeof Level];

interface Piece {
  readonly code: string;
  readonly level: Level;
}

const rows = new Map(functionRows.map((row) => [row.name, row]));

export const codeOf = (term: Term, language: CodeLanguage): string => piece(term, language).code;

const atLeast = ({ code, level }: Piece, wanted: Level): string => (level >= wanted ? code : `(${code})`);

/** A name as an identifier: what people see as ‖x‖ is norm_x. */
export const identifier = (name: string): string => name.replace(/^‖(.*)‖$/u, 'norm_$1').replaceAll("'", '_prime');

function piece(term: Term, language: CodeLanguage): Piece {
  const of = (part: Term): Piece => piece(part, language);
  switch (term.kind) {
    case 'number':
      return numberPiece(term, language);
    case 'constant':
      return { code: language.constants[term.name], level: Level.Atom };
    case 'symbol': {
      const index = term.index.map((i) => i + language.indexBase);
      return { code: index.length === 0 ? term.variable : language.element(term.variable, index), level: Level.Atom };
    }
    case 'reference':
      return { code: identifier(term.name), level: Level.Atom };
    case 'sum':
      return { code: sumCode(term.terms, language, of), level: Level.Sum };
    case 'negative':
      return {
        code: `-${atLeast(negated(term.operand, of(term.operand), language), Level.Product)}`,
        level: Level.Unary,
      };
    case 'product':
      return {
        code: term.factors
          .map((factor, i) => atLeast(of(factor), i === 0 && factor.kind !== 'quotient' ? Level.Product : Level.Unary))
          .map((code, i) => (i > 0 && code.startsWith('-') ? `(${code})` : code))
          .join(language.times),
        level: Level.Product,
      };
    case 'quotient': {
      const [n, d] = [wholeOr(term.numerator, language, of), wholeOr(term.denominator, language, of)];
      return { code: `${atLeast(n, Level.Product)}${language.divide}${atLeast(d, Level.Power)}`, level: Level.Product };
    }
    case 'power':
      return powerPiece(of(term.base), of(term.exponent), language);
    case 'call':
      return callPiece(term.name, term.arguments.map(of), language);
    case 'cases': {
      let code = atLeast(of(term.otherwise), language.conditionalChains ? Level.Conditional : Level.Or);
      for (const { condition, value } of [...term.cases].reverse()) {
        code = language.conditional
          .replace('#1', () => atLeast(of(condition), Level.Or))
          .replace('#2', () => atLeast(of(value), Level.Or))
          .replace('#3', () => code);
      }
      return { code, level: Level.Conditional };
    }
    case 'comparison':
      return {
        code: `${atLeast(of(term.left), Level.Sum)} ${language.relations[term.relation]} ${atLeast(of(term.right), Level.Sum)}`,
        level: Level.Relation,
      };
    case 'logic': {
      const [level, operator] = term.operator === 'and' ? [Level.And, language.and] : [Level.Or, language.or];
      return { code: term.operands.map((o) => atLeast(of(o), (level + 1) as Level)).join(operator), level };
    }
    case 'not':
      return { code: `${language.not}${atLeast(of(term.operand), Level.Atom)}`, level: Level.Not };
    case 'truth':
      return { code: term.value ? language.true : language.false, level: Level.Atom };
    case 'element':
    case 'affine':
    case 'series':
      // Families and sums over an index are for readers; code is written from the elements themselves.
      throw new RangeError(`no code for a ${term.kind}`);
    case 'hole':
      return { code: `${holeCode(term, language)}`, level: Level.Atom };
    case 'partial': {
      const args = term.arguments.map((arg) => of(arg).code).join(', ');
      const output = term.output === null ? '' : `_${term.output}`;
      const name = `${term.name.replace(/[^\p{L}\p{N}_]+/gu, '_')}${output}`;
      return { code: `d_${name}_d${term.argument}(${args})`, level: Level.Atom };
    }
  }
}

function holeCode(term: Extract<Term, { kind: 'hole' }>, language: CodeLanguage): string {
  const call = `${term.name}(${term.arguments.map((arg) => piece(arg, language).code).join(', ')})`;
  if (term.output === null) return call;
  return /^\d+$/.test(term.output) ? language.element(call, [Number(term.output)]) : `${call}.${term.output}`;
}

function numberPiece(term: Extract<Term, { kind: 'number' }>, language: CodeLanguage): Piece {
  const { exact, spelling, value } = term;
  if (Number.isNaN(value)) return { code: language.notANumber, level: Level.Atom };
  if (!Number.isFinite(value))
    return {
      code: value > 0 ? language.infinity : `-${language.infinity}`,
      level: value > 0 ? Level.Atom : Level.Unary,
    };
  if (spelling !== null) return { code: spelling, level: Level.Atom };
  if (exact && exact.denominator !== 1n && exact.denominator < 1n << 53n && exact.numerator < 1n << 53n) {
    const whole = (part: bigint): string => language.wholeInQuotient(part.toString());
    return { code: `${whole(exact.numerator)}${language.divide}${whole(exact.denominator)}`, level: Level.Product };
  }
  if (exact && exact.denominator === 1n && exact.numerator < 1n << 53n)
    return { code: exact.numerator.toString(), level: Level.Atom };
  return { code: String(value), level: value < 0 ? Level.Unary : Level.Atom };
}

function wholeOr(term: Term, language: CodeLanguage, of: (term: Term) => Piece): Piece {
  if (term.kind === 'number' && term.exact?.denominator === 1n && term.spelling === null)
    return { code: language.wholeInQuotient(of(term).code), level: Level.Atom };
  return of(term);
}

function sumCode(terms: readonly Term[], language: CodeLanguage, of: (term: Term) => Piece): string {
  return terms
    .map((term, i) => {
      if (i === 0) return atLeast(of(term), Level.Sum);
      if (term.kind === 'negative') {
        const operand = atLeast(of(term.operand), Level.Product);
        return `${language.minus}${operand.startsWith('-') ? `(${operand})` : operand}`;
      }
      return `${language.plus}${atLeast(of(term), Level.Product)}`;
    })
    .join('');
}

/** What stands after a unary minus. Where a language forbids −x ** 2, all that starts with a power is enclosed. */
function negated(operand: Term, made: Piece, language: CodeLanguage): Piece {
  const isForbidden = language.parenthesisesNegativePower && startsWithPower(operand);
  return isForbidden || made.code.startsWith('-') ? { ...made, level: Level.Conditional } : made;
}

const startsWithPower = (term: Term): boolean =>
  term.kind === 'power' ||
  (term.kind === 'product' && term.factors[0] !== undefined && startsWithPower(term.factors[0])) ||
  (term.kind === 'quotient' && startsWithPower(term.numerator)) ||
  (term.kind === 'sum' && term.terms[0] !== undefined && startsWithPower(term.terms[0]));

function powerPiece(base: Piece, exponent: Piece, language: CodeLanguage): Piece {
  const isOperator = /\*\*|\^/.test(language.power);
  const made = language.power
    .replace('#1', () => atLeast(base, isOperator ? Level.Atom : Level.Conditional))
    .replace('#2', () => atLeast(exponent, isOperator ? Level.Atom : Level.Conditional));
  return { code: made, level: isOperator ? Level.Power : Level.Atom };
}

function callPiece(name: string, args: readonly Piece[], language: CodeLanguage): Piece {
  const code = rows.get(name)?.code[language.id] ?? name;
  if (!code.includes('#')) return { code: `${code}(${args.map((arg) => arg.code).join(', ')})`, level: Level.Atom };
  const made = code.replace(/#(\d)/g, (place: string, number: string, offset: number) => {
    const arg = args[Number(number) - 1];
    if (!arg) return place;
    return isEnclosed(code, offset, place.length) ? arg.code : atLeast(arg, Level.Atom);
  });
  return { code: made, level: isClosedCall(code) ? Level.Atom : Level.Conditional };
}

/** Whether the place is one whole argument of a call. */
const isEnclosed = (template: string, start: number, length: number): boolean =>
  /[(,[]\s*$/.test(template.slice(0, start)) && /^\s*[),\]]/.test(template.slice(start + length));

/** Whether the template is one call, or stands in one pair of parentheses. */
function isClosedCall(template: string): boolean {
  const match = /^[\w.]*\(/.exec(template);
  if (!match || !template.endsWith(')')) return false;
  let depth = 0;
  for (let i = match[0].length - 1; i < template.length; i += 1) {
    if (template[i] === '(') depth += 1;
    if (template[i] === ')') depth -= 1;
    if (depth === 0) return i === template.length - 1;
  }
  return false;
}
