/** What is known of a function as text: one part of it in a format, or all of it as a report in Markdown. */
import type { Card, Check, Formula, Numeric } from '../card';
import { pointLines } from './reportPoint';
import { exported, type ExportFormat, type ExportPart } from './exports';
import { markdownCell, table } from './exportText';
import { kinkCards, type KinkCard } from './kinkCards';
import { Unanswerable, type QuestionOf } from './questions';
import type { Investigation } from './subjects';

export interface ReportQuestion {
  /** A report is in Markdown, whatever the format. */
  readonly part: ExportPart | 'report';
  readonly format: ExportFormat;
}

export interface ReportAnswer {
  readonly content: string;
  /** The language of code in it, as editors call it. */
  readonly language: string;
}

export function* report(
  question: QuestionOf<'report'>,
  investigation: Investigation,
): Generator<void, ReportAnswer, void> {
  const card = investigation.card(question.point ?? investigation.point);
  const { language } = card;
  if (question.part !== 'report') {
    const content = exported(card, question.part, question.format, investigation.notation.digits);
    return { content, language };
  }
  const kinks = card.derivative?.kinks.length ? yield* kinksAt(question, investigation) : [];
  return { content: markdown(card, kinks), language };
}

/** What is known of the kinks at the point; nothing where there is no point. */
function* kinksAt(
  { point }: QuestionOf<'report'>,
  investigation: Investigation,
): Generator<void, readonly KinkCard[], void> {
  try {
    return (yield* kinkCards({ kind: 'kinkCards', point }, investigation)).cards;
  } catch (error) {
    if (error instanceof Unanswerable) return [];
    throw error;
  }
}

function markdown(card: Card, kinks: readonly KinkCard[]): string {
  const { derivative } = card;
  const parts = [
    `# \`${card.signature}\``,
    card.value && section('Function', [display(card.value)]),
    card.reason && section('Not differentiated', [sentence(card.reason.message)]),
    derivative && section('Derivative', derivativeLines(card)),
    derivative && derivative.conditions.length > 0 && section('Valid where', list(derivative.conditions.map(inline))),
    derivative && derivative.kinks.length > 0 && section('Not smooth where', kinkLines(card, kinks)),
    card.at.length > 0 && section('In numbers', pointLines(card)),
    card.checks.length > 0 && section('Hand-written derivatives', list(card.checks.map(checkLine))),
    card.holes.length > 0 && section('Unknown functions', list(card.holes.map((hole) => `\`${hole}\``))),
    card.notes.length > 0 && section('Notes', list(card.notes.map(sentence))),
  ];
  return `${parts.filter((part) => typeof part === 'string').join('\n\n')}\n`;
}

const section = (title: string, lines: readonly string[]): string => [`## ${title}`, ...lines].join('\n\n');
const list = (items: readonly string[]): readonly string[] => [items.map((item) => `- ${item}`).join('\n')];
const display = ({ latex }: Formula): string => `$$\n${latex}\n$$`;
const inline = ({ latex }: Formula): string => `$${latex}$`;
/** Plain text, which may quote code. */
const sentence = (text: string): string =>
  text
    .split(/(`[^`]+`)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/[\\`*_[\]<>#]/g, '\\$&')))
    .join('');

function derivativeLines(card: Card): readonly string[] {
  const { derivative } = card;
  if (!derivative) return [];
  const { equation, families, forms, structure, operations, code } = derivative;
  const formula = families ?? equation;
  const counted = `${structure}; ${operations === 1 ? 'one operation' : `${operations} operations`}`;
  return [
    ...(forms ?? []).map((form) => display(form.equation)),
    ...(formula ? [display(formula)] : []),
    sentence(counted),
    ...(code === '' ? [] : [`\`\`\`${card.language}\n${code.trimEnd()}\n\`\`\``]),
  ];
}

function kinkLines(card: Card, kinks: readonly KinkCard[]): readonly string[] {
  const kinds = { kink: 'kink', jump: 'jump', vertical: 'vertical tangent' } as const;
  const { derivative } = card;
  if (kinks.length === 0)
    return list((derivative?.kinks ?? []).map(({ where, kind }) => `${inline(where)} (${kinds[kind]})`));
  return kinks.map((kink) => {
    const far = kink.distance === null ? '' : kink.distance === 0 ? ', where the point is' : `, ${kink.distance} away`;
    const head = `**${inline(kink.where)}** (${kinds[kink.kind]}${far})`;
    const systems = kink.conventions?.systems.map(({ system, returns }) => `${system} ${returns}`).join(', ');
    const of = kink.part ? ` for ${inline(kink.part)}` : '';
    const returned = systems ? `Automatic differentiation returns${of}: ${systems}.` : '';
    return [head, sidesTable(card, kink), returned].filter((part) => part !== '').join('\n\n');
  });
}

function sidesTable({ derivative, function: name }: Card, { side, entries, kind }: KinkCard): string {
  if (kind !== 'kink' || !entries || entries.length === 0) return '';
  const cell = (formula: Formula | null, number: Numeric | undefined): string =>
    markdownCell(formula ? inline(formula) : number === 'NaN' ? 'not defined' : String(number ?? ''));
  return table(
    ['', `$${side.latex} < 0$`, `$${side.latex} > 0$`],
    entries.map(({ row, column, below, above, numbers }) => {
      const output = derivative?.kind === 'jacobian' ? (derivative.rows[row]?.latex ?? '') : name;
      const partial = `$\\partial ${output}/\\partial ${derivative?.columns[column]?.latex ?? ''}$`;
      return [markdownCell(partial), cell(below, numbers?.below), cell(above, numbers?.above)];
    }),
  ).trimEnd();
}

const VERDICTS: Readonly<Record<Check['verdict'], string>> = {
  proved: 'proved to be right',
  agrees: 'agrees',
  differs: '**differs**',
  kink: 'at a kink',
  outside: 'outside of the domain',
  unknown: 'unknown',
};

function checkLine(check: Check): string {
  const head = `\`${check.function}${check.part}\`: ${VERDICTS[check.verdict]}`;
  const message = check.message === '' ? '' : ` – ${sentence(check.message)}`;
  const faults = check.entries.map(
    ({ expected, found, index }) => `\n  - [${index.join(', ')}]: expected \`${expected}\`, found \`${found}\``,
  );
  return head + message + faults.join('');
}
