/** A function's signature as mathematics: `f : ℝ² → ℝ²`. */

const superscripts: Readonly<Record<string, string>> = {
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
  n: 'ⁿ',
  m: 'ᵐ',
  k: 'ᵏ',
  i: 'ⁱ',
  j: 'ʲ',
  p: 'ᵖ',
  d: 'ᵈ',
  N: 'ᴺ',
  M: 'ᴹ',
  K: 'ᴷ',
  D: 'ᴰ',
  '×': 'ˣ',
  '+': '⁺',
  '(': '⁽',
  ')': '⁾',
};

type Size = number | string;

/** The space an array of this shape lives in: ℝ, ℝ², ℝ²ˣ³, ℝ^batch. */
export function space(shape: readonly Size[]): string {
  if (shape.length === 0) return 'ℝ';
  // Beside another size a sum has brackets: ℝ⁽ᵐ⁺¹⁾ˣ².
  const isSum = (size: Size): boolean => shape.length > 1 && /\W/.test(String(size));
  const exponent = shape.map((size) => (isSum(size) ? `(${size})` : size)).join('×');
  const raised = [...exponent].map((c) => superscripts[c]);
  return raised.every((c) => c !== undefined)
    ? `ℝ${raised.join('')}`
    : `ℝ^${/^\w+$/.test(exponent) ? exponent : `(${exponent})`}`;
}

/** `f : ℝ² × ℝ → ℝ²`; equal neighbours of scalars are gathered (`f : ℝ² → ℝ` for two scalars would mislead, so they stay ℝ × ℝ). */
export function signature(name: string, inputs: readonly (readonly Size[])[], output: readonly Size[]): string {
  const from = inputs.length === 0 ? '()' : inputs.map(space).join(' × ');
  return `${name} : ${from} → ${space(output)}`;
}
