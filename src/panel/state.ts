/**
 * What the page knows, and how it changes: by a message of the host, or by what the reader does. Plain data and one
 * pure function; drawing it is the business of `render/`.
 */
import { MatrixView, NO_CHOICE, type Choice } from './matrixView';
import type { Influenced, PanelSettings, PanelState, PanelStrings, Tab, Target, ToPage } from './messages';
import { fill } from './template';
import type { Derivative, Point, PointResult } from '../worker/protocol';

export type Shown = Extract<ToPage, { readonly kind: 'show' }>;
export type Mode = PanelState['mode'];

export type Content =
  | { readonly kind: 'loading' }
  | { readonly kind: 'empty'; readonly message: string }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'shown'; readonly shown: Shown };

export interface PageState {
  /** `null` until the host has said how to speak. */
  readonly strings: PanelStrings | null;
  readonly settings: PanelSettings;
  readonly content: Content;
  readonly pinned: boolean;
  readonly status: 'current' | 'updating' | 'stale';
  readonly statusMessage: string | null;
  readonly mode: Mode;
  readonly tab: Tab;
  readonly options: PanelState['options'];
  readonly choice: Choice;
  /** Texts in the fields of the point that differ from the point shown, argument by argument. */
  readonly drafts: Readonly<Record<string, string>>;
  /** The point while a slider moves it: what is drawn from answers follows it, the card does not. */
  readonly moving: Point | null;
  /** The numbers at the last point that was taken, to be kept while another is not. */
  readonly lastGood: PointResult | null;
  /** The file's own points for the function shown, to go back to. */
  readonly filePoints: readonly Point[];
  /** What the expression at the editor's cursor has a part in. */
  readonly influenced: Influenced | null;
  /** For those who cannot see it: what has just happened. */
  readonly announcement: string;
  /** Kept from before a reload, until the function that it is about is shown. */
  readonly restored: PanelState | null;
}

/** What the reader does that concerns the page alone. */
export type Act =
  | { readonly kind: 'mode'; readonly mode: Mode }
  | { readonly kind: 'tab'; readonly tab: Tab }
  /** `null` forgets it. */
  | { readonly kind: 'option'; readonly name: string; readonly value: string | null }
  | { readonly kind: 'move'; readonly point: Point | null }
  | { readonly kind: 'choose'; readonly choice: Choice }
  | { readonly kind: 'type'; readonly argument: string; readonly text: string }
  | { readonly kind: 'resetPoint' };

export const PANEL_STATE_VERSION = 2;

export function initialState(restored: PanelState | null): PageState {
  return {
    strings: null,
    settings: { digits: 6 },
    content: { kind: 'loading' },
    pinned: restored?.pinned ?? false,
    status: 'current',
    statusMessage: null,
    mode: restored?.mode ?? 'symbolic',
    tab: restored?.tab ?? 'matrix',
    options: restored?.options ?? {},
    choice: NO_CHOICE,
    drafts: {},
    moving: null,
    lastGood: null,
    filePoints: [],
    influenced: null,
    announcement: '',
    restored,
  };
}

export function reduce(state: PageState, event: ToPage | Act): PageState {
  switch (event.kind) {
    case 'start':
      return { ...state, strings: event.strings, settings: event.settings };
    case 'show':
      return show(state, event);
    case 'status':
      return { ...state, status: event.status, statusMessage: event.message };
    case 'empty':
      return { ...withoutFunction(state), content: { kind: 'empty', message: event.message }, pinned: event.pinned };
    case 'error':
      return { ...withoutFunction(state), content: { kind: 'error', message: event.message } };
    case 'answer':
      return state;
    case 'influenced':
      return { ...state, influenced: event.influenced };
    case 'tab':
      return { ...state, tab: event.tab };
    case 'option':
      return { ...state, options: withOption(state.options, event.name, event.value) };
    case 'move':
      return { ...state, moving: event.point };
    case 'saved':
      return { ...state, announcement: fill(state.strings?.saved ?? '', event.name) };
    case 'exported': {
      const { copied = '', exportInserted = '' } = state.strings ?? {};
      return { ...state, announcement: event.to === 'cursor' ? exportInserted : copied };
    }
    case 'copied':
      return { ...state, announcement: state.strings?.copied ?? '' };
    case 'view':
    case 'mode':
      return { ...state, mode: event.mode, tab: 'matrix' };
    case 'choose':
      return { ...state, choice: event.choice };
    case 'type':
      return { ...state, drafts: { ...state.drafts, [event.argument]: event.text } };
    case 'resetPoint':
      return { ...state, drafts: {} };
  }
}

function show(state: PageState, shown: Shown): PageState {
  const { derivative, at } = shown.panel.card;
  const before = state.content.kind === 'shown' ? state.content.shown : null;
  const same = before !== null && sameTarget(before.target, shown.target);
  const restored = !same && state.restored && sameTarget(state.restored, shown.target) ? state.restored : null;
  const wished: Choice = restored ?? (same ? state.choice : NO_CHOICE);
  const fromFile = at.filter((result) => result.origin === 'file').map((result) => result.point);
  return {
    ...state,
    content: { kind: 'shown', shown },
    pinned: shown.pinned,
    status: 'current',
    statusMessage: null,
    choice: derivative ? new MatrixView(derivative).valid({ row: wished.row, column: wished.column }) : NO_CHOICE,
    moving: null,
    influenced: same ? state.influenced : null,
    drafts: remainingDrafts(same ? state.drafts : {}, shown),
    lastGood:
      same && shown.problem && sameShape(derivative, before.panel.card.derivative) ? state.lastGood : (at[0] ?? null),
    filePoints: fromFile.length > 0 || !same ? fromFile : state.filePoints,
    restored: null,
  };
}

function withOption(options: PageState['options'], name: string, value: string | null): PageState['options'] {
  if (value !== null) return { ...options, [name]: value };
  return Object.fromEntries(Object.entries(options).filter(([other]) => other !== name));
}

/** A text that was not taken stays as it was typed; one that was taken is in the choices now, and no draft any more. */
function remainingDrafts(drafts: PageState['drafts'], { problem, choices }: Shown): PageState['drafts'] {
  if (problem) return drafts;
  return Object.fromEntries(Object.entries(drafts).filter(([argument, text]) => choices.point[argument] !== text));
}

const withoutFunction = (state: PageState): PageState => ({
  ...state,
  status: 'current',
  statusMessage: null,
  choice: NO_CHOICE,
  drafts: {},
  moving: null,
  influenced: null,
  lastGood: null,
  filePoints: [],
});

const sameShape = (a: Derivative | null, b: Derivative | null): boolean => a?.shape.join() === b?.shape.join();

const sameTarget = (a: Target, b: Target): boolean => a.uri === b.uri && a.function === b.function;

/** What to keep for a reload; `null` while no function is shown. */
export function persistent({ content, pinned, mode, tab, options, choice }: PageState): PanelState | null {
  if (content.kind !== 'shown') return null;
  const { target, choices } = content.shown;
  return { version: PANEL_STATE_VERSION, ...target, ...choices, pinned, mode, ...choice, tab, options };
}
