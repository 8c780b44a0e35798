/** The verdict on one hand-written derivative. */
import { view } from '../calculus/view/view';
import type { Definition } from '../languages/program';
import type { Range, Span } from '../languages/source';
import { formatTerm } from '../notation/term';
import type { Traced, TracedInput } from '../tracing/traced';
import { checkPair, shapeOnly, sizeConflict } from '../verification/check';
import type { PairVerdict } from '../verification/check';
import type { Pair } from '../verification/pairing';
import type { Check } from './card';
import type { Settings } from './settings';
import type { Given, Studies } from './studies';

export interface CheckRequest {
  readonly pair: Pair;
  readonly primal: Definition;
  readonly derivative: Definition;
  readonly studies: Studies;
  readonly settings: Settings;
  readonly range: (span: Span) => Range;
}

export function checkOf(request: CheckRequest): Check {
  const { pair, primal, derivative, studies, range } = request;
  const nameRange = range(derivative.function.nameSpan);
  const unknown = (message: string): Check => ({
    function: pair.derivative,
    nameRange,
    verdict: 'unknown',
    message: `not checked: ${message}`,
    layout: '',
    entries: [],
  });
  if (derivative.directive?.flags.includes('intended')) return unknown('marked as intended');
  const function_ = studies.trace(primal);
  if (!function_.ok) return unknown(`${pair.primal} is not understood: ${function_.reason.message}`);
  const hand = studies.trace(derivative);
  if (!hand.ok) return unknown(hand.reason.message);
  const checked = verdictOn(request, sameSizes(request, function_.traced, hand.traced));
  // What differs for an array only, though the derivative may be meant for a number, is no mistake that is sure.
  const doubtful = checked.verdict === 'differs' ? doubtfulNumbers(function_.traced, hand.traced) : [];
  const isMeantOtherwise = readings(doubtful).some((values) => {
    const traces = tracedWith(request, values);
    return traces !== null && verdictOn(request, traces).verdict !== 'differs';
  });
  if (isMeantOtherwise)
    return unknown(
      `nothing tells of ${doubtful.map(({ name }) => name).join(', ')} whether a number or an array is meant`,
    );
  return {
    function: pair.derivative,
    nameRange,
    verdict: checked.verdict,
    message: checked.message,
    layout: checked.layout,
    entries: checked.entries.map(({ span, ...entry }) => ({ ...entry, range: range(span) })),
  };
}

function verdictOn({ pair, primal, derivative, studies, settings }: CheckRequest, traces: Traces): PairVerdict {
  return checkPair({
    pair,
    ...traces,
    retrace: (which, given) => {
      const again = studies.trace(which === 'primal' ? primal : derivative, { wrt: null, values: given });
      return again.ok ? again.traced : null;
    },
    budgetMilliseconds: settings.budget,
    print: (graph, node) => {
      const [entry] = view(graph, [node], { budgetMilliseconds: 20 }).entries;
      return entry ? formatTerm(entry, settings).code : '';
    },
  });
}

/** Arguments that one of the two takes as a number, and the other as an array of the given sizes. */
function doubtfulNumbers(primal: Traced, derivative: Traced): TracedInput[] {
  return primal.inputs.flatMap((input) => {
    const other = derivative.inputs.find(({ name }) => name === input.name);
    if (!other || !input.numeric || !other.numeric) return [];
    if (input.sizes.length > 0 === other.sizes.length > 0) return [];
    return [input.sizes.length > 0 ? input : other];
  });
}

/** More doubtful arguments than these are tried as numbers all at once only. */
const MOST_COMBINED = 3;

/** All ways of taking some of the arguments as numbers and the others as arrays. */
function readings(doubtful: readonly TracedInput[]): Given['values'][] {
  const count = doubtful.length;
  const all = 2 ** count - 1;
  const choices = count <= MOST_COMBINED ? Array.from({ length: all }, (_, i) => i + 1) : [all];
  return choices.map((asNumbers) =>
    Object.fromEntries(
      doubtful.map((input, i) => [input.name, (asNumbers >> i) % 2 === 1 ? aNumber : shapeOnly(input)]),
    ),
  );
}

const aNumber = { kind: 'number', value: 0.5 } as const;

/** Both traced with these values; `null` where one of them cannot be. */
function tracedWith({ primal, derivative, studies }: CheckRequest, values: Given['values']): Traces | null {
  const [f, g] = [primal, derivative].map((definition) => studies.trace(definition, { wrt: null, values }));
  return f?.ok && g?.ok ? { primal: f.traced, derivative: g.traced } : null;
}

interface Traces {
  readonly primal: Traced;
  readonly derivative: Traced;
}

/** Both traced with the same sizes of their arguments: where one knows less of them, it is traced again. */
function sameSizes({ primal: f, derivative: g, studies }: CheckRequest, primal: Traced, derivative: Traced): Traces {
  const conflict = primal === derivative ? null : sizeConflict(primal, derivative);
  if (!conflict) return { primal, derivative };
  const again = (definition: Definition, values: Given['values'], traced: Traced): Traced => {
    if (Object.keys(values).length === 0) return traced;
    const result = studies.trace(definition, { wrt: null, values });
    return result.ok ? result.traced : traced;
  };
  return { primal: again(f, conflict.primal, primal), derivative: again(g, conflict.derivative, derivative) };
}
