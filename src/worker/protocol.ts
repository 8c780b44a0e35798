/**
 * The protocol between the editor's host and the worker, derived from one interface: `Service`. A call is its method's
 * name and argument, a result what the method returns.
 *
 * Documents are mirrored: `open` sends a text whole, `change` the edits since. Every request names the version that it
 * is about; a request about a version that the worker no longer has is answered with `{ stale: true }`.
 */
import type { Card, Formula, OutlineEntry, Point, Selection } from '../analysis/card';
import type { EntryReference } from '../analysis/document';
import type { Fix } from '../analysis/handWritten';
import type { Hover } from '../analysis/hover';
import type { Answered, Question } from '../analysis/investigations/questions';
import type { Lens } from '../analysis/lens';
import type { PanelNames } from '../analysis/panel';
import type { Settings } from '../analysis/settings';
import type { DocumentCheck } from '../analysis/verdicts';
import type { TextEdit } from '../languages/language';
import type { Position, Range } from '../languages/source';

export type * from '../analysis/card';
export type { EntryReference } from '../analysis/document';
export type { Fix } from '../analysis/handWritten';
export type { Hover, HoverSection, Picture } from '../analysis/hover';
export type {
  Answered,
  AnswerOf,
  Investigations,
  Question,
  QuestionKind,
  QuestionOf,
} from '../analysis/investigations/questions';
export type { Lens } from '../analysis/lens';
export type { Settings } from '../analysis/settings';
export type { DocumentCheck, DocumentCheckEntry } from '../analysis/verdicts';
export type { TextEdit } from '../languages/language';
export type { Position, Range } from '../languages/source';

/** A file that documents import from. */
export interface FileContent {
  readonly uri: string;
  readonly text: string | null;
}

export interface DocumentVersion {
  readonly uri: string;
  readonly version: number;
}

export type CopyFormat = 'latex' | 'code' | 'text';

/** The foreground colour for pictures: `#rrggbb`. */
export type Colour = string;

export interface FunctionReference extends DocumentVersion {
  readonly function: string;
  readonly selection?: Selection;
}

/** A formula set as SVG that takes the page's colour (`currentColor`), for the panel. */
export interface SetFormula extends Formula {
  readonly svg: string;
}

/**
 * What the panel shows: a card whose formulas are set. `svgs` maps a formula's LaTeX to its SVG (`currentColor`); among
 * them are `\partial` and `\nabla`, with which the page names derivatives.
 */
export interface PanelCard extends PanelNames {
  readonly card: Card;
  readonly svgs: Readonly<Record<string, string>>;
}

/** An answer whose formulas are set: `svgs` maps a formula's LaTeX to its SVG, as those of a card. */
export type SetAnswer = Answered & { readonly svgs: Readonly<Record<string, string>> };

/** A point as a person types it: `[pi/4, 1e-3]`, or by name: `x = [1, 2]; a = 3`. */
export type ParsedPoint =
  | { readonly ok: true; readonly point: Point }
  | { readonly ok: false; readonly message: string; readonly argument: string | null; readonly offset: number | null };

export interface DocumentStatus {
  readonly functions: number;
  readonly differentiable: number;
  readonly unsupported: readonly { readonly function: string; readonly message: string; readonly range: Range }[];
  readonly syntaxErrors: number;
}

/**
 * Work in parts: between two of them the worker does what a person waits for, and drops what is cancelled or about an
 * older text. Never resumed after a notification.
 */
export type Steps<T> = Generator<void, T, void>;

/** Everything the worker does. Methods without a result are notifications, carried out in order. */
export interface Service {
  configure(settings: Settings): void;
  open(document: DocumentVersion & { readonly language: string; readonly text: string }): void;
  change(change: DocumentVersion & { readonly edits: readonly TextEdit[] }): void;
  close(document: { readonly uri: string }): void;
  /** What is in files that the worker asked for, or that have changed since; `null` where there is none to be read. */
  files(files: { readonly files: readonly FileContent[] }): void;

  outline(document: DocumentVersion): Steps<readonly OutlineEntry[]>;
  /** The function whose definition or name (also in a call) is at the position, innermost first. */
  functionAt(place: DocumentVersion & { readonly position: Position }): string | null;
  lens(reference: FunctionReference): Lens | null;
  hover(place: DocumentVersion & { readonly position: Position; readonly colour: Colour }): Hover | null;
  card(reference: FunctionReference): PanelCard | null;
  copy(reference: FunctionReference & { readonly format: CopyFormat }): string | null;
  /** The answer to a question about a function; `null` where there is no such function. */
  investigate(reference: FunctionReference & { readonly question: Question }): Steps<SetAnswer | null>;
  parsePoint(input: FunctionReference & { readonly text: string }): ParsedPoint;
  status(document: DocumentVersion): Steps<DocumentStatus>;
  /** The verdicts on all hand-written derivatives of which something is known. */
  checks(document: DocumentVersion): Steps<readonly DocumentCheck[]>;
  /** Edits that were tried, and make a differing entry right (or say that it is meant so). */
  fixes(reference: DocumentVersion & EntryReference): Steps<readonly Fix[]>;
}

export type Method = keyof Service;
/** Methods with a result. */
export type RequestMethod = { [M in Method]: ReturnType<Service[M]> extends void ? never : M }[Method];
/** Methods without a result. */
export type NotificationMethod = Exclude<Method, RequestMethod>;
export type Argument<M extends Method> = Parameters<Service[M]>[0];
export type Result<M extends Method> = Finished<ReturnType<Service[M]>>;
type Finished<T> = T extends Steps<infer Result> ? Result : T;

export type Call = {
  [M in Method]: { readonly method: M; readonly argument: Parameters<Service[M]>[0] };
}[Method];

/** Host to worker. A notification has no `id`. */
export type ToWorker =
  | (Call & { readonly id: number | null })
  | { readonly cancel: number }
  /** Sent once, before all else: what is in the files that ship with the extension, where the worker cannot read them. */
  | { readonly start: { readonly files: Readonly<Record<string, Uint8Array>> } };

/** What `working` calls the work that nobody has asked for. */
export const AHEAD = 'ahead';

/** Worker to host. */
export type FromWorker =
  | { readonly ready: true }
  /** Instead of `ready`: the service could not be created. The worker is of no more use. */
  | { readonly failed: string }
  | { readonly id: number; readonly ok: unknown }
  | { readonly id: number; readonly error: string }
  | { readonly id: number; readonly stale: true }
  | { readonly id: number; readonly cancelled: true }
  /** The request that is being worked on now: what to blame if the worker hangs. */
  | { readonly working: { readonly uri: string; readonly what: string } | null }
  /** Still at it: a long job over many functions, with one of them done. */
  | { readonly alive: true }
  /** Files that documents import from: the host answers with `files`. */
  | { readonly read: readonly string[] }
  /** Earlier answers may be others now: a file has changed that documents import from. */
  | { readonly news: true }
  | { readonly log: { readonly level: 'debug' | 'info' | 'warning' | 'error'; readonly message: string } };
