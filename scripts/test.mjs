// npm test [-- STAGE… --keep-going --update-screenshots]: all tests, or some stages of them (scripts/stages.mjs).
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePackages } from './packages.mjs';
import { providePython } from './python.mjs';
import { RESULTS, ROOT } from './root.mjs';
import { spawnOnLifeline } from './spawn.mjs';
import { STAGES } from './stages.mjs';

/** @typedef {import('./stages.mjs').Stage} Stage */
/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

const { values: flags, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { 'keep-going': { type: 'boolean' }, 'update-screenshots': { type: 'boolean' } },
});

/** @type {Counts} */
const total = { passed: 0, failed: 0, skipped: 0 };
try {
  await runStages(chosenStages());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  total.failed++;
}
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);

/** The stages that were asked for (all, if none was), with those that they need. */
function chosenStages() {
  const unknown = wanted.find((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown)
    throw new Error(`There is no stage ${unknown}. The stages: ${STAGES.map(({ name }) => name).join(', ')}.`);
  const asked = (/** @type {Stage} */ { name }) => wanted.length === 0 || wanted.includes(name);
  const needed = STAGES.filter(asked).flatMap(({ needs = [] }) => needs);
  return STAGES.filter((stage) => asked(stage) || needed.includes(stage.name));
}

/** @param {readonly Stage[]} stages */
async function runStages(stages) {
  ensurePackages();
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const python = providePython();
  console.log(
    python
      ? `Comparing with NumPy and SymPy in ${python}`
      : 'No NumPy and SymPy here: comparisons with them are skipped',
  );
  const temporary = mkdtempSync(join(tmpdir(), 'gradlens-test-'));
  process.on('exit', () => {
    try {
      rmSync(temporary, { recursive: true, force: true });
    } catch {
      // After an interruption, a browser that is just ending may write there still.
    }
  });
  const env = {
    ...process.env,
    TMPDIR: temporary, // so that nothing of an interrupted stage stays
    ...(python && { GRADLENS_PYTHON: python }),
    ...(flags['update-screenshots'] && { GRADLENS_UPDATE_SCREENSHOTS: '1' }),
    ...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
  };

  const summary = [];
  for (const together of groupsOf(stages)) {
    const ended = await Promise.all(
      together.map(async (stage, i) => {
        const kept = i === 0 ? undefined : /** @type {string[]} */ ([]); // so that their lines do not mix
        const outcome = await runStage(stage, env, kept ? (text) => void kept.push(text) : write);
        return { ...outcome, kept };
      }),
    );
    for (const { kept, line, counts } of ended) {
      if (kept) write(kept.join(''));
      for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[key] += counts[key];
      summary.push(line);
    }
    if (total.failed > 0 && !flags['keep-going']) break;
  }
  const left = stages.slice(summary.length).map(({ name }) => `${name.padEnd(10)} not run`);
  console.log(['', ...summary, ...left, ''].join('\n'));
}

/** @param {string} text */
function write(text) {
  process.stdout.write(text);
}

/**
 * Stages that run at the same time: each with those that stand behind it and may run beside it.
 *
 * @param {readonly Stage[]} stages
 */
function groupsOf(stages) {
  const groups = /** @type {Stage[][]} */ ([]);
  for (const stage of stages) {
    const last = groups.at(-1);
    if (last && stage.beside !== undefined && last[0]?.name === stage.beside) last.push(stage);
    else groups.push([stage]);
  }
  return groups;
}

/**
 * @param {Stage} stage
 * @param {NodeJS.ProcessEnv} env
 * @param {(text: string) => void} print
 */
async function runStage(stage, env, print) {
  print(`\n== ${stage.name}: ${stage.what}\n`);
  const start = Date.now();
  const counts = await run(stage, env, print);
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  const verdict = counts.failed > 0 ? 'FAILED' : 'ok';
  print(`== ${stage.name}: ${verdict} in ${seconds} s\n`);
  return { counts, line: `${stage.name.padEnd(10)} ${verdict.padEnd(7)} ${seconds.padStart(6)} s` };
}

/**
 * @param {Stage} stage
 * @param {NodeJS.ProcessEnv} env
 * @param {(text: string) => void} print
 * @returns {Promise<Counts>} of its tests; a failure that is not a test's counts as one
 */
async function run(stage, env, print) {
  let output = '';
  let ok = true;
  for (const command of stage.commands) {
    const ended = await execute(command, env, stage.minutes, print);
    output += ended.output;
    ok = ended.ok;
    if (!ok) break;
  }
  const counts = countTests(stage, output);
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

/** @param {Stage} stage @param {string} output @returns {Counts} */
function countTests({ name, counts }, output) {
  const none = { passed: 0, failed: 0, skipped: 0 };
  if (!counts) return none;
  if (counts === 'mocha') {
    const [line] = /\{"passed":\d+,"failed":\d+,"skipped":\d+\}/.exec(output) ?? [];
    return line ? /** @type {Counts} */ (JSON.parse(line)) : { ...none, failed: 1 };
  }
  const file = join(RESULTS, `${name}.json`);
  if (!existsSync(file)) return { ...none, failed: 1 };
  const report = /** @type {Record<string, number>} */ (JSON.parse(readFileSync(file, 'utf8')));
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = report;
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

/**
 * Runs a command to its end, or until it takes too long.
 *
 * @param {readonly string[]} command
 * @param {NodeJS.ProcessEnv} env
 * @param {number} minutes
 * @param {(text: string) => void} print
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
async function execute(command, env, minutes, print) {
  const { stdout, stderr, ended, end } = spawnOnLifeline([process.execPath, ...command], { cwd: ROOT, env });
  let output = '';
  stdout.on('data', (/** @type {Buffer} */ text) => void ((output += String(text)), print(String(text))));
  stderr.on('data', (/** @type {Buffer} */ text) => print(String(text)));
  const tooLong = setTimeout(() => {
    print(`${command.join(' ')} did not end within ${minutes} minutes.\n`);
    void end();
  }, minutes * 60_000);
  const interrupt = () => void end().then(() => process.exit(130));
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.once(signal, interrupt);
  const status = await ended;
  clearTimeout(tooLong);
  for (const signal of signals) process.off(signal, interrupt);
  return { ok: status === 0, output };
}
