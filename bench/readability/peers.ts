/** mathjs and SymPy on the textbook functions: what they print, as terms. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { derivative, simplify, type MathNode, type SymbolNode } from 'mathjs';
import type { Term } from '../../src/calculus/view/term';
import { elementName, listOf, parseFormula, scalarised, termOf } from './formula';
import type { TextbookFunction } from './table';

/** In mathjs' own names. */
const inMathjs = (text: string): string => text.replace(/\barc(?=sin|cos|tan)/g, 'a');

/** What mathjs prints after `simplify`; `null` where it does not know a function. Names of the source are put in first. */
export function mathjsForms(entry: TextbookFunction): Term[][] | null {
  try {
    const values = new Map<string, MathNode>();
    const whole = (text: string): MathNode => substituted(scalarised(parseFormula(inMathjs(text))), values);
    for (const [, left = '', right = ''] of entry.text.matchAll(/^ {4}([\w, ]+) = (.*)$/gm)) {
      const names = left.split(',').map((name) => name.trim());
      if (names.length === 1) values.set(names[0] as string, whole(right));
      else listOf(whole(`[${right}]`)).forEach((part, i) => values.set(names[i] as string, part));
    }
    const outputs = listOf(whole(/^ {4}return (.*)$/m.exec(entry.text)?.[1] ?? ''));
    return entry.slopes.map(({ by, entries }) => {
      const size = entries.length / outputs.length;
      const isVector = new RegExp(`\\b${by}\\[`).test(entry.text);
      const variables = isVector ? Array.from({ length: size }, (_, i) => elementName(by, i)) : [by];
      return outputs.flatMap((output) => variables.map((name) => termOf(simplify(derivative(output, name)))));
    });
  } catch {
    return null;
  }
}

const substituted = (node: MathNode, values: ReadonlyMap<string, MathNode>): MathNode =>
  node.transform((inner) => (inner.type === 'SymbolNode' ? (values.get((inner as SymbolNode).name) ?? inner) : inner));

export interface SympyForms {
  /** Whether the book's formula is the derivative, by SymPy at random points. */
  readonly agrees: boolean;
  readonly forms: readonly (readonly Term[])[] | null;
}

/** By function; empty where Python has no SymPy. */
export function sympyForms(files: readonly string[]): ReadonlyMap<string, SympyForms> {
  const python = process.env['GRADLENS_PYTHON'] ?? 'python3';
  const script = join(process.cwd(), 'bench/readability/sympy_forms.py');
  const done = spawnSync(python, [script, ...files], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (done.status !== 0) return new Map();
  const read = JSON.parse(done.stdout) as Record<string, { agrees: boolean; forms: string[][] | null }>;
  return new Map(
    Object.entries(read).map(([name, { agrees, forms }]) => [
      name,
      { agrees, forms: forms && forms.map((entries) => entries.map((text) => termOf(parseFormula(text)))) },
    ]),
  );
}
