/**
 * Work that a search may do, counted in steps: the same expression is given the same formula on a slow machine, on a
 * busy one and on a fast one. The clock stops only what has gone wrong.
 */

/** Steps that take about a millisecond: forms looked up or made, or parts of formulas evaluated. */
const STEPS_PER_MILLISECOND = 160;
/** The clock stops what takes so many times as long as it should. */
const PATIENCE = 10;
/** Looking at the clock takes longer than a step. */
const STEPS_PER_LOOK = 256;

export class Effort {
  private done = 0;
  private nextLook = 0;
  private isOver = false;
  private readonly deadline: number;

  private constructor(
    private readonly steps: number,
    milliseconds: number,
    private readonly now: () => number,
    private readonly whole: Effort | null = null,
  ) {
    this.deadline = now() + milliseconds * PATIENCE;
  }

  /** What a machine of today does in this time. */
  static of(milliseconds: number, now: () => number = Date.now): Effort {
    return new Effort(milliseconds * STEPS_PER_MILLISECOND, milliseconds, now);
  }

  /** A part of it for something by itself: what that spends is spent of the whole. */
  within(milliseconds: number): Effort {
    const steps = Math.min(this.steps - this.done, milliseconds * STEPS_PER_MILLISECOND);
    return new Effort(steps, milliseconds, this.now, this);
  }

  /** Counts work that is done. */
  spend(steps = 1): void {
    this.done += steps;
    this.whole?.spend(steps);
  }

  /** Whether no more than a part of the work is to be done any more. */
  isSpent(share = 1): boolean {
    if (this.done >= this.steps * share) return true;
    if (!this.isOver && this.done >= this.nextLook) {
      this.nextLook = this.done + STEPS_PER_LOOK;
      this.isOver = this.now() > this.deadline;
    }
    return this.isOver;
  }
}

/** An effort of which only a part is to be spent by then. */
export interface Allowance {
  spend(steps?: number): void;
  isSpent(): boolean;
}

export const upTo = (effort: Effort, share: number): Allowance => ({
  spend: (steps) => effort.spend(steps),
  isSpent: () => effort.isSpent(share),
});
