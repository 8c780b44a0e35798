// lifeline.mjs COMMAND ARGUMENT…: runs a command for as long as our standard input is open. Whoever started us may end in
// any way, even be killed: its end of the pipe closes, and then the command and all that it started end too.
// Used through spawn.mjs, which makes us the leader of a process group.
import { spawn } from 'node:child_process';

const GRACE_MS = 4000;
const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

/** @param {NodeJS.Signals} signal */
const signalGroup = (signal) => process.kill(-process.pid, signal);
const killGroup = () => signalGroup('SIGKILL'); // ends us too

let released = false;
child.once('error', () => process.exit(127));
child.once('exit', (code) => (released ? killGroup() : process.exit(code ?? 1)));
process.stdin.resume().once('close', () => {
  released = true;
  signalGroup('SIGINT');
  setTimeout(killGroup, GRACE_MS);
});
// We outlast what we send the group, and a Ctrl+C in the terminal is the business of who started us.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => {});
