/** Nodes written as they stand in the graph, nothing collected: what is shown when there is no time for more. */
import type { Graph, NodeId } from '../graph';
import { functionRows } from '../functions/table';
import { FIRST_FUNCTION, namedConstants, Op } from '../operations';
import { chooseBarriers, READABLE_TREE } from './barriers';
import { Names } from './names';
import * as numeral from './numeral';
import type { Relation, Term, View } from './term';
import { writeNumber } from './write';

const relations: Readonly<Record<number, Relation>> = {
  [Op.Less]: '<',
  [Op.LessOrEqual]: '≤',
  [Op.Equal]: '=',
  [Op.NotEqual]: '≠',
};

/**
 * The term of each node, which must come in the order of their ids and with all their operands. A node in `references`
 * is written as that name wherever it is used.
 */
export function plainTerms(
  g: Graph,
  nodes: readonly NodeId[],
  references: ReadonlyMap<NodeId, Term>,
): Map<NodeId, Term> {
  const terms = new Map<NodeId, Term>();
  const of = (id: NodeId): Term => references.get(id) ?? terms.get(id)!;
  for (const id of nodes) if (g.op(id) !== Op.Cell) terms.set(id, plainTerm(g, id, of));
  return terms;
}

const negative = (operand: Term): Term =>
  operand.kind === 'negative' ? operand.operand : { kind: 'negative', operand };

function plainTerm(g: Graph, id: NodeId, of: (id: NodeId) => Term): Term {
  const op = g.op(id);
  const [a, b] = [(): Term => of(g.a(id)), (): Term => of(g.b(id))];
  switch (op) {
    case Op.Number:
      return writeNumber(numeral.fromEntry(g.numberOf(id)));
    case Op.Constant:
      return { kind: 'constant', name: namedConstants[g.a(id)]!.name };
    case Op.Symbol: {
      const { name, variable, index } = g.symbolOf(id);
      return { kind: 'symbol', name, variable, index, node: id };
    }
    case Op.Add:
      return { kind: 'sum', terms: [a(), b()] };
    case Op.Subtract:
      return { kind: 'sum', terms: [a(), negative(b())] };
    case Op.Multiply:
      return { kind: 'product', factors: [a(), b()] };
    case Op.Divide:
      return { kind: 'quotient', numerator: a(), denominator: b() };
    case Op.Negate:
      return negative(a());
    case Op.Power:
      return { kind: 'power', base: a(), exponent: b() };
    case Op.Less:
    case Op.LessOrEqual:
    case Op.Equal:
    case Op.NotEqual:
      return { kind: 'comparison', relation: relations[op]!, left: a(), right: b() };
    case Op.And:
    case Op.Or:
      return { kind: 'logic', operator: op === Op.And ? 'and' : 'or', operands: [a(), b()] };
    case Op.Not:
      return { kind: 'not', operand: a() };
    case Op.True:
    case Op.False:
      return { kind: 'truth', value: op === Op.True };
    case Op.Select:
      return { kind: 'cases', cases: [{ condition: a(), value: b() }], otherwise: of(g.c(id)) };
    case Op.Hole:
      return { kind: 'hole', ...g.holeOf(id), arguments: g.argumentsOf(id).map(of) };
    case Op.HolePartial:
      return { kind: 'partial', ...g.holeOf(id), argument: g.c(id), arguments: g.argumentsOf(id).map(of) };
    default: {
      const row = functionRows[op - FIRST_FUNCTION];
      if (!row) throw new RangeError(`no operation ${op}`);
      return { kind: 'call', name: row.name, arguments: g.operands(id).map(of) };
    }
  }
}

/** The unsimplified, shared form: right by construction. */
export function plainView(g: Graph, nodes: readonly NodeId[], roots: readonly NodeId[], mayName: boolean): View {
  const names = new Names(g);
  const whole = chooseBarriers(g, nodes, roots, names, 'none', false);
  const isSmall = !mayName && whole.treeSize <= READABLE_TREE;
  const barriers = isSmall ? whole : chooseBarriers(g, nodes, roots, names, 'shared', false);
  const references = new Map<NodeId, Term>();
  const named = nodes.filter((node) => barriers.nodes.has(node) && g.op(node) !== Op.Cell);
  for (const node of named) references.set(node, { kind: 'reference', name: names.ofNode(node) ?? names.fresh() });
  const terms = plainTerms(g, nodes, references);
  return {
    entries: roots.map((root) => references.get(root) ?? terms.get(root)!),
    definitions: named.map((node) => ({
      name: (references.get(node) as Extract<Term, { kind: 'reference' }>).name,
      value: terms.get(node)!,
    })),
    complete: false,
  };
}
