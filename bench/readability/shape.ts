/** Whether two formulas are printed in the same form, up to the order of factors and addends and the place of a minus. */
import type { Term } from '../../src/calculus/view/term';

/** What a name of a `where` list stands for; `undefined` for names that stand for themselves. */
export type Meaning = (name: string) => Term | undefined;

/** The same string for the same form. `a(x − y)` and `−a(y − x)` are the same; `ax − ay` is another. */
export function shapeOf(term: Term, meaning: Meaning): string {
  const { sign, text } = signed(term, meaning);
  return sign < 0 ? `-${text}` : text;
}

interface Signed {
  readonly sign: number;
  readonly text: string;
}

function signed(term: Term, meaning: Meaning): Signed {
  const of = (part: Term): string => shapeOf(part, meaning);
  switch (term.kind) {
    case 'number':
      return plain(String(term.value));
    case 'constant':
      return plain(term.name);
    case 'symbol':
    case 'reference': {
      const value = meaning(term.name);
      return value ? signed(value, meaning) : plain(term.name);
    }
    case 'negative': {
      const { sign, text } = signed(term.operand, meaning);
      return { sign: -sign, text };
    }
    case 'sum': {
      const parts = term.terms.flatMap((addend) => addendsOf(addend, meaning)).map((addend) => signed(addend, meaning));
      parts.sort((a, b) => (a.text < b.text ? -1 : 1));
      const sign = parts[0]?.sign ?? 1;
      return { sign, text: `(${parts.map((part) => (part.sign * sign < 0 ? '-' : '+') + part.text).join('')})` };
    }
    case 'product':
    case 'quotient': {
      const parts = fraction(term, meaning);
      const side = (list: readonly string[]): string => [...list].sort().join('·');
      const bar =
        parts.below.length > 0 || parts.divisor !== 1 ? `/${side([...number(parts.divisor), ...parts.below])}` : '';
      return { sign: parts.sign, text: `{${side([...number(parts.number), ...parts.above])}${bar}}` };
    }
    case 'power': {
      const base = signed(term.base, meaning);
      const isWhole = term.exponent.kind === 'number' && Number.isInteger(term.exponent.value);
      const text = `${base.sign < 0 && !isWhole ? '-' : ''}${base.text}^${of(term.exponent)}`;
      return { sign: isWhole && term.exponent.value % 2 !== 0 ? base.sign : 1, text };
    }
    case 'call':
      return plain(`${term.name}(${term.arguments.map(of).join()})`);
    default:
      return plain(JSON.stringify(term, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)));
  }
}

const plain = (text: string): Signed => ({ sign: 1, text });
const number = (value: number): string[] => (value === 1 ? [] : [String(value)]);

function addendsOf(term: Term, meaning: Meaning): readonly Term[] {
  const value = term.kind === 'reference' || term.kind === 'symbol' ? (meaning(term.name) ?? term) : term;
  return value.kind === 'sum' ? value.terms.flatMap((addend) => addendsOf(addend, meaning)) : [value];
}

interface Fraction {
  sign: number;
  number: number;
  divisor: number;
  readonly above: string[];
  readonly below: string[];
}

function fraction(term: Term, meaning: Meaning): Fraction {
  const parts: Fraction = { sign: 1, number: 1, divisor: 1, above: [], below: [] };
  const put = (factor: Term, isBelow: boolean): void => {
    const value = factor.kind === 'reference' || factor.kind === 'symbol' ? (meaning(factor.name) ?? factor) : factor;
    if (value.kind === 'product') return value.factors.forEach((inner) => put(inner, isBelow));
    if (value.kind === 'quotient') {
      put(value.numerator, isBelow);
      return put(value.denominator, !isBelow);
    }
    if (value.kind === 'negative') {
      parts.sign = -parts.sign;
      return put(value.operand, isBelow);
    }
    if (value.kind === 'number') {
      if (isBelow) parts.divisor *= value.value;
      else parts.number *= value.value;
      return;
    }
    const { sign, text } = signed(value, meaning);
    parts.sign *= sign;
    (isBelow ? parts.below : parts.above).push(text);
  };
  put(term, false);
  return parts;
}
