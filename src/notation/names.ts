/**
 * Names of variables and functions as mathematics writes them: `theta` is θ, `sigma_2` is σ₂, `x_dot` is ẋ, `rate` is
 * upright. A name may come from anywhere: nothing in it can become a command of TeX.
 */
import { greekLetter } from './greek';
import { shownIndex } from './notation';
import { shownExpression, writtenIndex } from './indices';
import type { WrittenIndex } from './indices';
import type { IndexExpression } from '../calculus/view/term';
import type { Notation } from './notation';
import { subscriptDigits } from './unicode';

export interface NameText {
  readonly latex: string;
  readonly text: string;
}

/** Letters, digits and marks that are written as they are; all else is escaped. */
const PLAIN = /^[\p{L}\p{N}\p{M}]+$/u;

const accents: Readonly<Record<string, { readonly latex: string; readonly mark: string }>> = {
  dot: { latex: '\\dot', mark: '\u0307' },
  ddot: { latex: '\\ddot', mark: '\u0308' },
  hat: { latex: '\\hat', mark: '\u0302' },
  bar: { latex: '\\bar', mark: '\u0304' },
  tilde: { latex: '\\tilde', mark: '\u0303' },
};

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\backslash ',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '%': '\\%',
  '#': '\\#',
  '&': '\\&',
  _: '\\_',
  '^': '\\wedge ',
  '~': '\\sim ',
  ' ': '\\ ',
  "'": "'",
};

