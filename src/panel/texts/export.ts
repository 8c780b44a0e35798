/** What the page says of exporting. */
export interface ExportTexts {
  readonly exportHeading: string;
  readonly exportMore: string;
  readonly exportPart: string;
  readonly exportDerivative: string;
  readonly exportFunction: string;
  readonly exportNumbers: string;
  readonly exportReport: string;
  readonly exportFormat: string;
  readonly exportPreview: string;
  readonly exportCopy: string;
  readonly exportInsert: string;
  readonly exportInsertHint: string;
  readonly exportSave: string;
  readonly exportInserted: string;
  readonly formatLatex: string;
  readonly formatMathml: string;
  readonly formatText: string;
  /** `{0}`: the file's language, as `Python`. */
  readonly formatCode: string;
  readonly formatJson: string;
  readonly formatCsv: string;
  readonly formatMarkdown: string;
}
