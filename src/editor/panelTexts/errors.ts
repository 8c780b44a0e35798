import { l10n } from 'vscode';
import type { ErrorsTexts } from '../../panel/texts/errors';

export const errorsTexts = (): ErrorsTexts => ({
  errorsTitle: l10n.t('By hand and computed, at this point'),
  errorsEntry: l10n.t('Entry'),
  errorsFound: l10n.t('By hand'),
  errorsExpected: l10n.t('Computed'),
  errorsAbsolute: l10n.t('Absolute error'),
  errorsRelative: l10n.t('Relative error'),
  errorsWorst: l10n.t('The {0} entries with the largest errors, of {1}.'),
});
