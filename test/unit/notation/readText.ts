/**
 * Reads plain text back: the grammar that a reader of our text has in mind, in the order in which things bind. Written
 * from that grammar and not from the printer, so that a missing pair of parentheses gives another number.
 */
type Value = number;

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const functions: Readonly<Record<string, (...args: number[]) => number>> = {
  sin: Math.sin,
  cos: Math.cos,
  exp: Math.exp,
  tanh: Math.tanh,
  ln: Math.log,
  max: Math.max,
  σ: (x = NaN) => 1 / (1 + Math.exp(-x)),
};

const isDigit = (character: string | undefined): boolean => character !== undefined && /[0-9]/.test(character);

export function readText(text: string, variables: Readonly<Record<string, number>>): Value {
  let at = 0;
  const peek = (token: string): boolean => text.startsWith(token, at);
  const take = (token: string): boolean => {
    if (!peek(token)) return false;
    at += token.length;
    return true;
  };
  const expectToken = (token: string): void => {
    if (!take(token)) throw new Error(`${token} expected at ${text.slice(at)} in ${text}`);
  };
  const pattern = (regexp: RegExp): string | undefined => {
    const match = regexp.exec(text.slice(at))?.[0];
    if (match !== undefined) at += match.length;
    return match;
  };

  // value if condition; …; value otherwise
  const piecewise = (): Value => {
    let result: Value | undefined;
    for (;;) {
      const value = total();
      if (take(' if ')) {
        const left = total();
        expectToken(' < ');
        const right = total();
        if (left < right) result ??= value;
        expectToken('; ');
      } else if (take(' otherwise')) return result ?? value;
      else return value;
    }
  };
  const total = (): Value => {
    let value = take('−') ? -many() : many();
    for (;;) {
      if (take(' + ')) value += many();
      else if (take(' − ')) value -= many();
      else return value;
    }
  };
  // a·b/c·d goes from left to right; letters set side by side belong together like a·b.
  const many = (): Value => {
    let value = raised();
    for (;;) {
      if (take('·')) value *= raised();
      else if (take('/')) value /= raised();
      else if (peek('(') || (isDigit(text[at - 1]) && /^[\p{L}√]/u.test(text.slice(at)))) value *= raised();
      else return value;
    }
  };
  const raised = (): Value => {
    if (take('√')) return Math.sqrt(atom()[0]);
    const [value, isDone] = atom();
    return isDone ? value : exponent(value);
  };
  const exponent = (base: Value): Value => {
    const digits = pattern(/^⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/u);
    if (digits !== undefined)
      return Math.pow(base, Number([...digits].map((c) => (c === '⁻' ? '-' : SUPERSCRIPT.indexOf(c))).join('')));
    if (!take('^')) return base;
    return Math.pow(base, atom()[0]);
  };
  const atom = (): [Value, boolean] => {
    if (take('(')) {
      const value = piecewise();
      expectToken(')');
      return [value, false];
    }
    if (take('|')) {
      const value = piecewise();
      expectToken('|');
      return [Math.abs(value), false];
    }
    const numeral = pattern(/^\d+(?:\.\d+)?/);
    if (numeral !== undefined) return [Number(numeral), false];
    const name = pattern(/^\p{L}+[₀-₉]*/u);
    if (name === undefined) throw new Error(`nothing at ${text.slice(at)} in ${text}`);
    const known = functions[name];
    if (!known) {
      const value = variables[name];
      if (value === undefined) throw new Error(`no variable ${name} in ${text}`);
      return [value, false];
    }
    const power = pattern(/^⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/u);
    expectToken('(');
    const args = [piecewise()];
    while (take(', ')) args.push(piecewise());
    expectToken(')');
    const value = known(...args);
    if (power === undefined) return [value, false];
    return [Math.pow(value, Number([...power].map((c) => (c === '⁻' ? '-' : SUPERSCRIPT.indexOf(c))).join(''))), true];
  };

  const value = piecewise();
  if (at !== text.length) throw new Error(`left over: ${text.slice(at)} in ${text}`);
  return value;
}
