/** What `gradlens check --format sarif` prints, against the schema of SARIF 2.1.0. */
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { folderWith, gradlens } from './gradlens';

const published = JSON.parse(
  readFileSync('node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json', 'utf8'),
) as Record<string, unknown>;
// It calls itself draft 4, of which it uses nothing that later drafts read otherwise but the name of `$id`.
const schema = Object.fromEntries(Object.entries(published).filter(([key]) => key !== 'id' && key !== '$schema'));

const ajv = new Ajv({
  strict: false,
  allErrors: true,
  // One of its patterns has a bracket too many.
  unicodeRegExp: false,
  formats: {
    uri: (text: string) => URL.canParse(text),
    'uri-reference': (text: string) => URL.canParse(text, 'https://example.org/') && !/[\s<>"{}|\\^`]/.test(text),
    'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
  },
});
const isValid = ajv.compile(schema);

interface Log {
  runs: { results: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[];
}

const right = 'def f(x):\n    return x**3\n\ndef f_prime(x):\n    return 3*x**2\n';
const wrong = 'def f(x):\n    return x**3\n\ndef f_prime(x):\n    return 2*x**2\n';
const matrix =
  'import numpy as np\n\ndef f(x):\n    return np.array([x[0]**2, x[0]*x[1]])\n\n' +
  'def jac_f(x):\n    return np.array([[x[0], 1], [x[1], -x[0]]])\n';

function log(files: Record<string, string>): { readonly status: number | null; readonly log: Log } {
  const { status, out } = gradlens('check', folderWith(files), '--format', 'sarif');
  const read = JSON.parse(out) as Log;
  expect(isValid(read), JSON.stringify(isValid.errors, null, 1)).toBe(true);
  return { status, log: read };
}

describe('SARIF', () => {
  it('is valid without a difference', () => {
    const { status, log: read } = log({ 'a.py': right });
    expect(status).toBe(0);
    expect(read.runs[0]?.results).toEqual([]);
  });

  it('is valid with differences in several files, one result for each entry', () => {
    const { status, log: read } = log({ 'a.py': wrong, 'sub/b.py': matrix, 'c.py': right });
    expect(status).toBe(1);
    expect(read.runs[0]?.results).toHaveLength(4);
  });

  it('is valid with names that a URI cannot hold as they are', () => {
    const { log: read } = log({ 'my folder/α #1 100%.py': wrong });
    const uri = read.runs[0]?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri ?? '';
    expect(decodeURIComponent(uri)).toMatch(/\/my folder\/α #1 100%\.py$/);
    expect(uri).toMatch(/\/my%20folder\/%CE%B1%20%231%20100%25\.py$/);
  });

  it('is valid for a file that cannot be parsed in full, and for the examples', () => {
    expect(log({ 'a.py': `${wrong}\ndef broken(:\n` }).status).toBe(1);
    const { out } = gradlens('check', 'examples', '--format', 'sarif');
    const read = JSON.parse(out) as Log;
    expect(isValid(read), JSON.stringify(isValid.errors)).toBe(true);
    expect(read.runs[0]?.results.length).toBeGreaterThan(0);
  });

  it('the schema would notice', () => {
    expect(isValid({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results: [{}] }] })).toBe(false);
    expect(isValid({ version: '2.1.0', runs: [{ tool: {} }] })).toBe(false);
  });
});
