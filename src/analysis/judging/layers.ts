/** What goes back through a layer: sizes at which it can be read, with a batch of examples or one. */
import { symbolsOf } from '../../calculus/dependencies';
import { isNamedAsWeights } from '../../tracing/customs';
import type { Traced, TracedInput } from '../../tracing/traced';
import { isConfirmed, sizeConflict } from '../../verification/check';
import type { PairVerdict } from '../../verification/check';
import type { Pair } from '../../verification/pairing';
import type { JointSizes } from '../../verification/sizes';
import { withShapes } from '../../verification/views';
import { isDecided, tracedAt, unjudged, verdictOn } from './traces';
import type { JudgeRequest, TracedRequest, Traces } from './traces';

/**
 * What goes back through a layer is shaped as what came out of it. A layer may be meant for one example or for a batch
 * of them, one a row: it is right if it is right for either.
 */
export function backThroughLayer(request: TracedRequest, traces: Traces, passedBack: string): PairVerdict {
  const at = (given: JointSizes['primal']): PairVerdict[] => {
    const again = tracedBack(request, given, passedBack);
    if (!again || sizeConflict(again.primal, again.derivative) !== null || isFlat(again.primal)) return [];
    const verdict = verdictOn(request, { ...again, primal: withOpenBatch(again.primal) });
    return [isColumnOf(traces.primal, given) && isConfirmed(verdict) ? forColumns(verdict) : verdict];
  };
  const found = layerSizes(traces.primal, axesOf(traces, passedBack)).flatMap(at);
  const rank = (verdict: PairVerdict): number =>
    isDecided(verdict) ? 0 : verdict.unfit ? 3 : verdict.verdict === 'differs' ? 2 : 1;
  const [best] = found.sort((p, q) => rank(p) - rank(q));
  if (best && !best.unfit) return best;
  const anyhow = best ?? verdictOn(request, traces);
  if (anyhow.verdict !== 'differs' && !anyhow.unfit) return anyhow;
  // No sizes fit but those where rows and columns are as many: what is the wrong way round can be told there.
  const [square] = at(squareSizes(traces.primal));
  if (square?.verdict === 'differs' && square.entries.every(({ finding }) => finding !== '')) return square;
  return anyhow.unfit ? anyhow : unjudged('not judged: no sizes of its arrays fit together', anyhow);
}

/** What goes into a layer: the first of its arguments that is numbers. */
const firstArgument = (inputs: readonly TracedInput[]): TracedInput | undefined =>
  inputs.find(({ numeric, isAttribute }) => numeric && !isAttribute);

/** Whether nothing of what goes in comes out: a layer norm of rows with one element has no slope to be compared. */
function isFlat({ graph, inputs, outputs }: Traced): boolean {
  const first = firstArgument(inputs);
  const used = new Set(symbolsOf(graph, outputs));
  return first !== undefined && !first.symbols.some((symbol) => used.has(symbol));
}

/** Whether what goes in is a column where nothing says so: of a vector the way back may be another. */
function isColumnOf({ inputs }: Traced, given: JointSizes['primal']): boolean {
  const first = firstArgument(inputs);
  const [, columns, ...more] = given[first?.name ?? ''] ?? [];
  return first?.sizes.length === 1 && columns === 1 && more.length === 0;
}

const forColumns = (verdict: PairVerdict): PairVerdict => ({ ...verdict, message: `${verdict.message}; for columns` });

/** Both with these sizes, and what is passed back shaped as what came out; `null` where one of them cannot be traced. */
function tracedBack(request: JudgeRequest, given: JointSizes['primal'], passedBack: string): Traces | null {
  const { pair, primal: f, studies } = request;
  const primal = studies.trace(f, undefined, withShapes(pair.views.primal, f.function, given));
  if (!primal.ok) return null;
  const own = Object.fromEntries(
    primal.traced.inputs.filter(({ sizes }) => sizes.length > 0).map(({ name, sizes }) => [name, sizes] as const),
  );
  return tracedAt(request, { primal: own, derivative: { ...own, [passedBack]: valueSizes(primal.traced, pair) } });
}

/** The first of some choices of sizes at which a layer can be traced both ways. */
export function tracedForOneOf(request: JudgeRequest, choices: readonly JointSizes['primal'][]): Traces | null {
  const { passedBack } = request.pair;
  if (passedBack === undefined) return null;
  for (const given of choices) {
    const traces = tracedBack(request, given, passedBack);
    if (traces) return traces;
  }
  return null;
}

/** As many rows as columns everywhere, and as many examples. */
function squareSizes({ inputs }: Traced): JointSizes['primal'] {
  const arrays = inputs.filter(({ numeric, sizes }) => numeric && sizes.length > 0);
  const first = firstArgument(inputs);
  return Object.fromEntries(
    arrays.map((input) => [input.name, (input === first ? [0, 0] : input.sizes).map(() => 3)] as const),
  );
}

/** The shape of what comes out, without what is kept for the way back. */
const valueSizes = ({ output, parts }: Traced, pair: Pair): readonly number[] =>
  typeof pair.parts.primal === 'number' ? (parts[pair.parts.primal]?.sizes ?? output.sizes) : output.sizes;

