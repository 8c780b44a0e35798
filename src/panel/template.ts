/** Texts with places for values: `Row {0} is the gradient of {1}`. */

/** The text's pieces: words as strings, places as their numbers. Values may then be formulas, not only words. */
export function pieces(template: string): readonly (string | number)[] {
  return template
    .split(/(\{\d+\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (/^\{\d+\}$/.test(piece) ? Number(piece.slice(1, -1)) : piece));
}

export function fill(template: string, ...values: readonly (string | number)[]): string {
  return pieces(template)
    .map((piece) => (typeof piece === 'string' ? piece : String(values[piece] ?? '')))
    .join('');
}
