/** From a graph to a view in one way: read, named, simplified, shared, written. */
import type { Graph, NodeId } from '../graph';
import type { Barriers } from './barriers';
import { exponentialIn, isLogisticSum } from './barriers';
import type { Allowance } from './effort';
import type { Form } from './form';
import { commonFactor } from './common';
import { Forms } from './forms';
import { onceForAllAlike } from './likeness';
import { Names } from './names';
import { passes } from './passes/index';
import type { NamedLogistic } from './passes/logistic';
import { asLogistic, logistics, startsPositive } from './passes/logistic';
import { hasExponential, isMeasure, namedProducts } from './passes/quotients';
import { read } from './read';
import type { Definition } from './share';
import { inlineSmall, inOrder, REFERENCE_RANK, referenceTo, share } from './share';
import { simplifier } from './simplify';
import type { Simplifier } from './simplify';
import type { View } from './term';
import { write } from './write';

/**
 * What several ways of arranging expressions of one graph have in common: forms, and what the simpler ones of them are.
 */
export class Workshop {
  /** What the work of the moment is counted by. */
  private effort: Pick<Allowance, 'spend'> | null = null;
  readonly forms = new Forms({ spend: (steps) => this.effort?.spend(steps) });
  private simplified = new Map<Form, Form>();

  constructor(readonly graph: Graph) {}

  /** Work from now on is counted by another effort. */
  workFor(effort: Pick<Allowance, 'spend'>): this {
    this.effort = effort;
    return this;
  }

  /** The search with all passes; what an earlier one found to the end is not looked for again. */
  simplifier(effort: Allowance): Simplifier {
    return simplifier(this.forms, passes, effort, this.simplified);
  }

  /** What was broken off may become shorter with the effort that is left. */
  forget(): void {
    this.simplified = new Map();
  }
}

export interface Limits {
  /** The most definitions, unless more are needed to keep the result finite. */
  readonly maximum: number;
  readonly effort: Allowance;
  readonly isSimplified: boolean;
  /** The function's own values, and what they may be called. */
  readonly values: readonly NamedValue[];
}

export interface NamedValue {
  readonly node: NodeId;
  readonly name: string;
}

export interface Arranged {
  readonly view: View;
  /** Whether the strategy named anything before it was simplified: if not, it is as if there had been none. */
  readonly hasNames: boolean;
}

