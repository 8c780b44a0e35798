/**
 * The terminal: `gradlens inspect` and `gradlens check`. Here the arguments are read; what carries them out is a script
 * of its own (`commands.ts`), so that help and mistakes in the arguments are told at once.
 */
import { parseArgs } from 'node:util';
import type { Command } from './commands';
import { parseRequest } from './request';
import { failed, usage, UsageError } from './usage';
import { version } from './version';

const options = {
  function: { type: 'string' },
  wrt: { type: 'string' },
  order: { type: 'string' },
  at: { type: 'string' },
  format: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0]?.replace(/'/g, '') ?? 'bad arguments');
  }
}

function oneOf<T extends string>(name: string, value: string | undefined, allowed: readonly [T, ...T[]]): T {
  if (value === undefined) return allowed[0];
  const found = allowed.find((word) => word === value);
  if (!found) throw new UsageError(`${name} takes ${allowed.join(', ')}, not ${value}`);
  return found;
}

function only(command: string, values: Readonly<Record<string, unknown>>, allowed: readonly string[]): void {
  const extra = Object.keys(values).find((name) => !allowed.includes(name));
  if (extra) throw new UsageError(`${command} has no option --${extra}`);
}

type Parsed = ReturnType<typeof parse>;

function commandOf({ values, positionals: [command, ...paths] }: Parsed): Command {
  if (command === 'inspect') {
    if (paths.length === 0) throw new UsageError('inspect needs a file: gradlens inspect FILE…');
    return {
      name: 'inspect',
      files: paths,
      function: values.function ?? null,
      wrt: values.wrt?.split(',').map((name) => name.trim()) ?? null,
      order: oneOf('--order', values.order, ['1', '2']) === '2' ? 2 : 1,
      request: values.at === undefined ? {} : parseRequest(values.at),
      format: oneOf('--format', values.format, ['text', 'latex', 'json']),
    };
  }
  if (command === 'check') {
    only('check', values, ['format']);
    if (paths.length === 0) throw new UsageError('check needs a file or folder: gradlens check PATH…');
    return { name: 'check', paths, format: oneOf('--format', values.format, ['text', 'json', 'sarif']) };
  }
  throw new UsageError(
    command === undefined ? 'say inspect or check' : `there is no command ${command}: say inspect or check`,
  );
}

// A closed pipe (`gradlens … | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

async function run(args: readonly string[]): Promise<number> {
  try {
    const parsed = parse(args);
    if (parsed.values.help || args.length === 0) {
      process.stdout.write(usage);
      return parsed.values.help ? 0 : 2;
    }
    if (parsed.values.version) {
      process.stdout.write(`gradlens ${version}\n`);
      return 0;
    }
    const command = commandOf(parsed);
    const { carryOut } = await import('./commands');
    return await carryOut(command);
  } catch (error) {
    return failed(error);
  }
}

void run(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
