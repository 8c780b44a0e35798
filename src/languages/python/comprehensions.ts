/** `[f(x) for x in xs if x > 0]` and its kin. */
import type { ComprehensionClause, Expression } from '../program';
import { expression, required, tuple, unsupported } from './expressions';
import { target } from './targets';
import { type Source, type Syntax, fieldOf, fieldsOf, hasToken, namedChildren, spanOf } from './syntax';

type Result = Extract<Expression, { kind: 'comprehension' }>['result'];

const results: Readonly<Record<string, Result>> = {
  list_comprehension: 'list',
  set_comprehension: 'set',
  dictionary_comprehension: 'dictionary',
  generator_expression: 'generator',
};

export function comprehension(source: Source, node: Syntax): Expression {
  const body = fieldOf(node, 'body');
  const isDictionary = body?.type === 'pair';
  const key = isDictionary ? required(source, body, fieldOf(body, 'key')) : null;
  const value = isDictionary ? required(source, body, fieldOf(body, 'value')) : required(source, node, body);
  const parts = node.children.filter((child) => child.isNamed && child !== body);
  if (parts.some((part) => hasToken(part, 'async'))) {
    return unsupported(source, node, 'What an “async for” goes over is only known when the program runs.');
  }
  const clauses = parts.map((part) => clause(source, part));
  return {
    kind: 'comprehension',
    result: results[node.type] ?? 'list',
    key,
    value,
    clauses,
    span: spanOf(source, node),
  };
}

function clause(source: Source, node: Syntax): ComprehensionClause {
  if (node.type !== 'for_in_clause') {
    return { kind: 'if', condition: required(source, node, namedChildren(node)[0]) };
  }
  const left = fieldOf(node, 'left');
  const right = fieldsOf(node, 'right').filter(({ isNamed }) => isNamed);
  const iterable = right.length === 1 ? expression(source, right[0]!) : tuple(source, node, right);
  return {
    kind: 'for',
    target: left ? target(source, left) : unsupported(source, node, 'This loop has no variable.'),
    iterable,
  };
}
