/**
 * Changes of a part of what is written: a sign or a factor of one term, another function, a number. Which part a
 * diagnosis means is not known for sure, so all that it may mean are given; whoever takes them tries them.
 */
import type { TextEdit } from '../languages/language';
import type { Definition, Expression } from '../languages/program';
import type { Span } from '../languages/source';
import { allStatements, everyExpressionOf, partsOf } from '../languages/walk';

export interface Written {
  readonly text: string;
  readonly derivative: Definition;
  /** Where the entry is written. */
  readonly span: Span;
  /** What is wrong with it. */
  readonly finding: string;
}

type Binary = Extract<Expression, { kind: 'binary' }>;

/** The likeliest first. */
export function smallEdits(written: Written): TextEdit[] {
  const { finding, text } = written;
  const parts = expressionsIn(written);
  const [, before, after] = /`([^`]+)` should be `([^`]+)`/.exec(finding) ?? [];
  if (before !== undefined && after !== undefined) return replaced(text, parts, before, after);
  const terms = termsAmong(parts);
  if (/sign/.test(finding) && !/factor/.test(finding)) return otherSigns(text, parts, terms);
  const factor = /the factor `?([^`:]+?)`? is (missing|too much)/.exec(finding);
  if (factor?.[1] !== undefined) {
    const [, value, what] = factor;
    return what === 'missing' ? terms.map((term) => multiplied(text, term, value)) : divided(text, parts, value);
  }
  const missing = /the term `([^`]+)` is missing/.exec(finding)?.[1];
  if (missing !== undefined) return [added(text, written.span, missing)];
  if (/the term `[^`]+` is counted twice/.test(finding)) return [...divided(text, parts, '2'), ...shorter(text, parts)];
  return /the term `[^`]+` is too much/.test(finding) ? shorter(text, parts) : [];
}

/** Every expression that is written within the entry. */
function expressionsIn({ derivative, span }: Written): Expression[] {
  const found: Expression[] = [];
  const visit = (expression: Expression): void => {
    const own = expression.span;
    if (own.end <= span.start || own.start >= span.end) return;
    if (own.start >= span.start && own.end <= span.end) found.push(expression);
    partsOf(expression).forEach(visit);
  };
  for (const statement of allStatements(derivative.function.body)) everyExpressionOf(statement).forEach(visit);
  return found;
}

const isSum = (expression: Expression): expression is Binary =>
  expression.kind === 'binary' && (expression.operator === '+' || expression.operator === '-');

/** What is added and subtracted anywhere in it. */
const termsAmong = (parts: readonly Expression[]): Expression[] =>
  parts.filter(isSum).flatMap(({ left, right }) => [left, right].filter((side) => !isSum(side)));

/** Where the operator of an expression stands, which its operands' brackets surround. */
function operatorOf(text: string, { left, right, operator }: Binary): Span | null {
  const at = text.slice(left.span.end, right.span.start).indexOf(operator);
  const start = left.span.end + at;
  return at < 0 ? null : { start, end: start + operator.length };
}

const put = ({ start, end }: Span, text: string): TextEdit => ({ start, oldEnd: end, text });

function otherSigns(text: string, parts: readonly Expression[], terms: readonly Expression[]): TextEdit[] {
  const between = parts.filter(isSum).flatMap((sum) => {
    const place = operatorOf(text, sum);
    return place ? [put(place, sum.operator === '+' ? '-' : '+')] : [];
  });
  const before = parts.flatMap((part) =>
    part.kind === 'unary' && part.operator === '-'
      ? [put({ start: part.span.start, end: part.span.start + 1 }, '')]
      : [],
  );
  const first = terms.map(({ span }) => put({ start: span.start, end: span.start }, '-'));
  return [...between, ...before, ...first];
}

/** `factor*` before a term, which is a product or less. */
function multiplied(text: string, term: Expression, factor = ''): TextEdit {
  const start = term.kind === 'unary' && term.operator === '-' ? term.operand.span.start : term.span.start;
  const times = text.slice(term.span.start, term.span.end).includes(' * ') ? ' * ' : '*';
  const isPlain = /^[\w.[\], ]+(\*\*\d+)?$/.test(factor);
  return put({ start, end: start }, `${isPlain ? factor : `(${factor})`}${times}`);
}

/** Without a factor, or with a smaller number or power in its place. */
function divided(text: string, parts: readonly Expression[], factor = ''): TextEdit[] {
  const divisor = Number(factor);
  return parts.flatMap((part): TextEdit[] => {
    if (part.kind === 'number' && divisor > 1 && Number(part.text) % divisor === 0 && Number(part.text) !== divisor)
      return [put(part.span, String(Number(part.text) / divisor))];
    if (part.kind !== 'binary') return [];
    const place = operatorOf(text, part);
    if (!place) return [];
    const [left, right] = [
      text.slice(part.span.start, place.start).trim(),
      text.slice(place.end, part.span.end).trim(),
    ];
    if (part.operator === '*')
      return [
        ...(isWritten(left, factor) ? [put(part.span, right)] : []),
        ...(isWritten(right, factor) ? [put(part.span, left)] : []),
      ];
    const power = Number(right);
    if (part.operator !== '**' || !isWritten(left, factor) || !Number.isInteger(power)) return [];
    return [put(part.span, power === 2 ? left : `${text.slice(part.span.start, place.end)}${power - 1}`)];
  });
}

/** Every part that is written so, with or without the name of a module. */
function replaced(text: string, parts: readonly Expression[], before: string, after: string): TextEdit[] {
  const isCompound = (value: string): boolean => /[-+*/ ]/.test(value);
  return parts
    .filter(({ span }) => isWritten(text.slice(span.start, span.end), before))
    .flatMap(({ span }) => {
      const isBare = !/\b(np|numpy|torch|jnp|math|Math)\./.test(text.slice(span.start, span.end));
      const spelt = isBare ? withoutModules(after) : after;
      return isCompound(spelt) ? [put(span, spelt), put(span, `(${spelt})`)] : [put(span, spelt)];
    });
}

function added(text: string, span: Span, term: string): TextEdit {
  const end = term.startsWith('-') ? ` - ${term.slice(1).trimStart()}` : ` + ${term}`;
  return put(span, `${text.slice(span.start, span.end)}${end}`);
}

/** Each sum without one of its terms. */
const shorter = (text: string, parts: readonly Expression[]): TextEdit[] =>
  parts.filter(isSum).flatMap((sum) => {
    const place = operatorOf(text, sum);
    if (!place) return [];
    const left = text.slice(sum.span.start, place.start).trim();
    const right = text.slice(place.end, sum.span.end).trim();
    return [put(sum.span, left), put(sum.span, sum.operator === '-' ? `-${right}` : right)];
  });

const withoutModules = (code: string): string => code.replace(/\b(?:np|numpy|torch|jnp|math|Math)\.(?=\w)/g, '');
const plain = (code: string): string =>
  withoutModules(code)
    .replace(/\s+/g, '')
    .replace(/^\((.*)\)$/, '$1');
const isWritten = (code: string, as: string): boolean => plain(code) === plain(as);
