/** What a hover shows, as sections from top to bottom. The editor escapes text and adds links. */
import type { Range } from '../languages/source';
import type { Reference } from '../languages/names';
import { formatBeside, formatEquation, formatLines, formatWhere } from '../notation/equation';
import { formatNumbers } from '../notation/matrix';
import { formatName } from '../notation/names';
import { formatComparison } from './comparison';
import type {
  Card,
  Check,
  CheckEntry,
  Derivative,
  Formula,
  Input,
  NumericArray,
  PointResult,
  PointValue,
} from './card';
import type { Document, VerifiedDerivative } from './document';
import { inOwnNames } from './localNames';
import { formsInstead, formsTogether, isSizeNote } from './shownForms';
import { space } from './signature';
import type { Settings } from './settings';
import { headingOf, partialSymbol } from './symbols';
import { findingOf, headline } from './verdicts';

/** A standalone picture of a formula, coloured for one theme. */
export interface Picture {
  /** `data:image/svg+xml;base64,…` */
  readonly data: string;
  /** In CSS pixels at the usual font size. */
  readonly width: number;
  readonly height: number;
  /** Plain-text alternative. */
  readonly alternative: string;
}

export type HoverSection =
  | { readonly kind: 'signature'; readonly text: string }
  | { readonly kind: 'picture'; readonly picture: Picture }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  /** A derivative's code in the file's language, shown as a code block. */
  | { readonly kind: 'code'; readonly language: string; readonly code: string };

export interface Hover {
  /** What the hover is about, underlined in the editor. */
  readonly range: Range;
  readonly function: string;
  /** The parameter hovered over, else `null`. */
  readonly parameter: string | null;
  readonly sections: readonly HoverSection[];
}

/** Sets a formula as a picture; `null` where the picture would be too large for a hover. */
export type SetPicture = (formula: Formula) => Picture | null;

/** The hover for a name in the document, `null` where it is no mathematics. */
export function hoverFor(document: Document, reference: Reference, settings: Settings, set: SetPicture): Hover | null {
  const name = reference.definition.name;
  const parameter = reference.kind === 'parameter' ? reference.parameter.name : null;
  const isParameterOf = (card: Card): boolean =>
    card.inputs.some((input) => (input.partOf ?? input.name) === parameter && input.numeric);
  const whole = document.card(name);
  if (parameter !== null && !isParameterOf(whole)) return null;
  const card = parameter === null ? whole : document.card(name, { wrt: [parameter] });
  const verdicts = document.derivativesOf(name);
  if (card.status === 'constant' || (card.status === 'unsupported' && !isMathematical(card) && verdicts.length === 0))
    return null;
  const checks = verdicts.flatMap((verdict) => verdict.checks);
  if (parameter === null && checks.some((check) => check.verdict === 'differs')) {
    // Of several there are no two matrices to be shown.
    const [only] = checks;
    const isAlone = checks.length === 1 && only?.part === '';
    const sections = [
      ...heading(card),
      ...verdicts.flatMap((verdict) => differenceSections(document, verdict, isAlone, settings, set)),
    ];
    return { range: document.range(reference.span), function: name, parameter, sections };
  }
  const sections = [
    ...(parameter === null ? heading(card) : parameterHeading(card, parameter)),
    ...verdicts.flatMap(({ primal, checks: own }) =>
      own.map((check) => note(`${derivativeOf(primal, check)}: ${check.message}`)),
    ),
    ...reasonSection(card),
    ...(parameter === null ? formulaSections(card.value, set) : []),
    ...derivativeSections(card, parameter, settings, set),
    ...conditionSections(card.derivative),
    ...card.at.slice(0, 2).flatMap((result) => pointSections(card, result, parameter, settings, set)),
    ...notesOf(card).map(note),
    ...card.checks.map((check) => note(`Hand-written ${check.function}${check.part}: ${inShort(check)}`)),
  ];
  return { range: document.range(reference.span), function: name, parameter, sections };
}

/** Entries of which it is said what is wrong; the Problems view has all. */
const MOST_FINDINGS = 4;

