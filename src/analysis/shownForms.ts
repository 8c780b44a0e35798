/** Which of a derivative's forms stand for it where people look at it, and as what they are copied. */
import { formatDefinitions } from '../notation/equation';
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

/** Forms as they are read: the equations, one `where` list for all of them, and how they are laid out. */
export interface FormsTogether {
  readonly equations: readonly Formula[];
  /** `null` where there is none, or an equation has to keep its own. */
  readonly where: Formula | null;
  /** `W ∈ ℝⁿˣᵐ, b ∈ ℝⁿ; each of the same shape` */
  readonly layouts: readonly string[];
}

export function formsTogether(forms: readonly MatrixForm[]): FormsTogether {
  const shared = new Map<string, MatrixForm['definitions'][number]>();
  for (const one of forms.flatMap(({ definitions }) => definitions))
    if (!shared.has(one.name.text)) shared.set(one.name.text, one);
  const isOne = forms.every(({ definitions }) =>
    definitions.every(({ name, value }) => shared.get(name.text)?.value.text === value.text),
  );
  const byLayout = new Map<string, string[]>();
  for (const { argument, layout } of forms) byLayout.set(layout, [...(byLayout.get(layout) ?? []), argument]);
  return {
    equations: forms.map(({ short, equation }) => (isOne ? short : equation)),
    where: isOne && shared.size > 0 ? formatDefinitions([...shared.values()]) : null,
    layouts: [...byLayout].map(
      ([layout, all]) => `${all.join(', ')}; ${all.length > 1 && layout.startsWith('of ') ? 'each ' : ''}${layout}`,
    ),
  };
}

/** A note about the sizes that entries are written for says nothing beside forms. */
export const isSizeNote = (note: string): boolean => /^shown for \S+ = \d+(?:, \S+ = \d+)*$/.test(note);

/** The notes with those about sizes in one: `shown for n = 3, m = 2`. */
export function notesTogether(notes: readonly string[]): readonly string[] {
  const sizes = notes.filter(isSizeNote);
  if (sizes.length < 2) return notes;
  const [first = '', ...more] = sizes;
  const rest = more.map((note) => note.slice('shown for '.length));
  return [...notes.filter((note) => !isSizeNote(note)), [first, ...rest].join(', ')];
}

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
