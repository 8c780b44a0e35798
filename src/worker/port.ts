/** The two ends of the wire between the editor's host and the worker: what a Node thread and a browser's worker share. */
import type { FromWorker, ToWorker } from './protocol';

/** The worker's end. */
export interface Port {
  send(message: FromWorker): void;
  listen(receive: (message: unknown) => void): void;
  /** Calls back once the messages that have already arrived are received: between two jobs, so that a cancel is heard. */
  afterArrivals(next: () => void): void;
}

/** The host's end. */
export interface RunningWorker {
  send(message: ToWorker): void;
  /** Ends it at once, whatever it is doing. Nothing is reported of it after that. */
  terminate(): void;
}

export interface WorkerEvents {
  message(message: FromWorker): void;
  /** It ended by itself: `detail` is what is known of why. */
  died(detail: string): void;
}

/**
 * Starts a worker and sends it `start`. Resolves in the turn in which the worker is made, before any event of it; rejects
 * when it cannot be made.
 */
export type StartWorker = (events: WorkerEvents) => Promise<RunningWorker>;
