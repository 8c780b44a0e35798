/** Expressions of tests, from text as mathematicians type it: `x^2 * sin(y)`, `x > 0 ? x : 0`. */
import { create, parseDependencies } from 'mathjs/number';
import type { MathNode } from 'mathjs';
import * as c from '../../../src/calculus/construct';
import { isKnownFunction } from '../../../src/calculus/functions/table';
import type { Graph, NodeId } from '../../../src/calculus/graph';

const parse = create({ parseDependencies: parseDependencies ?? {} }).parse as (text: string) => MathNode;

interface Parts {
  value: number;
  name: string;
  content: MathNode;
  args: MathNode[];
  op: string;
  fn: { name: string };
  condition: MathNode;
  trueExpr: MathNode;
  falseExpr: MathNode;
  object: MathNode;
}

export class Expressions {
  readonly symbols = new Map<string, NodeId>();

  constructor(readonly g: Graph) {}

  symbol(name: string): NodeId {
    let id = this.symbols.get(name);
    if (id === undefined) {
      id = this.g.symbol(name);
      this.symbols.set(name, id);
    }
    return id;
  }

  read(text: string): NodeId {
    return this.build(parse(text));
  }

  private build(node: MathNode): NodeId {
    const { g } = this;
    const parts = node as unknown as Parts;
    const args = (): NodeId[] => parts.args.map((arg) => this.build(arg));
    switch (node.type) {
      case 'ConstantNode':
        return c.literal(g, String(parts.value));
      case 'ParenthesisNode':
        return this.build(parts.content);
      case 'SymbolNode':
        return parts.name === 'pi' || parts.name === 'e' ? c.constant(g, parts.name) : this.symbol(parts.name);
      // x[0] is a symbol of its own.
      case 'AccessorNode':
        return this.symbol(node.toString());
      case 'FunctionNode':
        return isKnownFunction(parts.fn.name) ? c.call(g, parts.fn.name, ...args()) : g.hole(parts.fn.name, args());
      case 'ConditionalNode':
        return c.select(g, this.build(parts.condition), this.build(parts.trueExpr), this.build(parts.falseExpr));
      case 'OperatorNode': {
        const [a, b] = args() as [NodeId, NodeId];
        if (b === undefined) return parts.op === '-' ? c.negate(g, a) : a;
        const make = {
          '+': c.add,
          '-': c.subtract,
          '*': c.multiply,
          '/': c.divide,
          '^': c.power,
          '<': c.less,
          '<=': c.lessOrEqual,
          '>': c.greater,
          '>=': c.greaterOrEqual,
          '==': c.equal,
          '!=': c.notEqual,
          and: c.and,
          or: c.or,
        }[parts.op];
        if (make) return make(g, a, b);
        throw new Error(`no operator ${parts.op}`);
      }
      default:
        throw new Error(`no ${node.type}`);
    }
  }
}
