/**
 * Runs a `Service` behind a port: the worker's side of the protocol.
 *
 * Edits are carried out as soon as they arrive, so that a request about a text that has changed since is answered with
 * `stale` instead of being worked on. Requests wait in line, those that a person waits for first, and run one at a time;
 * between two of them arrived messages are received, so that a cancelled request in the line is never begun. Whatever
 * goes wrong in one request is the answer to that request alone.
 */
import type { Port } from './port';
import { AHEAD } from './protocol';
import type { Call, FromWorker, Method, NotificationMethod, RequestMethod, Service, Steps } from './protocol';

export type LogLevel = Extract<FromWorker, { log: unknown }>['log']['level'];
export type Log = (level: LogLevel, message: string) => void;

/** Makes the service. `load` reads a file that ships with the extension and rejects when it is not there. */
export type CreateService = (load: (file: string) => Promise<Uint8Array>, host: ServiceHost) => Promise<Served>;

export interface Served extends Service {
  /** Makes a language ready before the first document of it is opened: a promise while its grammar is loaded. */
  prepare?(language: string): Promise<void> | null;
  /** Whether an answer about a document would be without a file that has been asked for. */
  isWaiting?(uri: string): boolean;
  /** Something that is likely to be asked for soon, to be worked out while nothing else is to be done; `null` for nothing. */
  ahead?(): Ahead | null;
  /** Something that makes a worker faster that has just been started, to be done where nothing else is; `null` when that is over. */
  practise?(): Ahead | null;
  /** How many nodes the graphs of all documents have that are held: for measurements. */
  heldNodes?(): number;
}

/** Work for a document that nobody has asked for yet: whatever comes meanwhile waits for it, so it is short. */
export interface Ahead {
  readonly uri: string;
  readonly run: () => void;
}

/** What the service can say to the host by itself. */
export interface ServiceHost {
  readonly log: Log;
  /** Asks for a file that a document imports from: `files` is the answer. */
  read(uri: string): void;
  /** Earlier answers may be others now. */
  news(): void;
}

/** Milliseconds of work in parts before arrived messages are looked at. */
const SLICE = 20;
/** Milliseconds between two signs of life. */
const HEARTBEAT = 200;

/** Milliseconds without a message after which what may be asked for soon is worked out: nobody is typing then. */
const QUIET = 250;

/** What a person waits for comes before what decorates the text. */
const LINE: Readonly<Record<RequestMethod, 'first' | 'later'>> = {
  hover: 'first',
  functionAt: 'first',
  parsePoint: 'first',
  copy: 'first',
  card: 'first',
  investigate: 'first',
  outline: 'later',
  lens: 'later',
  status: 'later',
  checks: 'later',
  fixes: 'later',
};
const NOTIFICATIONS: Readonly<Record<NotificationMethod, true>> = {
  configure: true,
  open: true,
  change: true,
  close: true,
  files: true,
};

type Request = Extract<Call, { method: RequestMethod }> & { readonly id: number };
type Notification = Extract<Call, { method: NotificationMethod }>;

/** What is worked on in parts. */
interface Running {
  readonly request: Request;
  readonly steps: Steps<unknown>;
}

/**
 * Serves until the worker is terminated.
 *
 * @param load reads a file that was not sent with `start`; none where the worker can read no files.
 */
export function serve(port: Port, createService: CreateService, load?: (file: string) => Promise<Uint8Array>): void {
  new Server(port, createService, load ?? missing).listen();
}

function missing(file: string): Promise<Uint8Array> {
  return Promise.reject(new Error(`The file ${file} was not sent to the worker.`));
}

