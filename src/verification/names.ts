/** Reads names: whether one is that of a derivative, and of what. */
import { remembering } from './remembering';
import {
  derivativeWords,
  emptyWords,
  falseFriends,
  gluedPrefixes,
  gluedSuffixes,
  knownFunctions,
  notDerivatives,
  suffixOnly,
  weakWords,
} from './conventions';

/** The words of a name, in lower case: `gradLoss2`, `GRAD_LOSS2` and `grad_loss2` are [grad, loss2]. */
export const wordsOf = remembering((name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .split('_')
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase()),
);

/** What a name says of a derivative. */
export interface NameReading {
  readonly order: 1 | 2;
  /** The argument that it is the derivative by (`df_dx`), where the name says so. */
  readonly wrt: string | null;
  /** Whether the name alone makes it a derivative; a weak one is believed only if the numbers are near. */
  readonly strong: boolean;
}

/**
 * Reads `derivative` as the name of a derivative of `primal`; `null` if it is none.
 *
 * @param parameters the arguments of the function: `f_x` is no derivative, `f_dx` is one by `x` only if there is an `x`.
 */
export const readName = (derivative: string, primal: string, parameters: readonly string[]): NameReading | null =>
  reading([derivative, primal, ...parameters].join(' '));

const reading = remembering((names: string): NameReading | null => {
  const [derivative = '', primal = '', ...parameters] = names.split(' ');
  if (derivative === primal || primal === '' || isExcluded(derivative, primal)) return null;
  return (
    quotient(derivative, primal, parameters) ??
    glued(derivative, primal) ??
    worded(derivative, primal, parameters) ??
    null
  );
});

function isExcluded(derivative: string, primal: string): boolean {
  if (falseFriends.some(([f, df]) => f === primal.toLowerCase() && df === derivative.toLowerCase())) return true;
  const own = wordsOf(primal);
  const words = wordsOf(derivative);
  // `norm_gradient` beside `norm` is its derivative; `gradient_norm` is the norm of some gradient.
  return words.some(
    (word, i) => notDerivatives.has(word) && (!own.includes(word) || (i > 0 && i === words.length - 1)),
  );
}

/** `df_dx`, `dfdx`, `df_by_dx`, `d2f_dx2`, `d2fdxdy`, `partial_f_x`, `d_f_d_x`. */
function quotient(derivative: string, primal: string, parameters: readonly string[]): NameReading | null {
  const name = escaped(primal);
  const pattern = new RegExp(`^_*(?:d|D|partial_?)(2?)_?${name}_?(?:by_?|_)?(?:d|D|partial_?)_?(.+?)_*$`);
  const match = pattern.exec(derivative);
  if (match) {
    const second = match[1] === '2';
    const said = (match[2] as string).replace(/^_/, '');
    // `dkappadT` by the argument `t`.
    const variable = parameters.includes(said)
      ? said
      : (parameters.find((name) => name.toLowerCase() === said.toLowerCase()) ?? said);
    const repeated = second ? (/^(.+?)(?:2|_?d_?\1)$/.exec(variable)?.[1] ?? null) : null;
    // `d2f_dxdy` is one entry of the Hessian only: which, is for the numbers to find.
    if (second) {
      const isMixed = /^[A-Za-z]+\d?_?d_?[A-Za-z]+\d?$/.test(variable);
      return repeated !== null || isMixed ? { order: 2, wrt: repeated, strong: true } : null;
    }
    // A name that goes on after the variable (`dfdx_numeric`) was excluded before.
    return parameters.includes(variable) || variable.length <= 2 || (parameters.length > 0 && knownVariable(variable))
      ? { order: 1, wrt: variable, strong: true }
      : null;
  }
  const partial = new RegExp(`^_*partial_?${name}_(\\w+)$`).exec(derivative)?.[1];
  if (partial !== undefined && parameters.includes(partial)) return { order: 1, wrt: partial, strong: true };
  const suffix = new RegExp(`^_*${name}_d_?([A-Za-z]\\w*)$`).exec(derivative);
  const by = suffix?.[1];
  return by !== undefined && parameters.includes(by) ? { order: 1, wrt: by, strong: true } : null;
}

