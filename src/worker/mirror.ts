/** The documents that the worker is to know, as the host has them: what to send to a new worker, and what not to. */

/** A document of the editor. The text is fetched only when it must be sent whole. */
export interface SourceDocument {
  readonly uri: string;
  readonly language: string;
  version: number;
  text(): string;
}

/** What happened to the worker. */
export type Failure =
  /** It ended while it worked on a document, or by itself. */
  | { readonly kind: 'crashed'; readonly detail: string }
  /** It gave no sign of life for this long, and was ended. */
  | { readonly kind: 'hung'; readonly seconds: number; readonly what: string }
  | { readonly kind: 'notStarted'; readonly detail: string };

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

/**
 * A document's copy in the worker. A document that ended a worker is put in quarantine: it is not sent again until its
 * text has changed, and, the more workers it has ended, the longer it waits even then.
 */
export class MirroredDocument {
  /** Whether the running worker has this text. */
  sent = false;
  #failure: Failure | null = null;
  #ended = 0;
  #notBefore = 0;
  #changed = false;

  constructor(readonly source: SourceDocument) {}

  /** Why the document is not sent, else `null`. */
  get quarantine(): Failure | null {
    if (this.#failure && this.#changed && performance.now() >= this.#notBefore) this.#failure = null;
    return this.#failure;
  }

  ended(failure: Failure): void {
    this.#failure = failure;
    this.#changed = false;
    this.#ended += 1;
    this.#notBefore = performance.now() + Math.min(FIRST_PAUSE * 2 ** (this.#ended - 1), LONGEST_PAUSE);
  }

  changed(version: number): void {
    this.source.version = version;
    this.#changed = true;
  }

  /** Somebody asked to try again. */
  release(): void {
    this.#failure = null;
    this.#ended = 0;
  }
}
