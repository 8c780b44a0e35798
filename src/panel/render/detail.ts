/** What is selected in the matrix, in full: row i is ∇fᵢ, column j is ∂f/∂xⱼ, an entry is ∂fᵢ/∂xⱼ. */
import { h, type Child } from '../dom';
import { NO_CHOICE } from '../matrixView';
import { formatNumber } from '../numbers';
import { indexOfName } from '../subscript';
import type { Derivative, Formula, Numeric } from '../../worker/protocol';
import type { Asked } from '../asking';
import type { Actions, View } from '../view';
import { bracketed, equals, filled, formula } from './formula';
import { icon } from './icons';
import { numberMatrix } from './numberMatrix';
import { gradientName, gradientOfPartial, partialDerivative, secondPartialDerivative } from './partials';
import { section, type Section } from './section';
import { namesIn } from './steps';

/** A longer vector is not written out again: it is there in the grid. */
const LONGEST_VECTOR = 12;

export function detail(actions: Actions): Section<View> {
  const { act } = actions;
  return section<View>(
    h('section', { class: 'detail', 'aria-live': 'polite', 'aria-atomic': 'true' }),
    (view) => {
      const { matrix, svgs, strings, result, outdated, state } = view;
      return [matrix, svgs, strings, result, outdated, state.choice, unwritten(view, actions)?.answer];
    },
    (view) => {
      const content = view.card.derivative && described(view, view.card.derivative, unwritten(view, actions));
      if (!content) return [];
      const label = view.strings.clearSelection;
      const clear = (): void => act({ kind: 'choose', choice: NO_CHOICE });
      return [
        h('div', { class: 'detail-content' }, ...content),
        h(
          'button',
          { type: 'button', class: 'tool', title: label, 'aria-label': label, onclick: clear },
          icon('close'),
        ),
      ];
    },
  );
}

/** An entry that is selected and not written in the matrix, which is too large for that: it is asked for by itself. */
function unwritten(view: View, { ask }: Actions): Asked<'steps'> | null {
  const { choice } = view.state;
  const { derivative } = view.card;
  if (!derivative || derivative.entries || choice.row === null || choice.column === null) return null;
  const order = derivative.kind === 'hessian' ? 2 : 1;
  const question = { kind: 'steps', order, row: choice.row, column: choice.column } as const;
  return ask('entry', { ...question, point: view.result?.point ?? null }, view);
}

function described(view: View, derivative: Derivative, alone: Asked<'steps'> | null): readonly Child[] | null {
  const { row, column } = view.state.choice;
  if (row !== null && column !== null) return entry(view, derivative, row, column, alone);
  if (row !== null) return wholeRow(view, derivative, row);
  if (column !== null) return wholeColumn(view, derivative, column);
  return null;
}

function entry(
  view: View,
  derivative: Derivative,
  row: number,
  column: number,
  alone: Asked<'steps'> | null,
): readonly Child[] | null {
  const { strings, shown } = view;
  const svgs = { ...view.svgs, ...alone?.svgs };
  const [output, variable] = [derivative.rows[row], derivative.columns[column]];
  if (!output || !variable) return null;
  const isSecond = derivative.kind === 'hessian';
  const first = isSecond ? partialDerivative(shown.panel.name, output, svgs) : formula(output, svgs);
  const name = isSecond
    ? secondPartialDerivative(shown.panel.name, output, variable, svgs)
    : partialDerivative(output, variable, svgs);
  const root = alone?.answer?.root;
  // Of what is long even alone, the first step says more than nothing.
  const written = derivative.entries?.[row]?.[column] ?? root?.result ?? root?.expanded;
  const value = numberAt(view, row, column);
  return [
    h('p', { class: 'saying' }, ...filled(strings.entryOf, first, formula(variable, svgs))),
    equation(name, written && formula(written, svgs), value === null ? null : numbers([value], view)),
    root && written && namesIn(root.where, svgs, strings),
    conditions(view, derivative),
  ];
}

function wholeRow(view: View, derivative: Derivative, row: number): readonly Child[] | null {
  const { svgs, strings, shown } = view;
  const output = derivative.rows[row];
  if (!output) return null;
  const isSecond = derivative.kind === 'hessian';
  const of = isSecond ? partialDerivative(shown.panel.name, output, svgs) : formula(output, svgs);
  const name = (): HTMLElement =>
    isSecond ? gradientOfPartial(shown.panel.name, output, svgs) : gradientName(output, svgs);
  const values = derivative.columns.map((_, column) => numberAt(view, row, column));
  return [
    h('p', { class: 'saying' }, ...filled(strings.rowIsGradient, String(indexOfName(output.text, row)), of, name())),
    equation(name(), vector(derivative.entries?.[row] ?? null, view), numbers(values, view)),
  ];
}

function wholeColumn(view: View, derivative: Derivative, column: number): readonly Child[] | null {
  const { svgs, strings, shown } = view;
  const variable = derivative.columns[column];
  if (!variable) return null;
  const name =
    derivative.kind === 'hessian'
      ? gradientOfPartial(shown.panel.name, variable, svgs)
      : partialDerivative(shown.panel.name, variable, svgs);
  const written = derivative.entries?.map((row) => row[column]).filter((one) => one !== undefined) ?? null;
  const values = derivative.rows.map((_, row) => numberAt(view, row, column));
  const number = String(indexOfName(variable.text, column));
  return [
    h('p', { class: 'saying' }, ...filled(strings.columnIsPartial, number, formula(variable, svgs))),
    equation(name, vector(written, view), numbers(values, view)),
  ];
}

function equation(name: Child, written: Child, numeric: Child): HTMLElement {
  const sides = [written, numeric].flatMap((side) => (side ? [equals(), side] : []));
  return h('div', { class: 'detail-formula', tabindex: -1 }, name, ...sides);
}

function vector(entries: readonly Formula[] | null, { svgs }: View): Child {
  if (!entries || entries.length > LONGEST_VECTOR) return null;
  const label = entries.map((one) => one.text).join(', ');
  return bracketed(
    entries.map((one) => [formula(one, svgs)]),
    label,
  );
}

/** A number, or several as a column; nothing where one is missing. */
function numbers(values: readonly (Numeric | null)[], { state, outdated }: View): Child {
  const known = values.filter((value) => value !== null);
  if (known.length < values.length) return null;
  const [only] = known;
  const { digits } = state.settings;
  const shown =
    known.length === 1 && only !== undefined
      ? h('span', { class: 'number' }, formatNumber(only, digits))
      : numberMatrix(known, digits);
  return h('span', { class: outdated ? 'outdated' : '' }, shown);
}

function numberAt({ matrix, result }: View, row: number, column: number): Numeric | null {
  if (!matrix) return null;
  const cell = matrix.cellOf({ row, column });
  return cell && matrix.number(result?.derivative ?? null, cell.row, cell.column);
}

function conditions({ strings, svgs }: View, derivative: Derivative): Child {
  if (derivative.conditions.length === 0) return null;
  const list = derivative.conditions.flatMap((condition, i) => [i > 0 && ', ', formula(condition, svgs)]);
  return h('p', { class: 'detail-conditions' }, `${strings.conditions}: `, ...list);
}
