/** What the commands do. A script of its own, which `main.ts` loads when it is needed; a thread of `check` runs it, too. */
import { check } from './check';
import type { CheckOptions } from './check';
import { inspect } from './inspect';
import type { InspectOptions } from './inspect';
import { serveThread } from './pool';
import { failed } from './usage';

export type Command = ({ readonly name: 'inspect' } & InspectOptions) | ({ readonly name: 'check' } & CheckOptions);

/** The exit status. What goes wrong is told on stderr. */
export async function carryOut(command: Command): Promise<number> {
  try {
    return await (command.name === 'inspect' ? inspect(command) : check(command));
  } catch (error) {
    return failed(error);
  }
}

serveThread();
