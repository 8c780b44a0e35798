/**
 * The contract between the matrix panel's page and the extension's host.
 *
 * Who owns what. The host owns the *target* (document and function), the *choices* (variables, order, point) and the
 * card; the page owns how it looks at them (`mode`, selected row and column). The page never computes mathematics: it
 * asks, and gets a new `show`. Every `show` is whole, so that a page that was hidden, dropped or reloaded needs only
 * the newest one. What else it needs to know of the function shown (pictures, steps, numbers at a point that is being
 * moved) it asks with `ask`, under a number of its own; each is answered by one `answer`, unless it is dropped before.
 *
 * Order of messages. The page loads and sends `ready`; the host answers `start`, then `show`, `empty` or `error`. After
 * that both sides may send at any time, and the newest `show`, `empty` or `error` replaces what was there. The page may
 * send `ready` again (after a reload); the host then starts over.
 *
 * State. After each `show` and each change of its own the page keeps a `PanelState` through `setState`, which the editor
 * hands to the host when it restores the panel, and to the page through `getState`.
 *
 * Both sides check every message with the functions at the end and drop, and log, what is not in the contract.
 */
import type { Card, CopyFormat, Formula, PanelCard, Point, Question, SetAnswer } from '../worker/protocol';
import { EXPORT_FORMATS, EXPORT_PARTS, isPoint, isQuestion } from './questionShapes';
import type { ErrorsTexts } from './texts/errors';
import type { ExportTexts } from './texts/export';
import type { HereTexts } from './texts/here';
import type { KinksTexts } from './texts/kinks';
import type { MatrixTexts } from './texts/matrix';
import type { PointTexts } from './texts/point';
import type { PicturesTexts } from './texts/pictures';
import type { SourceTexts } from './texts/source';
import type { StepsTexts } from './texts/steps';
import type { UseTexts } from './texts/use';
import {
  isBoolean,
  isIndex,
  isString,
  listOf,
  mapOf,
  nullable,
  objectOf,
  oneOf,
  shortString,
  type Shape,
} from './shape';

/** The function that the panel is about. */
export interface Target {
  readonly uri: string;
  /** Dotted name, as in the outline. */
  readonly function: string;
}

/** What the reader chose for the target; kept by the host, changed by `select` and `evaluate`. */
export interface Choices {
  /** Arguments to differentiate by; `null` for the default. */
  readonly wrt: readonly string[] | null;
  readonly order: 1 | 2;
  /** The point as typed, argument by argument (`{ x: '[pi/4, 1e-3]' }`); empty for the file's own point. */
  readonly point: Readonly<Record<string, string>>;
}

/** The ways to look at a matrix: formulas, numbers, numbers as colours, where it is zero. */
export const MODES = ['symbolic', 'numeric', 'heatmap', 'structure'] as const;

/** What the page is turned to. */
export type Tab = (typeof TABS)[number];
export const TABS = ['matrix', 'pictures', 'use', 'steps'] as const;

/** What survives a reload. A state of another version, or that fails `isPanelState`, is dropped. */
export interface PanelState extends Target, Choices {
  readonly version: 2;
  readonly pinned: boolean;
  readonly mode: (typeof MODES)[number];
  readonly tab: Tab;
  /** What the reader chose in the parts of the page, by names of theirs (`picture.axes`); a part checks what it reads. */
  readonly options: Readonly<Record<string, string>>;
  /** The selected output (row i is ∇fᵢ) and variable; `null` when none is selected. */
  readonly row: number | null;
  readonly column: number | null;
}

/** A point that the reader gave a name, as typed, argument by argument. */
export interface KeptPoint {
  readonly name: string;
  readonly point: Readonly<Record<string, string>>;
}

