/** Random functions, ours against NumPy: values and derivatives at several points. */
import { readFileSync } from 'node:fs';
import type { NumericArray, Point } from '../../src/analysis/card';
import { Document } from '../../src/analysis/document';
import { flatten } from '../../src/analysis/given';
import { defaultSettings } from '../../src/analysis/settings';
import { python } from '../../src/languages/python/language';
import { runPython } from '../peers';
import { parser } from '../unit/languages/python/reading';
import { Choice, randomProgram } from './python';
import type { Program, Shape } from './python';

const truth = readFileSync(new URL('./truth.py', import.meta.url), 'utf8');

const POINTS = 2;
/** Written out, a function of this many nodes says no more than a smaller one. */
const VALUE_TOLERANCE = 1e-9;
const DERIVATIVE_TOLERANCE = 1e-5;

interface True {
  readonly value?: readonly (number | null)[];
  readonly derivative?: readonly (number | null)[];
  readonly error?: string;
}

export interface Wrong {
  readonly seed: number;
  readonly text: string;
  readonly point: Point;
  readonly what: string;
}

export interface Outcome {
  readonly asked: number;
  /** Numbers that were compared. */
  readonly compared: number;
  /** Functions of which at least one point was compared. */
  readonly checked: number;
  readonly wrong: readonly Wrong[];
  /** Functions that were refused, by the reason. */
  readonly refused: ReadonlyMap<string, readonly number[]>;
  /** Functions that NumPy does not run. */
  readonly failed: ReadonlyMap<string, number>;
  /** Functions that took longer than a second. */
  readonly slow: readonly number[];
}

function valueOf(shape: Shape, choice: Choice): NumericArray {
  const [size, ...rest] = shape;
  if (size === undefined) return Math.round((4 * choice.next() - 2) * 1e4) / 1e4 + 1e-5;
  return Array.from({ length: size }, () => valueOf(rest, choice));
}

function pointsOf(program: Program, seed: number): Point[] {
  const choice = new Choice(seed + 77);
  return Array.from({ length: POINTS }, () =>
    Object.fromEntries(program.arguments.map(({ name, shape }) => [name, valueOf(shape, choice)])),
  );
}

/** Compares the functions of some seeds; NumPy runs them all in one process. */
export function compareWithNumPy(seeds: readonly number[]): Outcome {
  const tasks = seeds.map((seed) => {
    const program = randomProgram(seed);
    return { seed, program, points: pointsOf(program, seed) };
  });
  const input = tasks.map(({ program: { text, name }, points }) => ({ text, name, points }));
  const answers = JSON.parse(runPython(truth, JSON.stringify(input))) as (readonly True[])[];
  const refused = new Map<string, number[]>();
  const failed = new Map<string, number>();
  const slow: number[] = [];
  const wrong: Wrong[] = [];
  let [compared, checked] = [0, 0];
  tasks.forEach(({ seed, program, points }, i) => {
    const truths = answers[i] ?? [];
    const error = truths.find((one) => one.error !== undefined)?.error;
    if (error !== undefined) {
      failed.set(error, (failed.get(error) ?? 0) + 1);
      return;
    }
    const start = performance.now();
    const found = compareOne(program, points, truths);
    if (performance.now() - start > 1000) slow.push(seed);
    if (found.reason !== null) refused.set(found.reason, [...(refused.get(found.reason) ?? []), seed]);
    compared += found.compared;
    if (found.compared > 0) checked += 1;
    wrong.push(...found.wrong.map((one) => ({ seed, text: program.text, ...one })));
  });
  return { asked: seeds.length, compared, checked, wrong, refused, failed, slow };
}

interface Compared {
  readonly compared: number;
  readonly wrong: readonly Pick<Wrong, 'point' | 'what'>[];
  /** Why there is nothing to compare. */
  readonly reason: string | null;
}

function compareOne(program: Program, points: readonly Point[], truths: readonly True[]): Compared {
  const document = new Document({
    uri: 'file:///fuzz.py',
    version: 1,
    text: program.text,
    language: python,
    parser,
    settings: { ...defaultSettings, budget: 2000 },
  });
  const wrt = program.arguments.map(({ name }) => name);
  const card = document.card(program.name, { wrt, points });
  const wrong: Pick<Wrong, 'point' | 'what'>[] = [];
  let compared = 0;
  let reason = card.status === 'differentiated' ? null : (card.reason?.message ?? card.status);
  const isConstant = card.status === 'constant';
  points.forEach((point, i) => {
    const answer = card.at[i];
    const real = truths[i];
    if (!real || (!isConstant && (!answer || answer.reason !== null))) {
      reason ??= answer?.reason ?? 'no point';
      return;
    }
    if (isConstant) {
      const moving = (real.derivative ?? []).filter((one) => one !== null && Math.abs(one) > DERIVATIVE_TOLERANCE);
      if (moving.length > 0) wrong.push({ point, what: `called constant, but moves: ${moving.join(', ')}` });
      return;
    }
    for (const [what, ours, theirs, tolerance] of [
      ['value', answer?.value, real.value, VALUE_TOLERANCE],
      ['derivative', answer?.derivative, real.derivative, DERIVATIVE_TOLERANCE],
    ] as const) {
      const own = ours === null || ours === undefined ? undefined : flatten(ours)?.values;
      if (!own || !theirs) continue;
      if (own.length !== theirs.length) {
        wrong.push({ point, what: `${what}: ${own.length} numbers for ${theirs.length}` });
        continue;
      }
      const at = own.findIndex((one, k) => !isNear(one, theirs[k] ?? null, tolerance));
      compared += theirs.filter((one) => one !== null).length;
      if (at >= 0) wrong.push({ point, what: `${what} ${at}: ${own[at]} for ${theirs[at]}` });
    }
  });
  document.dispose();
  return { compared, wrong, reason };
}

/** What NumPy cannot tell is no mistake. */
const isNear = (ours: number, theirs: number | null, tolerance: number): boolean =>
  theirs === null || Math.abs(ours - theirs) <= tolerance * Math.max(1, Math.abs(theirs));

/** An outcome for a person. */
export function told({ asked, checked, compared, wrong, refused, failed, slow }: Outcome): string {
  const most = [...refused].sort((a, b) => b[1].length - a[1].length);
  const refusals = most.reduce((sum, [, seeds]) => sum + seeds.length, 0);
  return [
    `${asked} functions: ${checked} compared with NumPy (${compared} numbers), ${wrong.length} wrong, ${refusals} refused, ` +
      `${[...failed.values()].reduce((a, b) => a + b, 0)} that NumPy does not run, ${slow.length} slower than a second`,
    ...wrong
      .slice(0, 20)
      .map(({ seed, what, point, text }) => `\nseed ${seed}: ${what}\nat ${JSON.stringify(point)}\n${text}`),
    ...most
      .slice(0, 25)
      .map(([reason, seeds]) => `  ${seeds.length} × ${reason} (seed ${seeds.slice(0, 3).join(', ')})`),
    ...[...failed].slice(0, 12).map(([error, count]) => `  NumPy, ${count} ×: ${error}`),
  ].join('\n');
}
