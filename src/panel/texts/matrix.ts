/** What the page says of the ways to look at a matrix. */
export interface MatrixTexts {
  readonly heatmap: string;
  readonly structureView: string;
  readonly colourScale: string;
  readonly linear: string;
  readonly logarithmic: string;
  readonly alwaysZero: string;
  readonly zeroHere: string;
  readonly notZero: string;
}