/** The expression at the editor's cursor, and the entries (their rows and columns, as the card counts) that it has a part in. */
export interface Influenced {
  readonly expression: string;
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** Why a typed point was not taken: shown at the field of `argument` (or at all of them), marked from `offset`. */
export interface PointProblem {
  readonly message: string;
  readonly argument: string | null;
  readonly offset: number | null;
}

/** Settings that the page formats with. */
export interface PanelSettings {
  /** Significant digits of numbers. */
  readonly digits: number;
}

/**
 * Every text of the page in the reader's language; `{0}`, `{1}` stand for values. A new text is one line here (or, for a
 * part of the page, in `texts/`) and one in `src/editor/panelStrings.ts` (or `panelTexts/`).
 */
export interface PanelStrings
  extends
    ErrorsTexts,
    ExportTexts,
    HereTexts,
    KinksTexts,
    MatrixTexts,
    PicturesTexts,
    PointTexts,
    SourceTexts,
    StepsTexts,
    UseTexts {
  readonly title: string;
  readonly loading: string;
  /** The tabs, as a group, and each of them. */
  readonly tabs: string;
  readonly tabMatrix: string;
  readonly tabPictures: string;
  readonly tabUse: string;
  readonly tabSteps: string;
  /** The switch between formulas and numbers. */
  readonly view: string;
  readonly symbolic: string;
  readonly numeric: string;
  readonly pin: string;
  readonly unpin: string;
  readonly pinnedHint: string;
  readonly goToSource: string;
  readonly copy: string;
  readonly copyLatex: string;
  readonly copyCode: string;
  readonly copyText: string;
  readonly copied: string;
  /** `{0}`: the file's name. */
  readonly saved: string;
  /** The function's own formula. */
  readonly functionHeading: string;
  readonly derivativeHeading: string;
  readonly variables: string;
  readonly order: string;
  readonly firstOrder: string;
  readonly secondOrder: string;
  readonly point: string;
  readonly pointHint: string;
  /** `{0}`: the argument. */
  readonly pointOf: string;
  readonly evaluate: string;
  readonly resetPoint: string;
  readonly pointFromFile: string;
  readonly pointEntered: string;
  readonly pointSample: string;
  readonly valueAtPoint: string;
  readonly noPoint: string;
  /** The matrix as a grid, for assistive technology: `{0}` rows, `{1}` columns. */
  readonly matrixLabel: string;
  readonly gridHint: string;
  readonly columns: string;
  /** `{0}`: the row's number, `{1}`: the output's name, `{2}`: its gradient's name. */
  readonly rowIsGradient: string;
  /** `{0}`: the column's number, `{1}`: the variable. */
  readonly columnIsPartial: string;
  /** `{0}`: the output, `{1}`: the variable. */
  readonly entryOf: string;
  readonly clearSelection: string;
  readonly structure: string;
  readonly operations: string;
  readonly oneOperation: string;
  readonly conditions: string;
  readonly kinks: string;
  /** A kink's kind, in words. */
  readonly kink: string;
  readonly jump: string;
  readonly vertical: string;
  readonly definitions: string;
  readonly notes: string;
  readonly unknownFunctions: string;
  readonly checks: string;
  readonly checkProved: string;
  readonly checkAgrees: string;
  readonly checkDiffers: string;
  readonly checkKink: string;
  readonly checkOutside: string;
  readonly checkUnknown: string;
  readonly expected: string;
  readonly found: string;
  /** The entries can be selected where they stand, or in other views. */
  readonly tooLong: string;
  readonly tooLarge: string;
  readonly notDifferentiable: string;
  readonly goToReason: string;
  readonly constant: string;
  readonly updating: string;
  readonly restartWorker: string;
  readonly showLog: string;
}

/** Host to page. */
export type ToPage =
  /** First, and again when the language or the settings change. */
  | { readonly kind: 'start'; readonly strings: PanelStrings; readonly settings: PanelSettings }
  /** The whole of what there is to show. A point that was not taken is in `problem`; the numbers are then the old ones. */
  | {
      readonly kind: 'show';
      readonly target: Target;
      /** The document's name as a person knows it: `seed.py`. */
      readonly document: string;
      readonly panel: PanelCard;
      readonly choices: Choices;
      /** The points that were given names, oldest first. */
      readonly kept: readonly KeptPoint[];
      readonly problem: PointProblem | null;
      readonly pinned: boolean;
    }
  /**
   * About what was shown last. `updating`: newer is being worked out, keep showing the old. `stale`: the source can not
   * be read as it is now (half-typed code, a closed document), what is shown is older; `message` says why.
   * `current`: neither.
   */
  | { readonly kind: 'status'; readonly status: 'current' | 'updating' | 'stale'; readonly message: string | null }
  /** No function to show; `message` says what to do. */
  | { readonly kind: 'empty'; readonly message: string; readonly pinned: boolean }
  /** Nothing can be shown because something failed; `message` says what, and what to do. */
  | { readonly kind: 'error'; readonly message: string }
  /** A command asked for this view: switch to it, as if the reader had. */
  | { readonly kind: 'view'; readonly mode: PanelState['mode'] }
  /** Answers the `ask` with this number: what the worker found, or why there is nothing, as a sentence. */
  | { readonly kind: 'answer'; readonly id: number; readonly answer: SetAnswer }
  /** The cursor is at another expression of the function shown; `null`: at none. */
  | { readonly kind: 'influenced'; readonly influenced: Influenced | null }
  /** Answers `save` once the file is written: its name, to be said politely. Nothing comes if the reader thinks better. */
  | { readonly kind: 'saved'; readonly name: string }
  /** Answers `export`: the text is in the clipboard, or stands at the cursor. */
  | { readonly kind: 'exported'; readonly to: 'clipboard' | 'cursor' }
  /** Answers `copy`: say so politely to those who cannot see it. */
  | { readonly kind: 'copied'; readonly format: CopyFormat };

/**
 * What to copy: the whole derivative, its form for one argument in matrix notation, the function's value, one row (∇fᵢ)
 * or one entry of the symbolic matrix.
 */
export type CopyPart =
  | { readonly kind: 'derivative' }
  /** `form` counts in `Derivative.forms`. */
  | { readonly kind: 'form'; readonly form: number }
  | { readonly kind: 'value' }
  | { readonly kind: 'row'; readonly row: number }
  | { readonly kind: 'entry'; readonly row: number; readonly column: number };

/** Places in the source: the function, the reason why it is not differentiated, a hand-written derivative's fault. */
export type Place =
  | { readonly kind: 'function' }
  | { readonly kind: 'reason' }
  /** `check` counts in `card.checks`, `entry` in its `entries`; without an entry, the checked function's name. */
  | { readonly kind: 'check'; readonly check: number; readonly entry: number | null };

/** What the page can hand over to be written into a file, by the file's usual extension. */
export type SaveFormat = (typeof SAVE_FORMATS)[number];
export const SAVE_FORMATS = ['svg', 'png', 'md', 'csv', 'json', 'tex', 'mml', 'txt', 'py', 'js', 'ts'] as const;

/** Page to host. */
export type ToHost =
  | { readonly kind: 'ready' }
  /** Differentiate by other variables, or once or twice. Answered by `show`. */
  | { readonly kind: 'select'; readonly wrt: readonly string[] | null; readonly order: 1 | 2 }
  /** Evaluate at a point as typed, argument by argument; empty for the file's own point. Answered by `show`. */
  | { readonly kind: 'evaluate'; readonly point: Readonly<Record<string, string>> }
  /** Keep a point under a name, in place of one of that name, or forget it. Answered by `show`. */
  | { readonly kind: 'keepPoint'; readonly name: string; readonly point: Readonly<Record<string, string>> }
  | { readonly kind: 'dropPoint'; readonly name: string }
  /** Stay at this function, or follow the cursor. Answered by `show` or `empty`. */
  | { readonly kind: 'pin'; readonly pinned: boolean }
  | { readonly kind: 'copy'; readonly format: CopyFormat; readonly part: CopyPart }
  /**
   * What the reader looks at: an entry of the first or second derivative, whose source is then marked, or none; and the
   * point. Sent after each `show` and each change.
   */
  | {
      readonly kind: 'look';
      readonly entry: { readonly row: number; readonly column: number } | null;
      readonly order: 1 | 2;
      readonly point: Point | null;
    }
  | { readonly kind: 'reveal'; readonly place: Place }
  /** A question about the function shown. Answered by `answer` with the same number, which is new for each. */
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question }
  /** The answer is no longer of interest. */
  | { readonly kind: 'dismiss'; readonly id: number }
  /** Let the reader choose a file and write this into it: text, or base64 for 'png'. `name` is proposed, without extension. */
  | { readonly kind: 'save'; readonly name: string; readonly format: SaveFormat; readonly content: string }
  /** A part of the card as text: into the clipboard, at the cursor, or into a file. Answered by `exported` or `saved`. */
  | {
      readonly kind: 'export';
      readonly part: (typeof EXPORT_PARTS)[number];
      readonly format: (typeof EXPORT_FORMATS)[number];
      readonly point: Point | null;
      readonly to: 'clipboard' | 'cursor' | 'file';
    }
  /** What to offer beside an error. */
  | { readonly kind: 'run'; readonly command: 'restartWorker' | 'showLog' };

