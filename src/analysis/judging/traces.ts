/** A function and its hand-written derivative traced side by side, and the verdict on two such traces. */
import type { Graph, NodeId } from '../../calculus/graph';
import { view } from '../../calculus/view/view';
import type { Definition } from '../../languages/program';
import { formatTerm } from '../../notation/term';
import type { GivenValue, Shown, TraceResult, Traced } from '../../tracing/traced';
import { checkPair, isConfirmed, shapeOnly } from '../../verification/check';
import type { PairVerdict, Print } from '../../verification/check';
import { tinyDefaults } from '../../verification/defaults';
import type { Pair } from '../../verification/pairing';
import { namesOfReturned } from '../../verification/returns';
import type { JointSizes } from '../../verification/sizes';
import { speaksOfSigns, speaksOfZero } from '../../verification/sources';
import { withShapes } from '../../verification/views';
import type { Settings } from '../settings';
import type { Given, Studies } from '../studies';

export interface JudgeRequest {
  readonly pair: Pair;
  readonly primal: Definition;
  readonly derivative: Definition;
  readonly studies: Studies;
  readonly settings: Settings;
  /** The file's language: what is expected is said in it. */
  readonly language: string;
  /** Other functions of the file that a hand-written derivative may have been copied from, or be of by mistake. */
  readonly others?: () => readonly Definition[];
  /** The pairs of the same two: `return dW, db` is one for each argument. */
  readonly beside?: () => readonly Pair[];
}

export interface TracedRequest extends JudgeRequest {
  /** The function as it is written, before it is given any sizes. */
  readonly written: Traced;
}

export interface Traces {
  readonly primal: Traced;
  readonly derivative: Traced;
}

const isEmpty = (names: object): boolean => Object.keys(names).length === 0;

const of = (values: Given['values'], shown: Shown = {}): Given | undefined =>
  isEmpty(values) && isEmpty(shown) ? undefined : { wrt: null, values, ...(!isEmpty(shown) && { shown }) };

export const tracePrimal = ({ pair, primal, studies }: JudgeRequest, values: Given['values'] = {}): TraceResult =>
  studies.trace(primal, of(values), pair.views.primal);

/** The derivative traced, with the same indices and numbers of things as the function. */
function traceAlike(
  { pair, primal, derivative, studies }: JudgeRequest,
  values: Given['values'],
  view: Pair['views']['derivative'],
): TraceResult {
  const traced = studies.trace(derivative, of(values), view);
  if (primal === derivative || !traced.ok || !traced.traced.counts?.size) return traced;
  const like = studies.trace(primal, undefined, pair.views.primal);
  const own = traced.traced.counts;
  const others = [...(like.ok ? (like.traced.counts ?? []) : [])].filter(
    ([name, count]) => (own.get(name) ?? count) !== count,
  );
  return others.length > 0 ? studies.trace(derivative, of(values, Object.fromEntries(others)), view) : traced;
}

/** The trace of the derivative, with arrays that it writes into shaped as the variable is. */
export function traceDerivative(
  request: JudgeRequest,
  primal: Traced | null,
  given: Given['values'] = {},
): TraceResult {
  const { pair } = request;
  const values: Record<string, GivenValue> = { ...given };
  for (const [name, like] of Object.entries(pair.views.derivative?.shapedLike ?? {})) {
    const input = primal?.inputs.find((candidate) => candidate.name === like && candidate.numeric);
    if (input && input.sizes.length > 0) Object.assign(values, { [name]: shapeOnly(input), [like]: shapeOnly(input) });
  }
  return traceAlike(request, values, pair.views.derivative);
}

/** What of the two can be traced as it is written. */
export function tracedAsWritten(request: JudgeRequest): Traced[] {
  const own = tracePrimal(request);
  const primal = own.ok ? own.traced : null;
  const other = traceDerivative(request, primal);
  return [...(primal ? [primal] : []), ...(other.ok ? [other.traced] : [])];
}

/** The constructor of the class that the derivative is a method of. */
export const constructorBeside = ({ studies, derivative }: JudgeRequest): Definition | undefined =>
  studies.methodsBeside(derivative).find((one) => one.function.name === '__init__');

