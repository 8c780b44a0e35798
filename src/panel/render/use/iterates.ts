/** The steps of a walk in a table of which only what is seen is on the page. */
import { h, type Child } from '../../dom';
import { scrollTo, stretchOf, type Axis } from '../../gridWindow';
import { alignNumbers, formatNumber } from '../../numbers';
import type { Actions, View } from '../../view';
import type { Numeric } from '../../../worker/protocol';
import { formula } from '../formula';
import type { Section } from '../section';
import { curveName } from './convergence';
import { variableNames } from './names';
import { noteText } from './notes';
import { keptStep, STEP, stepOf, type Walk } from './walk';

/** More variables are told by their length. */
const MOST_VARIABLES = 3;
const DIGITS = 6;
/** In a region of fewer pixels the variables, which are told above it, give way to what converges, in fewer digits. */
const NARROW = 420;
const DIGITS_IF_NARROW = 4;
const PAGE = 10;

export function iterates(actions: Actions, walkOf: (view: View) => Walk | null): Section<View> {
  const body = h('tbody', null);
  const head = h('thead', null);
  const table = h('table', { class: 'use-iterates' }, head, body);
  const element = h(
    'div',
    { class: 'use-iterates-region', role: 'region', tabindex: 0, 'data-key': 'use-iterates', onkeydown: onKey },
    table,
  );
  let latest: { readonly view: View; readonly walk: Walk } | null = null;
  let [before, texts, step]: [readonly unknown[], readonly (readonly string[])[], number] = [[], [], -1];
  let size = 22;
  /** Whether the step looked at is to be scrolled to: that waits until the table has a height. */
  let isToBeSeen = false;
  element.addEventListener('scroll', draw);
  new ResizeObserver(() => {
    if (latest) write(latest.walk, latest.view);
    draw();
  }).observe(element);
  return {
    element,
    update(view) {
      const walk = walkOf(view);
      element.hidden = walk === null;
      latest = walk && { view, walk };
      if (!walk) return;
      write(walk, view);
      const chosen = stepOf(view, walk);
      if (chosen !== step) {
        step = chosen;
        isToBeSeen = true;
      }
      draw();
    },
  };

  /** The columns, if they are others than before. */
  function write(walk: Walk, view: View): void {
    const isNarrow = element.clientWidth > 0 && element.clientWidth < NARROW;
    const now = [walk, view.strings, view.shown, view.state.settings, isNarrow];
    if (now.every((part, i) => part === before[i])) return;
    before = now;
    const columns = columnsOf(walk, view, isNarrow);
    texts = columns.map((column) => column.texts);
    head.replaceChildren(headOf(columns, view));
    element.setAttribute('aria-label', view.strings.useIterates);
    step = -1;
  }

  function axis(walk: Walk): Axis {
    return { count: walk.steps.length, size, scrolled: element.scrollTop, seen: element.clientHeight };
  }

  function draw(): void {
    if (!latest || element.clientHeight === 0) return;
    const { view, walk } = latest;
    // How high a row is shows only when there are some.
    if (put(walk, view)) put(walk, view);
    if (!isToBeSeen) return;
    isToBeSeen = false;
    const to = scrollTo(step, axis(walk), head.offsetHeight);
    if (to === element.scrollTop) return;
    element.scrollTop = to;
    put(walk, view);
  }

  /** Puts the rows that are seen on the page; whether they turned out higher or lower than was thought. */
  function put(walk: Walk, view: View): boolean {
    const { start, end } = stretchOf(axis(walk));
    const rows: HTMLElement[] = [spacer(start * size)];
    for (let k = start; k < end; k += 1) rows.push(row(k, walk, view));
    rows.push(spacer((walk.steps.length - end) * size));
    body.replaceChildren(...rows);
    const height = rows[1]?.offsetHeight ?? 0;
    if (height === 0 || Math.abs(height - size) <= 0.5) return false;
    size = height;
    return true;
  }

  function row(k: number, walk: Walk, view: View): HTMLElement {
    const notes = walk.steps[k]?.notes ?? [];
    const said = notes.map((note) => noteText(note, walk, view)).join(', ');
    return h(
      'tr',
      { 'aria-current': k === step ? 'step' : null, onclick: () => go(k) },
      h('th', { scope: 'row', class: 'number' }, String(k)),
      ...texts.map((column) => h('td', { class: 'number' }, column[k] ?? '')),
      h('td', { class: 'use-note', title: said }, said),
    );
  }

  function go(k: number): void {
    if (latest) actions.act({ kind: 'option', name: STEP, value: keptStep(k, latest.walk) });
  }

  function onKey(event: KeyboardEvent): void {
    if (!latest || event.altKey || event.ctrlKey || event.metaKey) return;
    const last = latest.walk.steps.length - 1;
    const moves: Readonly<Record<string, number>> = {
      ArrowUp: step - 1,
      ArrowDown: step + 1,
      PageUp: step - PAGE,
      PageDown: step + PAGE,
      Home: 0,
      End: last,
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(Math.min(Math.max(to, 0), last));
  }
}

const spacer = (height: number): HTMLElement => {
  const line = h('tr', { class: 'spacer', 'aria-hidden': 'true' }, h('td', null));
  line.style.height = `${height}px`;
  line.hidden = height <= 0;
  return line;
};

interface Column {
  readonly title: Child;
  readonly texts: readonly string[];
}

function columnsOf(walk: Walk, view: View, isNarrow: boolean): readonly Column[] {
  const { strings, state, svgs } = view;
  const digits = Math.min(state.settings.digits, isNarrow ? DIGITS_IF_NARROW : DIGITS);
  const column = (title: Child, values: readonly (Numeric | null | undefined)[]): Column => {
    const texts = values.map((value) => (value == null ? '' : formatNumber(value, digits)));
    return { title, texts: isNarrow ? texts : alignNumbers(texts) }; // points under one another take room
  };
  const names = variableNames(view);
  const { steps } = walk;
  const variables =
    names.length <= MOST_VARIABLES
      ? names.map((name, i) =>
          column(
            formula(name, svgs),
            steps.map((one) => one.variables?.[i]),
          ),
        )
      : [
          column(
            strings.useSizeOfPoint,
            steps.map((one) => one.size),
          ),
        ];
  return [
    ...(isNarrow && variables.length > 1 ? [] : variables),
    column(
      curveName('value', view, walk),
      steps.map((one) => one.residualNorm ?? one.value),
    ),
    column(
      walk.objective === 'halfSquares' ? '‖∇‖' : curveName('gradient', view, walk),
      steps.map((one) => one.gradientNorm),
    ),
    column(
      strings.useStepLength,
      steps.map((one, k) => (k === 0 ? null : one.length)),
    ),
  ];
}

const headOf = (columns: readonly Column[], view: View): HTMLElement =>
  h(
    'tr',
    null,
    h('th', { scope: 'col' }, view.strings.useIteration),
    ...columns.map(({ title }) => h('th', { scope: 'col' }, title)),
    h('td', null),
  );