/** What is wrong with a hand-written derivative: both matrices, and a sentence for each differing entry. */
function differenceSections(
  document: Document,
  { primal, checks, order, wrt }: VerifiedDerivative,
  isAlone: boolean,
  settings: Settings,
  set: SetPicture,
): HoverSection[] {
  return checks.flatMap((check) =>
    check.verdict === 'differs'
      ? ofDifference({ document, primal, check, order, wrt, settings, set, isAlone })
      : [note(`${derivativeOf(primal, check)}: ${check.message}`)],
  );
}

interface Difference extends Omit<VerifiedDerivative, 'checks'> {
  readonly document: Document;
  readonly check: Check;
  readonly settings: Settings;
  readonly set: SetPicture;
  readonly isAlone: boolean;
}

function ofDifference({ document, primal, check, order, wrt, settings, set, isAlone }: Difference): HoverSection[] {
  const computed = document.card(primal, { order, ...(wrt ? { wrt } : {}) }).derivative;
  const hand = document.traceOf(check.function);
  const notation = { digits: settings.digits, indices: settings.indices, language: document.language.id };
  const derivative = document.definition(check.function);
  const spelled = (code: string, { range }: CheckEntry): string =>
    inOwnNames(code, derivative, document.span(range).start);
  const comparison =
    isAlone && computed && hand
      ? formatComparison({ check, hand, computed, notation, largest: settings.hoverEntries, spelled })
      : null;
  const told = check.entries.slice(0, MOST_FINDINGS);
  return [
    note(`${derivativeOf(primal, check)}: ${headline(check)}`),
    ...formulaSections(comparison, set),
    ...told.map((entry) => note(comparison ? findingOf(entry) || entry.diagnosis : entry.diagnosis)),
    ...(check.entries.length > told.length ? [note(`and ${check.entries.length - told.length} more entries`)] : []),
  ];
}

/** `Derivative of f`; of one of several returned values `[0]: derivative of f`, or `[x]: …`; `.dW: …` of what is left in an object. */
const derivativeOf = (primal: string, { part }: Check): string =>
  part === '' ? `Derivative of ${primal}` : `${part}: derivative of ${primal}`;

/** Of a difference the finding without the expressions: the derivative's own hover shows them. */
function inShort(check: Check): string {
  const [first] = check.entries;
  if (check.verdict !== 'differs' || !first) return check.message;
  return [headline(check), findingOf(first)].filter((part) => part !== '').join(': ');
}

const note = (text: string): HoverSection => ({ kind: 'note', text });
const isMathematical = (card: Card): boolean => card.output !== null;

const heading = (card: Card): HoverSection[] => [{ kind: 'signature', text: headingOf(card) }];

function parameterHeading(card: Card, parameter: string): HoverSection[] {
  const parts = card.inputs.filter((input) => input.partOf === parameter);
  const said = (name: string, shape: Input['shape'] = []): string => `${name} ∈ ${space(shape)}`;
  const what =
    parts.length > 0
      ? `${parameter}: ${parts.map(({ name, shape }) => said(formatName(name).text, shape)).join(', ')};`
      : `${said(parameter, card.inputs.find(({ name }) => name === parameter)?.shape)},`;
  return [{ kind: 'signature', text: `${what} argument of ${headingOf(card)}` }];
}

function reasonSection({ reason, holes }: Card): HoverSection[] {
  if (reason) return [note(`No derivative: ${reason.message} (line ${reason.range.start.line + 1})`)];
  return holes.length > 0 ? [note(`Partly known: ${holes.join('; ')}`)] : [];
}

function formulaSections(formula: Formula | null, set: SetPicture): HoverSection[] {
  if (!formula) return [];
  const picture = set(formula);
  return picture ? [{ kind: 'picture', picture }] : [{ kind: 'text', text: formula.text }];
}

/** Sizes that the entries are written for are nothing to a reader of forms. */
const notesOf = (card: Card): readonly string[] =>
  formsInstead(card) ? card.notes.filter((one) => !isSizeNote(one)) : card.notes;

/** The derivative in matrix notation, argument by argument: in one picture, whose letters are then there once. */
function formSections({ derivative }: Card, set: SetPicture): HoverSection[] {
  const { equations, where, layouts } = formsTogether(derivative?.forms ?? []);
  if (equations.length === 0) return [];
  const lines = where ? [...equations, where] : equations;
  const picture = set(formatLines(lines));
  const shown: HoverSection[] = picture
    ? [{ kind: 'picture', picture }]
    : lines.flatMap((line) => formulaSections(line, set));
  return [...shown, ...layouts.map(note)];
}

