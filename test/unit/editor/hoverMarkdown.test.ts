import { marked, type Tokens } from 'marked';
import { describe, expect, it } from 'vitest';
import { hoverMarkdown } from '../../../src/editor/hoverMarkdown';
import type { Hover, HoverSection } from '../../../src/worker/protocol';
import { HOSTILE } from './hostile';
import { read } from './markdown';

const ORIGIN = { line: 0, character: 0 };
const hover = (...sections: HoverSection[]): Hover => ({
  range: { start: ORIGIN, end: ORIGIN },
  function: 'f',
  parameter: null,
  sections,
});
const picture = (length: number, alternative: string): HoverSection => ({
  kind: 'picture',
  picture: { data: `data:image/svg+xml;base64,${'A'.repeat(length)}`, width: 99.5, height: 20, alternative },
});

describe('a hover as Markdown', () => {
  it('shows pictures with their size and their text, and links beside the signature', () => {
    const text = hoverMarkdown(
      hover({ kind: 'signature', text: 'f : ℝ² → ℝ²' }, picture(8, 'J = [2x₀, 1; x₁, x₀]')),
      '[Open](command:x)',
      'too long',
    );
    const inner = marked.lexer(text).flatMap((token) => (token as Tokens.Paragraph).tokens ?? []);
    expect(inner.find(({ type }) => type === 'image')).toMatchObject({
      href: 'data:image/svg+xml;base64,AAAAAAAA|width=100,height=20',
      text: 'J = [2x₀, 1; x₁, x₀]',
    });
    expect(text).toMatch(/^\*\*f \\: ℝ² → ℝ²\*\*\s+\[Open\]\(command:x\)\n\n!\[/);
  });

  it.each(HOSTILE)('takes no meaning from %j', (text) => {
    const { kinds } = read(
      hoverMarkdown(
        hover(
          { kind: 'signature', text },
          { kind: 'text', text },
          { kind: 'note', text },
          { kind: 'code', language: text, code: text },
          {
            kind: 'picture',
            picture: { data: `data:image/png;base64,${text}`, width: 1, height: 1, alternative: text },
          },
        ),
        '',
        '',
      ),
    );
    const allowed = new Set(['paragraph', 'text', 'escape', 'br', 'space', 'strong', 'em', 'code']);
    expect([...kinds].filter((kind) => !allowed.has(kind))).toEqual([]);
  });

  it.each(HOSTILE)('shows a picture whatever its text is: %j', (text) => {
    const tokens = marked.lexer(hoverMarkdown(hover(picture(8, text)), '', ''));
    const inner = tokens.flatMap((token) => (token as Tokens.Paragraph).tokens ?? []);
    expect(inner.map(({ type }) => type)).toEqual(['image']);
    expect(inner[0]).toMatchObject({ href: 'data:image/svg+xml;base64,AAAAAAAA|width=100,height=20', title: null });
  });

  it('quotes the names that a note has in backticks', () => {
    const text = hoverMarkdown(hover({ kind: 'note', text: 'Partly known: `__g__` is unknown' }), '', '');
    expect(text).toContain('“\\_\\_g\\_\\_” is unknown');
    expect(text).not.toContain('`');
  });

  it('gives up the last pictures first where there is no room', () => {
    const text = hoverMarkdown(hover(picture(600, 'first'), picture(600, 'second')), 'links', 'too long', 1000);
    expect(text.length).toBeLessThanOrEqual(1000);
    expect(text).toMatch(/^links\n\n!\[first\]\(data:[^)]*\)\n\nsecond$/);
  });

  it('gives up whole sections, never the links, where even the text is too long', () => {
    const long = 'word '.repeat(100);
    const text = hoverMarkdown(
      hover(
        { kind: 'signature', text: 'f' },
        { kind: 'text', text: long },
        { kind: 'code', language: 'python', code: long },
      ),
      'links',
      'The panel shows all.',
      300,
    );
    expect(text).toMatch(/^\*\*f\*\*\s+links\n\nThe panel shows all\\\.$/);
  });

  it('gives up even a signature that is too long', () => {
    const text = hoverMarkdown(hover({ kind: 'signature', text: 'f'.repeat(300) }), 'links', 'too long', 300);
    expect(text).toBe('links');
  });
});
