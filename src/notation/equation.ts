/** Formulas put together: equations, `where` lists, formulas side by side. */
import type { Formula } from './formula';

/** `left = right`; a matrix on the right keeps its columns under each other in text. */
export const formatEquation = (left: Formula, right: Formula): Formula => ({
  latex: `${left.latex} = ${right.latex}`,
  text: besideText([`${left.text} = `, right.text]),
  code: `${left.code} = ${right.code}`,
});

/** The formula with the definitions of the names in it below. */
export function formatWhere(
  formula: Formula,
  definitions: readonly { readonly name: Formula; readonly value: Formula }[],
): Formula {
  if (definitions.length === 0) return formula;
  const lines = definitions.map(({ name, value }) => formatEquation(name, value));
  const latex = lines.map(
    ({ latex: line }, i) => `${i === 0 ? '\\text{where } ' : '\\phantom{\\text{where }}'} \\displaystyle ${line}`,
  );
  return {
    latex: `\\begin{array}{l} \\displaystyle ${[formula.latex, ...latex].join(' \\\\[0.6em] ')} \\end{array}`,
    text: [formula.text, ...lines.map(({ text }, i) => besideText([i === 0 ? 'where ' : '      ', text]))].join('\n'),
    code: [...lines.map(({ code }) => code), formula.code].join('\n'),
  };
}

/** Formulas on one line. */
export const formatBeside = (formulas: readonly Formula[]): Formula => ({
  latex: formulas.map(({ latex }) => latex).join(' \\qquad '),
  text: besideText(formulas.flatMap(({ text }, i) => (i === 0 ? [text] : ['   ', text]))),
  code: formulas.map(({ code }) => code).join('; '),
});

const width = (line: string): number => [...line.replace(/\p{M}/gu, '')].length;

/** Blocks of lines side by side, each centred in the height of the highest. */
export function besideText(blocks: readonly string[]): string {
  const split = blocks.map((block) => block.split('\n'));
  const height = Math.max(...split.map((lines) => lines.length));
  const padded = split.map((lines) => {
    const widest = Math.max(...lines.map(width));
    const above = Math.floor((height - lines.length) / 2);
    return Array.from({ length: height }, (_, i) => {
      const line = lines[i - above] ?? '';
      return line + ' '.repeat(widest - width(line));
    });
  });
  return Array.from({ length: height }, (_, i) =>
    padded
      .map((lines) => lines[i])
      .join('')
      .trimEnd(),
  ).join('\n');
}
