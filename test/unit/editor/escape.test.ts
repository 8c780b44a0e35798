import fc from 'fast-check';
import { marked, type Tokens } from 'marked';
import { describe, expect, it } from 'vitest';
import { commandLink, escapeMarkdown, escapeMarkdownLine, markdownCode } from '../../../src/editor/escape';
import { HOSTILE } from './hostile';
import { PLAIN, read } from './markdown';

const anything = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.constantFrom(...HOSTILE, '\n', ' ', '\\', '`', '[', ']', '(', ')', '<', '>', '!', '&', '|'), { maxLength: 8 }).map((parts) => parts.join('')),
); // prettier-ignore
const options = { seed: 7, numRuns: 500 };

describe('text of a document in Markdown', () => {
  it.each(HOSTILE)('is nothing but text: %j', (text) => {
    expect([...read(escapeMarkdown(text)).kinds].filter((kind) => !PLAIN.has(kind))).toEqual([]);
    expect([...read(`**${escapeMarkdownLine(text)}**`).kinds].filter((kind) => !PLAIN.has(kind))).toEqual(['strong']);
    expect([...read(`*${escapeMarkdownLine(text)}*`).kinds].filter((kind) => !PLAIN.has(kind))).toEqual(['em']);
  });

  it('is nothing but text, whatever it is', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect([...read(escapeMarkdown(text)).kinds].filter((kind) => !PLAIN.has(kind))).toEqual([]);
      }),
      options,
    );
  });

  it('reads as it is written', () => {
    const visible = fc.string().map((text) =>
      text
        .replace(/[^\x20-\x7e]/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
    );
    fc.assert(
      fc.property(visible, (text) => {
        expect(read(escapeMarkdownLine(text)).text).toBe(text);
      }),
      options,
    );
    expect(read(escapeMarkdown('f : ℝ² → ℝ²')).text).toBe('f : ℝ² → ℝ²');
  });

  it('keeps lines and indentation, and nothing that hides or turns text', () => {
    expect(read(escapeMarkdown('if a:\n    b')).text).toBe('if a:\n\u00a0\u00a0\u00a0\u00a0b');
    expect(read(escapeMarkdown('x\u202Egnp\u200b')).text).toBe('x\ufffdgnp\ufffd');
    expect(escapeMarkdownLine('a\n\nb')).toBe('a b');
  });
});

describe('code in Markdown', () => {
  it('is one block, whatever is in it', () => {
    fc.assert(
      fc.property(anything, (code) => {
        const tokens = marked.lexer(markdownCode(code, 'python')).filter(({ type }) => type !== 'space');
        expect(tokens.map(({ type }) => type)).toEqual(['code']);
        expect((tokens[0] as Tokens.Code).lang).toBe('python');
      }),
      options,
    );
  });

  it('takes no language that is none', () => {
    expect(markdownCode('x', 'python\n```\n[a](b)')).toBe('```\nx\n```');
  });
});

describe('a link to a command', () => {
  it('passes its arguments, whatever they are', () => {
    fc.assert(
      fc.property(anything, anything, (name, label) => {
        const link = commandLink(`_${label}`, 'gradlens.openPanel', name, { uri: 'file:///a (1).py', function: name });
        const [paragraph] = marked.lexer(link) as Tokens.Paragraph[];
        const [token, ...others] = paragraph?.tokens ?? [];
        expect(others).toEqual([]);
        const [address, query = ''] = ((token as Tokens.Link).href ?? '').split('?');
        expect(address).toBe('command:gradlens.openPanel');
        expect(JSON.parse(decodeURIComponent(query))).toEqual([{ uri: 'file:///a (1).py', function: name }]);
      }),
      { ...options, examples: HOSTILE.map((text): [string, string] => [text, text]) },
    );
  });
});
