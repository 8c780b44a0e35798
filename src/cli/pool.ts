/** Checks files on all cores: each thread takes the next file as soon as it is free. */
import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { checkFile, nowhere } from './checkFile';
import type { FileResult } from './checkFile';
import { UsageError } from './usage';

/** Below so many files a thread costs more than it saves. */
const FILES_A_THREAD = 6;
/** What one file may take; a thread that needs more is replaced. */
const MEMORY = { maxOldGenerationSizeMb: 3072 };

type Answer =
  | { readonly ok: true; readonly result: FileResult }
  | { readonly ok: false; readonly message: string; readonly isUsage: boolean };

/** Serves the other end of `checkFiles`, where this script runs as a thread that it started; else does nothing. */
export function serveThread(): boolean {
  if (isMainThread || !parentPort) return false;
  const port = parentPort;
  port.on('message', (file: string) => {
    checkFile(file).then(
      (result) => port.postMessage({ ok: true, result } satisfies Answer),
      (error: unknown) =>
        port.postMessage({
          ok: false,
          message: error instanceof UsageError ? error.message : ((error as Error).stack ?? String(error)),
          isUsage: error instanceof UsageError,
        } satisfies Answer),
    );
  });
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

/** Throws what the first file that could not be read threw. */
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
        if (answer === null) {
          thread = new Thread();
          finish(task.place, tooMuch(task.file));
        } else if (answer.ok) finish(task.place, answer.result);
        else throw answer.isUsage ? new UsageError(answer.message) : new Error(answer.message);
      }
    } finally {
      // What is left of the files is left, too, where this one failed.
      next = thread.hasFailed ? files.length : next;
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
  private answered: (answer: Answer | null) => void = () => undefined;
  hasFailed = false;

  constructor() {
    this.worker.on('message', (answer: Answer) => this.answered(answer));
    this.worker.on('error', () => this.answered(null));
    this.worker.on('exit', () => this.answered(null));
  }

  /** `null` where the thread ended over it. */
  async ask(file: string): Promise<Answer | null> {
    const answer = await new Promise<Answer | null>((resolve) => {
      this.answered = resolve;
      this.worker.postMessage(file);
    });
    this.hasFailed = answer !== null && !answer.ok;
    return answer;
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}
