/** What frames cost the page while something moves: measured in Chromium, on the page's own thread. */
import type { CDPSession, Page } from 'playwright-core';

export interface Frames {
  /** Milliseconds from the movement to when it is painted: half of the frames take less. */
  readonly median: number;
  /** 95 of 100 take less. */
  readonly slow: number;
  /** Milliseconds of work of the page's thread for each frame, whatever else the machine does. */
  readonly work: number;
  /** Frames that were drawn in a second. */
  readonly rate: number;
}

/** What is moved: a slider of the point to and fro, or a region that is scrolled. */
export type Movement = 'slide' | 'scroll';

const WARM_UP = 20;

/** Moves what a selector finds, once a frame. */
export async function frames(page: Page, selector: string, movement: Movement, count = 180): Promise<Frames> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await moved(page, selector, movement, WARM_UP);
  const before = await workOf(session);
  const { costs, seconds } = await moved(page, selector, movement, count);
  const work = (await workOf(session)) - before;
  await session.detach();
  costs.sort((a, b) => a - b);
  const at = (share: number): number => costs[Math.floor(share * (costs.length - 1))] ?? NaN;
  return { median: at(0.5), slow: at(0.95), work: (1000 * work) / count, rate: count / seconds };
}

/** Seconds that the page's thread has worked so far. */
async function workOf(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
}

async function moved(
  page: Page,
  selector: string,
  movement: Movement,
  count: number,
): Promise<{ readonly costs: number[]; readonly seconds: number }> {
  return page.locator(selector).evaluate(
    async (element, [how, many]) => {
      const move = (i: number): void => {
        if (how === 'scroll') {
          element.scrollTop += 37;
          element.scrollLeft += 23;
          return;
        }
        const slider = element as HTMLInputElement;
        const [low, high] = [Number(slider.min), Number(slider.max)];
        slider.value = String(low + (high - low) * (0.5 + 0.4 * Math.sin(i / 9)));
        slider.dispatchEvent(new Event('input', { bubbles: true }));
      };
      const costs: number[] = [];
      const began = performance.now();
      for (let i = 0; i < many; i += 1) {
        const started = await new Promise<number>(requestAnimationFrame);
        const now = performance.now();
        move(i);
        // A task of its own comes after the frame is painted.
        await new Promise((done) => setTimeout(done));
        costs.push(performance.now() - now);
        if (!Number.isFinite(started)) break;
      }
      return { costs, seconds: (performance.now() - began) / 1000 };
    },
    [movement, count] as const,
  );
}
