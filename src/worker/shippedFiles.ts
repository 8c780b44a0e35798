/** What the service reads: the parser's runtime and the grammars (kept complete by a test). They lie beside the bundles. */
export const SHIPPED_FILES = ['web-tree-sitter.wasm', 'tree-sitter-python.wasm'] as const;
