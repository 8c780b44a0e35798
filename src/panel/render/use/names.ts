/** The names of the function's outputs and variables. */
import type { View } from '../../view';
import type { Formula } from '../../../worker/protocol';

export const variableNames = ({ card }: View): readonly Formula[] => card.derivative?.columns ?? [];

/** Rows of a Jacobian are the outputs; everything else is of one output, the function itself. */
export const outputNames = ({ card, shown }: View): readonly Formula[] =>
  card.derivative?.kind === 'jacobian' ? card.derivative.rows : [shown.panel.name];
