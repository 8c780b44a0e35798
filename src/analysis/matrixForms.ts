/** Functions and their derivatives in matrix notation: 2Xᵀ(Xw − y). Each was compared with numbers before it is shown. */
import { derivative } from '../calculus/tensor/differentiate';
import type { MatrixTerm } from '../calculus/tensor/matrixTerm';
import { Unwritable } from '../calculus/tensor/matrixTerm';
import type { AtomId, Field } from '../calculus/tensor/tensors';
import { Unsupported } from '../calculus/tensor/tensors';
import { withMeans } from '../calculus/tensor/means';
import { withNames } from '../calculus/tensor/naming';
import type { NamedTerm, WithNames } from '../calculus/tensor/naming';
import { writeField } from '../calculus/tensor/write';
import { formatEquation, formatWhere } from '../notation/equation';
import { formatMatrixForm } from '../notation/matrixForm/format';
import { formatName } from '../notation/names';
import { formatTerm } from '../notation/term';
import type { Notation } from '../notation/notation';
import { isColumn, readForm } from '../tracing/forms/read';
import type { Reading } from '../tracing/forms/read';
import { namedSizes } from '../tracing/forms/sizes';
import type { Traced, TracedInput } from '../tracing/traced';
import type { DerivativeKind, Formula, MatrixForm } from './card';
import type { Differentiated } from './differentiated';
import { agreesWithEntries, agreesWithValue } from './formCheck';
import { space } from './signature';
import { callFormula, derivativeSymbol, nameFormula, partialSymbol, passed } from './symbols';
import type { FunctionName } from './symbols';

export interface FormRequest {
  readonly differentiated: Differentiated;
  readonly functionName: FunctionName;
  readonly notation: Notation;
  /** The same derivative where sizes that nothing fixes are others; `null` where it does not go. */
  readonly atSizes: (sizes: Readonly<Record<string, number>>) => Differentiated | null;
}

/** Sizes to try: what agrees for three of which no size is the same everywhere does not by chance. */
const OTHER_SIZES = [
  [4, 3, 2, 6, 7, 5, 9, 8],
  [2, 4, 3, 7, 5, 8, 6, 10],
  [5, 4, 6, 3, 8, 2, 7, 9],
  [7, 5, 8, 4, 2, 3, 6, 9],
  [6, 7, 5, 8, 4, 9, 3, 2],
];
const WANTED_SIZES = 2;
/** Names that the tracer gives, in its order: one that is gone in the end may have been there on the way. */
const GIVEN_NAMES = ['n', 'm', 'k', 'p', 'q', 'r', 's', 't'];
/** Longer forms are no easier to read than the entries. */
const LONGEST_FORM = 320;

/** A function in matrix notation. */
export interface InMatrices {
  /** `f(w, X, y) = ‖Xw − y‖²`; `null` where there is no such form, or no derivative to go with it. */
  readonly value: Formula | null;
  /** A form of the derivative for each argument that has one. */
  readonly forms: readonly MatrixForm[];
}

const NONE: InMatrices = { value: null, forms: [] };

export function inMatrices(request: FormRequest): InMatrices {
  const { differentiated } = request;
  const { traced } = differentiated;
  if (!traced.wholes || traced.holes.length > 0 || differentiated.wrt.every((input) => input.sizes.length === 0))
    return NONE;
  // What cannot be read at its own sizes cannot at others: these take a trace each.
  const own = attempted(() => readForm([traced]));
  if (!own) return NONE;
  const all = attempted(() => withOtherSizes(request));
  if (!all) return NONE;
  const others = all.slice(1).map((other) => other.traced);
  const reading = others.length === 0 ? own : attempted(() => readForm([traced, ...others]));
  if (!reading) return NONE;
  const locals = localTerms(reading);
  const sizesOf = (one: Differentiated): ReadonlyMap<string, number> => namedSizes(traced, one.traced);
  const forms = differentiated.wrt.flatMap((input) => {
    const term = attempted(() => derivativeTerm(reading, input, differentiated.kind));
    const agrees = (to: MatrixTerm, definitions: readonly NamedTerm[] = []): boolean =>
      all.every((one) => agreesWithEntries(to, one, input.name, sizesOf(one), definitions));
    if (!term || !agrees(term)) return [];
    const named = withNames(term, locals);
    const isSound = named.definitions.length === 0 || agrees(named.term, named.definitions);
    const form = formatted(isSound ? named : { term, definitions: [] }, term, input, request);
    return form.equation.text.length <= LONGEST_FORM ? [form] : [];
  });
  if (forms.length === 0) return NONE;
  const value = attempted(() => withMeans(writeField(reading.tensors, reading.field)));
  const named = value && withNames(value, locals);
  const isRight = named && all.every((one) => agreesWithValue(named.term, one.traced, sizesOf(one), named.definitions));
  return { value: isRight ? valueEquation(named, request) : null, forms };
}

/** What the source names, as matrix notation. */
const localTerms = ({ tensors, locals }: Reading): NamedTerm[] =>
  locals.flatMap(({ name, field }) => {
    const value = attempted(() => withMeans(writeField(tensors, field)));
    return value ? [{ name, value }] : [];
  });

