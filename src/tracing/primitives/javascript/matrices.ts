/** mathjs' operators on numbers and matrices, and ml-matrix' dense matrices. */
import * as make from '../../../calculus/construct';
import type { BinaryOperator } from '../../../languages/program';
import { elementsOf, freshArray, positionsOf } from '../../arrays';
import { writeElement, writeSubscript } from '../../assignment';
import { checkSize, elementwise, toArray, toFullArray, toRankedArray } from '../../coercion';
import { arithmetic, numberNode } from '../../numbers';
import { subscript } from '../../subscripts';
import { scalar } from '../../values';
import type { ArrayValue, Value } from '../../values';
import { primitive } from '../binding';
import type { Call, Primitive } from '../binding';
import { matrixProduct } from '../products';

const entrywise = (operator: BinaryOperator): Primitive =>
  primitive('a, b', (call) =>
    elementwise(call.context, [call.value('a'), call.value('b')], (x, y) => arithmetic(call.context, operator, x, y)),
  );

function multiply(call: Call): Value {
  const [a, b] = [toArray(call.context, call.value('a')), toArray(call.context, call.value('b'))];
  if (a.kind === 'array' && b.kind === 'array') return matrixProduct(call.context, a, b);
  return elementwise(call.context, [a, b], (x, y) => arithmetic(call.context, '*', x, y));
}

/** `log(x)`, `log(x, base)`. */
function logarithm(call: Call): Value {
  const g = call.context.graph;
  const base = call.optional('base');
  return elementwise(call.context, [call.value('x'), base ?? scalar(g.integer(1))], (x, y) => {
    const log = make.call(g, 'log', numberNode(call.context, x));
    return scalar(base ? make.divide(g, log, make.call(g, 'log', numberNode(call.context, y))) : log);
  });
}

const matrixOf = (call: Call): ArrayValue => toRankedArray(call.context, call.value('self'), 2);

/** Methods of ml-matrix change the matrix itself, and give it back. */
const inPlace = (operator: BinaryOperator): Primitive =>
  primitive('self, other', (call) => {
    const self = matrixOf(call);
    const result = elementwise(call.context, [self, call.value('other')], (x, y) =>
      arithmetic(call.context, operator, x, y),
    );
    const nodes = elementsOf(toFullArray(call.context, result));
    positionsOf(self).forEach((at, i) => writeElement(call.context, self.buffer, at, nodes[i] as number));
    return self;
  });

function sized(call: Call, entry: (i: number, j: number) => number): Value {
  const [rows, columns] = [call.count('rows'), call.count('columns', call.count('rows'))];
  checkSize(call.context, [rows, columns]);
  const nodes = Array.from({ length: rows * columns }, (_unused, k) =>
    call.context.graph.integer(entry(Math.floor(k / columns), k % columns)),
  );
  return freshArray(nodes, [rows, columns], 'float');
}

export const javascriptMatrixPrimitives: Readonly<Record<string, Primitive>> = {
  'javascript.math.add': entrywise('+'),
  'javascript.math.subtract': entrywise('-'),
  'javascript.math.dotMultiply': entrywise('*'),
  'javascript.math.dotDivide': entrywise('/'),
  'javascript.math.divide': primitive('a, b', (call) =>
    elementwise(
      call.context,
      [
        call.value('a'),
        call.numbers('b').kind === 'scalar' ? call.value('b') : call.refuse('A matrix is divided by here.'),
      ],
      (x, y) => arithmetic(call.context, '/', x, y),
    ),
  ),
  'javascript.math.multiply': primitive('a, b', multiply),
  'javascript.math.log': primitive('x, base?', logarithm),
  'javascript.math.cube': primitive('x', (call) =>
    elementwise(call.context, [call.value('x')], (x) => {
      const g = call.context.graph;
      return scalar(make.power(g, numberNode(call.context, x), g.integer(3)));
    }),
  ),
  'javascript.matrix': primitive('rows, columns?', (call) => {
    if (call.optional('columns')) return sized(call, () => 0);
    const rows = toRankedArray(call.context, call.value('rows'), 2);
    return freshArray(elementsOf(rows), rows.shape, 'float');
  }),
  'javascript.matrix zeros': primitive('rows, columns', (call) => sized(call, () => 0)),
  'javascript.matrix ones': primitive('rows, columns', (call) => sized(call, () => 1)),
  'javascript.matrix eye': primitive('rows, columns?', (call) => sized(call, (i, j) => (i === j ? 1 : 0))),
  'javascript.matrix.mmul': primitive('self, other', (call) =>
    matrixProduct(call.context, matrixOf(call), toRankedArray(call.context, call.value('other'), 2)),
  ),
  'javascript.matrix.get': primitive('self, row, column', (call) =>
    subscript(call.context, matrixOf(call), [call.value('row'), call.value('column')]),
  ),
  'javascript.matrix.set': primitive('self, row, column, value', (call) => {
    writeSubscript(call.context, matrixOf(call), [call.value('row'), call.value('column')], call.value('value'));
    return call.value('self');
  }),
  'javascript.matrix.add': inPlace('+'),
  'javascript.matrix.sub': inPlace('-'),
  'javascript.matrix.mul': inPlace('*'),
  'javascript.matrix.div': inPlace('/'),
};
