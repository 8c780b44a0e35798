import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOWNLOADS } from '../root.mjs';
import { createFolder, npm, unpack } from './registry.mjs';

/** code-server carries a complete, ready-built VS Code in `lib/vscode`. Nothing else of it is used. */
const PACKAGE = {
  name: 'code-server',
  version: '4.139.1',
  integrity: 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
};

/** What the server, its extension host and its page load. The rest of VS Code's packages is for desktops and for chat. */
const NEEDED = new RegExp(
  '^(cookie|minimist|vscode-regexpp|@vscode/proxy-agent|https?-proxy-agent|ws|yauzl|yazl|@microsoft/1ds-(core|post)-js|' +
    '@parcel/watcher|node-pty|@vscode/ripgrep-universal|vscode-(oniguruma|textmate)|@vscode/iconv-lite-umd|jschardet|' +
    'katex|tas-client|@xterm/.*)$',
);

/** Native packages that nothing here needs, in place of compiling them. Without any, each log channel prints a stack trace. */
const STAND_INS = {
  '@vscode/native-watchdog': 'exports.start = () => {};',
  '@vscode/deviceid': "exports.getDeviceId = async () => '00000000-0000-0000-0000-000000000000';",
  '@vscode/spdlog': `
    const { appendFileSync } = require('fs');
    const noop = () => {};
    exports.createRotatingLogger = exports.createAsyncRotatingLogger = async (name, file) => {
      const write = (line) => { try { appendFileSync(file, line + '\\n'); } catch { /* a log is not worth a crash */ } };
      return { trace: write, debug: write, info: write, warn: write, error: write, critical: write,
        setLevel: noop, getLevel: () => 0, setPattern: noop, clearFormatters: noop, flush: noop, drop: noop };
    };
    exports.setFlushOn = exports.setLevel = noop;
    exports.version = 0;`,
};

/** Built-in extensions that are large or ask for an account, and have no part in what is tried here. */
const UNWANTED_EXTENSIONS =
  'copilot github mermaid-markdown-features microsoft-authentication ms-vscode.js-debug ms-vscode.js-debug-companion ' +
  'ms-vscode.vscode-js-profile-table php-language-features tunnel-forwarding';

/**
 * A real VS Code that runs as a local server and is used in a browser. It is downloaded from the npm registry on first
 * use (88 MB; 138 MB on disk), without a compiler and without running anyone's installation scripts.
 *
 * @returns {string} its folder
 */
export function servedVSCode() {
  const folder = join(DOWNLOADS, `served-${PACKAGE.version}`);
  if (!existsSync(folder)) {
    console.error('Downloading VS Code (88 MB, once) …');
    createFolder(folder, install);
  }
  return folder;
}

/** @param {string} folder */
function install(folder) {
  unpack(PACKAGE, 'package/lib/vscode/', folder);
  for (const name of UNWANTED_EXTENSIONS.split(' ')) rmSync(join(folder, 'extensions', name), { recursive: true });

  const file = join(folder, 'package.json');
  const manifest = /** @type {{ dependencies: Record<string, string> }} */ (JSON.parse(readFileSync(file, 'utf8')));
  const needed = Object.entries(manifest.dependencies).filter(([name]) => NEEDED.test(name));
  writeFileSync(file, JSON.stringify({ ...manifest, dependencies: Object.fromEntries(needed) }, null, 2));
  npm(['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund'], folder);

  for (const [name, source] of Object.entries(STAND_INS)) {
    const standIn = join(folder, 'node_modules', name);
    rmSync(standIn, { recursive: true, force: true });
    mkdirSync(standIn, { recursive: true });
    writeFileSync(join(standIn, 'index.js'), source);
  }
  for (const binaries of ['node-pty/prebuilds', '@vscode/ripgrep-universal/bin'])
    keepThisPlatform(join(folder, 'node_modules', binaries));
}

/** @param {string} folder holds a folder for each platform */
function keepThisPlatform(folder) {
  for (const platform of readdirSync(folder)) {
    if (platform !== `${process.platform}-${process.arch}`) rmSync(join(folder, platform), { recursive: true });
  }
}
