import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top folder of the project. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Things that are downloaded once and kept: a VS Code, a Node for it. Ignored by Git; safe to delete. */
export const DOWNLOADS = join(ROOT, '.vscode-test');

/** What a test run leaves for people: results, screenshots. Ignored by Git; safe to delete. */
export const RESULTS = join(ROOT, 'test-results');
