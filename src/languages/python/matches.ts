/**
 * `match` on constants as a chain of `if`s (Python's language reference, 8.6). Patterns that take structures apart
 * become conditions that are `unsupported`.
 */
import type { Expression, Statement } from '../program';
import type { Span } from '../source';
import { expression, required, tuple, unsupported } from './expressions';
import { block, mostBranches, tooManyBranches } from './statements';
import { type Source, type Syntax, fieldOf, fieldsOf, hasToken, namedChildren, spanOf, textOf } from './syntax';

/** A name that no source can spell. */
const subjectName = 'match subject';

/** What a pattern asks for (`null`: nothing), and the name that it binds to the subject. */
interface Pattern {
  readonly condition: Expression | null;
  readonly capture: { readonly name: string; readonly span: Span } | null;
}

export function matchStatement(source: Source, node: Syntax): Statement[] {
  const subjects = fieldsOf(node, 'subject').filter(({ isNamed }) => isNamed);
  const [first] = subjects;
  const isTuple = subjects.length > 1 || hasToken(node, ',');
  const value = isTuple ? tuple(source, node, subjects) : required(source, node, first);
  const span = value.span;
  const subject: Expression = value.kind === 'name' ? value : { kind: 'name', name: subjectName, span };
  const clauses = fieldsOf(fieldOf(node, 'body') ?? node, 'alternative');
  if (clauses.length > mostBranches) return [unsupported(source, node, tooManyBranches)];
  let chain: Statement[] = [];
  for (const clause of [...clauses].reverse()) chain = caseClause(source, clause, subject, chain);
  if (value.kind === 'name') return chain;
  return [
    { kind: 'assign', targets: [{ kind: 'name', name: subjectName, span }], value, annotation: null, span },
    ...chain,
  ];
}

function caseClause(source: Source, node: Syntax, subject: Expression, rest: readonly Statement[]): Statement[] {
  const patterns = node.children.filter(({ type }) => type === 'case_pattern');
  const [first] = patterns;
  const isSequence = patterns.length !== 1 || hasToken(node, ',');
  const { condition, capture } =
    isSequence || !first
      ? { condition: unsupported(source, node, structural), capture: null }
      : readPattern(source, first, subject);
  const guardClause = fieldOf(node, 'guard');
  const guard = guardClause ? required(source, guardClause, namedChildren(guardClause)[0]) : null;
  const then = block(source, fieldOf(node, 'consequence'));
  const span = spanOf(source, node);
  const choose = (question: Expression | null, yes: readonly Statement[]): Statement[] =>
    question ? [{ kind: 'if', condition: question, then: yes, otherwise: rest, span }] : [...yes];
  if (!capture) return choose(both(condition, guard), then);
  const binding: Statement = {
    kind: 'assign',
    targets: [{ kind: 'name', name: capture.name, span: capture.span }],
    value: subject,
    annotation: null,
    span: capture.span,
  };
  if (!guard) return choose(condition, [binding, ...then]);
  // The guard may use the name: it is bound first, and stays bound where the guard does not hold, as in Python.
  if (!condition) return [binding, ...choose(guard, then)];
  return choose(unsupported(source, node, 'A pattern with “as” and a guard is not read.'), then);
}

const structural = 'Patterns that take a structure apart are not read; compare the parts in an “if”.';

function both(left: Expression | null, right: Expression | null): Expression | null {
  if (!left || !right) return left ?? right;
  const span = { start: left.span.start, end: right.span.end };
  return { kind: 'logic', operator: 'and', left, right, span };
}

function readPattern(source: Source, node: Syntax, subject: Expression): Pattern {
  const span = spanOf(source, node);
  const [inner] = namedChildren(node);
  const text = textOf(source, node).trim();
  const equals = (value: Expression): Pattern => ({
    condition: { kind: 'comparison', operands: [subject, value], operators: ['=='], span },
    capture: null,
  });
  if (text === '_') return { condition: null, capture: null };
  switch (inner?.type) {
    case 'integer':
    case 'float': {
      const value = expression(source, inner);
      return equals(hasToken(node, '-') ? { kind: 'unary', operator: '-', operand: value, span } : value);
    }
    case 'string':
    case 'concatenated_string':
    case 'true':
    case 'false':
    case 'none':
      return singleton(expression(source, inner), equals, subject, span);
    case 'dotted_name': {
      const names = namedChildren(inner);
      if (names.length === 1) return { condition: null, capture: { name: text, span } };
      return equals(dottedValue(source, names));
    }
    case 'union_pattern':
      return union(source, inner, subject);
    case 'as_pattern': {
      const [pattern, name] = namedChildren(inner);
      if (pattern?.type !== 'case_pattern' || !name) break;
      const { condition, capture } = readPattern(source, pattern, subject);
      if (capture) break;
      return { condition, capture: { name: textOf(source, name), span: spanOf(source, name) } };
    }
    default:
  }
  return { condition: unsupported(source, node, structural), capture: null };
}

/** `case None`, `case True` ask for identity. */
function singleton(
  value: Expression,
  equals: (value: Expression) => Pattern,
  subject: Expression,
  span: Span,
): Pattern {
  if (value.kind !== 'none' && value.kind !== 'boolean') return equals(value);
  return { condition: { kind: 'comparison', operands: [subject, value], operators: ['is'], span }, capture: null };
}

function dottedValue(source: Source, names: readonly Syntax[]): Expression {
  const [first, ...rest] = names;
  const start = spanOf(source, first!);
  return rest.reduce<Expression>(
    (object, name) => ({
      kind: 'attribute',
      object,
      name: textOf(source, name),
      span: { start: start.start, end: spanOf(source, name).end },
    }),
    { kind: 'name', name: textOf(source, first!), span: start },
  );
}

/** `1 | -2 | "a"`: the grammar has the alternatives without a node of their own, a minus sign before a number. */
function union(source: Source, node: Syntax, subject: Expression): Pattern {
  const alternatives: Syntax[] = [];
  let pending: Syntax[] = [];
  const finish = (): void => {
    const [first] = pending;
    const last = pending[pending.length - 1];
    if (first && last) {
      const children = pending.map((child) => ({ ...child, field: null }));
      alternatives.push({ ...node, type: 'case_pattern', start: first.start, end: last.end, children });
    }
    pending = [];
  };
  for (const child of node.children) {
    if (child.type === '|') finish();
    else pending.push(child);
  }
  finish();
  if (alternatives.length > mostBranches)
    return { condition: unsupported(source, node, tooManyBranches), capture: null };
  const patterns = alternatives.map((alternative) => readPattern(source, alternative, subject));
  const conditions = patterns.map(({ condition }) => condition);
  if (patterns.some(({ capture }) => capture))
    return { condition: unsupported(source, node, structural), capture: null };
  // A wildcard among the alternatives takes everything.
  if (conditions.includes(null)) return { condition: null, capture: null };
  const [first, ...rest] = conditions as Expression[];
  return {
    condition: rest.reduce(
      (left, right) => ({
        kind: 'logic',
        operator: 'or',
        left,
        right,
        span: { start: left.span.start, end: right.span.end },
      }),
      first!,
    ),
    capture: null,
  };
}
