/** Does the last of several things, once there has been a pause. */
export class Debounce {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly milliseconds: number) {}

  run(action: () => void): void {
    this.cancel();
    this.#timer = setTimeout(action, this.milliseconds);
  }

  /** As `run`, but an action that is already waiting is the one that is done. */
  runUnlessWaiting(action: () => void): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      action();
    }, this.milliseconds);
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  dispose(): void {
    this.cancel();
  }
}
