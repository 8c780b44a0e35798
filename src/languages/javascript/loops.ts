/** Loops, labels, and what `break` and `continue` lead to. */
import type { Expression, Statement, Target } from '../program';
import { type Syntax, fieldOf, hasToken, namedChildren, spanOf, textOf } from '../syntax';
import { effectOf, required } from './expressions';
import { assignPattern, target } from './patterns';
import { type Jump, type Reading, assignment, callOf, name, temporary, unsupported } from './source';
import { body, declaration, statement } from './statements';
import { switchStatement } from './switch';

/** Reads the body of a loop; `break` and `continue` inside mean it. */
function inside(source: Reading, node: Syntax | undefined, jump: Jump): Statement[] {
  const outer = source.jumps;
  source.jumps = [...outer, jump];
  const statements = body(source, node);
  source.jumps = outer;
  return statements;
}

export const newJump = (kind: Jump['kind'], label: string | null): Jump => ({
  label,
  kind,
  flags: { broken: null, continued: null },
});

/** `for (let i = 0; i < n; i++)`. */
export function forLoop(source: Reading, node: Syntax, label: string | null): Statement[] {
  const span = spanOf(source, node);
  const [initializer, condition, increment] = [
    fieldOf(node, 'initializer'),
    fieldOf(node, 'condition'),
    fieldOf(node, 'increment'),
  ];
  const before = !initializer
    ? []
    : initializer.type.endsWith('_declaration')
      ? declaration(source, initializer)
      : statement(source, initializer.type.endsWith('_statement') ? initializer : asStatement(initializer));
  const jump = newJump('loop', label);
  const test = condition && condition.type !== 'empty_statement' ? conditionOf(source, condition) : null;
  const statements = inside(source, fieldOf(node, 'body'), jump);
  const update = increment ? effectOf(source, increment) : [];
  const always: Expression = { kind: 'boolean', value: true, span };
  const repeat: Statement = {
    kind: 'while',
    condition: test ?? always,
    body: statements,
    otherwise: [],
    update,
    span,
  };
  return around(source, node, jump, [...before, repeat]);
}

const asStatement = (node: Syntax): Syntax => ({
  ...node,
  type: 'expression_statement',
  children: [{ ...node, depth: node.depth + 1 }],
});

/** The grammar gives the condition of a `for` as a statement or as an expression. */
function conditionOf(source: Reading, node: Syntax): Expression {
  const inner = node.type === 'expression_statement' ? namedChildren(node)[0] : node;
  return required(source, node, inner);
}

/** `for (const x of list)`, `for (const i in list)`. */
export function forIn(source: Reading, node: Syntax, label: string | null): Statement[] {
  const span = spanOf(source, node);
  const left = fieldOf(node, 'left');
  if (!left) return [unsupported(source, node)];
  if (hasToken(node, 'await'))
    return [unsupported(source, node, 'What a “for await” goes through is only known when the program runs.')];
  const through = required(source, node, fieldOf(node, 'right'));
  const iterable =
    fieldOf(node, 'operator')?.type === 'in' || hasToken(node, 'in') ? callOf('keys of', [through], span) : through;
  const isPlain = ['identifier', 'member_expression', 'subscript_expression'].includes(left.type);
  const own = temporary(source, 'item');
  const item: Target = isPlain ? target(source, left) : { kind: 'name', name: own, span: spanOf(source, left) };
  const apart = isPlain ? [] : assignPattern(source, left, name(own, spanOf(source, left)));
  const jump = newJump('loop', label);
  const statements = inside(source, fieldOf(node, 'body'), jump);
  return around(source, node, jump, [
    { kind: 'for', target: item, iterable, body: [...apart, ...statements], otherwise: [], span },
  ]);
}

/** `while`, `do … while`. */
export function loop(source: Reading, node: Syntax, label: string | null): Statement[] {
  const span = spanOf(source, node);
  const jump = newJump('loop', label);
  const condition = required(source, node, fieldOf(node, 'condition'));
  const statements = inside(source, fieldOf(node, 'body'), jump);
  const isFirst = node.type === 'do_statement';
  return around(source, node, jump, [
    { kind: 'while', condition, body: statements, otherwise: [], ...(isFirst ? { runsFirst: true } : {}), span },
  ]);
}

