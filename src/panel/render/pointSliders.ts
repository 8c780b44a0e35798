/**
 * Sliders of the point, one an element: while one moves, the numbers follow; where it is let go, the function is
 * evaluated. Of a larger array one element at a time is chosen.
 */
import { h } from '../dom';
import { formatNumber } from '../numbers';
import { sliderRange, type SliderRange } from '../sliderRange';
import { elementAt, pathsOf, sizesOf, valueOf, withElement, withValue } from '../pointValues';
import { fill } from '../template';
import type { Point } from '../../worker/protocol';
import type { Actions, View } from '../view';
import { section, type Section } from './section';

/** So many elements have a slider each. */
const MOST_SLIDERS = 16;
/** A matrix of more columns is a list of sliders. */
const WIDEST_GRID = 4;
const OPTION = 'point.sliders';
/** Milliseconds without a key after which a slider that was moved by keys is let go. */
const PAUSE = 350;

interface Slider {
  readonly argument: string;
  readonly path: readonly number[];
  readonly input: HTMLInputElement;
  readonly output: HTMLOutputElement;
  range: SliderRange | null;
}

/** @param letGo evaluates at a point at which the reader has arrived. */
export function pointSliders(actions: Actions, letGo: (point: Point) => void): Section<View> {
  let latest: View | null = null;
  let sliders: Slider[] = [];
  let waiting: ReturnType<typeof setTimeout> | null = null;
  /** The slider under the pointer keeps its range until it is let go. */
  let held: Slider | null = null;
  const content = section<View>(
    h('div', { class: 'sliders', id: 'point-sliders' }),
    (view) => [view.strings, isOpen(view), isOpen(view) && layoutOf(view)],
    (view) => {
      sliders = [];
      return isOpen(view) ? arraysOf(view).map((array) => group(array, view)) : [];
    },
  );
  const toggle = section<View>(
    h('div', { class: 'sliders-toggle' }),
    (view) => [view.strings, isOpen(view), arraysOf(view).length > 0],
    (view) => {
      if (arraysOf(view).length === 0) return [];
      const open = isOpen(view);
      const change = (): void => actions.act({ kind: 'option', name: OPTION, value: open ? null : 'open' });
      const button = h(
        'button',
        {
          type: 'button',
          class: 'fold',
          'data-key': 'sliders',
          title: view.strings.slidersHint,
          'aria-expanded': String(open),
          'aria-controls': 'point-sliders',
          onclick: change,
        },
        view.strings.sliders,
      );
      return [button];
    },
  );
  return {
    element: h('div', { class: 'point-sliders' }, toggle.element, content.element),
    update(view) {
      latest = view;
      toggle.update(view);
      content.update(view);
      for (const slider of sliders) place(slider, view);
    },
  };

  function group({ name, sizes }: Elements, view: View): HTMLElement {
    const all = pathsOf(sizes);
    const columns = sizes.length === 2 && (sizes[1] ?? 0) <= WIDEST_GRID ? (sizes[1] ?? 1) : 0;
    const isMany = all.length > MOST_SLIDERS;
    const paths = isMany ? [chosenPath(name, sizes, view)] : all;
    const grid = h(
      'div',
      { class: `slider-grid${columns > 1 && !isMany ? ` columns-${columns}` : ''}` },
      ...paths.map((path) => slider(name, path, view)),
    );
    return h(
      'div',
      { class: 'slider-group', role: 'group', 'aria-label': name },
      isMany && chooser(name, sizes, view),
      grid,
    );
  }

  function slider(argument: string, path: readonly number[], view: View): HTMLElement {
    const label = argument + path.map((index) => `[${index}]`).join('');
    const input = h('input', {
      type: 'range',
      'data-key': `slider-${label}`,
      'aria-label': fill(view.strings.sliderOf, label),
      oninput: () => move(made),
      onchange: (event: Event) => release(made, event),
      onpointerdown: () => (held = made),
      onpointerup: drop,
      onpointercancel: drop,
      onblur: () => waiting !== null && arrive(),
    });
    const output = h('output', { class: 'number' });
    const made: Slider = { argument, path, input, output, range: null };
    sliders.push(made);
    return h('label', { class: 'slider' }, h('span', { class: 'slider-name', title: label }, label), input, output);
  }

  function place(one: Slider, view: View): void {
    const value = elementAt(valueOf(view.point, one.argument), one.path);
    const { input, output } = one;
    input.disabled = value === null;
    if (value === null || !Number.isFinite(value)) {
      output.textContent = value === null ? '' : formatNumber(value, 3);
      return;
    }
    output.textContent = formatNumber(value, 4);
    input.setAttribute('aria-valuetext', output.textContent);
    // Not while it is moved: the range would run away under the pointer.
    if (!one.range || (one !== held && waiting === null)) {
      const { low, high, step } = (one.range = sliderRange(value, one.range));
      for (const [key, of] of [
        ['min', low],
        ['max', high],
        ['step', step],
      ] as const) {
        if (input.getAttribute(key) !== String(of)) input.setAttribute(key, String(of));
      }
    }
    if (Math.abs(Number(input.value) - value) > one.range.step / 2) input.value = String(value);
  }

  function move({ argument, path, input }: Slider): void {
    if (!latest?.point) return;
    const value = withElement(valueOf(latest.point, argument), path, Number(input.value));
    actions.act({ kind: 'move', point: withValue(latest.point, argument, value) });
  }

  /** After `change`, which comes in the same turn, where the value is another one. */
  function drop(): void {
    setTimeout(() => (held = null));
  }

  /** A pointer that lets go has arrived; a key may be pressed again. */
  function release(one: Slider, event: Event): void {
    if (waiting !== null) clearTimeout(waiting);
    waiting = null;
    const byPointer = held === one;
    held = null;
    if (byPointer || event.target !== document.activeElement) arrive();
    else waiting = setTimeout(arrive, PAUSE);
  }

  function arrive(): void {
    if (waiting !== null) clearTimeout(waiting);
    waiting = null;
    const point = latest?.state.moving;
    if (point) letGo(point);
  }

  function chooser(name: string, sizes: readonly number[], view: View): HTMLElement {
    const path = chosenPath(name, sizes, view);
    const choose = (axis: number, index: number): void => {
      const bounded = Math.min(Math.max(Math.trunc(index) || 0, 0), (sizes[axis] ?? 1) - 1);
      const value = JSON.stringify(path.map((one, i) => (i === axis ? bounded : one)));
      actions.act({ kind: 'option', name: optionOf(name), value });
    };
    const fields = sizes.map((size, axis) => {
      const input = h('input', {
        type: 'number',
        class: 'index',
        min: 0,
        max: size - 1,
        value: path[axis] ?? 0,
        'data-key': `element-${name}-${axis}`,
        'aria-label': fill(view.strings.elementOf, name, String(axis + 1)),
        onchange: () => choose(axis, Number(input.value)),
      });
      return input;
    });
    return h(
      'div',
      { class: 'chooser' },
      `${name} [`,
      ...fields.flatMap((field, i) => (i > 0 ? [', ', field] : [field])),
      ']',
    );
  }
}

