/**
 * A function beside one of its kinks: where the expression whose zero is the kink is negative (`below`) or positive
 * (`above`). What decides there is decided: |u| becomes −u or u, max(x, y) one of the two, a comparison true or false.
 * The result is smooth at the kink, and its derivative there is the one-sided derivative.
 */
import { falseNode, trueNode } from './conditions';
import { literal, multiply, negate } from './construct';
import { call, subtract } from './construct';
import { functionRows } from './functions/table';
import { Graph, type NodeId } from './graph';
import { FIRST_FUNCTION, Op } from './operations';
import { reachable } from './reachable';
import { rebuild } from './transplant';

export type Side = 'below' | 'above';

export interface OneSided {
  readonly graph: Graph;
  readonly outputs: readonly NodeId[];
  /** In the graph's, what stands for each of the symbols asked for. */
  readonly symbols: readonly NodeId[];
}

/**
 * The roots on both sides of the zeros of `at`, in one new graph, so that what is the same on both sides is one node.
 * `null` where they depend on unknown functions.
 *
 * @param at as `kinksOf` gives it.
 */
export function bothSides(
  from: Graph,
  roots: readonly NodeId[],
  symbols: readonly NodeId[],
  at: NodeId,
): { readonly [S in Side]: OneSided } | null {
  const order = [...reachable(from, [...roots, ...symbols])].sort((a, b) => a - b);
  if (order.some((id) => from.isHole(id))) return null;
  const to = new Graph();
  const own = new Map(symbols.map((symbol) => [symbol, copyOfSymbol(from, to, symbol)]));
  const on = (side: Side): OneSided => {
    const copies = new Map(own);
    for (const id of order) {
      if (copies.has(id)) continue;
      copies.set(
        id,
        decided(from, to, id, at, side, copies) ?? rebuild(to, from, id, (one) => copies.get(one) as NodeId),
      );
    }
    const known = (id: NodeId): NodeId => copies.get(id) as NodeId;
    return { graph: to, outputs: roots.map(known), symbols: symbols.map(known) };
  };
  return { below: on('below'), above: on('above') };
}

function copyOfSymbol(from: Graph, to: Graph, symbol: NodeId): NodeId {
  const { name, ...rest } = from.symbolOf(symbol);
  return to.symbol(name, rest);
}

/** The node where it is decided by the side; `undefined` where it is not. */
function decided(
  from: Graph,
  to: Graph,
  id: NodeId,
  at: NodeId,
  side: Side,
  copies: ReadonlyMap<NodeId, NodeId>,
): NodeId | undefined {
  const op = from.op(id);
  const copy = (one: NodeId): NodeId => copies.get(one) as NodeId;
  const beside = (one: NodeId): number => signRelative(from, one, at) * (side === 'above' ? 1 : -1);
  const [a, b] = [from.a(id), from.b(id)];
  if (op === Op.Less || op === Op.LessOrEqual || op === Op.Equal || op === Op.NotEqual) {
    const sign = beside(subtract(from, a, b));
    if (sign === 0) return undefined;
    const holds = op === Op.NotEqual || (op !== Op.Equal && sign < 0);
    return holds ? trueNode(to) : falseNode(to);
  }
  if (op < FIRST_FUNCTION) return undefined;
  switch (functionRows[op - FIRST_FUNCTION]?.name) {
    case 'abs':
      return bySign(
        beside(a),
        () => copy(a),
        () => negate(to, copy(a)),
      );
    case 'sign':
      return bySign(
        beside(a),
        () => to.integer(1),
        () => to.integer(-1),
      );
    case 'heaviside':
      return bySign(
        beside(a),
        () => to.integer(1),
        () => to.integer(0),
      );
    case 'relu':
      return bySign(
        beside(a),
        () => copy(a),
        () => to.integer(0),
      );
    case 'selu': {
      const below = (): NodeId => multiply(to, literal(to, SELU_SCALE_ALPHA), call(to, 'expm1', copy(a)));
      return bySign(beside(a), () => multiply(to, literal(to, SELU_SCALE), copy(a)), below);
    }
    case 'max':
      return bySign(
        beside(subtract(from, a, b)),
        () => copy(a),
        () => copy(b),
      );
    case 'min':
      return bySign(
        beside(subtract(from, a, b)),
        () => copy(b),
        () => copy(a),
      );
    default:
      return undefined;
  }
}

// Klambauer et al. (2017), appendix 1: the scale, and the scale times α.
const SELU_SCALE = '1.0507009873554804934193349852946';
const SELU_SCALE_ALPHA = '1.7580993408473768599402175208123';

const bySign = (sign: number, above: () => NodeId, below: () => NodeId): NodeId | undefined =>
  sign === 0 ? undefined : sign > 0 ? above() : below();

/** 1 where the expression is a positive multiple of `at`, −1 where a negative one, 0 where it is neither. */
function signRelative(g: Graph, id: NodeId, at: NodeId): number {
  if (id === at) return 1;
  if (g.op(id) === Op.Negate) return -signRelative(g, g.a(id), at);
  if (g.op(id) === Op.Multiply && g.isNumber(g.a(id)))
    return Math.sign(g.valueOf(g.a(id)) ?? 0) * signRelative(g, g.b(id), at);
  return g.op(id) === Op.Subtract && negate(g, id) === at ? -1 : 0;
}