const LONGEST_NAME = 1000;
const LONGEST_POINT = 20_000;
/** Longer names of points do not fit on their buttons; more points nobody finds again. */
const LONGEST_POINT_NAME = 60;
export const MOST_KEPT_POINTS = 50;
const MOST_ARGUMENTS = 1000;
const LONGEST_OPTION = 10_000;
const MOST_OPTIONS = 200;
const LONGEST_SAVED = 50_000_000;

const isOrder: Shape<1 | 2> = oneOf(1, 2);
const isName = shortString(LONGEST_NAME);
const isWrt = nullable(listOf(isName, MOST_ARGUMENTS));
const isPointText = mapOf(shortString(LONGEST_POINT), MOST_ARGUMENTS);
const isPointName: Shape<string> = (value): value is string =>
  shortString(LONGEST_POINT_NAME)(value) && value.trim() !== '';
const isFormat: Shape<CopyFormat> = oneOf('latex', 'code', 'text');

const isCopyPart = byKind<CopyPart>({
  derivative: objectOf({ kind: oneOf('derivative') }),
  form: objectOf({ kind: oneOf('form'), form: isIndex }),
  value: objectOf({ kind: oneOf('value') }),
  row: objectOf({ kind: oneOf('row'), row: isIndex }),
  entry: objectOf({ kind: oneOf('entry'), row: isIndex, column: isIndex }),
});

