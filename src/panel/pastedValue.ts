/**
 * Lines of numbers that are pasted into a field of the point, as the list that they mean: a field has one line. What
 * stands in brackets (NumPy, MATLAB, JSON) is read where it is evaluated; here it only loses its ends of lines.
 */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$|^[+-]?(?:inf|infinity|nan)$/i;

/**
 * The text to put into the field; `null` to paste it as it is.
 *
 * @param axes how many axes the argument has: a column or a row is a plain list where it has one.
 */
export function pastedValue(text: string, axes: number): string | null {
  const plain = text.trim();
  if (/[[({=]/.test(plain)) return plain.includes('\n') ? plain.replace(/\s*\r?\n\s*/g, ' ') : null;
  const rows = rowsOf(plain);
  if (!rows || axes === 0 || axes > 2) return null;
  const flat = rows.flat();
  const isVector = rows.length === 1 || rows[0]?.length === 1;
  if (axes === 1) return isVector ? list(flat) : null;
  return list(rows.map(list));
}

const list = (parts: readonly string[]): string => `[${parts.join(', ')}]`;

/** Numbers line by line, between commas, semicolons, tabs or spaces; a first line of names is left out. */
function rowsOf(text: string): readonly (readonly string[])[] | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const separator = separatorOf(text);
  const hasDecimalCommas = separator === ';' && !text.includes('.') && /\d,\d/.test(text);
  const rows = lines.map((line) => {
    const cells = typeof separator === 'string' ? line.split(separator) : line.trim().split(separator);
    return cells.map((cell) => {
      const bare = cell.trim().replace(/^"(.*)"$/, '$1');
      return hasDecimalCommas ? bare.replace(',', '.') : bare;
    });
  });
  const isNumeric = (row: readonly string[]): boolean => row.every((cell) => NUMBER.test(cell));
  const [first, ...others] = rows;
  const data = first && !isNumeric(first) && others.length > 0 && others.every(isNumeric) ? others : rows;
  const width = data[0]?.length ?? 0;
  return width > 0 && data.every((row) => row.length === width && isNumeric(row)) ? data : null;
}

function separatorOf(text: string): string | RegExp {
  return ['\t', ';', ','].find((character) => text.includes(character)) ?? /\s+/;
}
