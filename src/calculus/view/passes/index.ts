/** The passes, in the order of their value. Each gives other forms of the same value; the search keeps the shortest. */
import type { Pass } from '../simplify';
import { angleSums, doubleAngles, pythagoras, quarterTurns, secants, tangents } from './trigonometry';
import { absoluteValues } from './absolute';
import { branches } from './branches';
import { expansion } from './expand';
import { exponentialQuotients, powersOfLogarithms } from './exponential';
import { commonFactors, groups } from './factor';
import { innerFractions } from './fractions';
import { exponentialsLessOne, logarithms } from './logarithm';

export const passes: readonly Pass[] = [
  pythagoras,
  angleSums,
  commonFactors,
  expansion,
  groups,
  doubleAngles,
  tangents,
  secants,
  quarterTurns,
  innerFractions,
  exponentialQuotients,
  powersOfLogarithms,
  absoluteValues,
  logarithms,
  exponentialsLessOne,
  branches,
];