const isPlace = byKind<Place>({
  function: objectOf({ kind: oneOf('function') }),
  reason: objectOf({ kind: oneOf('reason') }),
  check: objectOf({ kind: oneOf('check'), check: isIndex, entry: nullable(isIndex) }),
});

/** Whether a message that came from the page is in the contract. */
export const isToHost: Shape<ToHost> = byKind<ToHost>({
  ready: objectOf({ kind: oneOf('ready') }),
  select: objectOf({ kind: oneOf('select'), wrt: isWrt, order: isOrder }),
  evaluate: objectOf({ kind: oneOf('evaluate'), point: isPointText }),
  keepPoint: objectOf({ kind: oneOf('keepPoint'), name: isPointName, point: isPointText }),
  dropPoint: objectOf({ kind: oneOf('dropPoint'), name: isPointName }),
  pin: objectOf({ kind: oneOf('pin'), pinned: isBoolean }),
  copy: objectOf({ kind: oneOf('copy'), format: isFormat, part: isCopyPart }),
  look: objectOf({
    kind: oneOf('look'),
    entry: nullable(objectOf({ row: isIndex, column: isIndex })),
    order: isOrder,
    point: nullable(isPoint),
  }),
  reveal: objectOf({ kind: oneOf('reveal'), place: isPlace }),
  ask: objectOf({ kind: oneOf('ask'), id: isIndex, question: isQuestion }),
  dismiss: objectOf({ kind: oneOf('dismiss'), id: isIndex }),
  save: objectOf({
    kind: oneOf('save'),
    name: isName,
    format: oneOf(...SAVE_FORMATS),
    content: shortString(LONGEST_SAVED),
  }),
  export: objectOf({
    kind: oneOf('export'),
    part: oneOf(...EXPORT_PARTS),
    format: oneOf(...EXPORT_FORMATS),
    point: nullable(isPoint),
    to: oneOf('clipboard', 'cursor', 'file'),
  }),
  run: objectOf({ kind: oneOf('run'), command: oneOf('restartWorker', 'showLog') }),
});

const target = { uri: isString, function: isName };
const choices = { wrt: isWrt, order: isOrder, point: isPointText };

