/** The verdict on one hand-written derivative. */
import { view } from '../calculus/view/view';
import type { Definition } from '../languages/program';
import type { Range, Span } from '../languages/source';
import { formatTerm } from '../notation/term';
import { checkPair } from '../verification/check';
import type { Pair } from '../verification/pairing';
import type { Check } from './card';
import type { Settings } from './settings';
import type { Studies } from './studies';

export interface CheckRequest {
  readonly pair: Pair;
  readonly primal: Definition;
  readonly derivative: Definition;
  readonly studies: Studies;
  readonly settings: Settings;
  readonly range: (span: Span) => Range;
}

export function checkOf({ pair, primal, derivative, studies, settings, range }: CheckRequest): Check {
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
  const checked = checkPair({
    pair,
    primal: function_.traced,
    derivative: hand.traced,
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
