/** Starts the worker as a thread of the desktop's (or server's) extension host. */
import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './protocol';
import type { StartWorker } from './port';

/** Enough for the largest functions that can still be read, and far from what would trouble the editor. */
const MEMORY_MB = 1024;
/** What is made for one function and dropped again does not outlive this, and costs nothing to be rid of. */
const YOUNG_MEMORY_MB = 48;

/** @param script the worker's bundle, with the files that ship with the extension beside it. */
export function startNodeWorker(script: string): StartWorker {
  return (events) => {
    // No arguments, no environment: the thread starts a little faster and inherits nothing from the host.
    const worker = new Worker(script, {
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: YOUNG_MEMORY_MB },
      name: 'gradlens',
    });
    let detail = '';
    worker.on('message', (message: FromWorker) => events.message(message));
    worker.on('messageerror', (error) => events.died(`a message could not be read: ${error.message}`));
    worker.on('error', (error: unknown) => (detail = error instanceof Error ? error.message : String(error)));
    worker.on('exit', (code) => events.died(detail || `it ended with status ${code}`));
    const send = (message: ToWorker): void => worker.postMessage(message);
    send({ start: { files: {} } });
    return Promise.resolve({
      send,
      terminate() {
        worker.removeAllListeners();
        worker.on('error', () => {}); // of no interest any more, and not to be thrown
        void worker.terminate();
      },
    });
  };
}
