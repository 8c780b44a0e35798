/** What a function does where something in it is not smooth. */
import { expect, it } from 'vitest';
import {
  add,
  call,
  divide,
  fraction,
  greater,
  multiply,
  power,
  select,
  subtract,
} from '../../../src/calculus/construct';
import { observedKinks } from '../../../src/calculus/crossing';
import { Graph, type NodeId } from '../../../src/calculus/graph';
import { kinkSourcesOf } from '../../../src/calculus/kinks';

type Make = (g: Graph, x: NodeId, y: NodeId) => NodeId;

const abs = (g: Graph, x: NodeId): NodeId => call(g, 'abs', x);
const square = (g: Graph, x: NodeId): NodeId => power(g, x, g.integer(2));
const where = (g: Graph, x: NodeId, value: NodeId): NodeId =>
  select(g, greater(g, x, g.integer(0)), value, g.integer(0));

const far = (g: Graph, y: NodeId, limit: number, value: NodeId): NodeId =>
  select(g, greater(g, y, g.integer(limit)), value, g.integer(0));

it.each<readonly [string, readonly string[], Make]>([
  ['|x|', ['kink'], (g, x) => abs(g, x)],
  ['x·|x|', [], (g, x) => multiply(g, x, abs(g, x))],
  ['y·sign x', ['jump'], (g, x, y) => multiply(g, y, call(g, 'sign', x))],
  ['sign(x)·√|x|', ['vertical'], (g, x) => multiply(g, call(g, 'sign', x), call(g, 'sqrt', abs(g, x)))],
  ['sign(x)·sin x', ['kink'], (g, x) => multiply(g, call(g, 'sign', x), call(g, 'sin', x))],
  ['max(x, 0)²', [], (g, x) => square(g, call(g, 'max', x, g.integer(0)))],
  ['√(x² + y²)', ['kink'], (g, x, y) => call(g, 'sqrt', add(g, square(g, x), square(g, y)))],
  ['√x', ['vertical'], (g, x) => call(g, 'sqrt', x)],
  ['x ln x if x > 0, else 0', ['kink'], (g, x) => where(g, x, multiply(g, x, call(g, 'log', x)))],
  [
    '√(x if x > 0, else 1) if x > 0, else 0',
    ['vertical'],
    (g, x) => where(g, x, call(g, 'sqrt', select(g, greater(g, x, g.integer(0)), x, g.integer(1)))),
  ],
  ['y + ½ if x > 0, else 0', ['jump'], (g, x, y) => where(g, x, add(g, y, fraction(g, 1, 2)))],
  [
    'sin(x)/x if |x| > 10⁻⁸, else 1',
    [],
    (g, x) => select(g, greater(g, abs(g, x), g.double(1e-8)), divide(g, call(g, 'sin', x), x), g.integer(1)),
  ],
  [
    '|x| where y > 3',
    ['kink', 'kink'],
    (g, x, y) => far(g, y, 3, multiply(g, abs(g, x), subtract(g, y, g.integer(3)))),
  ],
  ['y where x > 0 and y > 3', ['jump', 'jump'], (g, x, y) => where(g, x, far(g, y, 3, y))],
  ['y where x > 0 and y > 300', ['jump', 'jump'], (g, x, y) => where(g, x, far(g, y, 300, y))],
  [
    '|x|·max(y − 300, 0)',
    ['kink', 'kink'],
    (g, x, y) => multiply(g, abs(g, x), call(g, 'max', subtract(g, y, g.integer(300)), g.integer(0))),
  ],
  ['|x| + y beside |y|', ['kink', 'kink'], (g, x, y) => add(g, add(g, abs(g, x), y), abs(g, y))],
])('%s: %j', (_, kinds, make) => {
  const g = new Graph();
  const f = make(g, g.symbol('x'), g.symbol('y'));
  expect(observedKinks(g, [f], kinkSourcesOf(g, [f]), { left: 1e6 }).map(({ kink: { kind } }) => kind)).toEqual(kinds);
});

it('keeps what it may not look at', () => {
  const g = new Graph();
  const x = g.symbol('x');
  const f = multiply(g, x, abs(g, x));
  expect(observedKinks(g, [f], kinkSourcesOf(g, [f]), { left: 0 })).toHaveLength(1);
});
