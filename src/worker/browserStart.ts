/**
 * Starts the worker in a web extension host, itself a worker of the browser. A worker cannot be loaded from the
 * extension's own address there, nor read files; so the script and the files are read through the editor and handed over.
 */
import type { StartWorker } from './port';
import type { FromWorker, ToWorker } from './protocol';
import { SHIPPED_FILES } from './shippedFiles';

/**
 * @param script the worker's bundle, one classic script.
 * @param read reads a file that lies beside the bundles.
 */
export function startBrowserWorker(script: string, read: (file: string) => PromiseLike<Uint8Array>): StartWorker {
  return async (events) => {
    const [code, ...contents] = await Promise.all([script, ...SHIPPED_FILES].map(read));
    const address = URL.createObjectURL(new Blob([code as BlobPart], { type: 'text/javascript' }));
    const worker = new Worker(address, { name: 'gradlens' });
    worker.onmessage = (event: MessageEvent<FromWorker>) => {
      if ('ready' in event.data) URL.revokeObjectURL(address);
      events.message(event.data);
    };
    worker.onmessageerror = () => events.died('a message could not be read');
    worker.onerror = (event) => events.died(event.message || 'its script could not be run');
    const files = Object.fromEntries(SHIPPED_FILES.map((file, at) => [file, contents[at] ?? new Uint8Array()]));
    worker.postMessage({ start: { files } } satisfies ToWorker);
    return {
      send: (message) => worker.postMessage(message),
      terminate() {
        worker.onmessage = worker.onmessageerror = worker.onerror = null;
        worker.terminate();
      },
    };
  };
}
