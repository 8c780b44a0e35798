/** The subjects of a document's investigations, each made once: moving a point must not trace a function anew. */
import type { Definition } from '../../languages/program';
import type { Traced } from '../../tracing/traced';
import type { Point, PointValue, Selection } from '../card';
import { givenOf, withDirective } from '../cards';
import { NotDifferentiable } from '../differentiated';
import { flatten } from '../given';
import type { Studies } from '../studies';
import { Unanswerable } from './questions';
import { Subject } from './subject';

/** Kept for a function: points of other shapes, or with other flags and counts, are other subjects. */
const KEPT = 4;

const subjects = new WeakMap<Studies, Map<string, Subject>>();

/**
 * The function with the variables of the selection, made ready for points like this one. Throws `Unanswerable` with the
 * reason where it is not understood or has nothing to differentiate by.
 */
export function subjectOf(studies: Studies, definition: Definition, chosen: Selection, point: Point): Subject {
  const selection = withDirective(chosen, definition);
  let known = subjects.get(studies);
  if (!known) subjects.set(studies, (known = new Map<string, Subject>()));
  const kinds = Object.entries(point).map(([name, value]) => [name, kindOf(value)]);
  const key = JSON.stringify([definition.name, selection.wrt ?? null, kinds]);
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
  try {
    return new Subject(result.traced, variablesOf(studies, result.traced, selection));
  } catch (error) {
    if (error instanceof NotDifferentiable) throw new Unanswerable(error.message);
    throw error;
  }
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
