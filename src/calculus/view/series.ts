/** Sums and products over structure: x₀y₀ + x₁y₁ + … + x₉y₉ is Σ xᵢyᵢ. Exact: each addend is the term at its index. */
import { cost } from './cost';
import { generalised, keyOf, renamed } from './generalise';
import { constantIndex, indexKey } from './indices';
import { instantiated } from './instantiate';
import { freeIndices, mapParts, partsOfTerm } from './parts';
import type { Term } from './term';

type Series = Extract<Term, { kind: 'series' }>;
type Operator = Series['operator'];

/** Fewer addends are read as they stand. */
const FEWEST = 5;
const ROUNDING = 1e-9;
/** Or so many, where they are long. */
const FEWEST_LONG = 4;
const LONG = 20;

const known = new WeakMap<Term, Term>();

/** The same value with its long sums and products written over an index, where that is shorter. */
export function folded(term: Term): Term {
  const before = known.get(term);
  if (before) return before;
  const inner = mapParts(term, folded);
  const made =
    inner.kind === 'sum'
      ? foldList(inner.terms, 'sum', inner)
      : inner.kind === 'product'
        ? foldList(inner.factors, 'product', inner)
        : inner;
  known.set(term, made);
  known.set(made, made);
  return made;
}

function foldList(items: readonly Term[], operator: Operator, whole: Term): Term {
  if (items.length < FEWEST_LONG) return whole;
  const found: Series[] = [];
  const left = new Set(items);
  for (const group of groupsOf(items)) {
    const free = group.filter((item) => left.has(item));
    if (free.length < FEWEST_LONG - 1) break;
    const series = seriesOf(free, operator, left);
    if (!series) continue;
    found.push(series.term);
    for (const item of series.taken) left.delete(item);
  }
  if (found.length === 0) return whole;
  const rest = items.filter((item) => left.has(item));
  const merged = mergedSeries(found, operator);
  const put = merged.map((series) => withoutConstants(series));
  // A Σ reaches as far as it can: it comes last, but after a minus only if nothing else can lead.
  const leading = rest.findIndex(({ kind }) => kind !== 'negative');
  const isLed = operator === 'product' || leading >= 0;
  const ordered = leading > 0 && operator === 'sum' ? [rest[leading]!, ...rest.filter((_, i) => i !== leading)] : rest;
  const all = isLed ? [...ordered, ...put] : [...put, ...ordered];
  const made: Term =
    all.length === 1 ? all[0]! : operator === 'sum' ? { kind: 'sum', terms: all } : { kind: 'product', factors: all };
  return cost(made) < cost(whole) ? made : whole;
}

/** Terms of a list that are one term at consecutive values of an index: pᵢ > 0 for i = 0…5. */
export interface Alike {
  readonly term: Term;
  readonly index: string;
  readonly from: number;
  readonly to: number;
  /** Where in the list they are. */
  readonly places: readonly number[];
}

/** What of a list is alike; what is like no other is left out. */
export function alike(terms: readonly Term[], fewest: number): Alike[] {
  const found: Alike[] = [];
  const left = new Set(terms);
  // x₀ = 1, x₁ = 1, x₀ = 2, x₁ = 2 are two groups, one a number.
  for (const group of groupsOf(terms).flatMap((whole) => [whole, ...byNumbers(whole)])) {
    const free = group.filter((item) => left.has(item));
    const series = free.length >= fewest ? seriesOf(free, 'sum', left, fewest) : undefined;
    if (!series || series.term.except) continue;
    const { term, index, from, to } = series.term;
    found.push({
      term,
      index,
      from: from.offset,
      to: to.offset,
      places: series.taken.map((item) => terms.indexOf(item)),
    });
    for (const item of series.taken) left.delete(item);
  }
  return found;
}

