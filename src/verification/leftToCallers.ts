/** Derivatives that are not whole, where those who call them do the rest (`usageOf`). */
import { divide, negate } from '../calculus/construct';
import type { NodeId } from '../calculus/graph';
import type { Usage } from './callers';
import { replaceAll } from './edits';
import type { Hypothesis } from './layout';
import type { Merged, MergedInput } from './merge';

/** What the derivative would be without what its callers do themselves. */
export function leftToCallers(merged: Merged, plain: readonly Hypothesis[], usage: Usage): Hypothesis[] {
  const { graph: g, inputs } = merged;
  const called = (names: readonly string[]): [MergedInput, NodeId][] =>
    inputs.flatMap((input): [MergedInput, NodeId][] => {
      const [symbol, ...others] = input.symbols;
      return symbol !== undefined && others.length === 0 && names.includes(lastOf(input)) ? [[input, symbol]] : [];
    });
  return plain.flatMap((hypothesis) => {
    const { expected, variables } = hypothesis;
    const as = (layout: string, entry: (id: NodeId, k: number) => NodeId): Hypothesis => ({
      ...hypothesis,
      layout,
      expected: expected.map(entry),
      kind: 'excuse',
    });
    const isOther = ([, symbol]: [MergedInput, NodeId]): boolean => !variables.symbols.includes(symbol);
    const byName = called(usage.multipliedBy).filter(isOther);
    const found = byName.map(([{ name }, symbol]) =>
      as(`the derivative without the factor ${name}, which its caller multiplies it by`, (id) => divide(g, id, symbol)),
    );
    for (const [{ name }, symbol] of called(usage.added).filter(isOther)) {
      const without = new Map([[symbol, g.integer(0)]]);
      found.push(
        as(`the derivative without the term with ${name}, which its caller adds`, (id) => replaceAll(g, id, without)),
      );
    }
    const [variable, ...more] = variables.names;
    if (variable !== undefined && more.length === 0 && usage.ofDifferences.includes(variable))
      found.push(as('the derivative with respect to what its callers subtract', (id) => negate(g, id)));
    if (usage.isTurned)
      found.push(
        as('the derivative in reversed order, which its caller turns round', (_id, k) => expected.at(-1 - k) as NodeId),
      );
    if (usage.isUnsigned)
      found.push(as('the derivative but for its sign, which its caller does not look at', (id) => negate(g, id)));
    return found;
  });
}

/** `power` of `self.power`. */
const lastOf = ({ primalName, name }: MergedInput): string => (primalName ?? name).split('.').at(-1) ?? name;
