/** Greek letters: their names in source code, their LaTeX and their Unicode. */
const letters = [
  ['alpha', 'α'],
  ['beta', 'β'],
  ['gamma', 'γ'],
  ['delta', 'δ'],
  ['epsilon', 'ε', '\\varepsilon'],
  ['varepsilon', 'ε'],
  ['eps', 'ε', '\\varepsilon'],
  ['zeta', 'ζ'],
  ['eta', 'η'],
  ['theta', 'θ'],
  ['vartheta', 'ϑ'],
  ['iota', 'ι'],
  ['kappa', 'κ'],
  ['lambda', 'λ'],
  ['lam', 'λ', '\\lambda'],
  ['lamda', 'λ', '\\lambda'],
  ['lambd', 'λ', '\\lambda'],
  ['mu', 'μ'],
  ['nu', 'ν'],
  ['xi', 'ξ'],
  ['pi', 'π'],
  ['rho', 'ρ'],
  ['sigma', 'σ'],
  ['tau', 'τ'],
  ['upsilon', 'υ'],
  ['phi', 'φ', '\\varphi'],
  ['varphi', 'φ'],
  ['chi', 'χ'],
  ['psi', 'ψ'],
  ['omega', 'ω'],
  ['Gamma', 'Γ'],
  ['Delta', 'Δ'],
  ['Theta', 'Θ'],
  ['Lambda', 'Λ'],
  ['Xi', 'Ξ'],
  ['Pi', 'Π'],
  ['Sigma', 'Σ'],
  ['Upsilon', 'Υ'],
  ['Phi', 'Φ'],
  ['Psi', 'Ψ'],
  ['Omega', 'Ω'],
] as const satisfies readonly (readonly [string, string, string?])[];

export interface Letter {
  readonly latex: string;
  readonly text: string;
}

const byName = new Map<string, Letter>();
for (const [name, text, latex] of letters as readonly (readonly [string, string, string?])[]) {
  const letter = { latex: latex ?? `\\${name}`, text };
  byName.set(name, letter);
  if (!byName.has(text)) byName.set(text, letter);
}
byName.set('ϕ', { latex: '\\phi', text: 'ϕ' });
byName.set('ϵ', { latex: '\\epsilon', text: 'ϵ' });
byName.set('∇', { latex: '\\nabla', text: '∇' });
byName.set('µ', { latex: '\\mu', text: 'µ' });

const commands = new Set([...byName.values()].map(({ latex }) => latex).filter((latex) => latex !== '\\nabla'));

/** Whether a LaTeX command is a Greek letter. */
export const isGreekCommand = (latex: string): boolean => commands.has(latex);

/** The Greek letter that a name spells out or is. */
export const greekLetter = (name: string): Letter | undefined => byName.get(name);
