/**
 * Gives way to other events after each test. Vitest's worker waits a minute at most for an answer of its own process: on
 * a busy machine, a file of tests that never pause would take longer, and count as an error.
 */
import { afterEach } from 'vitest';

afterEach(() => new Promise<void>((next) => setImmediate(next)));
