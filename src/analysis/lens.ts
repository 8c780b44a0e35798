/** The line above a function: what its derivative is, without writing it out. */
import type { Definition } from '../languages/program';
import type { Traced } from '../tracing/traced';
import type { Selection } from './card';
import { givenOf, withDirective } from './cards';
import { NotDifferentiable } from './differentiated';
import type { Differentiated } from './differentiated';
import { derivativeStructure } from './presentation';
import { signature } from './signature';
import type { Studies } from './studies';
import { functionName, passed, plainName } from './symbols';

export interface Lens {
  /** `∇f : ℝ² → ℝ` or `J : 2 × 2`. */
  readonly title: string;
  readonly tooltip: string;
}

export interface LensRequest {
  readonly definition: Definition;
  readonly selection: Selection;
  readonly studies: Studies;
}

/** The lens of a function, `null` where there is no derivative to show. */
export function buildLens({ definition, selection, studies }: LensRequest): Lens | null {
  const chosen = withDirective(selection, definition);
  const result = studies.trace(definition, givenOf(studies, definition, chosen));
  if (!result.ok) return null;
  const { traced } = result;
  const differentiated = differentiatedOrNull(studies, traced, chosen);
  if (!differentiated) return null;
  const name = plainName(definition.name);
  const partial = traced.holes.length > 0 ? ' (partly known)' : '';
  const whole = signature(name, shapesOf(traced, passed(traced.inputs)), traced.output.shape);
  const holes = new Set(traced.holes.map((hole) => hole.message));
  const tooltip = [`${whole} — ${derivativeStructure(differentiated)}`, ...holes].join('\n');
  const { written } = functionName(definition.name, traced);
  return { title: titleOf(differentiated, written) + partial, tooltip };
}

function differentiatedOrNull(studies: Studies, traced: Traced, selection: Selection): Differentiated | null {
  try {
    return studies.differentiate(traced, selection);
  } catch (error) {
    if (error instanceof NotDifferentiable) return null;
    throw error;
  }
}

const shapesOf = ({ inputs }: Traced, names: readonly string[]): (readonly (number | string)[])[] =>
  inputs.filter(({ name }) => names.includes(name)).map(({ shape }) => shape);

function titleOf({ traced, kind, wrt, shape }: Differentiated, name: string): string {
  const names = wrt.map((input) => input.name);
  if (kind === 'derivative') return signature(`${name}′`, shapesOf(traced, names), []);
  if (kind === 'gradient') return signature(`∇${name}`, shapesOf(traced, names), traced.output.shape);
  const [rows, columns] = shape;
  return `${kind === 'hessian' ? 'H' : 'J'} : ${rows} × ${columns}`;
}
