/** Entries along a line: runs of them that one formula in one index gives, and those that stand by themselves. */
import type { NodeId } from '../../graph';
import { freeIndex, constantIndex } from '../indices';
import type { IndexExpression, Term } from '../term';
import type { Candidate, Member } from './family';
import type { Judge } from './judge';

/** Every second, third or fourth entry may have a formula of its own. */
const STRIDES = [1, 2, 3, 4] as const;
/** A formula stands for so many entries at least. */
export const FEWEST_MEMBERS = 3;
/** Samples beside each other; where one of them is written in another way (√4 is 2), one further on. */
const IN_A_ROW = [-1, 0, 1];
const WITH_A_GAP = [-1, 0, 2];
/** Formulas tried for one line, and entries that may be left over. */
const MOST_FORMULAS = 5;
const MOST_LEFT = 4;

export const INDEX = 'i';

/** A place on a line, by its number there, and how such a number becomes a place in the array. */
export interface Line {
  readonly members: readonly Member[];
  readonly key: (t: IndexExpression) => readonly IndexExpression[];
}

/** Entries of a line that have a formula with others, and those that are like no other. */
export interface Runs {
  readonly found: readonly Candidate[];
  readonly left: readonly Member[];
}

export function runsOf({ members, key }: Line, judge: Judge): Runs {
  let left = [...members].sort((a, b) => a.at[0]! - b.at[0]!);
  const found: Candidate[] = [];
  for (let formulas = 0; left.length >= FEWEST_MEMBERS && formulas < MOST_FORMULAS; formulas += 1) {
    const run = bestRun(left, judge);
    if (!run) break;
    found.push(candidateOf(run, key));
    const taken = new Set<number>(run.members.map(({ at }) => at[0]));
    left = left.filter(({ at }) => !taken.has(at[0]!));
  }
  return { found, left };
}

/** All of a line, or `undefined` where too many entries are like no other. */
export function coverLine(line: Line, judge: Judge, runs: Runs = runsOf(line, judge)): Candidate[] | undefined {
  const { key } = line;
  const { left } = runs;
  const found = [...runs.found];
  if (left.length > MOST_LEFT) return undefined;
  for (const member of left) {
    const term = judge.formula([member], []);
    if (!term) return undefined;
    const own = { at: [], node: member.node };
    found.push({
      key: key(constantIndex(member.at[0]!)),
      ranges: [],
      relation: null,
      members: [own],
      samples: [own],
      term,
    });
  }
  return found;
}

interface Run {
  readonly stride: number;
  readonly remainder: number;
  /** With the value of the index. */
  readonly members: readonly { readonly at: readonly [number]; readonly index: number; readonly node: NodeId }[];
  readonly samples: readonly Member[];
  readonly term: Term;
}

function bestRun(left: readonly Member[], judge: Judge): Run | undefined {
  const nodes = new Map(left.map(({ at, node }) => [at[0]!, node]));
  const places = [...nodes.keys()];
  for (const stride of STRIDES)
    for (const share of [0.5, 0.25, 0.7]) {
      if (judge.isLate) return undefined;
      const start = places[Math.floor((places.length - 1) * share)]!;
      for (const steps of stride === 1 ? [IN_A_ROW, WITH_A_GAP] : [IN_A_ROW]) {
        const chosen = steps.map((step) => start + step * stride);
        const run = chosen.every((t) => nodes.has(t)) && runFrom(chosen, stride, left, nodes, judge);
        if (run) return run;
      }
    }
  return undefined;
}

function runFrom(
  chosen: readonly number[],
  stride: number,
  left: readonly Member[],
  nodes: ReadonlyMap<number, number>,
  judge: Judge,
): Run | undefined {
  const remainder = chosen[0]! % stride;
  const indexed = left
    .filter(({ at }) => at[0]! % stride === remainder)
    .map(({ at, node }) => ({ at: [at[0]!] as const, index: (at[0]! - remainder) / stride, node }));
  const samples = chosen.map((t) => ({
    at: [(t - remainder) / stride],
    node: nodes.get(t)!,
  }));
  const term = judge.formula(samples, [INDEX]);
  if (!term) return undefined;
  const matches = judge.matcher(term, [INDEX], samples);
  const matched = indexed.filter(({ index, node }) => matches({ at: [index], node }));
  const members = inRuns(matched);
  return members.length >= FEWEST_MEMBERS && isWorthIt(stride, members.length, left.length)
    ? { stride, remainder, members, samples, term }
    : undefined;
}

/** Every second entry: more of them make it a pattern. */
const isWorthIt = (stride: number, count: number, all: number): boolean => stride === 1 || count >= all / (stride + 1);

/** Only those that stand with others: single ones are told by themselves. */
function inRuns<T extends { readonly index: number }>(matched: readonly T[]): T[] {
  const present = new Set(matched.map(({ index }) => index));
  return matched.filter(({ index }) => present.has(index - 1) || present.has(index + 1));
}

function candidateOf(run: Run, key: Line['key']): Candidate {
  const spans: [number, number][] = [];
  for (const { index } of run.members) {
    const last = spans.at(-1);
    if (last && last[1] === index - 1) last[1] = index;
    else spans.push([index, index]);
  }
  return {
    key: key(freeIndex(INDEX, run.stride, run.remainder)),
    ranges: [{ index: INDEX, spans }],
    relation: null,
    members: run.members.map(({ index, node }) => ({ at: [index], node })),
    samples: run.samples,
    term: run.term,
  };
}
