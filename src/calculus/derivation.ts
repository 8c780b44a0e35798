/**
 * How a derivative comes about, rule by rule, as one would do it on paper: sums term by term, products factor by factor,
 * functions by the chain rule. The derivatives themselves are those of the forward sweep; this tells which rule each
 * expression takes, and which expressions have to be differentiated for it.
 */
import { jacobian } from './differentiate/jacobian';
import { functionPartial } from './differentiate/partials';
import { argumentsOfCall, rowOf } from './functions/table';
import type { Graph, NodeId } from './graph';
import { FIRST_FUNCTION, Op } from './operations';
import { reachable } from './reachable';

export interface SignedTerm {
  readonly negative: boolean;
  readonly node: NodeId;
}

/** The rule that an expression's derivative takes, with the expressions that it is about. */
export type Rule =
  /** The variable itself, or an expression without it. */
  | { readonly kind: 'variable' }
  | { readonly kind: 'constant' }
  | { readonly kind: 'sum'; readonly terms: readonly SignedTerm[] }
  /** A product of these factors, some of which do not depend on the variable. */
  | { readonly kind: 'product'; readonly factors: readonly NodeId[] }
  | { readonly kind: 'quotient'; readonly numerator: NodeId; readonly denominator: NodeId }
  /** uᵛ: the power rule where v is constant, the exponential rule where u is, both at once else. */
  | { readonly kind: 'power'; readonly base: NodeId; readonly exponent: NodeId }
  /** f(u, …) of the table of functions: ∂f/∂u · ∂u. `partials` stand beside the arguments that depend on the variable. */
  | {
      readonly kind: 'function';
      readonly name: string;
      readonly parts: readonly { readonly argument: NodeId; readonly partial: NodeId }[];
    }
  | { readonly kind: 'cases'; readonly condition: NodeId; readonly then: NodeId; readonly otherwise: NodeId }
  /** A function that is not known: its partial derivatives stay symbols. */
  | { readonly kind: 'unknown'; readonly parts: readonly { readonly argument: NodeId; readonly partial: NodeId }[] };

export interface Derivation {
  readonly node: NodeId;
  readonly rule: Rule;
  readonly derivative: NodeId;
  /** What was differentiated on the way, in order; what depends on the variable in no interesting way is left out. */
  readonly parts: readonly Derivation[];
  /** Whether parts were left out because there are too many. */
  readonly shortened: boolean;
}

/** How the derivative of `root` with respect to the symbol comes about, in at most `most` steps. */
export function derivationOf(g: Graph, root: NodeId, symbol: NodeId, most: number): Derivation {
  const depends = dependents(g, root, symbol);
  const isWhole = wholes(g, depends);
  const rules = new Map<NodeId, Rule>();
  const queue = [root];
  // Breadth first: where there are too many steps, it is the innermost that are left out.
  for (let next = 0; next < queue.length; next += 1) {
    const node = queue[next] as NodeId;
    if (rules.has(node) || rules.size >= most) continue;
    const rule = ruleOf(g, node, symbol, depends, isWhole);
    rules.set(node, rule);
    queue.push(...differentiated(rule).filter((part) => part !== symbol && depends.has(part)));
  }
  const nodes = [...rules.keys()];
  const derivatives = new Map(nodes.map((node) => [node, g.integer(0)]));
  for (const { row, node } of jacobian(g, nodes, [symbol], 'forward').entries)
    derivatives.set(nodes[row] as NodeId, node);
  const told = new Set<NodeId>();
  return build(root);

  function build(node: NodeId): Derivation {
    const rule = rules.get(node) as Rule;
    told.add(node);
    const wanted = [...new Set(differentiated(rule))].filter((part) => part !== symbol && depends.has(part));
    // What was told once is not told again: in a graph the same part may be reached in many ways.
    const known = wanted.filter((part) => rules.has(part) && !told.has(part));
    const parts = known.map(build);
    const shortened = wanted.some((part) => !rules.has(part));
    return { node, rule, derivative: derivatives.get(node) as NodeId, parts, shortened };
  }
}

