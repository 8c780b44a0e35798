/** What the page says of the numbers at the point. */
export interface HereTexts {
  readonly here: string;
  /** `{0}`: the derivative's symbol. */
  readonly gradientNorm: string;
  /** Of a function of one variable. */
  readonly slope: string;
  readonly secondDerivative: string;
  readonly bendsUpward: string;
  readonly bendsDownward: string;
  /** `{0}`: where the kink is, that the point is on. */
  readonly onKink: string;
  readonly onSomeKink: string;
  readonly steepestAscent: string;
  readonly jacobianNorm: string;
  readonly singularValues: string;
  readonly rank: string;
  /** `{0}` of at most `{1}`. */
  readonly rankOf: string;
  readonly condition: string;
  readonly determinant: string;
  readonly eigenvalues: string;
  readonly strongest: string;
  readonly weakest: string;
  /** `{0}`: a direction of the variables, `{1}`: one of the outputs. */
  readonly movesOutputs: string;
  /** `{0}`: a direction of the variables. */
  readonly movesNothing: string;
  readonly shiftMovesNothing: string;
  /** `{0}`: a direction of the outputs. */
  readonly neverMoves: string;
  readonly sumNeverMoves: string;
  /** `{0}`: a direction of the variables, `{1}`: how much less than in the strongest one. */
  readonly nearlySingular: string;
  readonly curvature: string;
  readonly curvatureEigenvalues: string;
  readonly positiveDefinite: string;
  readonly positiveSemidefinite: string;
  readonly negativeDefinite: string;
  readonly negativeSemidefinite: string;
  readonly indefinite: string;
  readonly flat: string;
  readonly criticalMinimum: string;
  readonly criticalMaximum: string;
  readonly criticalSaddle: string;
  readonly criticalDegenerate: string;
  readonly bendsMost: string;
  readonly bendsLeast: string;
  readonly direction: string;
  readonly directionHint: string;
  /** `{0}`: how many numbers there must be. */
  readonly directionProblem: string;
  readonly directionalDerivative: string;
}
