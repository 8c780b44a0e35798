import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @typedef {{ name: string, version: string, integrity: string }} Package a package of the npm registry, pinned */

/**
 * Runs npm quietly and gives what it prints.
 *
 * @param {string[]} args
 * @param {string} cwd
 */
export function npm(args, cwd) {
  const run = spawnSync('npm', [...args, '--loglevel=error'], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1e8,
    shell: process.platform === 'win32',
  });
  if (run.status !== 0)
    throw new Error(`npm ${args[0]} failed. Is the npm registry (npm config get registry) reachable?`);
  return run.stdout;
}

/**
 * Downloads a package and unpacks a part of it into a folder. Nothing of it is run.
 *
 * @param {Package} wanted
 * @param {string} part what is wanted of it: a file (`package/bin/node`) or what lies in a folder (`package/lib/`)
 * @param {string} folder an existing folder that gets it
 */
export function unpack({ name, version, integrity }, part, folder) {
  const packed = /** @type {Record<string, { filename: string, integrity: string }>} */ (
    JSON.parse(npm(['pack', `${name}@${version}`, '--json'], folder)) // a list or an object, by npm's version
  );
  const [archive] = Object.values(packed);
  if (!archive || archive.integrity !== integrity)
    throw new Error(`${name}@${version} from the npm registry is not the package Gradlens was tested with.`);
  const depth = part.split('/').length - 1;
  const tar = spawnSync('tar', ['xzf', archive.filename, `--strip-components=${depth}`, part.replace(/\/$/, '')], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (tar.status !== 0) throw new Error(`${archive.filename} could not be unpacked with tar.`);
  rmSync(join(folder, archive.filename));
}

/**
 * Fills a new folder and gives it its name only when it is complete, so that an interrupted installation is never
 * taken for one, and two at the same time do no harm.
 *
 * @param {string} folder
 * @param {(unfinished: string) => void} fill
 */
export function createFolder(folder, fill) {
  mkdirSync(dirname(folder), { recursive: true });
  const unfinished = mkdtempSync(`${folder}.part-`);
  try {
    fill(unfinished);
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error; // else another process was faster, and its copy is as good
  }
}
