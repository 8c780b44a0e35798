/** Differences as SARIF 2.1.0, the format that code-scanning services read. */
import type { Log, Region, ReportingDescriptor, Result } from 'sarif';
import type { Range } from '../languages/source';
import type { Checked } from './checkFile';
import { differencesOf } from './differences';
import { version } from './version';

const rule = {
  id: 'derivative-differs',
  name: 'HandWrittenDerivativeDiffers',
  shortDescription: { text: 'A hand-written derivative differs from the derivative of its function.' },
  fullDescription: {
    text: 'The function was differentiated exactly; at the witness point both sides were evaluated and they differ.',
  },
  defaultConfiguration: { level: 'error' },
} as const satisfies ReportingDescriptor;

/** SARIF counts lines and columns from 1; columns in UTF-16 code units. */
const region = ({ start, end }: Range): Region => ({
  startLine: start.line + 1,
  startColumn: start.character + 1,
  endLine: end.line + 1,
  endColumn: end.character + 1,
});

const uri = (file: string): string => file.split(/[\\/]/).map(encodeURIComponent).join('/');

/** Of a verdict: one result for each place that differs, or one for the whole derivative. */
function resultsOf({ file, checks }: Checked): Result[] {
  const artifactLocation = { uri: uri(file) };
  return checks.flatMap((check) =>
    differencesOf(check).map(({ range, message }): Result => ({
      ruleId: rule.id,
      ruleIndex: 0,
      level: 'error',
      message: { text: `${check.function}${check.part}: ${message}` },
      locations: [{ physicalLocation: { artifactLocation, region: region(range) } }],
    })),
  );
}

export function sarif(found: readonly Checked[]): Log {
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
        results: found.flatMap(resultsOf),
      },
    ],
  };
}
