/** The verdict on one hand-written derivative, as it is told. */
import type { Range, Span } from '../languages/source';
import type { PairVerdict } from '../verification/check';
import type { Check } from './card';
import { judge } from './judging/judge';
import type { JudgeRequest } from './judging/traces';
import { inOwnNames } from './localNames';

export interface CheckRequest extends JudgeRequest {
  readonly range: (span: Span) => Range;
}

/** At least one. */
export type Checks = readonly [Check, ...Check[]];

/** A fault of ours in one pair must not take the others' verdicts with it. */
function judged(request: CheckRequest): ReturnType<typeof judge> {
  try {
    return judge(request);
  } catch (error) {
    return `it could not be worked out (${error instanceof Error ? error.message : String(error)})`;
  }
}

/**
 * The verdict on a pair; several where a derivative returns several that belong to the function. Never throws: what
 * cannot be read is a reason.
 */
export function checksOf(request: CheckRequest): Checks {
  const { pair, derivative, range } = request;
  const nameRange = range((pair.views.derivative?.function ?? derivative.function).nameSpan);
  const label = pair.views.derivative?.label ?? '';
  const unknown = (message: string): Checks => [
    {
      function: pair.derivative,
      part: label,
      nameRange,
      verdict: 'unknown',
      message: `not checked: ${message}`,
      layout: '',
      entries: [],
      measured: null,
    },
  ];
  const checked = judged(request);
  if (typeof checked === 'string') return unknown(checked);
  // Whoever reads it has the function's own names before them: `a, b = p`.
  const inOwn = (text: string, { start }: Span): string => inOwnNames(text, derivative, start);
  const told = ({ part, verdict, message, layout, entries, measured }: PairVerdict): Check => ({
    function: pair.derivative,
    part: part === undefined ? label : `[${part}]`,
    nameRange,
    verdict,
    message: entries[0] ? inOwn(message, entries[0].span) : message,
    layout,
    entries: entries.map(({ span, expected, found, diagnosis, finding, ...entry }) => ({
      ...entry,
      expected: inOwn(expected, span),
      found: inOwn(found, span),
      diagnosis: inOwn(diagnosis, span),
      finding: inOwn(finding, span),
      range: range(span),
    })),
    measured,
  });
  return [told(checked), ...(checked.others ?? []).map(told)];
}
