/** Derivatives in matrix notation: 2Xᵀ(Xw − y). Each was compared with the entries before it is shown. */
import { derivative } from '../calculus/tensor/differentiate';
import type { MatrixTerm } from '../calculus/tensor/matrixTerm';
import { Unwritable } from '../calculus/tensor/matrixTerm';
import type { AtomId, Field } from '../calculus/tensor/tensors';
import { Unsupported } from '../calculus/tensor/tensors';
import { writeField } from '../calculus/tensor/write';
import { formatEquation } from '../notation/equation';
import { formatMatrixForm } from '../notation/matrixForm/format';
import type { Notation } from '../notation/notation';
import { readForm } from '../tracing/forms/read';
import type { Reading } from '../tracing/forms/read';
import { namedSizes } from '../tracing/forms/sizes';
import type { Traced, TracedInput } from '../tracing/traced';
import type { DerivativeKind, MatrixForm } from './card';
import type { Differentiated } from './differentiated';
import { agreesWithEntries } from './formCheck';
import { space } from './signature';
import { derivativeSymbol, partialSymbol, plainName } from './symbols';

export interface FormRequest {
  readonly differentiated: Differentiated;
  readonly functionName: string;
  readonly notation: Notation;
  /** The same derivative where sizes that nothing fixes are others; `null` where it does not go. */
  readonly atSizes: (sizes: Readonly<Record<string, number>>) => Differentiated | null;
}

/** Different from what is shown, and from each other: what agrees for three triples of sizes does not by chance. */
const OTHER_SIZES = [
  [4, 3, 2, 6, 7, 5, 9, 8],
  [2, 4, 3, 7, 5, 8, 6, 10],
];
/** Names that the tracer gives, in its order: one that is gone in the end may have been there on the way. */
const GIVEN_NAMES = ['n', 'm', 'k', 'p', 'q', 'r', 's', 't'];
/** Longer forms are no easier to read than the entries. */
const LONGEST_FORM = 320;

/** A form for each argument that has one. */
export function matrixForms(request: FormRequest): MatrixForm[] {
  const { differentiated } = request;
  const { traced } = differentiated;
  if (!traced.wholes || traced.holes.length > 0 || differentiated.wrt.every((input) => input.sizes.length === 0))
    return [];
  const others = otherSizes(traced).map((sizes) => request.atSizes(sizes));
  if (others.includes(null)) return [];
  const all = [differentiated, ...(others as Differentiated[])] as const;
  const reading = attempted(() => readForm([traced, ...all.slice(1).map((other) => other.traced)]));
  if (!reading) return [];
  return differentiated.wrt.flatMap((input) => {
    const term = attempted(() => derivativeTerm(reading, input, differentiated.kind));
    if (!term || !all.every((one) => agreesWithEntries(term, one, input.name, namedSizes(traced, one.traced))))
      return [];
    const form = formatted(term, input, request);
    return form.value.text.length <= LONGEST_FORM ? [form] : [];
  });
}

function otherSizes(traced: Traced): Record<string, number>[] {
  const own = [...namedSizes(traced).keys()];
  if (own.length === 0) return [];
  const names = [...GIVEN_NAMES, ...own.filter((name) => !GIVEN_NAMES.includes(name))];
  return OTHER_SIZES.map((sizes) =>
    Object.fromEntries(names.map((name, i) => [name, sizes[i % sizes.length] as number])),
  );
}

function attempted<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof Unsupported || error instanceof Unwritable) return undefined;
    throw error;
  }
}

function derivativeTerm({ tensors, field, variables }: Reading, input: TracedInput, kind: DerivativeKind): MatrixTerm {
  const atom = variables.get(input.name);
  if (atom === undefined) throw new Unsupported(input.name);
  const once = (of: Field, by: AtomId): Field => derivative(tensors, of, by);
  const first = once(field, atom);
  return writeField(tensors, kind === 'hessian' ? once(first, atom) : first);
}

function formatted(term: MatrixTerm, input: TracedInput, request: FormRequest): MatrixForm {
  const { differentiated, functionName, notation } = request;
  const { kind, traced, wrt } = differentiated;
  const value = formatMatrixForm(term, notation, sizeCodes(traced));
  const numeric = traced.inputs.filter((other) => other.numeric && !other.isAttribute);
  const isOnly = wrt.length === 1 && numeric.length === 1;
  const symbol =
    kind === 'jacobian' && !isOnly
      ? partialSymbol(plainName(functionName), input.name)
      : derivativeSymbol(kind === 'derivative' ? 'gradient' : kind, functionName, isOnly ? null : [input.name]);
  return {
    wrt: input.name,
    symbol,
    value,
    equation: formatEquation(symbol, value),
    layout: layoutOf(kind, input, traced),
  };
}

/** `∇ has the shape of w ∈ ℝᵐ`: what runs along rows and columns. */
function layoutOf(kind: DerivativeKind, input: TracedInput, { output }: Traced): string {
  const own = `${input.name} ∈ ${space(input.shape)}`;
  if (kind === 'hessian') return `${own}; one row and one column for each element`;
  if (kind === 'jacobian')
    return `${own}; one row for each output (${output.shape.join(' × ')}), one column for each element`;
  return `${own}; of the same shape`;
}

/** How the function's own code says a size: `X.shape[0]`. */
function sizeCodes({ inputs }: Traced): Map<string, string> {
  const codes = new Map<string, string>();
  for (const { name, shape } of inputs)
    shape.forEach((size, axis) => {
      if (typeof size !== 'string') return;
      const code = shape.length === 1 ? `len(${name})` : `${name}.shape[${axis}]`;
      if (!codes.has(size) || shape.length === 1) codes.set(size, code);
    });
  return codes;
}
