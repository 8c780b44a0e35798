import { l10n } from 'vscode';
import type { PointTexts } from '../../panel/texts/point';

export const pointTexts = (): PointTexts => ({
  sliders: l10n.t('Sliders'),
  slidersHint: l10n.t('Move each number of the point, and see the derivative follow'),
  sliderOf: l10n.t('Slider of {0}'),
  elementOf: l10n.t('Element of {0}, index {1}'),
  sizes: l10n.t('Sizes'),
  sizeOf: l10n.t('Size {0}'),
  presets: l10n.t('Points to go to'),
  presetZeros: l10n.t('Zeros'),
  presetOnes: l10n.t('Ones'),
  presetRandom: l10n.t('Random'),
  presetRandomHint: l10n.t('A random point at which the function is defined; press again for another'),
  keepPoint: l10n.t('Keep…'),
  keepPointHint: l10n.t('Keep this point under a name'),
  pointName: l10n.t('Name of the point'),
  pointKept: l10n.t('kept'),
  dropPoint: l10n.t('Forget the point {0}'),
  goToKeptPoint: l10n.t('Go to this point'),
});