function derivativeSections(card: Card, parameter: string | null, settings: Settings, set: SetPicture): HoverSection[] {
  const { derivative } = card;
  if (!derivative) return [];
  const forms = formSections(card, set);
  return formsInstead(card) ? forms : [...forms, ...entrySections(card, derivative, parameter, settings, set)];
}

function entrySections(
  card: Card,
  derivative: Derivative,
  parameter: string | null,
  settings: Settings,
  set: SetPicture,
): HoverSection[] {
  const size = derivative.shape.reduce((a, b) => a * b, 1);
  const picture =
    derivative.equation && (derivative.families || size <= settings.hoverEntries)
      ? set(renamed(card, derivative, parameter))
      : null;
  if (picture) return [{ kind: 'picture', picture }];
  const operations = `${derivative.operations} operation${derivative.operations === 1 ? '' : 's'}`;
  return [
    {
      kind: 'text',
      text: `${derivative.symbol.text}: ${derivative.structure}, ${operations}. The panel shows it whole.`,
    },
  ];
}

/** Over a parameter the derivative is written ∂f/∂x. */
const isRenamed = (derivative: Derivative, parameter: string | null): parameter is string =>
  parameter !== null && derivative.kind !== 'derivative';

function renamed(card: Card, derivative: Derivative, parameter: string | null): Formula {
  if (!isRenamed(derivative, parameter) || !derivative.matrix || derivative.families)
    return derivative.equation as Formula;
  const left = partialSymbol(card.name, parameter);
  return formatWhere(formatEquation(left, derivative.matrix), derivative.definitions);
}

function conditionSections(derivative: Derivative | null): HoverSection[] {
  if (!derivative) return [];
  const sections: HoverSection[] = [];
  if (derivative.conditions.length > 0)
    sections.push(
      note(
        `For ${derivative.conditions
          .slice(0, 6)
          .map((condition) => condition.text)
          .join(', ')}`,
      ),
    );
  const kinks = derivative.kinks
    .slice(0, 4)
    .map(({ where, kind }) => `${where.text}${kind === 'jump' ? ' (a jump)' : ''}`);
  if (kinks.length > 0) sections.push(note(`Not smooth where ${kinks.join(' or ')}`));
  return sections;
}

/** Characters of one argument's value: longer ones end with an ellipsis. */
const LONGEST_VALUE = 100;

/** `[1, 2]`: an argument's value, its numbers rounded as all others are. */
function valueText(value: PointValue, digits: number): string {
  const rounded = (_: string, part: unknown): unknown =>
    typeof part === 'number' ? Number(part.toPrecision(digits)) : part;
  const text = JSON.stringify(value, rounded).replaceAll(',', ', ');
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

/** f(x) and the derivative's numbers at a point. */
function pointSections(
  card: Card,
  result: PointResult,
  parameter: string | null,
  settings: Settings,
  set: SetPicture,
): HoverSection[] {
  const { derivative } = card;
  if (!derivative) return [];
  const at = Object.entries(result.point).map(([name, value]) => `${name} = ${valueText(value, settings.digits)}`);
  const where = `At ${at.join(', ')}${result.reason === null ? '' : `: ${result.reason}`}`;
  const size = derivative.shape.reduce((a, b) => a * b, 1);
  if (result.derivative === null || size > settings.hoverEntries) return [note(where)];
  const numbers = formatNumbers(columnLike(result.derivative, derivative), settings.digits);
  const value = result.value === null ? [] : [formatEquation(card.name, formatNumbers(result.value, settings.digits))];
  const { symbol } = derivative;
  const left = isRenamed(derivative, parameter) ? partialSymbol(card.name, parameter) : symbol;
  const formula = formatBeside([...value, formatEquation(left, numbers)]);
  const picture = set(formula);
  return [note(where), picture ? { kind: 'picture', picture } : { kind: 'text', text: formula.text }];
}

/** A gradient's numbers as a column, as its formula is. */
const columnLike = (numbers: NumericArray, { kind }: Derivative): NumericArray =>
  kind === 'gradient' && Array.isArray(numbers)
    ? (numbers as readonly NumericArray[]).map((number) => [number])
    : numbers;
