import { l10n } from 'vscode';
import type { SourceTexts } from '../../panel/texts/source';

export const sourceTexts = (): SourceTexts => ({
  sourceInfluences: l10n.t('{0} at the cursor has a part in {1} entries'),
  sourceInfluencesOne: l10n.t('{0} at the cursor has a part in one entry'),
  sourceInfluencesNone: l10n.t('{0} at the cursor has no part in the derivative'),
});