/** Both traced with these sizes; `null` where one of them cannot be. */
export function tracedAt(request: JudgeRequest, sizes: JointSizes): Traces | null {
  const { pair, primal: f, derivative: g, studies } = request;
  const primal = studies.trace(f, undefined, withShapes(pair.views.primal, f.function, sizes.primal));
  const derivative = traceAlike(request, {}, withShapes(pair.views.derivative, g.function, sizes.derivative));
  return primal.ok && derivative.ok ? { primal: primal.traced, derivative: derivative.traced } : null;
}

/** Both traced with these values; `null` where one of them cannot be. */
export function tracedWith(request: JudgeRequest, values: Given['values']): Traces | null {
  const [f, g] = [tracePrimal(request, values), traceDerivative(request, null, values)];
  return f.ok && g.ok ? { primal: f.traced, derivative: g.traced } : null;
}

/** Both traced for these lists of indices; `null` where one of them cannot be. */
export function tracedFor({ pair, primal, derivative, studies }: JudgeRequest, shown: Shown): Traces | null {
  const f = studies.trace(primal, of({}, shown), pair.views.primal);
  const g = studies.trace(derivative, of({}, shown), pair.views.derivative);
  return f.ok && g.ok ? { primal: f.traced, derivative: g.traced } : null;
}

/** @param options how some arguments are read: what is traced again, with others as arrays, keeps to it */
export function verdictOn(
  request: TracedRequest,
  traces: Traces,
  {
    fixed = {},
    isBrief = false,
    areSizesGuessed = false,
  }: { readonly fixed?: Given['values']; readonly isBrief?: boolean; readonly areSizesGuessed?: boolean } = {},
): PairVerdict {
  const { pair, derivative, settings, language } = request;
  return checkPair({
    pair,
    returned: namesOfReturned(derivative.function),
    ...traces,
    isBrief,
    areSizesGuessed,
    notSquare: matricesOfAnyShape(request.written),
    tiny: tinyDefaults([request.primal, derivative], constructorBeside(request)),
    saysNothingOfSigns: !speaksOfSigns(request.primal),
    // `D = 0.0` in one branch, and `return D, D_d`, says nothing of a derivative.
    saysNothingOfZero: !speaksOfZero(derivative) || (pair.primal === pair.derivative && !pair.evidence.strong),
    retrace: (which, arrays) => {
      const given = { ...arrays, ...fixed };
      const again = which === 'primal' ? tracePrimal(request, given) : traceDerivative(request, null, given);
      return again.ok ? again.traced : null;
    },
    budgetMilliseconds: settings.budget,
    print: printer({ ...settings, language }),
  });
}

export const isDecided = (verdict: PairVerdict | string): boolean =>
  typeof verdict !== 'string' && (isConfirmed(verdict) || verdict.verdict === 'kink');

export const unjudged = (message: string, verdict: PairVerdict): PairVerdict => ({
  ...verdict,
  verdict: 'unknown',
  message,
  entries: [],
});

/** Matrices of which nothing in the function itself says that they are square. */
const matricesOfAnyShape = ({ inputs }: Traced): ReadonlySet<string> =>
  new Set(inputs.filter(({ shape }) => shape.length === 2 && shape[0] !== shape[1]).map(({ name }) => name));

/** Trees with more leaves and branches than this are read by nobody, however they are simplified. */
const LARGEST_PRINTED = 800;

/** Expressions as the source would have them, each worked out once; `''` where one takes more than a line. */
function printer(options: Parameters<typeof formatTerm>[1]): Print {
  const known = new WeakMap<Graph, Map<NodeId, string>>();
  return (graph, node) => {
    const texts = known.get(graph) ?? new Map<NodeId, string>();
    known.set(graph, texts);
    const text = texts.get(node) ?? printed(graph, node, options);
    texts.set(node, text);
    return text;
  };
}

function printed(graph: Graph, node: NodeId, options: Parameters<typeof formatTerm>[1]): string {
  if (isLargerThan(graph, node, LARGEST_PRINTED)) return '';
  const { entries, definitions } = view(graph, [node], { budgetMilliseconds: 20, names: false });
  const [entry] = entries;
  // What stands for a part of it has no meaning in the source.
  return entry && definitions.length === 0 ? formatTerm(entry, options).code : '';
}

/** Whether an expression, written out as a tree, has more nodes. */
function isLargerThan(graph: Graph, node: NodeId, most: number): boolean {
  const open = [node];
  for (let count = 0; open.length > 0; count += 1) {
    if (count > most) return true;
    open.push(...graph.operands(open.pop() as NodeId));
  }
  return false;
}
