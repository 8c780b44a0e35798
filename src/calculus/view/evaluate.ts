/** Values of graph nodes and of terms in doubles: the two sides of the check that a view means what the graph means. */
import type { Graph, NodeId } from '../graph';
import { functionRows } from '../functions/table';
import { FIRST_FUNCTION, namedConstants, Op } from '../operations';
import type { Approximate } from './approximate';
import { add, apply, divide, exactly, multiply, nearly, negate } from './approximate';
import type { Bound } from './indices';
import { indexValue } from './indices';
import { freeIndices } from './parts';
import type { Term } from './term';

/** Truth values are 1 and 0. */
export interface Point {
  readonly symbols: ReadonlyMap<NodeId, number>;
  /** The symbols by variable and index (`elementKey`): only terms with bound indices need them. */
  readonly elements?: ReadonlyMap<string, NodeId>;
  /** Values of bound indices. */
  readonly bound?: Bound;
}

export const elementKey = (variable: string, index: readonly number[]): string => `${variable}[${index.join()}]`;

/** Symbols among the nodes by `elementKey`. */
export function elementsOf(g: Graph, nodes: readonly NodeId[]): ReadonlyMap<string, NodeId> {
  const elements = new Map<string, NodeId>();
  for (const node of nodes) {
    if (g.op(node) !== Op.Symbol) continue;
    const { variable, index } = g.symbolOf(node);
    elements.set(elementKey(variable, index), node);
  }
  return elements;
}

const unbound: Bound = new Map();

const rows = new Map(functionRows.map((row) => [row.name, row]));
const constants = new Map<string, number>(namedConstants.map(({ name, value }) => [name, value]));

/** Some smooth function, another one for every name: what an unknown function is in a check. */
function strangerOf(name: string, output: string | null, partial: number | null): (...args: number[]) => number {
  let seed = 7;
  for (const character of `${name}|${output ?? ''}|${partial ?? ''}`)
    seed = (seed * 31 + (character.codePointAt(0) ?? 0)) % 1009;
  return (...args) =>
    args.reduce((sum, x, i) => sum + Math.sin(x * (1 + 0.3 * i) + seed * 0.01 + i), 1.5 + seed / 1009);
}

const truth = (holds: boolean): Approximate => exactly(holds ? 1 : 0);
const isTrue = ({ value }: Approximate): boolean => value === 1;
const power = (base: Approximate, exponent: Approximate): Approximate => apply((x, y) => x ** y, [base, exponent]);

/** Values of all nodes, which must come in the order of their ids and with all their operands. */
export function evaluateNodes(g: Graph, nodes: readonly NodeId[], point: Point): Map<NodeId, Approximate> {
  const values = new Map<NodeId, Approximate>();
  const of = (id: NodeId): Approximate => values.get(id) ?? exactly(NaN);
  for (const id of nodes) if (g.op(id) !== Op.Cell) values.set(id, evaluateNode(g, id, of, point));
  return values;
}

function evaluateNode(g: Graph, id: NodeId, of: (id: NodeId) => Approximate, point: Point): Approximate {
  const op = g.op(id);
  const [a, b] = [(): Approximate => of(g.a(id)), (): Approximate => of(g.b(id))];
  switch (op) {
    case Op.Number:
      return nearly(g.numberOf(id).value);
    case Op.Constant:
      return nearly(namedConstants[g.a(id)]!.value);
    case Op.Symbol:
      return exactly(point.symbols.get(id) ?? NaN);
    case Op.Add:
      return add(a(), b());
    case Op.Subtract:
      return add(a(), negate(b()));
    case Op.Multiply:
      return multiply(a(), b());
    case Op.Divide:
      return divide(a(), b());
    case Op.Negate:
      return negate(a());
    case Op.Power:
      return power(a(), b());
    case Op.Less:
      return truth(a().value < b().value);
    case Op.LessOrEqual:
      return truth(a().value <= b().value);
    case Op.Equal:
      return truth(a().value === b().value);
    case Op.NotEqual:
      return truth(a().value !== b().value);
    case Op.And:
      return truth(isTrue(a()) && isTrue(b()));
    case Op.Or:
      return truth(isTrue(a()) || isTrue(b()));
    case Op.Not:
      return truth(!isTrue(a()));
    case Op.True:
    case Op.False:
      return truth(op === Op.True);
    case Op.Select:
      return isTrue(a()) ? b() : of(g.c(id));
    case Op.Hole:
    case Op.HolePartial: {
      const { name, output } = g.holeOf(id);
      const stranger = strangerOf(name, output, op === Op.Hole ? null : g.c(id));
      return apply(stranger, g.argumentsOf(id).map(of));
    }
    default: {
      const row = functionRows[op - FIRST_FUNCTION];
      return row ? apply((x = NaN, y = NaN, z = NaN) => row.value(x, y, z), g.operands(id).map(of)) : exactly(NaN);
    }
  }
}

