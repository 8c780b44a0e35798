/** Values of nodes and terms, written for the tests: nothing here is shared with the view's own check. */
import { functionRows } from '../../../../src/calculus/functions/table';
import type { Graph, NodeId } from '../../../../src/calculus/graph';
import { FIRST_FUNCTION, namedConstants, Op } from '../../../../src/calculus/operations';
import type { Term } from '../../../../src/calculus/view/term';

export type At = ReadonlyMap<NodeId, number>;

export interface NodeValue {
  readonly value: number;
  /** The largest magnitude met on the way to it. */
  readonly largest: number;
  /**
   * Whether what has no number was compared (a comparison with 1/0 has a value, and simplified it may have another), or a
   * root was taken of nothing but rounding.
   */
  readonly isUndecided: boolean;
}

export function valueOfNode(g: Graph, root: NodeId, at: At): NodeValue {
  let largest = 1;
  let isUndecided = false;
  const compared = (id: NodeId): number => {
    const value = of(id);
    isUndecided ||= !Number.isFinite(value);
    return value;
  };
  const known = new Map<NodeId, number>();
  const of = (id: NodeId): number => {
    let value = known.get(id);
    if (value === undefined) {
      value = compute(id);
      if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
      known.set(id, value);
    }
    return value;
  };
  const compute = (id: NodeId): number => {
    const [a, b, c] = [g.a(id), g.b(id), g.c(id)];
    switch (g.op(id)) {
      case Op.Number:
        return g.numberOf(id).value;
      case Op.Constant:
        return namedConstants[a]!.value;
      case Op.Symbol:
        return at.get(id)!;
      case Op.Add:
        return of(a) + of(b);
      case Op.Subtract:
        return of(a) - of(b);
      case Op.Multiply:
        return of(a) * of(b);
      case Op.Divide:
        return of(a) / of(b);
      case Op.Negate:
        return -of(a);
      case Op.Power:
        return Math.pow(of(a), of(b));
      case Op.Less:
        return Number(compared(a) < compared(b));
      case Op.LessOrEqual:
        return Number(compared(a) <= compared(b));
      case Op.Equal:
        return Number(compared(a) === compared(b));
      case Op.NotEqual:
        return Number(compared(a) !== compared(b));
      case Op.And:
        return of(a) && of(b);
      case Op.Or:
        return of(a) || of(b);
      case Op.True:
        return 1;
      case Op.False:
        return 0;
      case Op.Select:
        return of(a) === 1 ? of(b) : of(c);
      default: {
        const [x = NaN, y = NaN, z = NaN] = g.operands(id).map(of);
        const { name, value: valueAt } = functionRows[g.op(id) - FIRST_FUNCTION]!;
        isUndecided ||= (name === 'sqrt' || name === 'cbrt') && Math.abs(x) < 1e-12 * largest;
        return valueAt(x, y, z);
      }
    }
  };
  const value = of(root);
  return { value, largest, isUndecided };
}

export function valueOfTerm(term: Term, at: At, names: ReadonlyMap<string, number>): number {
  const of = (part: Term): number => valueOfTerm(part, at, names);
  switch (term.kind) {
    case 'number':
      return term.value;
    case 'constant':
      return namedConstants.find(({ name }) => name === term.name)!.value;
    case 'symbol':
      return at.get(term.node)!;
    case 'reference':
      return names.get(term.name)!;
    case 'sum':
      return term.terms.map(of).reduce((a, b) => a + b);
    case 'negative':
      return -of(term.operand);
    case 'product':
      return term.factors.map(of).reduce((a, b) => a * b);
    case 'quotient':
      return of(term.numerator) / of(term.denominator);
    case 'power':
      return Math.pow(of(term.base), of(term.exponent));
    case 'call': {
      const [x = NaN, y = NaN, z = NaN] = term.arguments.map(of);
      return functionRows.find(({ name }) => name === term.name)!.value(x, y, z);
    }
    case 'cases': {
      for (const { condition, value } of term.cases) if (of(condition) === 1) return of(value);
      return of(term.otherwise);
    }
    case 'comparison': {
      const [l, r] = [of(term.left), of(term.right)];
      return Number({ '<': l < r, '≤': l <= r, '=': l === r, '≠': l !== r, '>': l > r, '≥': l >= r }[term.relation]);
    }
    case 'logic':
      return Number(
        term.operator === 'and' ? term.operands.every((o) => of(o) === 1) : term.operands.some((o) => of(o) === 1),
      );
    case 'not':
      return 1 - of(term.operand);
    case 'truth':
      return Number(term.value);
    default:
      throw new Error('no value');
  }
}
