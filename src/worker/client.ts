/**
 * The host's side of the protocol: starts the worker when it is first asked for something, mirrors documents to it,
 * matches answers to requests, and replaces a worker that hangs or dies.
 *
 * Guarantees: every request is answered exactly once. An answer about a text that has changed since is `stale`. A
 * worker that is silent for longer than its limit is ended; what was asked about other documents is asked again of the
 * next worker, and the document it was working on is not (see `MirroredDocument`).
 */
import { MirroredDocument, type Failure, type SourceDocument } from './mirror';
import type { RunningWorker, StartWorker } from './port';
import type {
  Argument,
  FileContent,
  FromWorker,
  NotificationMethod,
  RequestMethod,
  Result,
  Settings,
  TextEdit,
  ToWorker,
} from './protocol';
import { AHEAD } from './protocol';
import type { LogLevel } from './serve';
import { Watchdog } from './watchdog';

export type { Failure, SourceDocument } from './mirror';

export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** The document has changed or was closed since: ask again, or drop it. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'cancelled' }
  /** The request itself went wrong in the worker. */
  | { readonly kind: 'error'; readonly message: string }
  /** There is no worker for this document now. */
  | { readonly kind: 'failed'; readonly failure: Failure };

/** As VS Code's CancellationToken. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
  onCancellationRequested(listener: () => void): { dispose(): void };
}

export interface ClientState {
  readonly phase: 'idle' | 'starting' | 'ready' | 'unavailable';
  /** Whether a job is under way. */
  readonly busy: boolean;
  /** Why it is unavailable. */
  readonly failure: Failure | null;
}

export interface ClientObserver {
  stateChanged(state: ClientState): void;
  /** Earlier answers may no longer be what the worker would say now: it was replaced, or its settings changed. */
  news(): void;
  /** The worker needs files that documents import from: `provide` is the answer, for each of them. */
  read(uris: readonly string[]): void;
  log(level: LogLevel, message: string): void;
}

/** Several of the longest jobs: a hover analyses a function, what it calls, and its hand-written derivative. */
const BUDGETS = 4;
/** Setting formulas and passing messages, on a slow machine. */
const MARGIN = 2_000;
/** Reading and compiling the bundle and the grammars, on a slow machine. */
const START_LIMIT = 30_000;
/** Workers in a row that may end without having answered anything, and times that a request is asked again. */
const ATTEMPTS = 3;

interface Pending {
  readonly method: RequestMethod;
  readonly argument: Argument<RequestMethod>;
  readonly settle: (answer: Answer<never>) => void;
  sent: boolean;
  attempts: number;
}

