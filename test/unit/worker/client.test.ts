import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  WorkerClient,
  type Answer,
  type Cancellation,
  type ClientState,
  type SourceDocument,
} from '../../../src/worker/client';
import type { LogLevel } from '../../../src/worker/serve';
import { FakeService, ORIGIN, SETTINGS } from './fakeService';
import { memoryWorkers, type MemoryWorker } from './memoryWorker';

class Editor implements SourceDocument {
  readonly language = 'python';
  version = 1;
  constructor(
    readonly uri: string,
    public content: string,
  ) {}
  text = (): string => this.content;
}

class Token implements Cancellation {
  isCancellationRequested = false;
  readonly #listeners = new Set<() => void>();
  onCancellationRequested(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }
  cancel(): void {
    this.isCancellationRequested = true;
    for (const listener of this.#listeners) listener();
  }
  get listeners(): number {
    return this.#listeners.size;
  }
}

describe('the host’s side', () => {
  let services: FakeService[];
  let workers: MemoryWorker[];
  let client: WorkerClient;
  let states: ClientState[];
  let news: number;
  let asked: string[];
  let log: [LogLevel, string][];
  /** What a hover does, by the document's text: the worker obeys. */
  const obey = (worker: MemoryWorker, text: string): void => {
    if (text.includes('hang')) worker.hanging = true;
    if (text.includes('die')) worker.die('out of memory');
  };

  beforeEach(() => {
    vi.useFakeTimers();
    services = [];
    states = [];
    news = 0;
    asked = [];
    log = [];
    const memory = memoryWorkers((worker) => {
      const service = new FakeService((text) => obey(worker(), text));
      services.push(service);
      return Promise.resolve(service);
    });
    workers = memory.workers;
    client = new WorkerClient(memory.start, SETTINGS, {
      stateChanged: (state) => states.push(state),
      news: () => news++,
      read: (uris) => asked.push(...uris),
      log: (level, message) => log.push([level, message]),
    });
  });
  afterEach(async () => {
    client.dispose();
    await vi.advanceTimersByTimeAsync(10); // what was on its way
    expect(vi.getTimerCount(), 'a timer is left behind').toBe(0);
    vi.useRealTimers();
  });

  const copy = (uri: string, version = 1, token?: Cancellation): Promise<Answer<string | null>> =>
    client.request('copy', { uri, version, function: 'f', format: 'text' }, token);
  const hover = (uri: string, version = 1): Promise<Answer<unknown>> =>
    client.request('hover', { uri, version, position: ORIGIN, colour: '#000000' });
  const outline = (uri: string, version = 1): Promise<Answer<unknown>> => client.request('outline', { uri, version });
  /** Lets everything happen that is going to happen, and fails if a request is still not answered. */
  async function settled<T>(...requests: Promise<T>[]): Promise<T[]> {
    await vi.advanceTimersByTimeAsync(120_000);
    const open: unique symbol = Symbol('not answered');
    return Promise.all(
      requests.map(async (request) => {
        const answer = await Promise.race([request, Promise.resolve(open)]);
        if (answer === open) throw new Error('a request was never answered');
        return answer;
      }),
    );
  }

  it('starts no worker until it is asked something, and sends only the document that it is asked about', async () => {
    client.open(new Editor('a', 'A'));
    client.open(new Editor('b', 'B'));
    await vi.runAllTimersAsync();
    expect(workers).toHaveLength(0);
    expect(await settled(copy('a'))).toEqual([{ kind: 'ok', value: 'A' }]);
    expect(services[0]?.calls).toEqual(['open a', 'copy a']);
    expect(services[0]?.settings).toEqual(SETTINGS);
  });

  it('sends edits, and the whole text where there are none', async () => {
    const editor = new Editor('a', 'one');
    client.open(editor);
    await settled(copy('a'));
    client.change('a', 2, [
      { start: 2, oldEnd: 3, text: 'E' },
      { start: 0, oldEnd: 1, text: 'O' },
    ]);
    expect(await settled(copy('a', 2))).toEqual([{ kind: 'ok', value: 'OnE' }]);
    editor.content = 'two';
    client.change('a', 3, null);
    expect(await settled(copy('a', 3))).toEqual([{ kind: 'ok', value: 'two' }]);
    expect(services[0]?.calls).toEqual(['open a', 'copy a', 'change a', 'copy a', 'open a', 'copy a']);
  });

  it('drops an answer about a text that has changed since', async () => {
    client.open(new Editor('a', 'one'));
    const asked = copy('a', 1);
    client.change('a', 2, [{ start: 0, oldEnd: 0, text: '!' }]);
    expect(await settled(asked, copy('a', 1), copy('b'))).toEqual([
      { kind: 'stale' },
      { kind: 'stale' },
      { kind: 'stale' },
    ]);
    const late = copy('a', 2);
    await vi.advanceTimersByTimeAsync(1); // the worker has begun
    client.change('a', 3, []);
    expect(await settled(late)).toEqual([{ kind: 'stale' }]);
    const closed = copy('a', 3);
    client.close('a');
    expect(await settled(closed)).toEqual([{ kind: 'stale' }]);
  });

  it('sends a text whole again when the worker turns out not to have it', async () => {
    client.open(new Editor('a', 'one'));
    await settled(copy('a'));
    workers[0]?.send({ id: null, method: 'close', argument: { uri: 'a' } });
    expect(await settled(copy('a'))).toEqual([{ kind: 'ok', value: 'one' }]);
  });

  it('gives up on a text that the worker never takes', async () => {
    client.open(new Editor('a', 'unreadable'));
    expect(await settled(copy('a'))).toEqual([{ kind: 'stale' }]);
    expect(services[0]?.calls).toEqual(['open a', 'open a', 'open a']);
  });

  it('cancels', async () => {
    client.open(new Editor('a', 'A'));
    const token = new Token();
    const asked = copy('a', 1, token);
    token.cancel();
    expect(await asked).toEqual({ kind: 'cancelled' });
    expect(await copy('a', 1, token)).toEqual({ kind: 'cancelled' });
    await settled(copy('a'));
    const other = new Token();
    const first = hover('a');
    const second = copy('a', 1, other);
    other.cancel();
    expect(await settled(first, second)).toEqual([{ kind: 'ok', value: null }, { kind: 'cancelled' }]);
    expect(services[0]?.calls).toEqual(['open a', 'copy a', 'hover a']);
    expect([token.listeners, other.listeners]).toEqual([0, 0]);
  });

  it('passes on the error of one request alone', async () => {
    client.open(new Editor('a', 'A'));
    const failing = client.request('functionAt', { uri: 'a', version: 1, position: ORIGIN });
    expect(await settled(failing, copy('a'))).toEqual([
      { kind: 'error', message: 'Maximum call stack size exceeded' },
      { kind: 'ok', value: 'A' },
    ]);
    expect(workers).toHaveLength(1);
  });

  describe.each([
    ['hangs', 'hang', { kind: 'hung', seconds: 4, what: 'hover' }],
    ['dies', 'die', { kind: 'crashed', detail: 'out of memory' }],
  ])('when the worker %s', (_what, text, failure) => {
    it('replaces it, asks the next one what else was asked, and blames the document', async () => {
      client.open(new Editor('bad', text));
      client.open(new Editor('good', 'good'));
      expect(await settled(hover('bad'), outline('bad'), copy('good'))).toEqual([
        { kind: 'failed', failure },
        { kind: 'failed', failure },
        { kind: 'ok', value: 'good' },
      ]);
      expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
      expect(client.quarantine('bad')).toEqual(failure);
      expect(client.state).toEqual({ phase: 'ready', busy: false, failure: null });
      expect(news).toBeGreaterThan(0);
    });

    it('does not retry the document until its text changes, and then only after a pause', async () => {
      const editor = new Editor('bad', text);
      client.open(editor);
      await settled(hover('bad'));
      expect(await settled(hover('bad'), copy('bad'))).toEqual([
        { kind: 'failed', failure },
        { kind: 'failed', failure },
      ]);
      expect(workers.length).toBe(1);
      editor.content = `${text} still`;
      client.change('bad', 2, [{ start: 0, oldEnd: 0, text: '' }]);
      await settled(hover('bad', 2));
      expect(workers.length).toBe(2);
      editor.content = 'fine';
      client.change('bad', 3, []);
      expect(await settled(hover('bad', 3), copy('bad', 3))).toEqual([
        { kind: 'ok', value: null },
        { kind: 'ok', value: 'fine' },
      ]);
    });

    it('tries again when a person restarts it', async () => {
      const editor = new Editor('bad', text);
      client.open(editor);
      await settled(hover('bad'));
      editor.content = 'as before, but harmless';
      client.restart();
      expect(client.quarantine('bad')).toBeNull();
      expect(await settled(hover('bad'))).toEqual([{ kind: 'ok', value: null }]);
    });
  });

  it('waits longer and longer while a text under edit ends one worker after the other', async () => {
    const editor = new Editor('bad', 'die');
    client.open(editor);
    const type = async (): Promise<void> => {
      client.change('bad', editor.version + 1, []);
      const asked = hover('bad', editor.version);
      await vi.advanceTimersByTimeAsync(100);
      await asked;
    };
    for (let stroke = 0; stroke < 600; stroke++) await type(); // a minute
    expect(workers.length).toBeLessThan(9);
    expect(workers.length).toBeGreaterThan(3);
  });

  it('gives up when one worker after the other ends before it has answered anything', async () => {
    let starts = 0;
    const doomed = new WorkerClient(
      (events) => {
        starts++;
        setTimeout(() => events.message({ ready: true }), 1);
        setTimeout(() => events.died('killed'), 2);
        return Promise.resolve({ send: () => {}, terminate: () => {} });
      },
      SETTINGS,
      { stateChanged: () => {}, news: () => {}, read: () => {}, log: () => {} },
    );
    doomed.open(new Editor('a', 'A'));
    const failure = { kind: 'crashed', detail: 'killed' };
    expect(await settled(doomed.request('outline', { uri: 'a', version: 1 }))).toEqual([{ kind: 'failed', failure }]);
    expect(await settled(doomed.request('outline', { uri: 'a', version: 1 }))).toEqual([{ kind: 'failed', failure }]);
    expect(doomed.state.phase).toBe('unavailable');
    expect(starts).toBe(3);
    doomed.dispose();
  });

  it('replaces the worker within its time budget', async () => {
    client.open(new Editor('bad', 'hang'));
    let answered = false;
    void hover('bad').then(() => (answered = true));
    await vi.advanceTimersByTimeAsync(3_900);
    expect(answered).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(answered).toBe(true);
  });

  it('does not take a suspended machine for a hung worker', async () => {
    client.open(new Editor('a', 'A'));
    await settled(copy('a'));
    const asked = copy('a');
    // The clock jumps while no timer fires.
    const now = performance.now.bind(performance);
    vi.spyOn(performance, 'now').mockImplementation(() => now() + 3_600_000);
    expect(await settled(asked)).toEqual([{ kind: 'ok', value: 'A' }]);
    vi.restoreAllMocks();
    expect(workers).toHaveLength(1);
  });

  it('leaves a worker alone that has nothing to do', async () => {
    client.open(new Editor('a', 'A'));
    await settled(copy('a'));
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(workers.map(({ terminated }) => terminated)).toEqual([false]);
  });

  it('says so when no worker can be started, and can be told to try again', async () => {
    let broken = true;
    let starts = 0;
    const memory = memoryWorkers(() => Promise.resolve(new FakeService()));
    const failing = new WorkerClient(
      (events) => {
        starts++;
        return broken ? Promise.reject(new Error('no such script')) : memory.start(events);
      },
      SETTINGS,
      { stateChanged: () => {}, news: () => {}, read: () => {}, log: () => {} },
    );
    failing.open(new Editor('a', 'A'));
    const ask = (): Promise<Answer<unknown>> => failing.request('outline', { uri: 'a', version: 1 });
    const failure = { kind: 'notStarted', detail: 'Error: no such script' };
    expect(await settled(ask(), ask())).toEqual([
      { kind: 'failed', failure },
      { kind: 'failed', failure },
    ]);
    expect(failing.state).toEqual({ phase: 'unavailable', busy: false, failure });
    expect(await settled(ask())).toEqual([{ kind: 'failed', failure }]);
    expect(starts).toBe(3);
    broken = false;
    failing.restart();
    expect(await settled(ask())).toEqual([{ kind: 'ok', value: [] }]);
    failing.dispose();
  });

  it('ends a worker that never gets ready', async () => {
    const memory = memoryWorkers(() => new Promise(() => {}));
    const waiting = new WorkerClient(memory.start, SETTINGS, {
      stateChanged: () => {},
      news: () => {},
      read: () => {},
      log: () => {},
    });
    waiting.open(new Editor('a', 'A'));
    const [answer] = await settled(waiting.request('outline', { uri: 'a', version: 1 }));
    expect(answer).toEqual({ kind: 'failed', failure: { kind: 'hung', seconds: 30, what: '' } });
    expect(memory.workers.map(({ terminated }) => terminated)).toEqual([true, true, true]);
    waiting.dispose();
  });

  it('hears nothing of a worker that it has ended', async () => {
    client.open(new Editor('a', 'A'));
    await settled(copy('a'));
    const first = workers[0];
    const asked = copy('a');
    client.restart();
    if (first) first.terminated = false; // as if its last words were still on their way
    first?.die('late');
    expect(await settled(asked)).toEqual([{ kind: 'ok', value: 'A' }]);
    expect(workers).toHaveLength(2);
    expect(log).toEqual([]);
  });

  it('tells what it is doing', async () => {
    client.open(new Editor('a', 'A'));
    await settled(copy('a'));
    expect(states.map(({ phase, busy }) => `${phase}${busy ? ' busy' : ''}`)).toEqual([
      'starting busy',
      'ready',
      'ready busy',
      'ready busy',
      'ready busy',
      'ready',
    ]);
    const before = news;
    client.configure({ ...SETTINGS, digits: 3 });
    await settled(copy('a'));
    expect(news).toBe(before + 1);
    expect(services[0]?.settings?.digits).toBe(3);
  });

  it('answers everything when it is disposed of', async () => {
    client.open(new Editor('a', 'A'));
    const asked = copy('a');
    client.dispose();
    expect(await asked).toEqual({ kind: 'cancelled' });
    expect(await copy('a')).toEqual({ kind: 'cancelled' });
  });
});