/** How many examples there are, nothing says: a derivative may be a mean over them. */
function withOpenBatch(traced: Traced): Traced {
  const first = firstArgument(traced.inputs);
  if (!first || first.sizes.length < 2) return traced;
  const inputs = traced.inputs.map((input) =>
    input === first ? { ...input, shape: ['batch', ...input.shape.slice(1)] } : input,
  );
  return { ...traced, inputs };
}

/** What is added to a product of weights, one number for each column of it. */
const BIAS = /^(?:.*\.)?(?:b\d*|bias(?:es)?)$/;

/** What normalised features are multiplied with, and what is added to them: one number for each. */
const SCALE = /^(?:.*\.)?(?:gamma|beta|scale|shift|g|b|weight|bias)$/;

/** Of a batch of sequences. */
const LEADING = [2, 5];

const BATCHES = [5, 7, 11, 13];

/** How many axes the way back says that what is passed back has: `B, T, D = dout.shape`. */
const axesOf = ({ derivative }: Traces, passedBack: string): number =>
  derivative.inputs.find(({ name }) => name === passedBack)?.sizes.length ?? 0;

/**
 * As the layer was traced; and with a batch, of a size that no other is.
 *
 * @param axes how many there have to be at least
 */
export function layerSizes({ inputs }: Traced, axes = 0): JointSizes['primal'][] {
  const own = (more: JointSizes['primal']): JointSizes['primal'] => ({
    ...Object.fromEntries(
      inputs
        .filter(({ numeric, sizes }) => numeric && sizes.length > 0)
        .map(({ name, sizes }) => [name, sizes] as const),
    ),
    ...more,
  });
  const first = firstArgument(inputs);
  if (!first) return [own({})];
  // No small multiple of another size.
  const largest = Math.max(4, ...inputs.flatMap(({ sizes }) => sizes));
  const batch = BATCHES.find((size) => size > largest) ?? largest + 1;
  const width = first.sizes.at(-1) ?? 2;
  // `x.dot(w)` alone says nothing of whether w is a vector, nor `+ b` of whether b is.
  const weights = inputs.filter((input) => input !== first && input.sizes.length === 1 && input.sizes[0] === width);
  const withBias = (sizes: readonly number[], ofWeights: JointSizes['primal']): JointSizes['primal'] => ({
    ...ofWeights,
    ...Object.fromEntries(
      inputs
        .filter((input) => BIAS.test(input.name) && input.numeric && input.sizes.length < 2)
        .map(({ name }) => [name, sizes] as const),
    ),
  });
  const outputs = batch + 1;
  const asMatrices = Object.fromEntries(weights.map(({ name }) => [name, [width, outputs]] as const));
  const matrices = withBias([outputs], asMatrices);
  const inColumns = columnsOf(inputs, first, batch);
  const columns = inColumns ? [own(withBias([inColumns.outputs, 1], inColumns.sizes))] : [];
  const ofFeatures = inputs.filter(
    (input) => input !== first && SCALE.test(input.name) && input.numeric && input.sizes.length === 0,
  );
  const scales = Object.fromEntries(ofFeatures.map(({ name }) => [name, [width]] as const));
  const scaled = (sizes: readonly number[]): JointSizes['primal'][] =>
    ofFeatures.length > 1 ? [own({ [first.name]: sizes, ...scales })] : [];
  if (first.sizes.length > 1)
    return [own({}), ...(weights.length > 0 ? [own(matrices)] : []), ...columns, ...scaled(first.sizes)];
  // Targets are shaped as what they are compared with.
  const alike = inputs.filter(
    ({ shape, sizes }) => sizes.length === 1 && typeof shape[0] === 'string' && shape[0] === first.shape[0],
  );
  const inBatch = Object.fromEntries(alike.map(({ name }) => [name, [batch, width]] as const));
  return [
    own({}),
    own({ [first.name]: [batch, width] }),
    ...(alike.length > 1 ? [own(inBatch)] : []),
    ...(weights.length > 0 ? [own({ [first.name]: [batch, width], ...matrices })] : []),
    // `self.b -= rate * db` of a row, `np.zeros((1, n))`.
    ...(weights.length > 0 ? [own({ [first.name]: [batch, width], ...withBias([1, outputs], asMatrices) })] : []),
    ...(first.sizes.length === 1 ? [own({ [first.name]: [width, 1] })] : []),
    ...columns,
    ...scaled([batch, width]),
    ...(axes > 2 ? [...scaled([...LEADING, width]), own({ [first.name]: [...LEADING, width] })] : []),
  ];
}

/** `W @ X + b` with a sample a column: of the only weights whose rows fit what goes in. */
function columnsOf(
  inputs: readonly TracedInput[],
  first: TracedInput,
  batch: number,
): { readonly outputs: number; readonly sizes: JointSizes['primal'] } | null {
  const features = first.sizes[0];
  const [weights, ...others] = inputs.filter(
    ({ name, sizes }) => isNamedAsWeights(name) && sizes.length > 0 && sizes.at(-1) === features,
  );
  if (!weights || features === undefined || others.length > 0) return null;
  const outputs = weights.sizes.length > 1 ? (weights.sizes[0] as number) : batch + 1;
  return { outputs, sizes: { [first.name]: [features, batch], [weights.name]: [outputs, features] } };
}
