/** How smoothly the panel moves: a slider in each of its tabs, and a large matrix that is scrolled. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBrowser } from '../../test/panel/harness';
import { openLive, type LivePanel } from '../../test/panel/live';
import { table } from '../table';
import { frames, type Frames, type Movement } from './frames';
import { ARM, LOSS, RING, VALLEY } from './functions';

/** A frame of 60 a second, in milliseconds: the page's thread must not work longer for one. */
const FRAME = 1000 / 60;
const PATIENCE = 120_000;
const SLIDER = '.sliders input[type=range]';
const GRID = '.grid-region';

interface Scene {
  readonly what: string;
  readonly text: string;
  readonly function: string;
  /** What is opened before: tabs and switches by their names. */
  readonly open: readonly string[];
  readonly selector: string;
  readonly movement: Movement;
}

const slide = (what: string, text: string, name: string, ...open: readonly string[]): Scene => ({
  what, text, function: name, open, selector: SLIDER, movement: 'slide',
}); // prettier-ignore

const SCENES: readonly Scene[] = [
  slide('2 × 2 Jacobian, numbers', ARM, 'arm', 'Numeric'),
  slide('2 × 2 Jacobian, colours', ARM, 'arm', 'Colours'),
  slide('batch loss, 12 variables', LOSS, 'loss'),
  slide('gradient of 20 variables', VALLEY, 'valley', 'Numeric'),
  { what: '1,000 × 1,000 numbers, scrolled', text: RING, function: 'ring', open: ['Numeric'], selector: GRID, movement: 'scroll' },
]; // prettier-ignore

const measured: { readonly scene: Scene; readonly frames: Frames }[] = [];
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  report();
});

test.each(SCENES)('$what', async (scene) => {
  const panel = await openLive(browser, { text: scene.text, function: scene.function, width: 560, height: 900 });
  panel.page.setDefaultTimeout(PATIENCE); // the worker's work is done beside the clicks, in one thread
  try {
    await arrange(panel, scene);
    const found = await frames(panel.page, `${scene.selector} >> nth=0`, scene.movement);
    measured.push({ scene, frames: found });
    await panel.settled();
    expect(found.work).toBeLessThan(FRAME);
    expect(await panel.complaints()).toEqual([]);
  } finally {
    await panel.close();
  }
});

async function arrange({ page, settled }: LivePanel, { open, movement }: Scene): Promise<void> {
  await settled();
  for (const name of open) {
    await page.getByRole('radio', { name, exact: true }).click();
    await settled();
  }
  if (movement === 'slide') await page.getByRole('button', { name: 'Sliders' }).click();
  await settled();
}

function report(): void {
  const ms = (value: number): string => value.toFixed(1);
  const rows = measured.map(({ scene, frames: { median, slow, work, rate } }) => [
    scene.what, ms(median), ms(slow), ms(work), rate.toFixed(0),
  ]); // prettier-ignore
  console.log('\nMilliseconds from a movement to the painted frame, and of work for it\n');
  console.log(table(['', 'median', '95 %', 'work', 'frames/s'], rows));
  const worst = Math.max(...measured.map(({ frames: { work } }) => work));
  const isHeld = measured.length === SCENES.length && worst < FRAME;
  console.log(`\n${isHeld ? 'PASS' : 'MISS'}  60 frames a second: ${ms(worst)} ms of work a frame, at most 16.7`);
}
