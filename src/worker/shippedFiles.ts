/** What the service reads: the parser's runtime and the grammars (kept complete by a test). They lie beside the bundles. */
export const SHIPPED_FILES = [
  'web-tree-sitter.wasm',
  'tree-sitter-python.wasm',
  'tree-sitter-javascript.wasm',
  'tree-sitter-typescript.wasm',
  'tree-sitter-tsx.wasm',
] as const;
