/** Limits of one trace, so that no text can make the worker hang. */
import type { Graph } from '../calculus/graph';
import type { Span } from '../languages/source';
import { Exhausted } from './refusal';

export interface Limits {
  readonly milliseconds: number;
  readonly steps: number;
  readonly nodes: number;
}

const STEPS_BETWEEN_LOOKS = 512;

export class Budget {
  private steps = 0;
  private nextLook = STEPS_BETWEEN_LOOKS;
  private readonly deadline: number;

  constructor(
    private readonly limits: Limits,
    private readonly now: () => number = Date.now,
  ) {
    this.deadline = now() + limits.milliseconds;
  }

  /** Counts `steps` and stops the trace where a limit is passed. */
  spend(graph: Graph, span: Span, steps = 1): void {
    this.steps += steps;
    if (this.steps < this.nextLook) return;
    this.nextLook = this.steps + STEPS_BETWEEN_LOOKS;
    if (this.steps > this.limits.steps) this.stop(`it takes more than ${this.limits.steps} steps`, span);
    if (graph.size > this.limits.nodes)
      this.stop(`its formula has more than ${this.limits.nodes} parts when loops are written out`, span);
    if (this.now() > this.deadline) this.stop(`it takes longer than ${this.limits.milliseconds} ms`, span);
  }

  private stop(what: string, span: Span): never {
    throw new Exhausted({ message: `Reading the function stops here: ${what}.`, span });
  }
}
