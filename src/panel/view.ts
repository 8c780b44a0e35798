/** What the parts of the page draw from, while a function is shown. */
import { MatrixView } from './matrixView';
import type { PanelStrings, ToHost } from './messages';
import type { Act, PageState, Shown } from './state';
import type { Asked } from './asking';
import type { Card, Point, PointResult, QuestionKind, QuestionOf } from '../worker/protocol';

export interface View {
  readonly state: PageState;
  readonly strings: PanelStrings;
  readonly shown: Shown;
  readonly card: Card;
  readonly svgs: Readonly<Record<string, string>>;
  /** The derivative's layout; `null` where there is no derivative. */
  readonly matrix: MatrixView | null;
  /** The numbers that are shown, and their point: the one being moved, once its numbers are there. */
  readonly result: PointResult | null;
  /** Where the function is looked at now: that point, or the one that is being moved. */
  readonly point: Point | null;
  /** Whether the numbers are of an older point than the one typed. */
  readonly outdated: boolean;
}

/** What the parts of the page can cause. */
export interface Actions {
  readonly post: (message: ToHost) => void;
  readonly act: (act: Act) => void;
  /** Draws the page anew: for what a part keeps by itself, such as the place under the pointer. */
  readonly refresh: () => void;
  /** What is known of a question about the function shown, in a slot of the asking part; see `Asking`. */
  readonly ask: <K extends QuestionKind>(slot: string, question: QuestionOf<K>, view: View) => Asked<K>;
}

const matrices = new WeakMap<object, MatrixView>();

/**
 * What is drawn of a state; `null` while no function is shown.
 *
 * @param ask asks for the numbers at a point that is being moved, where the page can.
 */
export function viewOf(state: PageState, ask?: Actions['ask']): View | null {
  const { content, strings } = state;
  if (content.kind !== 'shown' || !strings) return null;
  const { shown } = content;
  const { card, svgs } = shown.panel;
  let matrix = card.derivative && (matrices.get(card.derivative) ?? null);
  if (card.derivative && !matrix) {
    matrix = new MatrixView(card.derivative);
    matrices.set(card.derivative, matrix);
  }
  const { lastGood: result, moving } = state;
  const point = moving ?? result?.point ?? null;
  const view: View = { state, strings, shown, card, svgs, matrix, result, point, outdated: shown.problem !== null };
  return moving && ask && matrix ? { ...view, result: moved(view, moving, ask) } : view;
}

const results = new WeakMap<object, PointResult>();

/** The numbers at a point that is being moved: until they are there, those of the point before. */
function moved(view: View, point: Point, ask: Actions['ask']): PointResult | null {
  const order = view.card.derivative?.kind === 'hessian' ? 2 : 1;
  const { answer, reason, waiting } = ask('numbers', { kind: 'numbers', point, order }, view);
  if (reason !== null && !waiting) return { point, origin: 'entered', value: null, derivative: null, reason };
  if (!answer) return view.result;
  let result = results.get(answer);
  if (!result) results.set(answer, (result = { point, origin: 'entered', reason: null, ...answer }));
  return result;
}
