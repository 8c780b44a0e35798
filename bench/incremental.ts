/**
 * Typing: how long until what is shown of a file is right again, and what the worker holds after many edits. The worker
 * is the real one, in a thread of its own behind the real client, as in the editor.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { WorkerClient } from '../src/worker/client';
import { startNodeWorker } from '../src/worker/nodeStart';
import type { OutlineEntry, RequestMethod, Result, Argument } from '../src/worker/protocol';
import { generatedFile } from './incremental/file';
import { Typist } from './incremental/typist';
import type { Memory } from './incremental/worker';
import { table } from './table';

const SETTINGS = { hoverEntries: 36, digits: 6, indices: 'source', budget: 1000 } as const;
const COLOUR = '#3b3b3b';
const KEYSTROKES = 1000;
const MEGABYTE = 2 ** 20;

/** A document in the worker, and what the editor asks about it. */
class Editing {
  version = 1;
  readonly client: WorkerClient;
  memory: Memory | null = null;
  private told: (memory: Memory) => void = () => {};

  constructor(worker: string) {
    this.client = new WorkerClient(startNodeWorker(worker), SETTINGS, {
      stateChanged: () => {},
      news: () => {},
      read: () => {},
      log: (level, message) => {
        if (message.startsWith('memory ')) this.told(JSON.parse(message.slice(7)) as Memory);
        else if (level === 'error') console.error(message);
      },
    });
  }

  open(uri: string, text: () => string): void {
    this.client.open({ uri, language: 'python', version: this.version, text });
  }

  async ask<M extends RequestMethod>(method: M, argument: Argument<M>): Promise<Result<M>> {
    const answer = await this.client.request(method, argument);
    if (answer.kind !== 'ok') throw new Error(`${method} was answered with ${JSON.stringify(answer)}`);
    return answer.value;
  }