/** The derivative, and the same where every size that nothing fixes is another one each time. */
function withOtherSizes({ differentiated, atSizes }: FormRequest): readonly [Differentiated, ...Differentiated[]] {
  const { traced } = differentiated;
  const all: [Differentiated, ...Differentiated[]] = [differentiated];
  const seen = [namedSizes(traced)];
  if (seen[0]?.size === 0) return all;
  for (const sizes of otherSizes(traced)) {
    const other = atSizes(sizes);
    if (!other) throw new Unsupported('sizes that do not go');
    // The tracer may have given names in another order: then what is chosen for n may be what m was.
    const own = namedSizes(traced, other.traced);
    if (seen.length === WANTED_SIZES && !areTellable([...seen, own])) continue;
    seen.push(own);
    all.push(other);
    if (all.length > WANTED_SIZES) return all;
  }
  throw new Unsupported('sizes that are alike');
}

/** Whether no size, and no product or quotient of two, is the same number everywhere. */
function areTellable(all: readonly ReadonlyMap<string, number>[]): boolean {
  const names = [...(all[0]?.keys() ?? [])];
  const changes = (valueOf: (sizes: ReadonlyMap<string, number>) => number): boolean =>
    new Set(all.map(valueOf)).size > 1;
  const at = (sizes: ReadonlyMap<string, number>, name: string): number => sizes.get(name) ?? NaN;
  return names.every(
    (a, i) =>
      changes((sizes) => at(sizes, a)) &&
      names
        .slice(i + 1)
        .every(
          (b) => changes((sizes) => at(sizes, a) * at(sizes, b)) && changes((sizes) => at(sizes, a) / at(sizes, b)),
        ),
  );
}

function otherSizes(traced: Traced): Record<string, number>[] {
  const own = [...namedSizes(traced).keys()];
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
  return withMeans(writeField(tensors, kind === 'hessian' ? once(first, atom) : first));
}

/** `f(x) = …` */
function valueEquation({ term, definitions }: WithNames, request: FormRequest): Formula | null {
  const { differentiated, functionName, notation } = request;
  const { inputs } = differentiated.traced;
  const format = formatOf(differentiated.traced, notation);
  const [left, right] = [callFormula(nameFormula(functionName), passed(inputs)), format(term)];
  if (left.text === right.text) return null; // softmax(z) = softmax(z) says nothing
  const equation = formatWhere(formatEquation(left, right), whereOf(definitions, format, notation));
  const code = right.code === '' ? '' : equation.code;
  return equation.text.length <= LONGEST_FORM ? { ...equation, code } : null;
}

/** A column is a vector in formulas; code that took it for one would broadcast it. */
function formatOf(traced: Traced, notation: Notation): (term: MatrixTerm) => Formula {
  const vectors = new Map(traced.inputs.filter(isColumn).map(({ name }) => [name, `np.ravel(${name})`]));
  const sizes = sizeCodes(traced);
  return (term) => formatMatrixForm(term, notation, sizes, vectors);
}

/** Code that gives a vector, as the column that its argument is. */
const columnCode = (code: string): string => (code === '' ? '' : `(${code})[:, None]`);

const whereOf = (
  definitions: readonly NamedTerm[],
  format: (term: MatrixTerm) => Formula,
  notation: Notation,
): { readonly name: Formula; readonly value: Formula }[] =>
  definitions.map(({ name, value }) => ({
    name: formatTerm({ kind: 'reference', name }, notation),
    value: format(value),
  }));

/** @param plain the derivative without names. */
function formatted(
  { term, definitions }: WithNames,
  plain: MatrixTerm,
  input: TracedInput,
  request: FormRequest,
): MatrixForm {
  const { differentiated, functionName, notation } = request;
  const { kind, traced, wrt } = differentiated;
  const format = formatOf(traced, notation);
  const isOfColumn = isColumn(input) && kind !== 'jacobian' && kind !== 'hessian';
  const codeOf = (one: Formula): string => (isOfColumn ? columnCode(one.code) : one.code);
  const short = format(term);
  const where = whereOf(definitions, format, notation);
  const value = { ...formatWhere(short, where), code: codeOf(format(plain)) };
  const numeric = traced.inputs.filter((other) => other.numeric && !other.isAttribute);
  const isOnly = wrt.length === 1 && numeric.length === 1;
  const symbol =
    kind === 'jacobian' && !isOnly
      ? partialSymbol(nameFormula(functionName), input.name)
      : derivativeSymbol(kind === 'derivative' ? 'gradient' : kind, functionName, isOnly ? null : [input.name]);
  return {
    wrt: input.name,
    symbol,
    value,
    equation: formatWhere(formatEquation(symbol, short), where),
    short: formatEquation(symbol, short),
    definitions: where,
    locals: where.map((one, i) => ({ name: definitions[i]?.name ?? '', code: one.value.code })),
    last: codeOf(short),
    argument: `${formatName(input.name).text} ∈ ${space(input.shape)}`,
    layout: layoutOf(kind, traced),
  };
}

/** What runs along rows and columns. */
function layoutOf(kind: DerivativeKind, { output }: Traced): string {
  if (kind === 'hessian') return 'one row and one column for each element';
  if (kind === 'jacobian') return `one row for each output (${output.shape.join(' × ')}), one column for each element`;
  return 'of the same shape';
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
