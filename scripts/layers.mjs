import { dirname, relative, resolve, sep } from 'node:path';
import { ROOT } from './root.mjs';

/**
 * The layers of src/, and which folders or files of the others each may import. It goes one way: from text to a program,
 * a graph, its derivative, and what is known of a document; then to a worker, and to the editor, its panel and the
 * terminal.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const LAYERS = {
  calculus: [],
  numerics: ['calculus'],
  notation: ['calculus'],
  languages: [],
  tracing: ['languages', 'calculus'],
  verification: ['tracing', 'languages', 'numerics', 'calculus'],
  analysis: ['verification', 'tracing', 'languages', 'notation', 'numerics', 'calculus'],
  worker: ['analysis', 'languages', 'notation', 'numerics'],
  // The manifest is where the program's version stands.
  cli: ['analysis', 'languages', '../package.json'],
  editor: ['worker', 'panel/messages', 'panel/texts', 'panel/pointText'],
  // Round numbers are the same on an axis and between contours.
  panel: ['worker/protocol', 'numerics/nice'],
};

/** The part of a path below src/, with slashes; outside of it, it begins with `..`. @param {string} path */
const inSource = (path) => relative(resolve(ROOT, 'src'), path).split(sep).join('/');

/** Reports imports, in a file of a layer, of what that layer may not know. @type {import('eslint').Rule.RuleModule} */
export const layersRule = {
  meta: {
    type: 'problem',
    messages: { layer: 'src/{{from}}/ may not import {{to}} (see LAYERS in scripts/layers.mjs).' },
  },
  create(context) {
    const [from = ''] = inSource(context.filename).split('/');
    const allowed = LAYERS[from];
    if (!allowed) return {};
    /** @param {import('estree').Node} node that may have a source */
    const check = (node) => {
      const source = 'source' in node ? node.source : null;
      if (source?.type !== 'Literal' || !String(source.value).startsWith('.')) return;
      const to = inSource(resolve(dirname(context.filename), String(source.value)));
      if ([from, ...allowed].some((place) => to === place || to.startsWith(`${place}/`))) return;
      context.report({ node: source, messageId: 'layer', data: { from, to } });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportAllDeclaration: check,
      ExportNamedDeclaration: check,
    };
  },
};
