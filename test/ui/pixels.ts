/** Colours as they are on the screen, read from pictures of it. */
import type { Locator } from 'playwright-core';

export interface Ink {
  /** Of the strongest colour to the most frequent one, which is the background: 1 to 21, as WCAG 2.2 defines it. */
  readonly contrast: number;
  /** The part of the pixels that are not background. */
  readonly covered: number;
  readonly background: string;
}

/** How an element stands out from what is behind it. */
export async function inkOf(element: Locator): Promise<Ink> {
  const picture = (await element.screenshot()).toString('base64');
  return element.page().evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    if (!canvas) throw new Error('no canvas');
    canvas.drawImage(bitmap, 0, 0);
    const { data } = canvas.getImageData(0, 0, bitmap.width, bitmap.height);
    const counts = new Map<number, number>();
    for (let i = 0; i < data.length; i += 4) {
      const colour = ((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0);
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    const luminance = (colour: number): number => {
      const linear = (shift: number): number => {
        const value = ((colour >> shift) & 255) / 255;
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
      };
      return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0);
    };
    const [[background, area] = [0, 0]] = [...counts].sort((a, b) => b[1] - a[1]);
    const contrastTo = (colour: number): number => {
      const [light = 0, dark = 0] = [luminance(colour), luminance(background)].sort((a, b) => b - a);
      return (light + 0.05) / (dark + 0.05);
    };
    return {
      contrast: Math.max(...[...counts.keys()].map(contrastTo)),
      covered: 1 - area / (bitmap.width * bitmap.height),
      background: `#${background.toString(16).padStart(6, '0')}`,
    };
  }, picture);
}
