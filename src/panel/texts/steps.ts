/** What the page says of how a derivative comes about. */
export interface StepsTexts {
  readonly stepsHeading: string;
  /** The entry whose steps are shown: a choice of outputs, and of variables. */
  readonly stepsRow: string;
  readonly stepsColumn: string;
  readonly stepsShortened: string;
  readonly stepsFold: string;
  readonly ruleConstant: string;
  readonly ruleVariable: string;
  readonly ruleSum: string;
  readonly ruleConstantFactor: string;
  readonly ruleProduct: string;
  readonly ruleQuotient: string;
  readonly ruleReciprocal: string;
  readonly rulePower: string;
  readonly ruleExponential: string;
  readonly ruleGeneralPower: string;
  readonly ruleFunction: string;
  readonly ruleChain: string;
  readonly ruleCases: string;
  readonly ruleUnknown: string;
}
