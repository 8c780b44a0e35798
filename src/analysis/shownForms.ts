/** Which of a derivative's forms stand for it where people look at it, and as what they are copied. */
import type { Card, Derivative, Formula, MatrixForm } from './card';

/**
 * Forms in place of the entries: there is one for each argument, and the entries are written for sizes that were chosen
 * to show something.
 */
export function formsInstead({
  derivative,
  inputs,
}: Pick<Card, 'derivative' | 'inputs'>): readonly MatrixForm[] | null {
  const forms = derivative?.forms ?? [];
  const isComplete = forms.length > 0 && derivative?.wrt.every((name) => forms.some((form) => form.wrt === name));
  const isOpen = inputs.some(({ shape }) => shape.some((size) => typeof size === 'string'));
  return isComplete && isOpen ? forms : null;
}

/** A note about the sizes that entries are written for says nothing beside forms. */
export const isSizeNote = (note: string): boolean => /^shown for \S+ = \d+$/.test(note);

/** The whole derivative as text for the clipboard. */
export function copyOf(card: Card, format: keyof Formula): string | null {
  const { derivative } = card;
  if (!derivative) return null;
  const forms = formsInstead(card);
  if (format === 'code') return (forms && vectorised(card, derivative, forms)) ?? (derivative.code || null);
  if (forms) return forms.map(({ equation }) => equation[format]).join(format === 'latex' ? ' \\\\\n' : '\n');
  return derivative.equation?.[format] ?? null;
}

/** A NumPy function for any sizes; `null` where a form has no code, or the function is a method. */
export function vectorised(card: Card, { kind }: Derivative, forms: readonly MatrixForm[]): string | null {
  const codes = forms.map(({ value }) => value.code);
  if (codes.includes('') || card.inputs.some(({ name }) => /[^\w]/.test(name))) return null;
  const own = card.function.split('.').at(-1)?.replace(/#\d+$/, '') ?? 'f';
  const head = `def ${kind}_${own}(${card.inputs.map(({ name }) => name).join(', ')}):`;
  const locals = new Map<string, string>();
  for (const form of forms) for (const { name, code } of form.locals) if (!locals.has(name)) locals.set(name, code);
  const lines = [...locals].map(([name, code]) => `    ${name} = ${code}\n`).join('');
  const isNamed = [...locals.values()].every((code) => code !== '') && forms.every(({ last }) => last !== '');
  const start = `${head}\n${isNamed ? lines : ''}`;
  const results = isNamed ? forms.map(({ last }) => last) : codes;
  const [only] = results;
  if (codes.length === 1) return `${start}    return ${only}`;
  return `${start}    return (\n${results.map((code) => `        ${code},\n`).join('')}    )`;
}
