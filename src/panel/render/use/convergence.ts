/** How a walk converges: the function, or the length of its gradient, step by step. */
import { h, s, type Child } from '../../dom';
import { fill } from '../../template';
import type { Actions, View } from '../../view';
import type { Section } from '../section';
import { switchOf } from '../switch';
import { section } from '../section';
import { linearAxis, logarithmicAxis, type Axis } from './axes';
import { axes, pathOf, plot, type Drawing, type Frame } from './plot';
import { keptStep, STEP, stepOf, toDouble, type Walk } from './walk';

const OPTION = 'use.curve';
const HEIGHT = 190;
const MARGINS = { left: 48, right: 12, top: 10, bottom: 24 };
/** Dots are drawn for steps that stand so far apart. */
const DOTS_APART = 5;
/** Numbers of less than this ratio are seen better on an even scale. */
const EVEN = 20;
/** Functions with longer names are f here, as everywhere in mathematics. */
const LONGEST_NAME = 3;

export function convergence(actions: Actions, walkOf: (view: View) => Walk | null): Section<View> {
  const heading = section<View>(
    h('div', { class: 'use-figure-heading' }),
    (view) => [view.strings, curveOf(view), walkOf(view)?.objective, view.shown],
    (view) => [
      h('h3', null, view.strings.useConvergence),
      switchOf(
        'use-curve',
        view.strings.useCurve,
        (['gradient', 'value'] as const).map((value) => ({
          value,
          label: curveName(value, view, walkOf(view)),
          chosen: curveOf(view) === value,
          choose: () => actions.act({ kind: 'option', name: OPTION, value: value === 'gradient' ? null : value }),
        })),
      ),
    ],
  );
  const chart = plot(
    h('div', { class: 'use-plot' }),
    (view) => {
      const walk = walkOf(view);
      return [walk, walk && stepOf(view, walk), curveOf(view), view.strings];
    },
    (view, width) => {
      const walk = walkOf(view);
      return walk && drawChart(walk, view, width, actions);
    },
  );
  const element = h('div', { class: 'use-figure' }, heading.element, chart.element);
  return {
    element,
    update(view) {
      heading.update(view);
      chart.update(view);
    },
  };
}

const curveOf = ({ state }: View): 'gradient' | 'value' => (state.options[OPTION] === 'value' ? 'value' : 'gradient');

/** In words of the function's own name. */
export function curveName(curve: 'gradient' | 'value', { shown }: View, walk: Walk | null): string {
  const own = shown.panel.name.text;
  const name = own.length <= LONGEST_NAME ? own : 'f';
  const squares = walk?.objective === 'halfSquares';
  if (curve === 'value') return squares ? `‖${name}‖` : name;
  return squares ? `‖∇½‖${name}‖²‖` : `‖∇${name}‖`;
}

function valuesOf(walk: Walk, curve: 'gradient' | 'value'): number[] {
  return walk.steps.map(({ gradientNorm, value, residualNorm }) =>
    toDouble(curve === 'gradient' ? gradientNorm : (residualNorm ?? value)),
  );
}

function drawChart(walk: Walk, view: View, width: number, { act }: Actions): Drawing {
  const values = valuesOf(walk, curveOf(view));
  const frame: Frame = {
    left: MARGINS.left,
    top: MARGINS.top,
    width: width - MARGINS.left - MARGINS.right,
    height: HEIGHT - MARGINS.top - MARGINS.bottom,
  };
  const last = Math.max(values.length - 1, 1);
  const x = linearAxis(0, last, Math.max(2, Math.floor(frame.width / 70)), true);
  const y = scaleFor(values);
  const at = values.map(
    (value, k) =>
      [frame.left + x.place(k) * frame.width, frame.top + (1 - clamped(y.place(value))) * frame.height] as const,
  );
  const chosen = stepOf(view, walk);
  const [cx, cy] = at[chosen] ?? [NaN, NaN];
  const dots = frame.width / last >= DOTS_APART ? at : [];
  const children: Child[] = [
    axes(frame, x, y),
    s('path', { class: 'plot-curve', d: pathOf(at) }),
    ...dots
      .filter(([, py]) => Number.isFinite(py))
      .map(([px, py]) => s('circle', { class: 'plot-dot', cx: px, cy: py, r: 1.8 })),
    s('line', { class: 'plot-cursor', x1: cx, x2: cx, y1: frame.top, y2: frame.top + frame.height }),
    Number.isFinite(cy) && s('circle', { class: 'plot-marker', cx, cy, r: 4.5 }),
  ];
  const label = fill(view.strings.useConvergenceLabel, walk.steps.length - 1);
  const svg = s(
    'svg',
    { class: 'plot', width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img', 'aria-label': label },
    ...children,
  );
  return {
    svg,
    point(px) {
      const k = Math.round(((px - frame.left) / frame.width) * last);
      const step = Math.min(Math.max(k, 0), walk.steps.length - 1);
      act({ kind: 'option', name: STEP, value: keptStep(step, walk) });
    },
  };
}

/** What grows beyond the chart stands at its border. */
const clamped = (place: number): number => Math.min(Math.max(place, 0), 1);

/** A logarithmic scale where the numbers are above zero and differ much. */
function scaleFor(values: readonly number[]): Axis {
  const finite = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const positive = finite.filter((value) => value > 0);
  const least = Math.min(...positive);
  const logarithmic = low >= 0 && positive.length > 1 && high / least > EVEN;
  if (finite.length === 0) return linearAxis(0, 1, 4);
  return logarithmic ? logarithmicAxis(least, high, 5) : linearAxis(low, high, 4);
}
