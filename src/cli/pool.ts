/** Checks files on all cores: each thread takes the next file as soon as it is free. */
import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { checkFile, nowhere } from './checkFile';
import type { FileResult } from './checkFile';

/** Below so many files a thread costs more than it saves. */
const FILES_A_THREAD = 6;
/** What one file may take; a thread that needs more is replaced. */
const MEMORY = { maxOldGenerationSizeMb: 3072 };

/** Serves the other end of `checkFiles`, where this script runs as a thread that it started; else does nothing. */
export function serveThread(): boolean {
  if (isMainThread || !parentPort) return false;
  const port = parentPort;
  port.on('message', (file: string) => void checkFile(file).then((result) => port.postMessage(result)));
  return true;
}

export interface PoolOptions {
  /** Called for each file in the order of `files`, as soon as all before it are done. */
  readonly onResult: (result: FileResult) => void;
  /** Called whenever a file is done, in any order. */
  readonly onProgress?: (done: number) => void;
  /** Default: the machine's cores. */
  readonly threads?: number;
}

/** Every file has a result, be it that nothing of it could be read. */
export async function checkFiles(
  files: readonly string[],
  { onResult, onProgress, threads }: PoolOptions,
): Promise<void> {
  const inOrder = new InOrder(onResult);
  let done = 0;
  const finish = (place: number, result: FileResult): void => {
    inOrder.add(place, result);
    onProgress?.((done += 1));
  };
  const count = Math.min(threads ?? availableParallelism(), Math.ceil(files.length / FILES_A_THREAD));
  if (count < 2) {
    for (const [place, file] of files.entries()) finish(place, await checkFile(file));
    return;
  }
  let next = 0;
  const take = (): { readonly place: number; readonly file: string } | null => {
    const place = next;
    const file = files[place];
    next += 1;
    return file === undefined ? null : { place, file };
  };
  const run = async (): Promise<void> => {
    let thread = new Thread();
    try {
      for (let task = take(); task; task = take()) {
        const answer = await thread.ask(task.file);
        if (answer === null) thread = new Thread();
        finish(task.place, answer ?? tooMuch(task.file));
      }
    } finally {
      await thread.end();
    }
  };
  await Promise.all(Array.from({ length: count }, run));
}

const tooMuch = (file: string): FileResult => ({
  file,
  found: [],
  problems: [{ message: 'This file takes more memory than there is. It was left out.', range: nowhere }],
});

/** Hands results on in the order of their places. */
class InOrder {
  private readonly waiting = new Map<number, FileResult>();
  private next = 0;

  constructor(private readonly onResult: (result: FileResult) => void) {}

  add(place: number, result: FileResult): void {
    this.waiting.set(place, result);
    for (let ready = this.waiting.get(this.next); ready; ready = this.waiting.get(this.next)) {
      this.waiting.delete(this.next);
      this.next += 1;
      this.onResult(ready);
    }
  }
}

/** One thread, which has one file at a time. */
class Thread {
  private readonly worker = new Worker(__filename, { resourceLimits: MEMORY });
  private answered: (answer: FileResult | null) => void = () => undefined;

  constructor() {
    this.worker.on('message', (answer: FileResult) => this.answered(answer));
    this.worker.on('error', () => this.answered(null));
    this.worker.on('exit', () => this.answered(null));
  }

  /** `null` where the thread ended over it. */
  ask(file: string): Promise<FileResult | null> {
    return new Promise((resolve) => {
      this.answered = resolve;
      this.worker.postMessage(file);
    });
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}
