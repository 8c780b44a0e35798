/** A differentiated function made readable: formulas, matrix, conditions, code. */
import type { Graph, NodeId } from '../calculus/graph';
import { computed, writtenOperations } from '../calculus/compact/computed';
import { simplifiedCondition } from '../calculus/comparison';
import { and, not, notEqual } from '../calculus/conditions';
import { conditionsOf } from '../calculus/domain';
import { toldKinks } from '../calculus/crossing';
import { operationCount, treeSize } from '../calculus/reachable';
import { canBeWritten } from '../calculus/view/barriers';
import { cost } from '../calculus/view/cost';
import { expandedEntries } from '../calculus/view/expand';
import type { NamedValue } from '../calculus/view/arrange';
import { Workshop } from '../calculus/view/arrange';
import type { View } from '../calculus/view/term';
import { view } from '../calculus/view/view';
import { formatAlike } from '../notation/alike';
import { formatFunction } from '../notation/code/function';
import { formatMatrix, formatScaled } from '../notation/matrix';
import { formatTerm } from '../notation/term';
import type { Notation } from '../notation/term';
import { formatEquation, formatWhere } from '../notation/equation';
import type { Derivative, Formula, Kink } from './card';
import { codeRequest } from './codeRequest';
import type { Differentiated } from './differentiated';
import { presentFamilies } from './families';
import { withoutVanishing } from './cancellation';
import { describePattern } from './structure';
import { unravel } from './values';
import { callFormula, derivativeSymbol, nameFormula, outputSymbol, passed } from './symbols';
import type { FunctionName } from './symbols';

/** More entries than these are not written out one by one: shape, structure and numbers are what helps then. */
const MAXIMUM_WRITTEN_ENTRIES = 400;
/** Nor are expressions of more operations than these. */
const MAXIMUM_WRITTEN_OPERATIONS = 4000;
/** A result that needs more lines of `where` than these is given as code only. */
const MAXIMUM_DEFINITIONS = 10;
/** Code reads like the formula as long as it takes no more than so many times the operations, and so many. */
const LONGER_CODE = 1.5;
const LONGER_BY = 10;
/** Conditions longer than these say nothing to a reader; so do very many of them. */
const MAXIMUM_CONDITION_OPERATIONS = 60;
const MAXIMUM_CONDITIONS = 20;
/** Many may be alike, and told as one. */
const MAXIMUM_CONDITIONS_READ = 100;
/** An entry's code repeats what the `where` list names up to this size. */
const MAXIMUM_ENTRY_TERMS = 300;
/** What a zero in a matrix asks of its reader. */
const ZERO_COST = 0.2;
/** Nor does anybody read more text than this. */
const MAXIMUM_TEXT = 12_000;

export interface PresentationContext {
  readonly functionName: FunctionName;
  readonly language: string;
  readonly notation: Notation;
  /** Milliseconds left for making it readable. */
  readonly budget: number;
}

/** `f(x) = …`; `null` where it is too large to be read. */
export function presentValue(
  differentiated: Pick<Differentiated, 'traced'>,
  context: PresentationContext,
): Formula | null {
  const { traced } = differentiated;
  if (traced.outputs.length > 64 || operationCount(traced.graph, traced.outputs) > 600) return null;
  if (!canBeWritten(traced.graph, traced.outputs)) return null;
  const made = view(traced.graph, traced.outputs, { budgetMilliseconds: context.budget });
  if (made.definitions.length > MAXIMUM_DEFINITIONS) return null;
  const entries = made.entries.map((entry) => formatTerm(entry, context.notation));
  if (textLength([entries]) > MAXIMUM_TEXT) return null;
  const right = traced.output.sizes.length === 0 ? entries[0] : formatMatrix(reshape(entries, traced.output.sizes));
  if (!right) return null;
  return withWhere(
    formatEquation(callFormula(nameFormula(context.functionName), passed(traced.inputs)), right),
    made,
    context,
  );
}

const textLength = (rows: readonly (readonly Formula[])[]): number =>
  rows.reduce((sum, row) => sum + row.reduce((length, { text }) => length + text.length, 0), 0);

function reshape(entries: readonly Formula[], sizes: readonly number[]): Formula[][] {
  const columns = sizes.length >= 2 ? (sizes.at(-1) ?? 1) : 1;
  const rows: Formula[][] = [];
  for (let i = 0; i < entries.length; i += columns) rows.push(entries.slice(i, i + columns));
  return rows;
}

function withWhere(equation: Formula, made: View, { notation }: PresentationContext): Formula {
  return made.definitions.length === 0 ? equation : formatWhere(equation, definitionsOf(made, notation));
}

const definitionsOf = (made: View, notation: Notation): { name: Formula; value: Formula }[] =>
  made.definitions.map(({ name, value }) => ({
    name: formatTerm({ kind: 'reference', name }, notation),
    value: formatTerm(value, notation),
  }));

