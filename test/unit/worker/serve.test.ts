import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call, FromWorker } from '../../../src/worker/protocol';
import { FakeService, ORIGIN, SETTINGS } from './fakeService';
import { MemoryWorker } from './memoryWorker';

describe('the worker’s side', () => {
  let service: FakeService;
  let worker: MemoryWorker;
  const died: string[] = [];
  const at = (uri: string, version = 1) => ({ uri, version });
  const call = (id: number | null, request: Call): void => worker.send({ id, ...request });
  const open = (uri: string, text = 'text', version = 1): void =>
    call(null, { method: 'open', argument: { uri, version, language: 'python', text } });
  const answers = (): FromWorker[] => worker.sent.filter((message) => 'id' in message);

  beforeEach(() => {
    vi.useFakeTimers();
    service = new FakeService();
    worker = new MemoryWorker({ message: () => {}, died: (detail) => died.push(detail) }, () =>
      Promise.resolve(service),
    );
  });
  afterEach(() => {
    vi.useRealTimers();
    expect(died).toEqual([]);
  });

  it('says when it is ready, and answers what was asked before', async () => {
    open('a');
    call(1, { method: 'copy', argument: { ...at('a'), function: 'f', format: 'text' } });
    await vi.runAllTimersAsync();
    expect(worker.sent[0]).toEqual({ ready: true });
    expect(answers()).toEqual([{ id: 1, ok: 'text' }]);
  });

  it('does what a person waits for first', async () => {
    open('a');
    call(1, { method: 'outline', argument: at('a') });
    call(2, { method: 'outline', argument: at('a') });
    call(3, { method: 'hover', argument: { ...at('a'), position: ORIGIN, colour: '#000000' } });
    await vi.runAllTimersAsync();
    expect(answers().map((answer) => 'id' in answer && answer.id)).toEqual([3, 1, 2]);
  });

  it('carries out edits in order before any request, so that an outdated one is stale and never worked on', async () => {
    open('a', 'one');
    call(1, { method: 'copy', argument: { ...at('a', 1), function: 'f', format: 'text' } });
    call(null, { method: 'change', argument: { ...at('a', 2), edits: [{ start: 0, oldEnd: 1, text: 'O' }] } });
    call(null, { method: 'change', argument: { ...at('a', 3), edits: [{ start: 3, oldEnd: 3, text: '!' }] } });
    call(2, { method: 'copy', argument: { ...at('a', 3), function: 'f', format: 'text' } });
    await vi.runAllTimersAsync();
    expect(answers()).toEqual([
      { id: 1, stale: true },
      { id: 2, ok: 'One!' },
    ]);
    expect(service.calls.filter((call) => call === 'copy a')).toHaveLength(1);
  });

  it('holds an answer until the files have come that it depends on', async () => {
    open('a');
    service.waiting.add('a');
    call(1, { method: 'outline', argument: at('a') });
    call(2, { method: 'hover', argument: { ...at('b'), position: ORIGIN, colour: '#000000' } });
    call(3, { method: 'copy', argument: { ...at('a'), function: 'f', format: 'text' } });
    await vi.runAllTimersAsync();
    expect(answers()).toEqual([{ id: 2, stale: true }]);
    worker.send({ cancel: 3 });
    call(null, { method: 'files', argument: { files: [{ uri: 'm', text: 'x' }] } });
    await vi.runAllTimersAsync();
    expect(answers()).toEqual([
      { id: 2, stale: true },
      { id: 3, cancelled: true },
      { id: 1, ok: [] },
    ]);
  });

  it('never begins a request that is cancelled while it waits', async () => {
    open('a');
    call(1, { method: 'hover', argument: { ...at('a'), position: ORIGIN, colour: '#000000' } });
    call(2, { method: 'outline', argument: at('a') });
    worker.send({ cancel: 2 });
    await vi.runAllTimersAsync();
    expect(service.calls).toEqual(['open a', 'hover a']);
    expect(answers()).toContainEqual({ id: 2, cancelled: true });
  });

  it('says what it works on, and when it has nothing to do', async () => {
    open('a');
    call(1, { method: 'outline', argument: at('a') });
    await vi.runAllTimersAsync();
    expect(worker.sent.flatMap((message) => ('working' in message ? [message.working] : []))).toEqual([
      { uri: 'a', what: 'open' },
      { uri: 'a', what: 'outline' },
      null,
    ]);
  });

  describe('works ahead', () => {
    const done: string[] = [];
    let left: string[];
    beforeEach(() => {
      [done.length, left] = [0, ['a f', 'a g']];
      service.ahead = () => {
        const next = left.shift();
        const run = (): void => {
          if (next === 'a fails') throw new Error('no such function');
          done.push(next ?? '');
        };
        return next === undefined ? null : { uri: 'a', run };
      };
    });

    it('when nothing else is to be done and no message has come for a while, one piece after another', async () => {
      open('a');
      call(1, { method: 'outline', argument: at('a') });
      await vi.advanceTimersByTimeAsync(200);
      expect(answers()).toHaveLength(1);
      expect(done).toEqual([]);
      await vi.advanceTimersByTimeAsync(100);
      expect(done).toEqual(['a f', 'a g']);
      const works = worker.sent.flatMap((message) => ('working' in message ? [message.working?.what ?? null] : []));
      expect(works).toEqual(['open', 'outline', null, 'ahead', null, 'ahead', null]);
    });

    it('and practises when nothing is likely to be asked for', async () => {
      let rounds = 2;
      service.practise = () => (rounds === 0 ? null : { uri: 'a', run: () => done.push(`round ${rounds--}`) });
      open('a');
      await vi.advanceTimersByTimeAsync(300);
      expect(done).toEqual(['a f', 'a g', 'round 2', 'round 1']);
    });

    it('not while somebody types, and no further when a message comes', async () => {
      open('a');
      for (let version = 2; version < 6; version += 1) {
        await vi.advanceTimersByTimeAsync(200);
        call(null, { method: 'change', argument: { ...at('a', version), edits: [] } });
      }
      expect(done).toEqual([]);
      left = ['a f'];
      await vi.advanceTimersByTimeAsync(300);
      expect(done).toEqual(['a f']);
      left = ['a g'];
      await vi.advanceTimersByTimeAsync(1000);
      expect(done, 'until there is a reason to look again').toEqual(['a f']);
    });

    it('and goes on when a piece fails', async () => {
      left = ['a fails', 'a g'];
      open('a');
      await vi.runAllTimersAsync();
      expect(done).toEqual(['a g']);
      expect(worker.sent).toContainEqual({
        log: { level: 'error', message: expect.stringContaining('no such function') as string },
      });
    });
  });

  it('answers with an error when a request fails or its result cannot be sent, and goes on', async () => {
    open('a');
    call(1, { method: 'functionAt', argument: { ...at('a'), position: ORIGIN } });
    call(2, { method: 'card', argument: { ...at('a'), function: 'f' } });
    call(3, { method: 'copy', argument: { ...at('a'), function: 'f', format: 'text' } });
    await vi.runAllTimersAsync();
    expect(answers()).toEqual([
      { id: 1, error: 'Maximum call stack size exceeded' },
      { id: 2, error: expect.stringContaining('could not be cloned') as string },
      { id: 3, ok: 'text' },
    ]);
  });

  it('takes a document that failed to open or change as unknown', async () => {
    open('a', 'unreadable');
    call(1, { method: 'outline', argument: at('a') });
    call(null, { method: 'change', argument: { ...at('b', 2), edits: [] } });
    call(2, { method: 'outline', argument: at('b', 2) });
    await vi.runAllTimersAsync();
    expect(answers()).toEqual([
      { id: 1, stale: true },
      { id: 2, stale: true },
    ]);
  });

  it('survives whatever it is sent', async () => {
    await vi.runAllTimersAsync();
    const nonsense: unknown[] = [
      null, 1, 'text', {}, [], { method: 'open' }, { method: 'open', argument: null }, { id: 1 },
      { method: 'hover', argument: {} }, { method: 'constructor', id: 1, argument: {} }, { method: '__proto__', id: 2 },
      { method: 'hover', id: 3, argument: null }, { method: 'configure', argument: 5 }, { cancel: null }, { start: null },
      { method: 'change', argument: { uri: 5, version: 'x', edits: 3 } },
    ]; // prettier-ignore
    for (const message of nonsense) worker.sendAnything(message);
    open('a');
    call(9, { method: 'copy', argument: { ...at('a'), function: 'f', format: 'text' } });
    await vi.runAllTimersAsync();
    expect(answers()).toContainEqual({ id: 9, ok: 'text' });
    expect(answers()).toContainEqual({ id: 1, error: 'The worker knows no constructor.' });
  });

  it('gives the service the files that it was sent, and says why it cannot be created', async () => {
    const { serve } = await import('../../../src/worker/serve');
    const sent: FromWorker[] = [];
    let receive: (message: unknown) => void = () => {};
    const load = vi.fn(() => Promise.reject(new Error('no such file')));
    serve(
      {
        send: (message) => sent.push(message),
        listen: (listener) => (receive = listener),
        afterArrivals: (next) => next(),
      },
      async (read) => {
        expect(await read('a.wasm')).toEqual(new Uint8Array([1]));
        await read('b.wasm');
        return service;
      },
      load,
    );
    receive({ start: { files: { 'a.wasm': new Uint8Array([1]) } } });
    await vi.runAllTimersAsync();
    expect(load).toHaveBeenCalledWith('b.wasm');
    expect(sent).toEqual([{ failed: 'no such file' }]);
  });

  describe('with work in parts', () => {
    const hover = (id: number, uri: string): void =>
      call(id, { method: 'hover', argument: { ...at(uri), position: ORIGIN, colour: '#000000' } });

    /** A part that takes longer than a slice. */
    const work = (): void => void (spent += 30);
    let spent: number;

    beforeEach(async () => {
      spent = 0;
      const now = performance.now.bind(performance);
      vi.spyOn(performance, 'now').mockImplementation(() => now() + spent);
      await vi.runAllTimersAsync();
      service.onPart = work;
      open('a', 'one two three four');
      call(1, { method: 'outline', argument: at('a') });
    });

    afterEach(() => {
      vi.restoreAllMocks();
    });

    it('does what a person waits for between two parts', async () => {
      service.onPart = () => {
        if (service.calls.length === 3) hover(2, 'a');
        work();
      };
      await vi.runAllTimersAsync();
      expect(service.calls.join(', ')).toBe('open a, outline a, outline a, hover a, outline a, outline a');
      expect(answers()).toEqual([
        { id: 2, ok: null },
        { id: 1, ok: [] },
      ]);
    });

    it('answers each of several questions, in turns', async () => {
      const ask = (id: number, name: string): void =>
        call(id, {
          method: 'investigate',
          argument: {
            ...at('a'),
            function: name,
            selection: { order: 1 },
            question: { kind: 'here', point: {}, direction: null },
          },
        });
      ask(2, 'long question asked first');
      service.onPart = () => {
        if (service.calls.at(-1) === 'investigate question') ask(3, 'short');
        work();
      };
      ask(4, 'one more');
      ask(5, 'no longer wanted');
      worker.send({ cancel: 5 });
      await vi.runAllTimersAsync();
      expect(service.calls.slice(1).map((one) => one.replace('investigate ', ''))).toEqual(
        ['long', 'one', 'question', 'short', 'more', 'asked', 'first', ...Array<string>(4).fill('outline a')], // prettier-ignore
      );
      expect(answers()).toEqual([
        { id: 5, cancelled: true },
        { id: 3, ok: null },
        { id: 4, ok: null },
        { id: 2, ok: null },
        { id: 1, ok: [] },
      ]);
    });

    it('drops it when it is cancelled', async () => {
      service.onPart = () => {
        worker.send({ cancel: 1 });
        work();
      };
      await vi.runAllTimersAsync();
      expect(service.calls).toEqual(['open a', 'outline a']);
      expect(answers()).toEqual([{ id: 1, cancelled: true }]);
    });

    it('drops it when its text changes, and begins anew when something else does', async () => {
      service.onPart = () => {
        if (service.calls.length === 2) open('b');
        if (service.calls.length === 5) call(null, { method: 'change', argument: { ...at('a', 2), edits: [] } });
        work();
      };
      await vi.runAllTimersAsync();
      expect(service.calls.join(', ')).toBe('open a, outline a, open b, outline a, outline a, change a');
      expect(answers()).toEqual([{ id: 1, stale: true }]);
    });

    it('gives signs of life, but not too many', async () => {
      open('c', 'word '.repeat(100));
      call(3, { method: 'outline', argument: at('c') });
      await vi.runAllTimersAsync();
      const signs = worker.sent.filter((message) => 'alive' in message);
      expect(signs.length).toBeGreaterThan(8);
      expect(signs.length).toBeLessThan(20);
    });

    it('answers with an error when a part fails', async () => {
      service.onPart = () => {
        if (service.calls.length === 3) throw new Error('a part failed');
        work();
      };
      await vi.runAllTimersAsync();
      hover(2, 'a');
      await vi.runAllTimersAsync();
      expect(answers()).toEqual([
        { id: 1, error: 'a part failed' },
        { id: 2, ok: null },
      ]);
    });
  });

  it('is configured before it is asked', async () => {
    call(null, { method: 'configure', argument: SETTINGS });
    await vi.runAllTimersAsync();
    expect(service.settings).toEqual(SETTINGS);
  });
});
