/** Sizes that nothing in the source fixes (`n`): a number each. Another one resizes every array that has it. */
import { h } from '../dom';
import { resized, sizesOf, valueOf, withValue } from '../pointValues';
import { fill } from '../template';
import type { Point } from '../../worker/protocol';
import type { Actions, View } from '../view';
import { section, type Section } from './section';

/** Larger arrays than these nobody edits by hand. */
const LARGEST = 1000;
const MOST_ELEMENTS = 10_000;

/** @param goTo evaluates at a point. */
export function pointSizes({ ask }: Actions, goTo: (point: Point) => void): Section<View> {
  /** By argument; a point that was entered fixes those of the card. */
  let shapes: Shapes = {};
  const fields = section<View>(
    h('div', { class: 'point-sizes' }),
    (view) => [view.strings, JSON.stringify([...namedSizes(view, shapes)])],
    (view) =>
      [...namedSizes(view, shapes)].map(([name, size]) => {
        const input = h('input', {
          type: 'number',
          class: 'index',
          min: 1,
          max: LARGEST,
          value: size,
          'data-key': `size-${name}`,
          'aria-label': fill(view.strings.sizeOf, name),
          onchange: () => {
            const wanted = Math.min(Math.max(Math.trunc(Number(input.value)) || size, 1), LARGEST);
            const point = wanted === size ? null : withSize(view, shapes, name, wanted);
            if (point) goTo(point);
            else input.value = String(size);
          },
        });
        return h('label', { class: 'size', title: fill(view.strings.sizeOf, name) }, `${name} =`, input);
      }),
  );
  return {
    element: fields.element,
    update(view) {
      const isEntered = Object.keys(view.shown.choices.point).length > 0;
      const isOpen = view.matrix !== null && view.card.inputs.some(({ shape }) => shape.length > 0);
      const known = isEntered && isOpen ? ask('shapes', { kind: 'shapes', point: null }, view) : null;
      shapes = known?.answer?.shapes ?? Object.fromEntries(view.card.inputs.map(({ name, shape }) => [name, shape]));
      fields.update(view);
    },
  };
}

type Shapes = Readonly<Record<string, readonly (number | string)[]>>;

/** What each named size is at the point, or in what is shown. */
function namedSizes({ card, point }: View, shapes: Shapes): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const input of card.inputs) {
    if (!input.numeric) continue;
    const now = sizesOf(valueOf(point, input.name));
    const shape = shapes[input.name] ?? input.shape;
    shape.forEach((size, axis) => {
      const found = now && now.length === shape.length ? now[axis] : input.sizes[axis];
      if (typeof size === 'string' && isName(size) && found !== undefined && !sizes.has(size)) sizes.set(size, found);
    });
  }
  return sizes;
}

const isName = (size: string): boolean => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(size);

/** The point with every array resized that has the size; `null` where that is too large. */
function withSize(view: View, shapes: Shapes, name: string, size: number): Point | null {
  const known = new Map(namedSizes(view, shapes)).set(name, size);
  let point: Point = view.point ?? {};
  for (const { name: argument, numeric, shape: shown, sizes } of view.card.inputs) {
    if (!numeric) continue;
    const value = valueOf(view.point, argument);
    const wanted = (shapes[argument] ?? shown).map((one, axis) =>
      typeof one === 'number' ? one : (lengthOf(one, known) ?? sizes[axis] ?? 1),
    );
    if (wanted.reduce((product, one) => product * one, 1) > MOST_ELEMENTS) return null;
    if (sizesOf(value)?.join() !== wanted.join()) point = withValue(point, argument, resized(value, wanted));
  }
  return point;
}

/** `n`, what is more or less than it by a number: `n + 1`, or a multiple: `4H`. */
function lengthOf(text: string, known: ReadonlyMap<string, number>): number | undefined {
  const [, times, name = '', sign, offset = '0'] =
    /^(\d*)([^\s\d+\-−][^\s+\-−]*)(?:\s*([+\-−])\s*(\d+))?$/.exec(text) ?? [];
  const size = known.get(name);
  if (size === undefined) return undefined;
  return Math.max(0, Number(times || 1) * size + (sign === '+' ? 1 : -1) * Number(offset));
}
