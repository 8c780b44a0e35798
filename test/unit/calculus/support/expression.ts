/** Expressions as plain trees, apart from the engine: what is built of them in a graph is compared with them. */
import * as construct from '../../../../src/calculus/construct';
import { under } from '../../../../src/calculus/guards';
import type { Graph, NodeId } from '../../../../src/calculus/graph';

export type Relation = 'less' | 'lessOrEqual' | 'greater' | 'greaterOrEqual';

export type Expression =
  | { readonly kind: 'number'; readonly numerator: number; readonly denominator: number }
  | { readonly kind: 'variable'; readonly index: number }
  | {
      readonly kind: 'binary';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'negative'; readonly operand: Expression }
  /** An integer or half-integer exponent. */
  | { readonly kind: 'power'; readonly base: Expression; readonly exponent: number }
  /** A base that is exp(…) and so positive, to any power. */
  | { readonly kind: 'exponential'; readonly base: Expression; readonly exponent: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | {
      readonly kind: 'select';
      readonly relation: Relation;
      readonly left: Expression;
      readonly right: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    };

/** The expression as a node of the graph, made by the engine's own rules. */
export function build(g: Graph, expression: Expression, variables: readonly NodeId[]): NodeId {
  const make = (e: Expression): NodeId => build(g, e, variables);
  switch (expression.kind) {
    case 'number':
      return construct.fraction(g, expression.numerator, expression.denominator);
    case 'variable':
      return variables[expression.index] as NodeId;
    case 'negative':
      return construct.negate(g, make(expression.operand));
    case 'power': {
      const exponent = construct.fraction(g, expression.exponent * 2, 2);
      return construct.power(g, make(expression.base), exponent);
    }
    case 'exponential':
      return construct.power(g, construct.call(g, 'exp', make(expression.base)), make(expression.exponent));
    case 'call':
      return construct.call(g, expression.name, ...expression.args.map(make));
    case 'select': {
      const condition = construct[expression.relation](g, make(expression.left), make(expression.right));
      const then = under(g, condition, () => make(expression.then));
      const otherwise = under(g, construct.not(g, condition), () => make(expression.otherwise));
      return construct.select(g, condition, then, otherwise);
    }
    case 'binary': {
      const [left, right] = [make(expression.left), make(expression.right)];
      const operation = { '+': construct.add, '-': construct.subtract, '*': construct.multiply, '/': construct.divide };
      return operation[expression.operator](g, left, right);
    }
  }
}
