import { l10n } from 'vscode';
import type { StepsTexts } from '../../panel/texts/steps';

export const stepsTexts = (): StepsTexts => ({
  stepsHeading: l10n.t('Step by step'),
  stepsRow: l10n.t('Output'),
  stepsColumn: l10n.t('Variable'),
  stepsShortened: l10n.t('More parts are differentiated in the same way.'),
  stepsFold: l10n.t('Show or hide the steps of this part'),
  ruleConstant: l10n.t('Constant'),
  ruleVariable: l10n.t('Variable'),
  ruleSum: l10n.t('Sum rule'),
  ruleConstantFactor: l10n.t('Constant factor'),
  ruleProduct: l10n.t('Product rule'),
  ruleQuotient: l10n.t('Quotient rule'),
  ruleReciprocal: l10n.t('Reciprocal rule'),
  rulePower: l10n.t('Power rule'),
  ruleExponential: l10n.t('Exponential rule'),
  ruleGeneralPower: l10n.t('Logarithmic differentiation'),
  ruleFunction: l10n.t('Known derivative'),
  ruleChain: l10n.t('Chain rule'),
  ruleCases: l10n.t('Branch by branch'),
  ruleUnknown: l10n.t('Unknown function'),
});