/** @param nodes all that the roots are made of, in the order of their ids. */
export function arranged(
  g: Graph,
  nodes: readonly NodeId[],
  roots: readonly NodeId[],
  barriers: Barriers,
  { maximum, effort, isSimplified, values }: Limits,
  workshop: Workshop,
): Arranged {
  const [{ forms }, names] = [workshop, new Names(g)];
  /** How a node is read where it is used: as a name, or by means of one. */
  const references = new Map<NodeId, Form>();
  const definitions: Definition[] = [];
  const logistic: NamedLogistic[] = [];
  const define = (name: string, form: Form, known?: Definition['known']): Form => {
    const reference = referenceTo(forms, name, form, REFERENCE_RANK + definitions.length);
    definitions.push({ name, reference, form, ...(known ? { known } : {}) });
    return reference;
  };
  const defineLogistic = (node: NodeId, sum: Form): void => {
    const found = asLogistic(forms, forms.power(sum, forms.minusOne));
    const inGraph = exponentialIn(g, node);
    if (!found || !inGraph || logistic.length === maximum) return;
    const sourceName = names.ofReciprocal(node);
    // σ is 1/(1 + e^(−x)), though the source has 1 + e^x.
    const isTurned = sourceName === undefined && startsPositive(found.exponent);
    const exponent = isTurned ? forms.negate(found.exponent) : found.exponent;
    const own = isTurned ? forms.add(forms.one, forms.power(forms.e, exponent)) : sum;
    const reference = define(sourceName ?? names.fresh('σ'), forms.power(own, forms.minusOne));
    // With s = 1/(e^u ± 1): e^u ± 1 is 1/s, and e^u is (1 ∓ s)/s; turned, 1 + e^(−u) is 1/(1 − s).
    const complement = inGraph.sign === 1 ? forms.subtract(forms.one, reference) : forms.add(forms.one, reference);
    logistic.push({ sum: own, exponent, reference, complement });
    const [above, below] = isTurned ? [reference, complement] : [complement, reference];
    references.set(node, forms.power(below, forms.minusOne));
    references.set(inGraph.exponential, forms.divide(above, below));
  };
  /** Beside the logistic function itself, 1/(e^u − 1) where the source names it: Bose and Einstein's. */
  const isNamedLogistic = (node: NodeId): boolean =>
    isLogisticSum(g, node) || (exponentialIn(g, node) !== undefined && names.ofReciprocal(node) !== undefined);
  const namesLogistic = isSimplified && barriers.strategy !== 'none';
  const valueNames = new Map(values.map(({ node, name }) => [node, name]));
  const namesValues = isSimplified && barriers.strategy === 'user';
  const rootSet = new Set(roots);
  const formOf = read(g, nodes, forms, {
    references,
    wanted: (node) =>
      rootSet.has(node) ||
      valueNames.has(node) ||
      barriers.nodes.has(node) ||
      g.names.has(node) ||
      isNamedLogistic(node),
    // What a name stands for tells facts about it: its reference is made when its form is known.
    onRead: (node, form) => {
      if (namesLogistic && isNamedLogistic(node)) defineLogistic(node, form);
      else if (barriers.nodes.has(node) && form.kind !== 'atom') {
        const name = names.ofNode(node);
        references.set(node, define(name ?? names.fresh(), form, name === undefined ? undefined : 'source'));
      } else if (namesValues && valueNames.has(node) && hasExponential(form)) {
        const wish = valueNames.get(node)!;
        const name = names.ofNode(node) ?? (names.isFree(wish) ? names.fresh(wish) : undefined);
        if (name !== undefined) references.set(node, define(name, form, 'value'));
      }
    },
  });
  const hasNames = definitions.length > 0;
  const measures = definitions.filter(
    ({ known, form }) => known !== undefined && (form.kind === 'sum' || isMeasure(form)),
  );
  const common = logistic.length > 0 ? [logistics(logistic), ...passes] : passes;
  const all = measures.length > 0 ? [namedProducts(measures), ...common] : common;
  const { simplify, isComplete } =
    isSimplified && all === passes ? workshop.simplifier(effort) : simplifier(forms, isSimplified ? all : [], effort);
  // What a name stands for is not to be written by means of the name itself.
  const plain = measures.length > 0 ? simplifier(forms, isSimplified ? common : [], effort).simplify : simplify;
  // Formulas for logistic functions and measures are made for certain variables.
  const simplifyEntry = all === passes ? onceForAllAlike(forms, simplify) : simplify;
  const isLogistic = (definition: Definition): boolean => logistic.some((l) => l.reference === definition.reference);
  const used = inlineSmall(forms, {
    entries: roots.map((root) => simplifyEntry(references.get(root) ?? formOf.get(root)!)),
    // A logistic function's own definition is not to be written by means of itself.
    definitions: definitions.map((definition) =>
      isLogistic(definition) ? definition : { ...definition, form: plain(definition.form) },
    ),
  });
  const sourceNames = new Map<Form, string>();
  for (const node of nodes) {
    const name = references.has(node) ? undefined : names.ofNode(node);
    const form = name === undefined ? undefined : formOf.get(node);
    if (name === undefined || !form || definitions.some((definition) => definition.name === name)) continue;
    const simple = simplify(form);
    if (!sourceNames.has(simple)) sourceNames.set(simple, name);
  }
  const shared = share(forms, used.entries, used.definitions, names, { maximum, sourceNames, effort });
  if (!isComplete()) workshop.forget();
  const factored = isSimplified ? commonFactor(forms, shared.entries) : undefined;
  const view = {
    ...(factored ? { factored } : {}),
    entries: shared.entries.map(write),
    definitions: inOrder(shared.definitions).map(({ name, form }) => ({ name, value: write(form) })),
    complete: isSimplified && isComplete(),
  };
  return { view, hasNames };
}
