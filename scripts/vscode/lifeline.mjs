#!/usr/bin/env node
// lifeline.mjs COMMAND ARGUMENT…: runs a command for as long as our standard input is open. Whoever started us may end in
// any way, even be killed: its end of the pipe closes, and then the command and all that it started end too.
import { spawn } from 'node:child_process';

const GRACE_MS = 3000;
const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

const killGroup = () => process.kill(-process.pid, 'SIGKILL'); // we lead a process group (see serve.mjs)
child.once('error', killGroup);
child.once('exit', killGroup);
process.stdin.resume().once('close', () => {
  child.kill('SIGTERM');
  setTimeout(killGroup, GRACE_MS);
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.on(signal, () => child.kill('SIGTERM'));
