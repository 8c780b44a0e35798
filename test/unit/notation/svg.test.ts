import { describe, expect, it } from 'vitest';
import { renderPicture, renderSvg } from '../../../src/notation/svg';

const decode = (data: string): string =>
  Buffer.from(data.replace('data:image/svg+xml;base64,', ''), 'base64').toString('utf8');

describe('formulas as SVG', () => {
  it('take the colour of the page and have plain attributes only', () => {
    const { svg, width, height, isSet } = renderSvg('\\frac{x_{0}}{\\sqrt{2}}');
    expect(isSet).toBe(true);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="[\d.]+" height="[\d.]+" viewBox="/);
    expect(svg).toContain('currentColor');
    expect(svg).not.toMatch(/style=|data-|class=|xlink|<script|ex"/);
    expect(width).toBeGreaterThan(10);
    expect(height).toBeGreaterThan(20);
  });

  it('have ids that no other formula has', () => {
    const idsOf = (latex: string): Set<string> => new Set(renderSvg(latex).svg.match(/id="[^"]+"/g));
    const [first, second] = [idsOf('x + 1'), idsOf('x + 2')];
    expect(first.size).toBeGreaterThan(0);
    expect([...first].filter((id) => second.has(id))).toEqual([]);
    const { svg } = renderSvg('x + 1');
    for (const [, id] of svg.matchAll(/href="#([^"]+)"/g)) expect(svg).toContain(`id="${id}"`);
  });

  it.each([
    ['f\\left(x\\right)', 'f(x)'],
    ['\\left(x + 1\\right) y', '(x + 1) y'],
    ['x \\left(y\\right)^{2}', 'x (y)^{2}'],
    ['2 \\left\\lVert p \\right\\rVert^{2} y', '2 \\lVert p \\rVert^{2} y'],
    ['\\operatorname{atan2}\\left(y, x\\right)', '\\text{atan2}(y, x)'],
    ['a \\leftarrow b \\rightarrow c', 'a {}\\leftarrow b {}\\rightarrow c'],
  ])('have the spaces that books have: %s', (latex, asWide) => {
    expect(renderSvg(latex).isSet).toBe(true);
    expect(renderSvg(latex).width).toBeCloseTo(renderSvg(asWide).width, 0);
  });

  it('are the same each time', () => {
    expect(renderSvg('x^{2}')).toBe(renderSvg('x^{2}'));
    expect(renderSvg('x^{2}', { display: false }).svg).toBeTruthy();
  });

  it.each([
    '\\frac{a}{b',
    '\\href{javascript:alert(1)}{x}',
    '\\unicode{x41}',
    '\\require{html}',
    'x_{1}_{2}',
    '\\def\\x{1}\\x',
  ])('show what cannot be set as it is written: %s', (latex) => {
    const { svg, isSet, width } = renderSvg(latex);
    expect(isSet).toBe(false);
    expect(svg).toContain('<text');
    expect(svg).not.toMatch(/ href=|<a\b/);
    expect(width).toBeGreaterThan(0);
    // The next formula is not harmed.
    expect(renderSvg('x + y').isSet).toBe(true);
  });

  it('stay quick where a formula is absurdly long', () => {
    expect(renderSvg('x+'.repeat(100_000)).isSet).toBe(false);
  });
});

describe('pictures for hovers', () => {
  it('carry their colour', () => {
    const { data, alternative, width, height } = renderPicture('x^{2}', { colour: '#d4d4d4', alternative: 'x²' });
    expect(data).toMatch(/^data:image\/svg\+xml;base64,[A-Za-z0-9+/]+=*$/);
    expect(decode(data)).toContain('fill="#d4d4d4"');
    expect(decode(data)).not.toContain('currentColor');
    expect({ alternative, isWide: width > 0, isHigh: height > 0 }).toEqual({
      alternative: 'x²',
      isWide: true,
      isHigh: true,
    });
  });

  it('take nothing but a colour for a colour', () => {
    const { data } = renderPicture('x', { colour: '"><script>alert(1)</script>', alternative: 'x' });
    expect(decode(data)).not.toContain('script');
  });

  it('fall back to their text', () => {
    const svg = decode(renderPicture('\\frac{', { colour: '#000000', alternative: 'a < b\nθ' }).data);
    expect(svg).toContain('a &#60; b');
    expect(svg).toContain('θ');
  });
});
