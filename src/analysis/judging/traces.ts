/** A function and its hand-written derivative traced side by side, and the verdict on two such traces. */
import type { Graph, NodeId } from '../../calculus/graph';
import { view } from '../../calculus/view/view';
import type { Definition } from '../../languages/program';
import { formatTerm } from '../../notation/term';
import type { GivenValue, TraceResult, Traced } from '../../tracing/traced';
import { checkPair, isConfirmed, shapeOnly } from '../../verification/check';
import type { PairVerdict, Print } from '../../verification/check';
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
}

export interface TracedRequest extends JudgeRequest {
  /** The function as it is written, before it is given any sizes. */
  readonly written: Traced;
}

export interface Traces {
  readonly primal: Traced;
  readonly derivative: Traced;
}

const nothing: Given = { wrt: null, values: {} };
const of = (values: Given['values']): Given | undefined =>
  Object.keys(values).length > 0 ? { ...nothing, values } : undefined;

export const tracePrimal = ({ pair, primal, studies }: JudgeRequest, values: Given['values'] = {}): TraceResult =>
  studies.trace(primal, of(values), pair.views.primal);

/** The trace of the derivative, with arrays that it writes into shaped as the variable is. */
export function traceDerivative(
  { pair, derivative, studies }: JudgeRequest,
  primal: Traced | null,
  given: Given['values'] = {},
): TraceResult {
  const values: Record<string, GivenValue> = { ...given };
  for (const [name, like] of Object.entries(pair.views.derivative?.shapedLike ?? {})) {
    const input = primal?.inputs.find((candidate) => candidate.name === like && candidate.numeric);
    if (input && input.sizes.length > 0) Object.assign(values, { [name]: shapeOnly(input), [like]: shapeOnly(input) });
  }
  return studies.trace(derivative, of(values), pair.views.derivative);
}

/** Both traced with these sizes; `null` where one of them cannot be. */
export function tracedAt({ pair, primal: f, derivative: g, studies }: JudgeRequest, sizes: JointSizes): Traces | null {
  const primal = studies.trace(f, undefined, withShapes(pair.views.primal, f.function, sizes.primal));
  const derivative = studies.trace(g, undefined, withShapes(pair.views.derivative, g.function, sizes.derivative));
  return primal.ok && derivative.ok ? { primal: primal.traced, derivative: derivative.traced } : null;
}

/** Both traced with these values; `null` where one of them cannot be. */
export function tracedWith(request: JudgeRequest, values: Given['values']): Traces | null {
  const [f, g] = [tracePrimal(request, values), traceDerivative(request, null, values)];
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