/** Whether a value that was kept for the next session is what the reader chose for a function. */
export const isChoices: Shape<Choices> = objectOf<Choices>(choices);
export const isKeptPoints: Shape<readonly KeptPoint[]> = listOf(
  objectOf<KeptPoint>({ name: isPointName, point: isPointText }),
  MOST_KEPT_POINTS,
);

/** Whether a restored value is a state of this version. */
export const isPanelState: Shape<PanelState> = objectOf<PanelState>({
  ...target,
  ...choices,
  version: oneOf(2),
  pinned: isBoolean,
  mode: oneOf(...MODES),
  tab: oneOf(...TABS),
  options: mapOf(shortString(LONGEST_OPTION), MOST_OPTIONS),
  row: nullable(isIndex),
  column: nullable(isIndex),
});

/** The card's own fields are the worker's, which is ours: only what tells a card from something else is looked at. */
const isCard: Shape<Card> = (value): value is Card => {
  const card = value as Card | null;
  return (
    typeof card === 'object' &&
    card !== null &&
    isString(card.function) &&
    isString(card.signature) &&
    Array.isArray(card.inputs) &&
    Array.isArray(card.notes) &&
    Array.isArray(card.at) &&
    Array.isArray(card.checks)
  );
};

const isFormula: Shape<Formula> = objectOf<Formula>({ latex: isString, text: isString, code: isString });

const isPanelCard: Shape<PanelCard> = objectOf<PanelCard>({
  card: isCard,
  name: isFormula,
  call: isFormula,
  isAbbreviated: isBoolean,
  forms: objectOf({ equations: listOf(isFormula), where: nullable(isFormula), layouts: listOf(isString) }),
  svgs: mapOf(isString),
});

/** An answer's own fields are the worker's, which is ours. */
const isAnswered: Shape<SetAnswer> = (value): value is SetAnswer =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  ('answer' in value || 'reason' in value) &&
  'svgs' in value &&
  mapOf(isString)(value.svgs);

/** Whether a message that came to the page is in the contract. */
export const isToPage: Shape<ToPage> = byKind<ToPage>({
  start: objectOf({
    kind: oneOf('start'),
    strings: mapOf(isString) as unknown as Shape<PanelStrings>,
    settings: objectOf<PanelSettings>({ digits: isIndex }),
  }),
  show: objectOf({
    kind: oneOf('show'),
    target: objectOf<Target>(target),
    document: isString,
    panel: isPanelCard,
    choices: isChoices,
    kept: isKeptPoints,
    problem: nullable(
      objectOf<PointProblem>({ message: isString, argument: nullable(isString), offset: nullable(isIndex) }),
    ),
    pinned: isBoolean,
  }),
  status: objectOf({
    kind: oneOf('status'),
    status: oneOf('current', 'updating', 'stale'),
    message: nullable(isString),
  }),
  empty: objectOf({ kind: oneOf('empty'), message: isString, pinned: isBoolean }),
  error: objectOf({ kind: oneOf('error'), message: isString }),
  view: objectOf({ kind: oneOf('view'), mode: oneOf(...MODES) }),
  answer: objectOf({ kind: oneOf('answer'), id: isIndex, answer: isAnswered }),
  influenced: objectOf({
    kind: oneOf('influenced'),
    influenced: nullable(
      objectOf<Influenced>({ expression: isString, rows: listOf(isIndex), columns: listOf(isIndex) }),
    ),
  }),
  saved: objectOf({ kind: oneOf('saved'), name: isString }),
  exported: objectOf({ kind: oneOf('exported'), to: oneOf('clipboard', 'cursor') }),
  copied: objectOf({ kind: oneOf('copied'), format: isFormat }),
});

/** One of several messages, told apart by `kind`. */
function byKind<T extends { readonly kind: string }>(shapes: {
  readonly [K in T['kind']]: Shape<Extract<T, { readonly kind: K }>>;
}): Shape<T> {
  return (value): value is T => {
    const kind: unknown = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : null;
    if (typeof kind !== 'string' || !Object.hasOwn(shapes, kind)) return false;
    return (shapes as Readonly<Record<string, Shape<unknown>>>)[kind]?.(value) ?? false;
  };
}
