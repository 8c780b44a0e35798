/** mathjs on the same tasks: intermediate names are put in, since it knows no shared expressions. */
import { derivative, simplify, type MathNode, type SymbolNode } from 'mathjs';
import type { ParsedTask } from '../tasks';

function substituted(node: MathNode, values: ReadonlyMap<string, MathNode>): MathNode {
  return node.transform((inner) =>
    inner.type === 'SymbolNode' ? (values.get((inner as SymbolNode).name) ?? inner) : inner,
  );
}

/** All first (or second) partial derivatives; returned so that nothing is left out as unused. */
export function deriveWithMathjs(task: ParsedTask, withSimplify: boolean): MathNode[] {
  const values = new Map<string, MathNode>();
  for (const { name, value } of task.assignments) values.set(name, substituted(value, values));
  const outputs = task.outputs.map((output) => substituted(output, values));
  const once = (node: MathNode, by: string): MathNode => derivative(node, by, { simplify: false });
  const entries: MathNode[] = [];
  for (const output of outputs)
    task.vars.forEach((variable, i) => {
      const first = once(output, variable);
      if (task.kind === 'jacobian') entries.push(first);
      else for (const other of task.vars.slice(i)) entries.push(once(first, other));
    });
  return withSimplify ? entries.map((entry) => simplify(entry)) : entries;
}