/** What is shown of a derivative, but for the places where it is another one or none. */
export type Shown = Omit<Derivative, 'forms' | 'conditions' | 'kinks'>;

/** @param named the function's own values that the derivative may be written with. */
export function presentDerivative(
  differentiated: Differentiated,
  context: PresentationContext,
  named: readonly NamedValue[],
): Shown {
  const { traced, matrix, kind, shape, wrt, columns } = differentiated;
  const nodes = withoutVanishing(
    traced.graph,
    matrix.entries.map((entry) => entry.node),
  );
  const operations = operationCount(traced.graph, nodes);
  const total = matrix.rows * matrix.columns;
  const isReadable =
    total <= MAXIMUM_WRITTEN_ENTRIES && operations <= MAXIMUM_WRITTEN_OPERATIONS && canBeWritten(traced.graph, nodes);
  const workshop = new Workshop(traced.graph);
  const options = { budgetMilliseconds: context.budget, values: named, workshop };
  const made = isReadable ? view(traced.graph, nodes, options) : null;
  const readable = made && made.definitions.length <= MAXIMUM_DEFINITIONS ? made : null;
  const short = isReadable ? computed(traced.graph, nodes, { budgetMilliseconds: context.budget / 2 }) : undefined;
  const candidate = readable && writtenEntries(differentiated, readable, context.notation);
  const written = candidate && textLength(candidate) <= MAXIMUM_TEXT ? candidate : null;
  const whole = written && readable && wholeFormula(differentiated, written, readable, context.notation);
  const symbol = symbolOf(differentiated, context.functionName);
  const families = presentFamilies(differentiated, {
    ...context,
    values: options.values,
    workshop,
    explicitCost: written && readable ? explicitCost(readable, total) : Infinity,
  });
  return {
    kind,
    symbol,
    wrt: wrt.map((input) => input.name),
    shape,
    columns: columns.map((column) => symbolFormula(differentiated, column, context.notation)),
    rows: rowNames(differentiated, context),
    entries: written,
    matrix: whole,
    equation:
      families ??
      (whole && readable && withWhere(formatEquation(leftSide(symbol, differentiated), whole), readable, context)),
    families,
    definitions: written && readable ? definitionsOf(readable, context.notation) : [],
    nonZeros: nodes.length <= 100_000 ? matrix.entries.map(({ row, column }) => [row, column] as const) : null,
    nonZeroCount: nodes.length,
    structure: derivativeStructure(differentiated),
    operations: Math.min(short?.operations ?? operations, readable ? writtenOperations(readable) : Infinity),
    code: made
      ? formatFunction(
          codeRequest(differentiated, codeView(made, short), context.language, context.functionName.source),
        )
      : '',
  };
}

/** Where the derivative is not the one that is shown. */
export const presentPlaces = (
  differentiated: Differentiated,
  { notation }: PresentationContext,
): Pick<Derivative, 'conditions' | 'kinks'> => ({
  conditions: conditionFormulas(differentiated, notation),
  kinks: kinkFormulas(differentiated, notation),
});

/** What the matrix asks of its reader when it is written out. */
function explicitCost({ entries, factored, definitions }: View, total: number): number {
  const shown = factored ? [factored.factor, ...factored.entries] : entries;
  const terms = [...shown, ...definitions.map(({ value }) => value)];
  return terms.reduce((sum, term) => sum + cost(term), ZERO_COST * (total - entries.length));
}

/** The shape of a derivative and its pattern of zeros; a gradient is a column. */
export function derivativeStructure({ kind, matrix }: Differentiated): string {
  const isGradient = kind === 'gradient';
  return describePattern({
    rows: isGradient ? matrix.columns : matrix.rows,
    columns: isGradient ? 1 : matrix.columns,
    nonZeros: matrix.entries.map(({ row, column }) =>
      isGradient ? ([column, row] as const) : ([row, column] as const),
    ),
  });
}

function symbolOf({ traced, kind, wrt }: Differentiated, functionName: FunctionName): Formula {
  const all = passed(traced.inputs);
  const isAll = wrt.length === all.length && wrt.every((input) => all.includes(input.name));
  return derivativeSymbol(kind, functionName, isAll ? null : wrt.map((input) => input.name));
}

