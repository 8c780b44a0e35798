/**
 * What a node of the compute graph can be. Codes below `FIRST_FUNCTION` are structure and arithmetic; a code from
 * `FIRST_FUNCTION` on is row `code − FIRST_FUNCTION` of the table of functions (`functions.ts`).
 */
export const Op = {
  /** A number: `a` is its place in the graph's table of numbers. */
  Number: 0,
  /** A named real constant (π, e): `a` is its place in `namedConstants`. */
  Constant: 1,
  /** A variable: `a` is its place in the graph's table of symbols. Symbols are told apart by node, never by name. */
  Symbol: 2,
  Add: 3,
  Subtract: 4,
  Multiply: 5,
  Divide: 6,
  Negate: 7,
  Power: 8,
  /** Conditions: values of these nodes are true or false, and numbers never. */
  Less: 9,
  LessOrEqual: 10,
  Equal: 11,
  NotEqual: 12,
  And: 13,
  Or: 14,
  Not: 15,
  True: 16,
  False: 17,
  /** `a` is the condition, `b` the value where it holds, `c` the value elsewhere. */
  Select: 18,
  /** An unknown function: `a` is its place in the table of holes, `b` the first cell of its arguments (or −1). */
  Hole: 19,
  /** ∂(hole `a`)/∂(argument `c`): `b` as for the hole. */
  HolePartial: 20,
  /** A cell of a list of arguments: `a` is the value, `b` the next cell or −1. */
  Cell: 21,
} as const;

export const FIRST_FUNCTION = 32;

/** Named real constants, with their values to double precision. */
export const namedConstants = [
  { name: 'pi', value: Math.PI, latex: '\\pi', text: 'π' },
  { name: 'e', value: Math.E, latex: 'e', text: 'e' },
  // DLMF 5.2.3: Euler's constant.
  { name: 'eulerGamma', value: 0.5772156649015329, latex: '\\gamma', text: 'γ' },
  { name: 'goldenRatio', value: 1.618033988749895, latex: '\\varphi', text: 'φ' },
] as const;

export type ConstantName = (typeof namedConstants)[number]['name'];
