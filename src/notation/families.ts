/** Families of entries as lines of formulas: ∂f/∂xᵢ = 2xᵢ for i = 0…9. */
import type { Family } from '../calculus/view/families/family';
import { renamed } from '../calculus/view/generalise';
import { renamedIndex } from '../calculus/view/indices';
import type { IndexExpression, Term } from '../calculus/view/term';
import { besideText, formatWhere } from './equation';
import type { Formula } from './formula';
import { freeLetters, shownExpression, writtenIndex } from './indices';
import type { Notation } from './notation';
import { formatReadable } from './term';

export interface FamilyLine {
  readonly family: Family;
  /** The left side for a place. */
  readonly left: (key: readonly IndexExpression[]) => Omit<Formula, 'code'>;
}

export interface FamilyLines {
  readonly lines: readonly FamilyLine[];
  /** Whether all other entries are zero. */
  readonly hasZeros: boolean;
  readonly definitions: readonly { readonly name: string; readonly value: Term }[];
  /** Names that an index may not have. */
  readonly taken: readonly string[];
  /** 0 or 1: what the language counts from. */
  readonly base: 0 | 1;
}

const relations: Readonly<Record<NonNullable<Family['relation']>, string>> = {
  '<': '<',
  '≤': '\\le',
  '≠': '\\ne',
  '>': '>',
  '≥': '\\ge',
};

/** The lines under each other, what they hold for beside them, and the `where` list below. It has no code. */
export function formatFamilies(
  { lines, hasZeros, definitions, taken, base }: FamilyLines,
  notation: Notation,
): Formula {
  const terms = [...lines.map(({ family }) => family.term), ...definitions.map(({ value }) => value)];
  const letters = freeLetters(terms, taken);
  const letterOf = new Map(['i', 'j', 'k'].map((index, d) => [index, letters[d] ?? index]));
  const name = (index: string): string => letterOf.get(index) ?? index;
  const rows = [...lines].sort(byPlace).map(({ family, left }) => {
    const key = family.key.map((each) => renamedIndex(each, name));
    const side = left(key);
    const right = formatReadable(renamed(family.term, name), notation);
    return {
      latex: `\\displaystyle ${side.latex} = ${right.latex}`,
      text: besideText([`${side.text} = `, right.text]),
      range: rangeOf(family, name, base, notation),
    };
  });
  const widest = Math.max(...rows.map(({ text }) => text.length));
  const texts = rows.map(({ text, range }) => (range ? `${text.padEnd(widest)}   for ${range.text}` : text));
  const latex = rows.map((row) => (row.range ? `${row.latex} & ${row.range.latex}` : `${row.latex} &`));
  if (hasZeros) {
    texts.push('0 elsewhere');
    latex.push('0 \\text{ elsewhere} &');
  }
  const all: Formula = {
    latex: `\\begin{array}{ll} ${latex.join(' \\\\[0.5em] ')} \\end{array}`,
    text: texts.join('\n'),
    code: '',
  };
  return formatWhere(
    all,
    definitions.map((definition) => ({
      name: { ...formatReadable({ kind: 'reference', name: definition.name }, notation), code: '' },
      value: { ...formatReadable(definition.value, notation), code: '' },
    })),
  );
}

/** The place of the first entry. */
function firstPlace({ key, ranges }: Family): readonly number[] {
  const starts = new Map(ranges.map(({ index, spans }) => [index, spans[0]?.[0] ?? 0]));
  return key.map(({ offset, steps }) =>
    steps.reduce((sum, { index, factor }) => sum + factor * (starts.get(index) ?? 0), offset),
  );
}

function byPlace(a: FamilyLine, b: FamilyLine): number {
  const [p, q] = [firstPlace(a.family), firstPlace(b.family)];
  for (let d = 0; d < Math.min(p.length, q.length); d += 1) if (p[d] !== q[d]) return p[d]! - q[d]!;
  return 0;
}

function rangeOf(
  { ranges, relation }: Family,
  name: (index: string) => string,
  base: 0 | 1,
  notation: Notation,
): { readonly latex: string; readonly text: string } | null {
  if (ranges.length === 0) return null;
  const shift = (value: number): string =>
    writtenIndex(shownExpression({ offset: value, steps: [] }, base, notation, true)).line;
  const spanText = (spans: Family['ranges'][number]['spans'], dots: string, and: string): string =>
    spans.map(([from, to]) => (from === to ? shift(from) : `${shift(from)}${dots}${shift(to)}`)).join(and);
  // Indices of the same range are told together.
  const groups = new Map<string, { names: string[]; spans: Family['ranges'][number]['spans'] }>();
  for (const { index, spans } of ranges) {
    const key = JSON.stringify(spans);
    const group = groups.get(key);
    if (group) group.names.push(name(index));
    else groups.set(key, { names: [name(index)], spans });
  }
  const all = [...groups.values()];
  const text = all.map(({ names, spans }) => `${names.join(', ')} = ${spanText(spans, '…', ' and ')}`);
  const latex = all.map(
    ({ names, spans }) => `${names.join(', ')} = ${spanText(spans, ', \\ldots, ', ' \\text{ and } ')}`,
  );
  if (relation) {
    const letters = ranges.map(({ index }) => name(index));
    text.push(letters.join(` ${relation} `));
    latex.push(letters.join(` ${relations[relation]} `));
  }
  return { text: text.join(', '), latex: `\\text{for } ${latex.join(',\\; ')}` };
}
