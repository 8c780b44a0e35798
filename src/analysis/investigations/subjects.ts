/** The subjects of a document's investigations, each made once: moving a point must not trace a function anew. */
import type { Definition } from '../../languages/program';
import type { Traced, TraceResult } from '../../tracing/traced';
import type { Point, PointValue, Selection } from '../card';
import { givenOf, withDirective } from '../cards';
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
const subjects = new WeakMap<TraceResult, Map<string, Subject>>();

/** What a question is about. */
export interface Investigation {
  readonly definition: Definition;
  readonly studies: Studies;
  readonly selection: Selection;
  /** The point of the function's card, for a question that names none. */
  readonly point: Point | null;
  /** How formulas are written. */
  readonly notation: Notation;
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
  const result = studies.trace(definition, point ? givenOf({ ...selection, points: [point] }) : undefined);
  if (!result.ok) throw new Unanswerable(result.reason.message);
  return differentiable(() => studies.differentiate(result.traced, selection));
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
  const selection = withDirective(chosen, definition);
  const plain = studies.trace(definition);
  let known = subjects.get(plain);
  if (!known) subjects.set(plain, (known = new Map<string, Subject>()));
  const kinds = Object.entries(point).map(([name, value]) => [name, kindOf(value)]);
  const key = JSON.stringify([selection.wrt ?? null, kinds]);
  const found = known.get(key);
  if (found) return found;
  const subject = makeSubject(studies, definition, selection, point);
  const [oldest] = known.keys();
  if (known.size >= KEPT && oldest !== undefined) known.delete(oldest);
  known.set(key, subject);
  return subject;
}

function makeSubject(studies: Studies, definition: Definition, selection: Selection, point: Point): Subject {
  // All numbers stay variables of the trace, also those that are not differentiated by: they can be moved as well.
  const result = studies.trace(definition, givenOf({ points: [point] }));
  if (!result.ok) throw new Unanswerable(result.reason.message);
  return differentiable(() => new Subject(result.traced, variablesOf(studies, result.traced, selection)));
}

const variablesOf = (studies: Studies, traced: Traced, { wrt }: Selection): Subject['wrt'] =>
  studies.differentiate(traced, wrt ? { wrt } : {}).wrt;

/** What of a point decides how the function is traced: shapes of numbers, and values of everything else. */
function kindOf(value: PointValue): unknown {
  const flat = flatten(value);
  if (flat)
    return flat.sizes.length === 0 && Number.isInteger(flat.values[0]) ? ['integer', flat.values[0]] : flat.sizes;
  return { is: value };
}
