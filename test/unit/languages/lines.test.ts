import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lines } from '../../../src/languages/lines';

describe('Lines', () => {
  const lines = new Lines('ab\r\n🙂c\n\rd');

  it.each([
    [0, { line: 0, character: 0 }],
    [2, { line: 0, character: 2 }],
    [4, { line: 1, character: 0 }],
    [6, { line: 1, character: 2 }],
    [7, { line: 1, character: 3 }],
    [8, { line: 2, character: 0 }],
    [9, { line: 3, character: 0 }],
    [10, { line: 3, character: 1 }],
  ])('offset %i', (offset, position) => {
    expect(lines.positionAt(offset)).toEqual(position);
    expect(lines.offsetAt(position)).toBe(offset);
  });

  it('takes what lies outside to the nearest inside', () => {
    expect(lines.count).toBe(4);
    expect(lines.positionAt(-3)).toEqual({ line: 0, character: 0 });
    expect(lines.positionAt(99)).toEqual({ line: 3, character: 1 });
    expect(lines.offsetAt({ line: 0, character: 99 })).toBe(2);
    expect(lines.offsetAt({ line: 9, character: 0 })).toBe(10);
    expect(lines.offsetAt({ line: -1, character: 5 })).toBe(0);
    expect(new Lines('').positionAt(0)).toEqual({ line: 0, character: 0 });
    expect(new Lines('a\n').offsetAt({ line: 1, character: 7 })).toBe(2);
  });

  it('goes there and back', () => {
    const text = fc.array(fc.constantFrom('a', '\n', '\r\n', '\r', '🙂'), { maxLength: 40 });
    fc.assert(
      fc.property(text, fc.nat(60), (parts, place) => {
        const written = parts.join('');
        const offset = Math.min(place, written.length);
        const there = new Lines(written);
        // Between \r and \n there is no position of its own: it is the end of the line.
        const isInside = written[offset - 1] === '\r' && written[offset] === '\n';
        expect(there.offsetAt(there.positionAt(offset))).toBe(isInside ? offset - 1 : offset);
      }),
      { seed: 7 },
    );
  });
});
