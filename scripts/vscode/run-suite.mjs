// run-suite.mjs [--web] [--installed FILE.vsix]: runs dist-test/ inside VS Code, on a copy of examples/, in the Node
// extension host or the web one, with the extension from this folder or installed from its package.
// With GRADLENS_VSCODE=desktop in a desktop VS Code, which is then downloaded, else in the served one.
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ROOT } from '../root.mjs';

const { values } = parseArgs({ options: { web: { type: 'boolean' }, installed: { type: 'string' } } });

/** Tests that measure. */
const NOT_OF_SPEED = '^(?!The extension host|Our part of the extension host)';

const desktop = process.env.GRADLENS_VSCODE === 'desktop';
const executable = desktop ? await download() : fileURLToPath(new URL('launcher.mjs', import.meta.url));

const temporary = mkdtempSync(join(tmpdir(), 'gradlens-suite-'));
const examples = join(temporary, 'examples');
cpSync(join(ROOT, 'examples'), examples, { recursive: true });
// Without these, settings and extensions of earlier runs would be there again.
const profile = [`--user-data-dir=${join(temporary, 'user')}`, `--extensions-dir=${join(temporary, 'extensions')}`];

try {
  if (values.installed) install(resolve(values.installed));
  await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: values.installed ? emptyExtension() : ROOT,
    // How fast it is, is seen without the package: here it is whether all of it is there.
    ...(values.installed && { extensionTestsEnv: { GRADLENS_GREP: process.env.GRADLENS_GREP ?? NOT_OF_SPEED } }),
    extensionTestsPath: join(ROOT, 'dist-test', values.web ? 'index.web.js' : 'index.node.js'),
    launchArgs: [examples, ...profile, ...(values.web ? ['--extensionDevelopmentKind=web'] : [])],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

async function download() {
  try {
    return await downloadAndUnzipVSCode();
  } catch (error) {
    console.error('Desktop VS Code could not be downloaded. Without GRADLENS_VSCODE=desktop, one from npm is used.');
    throw error;
  }
}

/** @param {string} vsix */
function install(vsix) {
  const [command = '', ...args] = desktop ? resolveCliArgsFromVSCodeExecutablePath(executable) : [executable];
  const { status } = spawnSync(command, [...args, ...profile, '--install-extension', vsix], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${vsix} could not be installed.`);
}

/** VS Code runs tests only together with an extension under development; the installed one must not be that. */
function emptyExtension() {
  const folder = join(temporary, 'empty');
  mkdirSync(folder);
  const manifest = { name: 'empty', publisher: 'gradlens', version: '0.0.1', engines: { vscode: '*' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}
