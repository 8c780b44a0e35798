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
