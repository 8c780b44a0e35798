/** The subjects of a document's investigations, each made once: moving a point must not trace a function anew. */
import type { Definition } from '../../languages/program';
import type { Position, Range, Span } from '../../languages/source';
import type { TraceResult } from '../../tracing/traced';
import type { Card, Point, Selection } from '../card';
import { givenOf, withDirective } from '../cards';
import type { JudgeRequest } from '../judging/traces';
import { NotDifferentiable } from '../differentiated';
import type { Differentiated } from '../differentiated';
import type { Notation } from '../../notation/notation';
import { flatten } from '../given';
import type { Studies } from '../studies';
import { Unanswerable } from './questions';
import { Subject } from './subject';

/** Kept for a function: points of other shapes, or with other flags and counts, are other subjects. */
const KEPT = 4;

/** By the trace of the function as it stands: that is made anew when anything that it depends on has changed. */
class Kept<T> {
  readonly #all = new WeakMap<TraceResult, Map<string, T>>();

  get(plain: TraceResult, key: string, make: () => T): T {
    let known = this.#all.get(plain);
    if (!known) this.#all.set(plain, (known = new Map<string, T>()));
    const found = known.get(key);
    if (found) return found;
    const made = make();
    const [oldest] = known.keys();
    if (known.size >= KEPT && oldest !== undefined) known.delete(oldest);
    known.set(key, made);
    return made;
  }
}

const subjects = new Kept<Subject>();
const differentiated = new Kept<Differentiated>();

/** What a question is about. */
export interface Investigation {
  readonly definition: Definition;
  readonly studies: Studies;
  readonly selection: Selection;
  /** The point of the function's card, for a question that names none. */
  readonly point: Point | null;
  /** Where a stretch of the source is, and back. */
  readonly range: (span: Span) => Range;
  readonly offset: (position: Position) => number;
  /** What is known of the function, at a point if one is given. */
  readonly card: (point: Point | null) => Card;
  /** How formulas are written. */
  readonly notation: Notation;
  /** Its hand-written derivatives. */
  readonly handWritten: readonly JudgeRequest[];
}

/** The function with the inputs' values at the question's point. Throws `Unanswerable` where that cannot be. */
export function subjectAt(
  { point: asked }: { readonly point: Point | null },
  { definition, studies, selection, point: usual }: Investigation,
): { readonly subject: Subject; readonly values: Float64Array } {
  const point = asked ?? usual;
  if (!point) throw new Unanswerable('there is no point: enter a value for each argument');
  const subject = subjectOf(studies, definition, selection, point);
  return { subject, values: subject.valuesAt(point) };
}

/** The function as its card shows it, for questions about formulas: a point, if there is one, fixes its shapes. */
export function differentiatedAt(
  { point: asked }: { readonly point: Point | null },
  { definition, studies, selection: chosen, point: usual }: Investigation,
): Differentiated {
  const selection = withDirective(chosen, definition);
  const point = asked ?? usual;
  const plain = studies.trace(definition);
  // With chosen variables, the others are constants of the trace.
  const isVariable = (name: string): boolean => selection.wrt?.includes(name) ?? isNumber(plain, name);
  const key = JSON.stringify([selection, point && kindsOf(point, isVariable)]);
  return differentiated.get(plain, key, () => {
    const result = point ? studies.trace(definition, givenOf(studies, definition, selection, point)) : plain;
    if (!result.ok) throw new Unanswerable(result.reason.message);
    return differentiable(() => studies.differentiate(result.traced, selection));
  });
}

function differentiable<T>(differentiate: () => T): T {
  try {
    return differentiate();
  } catch (error) {
    if (error instanceof NotDifferentiable) throw new Unanswerable(error.message);
    throw error;
  }
}

/**
 * The function with the variables of the selection, made ready for points like this one. Throws `Unanswerable` with the
 * reason where it is not understood or has nothing to differentiate by.
 */
function subjectOf(studies: Studies, definition: Definition, chosen: Selection, point: Point): Subject {
  const { wrt } = withDirective(chosen, definition);
  const plain = studies.trace(definition);
  const key = JSON.stringify([wrt ?? null, kindsOf(point, (name) => isNumber(plain, name))]);
  return subjects.get(plain, key, () => {
    // All numbers stay variables of the trace, also those that are not differentiated by: they can be moved as well.
    const result = studies.trace(definition, givenOf(studies, definition, {}, point));
    if (!result.ok) throw new Unanswerable(result.reason.message);
    const { traced } = result;
    return differentiable(() => new Subject(traced, studies.differentiate(traced, wrt ? { wrt } : {}).wrt));
  });
}

/** Whether an argument is a number to the function: no count, no flag, nothing whose value decides how it is traced. */
const isNumber = (plain: TraceResult, name: string): boolean =>
  plain.ok && plain.traced.inputs.some((input) => input.name === name && input.numeric);

/** What of a point decides how the function is traced: shapes of variables, and values of everything else. */
const kindsOf = (point: Point, isVariable: (name: string) => boolean): unknown =>
  Object.entries(point).map(([name, value]) => [name, (isVariable(name) && flatten(value)?.sizes) || { is: value }]);
