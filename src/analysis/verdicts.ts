/** Verdicts on hand-written derivatives as the editor shows them: in short, and at their places. */
import type { Range } from '../languages/source';
import { DIAGONAL } from '../verification/layout';
import type { Check, CheckEntry } from './card';
import { plainName } from './symbols';

/** One hand-written derivative of a document. */
export interface DocumentCheck extends Check {
  /** Dotted name of the function that it is the derivative of; the same where one function returns both. */
  readonly primal: string;
  /** Where that function's name stands. */
  readonly primalRange: Range;
  /** What the line above the derivative says, and that above the function; `null` where nothing sure is known. */
  readonly marks: { readonly derivative: string; readonly primal: string } | null;
  readonly entries: readonly DocumentCheckEntry[];
}

export interface DocumentCheckEntry extends CheckEntry {
  /** Where in the function the output stands of which this is a derivative; else the function's name. */
  readonly origin: Range;
}

/** `1 of 4 entries differs`, without what is wrong with them. */
export function headline({ measured, message }: Pick<Check, 'measured' | 'message'>): string {
  if (!measured || measured.differing === 0) return message.split(': ', 1)[0] ?? message;
  const { entries, differing } = measured;
  if (entries === 1) return 'the derivative differs';
  return `${differing} of ${entries} entries ${differing === 1 ? 'differs' : 'differ'}`;
}

/** `entry (0, 1): the sign is wrong`, for where both expressions are seen anyway. */
export function findingOf({ diagnosis, finding }: CheckEntry): string {
  if (finding === '') return diagnosis.split(/: expected |^expected /, 1)[0] ?? '';
  const end = diagnosis.indexOf(finding) + finding.length;
  return diagnosis.slice(0, end);
}

/** Longer names of derivatives leave out the function's, above which they stand. */
const LONGEST_NAME = 30;

function derivativeName(derivative: string, primal: string): string {
  const [own, of] = [plainName(derivative), plainName(primal)];
  return own.length > LONGEST_NAME && own !== of ? own.replace(of, '…') : own;
}

/** `✓ proved`, `✓ agrees (64 points)`, `✗ 1 of 4 entries differs`; above the function with the derivative's name. */
export function marksOf(check: Check, primal: string): DocumentCheck['marks'] {
  const name = `${derivativeName(check.function, primal)}${check.part}`;
  const own = check.part === '' ? '' : `${check.part} `;
  const both = (mark: string, text: string, colon = ''): DocumentCheck['marks'] => ({
    derivative: `${mark} ${own}${text}`,
    primal: `${mark} ${name}${colon} ${text}`,
  });
  switch (check.verdict) {
    case 'proved':
      return check.layout.startsWith(DIAGONAL) ? both('✓', 'diagonal proved') : both('✓', 'proved');
    case 'agrees': {
      const points = check.measured?.points ?? 0;
      const what = check.layout.startsWith(DIAGONAL) ? 'diagonal agrees' : 'agrees';
      return both('✓', points === 0 ? what : `${what} (${points} point${points === 1 ? '' : 's'})`);
    }
    case 'differs':
      return both('✗', headline(check), ':');
    case 'kink':
      return both('✓', 'but at a kink');
    case 'outside':
    case 'unknown':
      return null;
  }
}
