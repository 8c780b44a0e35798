/** What the page says of the places where a function is not smooth. */
export interface KinksTexts {
  /** `{0}`: how far away the place is. */
  readonly kinkDistance: string;
  readonly kinkHere: string;
  /** `{0}`: the expression that is negative (positive) on this side. */
  readonly kinkBelow: string;
  readonly kinkAbove: string;
  readonly kinkDerivative: string;
  /** The function is not defined on this side. */
  readonly kinkUndefined: string;
  readonly kinkSmooth: string;
  readonly kinkMore: string;
  /** `{0}`: how many places there are that are not shown. */
  readonly kinksMore: string;
  /** What systems of automatic differentiation return for the part that is not smooth. */
  readonly kinkConventions: string;
  /** `{0}`: what is not smooth, of several places. */
  readonly kinkConventionsOf: string;
}
