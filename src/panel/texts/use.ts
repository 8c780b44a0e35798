/** What the page says of what derivatives are used for. */
export interface UseTexts {
  readonly usePart: string;
  readonly useOptimise: string;
  readonly useWorstCase: string;
  readonly useUncertainty: string;
  readonly useProducts: string;
  /** `{0}`: the point. */
  readonly useFrom: string;
  readonly useNeedsPoint: string;

  readonly useMethod: string;
  readonly useGradientDescent: string;
  readonly useHeavyBall: string;
  readonly useNesterov: string;
  readonly useAdam: string;
  readonly useNewton: string;
  readonly useHessianFree: string;
  readonly useGaussNewton: string;
  readonly useLevenbergMarquardt: string;
  readonly useNewtonRoot: string;
  readonly useMinimise: string;
  readonly useMinimiseSquares: string;
  readonly useSolveSystem: string;

  readonly useStepSize: string;
  readonly useStepSizeHint: string;
  readonly useStepShare: string;
  readonly useMomentum: string;
  readonly useSecondMoment: string;
  readonly useStepCount: string;
  readonly useStopAt: string;
  readonly useClipping: string;
  readonly useClipNone: string;
  readonly useClipNorm: string;
  readonly useClipValue: string;
  readonly useClipLimit: string;
  readonly useBacktracking: string;
  readonly useBacktrackingHint: string;
  readonly useAboveZero: string;
  readonly useNotNegative: string;
  readonly useShareProblem: string;
  /** `{0}`: the largest number. */
  readonly useCountProblem: string;

  readonly useConvergence: string;
  /** `{0}`: how many steps. */
  readonly useConvergenceLabel: string;
  readonly useCurve: string;
  readonly useIterates: string;
  readonly useIteration: string;
  readonly useStepLength: string;
  readonly useSizeOfPoint: string;
  readonly useFirstStep: string;
  readonly usePreviousStep: string;
  readonly usePlay: string;
  readonly usePause: string;
  readonly useNextStep: string;
  readonly useLastStep: string;
  /** `{0}` of `{1}`. */
  readonly useStepOf: string;
  readonly useTakePoint: string;
  readonly useTakePointMissing: string;

  readonly useEndSteps: string;
  readonly useEndConverged: string;
  readonly useEndSolved: string;
  readonly useEndStalled: string;
  readonly useEndUndefined: string;
  readonly useEndUndefinedHere: string;
  readonly useEndOverflow: string;
  readonly useEndDerivative: string;
  readonly useEndDescent: string;
  readonly useEndTime: string;
  readonly useGrowing: string;

  readonly useNoteClipped: string;
  readonly useNoteDamped: string;
  readonly useNoteShortened: string;
  readonly useNoteSingular: string;
  readonly useNoteProducts: string;
  readonly useNoteNegativeCurvature: string;
  /** `{0}`: where the kink is. */
  readonly useNoteOnKink: string;
  readonly useNotePassedKink: string;
  readonly useNoteMoreKinks: string;

  readonly usePerturbationNorm: string;
  readonly usePerturbationLength: string;
  readonly usePerturbationLargest: string;
  readonly usePerturbationSize: string;
  readonly useOutput: string;
  readonly useAllOutputs: string;
  readonly useWay: string;
  readonly useIncrease: string;
  readonly useDecrease: string;
  readonly useChangeOfVariables: string;
  readonly useEffectOnOutputs: string;
  readonly useValueHere: string;
  readonly useFirstOrderEffect: string;
  readonly useTrueEffect: string;
  readonly useChange: string;
  /** `{0}`: the output. */
  readonly useMovesMost: string;
  readonly useFlatHere: string;
  /** `{0}`: how many. */
  readonly useMoreRows: string;

  readonly useDeviations: string;
  readonly useDeviationsHint: string;
  /** `{0}`: how many numbers there must be. */
  readonly useDeviationsProblem: string;
  readonly useVariable: string;
  readonly useSlope: string;
  readonly useElasticity: string;
  readonly useElasticityHint: string;
  readonly useDeviation: string;
  readonly useShareOfVariance: string;
  readonly useUncertaintyOfOutputs: string;
  readonly useCorrelations: string;

  readonly useProduct: string;
  readonly useVector: string;
  /** `{0}`: how many numbers there must be. */
  readonly useVectorProblem: string;
  readonly useProductJv: string;
  readonly useProductVJ: string;
  readonly useProductHv: string;
}
