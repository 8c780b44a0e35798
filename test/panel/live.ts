/**
 * The page with the real worker's service behind it instead of recorded messages: a function of a text, as the extension
 * would show it, with everything that the page then asks. For tests of what the two do together, and for looking at it.
 */
import type { Browser } from 'playwright-core';
import { fieldProblem, joinFields } from '../../src/editor/pointFields';
import type { Choices, KeptPoint, ToHost, ToPage } from '../../src/panel/messages';
import type { Point, Steps } from '../../src/worker/protocol';
import { createService } from '../../src/worker/service';
import { loadGrammar } from '../unit/languages/python/reading';
import { openPanel, start, type PageOptions, type PanelPage } from './harness';

export interface LiveOptions extends PageOptions {
  readonly text: string;
  readonly function: string;
  readonly language?: string;
  readonly choices?: Partial<Choices>;
}

const URI = 'file:///live';

export interface LivePanel extends PanelPage {
  /** Waits until every question that the page has asked is answered and drawn. */
  readonly settled: () => Promise<void>;
}

export async function openLive(browser: Browser, options: LiveOptions): Promise<LivePanel> {
  const service = await createService(loadGrammar, { log: () => {}, read: () => {}, news: () => {} });
  const reference = { uri: URI, version: 1, function: options.function };
  const language = options.language ?? 'python';
  await service.prepare?.(language);
  service.open({ ...reference, language, text: options.text });
  let choices: Choices = { wrt: null, order: 1, point: {}, ...options.choices };
  let kept: readonly KeptPoint[] = [];
  let pending = Promise.resolve();
  const panel = await openPanel(browser, {
    ...options,
    onMessage: (message) => {
      pending = pending.then(() => receive(message));
    },
  });
  await panel.send(start, show());
  return { ...panel, settled };

  async function settled(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      const before = pending;
      await before;
      await panel.page.waitForTimeout(60);
      if (pending !== before) quiet = -1;
    }
  }

  function show(): ToPage {
    const selection = { ...(choices.wrt && { wrt: choices.wrt }), order: choices.order };
    const fields = joinFields(choices.point);
    const parsed = fields.text === '' ? null : service.parsePoint({ ...reference, selection, text: fields.text });
    const points: readonly Point[] | null = parsed?.ok ? [parsed.point] : null;
    const shown = service.card({ ...reference, selection: { ...selection, ...(points && { points }) } });
    if (!shown) throw new Error(`There is no function ${options.function}.`);
    const problem = parsed && !parsed.ok ? fieldProblem(fields, parsed) : null;
    const target = { uri: URI, function: options.function };
    return { kind: 'show', target, document: 'live.py', panel: shown, choices, kept, problem, pinned: false };
  }

  async function receive(message: ToHost): Promise<void> {
    if (message.kind === 'select') choices = { ...choices, wrt: message.wrt, order: message.order };
    else if (message.kind === 'evaluate') choices = { ...choices, point: message.point };
    else if (message.kind === 'keepPoint') kept = [...kept, { name: message.name, point: message.point }];
    else if (message.kind === 'dropPoint') kept = kept.filter(({ name }) => name !== message.name);
    else if (message.kind === 'ask') {
      const selection = { ...(choices.wrt && { wrt: choices.wrt }), order: choices.order };
      const answer = finish(service.investigate({ ...reference, selection, question: message.question }));
      if (answer) await panel.send({ kind: 'answer', id: message.id, answer });
      return;
    } else return;
    await panel.send(show());
  }
}

function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