/** The dense matrix of formulas, zeros filled in. */
function writtenEntries({ matrix }: Differentiated, made: View, notation: Notation): Formula[][] {
  const zero = formatTerm(
    { kind: 'number', exact: { numerator: 0n, denominator: 1n }, value: 0, spelling: null },
    notation,
  );
  const rows = Array.from({ length: matrix.rows }, () => Array.from({ length: matrix.columns }, () => zero));
  const alone = expandedEntries(made, MAXIMUM_ENTRY_TERMS);
  matrix.entries.forEach(({ row, column }, i) => {
    const term = made.entries[i];
    if (!term) return;
    const formula = formatTerm(term, notation);
    const own = alone[i];
    // An entry's code stands for itself, where it is to be copied or evaluated without the rest.
    const code = own && own !== term ? formatTerm(own, notation).code : formula.code;
    (rows[row] as Formula[])[column] = { ...formula, code };
  });
  return rows;
}

/** The matrix, with what all its entries have in common in front. */
function wholeFormula(
  differentiated: Differentiated,
  written: Formula[][],
  made: View,
  notation: Notation,
): Formula | null {
  const { factored } = made;
  if (!factored) return matrixFormula(differentiated, written);
  const rest = matrixFormula(
    differentiated,
    writtenEntries(differentiated, { ...made, entries: factored.entries }, notation),
  );
  return rest && formatScaled(factored.factor, rest, notation);
}

/** A gradient is a column shaped like x: a matrix argument gives a matrix. */
function matrixFormula({ kind, wrt }: Differentiated, rows: Formula[][]): Formula | null {
  const [first] = rows;
  if (kind === 'derivative') return first?.[0] ?? null;
  if (kind !== 'gradient' || !first) return formatMatrix(rows);
  const [only] = wrt;
  return formatMatrix(reshape(first, wrt.length === 1 && only?.sizes.length === 2 ? only.sizes : [first.length]));
}

/** `∇f(x)`. */
function leftSide(symbol: Formula, { traced }: Differentiated): Formula {
  const args = callFormula({ latex: '', text: '', code: '' }, passed(traced.inputs));
  return { latex: symbol.latex + args.latex, text: symbol.text + args.text, code: symbol.code };
}

function symbolFormula({ traced }: Differentiated, node: NodeId, notation: Notation): Formula {
  const { name, variable, index } = traced.graph.symbolOf(node);
  return formatTerm({ kind: 'symbol', name, variable, index, node }, notation);
}

function rowNames(differentiated: Differentiated, { functionName, notation }: PresentationContext): Formula[] {
  const { kind, matrix, columns, traced } = differentiated;
  if (kind === 'hessian') return columns.map((column) => symbolFormula(differentiated, column, notation));
  if (kind !== 'jacobian') return [outputSymbol(functionName, null, [], notation)];
  const names: Formula[] = [];
  for (const part of traced.parts) {
    const count = part.sizes.reduce((a, b) => a * b, 1);
    const label = traced.parts.length > 1 ? part.name : null;
    for (let i = 0; i < count; i += 1) names.push(outputSymbol(functionName, label, unravel(i, part.sizes), notation));
  }
  return names.slice(0, matrix.rows);
}

function conditionFormulas({ traced, matrix }: Differentiated, notation: Notation): Formula[] {
  const roots = [...traced.outputs, ...matrix.entries.map((entry) => entry.node)];
  const conditions = [...traced.conditions, ...conditionsOf(traced.graph, roots)];
  return formulas(traced.graph, [...new Set(conditions)], notation);
}

function formulas(graph: Graph, nodes: readonly NodeId[], notation: Notation): Formula[] {
  const short = nodes
    .filter((node) => treeSize(graph, node) <= MAXIMUM_CONDITION_OPERATIONS)
    .slice(0, MAXIMUM_CONDITIONS_READ);
  if (short.length === 0) return [];
  const made = view(graph, short, { budgetMilliseconds: 50, names: false });
  return made.definitions.length > 0 ? [] : formatAlike(made.entries, notation).slice(0, MAXIMUM_CONDITIONS);
}

/** The places, those of one kind together; a place and the condition under which alone it counts are one condition. */
function kinkFormulas({ traced, kind: derivative }: Differentiated, notation: Notation): Kink[] {
  const { graph, outputs } = traced;
  const places = new Map<Kink['kind'], NodeId[]>();
  for (const { kink } of toldKinks(graph, outputs, derivative === 'hessian' ? 2 : 1)) {
    const { at, kind, when } = kink;
    const place = not(graph, simplifiedCondition(graph, notEqual(graph, at, graph.integer(0))));
    const list = places.get(kind) ?? [];
    places.set(kind, [...list, when === undefined ? place : and(graph, place, when)]);
  }
  return [...places].flatMap(([kind, nodes]) =>
    formulas(graph, [...new Set(nodes)], notation).map((where): Kink => ({ where, kind })),
  );
}

/** What a program is given: the formula as it reads, unless computing it so costs far more than it needs to. */
function codeView(made: View, short: View | undefined): View {
  if (!short) return made;
  const isShort = writtenOperations(made) <= LONGER_CODE * writtenOperations(short) + LONGER_BY;
  return isShort ? made : short;
}
