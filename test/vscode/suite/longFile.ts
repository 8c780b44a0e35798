/** A file of more than 20,000 lines with 400 functions; the name of the second stands at line 50, character 5. */
export function longFile(): string {
  const comment = '    # as it says in the book\n'.repeat(44);
  const body = `${comment}    b = a**2 + x[1]\n    c = b * x[0]\n    d = c - a\n    return d * b\n`;
  return Array.from({ length: 410 }, (_, i) => `def f${i}(x):\n    a = x[0] * ${i}\n${body}`).join('');
}

export const NAME_IN_LONG_FILE = { line: 50, character: 5 };
