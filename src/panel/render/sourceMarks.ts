/**
 * Cells and the source: tells the host which entry the reader looks at, for the editor to mark the expressions that it
 * comes from; and marks the cells that the expression at the editor's cursor has a part in.
 */
import { h } from '../dom';
import { fill } from '../template';
import type { Influenced } from '../messages';
import type { Actions, View } from '../view';
import { section, type Section } from './section';

/** Cells that are counted one by one. */
const MOST_COUNTED = 200_000;

export function sourceMarks({ post }: Actions): Section<View> {
  let told: { readonly shown: object; readonly key: string } | null = null;
  const said = section<View>(
    h('p', { class: 'aside source-said', role: 'status' }),
    (view) => [view.strings, view.matrix, view.state.influenced],
    (view) => {
      const { influenced } = view.state;
      if (!influenced || !view.matrix) return [];
      const { strings } = view;
      const count = countOf(view, influenced);
      const template =
        count === 0
          ? strings.sourceInfluencesNone
          : count === 1
            ? strings.sourceInfluencesOne
            : strings.sourceInfluences;
      return [fill(template, influenced.expression, count)];
    },
  );
  return {
    element: said.element,
    update(view) {
      said.update(view);
      tell(view);
    },
  };

  /** Not while a point moves: the marks are of the point where it comes to rest. */
  function tell(view: View): void {
    if (view.state.moving || !view.matrix || view.outdated) return;
    const { row, column } = view.state.choice;
    const entry = row !== null && column !== null ? { row, column } : null;
    const message = {
      kind: 'look',
      entry,
      order: view.card.derivative?.kind === 'hessian' ? 2 : 1,
      point: view.result?.point ?? null,
    } as const;
    const key = JSON.stringify(message);
    if (told?.shown === view.shown && told.key === key) return;
    told = { shown: view.shown, key };
    post(message);
  }
}

/** Whether an entry, as the card counts them, is one that the expression at the cursor has a part in. */
export function isInfluenced(view: View, row: number, column: number): boolean {
  const { influenced } = view.state;
  return influenced !== null && influenced.rows.includes(row) && influenced.columns.includes(column);
}

/** The entries that are not zero by structure, of those in its rows and columns. */
function countOf({ card }: View, { rows, columns }: Influenced): number {
  const places = card.derivative?.nonZeros;
  if (!places || places.length > MOST_COUNTED) return rows.length * columns.length;
  const [inRows, inColumns] = [new Set(rows), new Set(columns)];
  return places.filter(([row, column]) => inRows.has(row) && inColumns.has(column)).length;
}
