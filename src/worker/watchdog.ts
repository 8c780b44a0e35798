/**
 * Calls out when a worker that has something to do says nothing for too long. Time in which this side itself stood still
 * (a suspended machine, a blocked event loop) is not held against the worker.
 */
export class Watchdog {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due = 0;
  #heard = 0;

  /** @param limit milliseconds of silence, asked for each time that the watch begins or goes on. */
  constructor(
    private readonly limit: () => number,
    private readonly onSilence: () => void,
  ) {}

  /** The worker said something, or has just been given something to do. */
  heard(): void {
    this.#heard = performance.now();
  }

  /** Watches, or stops watching. */
  watch(wanted: boolean): void {
    if (wanted === (this.#timer !== undefined)) return;
    if (wanted) {
      this.heard();
      this.#wait(this.limit());
    } else {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
  }

  #wait(milliseconds: number): void {
    this.#due = performance.now() + milliseconds;
    this.#timer = setTimeout(() => this.#look(), milliseconds);
  }

  #look(): void {
    const now = performance.now();
    if (now - this.#due > LATE) this.#heard = now; // its messages may be waiting behind this call
    const left = this.#heard + this.limit() - now;
    if (left > EARLY) return this.#wait(left);
    this.#timer = undefined;
    this.onSilence();
  }
}

/** A timer this late tells that this side stood still. */
const LATE = 500;
/** Timers may fire a little early. */
const EARLY = 2;
