/** Vectors as a person types them. */

/** `[1, −1]`, `1 -1`, `1; 2`; `null` for anything else. */
export function readVector(text: string): number[] | null {
  const words = text
    .replaceAll('−', '-')
    .replace(/^\s*[[(]|[\])]\s*$/g, '')
    .split(/[\s,;]+/)
    .filter((word) => word !== '');
  const numbers = words.map(Number);
  return words.length > 0 && numbers.every(Number.isFinite) ? numbers : null;
}

/** One number: `0.1`, `1e-3`, `−2`; `null` for anything else. */
export function readNumber(text: string): number | null {
  const numbers = readVector(text);
  return numbers?.length === 1 ? (numbers[0] as number) : null;
}