interface Elements {
  readonly name: string;
  readonly sizes: readonly number[];
}

const isOpen = ({ state }: View): boolean => state.options[OPTION] === 'open';

/** The arguments that have numbers at the point. */
function arraysOf({ card, point }: View): readonly Elements[] {
  return card.inputs.flatMap(({ name, numeric }) => {
    const sizes = numeric ? sizesOf(valueOf(point, name)) : null;
    return sizes && !sizes.includes(0) ? [{ name, sizes }] : [];
  });
}

const layoutOf = (view: View): string =>
  JSON.stringify(
    arraysOf(view).map(({ name, sizes }) => [name, sizes, isLarge(sizes) && chosenPath(name, sizes, view)]),
  );

const isLarge = (sizes: readonly number[]): boolean =>
  sizes.reduce((product, size) => product * size, 1) > MOST_SLIDERS;

const optionOf = (name: string): string => `point.element.${name}`;

/** The element of a large array that has the slider. */
function chosenPath(name: string, sizes: readonly number[], { state }: View): readonly number[] {
  const first = sizes.map(() => 0);
  try {
    const kept: unknown = JSON.parse(state.options[optionOf(name)] ?? 'null');
    if (!Array.isArray(kept) || kept.length !== sizes.length) return first;
    const path = kept as unknown[];
    const fits = sizes.every(
      (size, axis) => Number.isInteger(path[axis]) && Number(path[axis]) >= 0 && Number(path[axis]) < size,
    );
    return fits ? (path as number[]) : first;
  } catch {
    return first;
  }
}
