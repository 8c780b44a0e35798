/** Verdicts on hand-written derivatives as the editor shows them: in short, and at their places. */
import type { Range } from '../languages/source';
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
export const headline = ({ message }: Pick<Check, 'message'>): string => message.split(': ', 1)[0] ?? message;

/** `entry (0, 1): the sign is wrong`, for where both expressions are seen anyway. */
export function findingOf({ diagnosis, expected, found }: CheckEntry): string {
  const both = `expected \`${expected}\`, found \`${found}\``;
  return diagnosis.endsWith(both) ? diagnosis.slice(0, -both.length).replace(/: $/, '') : diagnosis;
}

/** `✓ proved`, `✓ agrees (64 points)`, `✗ 1 of 4 entries differs`; above the function with the derivative's name. */
export function marksOf(check: Check): DocumentCheck['marks'] {
  const name = plainName(check.function).split('.').at(-1) ?? check.function;
  const points = /^agrees at (\d+ points?)/.exec(check.message)?.[1];
  switch (check.verdict) {
    case 'proved':
      return { derivative: '✓ proved', primal: `✓ ${name} proved` };
    case 'agrees': {
      const agrees = points === undefined ? 'agrees' : `agrees (${points})`;
      return { derivative: `✓ ${agrees}`, primal: `✓ ${name} ${agrees}` };
    }
    case 'differs':
      return { derivative: `✗ ${headline(check)}`, primal: `✗ ${name}: ${headline(check)}` };
    case 'kink':
      return { derivative: '✓ but at a kink', primal: `✓ ${name} but at a kink` };
    case 'outside':
    case 'unknown':
      return null;
  }
}
