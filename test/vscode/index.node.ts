import Mocha from 'mocha';
import { MOCHA, reportErrors, runAndReport } from './report';

/** What VS Code calls in its Node extension host. `GRADLENS_GREP` chooses tests by their titles. */
export const run = (): Promise<void> =>
  reportErrors(async () => {
    const mocha = new Mocha(MOCHA);
    if (process.env.GRADLENS_GREP) mocha.grep(process.env.GRADLENS_GREP);
    mocha.suite.emit('pre-require', globalThis, 'gradlens:suites', mocha); // defines describe, it, …
    await import('gradlens:suites');
    await runAndReport(mocha);
  });
