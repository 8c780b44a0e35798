/** What is said of a step, and of how a walk ends. */
import { formatNumber } from '../../numbers';
import { fill } from '../../template';
import type { View } from '../../view';
import type { Walk } from './walk';

type Note = Walk['steps'][number]['notes'][number];

const DIGITS = 3;

export function noteText(note: Note, { kinks }: Walk, { strings }: View): string {
  switch (note.kind) {
    case 'clipped':
      return fill(strings.useNoteClipped, formatNumber(note.size, DIGITS));
    case 'damped':
      return fill(strings.useNoteDamped, formatNumber(note.amount, DIGITS));
    case 'shortened':
      return fill(strings.useNoteShortened, note.times);
    case 'singular':
      return strings.useNoteSingular;
    case 'products':
      return fill(strings.useNoteProducts, note.count);
    case 'negativeCurvature':
      return strings.useNoteNegativeCurvature;
    case 'kink': {
      const places = note.named.map((i) => kinks[i]?.text ?? '…');
      const more = note.count > places.length ? [fill(strings.useNoteMoreKinks, note.count - places.length)] : [];
      return fill(note.at ? strings.useNoteOnKink : strings.useNotePassedKink, [...places, ...more].join(', '));
    }
  }
}

/** How the walk ends, and that it diverges where it does. */
export function endText({ steps, ending, growingSince }: Walk, method: string, { strings }: View): string {
  const last = steps.length - 1;
  const sentences: Readonly<Record<Walk['ending'], string>> = {
    steps: strings.useEndSteps,
    converged: method === 'root' ? strings.useEndSolved : strings.useEndConverged,
    stalled: strings.useEndStalled,
    undefined: last === 0 ? strings.useEndUndefinedHere : strings.useEndUndefined,
    overflow: strings.useEndOverflow,
    derivative: strings.useEndDerivative,
    descent: strings.useEndDescent,
    time: strings.useEndTime,
  };
  const end = fill(sentences[ending], last);
  return growingSince === null || ending === 'overflow' ? end : `${fill(strings.useGrowing, growingSince)} ${end}`;
}

/** Whether the end is one that was wanted. */
export const isGoodEnd = ({ ending, growingSince }: Walk): boolean =>
  growingSince === null &&
  (ending === 'converged' || ending === 'stalled' || ending === 'steps' || ending === 'descent');
