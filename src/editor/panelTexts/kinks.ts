import { l10n } from 'vscode';
import type { KinksTexts } from '../../panel/texts/kinks';

export const kinksTexts = (): KinksTexts => ({
  kinkDistance: l10n.t('{0} away'),
  kinkHere: l10n.t('the point is on it'),
  kinkBelow: l10n.t('where {0} < 0'),
  kinkAbove: l10n.t('where {0} > 0'),
  kinkDerivative: l10n.t('derivative'),
  kinkUndefined: l10n.t('not defined'),
  kinkSmooth: l10n.t('At the nearest place the derivative is the same on both sides.'),
  kinkMore: l10n.t('More entries of the derivative differ.'),
  kinksMore: l10n.t('and {0} places farther away'),
  kinkConventionsOf: l10n.t('Automatic differentiation returns for {0}:'),
  kinkConventions: l10n.t('Automatic differentiation returns for it:'),
});
