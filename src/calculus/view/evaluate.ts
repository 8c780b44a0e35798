/** Values of graph nodes and of terms in doubles: the two sides of the check that a view means what the graph means. */
import type { Graph, NodeId } from '../graph';
import { functionRows } from '../functions/table';
import { FIRST_FUNCTION, namedConstants, Op } from '../operations';
import type { Term } from './term';

/** Truth values are 1 and 0. */
export interface Point {
  readonly symbols: ReadonlyMap<NodeId, number>;
}

const rows = new Map(functionRows.map((row) => [row.name, row]));
const constants = new Map<string, number>(namedConstants.map(({ name, value }) => [name, value]));

/** Some smooth function of the arguments, another one for every name: what an unknown function is in a check. */
function stranger(name: string, args: readonly number[]): number {
  let seed = 7;
  for (const character of name) seed = (seed * 31 + character.charCodeAt(0)) % 1009;
  return args.reduce((sum, x, i) => sum + Math.sin(x * (1 + 0.3 * i) + seed * 0.01 + i), 1.5 + seed / 1009);
}

const holeName = (name: string, output: string | null, partial: number | null): string =>
  `${name}|${output ?? ''}|${partial ?? ''}`;

/** Values of all nodes, which must come in the order of their ids and with all their operands. */
export function evaluateNodes(g: Graph, nodes: readonly NodeId[], point: Point): Map<NodeId, number> {
  const values = new Map<NodeId, number>();
  const of = (id: NodeId): number => values.get(id) ?? NaN;
  for (const id of nodes) if (g.op(id) !== Op.Cell) values.set(id, evaluateNode(g, id, of, point));
  return values;
}

function evaluateNode(g: Graph, id: NodeId, of: (id: NodeId) => number, point: Point): number {
  const op = g.op(id);
  const truth = (holds: boolean): number => (holds ? 1 : 0);
  switch (op) {
    case Op.Number:
      return g.numberOf(id).value;
    case Op.Constant:
      return namedConstants[g.a(id)]!.value;
    case Op.Symbol:
      return point.symbols.get(id) ?? NaN;
    case Op.Add:
      return of(g.a(id)) + of(g.b(id));
    case Op.Subtract:
      return of(g.a(id)) - of(g.b(id));
    case Op.Multiply:
      return of(g.a(id)) * of(g.b(id));
    case Op.Divide:
      return of(g.a(id)) / of(g.b(id));
    case Op.Negate:
      return -of(g.a(id));
    case Op.Power:
      return of(g.a(id)) ** of(g.b(id));
    case Op.Less:
      return truth(of(g.a(id)) < of(g.b(id)));
    case Op.LessOrEqual:
      return truth(of(g.a(id)) <= of(g.b(id)));
    case Op.Equal:
      return truth(of(g.a(id)) === of(g.b(id)));
    case Op.NotEqual:
      return truth(of(g.a(id)) !== of(g.b(id)));
    case Op.And:
      return truth(of(g.a(id)) === 1 && of(g.b(id)) === 1);
    case Op.Or:
      return truth(of(g.a(id)) === 1 || of(g.b(id)) === 1);
    case Op.Not:
      return 1 - of(g.a(id));
    case Op.True:
    case Op.False:
      return truth(op === Op.True);
    case Op.Select:
      return of(g.a(id)) === 1 ? of(g.b(id)) : of(g.c(id));
    case Op.Hole:
    case Op.HolePartial: {
      const { name, output } = g.holeOf(id);
      const partial = op === Op.Hole ? null : g.c(id);
      return stranger(holeName(name, output, partial), g.argumentsOf(id).map(of));
    }
    default: {
      const [x = NaN, y = NaN, z = NaN] = g.operands(id).map(of);
      return functionRows[op - FIRST_FUNCTION]?.value(x, y, z) ?? NaN;
    }
  }
}

/** The value of a term. `names` holds the values of the definitions; `memory` of this point is filled on the way. */
export function evaluateTerm(
  term: Term,
  point: Point,
  names: ReadonlyMap<string, number>,
  memory: Map<Term, number> = new Map(),
): number {
  const known = memory.get(term);
  if (known !== undefined) return known;
  const of = (part: Term): number => evaluateTerm(part, point, names, memory);
  const value = evaluateKind(term, point, names, of);
  memory.set(term, value);
  return value;
}

function evaluateKind(
  term: Term,
  point: Point,
  names: ReadonlyMap<string, number>,
  of: (part: Term) => number,
): number {
  const truth = (holds: boolean): number => (holds ? 1 : 0);
  switch (term.kind) {
    case 'number':
      return term.value;
    case 'constant':
      return constants.get(term.name) ?? NaN;
    case 'symbol':
      return point.symbols.get(term.node) ?? NaN;
    case 'reference':
      return names.get(term.name) ?? NaN;
    case 'sum':
      return term.terms.reduce((sum, part) => sum + of(part), 0);
    case 'negative':
      return -of(term.operand);
    case 'product':
      return term.factors.reduce((product, part) => product * of(part), 1);
    case 'quotient':
      return of(term.numerator) / of(term.denominator);
    case 'power':
      return of(term.base) ** of(term.exponent);
    case 'call': {
      const [x = NaN, y = NaN, z = NaN] = term.arguments.map(of);
      return rows.get(term.name)?.value(x, y, z) ?? NaN;
    }
    case 'cases':
      return of(term.cases.find(({ condition }) => of(condition) === 1)?.value ?? term.otherwise);
    case 'comparison': {
      const [left, right] = [of(term.left), of(term.right)];
      const holds = {
        '<': left < right,
        '≤': left <= right,
        '=': left === right,
        '≠': left !== right,
        '>': left > right,
        '≥': left >= right,
      };
      return truth(holds[term.relation]);
    }
    case 'logic':
      return truth(
        term.operator === 'and'
          ? term.operands.every((part) => of(part) === 1)
          : term.operands.some((part) => of(part) === 1),
      );
    case 'not':
      return 1 - of(term.operand);
    case 'truth':
      return truth(term.value);
    case 'hole':
      return stranger(holeName(term.name, term.output, null), term.arguments.map(of));
    case 'partial':
      return stranger(holeName(term.name, term.output, term.argument), term.arguments.map(of));
  }
}
