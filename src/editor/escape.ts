/**
 * Text of a document, made harmless in Markdown: it shows as it is written, and never becomes a link, an image, a
 * heading, HTML or an icon.
 */

/** CommonMark § 2.4: any ASCII punctuation may be escaped by a backslash, and then has no meaning but itself. */
const PUNCTUATION = /[!-/:-@[-`{-~]/g;
/** What cannot be seen, or turns the direction of the text around it so that it reads as something else. */
const INVISIBLE = /(?![\t\n])[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** A text for a paragraph of Markdown. Its lines stay lines, its indentation stays. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(INVISIBLE, '\ufffd')
    .replace(PUNCTUATION, '\\$&')
    .replace(/\t/g, '    ')
    .replace(/^ +| {2,}/gm, (spaces) => '\u00a0'.repeat(spaces.length))
    .replace(/\n+/g, '  \n');
}

/** A text for one line: a heading, the label of a link. */
export function escapeMarkdownLine(text: string): string {
  return escapeMarkdown(text.replace(/\s+/g, ' ').trim());
}

/**
 * A text for an image's alternative, where VS Code's parser takes backslashes away before brackets alone. What cannot be
 * escaped gives way to what looks like it.
 */
export function escapeAlternative(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(INVISIBLE, '\ufffd')
    .replace(/\\/g, '⧵')
    .replace(/`/g, 'ˋ')
    .replace(/[[\]]/g, '\\$&');
}

/** Code as a block that nothing in it can end. */
export function markdownCode(code: string, language: string): string {
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${/^[\w-]+$/.test(language) ? language : ''}\n${code.replace(/\s+$/, '')}\n${fence}`;
}

/** A link that runs a command with arguments. The text around it must be trusted with that command. */
export function commandLink(label: string, command: string, tooltip: string, ...commandArguments: unknown[]): string {
  // Parentheses and quotes mean something to Markdown, and encodeURIComponent leaves them.
  const query = encodeURIComponent(JSON.stringify(commandArguments)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return `[${escapeMarkdownLine(label)}](command:${command}?${query} "${escapeMarkdownLine(tooltip)}")`;
}
