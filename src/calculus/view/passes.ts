/** The passes, in the order of their value. */
import type { Pass } from './simplify';

export const passes: readonly Pass[] = [];
