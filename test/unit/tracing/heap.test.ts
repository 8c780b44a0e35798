import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  broadcastShapes,
  elementsOf,
  freshArray,
  permuted,
  positionsOf,
  reshaped,
  sizeOf,
} from '../../../src/tracing/arrays';
import { Heap, nextSerial } from '../../../src/tracing/heap';
import type { Mutable } from '../../../src/tracing/heap';

class Cells implements Mutable {
  readonly serial = nextSerial();
  readonly values = new Map<string | number, unknown>();
  get(key: string | number): unknown {
    return this.values.get(key);
  }
  set(key: string | number, value: unknown): void {
    this.values.set(key, value);
  }
}

describe('the heap', () => {
  const writes = fc.array(fc.tuple(fc.nat(3), fc.nat(100)), { maxLength: 12 });

  it('takes back exactly what was written since a journal was opened', () => {
    fc.assert(
      fc.property(writes, writes, writes, (before, first, second) => {
        const [heap, cells] = [new Heap(), new Cells()];
        const run = (list: readonly (readonly [number, number])[]): void =>
          list.forEach(([key, value]) => heap.write(cells, key, value));
        const state = (): unknown[] => [0, 1, 2, 3].map((key) => cells.get(key));
        run(before);
        const start = state();
        heap.open();
        run(first);
        const middle = state();
        heap.open();
        run(second);
        const end = state();
        const undone = heap.undo();
        expect(state()).toEqual(middle);
        expect([0, 1, 2, 3].map((key) => (undone.has(cells, key) ? undone.get(cells, key) : cells.get(key)))).toEqual(
          end,
        );
        heap.open();
        run(second);
        heap.commit();
        expect(state()).toEqual(end);
        heap.undo();
        expect(state()).toEqual(start);
      }),
      { seed: 7 },
    );
  });
});

describe('arrays', () => {
  const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 });
  const filled = (shape: readonly number[]) =>
    freshArray(
      Array.from({ length: sizeOf(shape) }, (_unused, i) => i),
      shape,
      'float',
    );

  it('are transposed twice into themselves', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const array = filled(shape);
        const turn = shape.map((_size, axis) => shape.length - 1 - axis);
        expect(elementsOf(permuted(permuted(array, turn), turn))).toEqual(elementsOf(array));
      }),
      { seed: 7 },
    );
  });

  it('keep their elements when they are reshaped', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const turned = permuted(
          filled(shape),
          shape.map((_size, axis) => shape.length - 1 - axis),
        );
        expect(elementsOf(reshaped(turned, [sizeOf(shape)]))).toEqual(elementsOf(turned));
      }),
      { seed: 7 },
    );
  });

  it('have as many places as elements', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        expect(new Set(positionsOf(filled(shape))).size).toBe(sizeOf(shape));
      }),
      { seed: 7 },
    );
  });

  it.each([
    [
      [[3], [2, 1]],
      [2, 3],
    ],
    [[[], [4]], [4]],
    [[[2, 3], [2]], undefined],
    [
      [[1, 5], [4, 1], [5]],
      [4, 5],
    ],
  ])('of the shapes %j go together as %j', (list, together) => {
    expect(broadcastShapes(list)).toEqual(together);
  });
});
