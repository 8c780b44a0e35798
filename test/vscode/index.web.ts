import 'mocha/mocha.js'; // mocha's build for browsers, which defines `mocha`
import { MOCHA, reportErrors, runAndReport } from './report';

/** What VS Code calls in its web extension host, a browser's worker. */
export const run = (): Promise<void> =>
  reportErrors(async () => {
    mocha.setup(MOCHA);
    await import('gradlens:suites');
    await runAndReport(mocha);
  });
