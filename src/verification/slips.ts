/**
 * Slips in what is written that no change of one expression undoes: bounds of slices and of loops that are one off, one
 * element in place of all behind it, the other axis, a transpose too many.
 */
import type { Argument, Expression, FunctionDefinition } from '../languages/program';
import type { Span } from '../languages/source';
import { allStatements, everyExpressionOf, within } from '../languages/walk';
import { calleeName } from './walk';

export interface Slip {
  /** The function without it. */
  readonly function: FunctionDefinition;
  /** "`x[:j]` should be `x[:j + 1]`". */
  readonly finding: string;
}

/** More are not tried. */
const MOST_SLIPS = 24;
/** Longer code is not quoted. */
const LONGEST = 60;

type Slice = Extract<Expression, { kind: 'slice' }>;

/** What stands for an expression wherever it is written like that. */
interface Change {
  readonly before: Expression;
  readonly after: Expression;
  /** As it is written then. */
  readonly text: string;
}

/** Functions that differ from the written one by a slip, which is undone in all places that read the same. */
export function slipsOf(written: FunctionDefinition, textOf: (span: Span) => string): Slip[] {
  const groups = new Map<string, Change[]>();
  for (const statement of allStatements(written.body))
    for (const root of everyExpressionOf(statement))
      for (const part of within(root))
        for (const change of changesOf(part, textOf)) {
          const key = `\`${textOf(part.span)}\` should be \`${change.text}\``;
          groups.set(key, [...(groups.get(key) ?? []), change]);
        }
  return [...groups].slice(0, MOST_SLIPS).map(([finding, changes]) => ({
    function: replaced(written, new Map(changes.map(({ before, after }) => [before, after]))),
    finding,
  }));
}

function changesOf(part: Expression, textOf: (span: Span) => string): Change[] {
  const text = textOf(part.span);
  if (text.length > LONGEST || text.includes('\n')) return [];
  const put = ({ start, end }: Span, by: string): string =>
    text.slice(0, start - part.span.start) + by + text.slice(end - part.span.start);
  if (part.kind === 'index')
    return part.indices.flatMap((index, at) =>
      (index.kind === 'slice' ? slices(index, textOf) : behind(index)).map(({ index: changed, text: by }) => ({
        before: part,
        after: { ...part, indices: part.indices.map((other, k) => (k === at ? changed : other)) },
        text: put(index.span, by),
      })),
    );
  if (part.kind === 'attribute' && part.name === 'T')
    return [{ before: part, after: part.object, text: textOf(part.object.span) }];
  return part.kind === 'call' ? ofCall(part, textOf, put) : [];
}

/** An index, and how it is written. */
interface Index {
  readonly index: Expression;
  readonly text: string;
}

/** Bounds that are one more, or one less. */
function slices(slice: Slice, textOf: (span: Span) => string): Index[] {
  const written = (bound: Expression | null): string => (bound ? textOf(bound.span) : '');
  const step = slice.step ? `:${textOf(slice.step.span)}` : '';
  const ofStop = slice.stop ? steps(slice.stop, textOf) : [];
  const ofStart = slice.start ? steps(slice.start, textOf) : [];
  return [
    ...ofStop.map(({ index, text }) => ({
      index: { ...slice, stop: index },
      text: `${written(slice.start)}:${text}${step}`,
    })),
    ...ofStart.map(({ index, text }) => ({
      index: { ...slice, start: index },
      text: `${text}:${written(slice.stop)}${step}`,
    })),
  ];
}

/** `x[1:]` for `x[1]`. */
const behind = (index: Expression): Index[] =>
  index.kind === 'number' && Number(index.text) >= 1
    ? [{ index: { kind: 'slice', start: index, stop: null, step: null, span: index.span }, text: `${index.text}:` }]
    : [];

/** A bound and its neighbours. */
function steps(bound: Expression, textOf: (span: Span) => string): Index[] {
  if (bound.kind === 'number') {
    const value = Number(bound.text);
    if (!Number.isInteger(value)) return [];
    return [value + 1, value - 1]
      .filter((next) => next >= 0)
      .map((next) => ({ index: { ...bound, text: String(next) }, text: String(next) }));
  }
  if (!/^(name|attribute|index|call|binary)$/.test(bound.kind)) return [];
  // `j + 1` one less is `j`.
  const isSum = bound.kind === 'binary' && /^[+-]$/.test(bound.operator) && bound.right.kind === 'number';
  const left = isSum ? bound.left : bound;
  const own = isSum ? Number(`${bound.operator}${textOf(bound.right.span)}`) : 0;
  if (!Number.isInteger(own)) return [];
  return [own + 1, own - 1].map((sum): Index => {
    if (sum === 0) return { index: left, text: textOf(left.span) };
    const [operator, count] = [sum > 0 ? '+' : '-', String(Math.abs(sum))] as const;
    const right: Expression = { kind: 'number', text: count, span: bound.span };
    const index: Expression = { kind: 'binary', operator, left, right, span: bound.span };
    return { index, text: `${textOf(left.span)} ${operator} ${count}` };
  });
}

/** The bounds of `range` and `arange`; the other one of two axes. */
function ofCall(
  call: Extract<Expression, { kind: 'call' }>,
  textOf: (span: Span) => string,
  put: (span: Span, by: string) => string,
): Change[] {
  const name = calleeName(call.callee) ?? '';
  const withArgument = (at: number, value: Expression, text: string): Change => ({
    before: call,
    after: {
      ...call,
      arguments: call.arguments.map((argument, k): Argument => (k === at ? { ...argument, value } : argument)),
    },
    text: put((call.arguments[at] as Argument).value.span, text),
  });
  return call.arguments.flatMap(({ name: keyword, value }, at): Change[] => {
    if (keyword === 'axis' && value.kind === 'number' && /^[01]$/.test(value.text)) {
      const other = value.text === '0' ? '1' : '0';
      return [withArgument(at, { ...value, text: other }, other)];
    }
    if (!/^a?range$/.test(name) || keyword !== null) return [];
    return steps(value, textOf).map(({ index, text }) => withArgument(at, index, text));
  });
}

/** A copy of plain data with some objects of it replaced by others. */
function replaced<Value extends object>(value: Value, by: ReadonlyMap<object, object>): Value {
  const copy = (one: unknown): unknown => {
    if (typeof one !== 'object' || one === null) return one;
    const other = by.get(one);
    if (other) return other;
    if (Array.isArray(one)) return one.map(copy);
    return Object.fromEntries(Object.entries(one).map(([key, member]) => [key, copy(member)]));
  };
  return copy(value) as Value;
}
