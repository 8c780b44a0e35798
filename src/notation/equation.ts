/** Equations: a left and a right side, `where` lists, several under one another. */

interface Sides {
  readonly latex: string;
  readonly text: string;
  readonly code: string;
}

/** `left = right`; in plain text the rows of a matrix on the right stand under one another. */
export function formatEquation<T extends Sides>(left: T, right: Sides): Sides {
  const start = `${left.text} = `;
  const rows = right.text.split('\n');
  return {
    latex: `${left.latex} = ${right.latex}`,
    text: rows.map((row, i) => (i === 0 ? start : ' '.repeat([...start].length)) + row).join('\n'),
    code: right.code,
  };
}

/** The equation, and under it what the names in it stand for. */
export function formatWhere(
  equation: Sides,
  definitions: readonly { readonly name: Sides; readonly value: Sides }[],
): Sides {
  if (definitions.length === 0) return equation;
  const lines = definitions.map(({ name, value }) => formatEquation(name, value));
  const latex = lines.map((line, i) => `&${i === 0 ? '\\text{where }' : '\\phantom{\\text{where }}'} ${line.latex}`);
  return {
    latex: `\\begin{aligned}&${equation.latex}\\\\[2pt]${latex.join('\\\\')}\\end{aligned}`,
    text: [equation.text, ...lines.map((line, i) => `${i === 0 ? 'where ' : '      '}${line.text}`)].join('\n'),
    code: equation.code,
  };
}

/** Equations side by side. */
export function formatBeside(equations: readonly Sides[]): Sides {
  return {
    latex: equations.map((equation) => equation.latex).join(',\\quad '),
    text: equations.map((equation) => equation.text).join('\n'),
    code: equations.map((equation) => equation.code).join('\n'),
  };
}
