/** Builds a function's card: everything that is shown of it. */
import type { Definition } from '../languages/program';
import type { Range, Span } from '../languages/source';
import type { Traced, TracedInput } from '../tracing/traced';
import type { Card, Check, Formula, Input, Point, PointResult, Selection } from './card';
import { NotDifferentiable } from './differentiated';
import type { Differentiated } from './differentiated';
import { directivePoint } from './directives';
import { evaluateAt } from './evaluation';
import { givenFields, nest } from './given';
import { inMatrices } from './matrixForms';
import { presented } from './presented';
import { presentValue } from './presentation';
import type { PresentationContext } from './presentation';
import { bracketedNames } from '../notation/notation';
import type { Settings } from './settings';
import { notesTogether } from './shownForms';
import { signature } from './signature';
import type { Given, Studies } from './studies';
import { functionName, nameFormula, plainName } from './symbols';

export interface CardRequest {
  readonly definition: Definition;
  readonly selection: Selection;
  readonly studies: Studies;
  readonly settings: Settings;
  readonly language: string;
  readonly range: (span: Span) => Range;
  readonly checks: readonly Check[];
}

export function buildCard(request: CardRequest): Card {
  const { definition, studies, range } = request;
  const selection = withDirective(request.selection, definition);
  const result = studies.trace(definition, givenOf(studies, definition, selection));
  const base = {
    function: definition.name,
    language: request.language,
    range: range(definition.function.span),
    nameRange: range(definition.function.nameSpan),
    checks: request.checks,
  };
  if (!result.ok) {
    const { message, span } = result.reason;
    return { ...base, ...nothing(definition), status: 'unsupported', reason: { message, range: range(span) } };
  }
  try {
    return { ...base, ...tracedPart(result.traced, selection, request) };
  } catch (error) {
    // A fault of ours in one function must not take the others' results with it.
    const message = `The derivative could not be worked out (${error instanceof Error ? error.message : String(error)}).`;
    return { ...base, ...nothing(definition), status: 'unsupported', reason: { message, range: base.nameRange } };
  }
}

type Part = Omit<Card, 'function' | 'language' | 'range' | 'nameRange' | 'checks'>;

const nothing = (definition: Definition): Omit<Part, 'status' | 'reason'> => ({
  name: nameFormula(functionName(definition.name, null)),
  signature: plainName(definition.name),
  holes: [],
  inputs: definition.function.parameters.map(({ name }) => ({
    name,
    shape: [],
    sizes: [],
    wrt: false,
    numeric: false,
  })),
  output: null,
  value: null,
  derivative: null,
  notes: [],
  at: [],
});

function tracedPart(traced: Traced, selection: Selection, request: CardRequest): Part {
  const { definition, studies, settings, range } = request;
  const name = functionName(definition.name, traced);
  const context: PresentationContext = {
    functionName: name,
    language: request.language,
    notation: {
      digits: settings.digits,
      indices: settings.indices,
      language: request.language,
      bracketed: bracketedNames(traced.inputs.map(({ name, sizes }) => ({ name, isArray: sizes.length > 0 }))),
    },
    budget: Math.max(20, settings.budget / 10),
  };
  const arguments_ = traced.inputs.filter((input) => input.numeric && !input.isAttribute);
  const common = {
    name: nameFormula(name),
    signature: signature(
      plainName(definition.name),
      arguments_.map((input) => input.shape),
      traced.output.shape,
    ),
    holes: [...new Set(traced.holes.map((hole) => hole.message))],
    output: { shape: traced.output.shape },
    notes: notesTogether(traced.notes),
  };
  try {
    const differentiated = studies.differentiate(traced, selection);
    const { value, derivative } = presented(differentiated, context);
    const matrices = inMatrices({
      differentiated,
      functionName: name,
      notation: context.notation,
      atSizes: (sizes) => differentiatedAt(sizes, differentiated, selection, request),
    });
    return {
      ...common,
      inputs: traced.inputs.map((input) => inputOf(input, differentiated)),
      status: traced.holes.length > 0 ? 'partial' : 'differentiated',
      reason: null,
      value: shorter(isOpen(traced), matrices.value, value),
      derivative: { ...derivative, forms: matrices.forms },
      at: pointResults(differentiated, selection, request),
    };
  } catch (error) {
    if (!(error instanceof NotDifferentiable)) throw error;
    return {
      ...common,
      inputs: traced.inputs.map((input) => inputOf(input, null)),
      status: error.isConstant ? 'constant' : 'unsupported',
      reason: { message: error.message, range: range(definition.function.nameSpan) },
      value: error.isConstant ? presentValue({ traced }, context) : null,
      derivative: null,
      at: [],
    };
  }
}

