/** Text as a comment of a language: it is put into source code that has to stay what it is. */
export function commented(text: string, language: string): string {
  const mark = language === 'python' ? '#' : '//';
  return text
    .replace(/\s+$/, '')
    .split(/\r?\n/)
    .map((line) => `${mark} ${line}`.trimEnd())
    .join('\n')
    .concat('\n');
}