/** `label: for (…)`. */
export function labelled(source: Reading, node: Syntax): Statement[] {
  const own = fieldOf(node, 'label');
  const inner = fieldOf(node, 'body');
  const label = own ? textOf(source, own) : null;
  switch (inner?.type) {
    case 'for_statement':
      return forLoop(source, inner, label);
    case 'for_in_statement':
      return forIn(source, inner, label);
    case 'while_statement':
    case 'do_statement':
      return loop(source, inner, label);
    case 'switch_statement':
      return switchStatement(source, inner, label);
    default: {
      if (!inner) return [];
      // A block that is left by its label: a loop of one pass.
      const span = spanOf(source, node);
      const jump = newJump('switch', label);
      const statements = inside(source, inner, jump);
      return around(source, node, jump, [onePass(statements, span)]);
    }
  }
}

/** Statements that `break` leaves. */
export function onePass(statements: readonly Statement[], span: Statement['span']): Statement {
  const always: Expression = { kind: 'boolean', value: true, span };
  return { kind: 'while', condition: always, body: [...statements, { kind: 'break', span }], otherwise: [], span };
}

/**
 * The flags that inner statements set to leave this one are cleared before it; after it, those of the statements around
 * are looked at.
 */
export function around(source: Reading, node: Syntax, jump: Jump, statements: readonly Statement[]): Statement[] {
  const span = spanOf(source, node);
  const { broken, continued } = jump.flags;
  const clear = [broken, continued].flatMap((flag) => (flag === null ? [] : [setFlag(flag, false, span)]));
  const after = source.jumps.flatMap((outer, depth): Statement[] => {
    const isNearest = depth === source.jumps.length - 1;
    return [
      ...leaveIf(outer.flags.broken, { kind: 'break', span }),
      ...leaveIf(
        outer.flags.continued,
        isNearest && outer.kind === 'loop' ? { kind: 'continue', span } : { kind: 'break', span },
      ),
    ];
  });
  const inner = statements.map((one) =>
    continued !== null && (one.kind === 'while' || one.kind === 'for')
      ? { ...one, body: [setFlag(continued, false, span), ...one.body] }
      : one,
  );
  return [...clear, ...inner, ...after];
}

const leaveIf = (flag: string | null, then: Statement): Statement[] =>
  flag === null ? [] : [{ kind: 'if', condition: name(flag, then.span), then: [then], otherwise: [], span: then.span }];

const setFlag = (flag: string, value: boolean, span: Statement['span']): Statement =>
  assignment({ kind: 'name', name: flag, span }, { kind: 'boolean', value, span }, span);

/** `break`, `continue`, to the nearest statement or to a label. */
export function jump(source: Reading, node: Syntax): Statement[] {
  const span = spanOf(source, node);
  const own = fieldOf(node, 'label');
  const label = own ? textOf(source, own) : null;
  const isBreak = node.type === 'break_statement';
  const plain: Statement = { kind: isBreak ? 'break' : 'continue', span };
  const { jumps } = source;
  const depth = lastIndex(jumps, (one) => (label !== null ? one.label === label : isBreak || one.kind === 'loop'));
  const to = jumps[depth];
  if (!to) return [unsupported(source, node, `“${isBreak ? 'break' : 'continue'}” leads nowhere here.`)];
  if (depth === jumps.length - 1) return [plain];
  // Through other statements: each is left in turn, a flag says how far.
  const part = isBreak ? 'broken' : 'continued';
  to.flags[part] ??= temporary(source, part);
  return [setFlag(to.flags[part], true, span), { kind: 'break', span }];
}

const lastIndex = (jumps: readonly Jump[], matches: (jump: Jump) => boolean): number =>
  jumps.reduce((found, one, i) => (matches(one) ? i : found), -1);
