/** The passes, in the order of their value. Each gives other forms of the same value; the search keeps the shortest. */
import type { Pass } from '../simplify';
import { angleSums, doubleAngles, pythagoras, tangents } from './trigonometry';
import { absoluteValues } from './absolute';
import { expansion } from './expand';
import { exponentialQuotients } from './exponential';
import { commonFactors, groups } from './factor';
import { innerFractions } from './fractions';

export const passes: readonly Pass[] = [
  pythagoras,
  angleSums,
  commonFactors,
  expansion,
  groups,
  doubleAngles,
  tangents,
  innerFractions,
  exponentialQuotients,
  absoluteValues,
];