/** Terms that may be instances of one, the largest groups first. */
function groupsOf(items: readonly Term[]): Term[][] {
  const groups = new Map<string, Term[]>();
  for (const item of items) {
    const key = keyOf(item, false);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

/** Those of a group that have the same numbers. */
function byNumbers(group: readonly Term[]): Term[][] {
  const keys = group.map((term) => numbersOf(term, []).join());
  const parts = [...new Set(keys)].map((key) => group.filter((_, i) => keys[i] === key));
  return parts.length > 1 && parts.length < group.length ? parts : [];
}

function numbersOf(term: Term, into: number[]): number[] {
  if (term.kind === 'number') into.push(term.value);
  for (const part of partsOfTerm(term)) numbersOf(part, into);
  return into;
}

/** Values that a group's terms have at the places where they may differ, in the order in which they are written. */
function leavesOf(term: Term, into: number[]): number[] {
  if (term.kind === 'symbol') into.push(...term.index);
  else if (term.kind === 'element') into.push(...term.index.map(({ offset }) => offset));
  else if (term.kind === 'number') into.push(term.exact ? term.value : NaN);
  for (const part of partsOfTerm(term)) leavesOf(part, into);
  return into;
}

interface Found {
  readonly term: Series;
  readonly taken: readonly Term[];
}

function seriesOf(
  group: readonly Term[],
  operator: Operator,
  left: ReadonlySet<Term>,
  fewest = FEWEST,
): Found | undefined {
  const leaves = group.map((item) => leavesOf(item, []));
  const lists = (leaves[0] ?? []).map((_, place) => leaves.map((list) => list[place]!));
  const tried = new Set<string>();
  // xᵢ and xᵢ₊₁ rather than xᵢ₋₁ and xᵢ: the lowest counts.
  const lowest = lists.map((values) => ({ values, start: Math.min(...values) }));
  for (const { values } of lowest.sort((p, q) => p.start - q.start)) {
    const key = values.join();
    if (tried.has(key) || new Set(values).size < values.length || values.some(Number.isNaN)) continue;
    tried.add(key);
    const made = alongPlace(group, values, operator, left, fewest);
    if (made) return made;
  }
  return undefined;
}

/** The terms as one over an index that counts the values of one of their subscripts. */
function alongPlace(
  group: readonly Term[],
  values: readonly number[],
  operator: Operator,
  left: ReadonlySet<Term>,
  fewest: number,
): Found | undefined {
  const order = values.map((value, i) => ({ value, item: group[i]! })).sort((a, b) => a.value - b.value);
  const gaps = order.slice(1).map(({ value }, i) => value - order[i]!.value);
  const step = Math.min(...gaps);
  const start = order[0]!.value;
  // 0.1, 0.2, 0.3 are tenths of 1, 2, 3; that they are so exactly is seen when the terms are made one.
  const first = step === 1 && Number.isInteger(start) ? start : Math.floor(start / step + ROUNDING);
  const at = order.map(({ value }) => first + Math.round((value - start) / step));
  let [from, to] = [at[0]!, at.at(-1)!];
  // Few may be missing: they may be written in another way, as cos x₀ among cos(x₁/√2) and cos(x₂/√3).
  if (to - from > 2 * order.length) return undefined;
  const index = `#${1 + Math.max(...group.map(heightOf))}`;
  const term = generalised(
    order.map(({ item }) => item),
    { names: [index], at: at.map((i) => [i]) },
  );
  if (!term) return undefined;
  const taken = order.map(({ item }) => item);
  const others = new Map([...left].filter((item) => !group.includes(item)).map((item) => [keyOf(item, true), item]));
  // 1·x₀ is written x₀: it may stand apart from 2x₁ and 3x₂.
  const instance = (i: number): Term | undefined => others.get(keyOf(instantiated(term, new Map([[index, i]])), true));
  const take = (i: number): boolean => {
    const other = instance(i);
    if (!other || taken.includes(other)) return false;
    taken.push(other);
    return true;
  };
  const present = new Set(at);
  const missing = Array.from({ length: to - from }, (_, k) => from + k).filter((i) => !present.has(i) && !take(i));
  if (missing.length > 1) return undefined;
  const [except] = missing;
  if (from > 0 && take(from - 1)) from -= 1;
  if (take(to + 1)) to += 1;
  const isLong = taken.length >= FEWEST_LONG && taken.reduce((sum, item) => sum + cost(item), 0) > LONG;
  if (taken.length < fewest && !isLong) return undefined;
  // With the first or the last left out the range is shorter: it is as well.
  const series: Series = {
    kind: 'series',
    operator,
    index,
    from: constantIndex(from),
    to: constantIndex(to),
    except: except === undefined ? null : constantIndex(except),
    term,
  };
  return { term: series, taken };
}

/** How deep sums stand in a term: outer ones have other indices than inner ones. */
function heightOf(term: Term): number {
  const inner = partsOfTerm(term).reduce((height, part) => Math.max(height, heightOf(part)), 0);
  return inner + (term.kind === 'series' ? 1 : 0);
}

/** Σ aᵢ + Σ bᵢ over the same range is Σ (aᵢ + bᵢ). */
function mergedSeries(list: readonly Series[], operator: Operator): readonly Series[] {
  const byRange = new Map<string, Series[]>();
  for (const series of list) {
    const key = [series.from, series.to, ...(series.except ? [series.except] : [])].map(indexKey).join(' ');
    byRange.set(key, [...(byRange.get(key) ?? []), series]);
  }
  return [...byRange.values()].map((group) => {
    const [first] = group as [Series];
    if (group.length === 1) return first;
    const index = `#${Math.max(...group.map(heightOf))}`;
    const terms = group.map((series) => renamed(series.term, (name) => (name === series.index ? index : name)));
    const term: Term =
      operator === 'sum'
        ? { kind: 'sum', terms: terms.flatMap((each) => (each.kind === 'sum' ? each.terms : [each])) }
        : { kind: 'product', factors: terms.flatMap((each) => (each.kind === 'product' ? each.factors : [each])) };
    return { ...first, index, term };
  });
}

/** What does not depend on the index stands in front of the Σ. */
function withoutConstants(series: Series): Term {
  const { term, operator, index } = series;
  if (operator !== 'sum') return series;
  if (term.kind === 'negative')
    return { kind: 'negative', operand: withoutConstants({ ...series, term: term.operand }) };
  if (term.kind !== 'product') return series;
  const constant = term.factors.filter((factor) => !freeIndices(factor).has(index));
  const rest = term.factors.filter((factor) => freeIndices(factor).has(index));
  if (constant.length === 0 || rest.length === 0) return series;
  const inner = rest.length === 1 ? rest[0]! : { ...term, factors: rest };
  return { kind: 'product', factors: [...constant, { ...series, term: inner }] };
}
