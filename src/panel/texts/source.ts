/** What the page says of the expression at the cursor. */
export interface SourceTexts {
  /** `{0}`: the expression, `{1}`: in how many entries of the matrix it has a part. */
  readonly sourceInfluences: string;
  readonly sourceInfluencesOne: string;
  /** `{0}`: the expression. */
  readonly sourceInfluencesNone: string;
}
