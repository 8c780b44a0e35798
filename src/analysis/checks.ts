/** The verdict on one hand-written derivative. */
import { view } from '../calculus/view/view';
import type { Definition } from '../languages/program';
import type { Range, Span } from '../languages/source';
import { formatTerm } from '../notation/term';
import type { Traced } from '../tracing/traced';
import { checkPair, sizeConflict } from '../verification/check';
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
  const { pair, primal, derivative, studies, settings, range } = request;
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
  const traces = sameSizes(request, function_.traced, hand.traced);
  const checked = checkPair({
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
  return {
    function: pair.derivative,
    nameRange,
    verdict: checked.verdict,
    message: checked.message,
    layout: checked.layout,
    entries: checked.entries.map(({ span, ...entry }) => ({ ...entry, range: range(span) })),
  };
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
