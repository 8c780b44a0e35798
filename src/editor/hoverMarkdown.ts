/** A hover's sections as Markdown. Free of VS Code, so that it is tested as text. */
import type { Hover, HoverSection } from '../worker/protocol';
import { escapeAlternative, escapeMarkdown, escapeMarkdownLine, markdownCode } from './escape';

/** VS Code cuts a Markdown text at 100,000 characters, in the middle of a picture if need be. */
export const LONGEST_HOVER = 99_000;

/** Markdown keeps these spaces. */
const GAP = '\u2003\u2003';

/**
 * The hover's text, shorter than `longest`: pictures, from the last to the first, give way to their plain text where
 * there is no room for them, then whole sections at the end give way to `tooLong`.
 *
 * @param links Markdown that stands in the first line, beside the signature, whatever else has to give way: there it is
 *   seen without scrolling. VS Code makes hovers 250 pixels high, which two matrices fill.
 */
export function hoverMarkdown(hover: Hover, links: string, tooLong: string, longest = LONGEST_HOVER): string {
  const [first] = hover.sections;
  const named = first?.kind === 'signature' ? `${sectionMarkdown(first)}${GAP}` : '';
  const top = (named.length < longest / 2 ? named : '') + links;
  const sections = hover.sections.slice(named === '' ? 0 : 1);
  const parts = sections.map(sectionMarkdown);
  const length = (): number => parts.reduce((sum, part) => sum + part.length + 2, top.length);
  for (let at = parts.length - 1; at >= 0 && length() > longest; at--) {
    const section = sections[at];
    if (section?.kind === 'picture') parts[at] = escapeMarkdown(section.picture.alternative);
  }
  if (length() > longest) {
    const note = escapeMarkdown(tooLong);
    while (parts.length > 0 && length() + note.length + 2 > longest) parts.pop();
    parts.push(note);
  }
  return [top, ...parts].join('\n\n');
}

function sectionMarkdown(section: HoverSection): string {
  switch (section.kind) {
    case 'signature':
      return `**${escapeMarkdownLine(section.text)}**`;
    case 'picture': {
      const { data, width, height, alternative } = section.picture;
      const size = `width=${Math.ceil(width)},height=${Math.ceil(height)}`;
      return isPicture(data) ? `![${escapeAlternative(alternative)}](${data}|${size})` : escapeMarkdown(alternative);
    }
    case 'text':
      return escapeMarkdown(section.text);
    case 'note':
      return `*${escapeMarkdownLine(quoted(section.text))}*`;
    case 'code':
      return markdownCode(section.code, section.language);
  }
}

/** Reasons name things in backticks, as `x`. Here all is escaped, and they would be seen. */
const quoted = (text: string): string => text.replace(/`([^`]*)`/g, '“$1”');

const isPicture = (data: string): boolean => /^data:image\/svg\+xml;base64,[A-Za-z0-9+/=]+$/.test(data);
