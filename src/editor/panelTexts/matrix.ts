import { l10n } from 'vscode';
import type { MatrixTexts } from '../../panel/texts/matrix';

export const matrixTexts = (): MatrixTexts => ({
  heatmap: l10n.t('Colours'),
  structureView: l10n.t('Structure'),
  colourScale: l10n.t('Scale of the colours'),
  linear: l10n.t('Linear'),
  logarithmic: l10n.t('Logarithmic'),
  alwaysZero: l10n.t('always zero'),
  zeroHere: l10n.t('zero at this point'),
  notZero: l10n.t('not zero'),
});