const knownVariable = (variable: string): boolean =>
  /^(theta|phi|alpha|beta|gamma|sigma|mu|lam|lambda|omega|tau|rho)\d*$/.test(variable);

/** `df`, `gradf`, `Jf`, `d2sigmoid`, `fprime`. */
function glued(derivative: string, primal: string): NameReading | null {
  const [name, target] = [derivative.replace(/^_+/, ''), primal.replace(/^_+/, '')];
  for (const [prefix, order] of gluedPrefixes) {
    if (name !== `${prefix}${target}` && name !== `${prefix}_${target}`) continue;
    const isLetter = prefix.length === 1;
    // `J_f` and `Jf`, but not `Jump` beside `ump`: after a single capital only short names are meant.
    if (isLetter && prefix !== 'd' && target.length > (name.includes('_') ? 6 : 2)) continue;
    const believed = target.length <= 3 || name === `${prefix}_${target}` || knownFunctions.has(target.toLowerCase());
    return { order, wrt: null, strong: !['d', 'D', 'd2'].includes(prefix) || believed };
  }
  for (const [suffix, order] of gluedSuffixes)
    if (name === `${target}${suffix}`) return { order, wrt: null, strong: true };
  return null;
}

/** A word for a derivative around the words of the function: `grad_f`, `f_grad`, `lossGradient`, `jacobian_of_f`. */
function worded(derivative: string, primal: string, parameters: readonly string[]): NameReading | null {
  const target = coreWords(wordsOf(primal));
  const words = wordsOf(derivative);
  const { rest, wrt } = withoutVariable(words, derivative, target, parameters);
  for (let i = 0; i < rest.length; i += 1) {
    const word = rest[i] as string;
    const order = derivativeWords[word];
    if (order === undefined) continue;
    const others = [...rest.slice(0, i), ...rest.slice(i + 1)];
    if (coreWords(others).join(' ') !== target.join(' ') || target.length === 0) continue;
    const isPrefix = i === 0;
    if (isPrefix && suffixOnly.has(word)) continue;
    // `f_pp` is f″; `premiums_pp` are premiums per policy.
    if (/_pp$/i.test(derivative) && word === 'pp' && others.join('').length > LONGEST_OF_PRIMES) continue;
    if (i !== 0 && i !== rest.length - 1 && !emptyWords.has(rest[i + 1] ?? '') && !emptyWords.has(rest[i - 1] ?? ''))
      continue;
    return { order, wrt, strong: !weakWords.has(word) };
  }
  return null;
}

/** Nobody writes primes behind a name of more letters. */
const LONGEST_OF_PRIMES = 3;

/** Without words that say nothing, unless nothing else is left. */
export function coreWords(words: readonly string[]): readonly string[] {
  const kept = words.filter((word) => !emptyWords.has(word));
  return kept.length > 0 ? kept : words;
}

/** `f_grad_x`, `grad_f_wrt_x`: the argument's name at the end, where it is no part of the function's name. */
function withoutVariable(
  words: readonly string[],
  derivative: string,
  target: readonly string[],
  parameters: readonly string[],
): { rest: readonly string[]; wrt: string | null } {
  const at = words.indexOf('wrt');
  if (at > 0) {
    const wrt = parameters.find((parameter) => wordsOf(parameter).join() === words.slice(at + 1).join());
    return { rest: words.slice(0, at), wrt: wrt ?? null };
  }
  for (const parameter of parameters) {
    const own = wordsOf(parameter);
    const tail = words.slice(-own.length);
    if (own.length === 0 || words.length <= own.length || tail.join() !== own.join()) continue;
    // `grad_x` is a derivative of x where x is a function.
    const rest = words.slice(0, -own.length);
    const named = rest.filter((word) => derivativeWords[word] === undefined);
    if (coreWords(named).join() === target.join() && derivative.endsWith(parameter) && named.length > 0)
      return { rest, wrt: parameter };
  }
  return { rest: words, wrt: null };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The argument of that name, in small or large letters where there is but one such. */
export function argumentCalled(name: string, names: readonly string[]): string | undefined {
  if (names.includes(name)) return name;
  const [alike, ...others] = names.filter((one) => one.toLowerCase() === name.toLowerCase());
  return others.length === 0 ? alike : undefined;
}
