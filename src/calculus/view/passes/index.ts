/** The passes, in the order of their value. Each gives other forms of the same value; the search keeps the shortest. */
import type { Pass } from '../simplify';
import { angleSums, doubleAngles, pythagoras, quarterTurns, secants, tangents } from './trigonometry';
import { absoluteValues, cubeRoots } from './absolute';
import { branches } from './branches';
import { factorsInCases, mergedCases, productsOfCases } from './cases';
import { expansion } from './expand';
import { exponentialQuotients, powersOfLogarithms } from './exponential';
import { commonFactors, groups } from './factor';
import { innerFractions } from './fractions';
import { inverses } from './inverses';
import { exponentialsLessOne, logarithms } from './logarithm';
import { polynomialQuotients, rationalFunctions } from './polynomials';

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
  inverses,
  innerFractions,
  polynomialQuotients,
  rationalFunctions,
  exponentialQuotients,
  powersOfLogarithms,
  absoluteValues,
  cubeRoots,
  logarithms,
  exponentialsLessOne,
  branches,
  mergedCases,
  productsOfCases,
  factorsInCases,
];
