/** `switch` as a chain of `if`s: each clause with what it falls through to. */
import type { Expression, Statement } from '../program';
import { type Syntax, fieldOf, namedChildren, spanOf } from '../syntax';
import { once, required } from './expressions';
import { around, newJump, onePass } from './loops';
import { type Reading, unsupported } from './source';
import { hoisted, statement } from './statements';

/** Falling through copies statements: longer ones are not read. */
const mostStatements = 2000;

interface Clause {
  /** `null` for `default`. */
  readonly value: Expression | null;
  readonly body: readonly Statement[];
}

export function switchStatement(source: Reading, node: Syntax, label: string | null): Statement[] {
  const span = spanOf(source, node);
  const { before, value: subject } = once(source, required(source, node, fieldOf(node, 'value')));
  const jump = newJump('switch', label);
  const outer = source.jumps;
  source.jumps = [...outer, jump];
  const clauses = namedChildren(fieldOf(node, 'body') ?? node).flatMap((clause) => clauseOf(source, clause));
  source.jumps = outer;
  const chain = chainOf(clauses, subject, span);
  if (!chain) return [unsupported(source, node, 'This “switch” falls through too much to be read.')];
  return around(source, node, jump, [...before, onePass(chain, span)]);
}

function clauseOf(source: Reading, node: Syntax): Clause[] {
  if (node.type !== 'switch_case' && node.type !== 'switch_default') return [];
  const value = node.type === 'switch_case' ? required(source, node, fieldOf(node, 'value')) : null;
  const statements = node.children.filter(({ field, isNamed }) => isNamed && field === 'body');
  return [{ value, body: hoisted(statements.flatMap((one) => statement(source, one))) }];
}

function chainOf(clauses: readonly Clause[], subject: Expression, span: Statement['span']): Statement[] | null {
  const bodies: Statement[][] = [];
  let following: Statement[] = [];
  let count = 0;
  for (const { body } of [...clauses].reverse()) {
    following = endsAlways(body) ? [...body] : [...body, ...following];
    count += following.length;
    if (count > mostStatements) return null;
    bodies.unshift(following);
  }
  const otherwise = clauses.findIndex(({ value }) => value === null);
  let chain: Statement[] = otherwise < 0 ? [] : (bodies[otherwise] ?? []);
  for (let i = clauses.length - 1; i >= 0; i -= 1) {
    const value = clauses[i]?.value;
    if (!value) continue;
    const condition: Expression = {
      kind: 'comparison',
      operands: [subject, value],
      operators: ['=='],
      span: value.span,
    };
    chain = [{ kind: 'if', condition, then: bodies[i] ?? [], otherwise: chain, span }];
  }
  return chain;
}

/** Whether nothing falls through to the next clause. */
function endsAlways(body: readonly Statement[]): boolean {
  const last = body.at(-1);
  if (!last) return false;
  if (last.kind === 'if') return endsAlways(last.then) && endsAlways(last.otherwise);
  return ['break', 'continue', 'return', 'raise'].includes(last.kind);
}
