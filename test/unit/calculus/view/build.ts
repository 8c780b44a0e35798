/** Graphs for tests: from formulas that mathjs parses, and their derivatives by the chain rule, forwards. */
import type { MathNode } from 'mathjs';
import { parse } from 'mathjs';
import type { Graph, NodeId } from '../../../../src/calculus/graph';
import * as make from '../../../../src/calculus/construct';
import { functionRows } from '../../../../src/calculus/functions/table';
import { FIRST_FUNCTION, Op } from '../../../../src/calculus/operations';

interface ParsedNode {
  readonly value: unknown;
  readonly name: string;
  readonly content: MathNode;
  readonly condition: MathNode;
  readonly trueExpr: MathNode;
  readonly falseExpr: MathNode;
  readonly fn: unknown;
  readonly args: readonly MathNode[];
}

const aliases: Readonly<Record<string, string>> = { ln: 'log' };

/**
 * The node of a formula. `x0` is element 0 of the vector `x`; other names are scalars. Symbols stand in `symbols` from
 * then on; `names` are names of nodes (local variables of the source).
 */
export function build(g: Graph, formula: string, symbols: Map<string, NodeId>, names?: Map<string, NodeId>): NodeId {
  const of = (node: MathNode): NodeId => {
    // mathjs types each kind of node apart; here one shape has the parts of all.
    const n = node as unknown as ParsedNode;
    switch (node.type) {
      case 'ConstantNode':
        return make.literal(g, String(n.value));
      case 'ParenthesisNode':
        return of(n.content);
      case 'SymbolNode': {
        const name = n.name;
        if (name === 'pi' || name === 'e') return make.constant(g, name);
        return names?.get(name) ?? symbolOf(g, name, symbols);
      }
      case 'ConditionalNode':
        return make.select(g, of(n.condition), of(n.trueExpr), of(n.falseExpr));
      case 'FunctionNode': {
        const name = (n.fn as { name: string }).name;
        const args = n.args.map(of);
        return make.call(g, aliases[name] ?? name, ...args);
      }
      case 'OperatorNode': {
        const [a, b] = n.args.map(of) as [NodeId, NodeId];
        switch (n.fn as string) {
          case 'add':
            return make.add(g, a, b);
          case 'subtract':
            return make.subtract(g, a, b);
          case 'multiply':
            return make.multiply(g, a, b);
          case 'divide':
            return make.divide(g, a, b);
          case 'pow':
            return make.power(g, a, b);
          case 'unaryMinus':
            return make.negate(g, a);
          case 'smaller':
            return make.less(g, a, b);
          case 'smallerEq':
            return make.lessOrEqual(g, a, b);
          case 'larger':
            return make.greater(g, a, b);
          case 'largerEq':
            return make.greaterOrEqual(g, a, b);
          case 'equal':
            return make.equal(g, a, b);
          case 'unequal':
            return make.notEqual(g, a, b);
          case 'and':
            return make.and(g, a, b);
          case 'or':
            return make.or(g, a, b);
        }
      }
    }
    throw new Error(`not in the test language: ${node.toString()}`);
  };
  return of(parse(formula));
}

export function symbolOf(g: Graph, name: string, symbols: Map<string, NodeId>): NodeId {
  let symbol = symbols.get(name);
  if (symbol === undefined) {
    const element = /^([a-zA-Z]+)(\d+)$/.exec(name);
    symbol = element
      ? g.symbol(`${element[1]}[${element[2]}]`, { variable: element[1]!, index: [Number(element[2])] })
      : g.symbol(name);
    symbols.set(name, symbol);
  }
  return symbol;
}

/** ∂root/∂symbol. */
export function derivative(g: Graph, root: NodeId, symbol: NodeId): NodeId {
  const known = new Map<NodeId, NodeId>();
  const d = (id: NodeId): NodeId => {
    let value = known.get(id);
    if (value === undefined) {
      value = rule(id);
      known.set(id, value);
    }
    return value;
  };
  const rule = (id: NodeId): NodeId => {
    if (id === symbol) return g.integer(1);
    const [a, b] = [g.a(id), g.b(id)];
    switch (g.op(id)) {
      case Op.Number:
      case Op.Constant:
      case Op.Symbol:
        return g.integer(0);
      case Op.Add:
        return make.add(g, d(a), d(b));
      case Op.Subtract:
        return make.subtract(g, d(a), d(b));
      case Op.Negate:
        return make.negate(g, d(a));
      case Op.Multiply:
        return make.add(g, make.multiply(g, d(a), b), make.multiply(g, a, d(b)));
      case Op.Divide:
        return make.subtract(g, make.divide(g, d(a), b), make.divide(g, make.multiply(g, id, d(b)), b));
      case Op.Power: {
        const one = g.integer(1);
        const byBase = make.multiply(g, make.multiply(g, b, make.power(g, a, make.subtract(g, b, one))), d(a));
        if (d(b) === g.integer(0)) return byBase;
        return make.add(g, byBase, make.multiply(g, make.multiply(g, id, make.call(g, 'log', a)), d(b)));
      }
      case Op.Select:
        return make.select(g, a, d(b), d(g.c(id)));
      default: {
        const row = functionRows[g.op(id) - FIRST_FUNCTION];
        if (!row) throw new Error('no derivative');
        const args = g.operands(id) as [NodeId, NodeId, NodeId];
        return make.sum(
          g,
          args.map((arg, i) => make.multiply(g, row.partials[i]!(g, args, id), d(arg))),
        );
      }
    }
  };
  return d(root);
}