export class WorkerClient {
  #settings: Settings;
  #phase: ClientState['phase'] = 'idle';
  #worker: RunningWorker | null = null;
  /** Counts workers, so that nothing is heard of those that are gone. */
  #generation = 0;
  /** Workers in a row that ended without having answered anything, and without a document to blame. */
  #fruitless = 0;
  #failure: Failure | null = null;
  #working: { readonly uri: string; readonly what: string } | null = null;
  #nextId = 1;
  #disposed = false;
  readonly #documents = new Map<string, MirroredDocument>();
  readonly #pending = new Map<number, Pending>();
  readonly #watchdog = new Watchdog(
    () => this.#limit,
    () => this.#hung(),
  );

  constructor(
    private readonly start: StartWorker,
    settings: Settings,
    private readonly observer: ClientObserver,
  ) {
    this.#settings = settings;
  }

  get state(): ClientState {
    return {
      phase: this.#phase,
      busy: (this.#working !== null && this.#working.what !== AHEAD) || this.#phase === 'starting',
      failure: this.#failure,
    };
  }

  configure(settings: Settings): void {
    this.#settings = settings;
    if (this.#phase === 'ready') this.#notify('configure', settings);
    this.observer.news();
  }

  /** The editor has opened a document. It is sent when something is first asked about it. */
  open(source: SourceDocument): void {
    this.close(source.uri);
    this.#documents.set(source.uri, new MirroredDocument(source));
  }

  /** The document has a new version; `edits` apply one after the other. Without them its text is sent whole again. */
  change(uri: string, version: number, edits: readonly TextEdit[] | null): void {
    const document = this.#documents.get(uri);
    if (!document) return;
    document.changed(version);
    if (!document.sent) return;
    if (edits) this.#notify('change', { uri, version, edits });
    else document.sent = false;
  }

  /** What is in files that the worker asked for, or that have changed since. */
  provide(files: readonly FileContent[]): void {
    if (this.#phase === 'ready' && files.length > 0) this.#notify('files', { files });
  }

  close(uri: string): void {
    if (this.#documents.get(uri)?.sent) this.#notify('close', { uri });
    this.#documents.delete(uri);
  }

  /** Whether a document is known to have ended a worker, and how. */
  quarantine(uri: string): Failure | null {
    return this.#documents.get(uri)?.quarantine ?? null;
  }

  request<M extends RequestMethod>(
    method: M,
    argument: Argument<M>,
    cancellation?: Cancellation,
  ): Promise<Answer<Result<M>>> {
    if (this.#disposed || cancellation?.isCancellationRequested) return Promise.resolve({ kind: 'cancelled' });
    return new Promise((resolve) => {
      const id = this.#nextId++;
      const listening = cancellation?.onCancellationRequested(() => this.#cancel(id));
      const settle = (answer: Answer<Result<M>>): void => {
        this.#pending.delete(id);
        listening?.dispose();
        resolve(answer);
      };
      this.#pending.set(id, { method, argument, settle, sent: false, attempts: 0 });
      this.#send(id);
      this.#ensureStarted();
      this.#keepWatch();
    });
  }

  /** Ends the worker and forgets what went wrong before; the next request starts a new one. */
  restart(): void {
    for (const document of this.#documents.values()) document.release();
    this.#fruitless = 0;
    this.#dropWorker();
    this.#setPhase('idle', null);
    this.#goOn();
    this.observer.news();
  }

  dispose(): void {
    this.#disposed = true;
    this.#dropWorker();
    for (const { settle } of [...this.#pending.values()]) settle({ kind: 'cancelled' });
  }

  #ensureStarted(): void {
    if (this.#phase !== 'idle' || this.#pending.size === 0 || this.#disposed) return;
    this.#setPhase('starting', null);
    const generation = ++this.#generation;
    const current = (): boolean => generation === this.#generation;
    this.start({
      message: (message) => current() && this.#receive(message),
      died: (detail) => current() && this.#died({ kind: 'crashed', detail }),
    }).then(
      (worker) => {
        if (current()) this.#worker = worker;
        else worker.terminate();
      },
      (error: unknown) => current() && this.#died({ kind: 'notStarted', detail: String(error) }),
    );
  }

  /** Sends a request, or settles it without sending. One that finds no worker ready is sent when it is. */
  #send(id: number): void {
    const pending = this.#pending.get(id);
    if (!pending || pending.sent) return;
    const { method, argument, settle } = pending;
    const document = this.#documents.get(argument.uri);
    if (!document || document.source.version !== argument.version) return settle({ kind: 'stale' });
    const failure = this.#phase === 'unavailable' ? this.#failure : document.quarantine;
    if (failure) return settle({ kind: 'failed', failure });
    if (this.#phase !== 'ready') return;
    if (!document.sent) {
      const { uri, language, version } = document.source;
      document.sent = true;
      this.#notify('open', { uri, language, version, text: document.source.text() });
    }
    pending.sent = true;
    this.#post({ id, method, argument } as ToWorker);
  }

  #cancel(id: number): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    if (pending.sent) this.#post({ cancel: id });
    pending.settle({ kind: 'cancelled' });
    this.#keepWatch();
  }

  #receive(message: FromWorker): void {
    this.#watchdog.heard();
    if ('id' in message) this.#answered(message);
    else if ('working' in message) this.#setWorking(message.working);
    else if ('read' in message) this.observer.read(message.read);
    else if ('news' in message) this.observer.news();
    else if ('log' in message) this.observer.log(message.log.level, message.log.message);
    else if ('ready' in message) this.#ready();
    else if ('failed' in message) this.#died({ kind: 'notStarted', detail: message.failed });
    this.#keepWatch();
  }

  #ready(): void {
    const restarted = this.#generation > 1;
    this.#setPhase('ready', null);
    this.#watchdog.watch(false); // from here on another limit holds
    this.#notify('configure', this.#settings);
    this.#goOn();
    if (restarted) this.observer.news();
  }

  #answered(message: Extract<FromWorker, { id: number }>): void {
    const pending = this.#pending.get(message.id);
    if (!pending) return; // cancelled in the meantime
    const document = this.#documents.get(pending.argument.uri);
    if (!document || document.source.version !== pending.argument.version) return pending.settle({ kind: 'stale' });
    this.#fruitless = 0;
    if ('ok' in message) return pending.settle({ kind: 'ok', value: message.ok as never });
    if ('error' in message) return pending.settle({ kind: 'error', message: message.error });
    if ('cancelled' in message) return pending.settle({ kind: 'cancelled' });
    // The worker does not have the text that it should have: it gets it whole.
    document.sent = false;
    this.#askAgain(message.id, pending, { kind: 'stale' });
  }

  #askAgain(id: number, pending: Pending, otherwise: Answer<never>): void {
    pending.sent = false;
    pending.attempts += 1;
    if (pending.attempts >= ATTEMPTS) pending.settle(otherwise);
    else this.#send(id);
  }

  #hung(): void {
    const seconds = Math.round(this.#limit / 100) / 10;
    this.#died({ kind: 'hung', seconds, what: this.#working?.what ?? '' });
  }

  /** The worker is gone, or is as good as gone. */
  #died(failure: Failure): void {
    const starting = this.#phase === 'starting';
    const blamed = this.#working && this.#documents.get(this.#working.uri);
    this.observer.log('error', `The worker ended: ${JSON.stringify({ ...failure, workingOn: this.#working })}`);
    this.#dropWorker();
    if (blamed) blamed.ended(failure);
    else this.#fruitless += 1;
    if (this.#fruitless >= ATTEMPTS) this.#setPhase('unavailable', failure);
    else this.#setPhase('idle', null);
    for (const [id, pending] of [...this.#pending]) {
      const answer: Answer<never> = { kind: 'failed', failure };
      if (blamed?.source.uri === pending.argument.uri) pending.settle(answer);
      else if (blamed || starting) this.#send(id);
      else this.#askAgain(id, pending, answer);
    }
    this.#ensureStarted();
    this.observer.news();
    this.#keepWatch();
  }

  #dropWorker(): void {
    this.#generation += 1;
    this.#worker?.terminate();
    this.#worker = null;
    this.#working = null;
    this.#watchdog.watch(false);
    for (const document of this.#documents.values()) document.sent = false;
    for (const pending of this.#pending.values()) pending.sent = false;
  }

  #goOn(): void {
    for (const id of [...this.#pending.keys()]) this.#send(id);
    this.#ensureStarted();
    this.#keepWatch();
  }

  get #limit(): number {
    return this.#phase === 'starting' ? START_LIMIT : this.#settings.budget * BUDGETS + MARGIN;
  }

  #keepWatch(): void {
    this.#watchdog.watch(this.#phase === 'starting' || this.#working !== null || this.#pending.size > 0);
  }

  #setWorking(working: { readonly uri: string; readonly what: string } | null): void {
    this.#working = working;
    this.observer.stateChanged(this.state);
  }

  #setPhase(phase: ClientState['phase'], failure: Failure | null): void {
    this.#phase = phase;
    this.#failure = failure;
    this.observer.stateChanged(this.state);
  }

  #notify<M extends NotificationMethod>(method: M, argument: Argument<M>): void {
    this.#post({ id: null, method, argument } as ToWorker);
  }

  #post(message: ToWorker): void {
    this.#worker?.send(message);
  }
}