/** What can stand in LaTeX as it is: everything else is replaced by a box. */
const SAFE_PUNCTUATION = /^[.,:;!?*+\-/=<>()[\]|"@]$/;

/** Any text as upright LaTeX that sets exactly that text. */
export function uprightLatex(text: string): string {
  let inner = '';
  for (const character of text) {
    if (PLAIN.test(character) || SAFE_PUNCTUATION.test(character)) inner += character;
    else inner += escapes[character] ?? (/\s/u.test(character) ? '\\ ' : '\\square ');
  }
  return `\\mathrm{${inner}}`;
}

/** Text without what could disturb the line that it stands in: control characters, marks that turn its direction. */
export const plainText = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�');

/** Attributes belong to the object at hand: `self.a` is a. */
const withoutSelf = (name: string): string => name.replace(/^(?:self|this|cls|obj)\./, '');

/** An entry of a dictionary is called by its key: `params['W']` is W. (`params["W"]` is written out: it is not the only W.) */
const entryOf = (name: string): string => /\['([^\W\d]\w*)'\]$/u.exec(name)?.[1] ?? name;

interface ParsedName {
  readonly base: string;
  readonly accent: string | undefined;
  readonly primes: number;
  readonly subscripts: readonly string[];
}

function parse(name: string): ParsedName | undefined {
  const match = /^([^_']+)((?:_[^_']+)*)('*)$/u.exec(name);
  if (!match) return undefined;
  const parts = (match[2] ?? '').split('_').slice(1);
  const accent = parts.find((part) => part in accents && Object.hasOwn(accents, part));
  const rest = accent === undefined ? parts : parts.filter((_, i) => i !== parts.indexOf(accent));
  const numbered = /^(\p{L}+?)(\d+)$/u.exec(match[1] ?? '');
  const isNumbered = numbered && (numbered[1]!.length === 1 || greekLetter(numbered[1]!) !== undefined);
  // Components: vx is v with the subscript x; but dx is a difference.
  const component = /^([a-ce-zA-Z])([xyz])$/.exec(match[1]!);
  if (component) return { base: component[1]!, accent, primes: match[3]!.length, subscripts: [component[2]!, ...rest] };
  return {
    base: isNumbered ? numbered[1]! : match[1]!,
    accent,
    primes: match[3]!.length,
    subscripts: isNumbered ? [numbered[2]!, ...rest] : rest,
  };
}

/** `learning_rate` is one name of two words, where `v_max` is a letter with a subscript. */
const isPhrase = ({ base, accent, subscripts }: ParsedName): boolean =>
  accent === undefined &&
  base.length > 1 &&
  !greekLetter(base) &&
  !/^[ΔδΣ∇∂]\p{L}$/u.test(base) &&
  subscripts.some((subscript) => !/^\d+$/.test(subscript));

/** A single word: a letter, a Greek letter, or upright. */
function word(text: string): NameText {
  const greek = greekLetter(text);
  if (greek) return greek;
  // Δt, δx
  const prefixed = /^([ΔδΣ∇∂])(\p{L})$/u.exec(text);
  if (prefixed) return { latex: `${greekLetter(prefixed[1]!)?.latex ?? '\\partial'} ${prefixed[2]}`, text };
  if (/^(?:[a-zA-Z]|\d+)$/.test(text)) return { latex: text, text };
  return { latex: uprightLatex(text), text: plainText(text) };
}

/**
 * @param index numbers for its subscript, as they are to be shown.
 */
export function formatName(name: string, index: readonly (number | WrittenIndex)[] = []): NameText {
  const own = entryOf(withoutSelf(name));
  const norm = /^‖(.*)‖$/u.exec(own);
  if (norm) {
    const inner = formatName(norm[1]!);
    return { latex: `\\left\\lVert ${inner.latex}\\right\\rVert `, text: `‖${inner.text}‖` };
  }
  const parsed = PLAIN.test(own.replaceAll(/[_']/g, '')) ? parse(own) : undefined;
  if (!parsed || isPhrase(parsed)) {
    const subscript = indexText(index);
    return {
      latex: index.length > 0 ? `${uprightLatex(own)}_{${subscript.latex}}` : uprightLatex(own),
      text: plainText(own) + subscript.text,
    };
  }
  const base = word(parsed.base);
  const accent = parsed.accent === undefined ? undefined : accents[parsed.accent];
  const subscripts = parsed.subscripts.map(word);
  const shown = indexText(index);
  const below = [...subscripts.map((s) => s.latex), ...(index.length > 0 ? [shown.latex] : [])].join(',');
  const letter = accent ? `${accent.latex}{${base.latex}}` : base.latex;
  const letterText = accent ? base.text + accent.mark : base.text;
  return {
    latex: `${letter}${"'".repeat(parsed.primes)}${below === '' ? '' : `_{${below}}`}`,
    text: `${letterText}${'′'.repeat(parsed.primes)}${subscriptText(parsed.subscripts, subscripts)}${
      parsed.subscripts.length > 0 && shown.text !== '' ? `,${shown.text}` : shown.text
    }`,
  };
}

function indexText(index: readonly (number | WrittenIndex)[]): NameText {
  const isLong = (i: number | WrittenIndex): boolean => (typeof i === 'number' ? i >= 10 || i < 0 : !i.isSimple);
  const separator = index.some(isLong) ? ',' : '';
  return {
    latex: index.map((i) => (typeof i === 'number' ? i : i.latex)).join(separator),
    text: index.map((i) => (typeof i === 'number' ? subscriptDigits(i) : i.text)).join(separator),
  };
}

/** An element whose index depends on bound indices: xᵢ₊₁. */
export function formatElement(
  variable: string,
  index: readonly IndexExpression[],
  base: 0 | 1,
  notation: Notation,
): NameText {
  const shown = index.map((each) => writtenIndex(shownExpression(each, base, notation, true)));
  if (index.length === 0 || notation.bracketed?.has(variable) !== true) return formatName(variable, shown);
  const { latex, text } = formatName(variable);
  return {
    latex: `${latex}\\left[${shown.map((each) => each.latex).join(', ')}\\right]`,
    text: `${text}[${shown.map((each) => each.line).join(', ')}]`,
  };
}

/** σ₂ where Unicode has the subscript, v_max where it does not. */
const subscriptText = (parts: readonly string[], words: readonly NameText[]): string =>
  parts.every((part) => /^\d+$/.test(part))
    ? parts.map((part) => subscriptDigits(Number(part))).join(',')
    : words.map(({ text }) => `_${text}`).join('');

/** A variable or an element of one, whose 0-based index is shown as `notation` says. */
export function formatSymbol(variable: string, index: readonly number[], base: 0 | 1, notation: Notation): NameText {
  const shown = index.map((i) => shownIndex(i, base, notation));
  if (index.length === 0 || notation.bracketed?.has(variable) !== true) return formatName(variable, shown);
  const { latex, text } = formatName(variable);
  return { latex: `${latex}\\left[${shown.join(', ')}\\right]`, text: `${text}[${shown.join(', ')}]` };
}