  /** What the worker holds: asked for with a text that no editor sends. */
  async measured(): Promise<Memory> {
    const memory = new Promise<Memory>((resolve) => (this.told = resolve));
    this.client.close('memory:');
    this.client.open({ uri: 'memory:', language: 'python', version: 1, text: () => '' });
    await this.client.request('status', { uri: 'memory:', version: 1 });
    return memory;
  }
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const quantile = (values: readonly number[], q: number): number =>
  sorted(values)[Math.min(values.length - 1, Math.floor(q * values.length))] as number;
const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

type Row = readonly [what: string, measured: string, bar: string, holds: string];
const row = (what: string, value: number, bar: number, text = milliseconds): Row => [
  what,
  text(value),
  `< ${text(bar)}`,
  value < bar ? 'yes' : 'NO',
];

/** @param worker the worker's bundle. */
export async function incremental(worker: string): Promise<void> {
  const editing = new Editing(worker);
  const rows: Row[] = [];
  try {
    await opened(editing, rows);
    await typed(editing, rows);
    await long(editing, rows);
  } finally {
    editing.client.dispose();
  }
  console.log('Typing (the worker in a thread of its own, behind the client)\n');
  console.log(table(['what', 'measured', 'bar', 'holds'], rows));
}

const uri = 'file:///bench/typed.py';

async function opened(editing: Editing, rows: Row[]): Promise<void> {
  const warm = { uri: 'file:///bench/warm.py', version: 1 };
  editing.open(warm.uri, () => 'def f(x):\n    return x**2\n');
  await editing.ask('hover', { ...warm, position: { line: 0, character: 4 }, colour: COLOUR });
  const { text, functions } = generatedFile(2000);
  const lines = text.split('\n').length - 1;
  const start = performance.now();
  editing.open(uri, () => text);
  const outline = await editing.ask('outline', { uri, version: 1 });
  const lenses = await Promise.all(
    outline.map(({ function: name }) => editing.ask('lens', { uri, version: 1, function: name })),
  );
  const elapsed = performance.now() - start;
  const shown = lenses.filter((lens) => lens !== null).length;
  rows.push(row(`open ${lines} lines, ${functions} functions: all ${shown} lenses`, elapsed, 1000));
}

/** Every keystroke: the edit, then the outline, the lens and the hover of the function that is typed in. */
async function typed(editing: Editing, rows: Row[]): Promise<void> {
  const { text } = generatedFile(2000);
  const outline = await editing.ask('outline', { uri, version: 1 });
  const typist = new Typist(text, 7);
  const fresh: number[] = [];
  const cached: number[] = [];
  const before = await editing.measured();
  for (let key = 0; key < KEYSTROKES; key += 1) {
    const { edit, line } = typist.next(outline);
    editing.version += 1;
    const version = editing.version;
    const start = performance.now();
    editing.client.change(uri, version, [edit]);
    const entries = await editing.ask('outline', { uri, version });
    const entry = enclosing(entries, line);
    if (entry) {
      await editing.ask('lens', { uri, version, function: entry.function });
      await editing.ask('hover', { uri, version, position: entry.nameRange.start, colour: COLOUR });
    }
    fresh.push(performance.now() - start);
    typist.seen(entries);
    if (!entry || key % 10 !== 0) continue;
    const again = performance.now();
    await editing.ask('hover', { uri, version, position: entry.nameRange.start, colour: COLOUR });
    cached.push(performance.now() - again);
  }
  const after = await editing.measured();
  rows.push(
    row(`keystroke to lens and hover, 95 % of ${KEYSTROKES}`, quantile(fresh, 0.95), 30),
    ['… half of them', milliseconds(quantile(fresh, 0.5)), '', ''],
    ['… the slowest', milliseconds(Math.max(...fresh)), '', ''],
    row('hover again, 95 %', quantile(cached, 0.95), 5),
  );
  const size = (bytes: number): string => `${Math.round(bytes / MEGABYTE)} MB`;
  const total = ({ heap, external, wasm }: Memory): number => heap + external + wasm;
  rows.push(
    row(`worker's memory after ${KEYSTROKES} edits`, total(after), 200 * MEGABYTE, size),
    ['… heap', size(after.heap), `before: ${size(before.heap)}`, ''],
    ['… parser (WebAssembly)', size(after.wasm), `before: ${size(before.wasm)}`, ''],
    ['… graphs (nodes)', String(after.nodes), `before: ${before.nodes}`, ''],
  );
}

function enclosing(entries: readonly OutlineEntry[], line: number): OutlineEntry | undefined {
  return entries.filter(({ range }) => range.start.line <= line && line <= range.end.line).at(-1);
}

/** A file of 20,000 lines: the host's event loop while it is read, and another file meanwhile. */
async function long(editing: Editing, rows: Row[]): Promise<void> {
  const { text } = generatedFile(20_000);
  const name = 'file:///bench/long.py';
  const other = 'file:///bench/other.py';
  editing.client.open({ uri: name, language: 'python', version: 1, text: () => text });
  editing.client.open({ uri: other, language: 'python', version: 1, text: () => 'def g(x):\n    return x**3\n' });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  const whole = editing.ask('outline', { uri: name, version: 1 }).then(() => performance.now() - start);
  const waits: number[] = [];
  let isDone = false;
  void whole.then(() => (isDone = true));
  while (!isDone) {
    const asked = performance.now();
    await editing.ask('hover', { uri: other, version: 1, position: { line: 0, character: 4 }, colour: COLOUR });
    waits.push(performance.now() - asked);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const elapsed = await whole;
  delay.disable();
  let version = 1;
  const keys: number[] = [];
  for (let key = 0; key < 20; key += 1) {
    const at = text.indexOf('pressure = 0.5');
    const began = performance.now();
    editing.client.change(name, (version += 1), [{ start: at + 11, oldEnd: at + 11, text: ' ' }]);
    await editing.ask('outline', { uri: name, version });
    keys.push(performance.now() - began);
  }
  rows.push(
    ['20,000 lines: outline', milliseconds(elapsed), '', ''],
    row('… the host’s event loop, longest delay', delay.max / 1e6, 50),
    row('… another file’s hover meanwhile, 95 %', quantile(waits, 0.95), 100),
    ['… … the longest (while the text is parsed)', milliseconds(Math.max(...waits)), '', ''],
    ['… a keystroke to the outline, half of 20', milliseconds(quantile(keys, 0.5)), '', ''],
  );
}