/** The expressions that a rule differentiates. */
export function differentiated(rule: Rule): readonly NodeId[] {
  switch (rule.kind) {
    case 'variable':
    case 'constant':
      return [];
    case 'sum':
      return rule.terms.map(({ node }) => node);
    case 'product':
      return rule.factors;
    case 'quotient':
      return [rule.numerator, rule.denominator];
    case 'power':
      return [rule.base, rule.exponent];
    case 'function':
    case 'unknown':
      return rule.parts.map(({ argument }) => argument);
    case 'cases':
      return [rule.then, rule.otherwise];
  }
}

type IsWhole = (node: NodeId) => boolean;

/** Parts that the source gives a name of their own: a variable that is assigned again and again (a sum's) names none. */
function wholes(g: Graph, nodes: Iterable<NodeId>): IsWhole {
  const count = new Map<string, number>();
  for (const node of nodes) {
    const name = g.names.get(node);
    if (name !== undefined) count.set(name, (count.get(name) ?? 0) + 1);
  }
  return (node) => count.get(g.names.get(node) ?? '') === 1;
}

function ruleOf(g: Graph, node: NodeId, symbol: NodeId, depends: ReadonlySet<NodeId>, isWhole: IsWhole): Rule {
  if (node === symbol) return { kind: 'variable' };
  if (!depends.has(node)) return { kind: 'constant' };
  const op = g.op(node);
  if (op >= FIRST_FUNCTION) {
    const args = argumentsOfCall(g, node);
    const parts = args.flatMap((argument, k) =>
      depends.has(argument) ? [{ argument, partial: functionPartial(g, node, k) }] : [],
    );
    return { kind: 'function', name: rowOf(g, node)?.name ?? '', parts };
  }
  switch (op) {
    case Op.Add:
    case Op.Subtract:
    case Op.Negate:
      return { kind: 'sum', terms: termsOf(g, node, isWhole) };
    case Op.Multiply:
      return { kind: 'product', factors: factorsOf(g, node, isWhole) };
    case Op.Divide:
      return { kind: 'quotient', numerator: g.a(node), denominator: g.b(node) };
    case Op.Power:
      return { kind: 'power', base: g.a(node), exponent: g.b(node) };
    case Op.Select:
      return { kind: 'cases', condition: g.a(node), then: g.b(node), otherwise: g.c(node) };
    default: {
      const parts = g
        .argumentsOf(node)
        .flatMap((argument, k) => (depends.has(argument) ? [{ argument, partial: g.holePartial(node, k) }] : []));
      return { kind: 'unknown', parts };
    }
  }
}

/** The terms of a chain of sums and differences. A part that has a name of its own stays whole. */
function termsOf(g: Graph, root: NodeId, isWhole: IsWhole): SignedTerm[] {
  const terms: SignedTerm[] = [];
  const collect = (node: NodeId, negative: boolean): void => {
    const op = g.op(node);
    if ((node !== root && isWhole(node)) || (op !== Op.Add && op !== Op.Subtract && op !== Op.Negate))
      terms.push({ negative, node });
    else {
      collect(g.a(node), op === Op.Negate ? !negative : negative);
      if (op !== Op.Negate) collect(g.b(node), op === Op.Subtract ? !negative : negative);
    }
  };
  collect(root, false);
  return terms;
}

function factorsOf(g: Graph, root: NodeId, isWhole: IsWhole): NodeId[] {
  const collect = (node: NodeId): NodeId[] =>
    g.op(node) === Op.Multiply && (node === root || !isWhole(node))
      ? [...collect(g.a(node)), ...collect(g.b(node))]
      : [node];
  return collect(root);
}

function dependents(g: Graph, root: NodeId, symbol: NodeId): Set<NodeId> {
  const depends = new Set<NodeId>([symbol]);
  for (const node of reachable(g, [root])) {
    const operands = g.op(node) === Op.Select ? [g.b(node), g.c(node)] : g.operands(node);
    if (operands.some((operand) => depends.has(operand))) depends.add(node);
  }
  return depends;
}
