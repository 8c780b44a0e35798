/** A point typed argument by argument, as the one text that the worker parses, and its problems put back in place. */
import type { PointProblem } from '../panel/messages';
import type { ParsedPoint } from '../worker/protocol';

export interface PointText {
  readonly text: string;
  /** Where in the text the value of each argument begins. */
  readonly starts: ReadonlyMap<string, number>;
}

/** `{ x: '[1, 2]', a: '3' }` as `x = [1, 2]; a = 3`. Empty fields are left out. */
export function joinFields(fields: Readonly<Record<string, string>>): PointText {
  const starts = new Map<string, number>();
  let text = '';
  for (const [argument, value] of Object.entries(fields)) {
    if (value.trim() === '') continue;
    if (text !== '') text += '; ';
    text += `${argument} = `;
    starts.set(argument, text.length);
    text += value;
  }
  return { text, starts };
}

/** A problem of the whole text as one of the field that it is in. */
export function fieldProblem(
  { starts }: PointText,
  { message, argument, offset }: Extract<ParsedPoint, { ok: false }>,
): PointProblem {
  if (offset === null) return { message, argument, offset };
  const before = [...starts].filter(([, start]) => start <= offset).at(-1);
  if (!before) return { message, argument, offset: null };
  const [field, start] = before;
  return argument !== null && argument !== field
    ? { message, argument, offset: null }
    : { message, argument: field, offset: offset - start };
}

/**
 * The text of a whole point as fields: by the names that it gives its values, else as the value of the first argument.
 * The worker has taken the text already, so that it is one or the other.
 */
export function splitPoint(text: string, inputs: readonly string[]): Record<string, string> {
  const fields: Record<string, string> = {};
  let last: string | null = null;
  for (const part of splitOutsideBrackets(text)) {
    const named = /^\s*([^\s=[\](){}]+)\s*=(?!=)([^]*)$/.exec(part.text);
    if (named?.[1] !== undefined && inputs.includes(named[1])) {
      last = named[1];
      fields[last] = (named[2] ?? '').trim();
    } else if (last !== null) fields[last] += part.separator + part.text;
    else if (part.text.trim() !== '' && inputs[0] !== undefined) fields[(last = inputs[0])] = part.text.trim();
  }
  return fields;
}

/** The pieces between commas and semicolons that are in no bracket, each with the separator before it. */
function splitOutsideBrackets(text: string): { separator: string; text: string }[] {
  const pieces = [{ separator: '', text: '' }];
  let depth = 0;
  for (const character of text) {
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
    const piece = pieces[pieces.length - 1];
    if (depth === 0 && (character === ';' || character === ',')) pieces.push({ separator: character, text: '' });
    else if (piece) piece.text += character;
  }
  return pieces;
}
