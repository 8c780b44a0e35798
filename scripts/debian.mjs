import { spawnSync } from 'node:child_process';

/**
 * Installs Debian packages if this is Debian (or Ubuntu) and we may: as root, or by a sudo that asks for no password.
 *
 * @param {string[]} packages
 * @returns {boolean} whether all of them are installed now
 */
export function installDebianPackages(packages) {
  if (process.platform !== 'linux' || !runs('apt-get', ['--version'])) return false;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !runs('sudo', ['-n', 'true'])) return false;
  const apt = (/** @type {string[]} */ ...args) => {
    const command = [
      ...(isRoot ? [] : ['sudo', '-n']),
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      '-qq',
      ...args,
    ];
    return runs(/** @type {string} */ (command[0]), command.slice(1));
  };
  console.log(`Installing ${packages.join(', ')} (apt-get) …`);
  const install = () => apt('install', '-y', '--no-install-recommends', ...packages);
  return install() || (apt('update') && install()); // the package lists may be absent or old
}

/** @param {string} command @param {string[]} args */
const runs = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
