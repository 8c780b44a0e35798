/** Writes down a difference: which entries, a witness, and what is wrong. */
import type { NodeId } from '../calculus/graph';
import type { Comparison, Mismatch } from './compare';
import { Comparer, commonFactor } from './compare';
import { earlierVersion } from './earlierVersion';
import { Diagnosis } from './diagnosis';
import { factorText } from './factorText';
import type { Hypothesis } from './layout';
import type { Merged } from './merge';
import { entryName, indexOf } from './naming';
import type { Pair } from './pairing';
import { variableChoices } from './variables';
import { wholeDerivative } from './wholes';
import type { DifferingEntry, Measured, PairVerdict, Print, Witness, WitnessNumber, WitnessValue } from './verdict';

/** Entries that are written down; the message counts all. */
const MOST_ENTRIES = 64;
/** Entries that are searched for a small change. */
const MOST_DIAGNOSED = 24;

export interface DifferenceRequest {
  readonly merged: Merged;
  readonly pair: Pair;
  readonly print: Print;
  /** Best first. */
  readonly hypotheses: readonly { readonly hypothesis: Hypothesis; readonly comparison: Comparison }[];
  readonly symbols: readonly NodeId[];
  readonly points: readonly Float64Array[];
  readonly deadline: number;
  /** What is wrong with every entry, where that is known already. */
  readonly finding?: string;
}

/** @returns the verdict, and whether a small change was found that makes it right. */
export function reportDifference(request: DifferenceRequest): {
  readonly verdict: PairVerdict;
  readonly diagnosed: boolean;
} {
  const [first, ...others] = request.hypotheses.slice(0, 4).map((candidate) => attempt(request, candidate));
  if (!first) throw new RangeError('a difference is of a hypothesis');
  // What can be explained is what was meant; of two explanations the simpler one.
  const explained = [first, ...others].filter(({ diagnosed }) => diagnosed);
  const [simplest = first] = explained.sort((p, q) => p.complexity - q.complexity);
  return { verdict: simplest.verdict(), diagnosed: simplest.diagnosed };
}

interface Attempt {
  readonly diagnosed: boolean;
  readonly complexity: number;
  /** Written down only where it is told: what is long takes long to be made readable. */
  readonly verdict: () => PairVerdict;
}

function attempt(
  request: DifferenceRequest,
  { hypothesis, comparison }: DifferenceRequest['hypotheses'][number],
): Attempt {
  const { merged, print, symbols, points, deadline } = request;
  const { mismatches } = comparison;
  if (request.finding !== undefined) {
    const findings = mismatches.slice(0, MOST_ENTRIES).map(() => request.finding ?? null);
    const verdict = (): PairVerdict => written(request, { hypothesis, comparison, findings, all: null });
    return { diagnosed: true, complexity: 0, verdict };
  }
  const common = wholeFinding(request, hypothesis, mismatches);
  const diagnosis = new Diagnosis({
    graph: merged.graph,
    hypothesis,
    sizes: merged.foundSizes,
    outputs: merged.outputs,
    symbols,
    points,
    print,
    deadline,
  });
  let diagnosed = common !== null;
  const isAlone = mismatches.length === 1;
  const changed = (): string | null =>
    earlierVersion({
      merged,
      hypothesis,
      symbols,
      points,
      print,
      deadline,
      differing: mismatches.map(({ entry }) => entry),
    });
  // The function may have the wrong sign as well: `exp(x)` in a sigmoid.
  const orChanged = (finding: string | null): string | null => {
    const version = finding !== null && /the sign is wrong$/.test(finding) ? changed() : null;
    return version === null ? finding : `${finding}, or ${version}`;
  };
  const whole = orChanged(common);
  // One change of the function that explains several entries is simpler than a mistake in each.
  const earlier = whole === null && !isAlone ? changed() : null;
  if (earlier !== null) diagnosed = true;
  // Where nothing small is wrong with one entry, nothing is with others that the same expression makes.
  const inVain = new Set<string>();
  const told = mismatches.slice(0, MOST_ENTRIES);
  const findings = told.map((mismatch, place): string | null => {
    const where = JSON.stringify(merged.foundSpans[mismatch.entry]);
    const search = place < MOST_DIAGNOSED && !inVain.has(where);
    const isLate = place > 0 && performance.now() > deadline;
    const find = (): string | null => (isLate ? diagnosis.quick(mismatch.entry) : diagnosis.entry(mismatch.entry));
    const own = whole ?? earlier ?? (search ? find() : null);
    if (own === null) inVain.add(where);
    return isAlone ? (orChanged(own) ?? changed()) : own;
  });
  if (findings.some((finding) => finding !== null)) diagnosed = true;
  const complexity = 2 * told.length + (findings[0]?.includes(', and ') ? 1 : 0);
  return {
    diagnosed,
    complexity,
    verdict: () => written(request, { hypothesis, comparison, findings, all: whole ?? earlier }),
  };
}