/** The value of a term. `names` holds the values of the definitions; `memory` of this point is filled on the way. */
export function evaluateTerm(
  term: Term,
  point: Point,
  names: ReadonlyMap<string, Approximate>,
  memory: Map<Term, Approximate> = new Map(),
): Approximate {
  const known = memory.get(term);
  if (known !== undefined) return known;
  const value =
    term.kind === 'series'
      ? evaluateSeries(term, point, names, memory)
      : evaluateKind(term, point, names, (part) => evaluateTerm(part, point, names, memory));
  // What depends on a bound index has another value the next time.
  if (freeIndices(term).size === 0) memory.set(term, value);
  return value;
}

/** Σ or Π over the bound index; what does not depend on it is evaluated once. */
function evaluateSeries(
  { operator, index, from, to, except, term }: Extract<Term, { kind: 'series' }>,
  point: Point,
  names: ReadonlyMap<string, Approximate>,
  memory: Map<Term, Approximate>,
): Approximate {
  const bound = new Map(point.bound ?? unbound);
  const [first, last] = [indexValue(from, bound), indexValue(to, bound)];
  const left = except ? indexValue(except, bound) : NaN;
  let total = exactly(operator === 'sum' ? 0 : 1);
  for (let i = first; i <= last; i += 1) {
    if (i === left) continue;
    bound.set(index, i);
    const value = evaluateTerm(term, { ...point, bound }, names, memory);
    total = operator === 'sum' ? add(total, value) : multiply(total, value);
  }
  return total;
}

function evaluateKind(
  term: Exclude<Term, { kind: 'series' }>,
  point: Point,
  names: ReadonlyMap<string, Approximate>,
  of: (part: Term) => Approximate,
): Approximate {
  switch (term.kind) {
    case 'number':
      return nearly(term.value);
    case 'constant':
      return nearly(constants.get(term.name) ?? NaN);
    case 'symbol':
      return exactly(point.symbols.get(term.node) ?? NaN);
    case 'element': {
      const index = term.index.map((each) => indexValue(each, point.bound ?? unbound));
      const node = point.elements?.get(elementKey(term.variable, index));
      return exactly(node === undefined ? NaN : (point.symbols.get(node) ?? NaN));
    }
    case 'affine':
      return exactly(indexValue(term.value, point.bound ?? unbound));
    case 'reference':
      return names.get(term.name) ?? exactly(NaN);
    case 'sum':
      return term.terms.map(of).reduce(add);
    case 'negative':
      return negate(of(term.operand));
    case 'product':
      return term.factors.map(of).reduce(multiply);
    case 'quotient':
      return divide(of(term.numerator), of(term.denominator));
    case 'power':
      return power(of(term.base), of(term.exponent));
    case 'call': {
      const row = rows.get(term.name);
      return row ? apply((x = NaN, y = NaN, z = NaN) => row.value(x, y, z), term.arguments.map(of)) : exactly(NaN);
    }
    case 'cases':
      return of(term.cases.find(({ condition }) => isTrue(of(condition)))?.value ?? term.otherwise);
    case 'comparison': {
      const [left, right] = [of(term.left).value, of(term.right).value];
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
          ? term.operands.every((part) => isTrue(of(part)))
          : term.operands.some((part) => isTrue(of(part))),
      );
    case 'not':
      return truth(!isTrue(of(term.operand)));
    case 'truth':
      return truth(term.value);
    case 'hole':
      return apply(strangerOf(term.name, term.output, null), term.arguments.map(of));
    case 'partial':
      return apply(strangerOf(term.name, term.output, term.argument), term.arguments.map(of));
  }
}