const isOpen = ({ inputs }: Traced): boolean =>
  inputs.some(({ shape }) => shape.some((size) => typeof size === 'string'));

/** A function's matrix notation, unless its elements are fixed in number and as easy to read one by one. */
function shorter(isOpen: boolean, inMatrices: Formula | null, written: Formula | null): Formula | null {
  if (!inMatrices || !written) return inMatrices ?? written;
  if (!isOpen && written.text.length <= inMatrices.text.length) return written;
  return { ...inMatrices, code: inMatrices.code || written.code };
}

/** The same derivative for other sizes; `null` where it does not go. */
function differentiatedAt(
  sizes: Readonly<Record<string, number>>,
  { wrt }: Differentiated,
  selection: Selection,
  { definition, studies }: CardRequest,
): Differentiated | null {
  const result = studies.traceAt(definition, sizes, givenOf(studies, definition, selection));
  if (!result.ok) return null;
  try {
    return studies.differentiate(result.traced, { ...selection, wrt: wrt.map((input) => input.name) });
  } catch (error) {
    if (error instanceof NotDifferentiable) return null;
    throw error;
  }
}

const inputOf = (input: TracedInput, differentiated: Differentiated | null): Input => ({
  name: input.name,
  ...(input.path && { partOf: input.path[0] }),
  shape: input.shape,
  sizes: input.sizes,
  wrt: differentiated?.wrt.includes(input) ?? false,
  numeric: input.numeric,
  ...(input.default && { default: nest(input.default.values, input.default.sizes) }),
});

/** The reader's choice, else the directive's. */
export function withDirective(selection: Selection, { directive }: Definition): Selection {
  const wrt = selection.wrt ?? directive?.wrt ?? undefined;
  const point = directive && directivePoint(directive);
  const points = selection.points ?? (point ? [point] : undefined);
  return { ...selection, ...(wrt ? { wrt } : {}), ...(points ? { points } : {}) };
}

/**
 * A point that is given fixes shapes and whatever is not differentiated by. What counts or decides in the function as it
 * stands (n, a flag) is never differentiated by: it keeps the value that is given.
 */
export function givenOf(
  studies: Studies,
  definition: Definition,
  selection: Selection,
  point: Point | undefined = selection.points?.[0],
): Given | undefined {
  if (!point) return undefined;
  const plain = studies.trace(definition);
  const numbers = plain.ok ? plain.traced.inputs.filter((input) => input.numeric).map((input) => input.name) : null;
  return { wrt: selection.wrt ?? numbers, values: givenFields(point) };
}

function pointResults(differentiated: Differentiated, selection: Selection, request: CardRequest): PointResult[] {
  if (selection.points)
    return selection.points.map((point, i) => atGivenPoint(differentiated, selection, request, point, i));
  return differentiated.traced.points.slice(0, 4).map(({ values }) => {
    const point: Point = Object.fromEntries(
      Object.entries(values).map(([name, { sizes, values: numbers }]) => [name, nest(numbers, sizes)]),
    );
    return evaluateAt(differentiated, point, 'file');
  });
}

/** Another point may have other shapes and constants: the function is traced anew for it. */
function atGivenPoint(
  differentiated: Differentiated,
  selection: Selection,
  { definition, studies }: CardRequest,
  point: Point,
  index: number,
): PointResult {
  const missing = (reason: string): PointResult => ({
    point,
    origin: 'entered',
    value: null,
    derivative: null,
    reason,
  });
  if (index === 0) return evaluateAt(differentiated, point, 'entered');
  const result = studies.trace(definition, givenOf(studies, definition, selection, point));
  if (!result.ok) return missing(result.reason.message);
  try {
    return evaluateAt(studies.differentiate(result.traced, selection), point, 'entered');
  } catch (error) {
    if (error instanceof NotDifferentiable) return missing(error.message);
    throw error;
  }
}
