/** Which conditions follow from others, as far as that is seen at a glance. */
import { rowOf } from './functions/table';
import type { Graph, NodeId } from './graph';
import { Op } from './operations';
import { compare } from './rational';

/** What a comparison with a number says of an expression. */
interface Bound {
  readonly of: NodeId;
  readonly relation: '<' | '≤' | '>' | '≥' | '=' | '≠';
  readonly number: NodeId;
}

function boundOf(g: Graph, condition: NodeId): Bound | undefined {
  const [a, b] = [g.a(condition), g.b(condition)];
  switch (g.op(condition)) {
    case Op.Less:
      if (g.isNumber(b)) return { of: a, relation: '<', number: b };
      return g.isNumber(a) ? { of: b, relation: '>', number: a } : undefined;
    case Op.LessOrEqual:
      if (g.isNumber(b)) return { of: a, relation: '≤', number: b };
      return g.isNumber(a) ? { of: b, relation: '≥', number: a } : undefined;
    case Op.Equal:
      return g.isNumber(b) ? { of: a, relation: '=', number: b } : undefined;
    case Op.NotEqual:
      return g.isNumber(b) ? { of: a, relation: '≠', number: b } : undefined;
    default:
      return undefined;
  }
}

function order(g: Graph, a: NodeId, b: NodeId): number {
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

/** Whether `q` holds wherever `p` does. False also means: not seen. */
export function implies(g: Graph, p: NodeId, q: NodeId): boolean {
  if (p === q || g.op(p) === Op.False || g.op(q) === Op.True) return true;
  if (g.op(q) === Op.And) return implies(g, p, g.a(q)) && implies(g, p, g.b(q));
  if (g.op(p) === Op.And) return implies(g, g.a(p), q) || implies(g, g.b(p), q);
  if (g.op(p) === Op.Or) return implies(g, g.a(p), q) && implies(g, g.b(p), q);
  if (g.op(q) === Op.Or) return implies(g, p, g.a(q)) || implies(g, p, g.b(q));
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
  if (g.op(q) === Op.LessOrEqual) return g.a(q) === a && g.b(q) === b;
  return g.op(q) === Op.NotEqual && ((g.a(q) === a && g.b(q) === b) || (g.a(q) === b && g.b(q) === a));
}
