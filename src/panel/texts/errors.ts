/** What the page says of hand-written derivatives beside the computed one. */
export interface ErrorsTexts {
  readonly errorsTitle: string;
  readonly errorsEntry: string;
  readonly errorsFound: string;
  readonly errorsExpected: string;
  readonly errorsAbsolute: string;
  readonly errorsRelative: string;
  /** `{0}`: how many entries are shown, `{1}`: of how many. */
  readonly errorsWorst: string;
}
