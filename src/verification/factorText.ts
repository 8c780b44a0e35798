/** Numbers by which something is wrong, as people say them. */

/** What is to be done to a value that is `1/factor` of what it should be. */
export function factorText(factor: number): string {
  if (Math.abs(factor + 1) < 1e-9) return 'the sign is wrong';
  const sign = factor < 0 ? 'the sign is wrong, and ' : '';
  const size = Math.abs(factor);
  const degrees = Math.PI / 180;
  for (const [value, text] of [
    [degrees, 'the factor π/180 is missing: degrees and radians are mixed up'],
    [1 / degrees, 'the factor π/180 is too much: degrees and radians are mixed up'],
  ] as const)
    if (Math.abs(size / value - 1) < 1e-9) return `${sign}${text}`;
  const inverse = simpleFraction(1 / size);
  if (inverse && inverse[1] === 1) return `${sign}the factor ${inverse[0]} is too much`;
  return `${sign}the factor ${shownNumber(size)} is missing`;
}

/** A quotient of rounded numbers that is next to a small fraction is that fraction: 0.99999999 is 1. */
export function withoutRounding(value: number): number {
  for (let q = 1; q <= 12; q += 1) {
    const p = Math.round(value * q);
    if (p !== 0 && Math.abs(p) <= 1000 && Math.abs(value * q - p) < 1e-7 * Math.abs(p)) return p / q;
  }
  return value;
}

export function shownNumber(value: number): string {
  const simple = simpleFraction(value);
  if (simple) return simple[1] === 1 ? String(simple[0]) : `${simple[0]}/${simple[1]}`;
  return Number(value.toPrecision(8)).toString();
}

/** p/q with a small q, if the value is one. */
export function simpleFraction(value: number): readonly [number, number] | null {
  for (let q = 1; q <= 64; q += 1) {
    const p = Math.round(value * q);
    if (p !== 0 && Math.abs(p) < 1e6 && Math.abs(value * q - p) < 1e-9 * Math.abs(p)) return [p, q];
  }
  return null;
}
