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
  const lines = whereLines(definitions);
  return {
    latex: lineByLine([`\\displaystyle ${formula.latex}`, ...lines.map(({ latex }) => latex)]),
    text: [formula.text, ...lines.map(({ text }) => text)].join('\n'),
    code: [...lines.map(({ code }) => code), formula.code].join('\n'),
  };
}

/** A `where` list by itself. */
export function formatDefinitions(
  definitions: readonly { readonly name: Formula; readonly value: Formula }[],
): Formula {
  const lines = whereLines(definitions);
  return {
    latex: lineByLine(lines.map(({ latex }) => latex)),
    text: lines.map(({ text }) => text).join('\n'),
    code: lines.map(({ code }) => code).join('\n'),
  };
}

/** Equations one below the other. */
export const formatLines = (formulas: readonly Formula[]): Formula => ({
  latex: lineByLine(formulas.map(({ latex }) => `\\displaystyle ${latex}`)),
  text: formulas.map(({ text }) => text).join('\n'),
  code: formulas.map(({ code }) => code).join('\n'),
});

const whereLines = (definitions: readonly { readonly name: Formula; readonly value: Formula }[]): Formula[] =>
  definitions.map(({ name, value }, i) => {
    const { latex, text, code } = formatEquation(name, value);
    return {
      latex: `${i === 0 ? '\\text{where } ' : '\\phantom{\\text{where }}'} \\displaystyle ${latex}`,
      text: besideText([i === 0 ? 'where ' : '      ', text]),
      code,
    };
  });

const lineByLine = (lines: readonly string[]): string =>
  `\\begin{array}{l} ${lines.join(' \\\\[0.6em] ')} \\end{array}`;

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
