/** The worker in Node: a thread. It reads the files that ship with the extension from beside its own bundle. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers';
import { parentPort } from 'node:worker_threads';
import { createService } from './service';
import { serve } from './serve';

const host = parentPort;
if (!host) throw new Error('This script runs as a worker thread.');

serve(
  {
    send: (message) => host.postMessage(message),
    listen: (receive) => host.on('message', receive),
    afterArrivals: (next) => setImmediate(next),
  },
  createService,
  (file) => readFile(join(__dirname, file)),
);
