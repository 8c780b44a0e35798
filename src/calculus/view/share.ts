/** The `where` list: which parts of several forms are worth a name. */
import { cost } from './cost';
import type { Allowance } from './effort';
import type { Form } from './form';
import { partsOf } from './form';
import type { Forms } from './forms';
import { isNonnegative, isPositive } from './facts';
import type { Names } from './names';
import { normName } from './norm';
import { hasExponential } from './passes/quotients';
import { substitution } from './substitute';
import { write } from './write';

export interface Definition {
  readonly name: string;
  readonly reference: Form;
  readonly form: Form;
  /** Who reads the function knows the name: the source has it, or it is the function's own value. */
  readonly known?: 'source' | 'value';
}

export interface Shared {
  readonly entries: readonly Form[];
  /** Each refers only to those before it. */
  readonly definitions: readonly Definition[];
}

export interface ShareOptions {
  readonly maximum: number;
  /** Names that the source gives to forms. */
  readonly sourceNames: ReadonlyMap<Form, string>;
  readonly effort: Allowance;
}

/** What a line of the `where` list costs its reader beyond its formula. */
const LINE = 4;
const LINE_OF_A_NORM = 1;
const LINE_WITH_SOURCE_NAME = 0.5;
/** Parts with a lower cost are never named. */
const WORTH_A_NAME = 3;
/** A part of this cost is named if the source has a name for it, even if it is used once. */
const LARGE = 16;
/** From this cost on, what has e^u as a factor keeps its name for a single use. */
const ONE_USE = { source: 5, value: 6 } as const;
/** Candidates tried in each round, best estimate first. */
const TRIED = 6;

export const formCost = (form: Form): number => cost(write(form));

interface Candidate {
  readonly form: Form;
  /** What the name stands for: the form, its negative where it has a minus, or its square root. */
  readonly value: Form;
  readonly name: string | undefined;
  readonly saving: number;
}

export function referenceTo(forms: Forms, name: string, form: Form, rank: number): Form {
  const facts = { positive: isPositive(form), nonnegative: isNonnegative(form) };
  return forms.atom(`definition ${name} ${form.id} ${rank}`, { kind: 'reference', name }, rank, facts);
}

/** Every name after the symbols, in the order in which they were made. */
export const REFERENCE_RANK = 2 ** 24;

/**
 * Names parts of the entries as long as that makes all together shorter.
 *
 * @param given definitions that there are already.
 */
export function share(
  forms: Forms,
  entries: readonly Form[],
  given: readonly Definition[],
  names: Names,
  options: ShareOptions,
): Shared {
  let current: Shared = { entries, definitions: given };
  const values = new Map(options.sourceNames);
  while (current.definitions.length < options.maximum && !options.effort.isSpent()) {
    const next = bestStep(forms, current, names, values, options);
    if (!next) break;
    current = next;
  }
  return { entries: current.entries, definitions: inOrder(current.definitions) };
}

const total = ({ entries, definitions }: Shared): number =>
  [...entries, ...definitions.map((d) => d.form)].reduce((sum, form) => sum + formCost(form), 0);

function bestStep(
  forms: Forms,
  current: Shared,
  names: Names,
  sourceNames: Map<Form, string>,
  { effort }: ShareOptions,
): Shared | undefined {
  const before = total(current);
  let best: { saving: number; candidate: Candidate } | undefined;
  for (const candidate of candidates(forms, current, sourceNames, effort).slice(0, TRIED)) {
    if (effort.isSpent()) break;
    const trial = applied(forms, current, candidate, '\u0000');
    const line = lineCost(candidate);
    const saving = before - total(trial) - line;
    const isNamedAndLarge = candidate.name !== undefined && formCost(candidate.value) >= LARGE;
    if (saving > 0 || isNamedAndLarge) if (!best || saving > best.saving) best = { saving, candidate };
  }
  if (!best) return undefined;
  const { candidate } = best;
  const name = candidate.name ?? names.fresh(normName(candidate.value));
  const next = applied(forms, current, candidate, name);
  // What the source names may now be written with the new name.
  const replace = substitution(forms, new Map([[candidate.form, replacementOf(forms, candidate, name, current)]]));
  const renamed = [...sourceNames].map(([form, own]): [Form, string] => [replace(form), own]);
  sourceNames.clear();
  for (const [form, own] of renamed) if (own !== name && !sourceNames.has(form)) sourceNames.set(form, own);
  return next;
}

const lineCost = ({ name, value }: Candidate): number =>
  name !== undefined ? LINE_WITH_SOURCE_NAME : normName(value) !== undefined ? LINE_OF_A_NORM : LINE;

function replacementOf(forms: Forms, { form, value }: Candidate, name: string, { definitions }: Shared): Form {
  const reference = referenceTo(forms, name, value, REFERENCE_RANK + definitions.length);
  if (form === value) return reference;
  return forms.isNegative(form) ? forms.negate(reference) : forms.power(reference, forms.two);
}

function applied(forms: Forms, current: Shared, candidate: Candidate, name: string): Shared {
  const replacement = replacementOf(forms, candidate, name, current);
  const replace = substitution(forms, new Map([[candidate.form, replacement]]));
  const reference = referenceTo(forms, name, candidate.value, REFERENCE_RANK + current.definitions.length);
  return {
    entries: current.entries.map(replace),
    definitions: [
      ...current.definitions.map((definition) => ({ ...definition, form: replace(definition.form) })),
      { name, reference, form: candidate.value },
    ],
  };
}

