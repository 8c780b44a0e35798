import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const LIFELINE = fileURLToPath(new URL('lifeline.mjs', import.meta.url));

/**
 * @typedef {object} Spawned
 * @property {import('node:stream').Readable} stdout
 * @property {import('node:stream').Readable} stderr
 * @property {Promise<number>} ended its exit status, when it and all that it started have ended
 * @property {() => Promise<number>} end asks it to end, then insists
 */

/**
 * Starts a program that never outlives us, however we end, and leaves no process of its own behind.
 *
 * @param {readonly string[]} command
 * @param {{ cwd?: string, env: NodeJS.ProcessEnv }} options
 * @returns {Spawned}
 */
export function spawnOnLifeline(command, options) {
  const child = spawn(process.execPath, [LIFELINE, ...command], {
    ...options,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => {}); // it may have ended before we let it go
  const ended = new Promise((/** @type {(status: number) => void} */ done) => {
    child.once('exit', () => killGroup(child.pid));
    child.once('close', (code) => done(code ?? 1)); // when all that it printed has been read, too
  });
  const end = () => {
    child.stdin.end();
    return ended;
  };
  return { stdout: child.stdout, stderr: child.stderr, ended, end };
}

/** @param {number | undefined} leader */
function killGroup(leader) {
  try {
    if (leader) process.kill(-leader, 'SIGKILL');
  } catch {
    // Nothing is left of it. (Windows has no process groups: there this never does anything.)
  }
}
