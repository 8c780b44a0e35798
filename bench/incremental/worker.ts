/** The worker's thread, which also tells how much memory it holds when it is asked about a document `memory:`. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort } from 'node:worker_threads';
import { createService } from '../../src/worker/service';
import { serve } from '../../src/worker/serve';
import type { CreateService } from '../../src/worker/serve';

export interface Memory {
  /** Bytes of JavaScript objects. */
  readonly heap: number;
  /** Bytes of typed arrays: the graphs' columns among them. */
  readonly external: number;
  /** Bytes of the parser's memory. */
  readonly wasm: number;
  /** Nodes of the graphs that are held. */
  readonly nodes: number;
}

const host = parentPort;
if (!host) throw new Error('This script runs as a worker thread.');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** The memory that the parser's runtime makes for itself. */
const memories: WebAssembly.Memory[] = [];
WebAssembly.Memory = class extends WebAssembly.Memory {
  constructor(descriptor: WebAssembly.MemoryDescriptor) {
    super(descriptor);
    memories.push(this);
  }
};

const measured: CreateService = async (load, host) => {
  const service = await createService(load, host);
  const open = service.open.bind(service);
  service.open = (document) => {
    open(document);
    if (document.uri !== 'memory:') return;
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    const memory: Memory = {
      heap: heapUsed,
      external: arrayBuffers,
      wasm: memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
      nodes: service.heldNodes?.() ?? 0,
    };
    host.log('info', `memory ${JSON.stringify(memory)}`);
  };
  return service;
};

serve(
  {
    send: (message) => host.postMessage(message),
    listen: (receive) => host.on('message', receive),
    afterArrivals: (next) => setImmediate(next),
  },
  measured,
  (file) => readFile(join(__dirname, file)),
);
