/** Differences as SARIF 2.1.0, the format that code-scanning services read. */
import type { Checked } from './checkFile';
import { version } from './version';

const rule = {
  id: 'derivative-differs',
  name: 'HandWrittenDerivativeDiffers',
  shortDescription: { text: 'A hand-written derivative differs from the derivative of its function.' },
  fullDescription: {
    text: 'The function was differentiated exactly; at the witness point both sides were evaluated and they differ.',
  },
  defaultConfiguration: { level: 'error' },
} as const;

/** SARIF counts lines and columns from 1; columns in UTF-16 code units. */
function region({
  start,
  end,
}: {
  start: { line: number; character: number };
  end: { line: number; character: number };
}) {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

const uri = (file: string): string => file.split(/[\\/]/).map(encodeURIComponent).join('/');

export function sarif(found: readonly Checked[]): unknown {
  const results = found.flatMap(({ file, checks }) =>
    checks
      .filter((check) => check.verdict === 'differs')
      .flatMap((check) =>
        (check.entries.length > 0 ? check.entries : [{ range: check.nameRange, diagnosis: check.message }]).map(
          (entry) => ({
            ruleId: rule.id,
            ruleIndex: 0,
            level: 'error',
            message: { text: `${check.function}${check.part}: ${entry.diagnosis}` },
            locations: [{ physicalLocation: { artifactLocation: { uri: uri(file) }, region: region(entry.range) } }],
          }),
        ),
      ),
  );
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Gradlens',
            version,
            informationUri: 'https://github.com/gradlens/gradlens',
            rules: [rule],
          },
        },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
}
