/** The table of all functions: its order gives the operation codes (`operations.ts`). */
import { FIRST_FUNCTION } from '../operations';
import type { Graph, NodeId } from '../graph';
import { activations } from './activations';
import { besselFunctions } from './besselFunctions';
import { entropy } from './entropy';
import { errorFunctions } from './errorFunctions';
import { exponential } from './exponential';
import { gammaFunctions } from './gammaFunctions';
import { hyperbolic } from './hyperbolic';
import { incompleteFunctions } from './incompleteFunctions';
import { integralFunctions } from './integralFunctions';
import { powers } from './powers';
import { rounding } from './rounding';
import { stopped } from './stopped';
import { trigonometric } from './trigonometric';
import type { Arguments, FunctionRow } from './row';

export type { Arguments, FunctionRow, Kink } from './row';

export const functionRows: readonly FunctionRow[] = [
  ...powers,
  ...exponential,
  ...trigonometric,
  ...hyperbolic,
  ...rounding,
  ...activations,
  ...entropy,
  ...errorFunctions,
  ...gammaFunctions,
  ...incompleteFunctions,
  ...besselFunctions,
  ...integralFunctions,
  ...stopped,
];

const indices = new Map(functionRows.map((row, index) => [row.name, index]));

/** The row's number in the table, −1 for a name that it does not have. */
export const functionIndex = (name: string): number => indices.get(name) ?? -1;

export const isKnownFunction = (name: string): boolean => indices.has(name);

/** The row of a function node; `undefined` for every other node. */
export const rowOf = (g: Graph, id: NodeId): FunctionRow | undefined => functionRows[g.op(id) - FIRST_FUNCTION];

/** The arguments of a function node. */
export const argumentsOfCall = (g: Graph, id: NodeId): Arguments => [g.a(id), g.b(id), g.c(id)];