interface Findings {
  readonly hypothesis: Hypothesis;
  readonly comparison: Comparison;
  /** Of the entries that are told. */
  readonly findings: readonly (string | null)[];
  /** What explains all of them. */
  readonly all: string | null;
}

function written(request: DifferenceRequest, { hypothesis, comparison, findings, all }: Findings): PairVerdict {
  const { mismatches } = comparison;
  const entries = findings.map((finding, place) =>
    entryOf(request, hypothesis, mismatches[place] as Mismatch, finding),
  );
  const total = hypothesis.expected.length;
  const count = mismatches.length;
  const counted =
    total === 1 ? 'the derivative differs' : `${count} of ${total} entries ${count === 1 ? 'differs' : 'differ'}`;
  const first = entries[0]?.diagnosis;
  const message = all !== null ? `${counted}: ${all}` : first ? `${counted}: ${first}` : counted;
  const measured = measuredBy(comparison, total);
  const { layout, variables } = hypothesis;
  return { verdict: 'differs', message, layout, entries, measured, by: variables.names };
}

/** What is wrong with all entries alike. */
function wholeFinding(
  request: DifferenceRequest,
  hypothesis: Hypothesis,
  mismatches: readonly Mismatch[],
): string | null {
  const { merged, pair, symbols, points } = request;
  const whole = wholeDerivative({
    merged,
    hypothesis,
    symbols,
    points,
    choices: variableChoices(merged, { ...pair, wrt: null }),
  });
  if (whole !== null) return whole;
  if (mismatches.length < 2) return null;
  const factor = commonFactor(new Comparer(merged.graph, symbols), hypothesis, points);
  return factor === null ? null : `in all entries ${factorText(1 / factor)}`;
}

function entryOf(
  { merged, print }: DifferenceRequest,
  hypothesis: Hypothesis,
  mismatch: Mismatch,
  finding: string | null,
): DifferingEntry {
  const k = mismatch.entry;
  const { graph, foundSizes, foundSpans } = merged;
  const expected = print(graph, hypothesis.expected[k] as NodeId);
  const found = print(graph, hypothesis.found[k] as NodeId);
  const isSingle = foundSizes.every((size) => size === 1);
  const name = isSingle ? '' : `${entryName(k, foundSizes)}: `;
  return {
    index: indexOf(k, foundSizes),
    expected,
    found,
    span: foundSpans[k] ?? { start: 0, end: 0 },
    diagnosis: `${name}${finding === null ? '' : `${finding}: `}${bothSides(expected, found, mismatch)}`,
    finding: finding ?? '',
    at: witness(merged, mismatch.point),
    values: { expected: numberOf(mismatch.expected), found: numberOf(mismatch.found) },
  };
}

/** Longer expressions than this are not read: their values at the witness say more. */
const LONGEST = 140;

function bothSides(expected: string, found: string, mismatch: Mismatch): string {
  const isShort = (text: string): boolean => text !== '' && text.length <= LONGEST;
  if (isShort(expected) && isShort(found)) return `expected \`${expected}\`, found \`${found}\``;
  const [right, wrong] = [mismatch.expected, mismatch.found].map((value) => Number(value.toPrecision(6)));
  const short = isShort(expected) ? `\`${expected}\` = ${right}` : `${right}`;
  return `expected ${short}, found ${isShort(found) ? `\`${found}\` = ` : ''}${wrong}`;
}

/** What a comparison came to, with the entries that differ. */
export function measuredBy(
  { compared, mismatches, worstAbsolute, worstRelative }: Comparison,
  entries: number,
): Measured {
  const absolute = mismatches.map(({ expected, found }) => Math.abs(expected - found));
  return {
    entries,
    differing: mismatches.length,
    points: compared,
    worstAbsolute: Math.max(worstAbsolute, ...absolute),
    worstRelative: Math.max(worstRelative, ...mismatches.map(({ relative }) => relative)),
  };
}

function numberOf(value: number): WitnessNumber {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

/** The point by the function's argument names, attributes under `self`. */
function witness(merged: Merged, point: Float64Array): Witness {
  const result: Record<string, WitnessValue> = {};
  const attributes: Record<string, WitnessValue> = {};
  let at = 0;
  for (const input of merged.inputs) {
    const values = point.slice(at, at + input.symbols.length);
    at += input.symbols.length;
    const name = input.primalName ?? input.name;
    const value = nested(values, input.sizes);
    if (input.isAttribute && name.startsWith('self.')) attributes[name.slice('self.'.length)] = value;
    else result[name] = value;
  }
  return Object.keys(attributes).length > 0 ? { ...result, self: attributes } : result;
}

function nested(values: Float64Array, sizes: readonly number[]): WitnessValue {
  const [size, ...rest] = sizes;
  if (size === undefined) return values[0] as number;
  const length = values.length / size;
  return Array.from({ length: size }, (_, i) => nested(values.subarray(i * length, (i + 1) * length), rest));
}
