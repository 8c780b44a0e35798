/** Entries over several indices at once: all i and j, or those with i ≠ j, i < j, i ≤ j. */
import type { IndexExpression } from '../term';
import { freeIndex } from '../indices';
import type { Candidate, Member, PlaceRelation } from './family';
import { FEWEST_MEMBERS } from './line';
import type { Judge } from './judge';

export const BOX_INDICES = ['i', 'j', 'k'] as const;

export interface Box {
  /** `at`: one number a free index. */
  readonly members: readonly Member[];
  /** The place in the array for the free indices. */
  readonly key: (indices: readonly IndexExpression[]) => readonly IndexExpression[];
}

/** All of a box by one formula; `undefined` where there is none. */
export function coverBox({ members, key }: Box, judge: Judge): Candidate | undefined {
  const [first] = members;
  if (!first || members.length < FEWEST_MEMBERS) return undefined;
  const names = BOX_INDICES.slice(0, first.at.length);
  const bounds = names.map((_, d) => boundsOf(members.map(({ at }) => at[d]!)));
  const relation = relationOf(members, bounds);
  if (relation === undefined) return undefined;
  const at = new Map(members.map((member) => [member.at.join(), member]));
  for (const base of bases(members)) {
    if (judge.isLate) return undefined;
    const samples = samplesAround(base, at);
    const term = samples && judge.formula(samples, names);
    if (!samples || !term) continue;
    const matches = judge.matcher(term, names, samples);
    if (!members.every(matches)) continue;
    return {
      key: key(names.map((name) => freeIndex(name))),
      ranges: names.map((index, d) => ({ index, spans: [bounds[d]!] })),
      relation,
      members,
      samples,
      term,
    };
  }
  return undefined;
}

function boundsOf(values: readonly number[]): readonly [number, number] {
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  return [least, greatest];
}

/** Members in the middle first, at which the indices differ most from each other. */
function bases(members: readonly Member[]): Member[] {
  const spread = ({ at }: Member): number => {
    let least = Infinity;
    for (let d = 0; d < at.length; d += 1)
      for (let e = 0; e < d; e += 1) least = Math.min(least, Math.abs(at[d]! - at[e]!));
    return least;
  };
  const middle = Math.floor(members.length / 2);
  const near = [...members.slice(middle), ...members.slice(0, middle)];
  return [near.find((member) => spread(member) >= 2), near[0], members[0]].filter((member) => member !== undefined);
}

/** The base, and for each index another member that differs in it alone; one more where that is there. */
function samplesAround(base: Member, at: ReadonlyMap<string, Member>): Member[] | undefined {
  const samples = [base];
  for (let d = 0; d < base.at.length; d += 1) {
    const other = [1, -1, 2, -2]
      .map((step) => at.get(base.at.map((value, e) => (e === d ? value + step : value)).join()))
      .find((member) => member !== undefined);
    if (!other) return undefined;
    samples.push(other);
  }
  return samples;
}

/** What holds between the indices of all members, and of nothing else within the bounds; `null`: nothing. */
function relationOf(
  members: readonly Member[],
  bounds: readonly (readonly [number, number])[],
): PlaceRelation | null | undefined {
  const total = bounds.reduce((product, [from, to]) => product * (to - from + 1), 1);
  if (members.length === total) return null;
  const tests: readonly (readonly [PlaceRelation, (at: readonly number[]) => boolean])[] = [
    ['≠', (at) => new Set(at).size === at.length],
    ['<', ([i = 0, j = 0]) => i < j],
    ['≤', ([i = 0, j = 0]) => i <= j],
    ['>', ([i = 0, j = 0]) => i > j],
    ['≥', ([i = 0, j = 0]) => i >= j],
  ];
  for (const [relation, holds] of tests) {
    if (bounds.length > 2 && relation !== '≠') continue;
    if (members.every(({ at }) => holds(at)) && countWhere(bounds, holds) === members.length) return relation;
  }
  return undefined;
}

function countWhere(
  bounds: readonly (readonly [number, number])[],
  holds: (at: readonly number[]) => boolean,
  at: readonly number[] = [],
): number {
  const bound = bounds[at.length];
  if (!bound) return holds(at) ? 1 : 0;
  let count = 0;
  for (let i = bound[0]; i <= bound[1]; i += 1) count += countWhere(bounds, holds, [...at, i]);
  return count;
}
