/** The hand-written derivatives of a function beside the computed one, entry by entry, at a point. */
import type { Compared, PairVerdict, Verdict } from '../../verification/verdict';
import { withShapes } from '../../verification/views';
import type { Numeric, Point, PointValue } from '../card';
import { judge } from '../judging/judge';
import type { JudgeRequest } from '../judging/traces';
import { flatten, toNumeric } from '../given';
import { Unanswerable, type QuestionOf } from './questions';
import type { Investigation } from './subjects';

/** Nothing beyond the point. */
export type ComparisonQuestion = object;

export interface ComparisonAnswer {
  /** Those that numbers can be told of, in the order of the file. */
  readonly derivatives: readonly ComparedDerivative[];
}

export interface ComparedDerivative {
  /** Dotted name, and which of the things that it gives (`Check.part`). */
  readonly function: string;
  readonly part: string;
  readonly verdict: Verdict;
  /** `2 × 2`, `transposed`, `elementwise`. */
  readonly layout: string;
  /** Of all entries, also of those that are left out below. */
  readonly count: number;
  /** In the derivative's own layout, row by row; of many, those with the largest errors. */
  readonly entries: readonly ComparedEntry[];
  /** Why there are no numbers at this point, as a sentence; else `null`. */
  readonly reason: string | null;
}

export interface ComparedEntry {
  readonly index: readonly number[];
  readonly found: Numeric;
  readonly expected: Numeric;
  /** |found − expected|, and that in proportion to the larger of the two. */
  readonly absolute: Numeric;
  readonly relative: Numeric;
}

/** More entries than these nobody reads; the largest errors are kept. */
const MOST_ENTRIES = 100;

export function comparison({ point: asked }: QuestionOf<'comparison'>, investigation: Investigation): ComparisonAnswer {
  const point = asked ?? investigation.point;
  if (!point) throw new Unanswerable('there is no point: enter a value for each argument');
  return {
    derivatives: investigation.handWritten.flatMap((request) => {
      const judged = verdictOf(request);
      if (typeof judged === 'string') return [];
      const fitting = forSizesOf(point, request, judged);
      return [fitting, ...(fitting.others ?? [])].flatMap((verdict) => at(request, verdict, point));
    }),
  };
}

/** By the traces of the two: a moving point asks again and again. */
const verdicts = new WeakMap<object, { readonly primal: object; readonly verdict: PairVerdict | string }>();

function verdictOf(request: JudgeRequest): PairVerdict | string {
  const { pair, studies, primal, derivative } = request;
  const f = studies.trace(primal, undefined, pair.views.primal);
  const df = studies.trace(derivative, undefined, pair.views.derivative);
  const known = verdicts.get(df);
  // One derivative can belong to two functions, and one function can give several.
  if (known?.primal === f && pair.parts.derivative === null) return known.verdict;
  const verdict = judge(request);
  verdicts.set(df, { primal: f, verdict });
  return verdict;
}

/** The verdict for arrays of the sizes that the point has, where it was reached for others that nothing fixes. */
function forSizesOf(point: Point, request: JudgeRequest, judged: PairVerdict): PairVerdict {
  const { pair, primal, derivative } = request;
  const inputs = (judged.compared?.inputs ?? []).flatMap((input) => {
    const given = flatten(valueOf(point, input.primalName ?? input.name));
    return given ? [{ ...input, given: given.sizes }] : [];
  });
  if (inputs.every(({ sizes, given }) => sizes.join() === given.join())) return judged;
  const views = {
    primal: withShapes(
      pair.views.primal,
      primal.function,
      Object.fromEntries(inputs.flatMap(({ primalName, given }) => (primalName === null ? [] : [[primalName, given]]))),
    ),
    derivative: withShapes(
      pair.views.derivative,
      derivative.function,
      Object.fromEntries(inputs.map(({ name, given }) => [name, given])),
    ),
  };
  const again = verdictOf({ ...request, pair: { ...pair, views } });
  return typeof again === 'string' || !again.compared ? judged : again;
}

function at({ pair }: JudgeRequest, verdict: PairVerdict, point: Point): ComparedDerivative[] {
  const { compared, part } = verdict;
  if (!compared) return [];
  const label = part === undefined ? (pair.views.derivative?.label ?? '') : `[${part}]`;
  const about = { function: pair.derivative, part: label, verdict: verdict.verdict, layout: verdict.layout };
  const values = valuesAt(compared, point);
  if (typeof values === 'string') return [{ ...about, count: 0, entries: [], reason: values }];
  const { expected, found } = compared.at(values);
  const all = Array.from(found, (_, k) => entry(indexOf(k, compared.sizes), found[k] as number, expected[k] as number));
  return [{ ...about, count: all.length, entries: worst(all).map(({ shown }) => shown), reason: null }];
}

interface Measured {
  readonly error: number;
  readonly shown: ComparedEntry;
}

function entry(index: readonly number[], found: number, expected: number): Measured {
  const absolute = Object.is(found, expected) ? 0 : Math.abs(found - expected);
  const relative = absolute === 0 ? 0 : absolute / Math.max(Math.abs(found), Math.abs(expected));
  return {
    error: Number.isNaN(relative) ? Infinity : relative,
    shown: {
      index,
      found: toNumeric(found),
      expected: toNumeric(expected),
      absolute: toNumeric(absolute),
      relative: toNumeric(relative),
    },
  };
}

/** The largest errors, in the order of the entries. */
function worst(all: readonly Measured[]): readonly Measured[] {
  if (all.length <= MOST_ENTRIES) return all;
  const [...order] = all.keys();
  order.sort((p, q) => (all[q]?.error ?? 0) - (all[p]?.error ?? 0) || p - q);
  const kept = new Set(order.slice(0, MOST_ENTRIES));
  return all.filter((_, k) => kept.has(k));
}

function indexOf(place: number, sizes: readonly number[]): number[] {
  const index: number[] = [];
  let rest = place;
  for (const size of [...sizes].reverse()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index;
}

/** The numbers of all inputs at the point; a sentence where some are missing or have other sizes. */
function valuesAt({ inputs }: Compared, point: Point): Float64Array | string {
  const values: number[] = [];
  for (const { primalName, name, sizes } of inputs) {
    const given = flatten(valueOf(point, primalName ?? name));
    if (!given) return `no value is given for ${primalName ?? name}`;
    if (given.sizes.join() !== sizes.join())
      return `it was compared for ${name} of another size than at this point: ${sizes.join(' × ') || 'a number'}`;
    values.push(...given.values);
  }
  return Float64Array.from(values);
}

/** `x`, `self.a`, `p['key']` of a point. */
function valueOf(point: Point, name: string): PointValue | undefined {
  if (Object.hasOwn(point, name)) return point[name];
  let value: PointValue | undefined = point;
  for (const key of name.split(/[.[\]'"]+/).filter((part) => part !== '')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    value = (value as Readonly<Record<string, PointValue>>)[key];
  }
  return value;
}
