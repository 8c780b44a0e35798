/** Which conditions follow from others, as far as that is seen at a glance. */
import { and, trueNode } from './conditions';
import { boundsOf, isClosed } from './facts';
import { rowOf } from './functions/table';
import type { Graph, NodeId } from './graph';
import { Op } from './operations';
import { compare } from './rational';

/** What a comparison with a number, or an expression of numbers alone, says of an expression. */
interface Bound {
  readonly of: NodeId;
  readonly relation: '<' | '≤' | '>' | '≥' | '=' | '≠';
  readonly number: NodeId;
}

function boundOf(g: Graph, condition: NodeId): Bound | undefined {
  const [a, b] = [g.a(condition), g.b(condition)];
  switch (g.op(condition)) {
    case Op.Less:
      if (isClosed(g, b)) return { of: a, relation: '<', number: b };
      return isClosed(g, a) ? { of: b, relation: '>', number: a } : undefined;
    case Op.LessOrEqual:
      if (isClosed(g, b)) return { of: a, relation: '≤', number: b };
      return isClosed(g, a) ? { of: b, relation: '≥', number: a } : undefined;
    case Op.Equal:
      return isClosed(g, b) ? { of: a, relation: '=', number: b } : undefined;
    case Op.NotEqual:
      return isClosed(g, b) ? { of: a, relation: '≠', number: b } : undefined;
    default:
      return undefined;
  }
}

/** −1, 0 or 1; NaN where it is not seen, which all comparisons deny. */
function order(g: Graph, a: NodeId, b: NodeId): number {
  if (a === b) return 0;
  if (!g.isNumber(a) || !g.isNumber(b)) {
    const [[low, high], [lower, higher]] = [boundsOf(g, a), boundsOf(g, b)];
    return high < lower ? -1 : low > higher ? 1 : NaN;
  }
  const [x, y] = [g.numberOf(a), g.numberOf(b)];
  return x.exact && y.exact ? compare(x.exact, y.exact) : Math.sign(x.value - y.value);
}

function boundImplies(g: Graph, p: Bound, q: Bound): boolean {
  if (p.of !== q.of) return false;
  const sign = order(g, p.number, q.number);
  switch (p.relation) {
    case '=':
      return { '<': sign < 0, '≤': sign <= 0, '>': sign > 0, '≥': sign >= 0, '=': sign === 0, '≠': sign !== 0 }[
        q.relation
      ];
    case '≠':
      return q.relation === '≠' && sign === 0;
    case '<':
      return (q.relation === '<' || q.relation === '≤' || q.relation === '≠') && sign <= 0;
    case '≤':
      return (q.relation === '≤' && sign <= 0) || ((q.relation === '<' || q.relation === '≠') && sign < 0);
    case '>':
      return (q.relation === '>' || q.relation === '≥' || q.relation === '≠') && sign >= 0;
    case '≥':
      return (q.relation === '≥' && sign >= 0) || ((q.relation === '>' || q.relation === '≠') && sign > 0);
  }
}

/** The condition without those of its parts that hold anyway where all of the others, and `there`, do. */
export function withoutImplied(g: Graph, condition: NodeId, there: NodeId): NodeId {
  const parts = conjuncts(g, condition);
  const kept = new Set(parts);
  for (const part of parts) {
    kept.delete(part);
    if (!implies(g, there, part) && ![...kept].some((other) => implies(g, other, part))) kept.add(part);
  }
  return kept.size === parts.length ? condition : [...kept].reduce((all, part) => and(g, all, part), trueNode(g));
}

function conjuncts(g: Graph, condition: NodeId): NodeId[] {
  if (g.op(condition) !== Op.And) return [condition];
  return [...conjuncts(g, g.a(condition)), ...conjuncts(g, g.b(condition))];
}

/** Conditions are taken apart this often before it is given up: they may share parts, and nest. */
const EFFORT = 500;

/** Whether `q` holds wherever `p` does. False also means: not seen. */
export const implies = (g: Graph, p: NodeId, q: NodeId): boolean => follows(g, p, q, { left: EFFORT });

function follows(g: Graph, p: NodeId, q: NodeId, effort: { left: number }): boolean {
  if (p === q || g.op(p) === Op.False || g.op(q) === Op.True) return true;
  effort.left -= 1;
  if (effort.left < 0) return false;
  const inner = (from: NodeId, to: NodeId): boolean => follows(g, from, to, effort);
  if (g.op(q) === Op.And) return inner(p, g.a(q)) && inner(p, g.b(q));
  if (g.op(p) === Op.And) return inner(g.a(p), q) || inner(g.b(p), q);
  if (g.op(p) === Op.Or) return inner(g.a(p), q) && inner(g.b(p), q);
  if (g.op(q) === Op.Or) return inner(p, g.a(q)) || inner(p, g.b(q));
  return followsDirectly(g, p, q);
}

/** The same for single comparisons. */
function followsDirectly(g: Graph, p: NodeId, q: NodeId): boolean {
  const [boundP, boundQ] = [boundOf(g, p), boundOf(g, q)];
  if (boundP && boundQ && boundImplies(g, boundP, boundQ)) return true;
  // |u| > c ≥ 0 gives u ≠ 0.
  if (boundP && boundQ && rowOf(g, boundP.of)?.name === 'abs' && g.a(boundP.of) === boundQ.of)
    return (
      boundQ.relation === '≠' && g.valueOf(boundQ.number) === 0 && boundImplies(g, boundP, { ...boundQ, of: boundP.of })
    );
  if (g.op(p) !== Op.Less) return false;
  // a < b gives a ≤ b, a ≠ b.
  const [a, b] = [g.a(p), g.b(p)];
  // 0 < u/v, 0 < u·v and 0 < −u have factors that are not 0.
  if (boundQ?.relation === '≠' && g.valueOf(boundQ.number) === 0 && g.valueOf(a) === 0 && isFactor(g, boundQ.of, b))
    return true;
  if (g.op(q) === Op.LessOrEqual) return g.a(q) === a && g.b(q) === b;
  return g.op(q) === Op.NotEqual && ((g.a(q) === a && g.b(q) === b) || (g.a(q) === b && g.b(q) === a));
}

/** Whether `u` is a factor of the product, or above or below in the quotient. */
function isFactor(g: Graph, u: NodeId, product: NodeId, depth = 6): boolean {
  if (u === product) return true;
  const op = g.op(product);
  if (depth === 0 || (op !== Op.Multiply && op !== Op.Divide && op !== Op.Negate)) return false;
  return isFactor(g, u, g.a(product), depth - 1) || (op !== Op.Negate && isFactor(g, u, g.b(product), depth - 1));
}
