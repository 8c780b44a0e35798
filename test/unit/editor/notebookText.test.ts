import { describe, expect, it } from 'vitest';
import { NotebookLayout, notebookText, type CellText } from '../../../src/editor/notebookText';

const cell = (uri: string, text: string): CellText => ({ uri, text, lines: text.split('\n').length });
const cells = [
  cell('a', 'import numpy as np\n%matplotlib inline'),
  cell('b', ''),
  cell('c', 'def f(x):\n    return x'),
];

describe('a notebook as one text', () => {
  it('has every cell on lines of its own, in order', () => {
    expect(notebookText(cells)).toBe('import numpy as np\n#matplotlib inline\n\ndef f(x):\n    return x');
  });

  it('knows where each place of a cell is in the whole, and back', () => {
    const layout = new NotebookLayout(cells);
    const lines = notebookText(cells).split('\n');
    for (const { uri, text } of cells) {
      for (const [line, content] of text.split('\n').entries()) {
        const whole = layout.toNotebook(uri, { line, character: 1 });
        expect(lines[whole?.line ?? -1]?.slice(1)).toBe(content.slice(1));
        expect(layout.toCell({ start: whole ?? never(), end: whole ?? never() })).toEqual({
          uri,
          range: { start: { line, character: 1 }, end: { line, character: 1 } },
        });
      }
    }
    expect(layout.toNotebook('d', { line: 0, character: 0 })).toBeNull();
    expect(layout.toCell({ start: { line: 5, character: 0 }, end: { line: 5, character: 0 } })).toBeNull();
  });

  it.each([
    ['!pip install numpy', '#pip install numpy'],
    ['x = 1\n  %time f(x)\ny = a % b', 'x = 1\n  #time f(x)\ny = a % b'],
    ['z = (a\n     % b)', 'z = (a\n     % b)'],
    ['%%bash\nrm -r x', '######\n#######'],
    ['%%time\nx = 1', '#%time\nx = 1'],
  ])('takes commands to the kernel for comments of the same length: %j', (text, expected) => {
    expect(notebookText([cell('a', text)])).toBe(expected);
  });
});

function never(): never {
  throw new Error('a place was not found');
}
