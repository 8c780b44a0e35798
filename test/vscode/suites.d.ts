/** All tests for VS Code that can run in this extension host (see esbuild.mjs). */
declare module 'gradlens:suites';

declare module 'mocha/mocha.js';
