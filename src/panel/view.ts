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
  /** The point whose numbers are shown. */
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
  /** What is known of a question about the function shown, in a slot of the asking part; see `Asking`. */
  readonly ask: <K extends QuestionKind>(slot: string, question: QuestionOf<K>, view: View) => Asked<K>;
}

const matrices = new WeakMap<object, MatrixView>();

export function viewOf(state: PageState): View | null {
  const { content, strings } = state;
  if (content.kind !== 'shown' || !strings) return null;
  const { shown } = content;
  const { card, svgs } = shown.panel;
  let matrix = card.derivative && (matrices.get(card.derivative) ?? null);
  if (card.derivative && !matrix) {
    matrix = new MatrixView(card.derivative);
    matrices.set(card.derivative, matrix);
  }
  const result = state.lastGood;
  const point = state.moving ?? result?.point ?? null;
  return { state, strings, shown, card, svgs, matrix, result, point, outdated: shown.problem !== null };
}
