/** The launcher prints what begins with this, and leaves out the rest of what VS Code logs (scripts/vscode/launcher.mjs). */
const MARK = '[test] ';

/** Long enough for a worker's first start on a slow machine. Mocha's own reporters are silenced: this one prints. */
export const MOCHA: Mocha.MochaOptions = {
  ui: 'bdd',
  timeout: 30_000,
  reporter: class {} as unknown as Mocha.ReporterConstructor,
};

const print = (text: string): void => {
  for (const line of text.split('\n')) console.log(MARK + line);
};

/**
 * Prints each test as it ends, and at the very end the counts as one line of JSON, which `npm test` adds up. The same in
 * both extension hosts, where mocha's own reporters print nothing readable.
 *
 * @returns rejects if a test failed, which gives VS Code an exit status of 1
 */
export async function runAndReport(mocha: Mocha): Promise<void> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  await new Promise<void>((done) => {
    mocha
      .run(() => done())
      .on('pass', (test) => {
        counts.passed++;
        print(`✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
      })
      .on('pending', (test) => {
        counts.skipped++;
        print(`- ${test.fullTitle()}: skipped`);
      })
      .on('fail', (test, error: Error) => {
        counts.failed++;
        print(`✗ ${test.fullTitle()}\n${error.stack ?? error.message}`);
      });
  });
  print(JSON.stringify(counts));
  if (counts.failed > 0) throw new Error(`${counts.failed} tests failed`);
  if (counts.passed === 0) throw new Error('No test ran');
}

/** An error before or between the tests explains itself too. */
export async function reportErrors(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    print(error instanceof Error ? (error.stack ?? error.message) : String(error));
    throw error;
  }
}
