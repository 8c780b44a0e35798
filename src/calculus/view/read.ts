/** The compute graph read into forms. */
import type { Graph, NodeId } from '../graph';
import { functionRows } from '../functions/table';
import { FIRST_FUNCTION, namedConstants, Op } from '../operations';
import type { Addend, AtomFacts, Form } from './form';
import type { Forms } from './forms';
import * as numeral from './numeral';
import { spelled } from './spelled';

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

/** What a reader of the graph wants beside the forms. */
export interface Reading {
  /** Nodes that are read as a name wherever they are used. `onRead` may add to it. */
  readonly references: ReadonlyMap<NodeId, Form>;
  /** Nodes whose forms are asked for: others may be left out of the result. */
  readonly wanted: (node: NodeId) => boolean;
  /** Told of each wanted node's form before anything that uses it is read. */
  readonly onRead?: (node: NodeId, form: Form) => void;
}

/**
 * Reads nodes, which must come in the order of their ids and with all their operands. A long sum is a chain of
 * additions: those that are part of another one are read into it, so that a sum of n terms costs n.
 *
 * @returns the form of each node that was wanted or is used as a whole, unabridged by its own name.
 */
export function read(
  g: Graph,
  nodes: readonly NodeId[],
  forms: Forms,
  { references, wanted, onRead }: Reading,
): Map<NodeId, Form> {
  const read = new Map<NodeId, Form>();
  const pending = new Map<NodeId, Addend[]>();
  const ranks = symbolRanks(g);
  const isInner = innerAdditions(g, nodes);
  const of = (id: NodeId): Form => references.get(id) ?? (read.get(id) as Form);
  const addendsOf = (id: NodeId): Addend[] => {
    const list = pending.get(id) ?? [{ coefficient: numeral.one, form: of(id) }];
    pending.delete(id);
    return list;
  };
  for (const id of nodes) {
    if (g.op(id) === Op.Cell) continue;
    let form: Form;
    if (g.op(id) === Op.Add || g.op(id) === Op.Subtract) {
      const list = joined(addendsOf(g.a(id)), addendsOf(g.b(id)), g.op(id) === Op.Subtract);
      if (isInner(id) && !wanted(id)) {
        pending.set(id, list);
        continue;
      }
      form = forms.sum(list);
    } else form = readNode(g, id, forms, of, ranks);
    read.set(id, form);
    onRead?.(id, form);
  }
  return read;
}

/** The longer list with the shorter one added to it: every addend is moved a few times at the most. */
function joined(a: Addend[], b: Addend[], isDifference: boolean): Addend[] {
  const second = isDifference
    ? b.map(({ coefficient, form }) => ({ coefficient: numeral.negate(coefficient), form }))
    : b;
  // The order is of no matter to a sum.
  const [long, short] = a.length >= second.length ? [a, second] : [second, a];
  for (const addend of short) long.push(addend);
  return long;
}

/** Whether an addition is used once, by another one. */
function innerAdditions(g: Graph, nodes: readonly NodeId[]): (id: NodeId) => boolean {
  const uses = new Map<NodeId, number>();
  const isAddition = (id: NodeId): boolean => g.op(id) === Op.Add || g.op(id) === Op.Subtract;
  // A use by anything but an addition counts as many.
  for (const id of nodes)
    for (const operand of g.operands(id)) uses.set(operand, (uses.get(operand) ?? 0) + (isAddition(id) ? 1 : 2));
  return (id) => uses.get(id) === 1;
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
      return spelled[row.name]?.(forms, a()) ?? forms.call(row.name, g.operands(id).map(of));
    }
  }
}

const signs = ({ positive, nonnegative }: { positive?: boolean; nonnegative?: boolean }): AtomFacts => ({
  positive: positive === true,
  nonnegative: positive === true || nonnegative === true,
});
