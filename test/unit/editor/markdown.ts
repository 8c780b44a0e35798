import { marked, type Token, type Tokens } from 'marked';

/** Markdown read by the parser that VS Code uses, as plain data: what kinds of things it becomes, and its text. */
export function read(markdown: string): { readonly kinds: ReadonlySet<string>; readonly text: string } {
  const kinds = new Set<string>();
  let text = '';
  void marked.walkTokens(marked.lexer(markdown, { gfm: true }), (token: Token) => {
    kinds.add(token.type);
    const inner = 'tokens' in token && token.tokens !== undefined;
    if ((token.type === 'text' && !inner) || token.type === 'escape')
      text += unescapeEntities((token as Tokens.Text).text);
    if (token.type === 'br') text += '\n';
  });
  return { kinds, text };
}

/** Kinds that carry no meaning: paragraphs of escaped text. */
export const PLAIN = new Set(['paragraph', 'text', 'escape', 'br', 'space']);

/** marked hands out text as HTML. */
function unescapeEntities(text: string): string {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };
  return text.replace(/&(lt|gt|amp|quot|#39);/g, (_all, name: string) => entities[name] ?? '');
}
