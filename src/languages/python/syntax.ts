/** Python's syntax trees. */
import { type Source, type Syntax, textOf } from '../syntax';

export * from '../syntax';

/** Names are compared after compatibility normalisation (Python's language reference, 2.3). */
export function identifier(source: Source, node: Syntax): string {
  const name = textOf(source, node);
  return /^[\x20-\x7e]*$/.test(name) ? name : name.normalize('NFKC');
}
