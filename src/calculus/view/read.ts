/** The compute graph read into forms. */
import type { Graph, NodeId } from '../graph';
import { functionRows } from '../functions/table';
import { FIRST_FUNCTION, namedConstants, Op } from '../operations';
import type { AtomFacts, Form } from './form';
import type { Forms } from './forms';
import * as numeral from './numeral';

/** Every node that the roots are made of, operands before what uses them. */
export function reachable(g: Graph, roots: readonly NodeId[]): NodeId[] {
  const last = roots.reduce((a, b) => Math.max(a, b), -1);
  const marked = new Uint8Array(last + 1);
  for (const root of roots) marked[root] = 1;
  const nodes: NodeId[] = [];
  for (let id = last; id >= 0; id -= 1) {
    if (marked[id] === 0) continue;
    nodes.push(id);
    for (const operand of g.operands(id)) marked[operand] = 1;
  }
  return nodes.reverse();
}

/**
 * Reads nodes, which must come in the order of their ids and with all their operands. A node in `references` is read
 * as that name, wherever it is used; its own form is in the result under its id.
 *
 * @param onRead is told of each node's form before anything that uses it is read: it may add to `references`.
 * @returns the form of each node, unabridged by its own name.
 */
export function read(
  g: Graph,
  nodes: readonly NodeId[],
  forms: Forms,
  references: ReadonlyMap<NodeId, Form>,
  onRead: (node: NodeId, form: Form) => void = () => undefined,
): Map<NodeId, Form> {
  const read = new Map<NodeId, Form>();
  const ranks = symbolRanks(g);
  const of = (id: NodeId): Form => references.get(id) ?? (read.get(id) as Form);
  for (const id of nodes) {
    if (g.op(id) === Op.Cell) continue;
    const form = readNode(g, id, forms, of, ranks);
    read.set(id, form);
    onRead(id, form);
  }
  return read;
}

/** The place of each symbol among all: by variable as first used in the source, then by element. */
function symbolRanks(g: Graph): readonly number[] {
  const order = new Map<string, number>();
  for (const { variable } of g.symbols) if (!order.has(variable)) order.set(variable, order.size);
  const places = g.symbols.map((_, i) => i);
  places.sort((i, j) => {
    const [a, b] = [g.symbols[i]!, g.symbols[j]!];
    const difference = order.get(a.variable)! - order.get(b.variable)!;
    if (difference !== 0) return difference;
    for (let k = 0; k < Math.min(a.index.length, b.index.length); k += 1)
      if (a.index[k] !== b.index[k]) return a.index[k]! - b.index[k]!;
    return i - j;
  });
  const ranks: number[] = [];
  places.forEach((symbol, rank) => (ranks[symbol] = rank));
  return ranks;
}

function readNode(g: Graph, id: NodeId, forms: Forms, of: (id: NodeId) => Form, ranks: readonly number[]): Form {
  const op = g.op(id);
  const a = (): Form => of(g.a(id));
  const b = (): Form => of(g.b(id));
  switch (op) {
    case Op.Number:
      return forms.number(numeral.fromEntry(g.numberOf(id)));
    case Op.Constant:
      return forms.constant(namedConstants[g.a(id)]!.name);
    case Op.Symbol: {
      const { name, variable, index, facts } = g.symbolOf(id);
      return forms.atom(
        `symbol ${id}`,
        { kind: 'symbol', name, variable, index, node: id },
        ranks[g.a(id)]!,
        signs(facts),
      );
    }
    case Op.Add:
      return forms.add(a(), b());
    case Op.Subtract:
      return forms.subtract(a(), b());
    case Op.Negate:
      return forms.negate(a());
    case Op.Multiply:
      return forms.multiply(a(), b());
    case Op.Divide:
      return forms.divide(a(), b());
    case Op.Power:
      return forms.power(a(), b());
    case Op.Less:
      return forms.opaque({ kind: 'comparison', relation: '<' }, [a(), b()]);
    case Op.LessOrEqual:
      return forms.opaque({ kind: 'comparison', relation: '≤' }, [a(), b()]);
    case Op.Equal:
      return forms.opaque({ kind: 'comparison', relation: '=' }, [a(), b()]);
    case Op.NotEqual:
      return forms.opaque({ kind: 'comparison', relation: '≠' }, [a(), b()]);
    case Op.And:
    case Op.Or: {
      const operator = op === Op.And ? 'and' : 'or';
      const flat = (form: Form): readonly Form[] =>
        form.kind === 'opaque' && form.label.kind === 'logic' && form.label.operator === operator ? form.parts : [form];
      return forms.opaque({ kind: 'logic', operator }, [...flat(a()), ...flat(b())]);
    }
    case Op.Not:
      return forms.opaque({ kind: 'not' }, [a()]);
    case Op.True:
    case Op.False:
      return forms.opaque({ kind: 'truth', value: op === Op.True }, []);
    case Op.Select: {
      const otherwise = of(g.c(id));
      const chain = otherwise.kind === 'opaque' && otherwise.label.kind === 'cases' ? otherwise.parts : [otherwise];
      return forms.opaque({ kind: 'cases' }, [a(), b(), ...chain]);
    }
    case Op.Hole:
    case Op.HolePartial: {
      const { name, output } = g.holeOf(id);
      const args = g.argumentsOf(id).map(of);
      if (op === Op.Hole) return forms.opaque({ kind: 'hole', name, output }, args);
      return forms.opaque({ kind: 'partial', name, output, argument: g.c(id) }, args);
    }
    default: {
      const row = functionRows[op - FIRST_FUNCTION];
      if (!row) throw new RangeError(`no operation ${op}`);
      return forms.call(row.name, g.operands(id).map(of));
    }
  }
}

const signs = ({ positive, nonnegative }: { positive?: boolean; nonnegative?: boolean }): AtomFacts => ({
  positive: positive === true,
  nonnegative: positive === true || nonnegative === true,
});
