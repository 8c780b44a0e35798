/** What the page says around the fields of the point. */
export interface PointTexts {
  readonly sliders: string;
  readonly slidersHint: string;
  /** `{0}`: the element that a slider moves, `x[0]`. */
  readonly sliderOf: string;
  /** `{0}`: the argument, of which one element is chosen; `{1}`: which of its indices (first, second, …). */
  readonly elementOf: string;
  readonly sizes: string;
  /** `{0}`: the size's name. */
  readonly sizeOf: string;
  readonly presets: string;
  readonly presetZeros: string;
  readonly presetOnes: string;
  readonly presetRandom: string;
  readonly presetRandomHint: string;
  readonly keepPoint: string;
  readonly keepPointHint: string;
  /** Before the field for it. */
  readonly pointName: string;
  readonly pointKept: string;
  /** `{0}`: the point's name. */
  readonly dropPoint: string;
  readonly goToKeptPoint: string;
}
