/** The types of numbers that libraries name: how many bits they have. */
import type { Value } from './values';

export interface FloatType {
  readonly names: RegExp;
  readonly size: number;
  /** Bits of the significand, of which one is not stored. */
  readonly bits: number;
  /** The largest exponent of 2. */
  readonly exponent: number;
  /** Decimal digits that it holds for certain. */
  readonly decimals: number;
}

/** IEEE 754. */
const half: FloatType = { names: /float16|half|^[<>=]?f2$/, size: 16, bits: 11, exponent: 15, decimals: 3 };
const single: FloatType = { names: /float32|single|^[<>=]?f4?$/, size: 32, bits: 24, exponent: 127, decimals: 6 };
export const float64: FloatType = {
  names: /(^|\.)float_?$|float64|double|^d$|^[<>=]?f8$/,
  size: 64,
  bits: 53,
  exponent: 1023,
  decimals: 15,
};

/** `np.float32`, `torch.double`, `'f4'`. PyTorch's `float` has 32 bits. */
export const floatNamed = (name: string): FloatType | undefined =>
  name === 'torch.float' ? single : [half, single, float64].find(({ names }) => names.test(name));

/** How a value that stands for a type calls it; `''` for anything else. */
export const typeName = (value: Value): string =>
  value.kind === 'builtin' ? value.name : value.kind === 'string' ? (value.value ?? '') : '';

/** Bits of a number of the type; 64 where its name does not say it. */
export const bitsOf = (name: string): number =>
  floatNamed(name)?.size ?? Number(/int(8|16|32|64)$/.exec(name)?.[1] ?? 64);