/** Parts that stand in several places, or have a name and are large; the greatest estimated saving first. */
function candidates(
  forms: Forms,
  { entries, definitions }: Shared,
  sourceNames: ReadonlyMap<Form, string>,
  effort: Allowance,
): Candidate[] {
  const counts = occurrences([...entries, ...definitions.map((d) => d.form)], effort);
  const found: Candidate[] = [];
  for (const [form, { count, halves }] of counts) {
    if (form.kind === 'number' || form.kind === 'atom') continue;
    if (form.kind === 'opaque' && form.label.kind !== 'cases' && form.label.kind !== 'hole') continue;
    // u = √s makes s itself u² only where s ≥ 0.
    const isRoot = halves > 0 && (halves === count || isNonnegative(form));
    const value = isRoot ? forms.power(form, forms.half) : forms.isNegative(form) ? forms.negate(form) : form;
    // The form itself, or its root; of a negative one, only what it is the negative of.
    for (const variant of isRoot ? [form, value] : [value]) {
      const size = formCost(variant);
      const name = sourceNames.get(variant);
      const isLargeAndNamed = name !== undefined && size >= LARGE;
      if (size < WORTH_A_NAME || (count < 2 && !isLargeAndNamed)) continue;
      found.push({ form, value: variant, name, saving: (count - 1) * (size - 1) + (name === undefined ? 0 : 4) });
    }
  }
  return found.sort((a, b) => b.saving - a.saving || a.form.id - b.form.id);
}

/** How often each form stands in the trees of the roots; `halves`: how often it stands under a root. */
function occurrences(roots: readonly Form[], effort?: Allowance): Map<Form, { count: number; halves: number }> {
  const counts = new Map<Form, { count: number; halves: number }>();
  const order: Form[] = [];
  const visit = (form: Form): void => {
    if (counts.has(form)) return;
    counts.set(form, { count: 0, halves: 0 });
    partsOf(form).forEach(visit);
    order.push(form);
  };
  roots.forEach(visit);
  effort?.spend(order.length / 4);
  for (const root of roots) counts.get(root)!.count += 1;
  for (const form of order.reverse()) {
    const { count } = counts.get(form)!;
    for (const part of partsOf(form)) counts.get(part)!.count += count;
    if (form.kind === 'product')
      for (const { base, exponent } of form.factors)
        if (
          exponent.kind === 'number' &&
          Number.isInteger(exponent.value.value * 2) &&
          !Number.isInteger(exponent.value.value)
        )
          counts.get(base)!.halves += count;
  }
  return counts;
}

/** Definitions before those that refer to them. */
export function inOrder(definitions: readonly Definition[]): Definition[] {
  const byReference = new Map(definitions.map((d) => [d.reference, d]));
  const ordered: Definition[] = [];
  const seen = new Set<Form>();
  const visit = (form: Form): void => {
    if (seen.has(form)) return;
    seen.add(form);
    partsOf(form).forEach(visit);
    const definition = byReference.get(form);
    if (definition) {
      visit(definition.form);
      ordered.push(definition);
    }
  };
  for (const { reference } of definitions) visit(reference);
  return ordered;
}

/** f′ = −kf reads better than f written out, though f is used once; so does what would not fit in where it is used. */
function isWorthOneUse(forms: Forms, { entries, definitions }: Shared, definition: Definition, size: number): boolean {
  if (definition.known === undefined) return false;
  if (hasExponential(definition.form) && size >= ONE_USE[definition.known]) {
    const isEntry = [...entries, ...definitions.map((d) => d.form)].some((form) => form === definition.reference);
    if (!isEntry) return true;
  }
  const replace = substitution(forms, new Map([[definition.reference, definition.form]]));
  const users = [...entries, ...definitions.filter((d) => d !== definition).map((d) => d.form)];
  const growth = users.reduce((sum, form) => sum + formCost(replace(form)) - formCost(form), 0);
  return growth > size + LINE / 2;
}

/** Definitions that are used once, or are too small to be worth a line, written out where they are used. */
export function inlineSmall(forms: Forms, shared: Shared): Shared {
  const definitions = inOrder(shared.definitions);
  const uses = new Map<Form, number>();
  const tally = (form: Form, times: number): void => {
    for (const [part, { count }] of occurrences([form]))
      if (part.kind === 'atom') uses.set(part, (uses.get(part) ?? 0) + times * count);
  };
  for (const form of [...shared.entries, ...definitions.map((d) => d.form)]) tally(form, 1);
  const gone = new Set<Definition>();
  for (const definition of [...definitions].reverse()) {
    const count = uses.get(definition.reference) ?? 0;
    const size = formCost(definition.form);
    if (count > 0 && (size >= LARGE || (count > 1 && size >= WORTH_A_NAME))) continue;
    if (count === 1 && isWorthOneUse(forms, shared, definition, size)) continue;
    gone.add(definition);
    // What it is made of is now used wherever it was.
    tally(definition.form, count - 1);
  }
  // A definition refers only to those before it: what replaces it is complete when it is needed.
  const replacement = new Map<Form, Form>();
  const replace = substitution(forms, replacement);
  const kept: Definition[] = [];
  for (const definition of definitions) {
    const form = replace(definition.form);
    if (gone.has(definition)) replacement.set(definition.reference, form);
    else kept.push({ ...definition, form });
  }
  return { entries: shared.entries.map(replace), definitions: kept };
}
