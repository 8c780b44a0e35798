import { l10n } from 'vscode';
import type { ExportTexts } from '../../panel/texts/export';

export const exportTexts = (): ExportTexts => ({
  exportHeading: l10n.t('Export'),
  exportMore: l10n.t('More formats…'),
  exportPart: l10n.t('What to export'),
  exportDerivative: l10n.t('Derivative'),
  exportFunction: l10n.t('Function'),
  exportNumbers: l10n.t('Numbers'),
  exportReport: l10n.t('Report'),
  exportFormat: l10n.t('Format'),
  exportPreview: l10n.t('Preview'),
  exportCopy: l10n.t('Copy'),
  exportInsert: l10n.t('Insert at Cursor'),
  exportInsertHint: l10n.t(
    'Insert into the text editor that was used last; in source code as a comment, unless it is code',
  ),
  exportSave: l10n.t('Save…'),
  exportInserted: l10n.t('Inserted'),
  formatLatex: l10n.t('LaTeX'),
  formatMathml: l10n.t('MathML'),
  formatText: l10n.t('Plain text'),
  formatCode: l10n.t('Source code ({0})'),
  formatJson: l10n.t('JSON'),
  formatCsv: l10n.t('Comma-separated values'),
  formatMarkdown: l10n.t('Markdown'),
});
