/** LaTeX as presentation MathML, by MathJax: what word processors and browsers take. */
import { liteAdaptor } from 'mathjax-full/js/adaptors/liteAdaptor.js';
import { STATE } from 'mathjax-full/js/core/MathItem.js';
import type { MmlNode } from 'mathjax-full/js/core/MmlTree/MmlNode.js';
import { SerializedMmlVisitor } from 'mathjax-full/js/core/MmlTree/SerializedMmlVisitor.js';
import { RegisterHTMLHandler } from 'mathjax-full/js/handlers/html.js';
import { TeX } from 'mathjax-full/js/input/tex.js';
import 'mathjax-full/js/input/tex/ams/AmsConfiguration.js';
import 'mathjax-full/js/input/tex/base/BaseConfiguration.js';
import { mathjax } from 'mathjax-full/js/mathjax.js';

/** Characters of LaTeX above which a formula is not converted. */
const LONGEST = 60_000;

let convert: ((latex: string) => string) | undefined;

function createConverter(): (latex: string) => string {
  RegisterHTMLHandler(liteAdaptor());
  const input = new TeX({
    packages: ['base', 'ams'],
    maxBuffer: LONGEST * 2,
    formatError: (_: unknown, error: Error) => {
      throw error;
    },
  });
  const document = mathjax.document('', { InputJax: input });
  const visitor = new SerializedMmlVisitor();
  return (latex) => {
    const root: unknown = document.convert(latex, { display: true, end: STATE.CONVERT });
    return visitor.visitTree(root as MmlNode);
  };
}

/** `<math …>…</math>` of a formula (LaTeX without delimiters); `null` for what cannot be set, or is too long. */
export function renderMathml(latex: string): string | null {
  if (latex.length > LONGEST) return null;
  try {
    convert ??= createConverter();
    return convert(latex).replace(/ data-[\w-]+="[^"]*"/g, '');
  } catch {
    // A document that met an error may be in an odd state.
    convert = undefined;
    return null;
  }
}
