/** Whether a primitive is there, for tests of tables that name them. */
import { functionIndex, functionRows } from '../../../src/calculus/functions/table';
import { findPrimitive } from '../../../src/tracing/primitives/table';

/** Names that calls treat by themselves, before any table is looked into. */
const special = new Set(['random', 'super', 'property', 'setter', 'classmethod']);

export const primitiveOf = (name: string): boolean =>
  special.has(name) || findPrimitive(name) !== undefined || functionRows[functionIndex(name)] !== undefined;
