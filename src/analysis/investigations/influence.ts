/**
 * Which expressions of the source an entry of the derivative comes from, and which entries an expression has a part in.
 *
 * The chain rule sums over all ways from a variable x to an output f. Each way leaves x through some expression of the
 * source: the innermost one that stands in the text and depends on x. What the ways through an expression e contribute
 * is ∂f/∂e (its adjoint) times the tangent of e along the ways that meet no smaller expression of the source before; over
 * all innermost expressions the contributions add up to ∂f/∂x. For an entry ∂²f/∂x∂y they are differentiated by y once
 * more. The share of an expression is the size of its contribution, relative to the sum of all sizes.
 */
import { multiply } from '../../calculus/construct';
import { Column } from '../../calculus/differentiate/column';
import { sweepTangents } from '../../calculus/differentiate/forward';
import { gradient } from '../../calculus/differentiate/jacobian';
import { activeMarks, AdjointSweeps } from '../../calculus/differentiate/reverse';
import type { Graph, NodeId } from '../../calculus/graph';
import { NONE } from '../../calculus/graph';
import { Guards } from '../../calculus/guards';
import { reachable, reachedMarks } from '../../calculus/reachable';
import type { Position, Range, Span } from '../../languages/source';
import { compile } from '../../numerics/compile';
import { Unanswerable, type QuestionOf } from './questions';
import { subjectAt, type Investigation } from './subjects';
import type { Subject } from './subject';

export interface InfluenceQuestion {
  /** The entry as the card counts them: of a Hessian, both are variables. */
  readonly row: number;
  readonly column: number;
  readonly order: 1 | 2;
}

export interface InfluenceAnswer {
  /** Innermost expressions with what they contribute to the entry, the largest share first. */
  readonly expressions: readonly { readonly range: Range; readonly share: number }[];
}

export interface InfluencedQuestion {
  readonly position: Position;
  readonly order: 1 | 2;
}

export interface InfluencedAnswer {
  /** The smallest expression at the position that has a value of its own in the function; `null` where there is none. */
  readonly range: Range | null;
  /** It has a part in the entries of these rows and columns. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** Larger functions are not searched. */
const LARGEST = 30_000;
const MOST_EXPRESSIONS = 200;
/** Shares that nobody sees. */
const LEAST_SHARE = 1e-3;

export function influence(question: QuestionOf<'influence'>, investigation: Investigation): InfluenceAnswer {
  const { subject, values } = subjectAt(question, investigation);
  const { graph, outputs, outputSpans } = subject.traced;
  if (subject.usedCount > LARGEST) throw new Unanswerable('the function is too large to say where an entry comes from');
  const isSecond = question.order === 2;
  const row = isSecond ? 0 : question.row;
  const output = outputs[row];
  const symbol = subject.columns[isSecond ? question.row : question.column];
  const other = isSecond ? subject.columns[question.column] : null;
  if (output === undefined || symbol === undefined || other === undefined || (isSecond && !subject.isScalar))
    throw new Unanswerable('there is no such entry');
  const found = contributions(graph, output, symbol);
  const nodes = [...found.keys()];
  const parts = [...found.values()].map((part) =>
    other === null ? part : (gradient(graph, part, [other])[0] as NodeId),
  );
  const sizes = new Float64Array(parts.length);
  compile(graph, parts, subject.symbols)(values, sizes);
  const bySpan = new Map<string, { readonly span: Span; size: number }>();
  nodes.forEach((node, k) => {
    const own = graph.spans.get(node) ?? (node === output ? [outputSpans[row]] : []);
    for (const span of own) {
      if (!span) continue;
      const key = `${span.start} ${span.end}`;
      const known = bySpan.get(key) ?? { span, size: 0 };
      bySpan.set(key, { span, size: known.size + Math.abs(sizes[k] as number) });
    }
  });
  const total = sizes.reduce((sum, size) => sum + Math.abs(size), 0);
  if (!Number.isFinite(total)) throw new Unanswerable('the entry is not finite at this point');
  const expressions = [...bySpan.values()]
    .map(({ span, size }) => ({ range: investigation.range(span), share: total > 0 ? size / total : 0 }))
    .filter(({ share }) => share > LEAST_SHARE)
    .sort((a, b) => b.share - a.share);
  return { expressions: expressions.slice(0, MOST_EXPRESSIONS) };
}

/** By innermost expression, what the ways through it contribute to ∂output/∂symbol; the output itself where it is no other. */
function contributions(g: Graph, output: NodeId, symbol: NodeId): ReadonlyMap<NodeId, NodeId> {
  const one = g.integer(1);
  if (output === symbol) return new Map([[output, one]]);
  const guards = new Guards(g, [output]);
  const active = activeMarks(g, [output], [symbol]);
  const sweeps = new AdjointSweeps(g, active, guards);
  const order = sweeps.run(new Map([[output, one]]));
  const tangents = new Column(g);
  tangents.set(symbol, one);
  const found = new Map<NodeId, NodeId>();
  for (const id of order) {
    if (id === symbol) continue;
    sweepTangents(g, [id], tangents, guards);
    const tangent = tangents.get(id);
    if (tangent === NONE || !(g.spans.has(id) || id === output)) continue;
    // Here the ways end: what is above an expression of the source comes through it.
    tangents.set(id, NONE);
    const adjoint = sweeps.adjoints.get(id);
    if (adjoint !== NONE) found.set(id, multiply(g, adjoint, tangent));
  }
  return found;
}

export function influenced(question: QuestionOf<'influenced'>, investigation: Investigation): InfluencedAnswer {
  const { subject } = subjectAt(question, investigation);
  const { graph } = subject.traced;
  if (subject.usedCount > LARGEST) throw new Unanswerable('the function is too large to say what a part of it moves');
  const offset = investigation.offset(question.position);
  const at = smallestAt(subject, offset);
  if (!at) return { range: null, rows: [], columns: [] };
  const below = new Set(reachable(graph, at.nodes));
  const columns = subject.columns.flatMap((symbol, j) => (below.has(symbol) ? [j] : []));
  const rows = subject.traced.outputs.flatMap((output, i) => {
    const marks = reachedMarks(graph, [output]);
    return at.nodes.some((node) => marks[node] === 1) ? [i] : [];
  });
  return { range: investigation.range(at.span), rows: question.order === 2 ? columns : rows, columns };
}

/** The smallest stretch of the source around an offset that nodes come from, and these nodes. */
function smallestAt(
  { traced: { graph, outputs } }: Subject,
  offset: number,
): { readonly span: Span; readonly nodes: readonly NodeId[] } | null {
  let best: { span: Span; nodes: NodeId[] } | null = null;
  for (const id of reachable(graph, outputs)) {
    for (const span of graph.spans.get(id) ?? []) {
      if (offset < span.start || offset > span.end) continue;
      const size = span.end - span.start;
      const least = best ? best.span.end - best.span.start : Infinity;
      if (size < least) best = { span, nodes: [id] };
      else if (best && size === least && span.start === best.span.start) best.nodes.push(id);
    }
  }
  return best;
}
