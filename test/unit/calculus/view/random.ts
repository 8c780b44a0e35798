/** Random graphs for properties, made of everything that a view has to deal with. */
import * as fc from 'fast-check';
import * as make from '../../../../src/calculus/construct';
import type { NodeId } from '../../../../src/calculus/graph';
import { Graph } from '../../../../src/calculus/graph';
import { view } from '../../../../src/calculus/view/view';
import { textOf } from '../../../../src/notation/text';

const plain = { digits: 6, indices: 'source', indexBase: 0 } as const;

const unary = ['sin', 'cos', 'tanh', 'exp', 'log', 'sqrt', 'abs', 'sign', 'logistic', 'sinh', 'cosh'] as const;

/** One step: what is done with earlier nodes, told by numbers. */
const step = fc.record({
  kind: fc.integer({ min: 0, max: 11 }),
  a: fc.nat(1000),
  b: fc.nat(1000),
  c: fc.nat(1000),
});

export interface RandomGraph {
  readonly graph: Graph;
  readonly symbols: readonly NodeId[];
  readonly roots: readonly NodeId[];
}

/** A graph of at most `size` steps on four symbols (two of them elements of `x`), its last nodes as roots. */
export const randomGraph = (size: number): fc.Arbitrary<RandomGraph> =>
  fc.array(step, { minLength: 2, maxLength: size }).map((steps) => {
    const g = new Graph();
    const symbols = [
      g.symbol('x[0]', { variable: 'x', index: [0] }),
      g.symbol('x[1]', { variable: 'x', index: [1] }),
      g.symbol('a'),
      g.symbol('theta'),
    ];
    const nodes = [...symbols];
    const pick = (n: number): NodeId => nodes[n % nodes.length]!;
    for (const { kind, a, b, c } of steps) nodes.push(made(g, kind, pick(a), pick(b), c, pick(c)));
    const roots = nodes.slice(-3).filter((node) => !g.isNumber(node));
    // What a failing property prints.
    const texts = (): string =>
      view(g, roots, { budgetMilliseconds: 0 })
        .entries.map((e) => textOf(e, plain))
        .join('; ');
    return { graph: g, symbols, roots, [fc.toStringMethod]: texts };
  });

function made(g: Graph, kind: number, a: NodeId, b: NodeId, c: number, d: NodeId): NodeId {
  switch (kind) {
    case 0:
    case 1:
      return make.add(g, a, b);
    case 2:
    case 3:
      return make.subtract(g, a, b);
    case 4:
    case 5:
      return make.multiply(g, a, b);
    case 6:
      return make.divide(g, a, b);
    case 7:
      return make.power(g, a, g.integer((c % 5) - 1));
    case 8:
      return make.multiply(g, c % 2 === 0 ? make.literal(g, '0.5') : make.fraction(g, (c % 7) - 3, 3), a);
    case 9:
      return make.add(g, a, g.integer((c % 5) - 2));
    case 10:
      return make.select(g, make.less(g, a, b), d, a);
    default:
      return make.call(g, unary[c % unary.length]!, a);
  }
}
