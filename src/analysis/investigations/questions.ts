/**
 * What the panel asks of a function at a point, each question with its answer: plain data that crosses the worker's
 * border. A new kind of question is one line in `Investigations`, one in the table of `answer.ts`, and one in the page's
 * `questionShapes.ts`, which checks what comes from there.
 */
import type { Point } from '../card';
import type { ComparisonAnswer, ComparisonQuestion } from './comparison';
import type { DescentAnswer, DescentQuestion } from './descent';
import type { CurveAnswer, CurveQuestion } from './curve';
import type { FieldAnswer, FieldQuestion } from './field';
import type { HereAnswer, HereQuestion } from './here';
import type { InfluenceAnswer, InfluencedAnswer, InfluencedQuestion, InfluenceQuestion } from './influence';
import type { KinkCardsAnswer, KinkCardsQuestion } from './kinkCards';
import type { LocalAnswer, LocalQuestion } from './local';
import type { MappingAnswer, MappingQuestion } from './mapping';
import type { NumbersAnswer, NumbersQuestion } from './numbers';
import type { PerturbationAnswer, PerturbationQuestion } from './perturbation';
import type { PresetAnswer, PresetQuestion, ShapesAnswer, ShapesQuestion } from './presets';
import type { ProductsAnswer, ProductsQuestion } from './products';
import type { ReportAnswer, ReportQuestion } from './report';
import type { SensitivityAnswer, SensitivityQuestion } from './sensitivity';
import type { StepsAnswer, StepsQuestion } from './steps';

/** Every kind of question: what it asks beyond the point, and what the answer is. */
export interface Investigations {
  /** What the derivative says at the point: norms, singular values, curvature, directions. */
  readonly here: { readonly question: HereQuestion; readonly answer: HereAnswer };
  /** Pictures: curves of one variable, contours of two, a map of the plane; and the numbers at one place of a picture. */
  readonly curve: { readonly question: CurveQuestion; readonly answer: CurveAnswer };
  readonly field: { readonly question: FieldQuestion; readonly answer: FieldAnswer };
  readonly mapping: { readonly question: MappingQuestion; readonly answer: MappingAnswer };
  readonly local: { readonly question: LocalQuestion; readonly answer: LocalAnswer };
  /** The numbers themselves, for a point that is being moved. */
  readonly numbers: { readonly question: NumbersQuestion; readonly answer: NumbersAnswer };
  /** The arguments' shapes with names for the sizes that nothing fixes. */
  readonly shapes: { readonly question: ShapesQuestion; readonly answer: ShapesAnswer };
  /** The expressions that an entry comes from, and the entries that an expression has a part in. */
  readonly influence: { readonly question: InfluenceQuestion; readonly answer: InfluenceAnswer };
  readonly influenced: { readonly question: InfluencedQuestion; readonly answer: InfluencedAnswer };
  /** Where the function is not smooth, place by place. */
  readonly kinkCards: { readonly question: KinkCardsQuestion; readonly answer: KinkCardsAnswer };
  /** A random point at which the function is defined. */
  readonly preset: { readonly question: PresetQuestion; readonly answer: PresetAnswer };
  /** How an entry of the derivative comes about. */
  readonly steps: { readonly question: StepsQuestion; readonly answer: StepsAnswer };
  /** The way that an optimiser goes from the point. */
  readonly descent: { readonly question: DescentQuestion; readonly answer: DescentAnswer };
  /** The worst that a small change of the variables can do. */
  readonly perturbation: { readonly question: PerturbationQuestion; readonly answer: PerturbationAnswer };
  /** What each variable, and its uncertainty, contributes. */
  readonly sensitivity: { readonly question: SensitivityQuestion; readonly answer: SensitivityAnswer };
  /** A part of the card, or all of it, as text for other programs. */
  readonly report: { readonly question: ReportQuestion; readonly answer: ReportAnswer };
  /** The derivative, or the second one, times a vector. */
  readonly products: { readonly question: ProductsQuestion; readonly answer: ProductsAnswer };
  /** Its hand-written derivatives beside the computed one. */
  readonly comparison: { readonly question: ComparisonQuestion; readonly answer: ComparisonAnswer };
}

export type QuestionKind = keyof Investigations;

/** A question about a function at a point; `null` for the point of its card (what was entered, or the file's first). */
export type QuestionOf<K extends QuestionKind> = {
  readonly kind: K;
  readonly point: Point | null;
} & Investigations[K]['question'];

export type AnswerOf<K extends QuestionKind> = Investigations[K]['answer'];

export type Question = { [K in QuestionKind]: QuestionOf<K> }[QuestionKind];

/** What comes back: the answer, or why there is none, as a sentence for a person. */
export type Answered<K extends QuestionKind = QuestionKind> =
  | { [Kind in K]: { readonly kind: Kind; readonly answer: AnswerOf<Kind> } }[K]
  | { readonly kind: 'unanswered'; readonly reason: string };

/** There is no answer, and the message says why. */
export class Unanswerable extends Error {}
