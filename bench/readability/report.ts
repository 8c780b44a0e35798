/** The report: how many derivatives are printed as the book prints them, or shorter, by us and by others. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Term, View } from '../../src/calculus/view/term';
import { totalCost } from '../../src/calculus/view/view';
import { formatTerm } from '../../src/notation/term';
import { table } from '../table';
import { shown } from './ours';
import { mathjsForms, sympyForms } from './peers';
import { shapeOf, type Meaning } from './shape';
import { textbook, textbookFiles, type TextbookFunction } from './table';

/** Enough for any machine: the form is measured here, not the speed. */
const BUDGET = Number(process.env['GRADLENS_BUDGET'] ?? 3000);
const SAME_COST = 1e-9;

export type Grade = 'same' | 'shorter' | 'longer' | 'none';

type Slopes = readonly (readonly Term[])[];

const text = (term: Term): string => formatTerm(term, { digits: 6, indices: 'source' }).text;

/** The book's entries with those of its names that they use. */
function bookView({ slopes, locals, where }: TextbookFunction): View {
  const used = new Map<string, Term>();
  const visit = (term: Term): void => {
    JSON.stringify(term, (_, value: unknown) => {
      const name = (value as { kind?: string; name?: string } | null)?.name;
      const kind = (value as { kind?: string } | null)?.kind;
      if (kind === 'symbol' && name !== undefined && !used.has(name)) {
        const meaning = where.get(name) ?? locals.get(name);
        if (meaning) {
          used.set(name, meaning);
          visit(meaning);
        }
      }
      return typeof value === 'bigint' ? String(value) : value;
    });
  };
  const entries = slopes.flatMap((slope) => [...slope.entries]);
  entries.forEach(visit);
  return { entries, definitions: [...used].map(([name, value]) => ({ name, value })), complete: true };
}

function meaningOf({ definitions }: View): Meaning {
  const values = new Map(definitions.map(({ name, value }) => [name, value]));
  return (name) => values.get(name);
}

interface Compared {
  readonly entry: TextbookFunction;
  readonly ours: View;
  readonly grades: { readonly ours: Grade; readonly sympy: Grade; readonly mathjs: Grade };
  readonly costs: { readonly book: number; readonly ours: number };
}

const viewOf = (slopes: Slopes): View => ({ entries: slopes.flat(), definitions: [], complete: true });

function gradeOf(found: View, book: View, isKnown: (name: string) => boolean): Grade {
  const [own, books] = [meaningOf(found), meaningOf(book)];
  const isSameForm = found.entries.every((term, i) => shapeOf(term, own) === shapeOf(book.entries[i]!, books));
  const difference = totalCost(found, isKnown) - totalCost(book, isKnown);
  // A name that one of them gives and the other does not is no other form, unless it is missed.
  if (isSameForm && difference <= SAME_COST) return 'same';
  return difference <= SAME_COST ? 'shorter' : 'longer';
}

async function compared(entry: TextbookFunction, imports: string, sympy: Slopes | null): Promise<Compared> {
  const made = await shown(entry, imports, BUDGET);
  const ours: View = { ...made.view, entries: made.slopes.flat() };
  const book = bookView(entry);
  const isKnown = (name: string): boolean =>
    entry.locals.has(name) || made.sourceNames.has(name) || name === 'f' || name === 'σ';
  const gradePeer = (slopes: Slopes | null): Grade => (slopes ? gradeOf(viewOf(slopes), book, isKnown) : 'none');
  return {
    entry,
    ours,
    grades: { ours: gradeOf(ours, book, isKnown), sympy: gradePeer(sympy), mathjs: gradePeer(mathjsForms(entry)) },
    costs: { book: totalCost(book, isKnown), ours: totalCost(ours, isKnown) },
  };
}

const printed = ({ entries, definitions }: View): string => {
  const where = definitions.map(({ name, value }) => `${name} = ${text(value)}`);
  return [entries.map(text).join(' | '), ...(where.length > 0 ? [`where ${where.join(', ')}`] : [])].join('  ');
};

export async function readabilityBench(): Promise<void> {
  const files = textbookFiles();
  const sympy = sympyForms(files);
  const all: Compared[] = [];
  for (const file of files) {
    const imports =
      readFileSync(file, 'utf8')
        .match(/^(?:import|from) .*$/gm)
        ?.join('\n') ?? '';
    for (const entry of textbook(file)) all.push(await compared(entry, imports, sympy.get(entry.name)?.forms ?? null));
  }
  const isListed = process.argv.includes('--all');
  for (const { entry, ours, grades, costs } of all) {
    if (grades.ours === 'same' && !isListed) continue;
    console.log(
      `${entry.name}: ${grades.ours} (${costs.ours.toFixed(2)} for ${costs.book.toFixed(2)}) ${entry.source}`,
    );
    console.log(`  ours  ${printed(ours)}\n  book  ${printed(bookView(entry))}`);
  }
  const wrong = [...sympy].filter(([, { agrees }]) => !agrees).map(([name]) => name);
  if (wrong.length > 0) console.log(`\nNot the derivative, says SymPy: ${wrong.join(', ')}`);
  const count = (of: (grades: Compared['grades']) => Grade, grade: Grade): string =>
    String(all.filter(({ grades }) => of(grades) === grade).length);
  const row = (title: string, of: (grades: Compared['grades']) => Grade): string[] => [
    title,
    ...(['same', 'shorter', 'longer', 'none'] as const).map((grade) => count(of, grade)),
  ];
  console.log(`\n${all.length} functions of ${files.map((file) => basename(file, '.py')).join(', ')}`);
  console.log(
    table(
      ['', "the book's form", 'shorter', 'longer', 'not known'],
      [
        row('Gradlens', (grades) => grades.ours),
        ...(sympy.size > 0 ? [row('SymPy simplify', (grades) => grades.sympy)] : []),
        row('mathjs simplify', (grades) => grades.mathjs),
      ],
    ),
  );
}

void readabilityBench();
