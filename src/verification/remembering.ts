/** More answers than these are not kept: the names of a very large file. */
const MOST = 20_000;

/** A function of a text that remembers its answers: the same names are read again with every edit of a file. */
export function remembering<T>(answer: (text: string) => T, most = MOST): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = answer(text);
    if (known.size >= most) known.clear();
    known.set(text, found);
    return found;
  };
}
