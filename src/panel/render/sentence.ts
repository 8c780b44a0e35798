/** Sentences for a person, in which `code` stands between backticks. */
import { h, type Child } from '../dom';

export function sentence(text: string): readonly Child[] {
  return text.split(/`([^`]+)`/).map((piece, i) => (i % 2 === 1 ? h('code', null, piece) : piece));
}
