import type { Port, RunningWorker, StartWorker, WorkerEvents } from '../../../src/worker/port';
import type { FromWorker, Service, ToWorker } from '../../../src/worker/protocol';
import { serve } from '../../../src/worker/serve';

/**
 * A worker in this very thread that the real server runs in: messages are cloned and take a turn of the event loop, as
 * between threads. It can be made to hang or die.
 */
export class MemoryWorker implements RunningWorker {
  readonly received: ToWorker[] = [];
  readonly sent: FromWorker[] = [];
  terminated = false;
  /** As a thread in an endless loop: it receives and sends nothing more. */
  hanging = false;
  #ended = false;
  #receive: (message: unknown) => void = () => {};

  constructor(
    private readonly events: WorkerEvents,
    createService: () => Promise<Service>,
  ) {
    const port: Port = {
      send: (message) => this.#emit(message),
      listen: (receive) => (this.#receive = receive),
      afterArrivals: (next) => setTimeout(() => this.#alive && next(), 0),
    };
    serve(port, createService);
    this.send({ start: { files: {} } });
  }

  get #alive(): boolean {
    return !this.terminated && !this.hanging && !this.#ended;
  }

  send(message: ToWorker): void {
    const copy = structuredClone(message);
    this.received.push(copy);
    setTimeout(() => this.#alive && this.#receive(copy), 0);
  }

  /** Whatever it is, as if the host had sent it. */
  sendAnything(message: unknown): void {
    this.#receive(message);
  }

  terminate(): void {
    this.terminated = true;
  }

  /** Ends by itself. What it has sent before still arrives. */
  die(detail: string): void {
    if (!this.#alive) return;
    this.#ended = true;
    setTimeout(() => this.events.died(detail), 0);
  }

  #emit(message: FromWorker): void {
    const copy = structuredClone(message);
    if (!this.#alive) return;
    this.sent.push(copy);
    setTimeout(() => !this.terminated && this.events.message(copy), 0);
  }
}

/** Starts memory workers, and keeps them for a look. */
export function memoryWorkers(createService: (worker: () => MemoryWorker) => Promise<Service>): {
  readonly start: StartWorker;
  readonly workers: MemoryWorker[];
} {
  const workers: MemoryWorker[] = [];
  const start: StartWorker = (events) => {
    const worker: MemoryWorker = new MemoryWorker(events, () => createService(() => worker));
    workers.push(worker);
    return Promise.resolve(worker);
  };
  return { start, workers };
}
