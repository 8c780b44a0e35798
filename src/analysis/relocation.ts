/** Results that were found in an older version of the text, with their places as they are now. */
import type { Range, Span } from '../languages/source';
import type { Traced, TraceResult } from '../tracing/traced';
import { indexAt } from './units';
import type { Unit } from './units';

/** Where the units that some places are in stood when they were noted. */
export class Anchors {
  private constructor(private readonly places: { readonly unit: Unit; start: number }[]) {}

  static of(units: readonly Unit[], spans: Iterable<Span>): Anchors {
    const places = new Map<Unit, { readonly unit: Unit; start: number }>();
    let unit: Unit | undefined;
    for (const { start } of spans) {
      if (!unit || start < unit.start || start >= unit.end) unit = units[Math.max(0, indexAt(units, start))];
      if (unit && !places.has(unit)) places.set(unit, { unit, start: unit.start });
    }
    return new Anchors([...places.values()].sort((a, b) => a.start - b.start));
  }

  get areMoved(): boolean {
    return this.places.some(({ unit, start }) => unit.start !== start);
  }

  /** Where a place is now. */
  moved({ start, end }: Span): Span {
    const delta = this.shiftAt(start);
    return { start: start + delta, end: end + delta };
  }

  /** How far what stood at an offset has moved. */
  shiftAt(start: number): number {
    const place = this.places[Math.max(0, indexAt(this.places, start))];
    return place ? place.unit.start - place.start : 0;
  }

  /** Notes that everything has been moved to where it is now. */
  settle(): void {
    for (const place of this.places) place.start = place.unit.start;
    this.places.sort((a, b) => a.start - b.start);
  }
}

const copied = ({ start, end }: Span): Span => ({ start, end });

/** A trace that can be moved: places that are the program's own may change under it. */
export function detached(result: TraceResult): TraceResult {
  return relocatedTrace(result, copied);
}

function relocatedTrace(result: TraceResult, move: (span: Span) => Span): TraceResult {
  if (!result.ok) return { ok: false, reason: { ...result.reason, span: move(result.reason.span) } };
  const { traced } = result;
  const moved: Traced = {
    ...traced,
    outputSpans: traced.outputSpans.map(move),
    holes: traced.holes.map((hole) => ({ ...hole, span: move(hole.span) })),
    points: traced.points.map((point) => ({ ...point, span: move(point.span) })),
  };
  return { ok: true, traced: moved };
}

function* spansOf(result: TraceResult): IterableIterator<Span> {
  if (!result.ok) {
    yield result.reason.span;
    return;
  }
  const { graph, outputSpans, holes, points } = result.traced;
  yield* outputSpans;
  for (const { span } of holes) yield span;
  for (const { span } of points) yield span;
  for (const spans of graph.spans.values()) yield* spans;
}

/** A trace that is kept from version to version. */
export class KeptTrace {
  private readonly anchors: Anchors;

  constructor(
    private result: TraceResult,
    units: readonly Unit[],
  ) {
    this.result = detached(result);
    this.anchors = Anchors.of(units, spansOf(this.result));
  }

  /** How much memory it takes, in nodes of its graph. */
  get size(): number {
    return this.result.ok ? this.result.traced.graph.size : 0;
  }

  /** The trace, its places where they are now. */
  get present(): TraceResult {
    if (!this.anchors.areMoved) return this.result;
    this.result = relocatedTrace(this.result, (span) => this.anchors.moved(span));
    if (this.result.ok)
      for (const spans of this.result.traced.graph.spans.values())
        for (const span of spans) {
          const delta = this.anchors.shiftAt(span.start);
          span.start += delta;
          span.end += delta;
        }
    this.anchors.settle();
    return this.result;
  }
}

/** Something that names places as lines and characters, kept from version to version. */
export class Kept<T> {
  private ranges: readonly { readonly range: Range; readonly span: Span }[];
  private readonly anchors: Anchors;

  /**
   * @param make makes it, and turns every place that it names to a range by `range`.
   * @param toRange where a span is in the present text.
   */
  constructor(
    make: (range: (span: Span) => Range) => T,
    units: readonly Unit[],
    toRange: (span: Span) => Range,
    private version: number,
  ) {
    const ranges: { readonly range: Range; readonly span: Span }[] = [];
    this.value = make((span) => {
      const range = toRange(span);
      ranges.push({ range, span: copied(span) });
      return range;
    });
    this.ranges = ranges;
    this.anchors = Anchors.of(
      units,
      ranges.map(({ span }) => span),
    );
  }

  private value: T;

  /** It as it is now. */
  present(version: number, toRange: (span: Span) => Range): T {
    if (version === this.version) return this.value;
    this.version = version;
    const moved = new Map<object, Range>();
    this.ranges = this.ranges.map(({ range, span }) => {
      const now = this.anchors.moved(span);
      const there = toRange(now);
      const isThere = isEqual(range, there);
      if (!isThere) moved.set(range, there);
      return { range: isThere ? range : there, span: now };
    });
    this.anchors.settle();
    if (moved.size > 0) this.value = replaced(this.value, moved) as T;
    return this.value;
  }
}

const isEqual = (a: Range, b: Range): boolean =>
  a.start.line === b.start.line &&
  a.start.character === b.start.character &&
  a.end.line === b.end.line &&
  a.end.character === b.end.character;

/** A copy of plain data with some of its objects replaced; what holds none of them is shared. */
function replaced(value: unknown, by: ReadonlyMap<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (by.has(value)) return by.get(value);
  if (Array.isArray(value)) {
    const before: readonly unknown[] = value;
    const items = before.map((item) => replaced(item, by));
    return items.some((item, i) => item !== before[i]) ? items : before;
  }
  const result: Record<string, unknown> = {};
  let isChanged = false;
  for (const [key, member] of Object.entries(value)) {
    result[key] = replaced(member, by);
    isChanged ||= result[key] !== member;
  }
  return isChanged ? result : value;
}