class Server {
  #service: Served | null = null;
  #started = false;
  /** The version of each open document that the service has. */
  readonly #versions = new Map<string, number>();
  readonly #notifications: Notification[] = [];
  readonly #lines: Readonly<Record<'first' | 'later', Request[]>> = { first: [], later: [] };
  #scheduled = false;
  /** The grammar of a document that is being opened is loaded: all waits. */
  #isPreparing = false;
  /** Requests that are worked on in parts, in turns: those that a person waits for before others. */
  #running: Running[] = [];
  /** Requests that are answered when the files that they need have been read. */
  #held: Request[] = [];
  readonly #toRead = new Set<string>();
  /** What the host was last told that is worked on. */
  #working: string | null = null;
  #lastSign = 0;
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly port: Port,
    private readonly createService: CreateService,
    private readonly load: (file: string) => Promise<Uint8Array>,
  ) {}

  listen(): void {
    this.port.listen((message) => this.#receive(message));
  }

  #receive(message: unknown): void {
    clearTimeout(this.#quiet);
    if (typeof message !== 'object' || message === null) return this.#log('warning', 'A message is no object.');
    if ('start' in message) void this.#start(message.start);
    else if ('cancel' in message) this.#cancel(message.cancel);
    else if ('method' in message) this.#enqueue(message as Partial<Call> & { readonly id?: unknown });
    else this.#log('warning', `A message is unknown: ${Object.keys(message).slice(0, 5).join(', ')}`);
  }

  async #start(start: unknown): Promise<void> {
    if (this.#started) return this.#log('warning', 'The worker was started twice.');
    this.#started = true;
    const files = new Map(Object.entries((start as { files?: Record<string, Uint8Array> } | null)?.files ?? {}));
    try {
      const read = (file: string): Promise<Uint8Array> => {
        const bytes = files.get(file);
        return bytes ? Promise.resolve(bytes) : this.load(file);
      };
      this.#service = await this.createService(read, {
        log: (level, text) => this.#log(level, text),
        read: (uri) => void this.#toRead.add(uri),
        news: () => this.port.send({ news: true }),
      });
      this.port.send({ ready: true });
      this.#schedule();
    } catch (error) {
      this.port.send({ failed: messageOf(error) });
    }
  }

  #enqueue({ method, argument, id }: Partial<Call> & { readonly id?: unknown }): void {
    if (isNotification(method)) this.#notifications.push({ method, argument } as Notification);
    else if (typeof id !== 'number') this.#log('warning', `A request has no number: ${String(method)}`);
    else if (isRequest(method)) this.#lines[LINE[method]].push({ method, argument, id } as Request);
    else this.port.send({ id, error: `The worker knows no ${String(method)}.` });
    this.#schedule();
  }

  #cancel(id: unknown): void {
    const running = this.#running.findIndex(({ request }) => request.id === id);
    if (running >= 0) {
      this.#running.splice(running, 1);
      this.port.send({ id: id as number, cancelled: true });
    }
    for (const line of [...Object.values(this.#lines), this.#held]) {
      const at = line.findIndex((request) => request.id === id);
      if (at < 0) continue;
      line.splice(at, 1);
      this.port.send({ id: id as number, cancelled: true });
    }
  }

  #schedule(): void {
    if (this.#scheduled || this.#isPreparing || !this.#service) return;
    this.#scheduled = true;
    this.port.afterArrivals(() => {
      this.#scheduled = false;
      this.#next();
    });
  }

  #next(): void {
    const service = this.#service;
    if (!service || this.#prepares(service)) return;
    this.#heedNotifications(service);
    const request = this.#lines.first.shift();
    const running = request ? undefined : this.#takeRunning();
    if (request) this.#answer(service, request);
    else if (running) this.#goOn(running);
    else {
      const later = this.#lines.later.shift();
      if (!later) return this.#rest();
      this.#answer(service, later);
    }
    this.#schedule();
  }

  /** What has waited longest of what a person waits for, else of all. */
  #takeRunning(): Running | undefined {
    const at = this.#running.findIndex(({ request }) => LINE[request.method] === 'first');
    return this.#running.splice(Math.max(at, 0), 1)[0];
  }

  /** Whether a document that is to be opened is the first of its language: then all goes on when that can be read. */
  #prepares(service: Served): boolean {
    for (const { method, argument } of this.#notifications) {
      const loading = method === 'open' ? service.prepare?.(argument.language) : null;
      if (!loading) continue;
      this.#isPreparing = true;
      void loading
        .catch((error: unknown) => this.#log('error', `A grammar could not be loaded: ${messageOf(error)}`))
        .then(() => {
          this.#isPreparing = false;
          this.#schedule();
        });
      return true;
    }
    return false;
  }

  #rest(): void {
    this.#ready();
    this.#wait(QUIET);
  }

  #ready(): void {
    if (this.#working === null) return;
    this.#working = null;
    this.port.send({ working: null });
  }

  #wait(milliseconds: number): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#workAhead(), milliseconds);
  }

  /** One thing after another, until a message arrives. */
  #workAhead(): void {
    try {
      const next = this.#service?.ahead?.() ?? this.#service?.practise?.();
      if (!next) return;
      this.#begin(next.uri, AHEAD);
      next.run();
    } catch (error) {
      this.#log('error', `Working ahead failed: ${messageOf(error)}`);
    }
    this.#ready();
    this.#wait(0);
  }

  #heedNotifications(service: Service): void {
    if (this.#notifications.length === 0) return;
    // What they have found so far may no longer be so: they begin anew, or are found to be stale.
    for (const { request } of this.#running.splice(0).reverse()) this.#lines[LINE[request.method]].unshift(request);
    for (const notification of this.#notifications.splice(0)) this.#notify(service, notification);
    // Files have arrived, or the text has changed: those that still lack something are held again.
    for (const request of this.#held.splice(0)) this.#lines[LINE[request.method]].push(request);
  }

  #notify(service: Service, { method, argument }: Notification): void {
    let uri = '';
    try {
      if ('uri' in argument) uri = argument.uri;
      this.#begin(uri, method);
      call(service, method, argument);
      if (method === 'close') this.#versions.delete(uri);
      else if ('version' in argument) this.#versions.set(uri, argument.version);
    } catch (error) {
      // The service's text may no longer be the editor's: it counts as unknown until the host opens it again.
      this.#versions.delete(uri);
      this.#log('error', `${method} failed: ${messageOf(error)}`);
    }
  }

  #answer(service: Service, request: Request): void {
    const { id, method, argument } = request;
    try {
      if (this.#versions.get(argument.uri) !== argument.version) return this.port.send({ id, stale: true });
      this.#begin(argument.uri, method);
      const result = call(service, method, argument);
      if (isSteps(result)) this.#goOn({ request, steps: result });
      else this.#done(request, result);
    } catch (error) {
      this.#failed(request, error);
    }
  }

  /** Works on a request for one slice of time. */
  #goOn(running: Running): void {
    const { request, steps } = running;
    try {
      this.#begin(request.argument.uri, request.method);
      const end = performance.now() + SLICE;
      do {
        const step = steps.next();
        if (step.done) return this.#done(request, step.value);
      } while (performance.now() < end);
      this.#running.push(running);
      this.#alive();
    } catch (error) {
      this.#failed(request, error);
    }
  }

  /** Answers, unless a file is still to be read that the answer depends on. */
  #done(request: Request, result: unknown): void {
    if (!this.#service?.isWaiting?.(request.argument.uri)) return this.port.send({ id: request.id, ok: result });
    this.#held.push(request);
    if (this.#toRead.size > 0) this.port.send({ read: [...this.#toRead] });
    this.#toRead.clear();
  }

  #failed({ id, method }: Request, error: unknown): void {
    this.#log('error', `${method} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    this.port.send({ id, error: messageOf(error) });
  }

  #begin(uri: string, what: string): void {
    const working = JSON.stringify([uri, what]);
    if (working === this.#working) return;
    this.#working = working;
    this.port.send({ working: { uri, what } });
  }

  #alive(): void {
    const now = performance.now();
    if (now - this.#lastSign < HEARTBEAT) return;
    this.#lastSign = now;
    this.port.send({ alive: true });
  }

  #log(level: LogLevel, message: string): void {
    this.port.send({ log: { level, message } });
  }
}

/** The pairs of method and argument are as in `Call`, which the type system cannot follow through a look-up. */
function call(service: Service, method: Method, argument: unknown): unknown {
  return (service[method] as (argument: unknown) => unknown)(argument);
}

function isSteps(result: unknown): result is Steps<unknown> {
  return typeof result === 'object' && result !== null && 'next' in result && typeof result.next === 'function';
}

function isRequest(method: unknown): method is RequestMethod {
  return typeof method === 'string' && Object.hasOwn(LINE, method);
}

function isNotification(method: unknown): method is NotificationMethod {
  return typeof method === 'string' && Object.hasOwn(NOTIFICATIONS, method);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
