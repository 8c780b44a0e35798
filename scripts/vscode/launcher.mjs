#!/usr/bin/env node
// Stands in for the executable of desktop VS Code: takes the same flags, and does the same in a served VS Code and a
// browser without a window. @vscode/test-electron runs tests through it, in the Node extension host or, with
// --extensionDevelopmentKind=web, in the browser's. It ends with the tests' exit status; 124 if they hang.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser } from './browser.mjs';
import { serveVSCode, serverCommand } from './serve.mjs';
import { toSourcePositions } from './source-positions.mjs';

const SUITE_SECONDS = Number(process.env.GRADLENS_SUITE_SECONDS ?? 300);

/** Print all that VS Code logs. */
const VERBOSE = Boolean(process.env.GRADLENS_VERBOSE);

/** Tests mark their report with this, to tell it from all else that VS Code logs (test/vscode/report.ts). */
const REPORT = '[test] ';

const { values, positionals } = parseArgs({
  strict: false, // desktop VS Code has a hundred flags more, and none of them matters here
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true },
    extensionDevelopmentKind: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    'extensions-dir': { type: 'string' },
    'install-extension': { type: 'string' },
    'user-data-dir': { type: 'string' },
  },
});
const flags = /** @type {Record<string, string | undefined> & { extensionDevelopmentPath?: string[] }} */ (values);
const extensions = (flags.extensionDevelopmentPath ?? []).map((path) => resolve(path));
const temporary = mkdtempSync(join(tmpdir(), 'gradlens-vscode-'));
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));
const dirs = {
  userDataDir: flags['user-data-dir'] ?? join(temporary, 'user'),
  ...(flags['extensions-dir'] && { extensionsDir: flags['extensions-dir'] }),
};

process.exitCode = flags['install-extension'] ? installExtension(flags['install-extension']) : await runTests();

/** @param {string} vsix */
function installExtension(vsix) {
  const [command = '', ...args] = serverCommand(dirs);
  return spawnSync(command, [...args, '--install-extension', vsix], { stdio: 'inherit' }).status ?? 1;
}

async function runTests() {
  const tests = flags['extensionTestsPath'];
  if (!tests)
    throw new Error('This launcher runs tests: it needs --extensionTestsPath. To use VS Code yourself: npm start.');
  const web = flags['extensionDevelopmentKind'] === 'web';
  const server = await serveVSCode({
    ...dirs,
    testDriver: true,
    settings: web
      ? { 'remote.extensionKind': Object.fromEntries(extensions.map((path) => [extensionId(path), ['web']])) }
      : {},
  });
  const browser = await openBrowser().catch(async (/** @type {unknown} */ error) => {
    await server.stop();
    throw error;
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    /** @type {string[]} what explains a failure before the first test */
    const log = [];
    let reported = false;
    /** @type {Promise<number>} */
    const exitCode = new Promise((done, fail) => {
      const say = (/** @type {string} */ severity, /** @type {unknown[]} */ [message]) => {
        const text = String(message);
        if (text.startsWith(REPORT)) console.log(toSourcePositions(text.slice(REPORT.length)));
        else if (severity === 'error' || VERBOSE) log.push(text);
        reported ||= text.startsWith(REPORT);
      };
      const timer = setTimeout(() => {
        console.error(`The tests did not end within ${SUITE_SECONDS} s.`);
        done(124);
      }, SUITE_SECONDS * 1000);
      timer.unref();
      page.once('crash', () => fail(new Error('The page crashed.')));
      for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => done(130));
      void server.ended.then(() => fail(new Error('The VS Code server ended.')));
      // VS Code's page calls these two where it finds them, as its desktop's main process does the same by itself.
      Promise.all([page.exposeFunction('codeAutomationLog', say), page.exposeFunction('codeAutomationExit', done)])
        .then(() => page.goto(server.address({ folder: resolve(positionals[0] ?? '.'), extensions, tests })))
        .catch(fail);
    });
    const code = await exitCode;
    if (VERBOSE) console.error(server.output());
    if (VERBOSE || (code !== 0 && !reported)) console.error(toSourcePositions(log.join('\n')));
    return code;
  } finally {
    await browser.close().catch(() => {}); // it may have crashed
    await server.stop();
  }
}

/** @param {string} folder */
function extensionId(folder) {
  const { publisher, name } = /** @type {Record<string, string>} */ (
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  );
  return `${publisher}.${name}`;
}
