/** Python's expressions as the program's. */
import type { Argument, BinaryOperator, Comparison, Expression, UnaryOperator } from '../program';
import { comprehension } from './comprehensions';
import { lambda } from './functions';
import { stringExpression } from './strings';
import {
  type Source,
  type Syntax,
  childOfType,
  deepest,
  fieldOf,
  fieldsOf,
  hasToken,
  identifier,
  namedChildren,
  spanOf,
  textOf,
} from './syntax';

export const unsupported = (
  source: Source,
  node: Syntax,
  message: string,
): { readonly kind: 'unsupported' } & Extract<Expression, { kind: 'unsupported' }> => {
  const span = spanOf(source, node);
  return { kind: 'unsupported', reason: { message, span }, span };
};

export const tooDeep = `This expression is nested more than ${deepest} levels deep; split it into several statements.`;
export const unreadable = 'This cannot be read as Python.';

export const tuple = (source: Source, node: Syntax, items: readonly Syntax[]): Expression => ({
  kind: 'tuple',
  items: items.map((child) => item(source, child)),
  span: spanOf(source, node),
});

/** The expression in a place where the grammar has one; `unsupported` if a broken text has none. */
export const required = (source: Source, parent: Syntax, node: Syntax | undefined): Expression =>
  node ? expression(source, node) : unsupported(source, parent, unreadable);

export const optional = (source: Source, node: Syntax | undefined): Expression | null =>
  node ? expression(source, node) : null;

export function expression(source: Source, node: Syntax): Expression {
  if (node.depth > deepest) return unsupported(source, node, tooDeep);
  const span = spanOf(source, node);
  const items = (): Expression[] => namedChildren(node).map((child) => item(source, child));
  const field = (name: string): Expression => required(source, node, fieldOf(node, name));
  switch (node.type) {
    case 'identifier':
    case 'keyword_identifier':
      return { kind: 'name', name: identifier(source, node), span };
    case 'integer':
    case 'float':
      return number(source, node);
    case 'true':
    case 'false':
      return { kind: 'boolean', value: node.type === 'true', span };
    case 'none':
      return { kind: 'none', span };
    case 'ellipsis':
      return { kind: 'ellipsis', span };
    case 'string':
      return stringLiteral(source, node, [node]);
    case 'concatenated_string':
      return stringLiteral(source, node, namedChildren(node));
    case 'parenthesized_expression':
    case 'type':
      return required(source, node, namedChildren(node)[0]);
    case 'attribute': {
      const name = fieldOf(node, 'attribute');
      return { kind: 'attribute', object: field('object'), name: name ? identifier(source, name) : '', span };
    }
    case 'subscript':
      return { kind: 'index', object: field('value'), indices: indices(source, node), span };
    case 'slice':
      return slice(source, node);
    case 'call':
      return { kind: 'call', callee: field('function'), arguments: callArguments(source, node), span };
    case 'unary_operator': {
      const operator = fieldOf(node, 'operator')?.type as UnaryOperator;
      return { kind: 'unary', operator, operand: field('argument'), span };
    }
    case 'not_operator':
      return { kind: 'unary', operator: 'not', operand: field('argument'), span };
    case 'binary_operator': {
      const operator = fieldOf(node, 'operator')?.type as BinaryOperator;
      if (operator === '&' || operator === '^') return bitwise(source, node);
      return { kind: 'binary', operator, left: field('left'), right: field('right'), span };
    }
    case 'boolean_operator': {
      const operator = fieldOf(node, 'operator')?.type === 'and' ? 'and' : 'or';
      return { kind: 'logic', operator, left: field('left'), right: field('right'), span };
    }
    case 'comparison_operator': {
      const operators = fieldsOf(node, 'operators').map(({ type }) => (type === '<>' ? '!=' : type) as Comparison);
      const operands = node.children.filter((child) => child.field !== 'operators' && child.isNamed);
      return { kind: 'comparison', operands: operands.map((child) => expression(source, child)), operators, span };
    }
    case 'conditional_expression': {
      const [then, condition, otherwise] = namedChildren(node).map((child) => expression(source, child));
      if (!then || !condition || !otherwise) return unsupported(source, node, unreadable);
      return { kind: 'conditional', condition, then, otherwise, span };
    }
    case 'tuple':
    case 'expression_list':
    case 'pattern_list':
    case 'tuple_pattern':
      return { kind: 'tuple', items: items(), span };
    case 'list':
    case 'list_pattern':
      return { kind: 'list', items: items(), span };
    case 'set':
      return { kind: 'set', items: items(), span };
    case 'dictionary':
      return { kind: 'dictionary', entries: namedChildren(node).map((child) => entry(source, child)), span };
    case 'list_splat':
    case 'list_splat_pattern':
    case 'splat_type':
      return { kind: 'spread', value: required(source, node, namedChildren(node)[0]), span };
    case 'list_comprehension':
    case 'set_comprehension':
    case 'dictionary_comprehension':
    case 'generator_expression':
      return comprehension(source, node);
    case 'lambda':
      return lambda(source, node);
    case 'named_expression': {
      const name = fieldOf(node, 'name');
      return { kind: 'walrus', name: name ? identifier(source, name) : '', value: field('value'), span };
    }
    case 'generic_type':
      return genericType(source, node);
    case 'union_type': {
      const [left, right] = items();
      if (!left || !right) return unsupported(source, node, unreadable);
      return { kind: 'binary', operator: '|', left, right, span };
    }
    case 'member_type': {
      const [object, name] = namedChildren(node);
      if (!object || !name) return unsupported(source, node, unreadable);
      return { kind: 'attribute', object: expression(source, object), name: identifier(source, name), span };
    }
    case 'yield': {
      source.yields = true;
      const parts = namedChildren(node);
      const [first] = parts;
      const isTuple = first !== undefined && (parts.length > 1 || hasToken(node, ','));
      const value = isTuple ? tuple(source, node, parts) : optional(source, first);
      return { kind: 'yield', value, isFrom: hasToken(node, 'from'), span };
    }
    case 'await':
      return unsupported(source, node, 'What an “await” gives is only known when the program runs.');
    case 'ERROR':
      return unsupported(source, node, unreadable);
    default:
      return unsupported(source, node, `This kind of expression (${node.type.replace(/_/g, ' ')}) is not mathematics.`);
  }
}

/** `a & b ^ c` is `(a & b) ^ c`: the grammar has the two the wrong way round (Python's language reference, 6.9). */
function bitwise(source: Source, node: Syntax): Expression {
  const operands: Syntax[] = [];
  const operators: ('&' | '^')[] = [];
  // In order, without recursion: a chain can be as long as the text.
  const waiting: Syntax[] = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const operator = next.type === 'binary_operator' ? fieldOf(next, 'operator')?.type : undefined;
    if (next.type === '&' || next.type === '^') operators.push(next.type);
    else if ((operator === '&' || operator === '^') && next.depth <= deepest)
      waiting.push(...[...next.children].reverse());
    else operands.push(next);
  }
  const join = (operator: BinaryOperator, left: Expression, right: Expression): Expression => {
    return { kind: 'binary', operator, left, right, span: { start: left.span.start, end: right.span.end } };
  };
  const terms: Expression[] = [];
  operands.forEach((operand, index) => {
    const value = expression(source, operand);
    const before = terms.pop();
    if (before && operators[index - 1] === '&') terms.push(join('&', before, value));
    else terms.push(...(before ? [before] : []), value);
  });
  return terms.reduce((left, right) => join('^', left, right));
}

/** Nodes whose first child can be a star's operand. */
const leftwards = new Set([
  'attribute',
  'subscript',
  'call',
  'binary_operator',
  'boolean_operator',
  'comparison_operator',
  'conditional_expression',
]);

/** An item of a tuple, list, set or index: the grammar reads `*a.b` there as `(*a).b`; the star goes on the outside. */
function item(source: Source, node: Syntax): Expression {
  const path: Syntax[] = [];
  let first: Syntax | undefined = node;
  while (first && leftwards.has(first.type)) {
    path.push(first);
    first = first.children[0];
  }
  const operand = path.length > 0 && first?.type === 'list_splat' ? namedChildren(first)[0] : undefined;
  if (!operand) return expression(source, node);
  const inner = path.reduceRight<Syntax>((child, parent) => {
    const field = parent.children[0]?.field ?? null;
    return { ...parent, start: operand.start, children: [{ ...child, field }, ...parent.children.slice(1)] };
  }, operand);
  return { kind: 'spread', value: expression(source, inner), span: spanOf(source, node) };
}

/** Numbers of Python 3 (language reference, 2.4.5 to 2.4.7). */
const python3Number =
  /^(?:0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|0(?:_?0)*|[1-9](?:_?\d)*|(?:\d(?:_?\d)*)?\.\d(?:_?\d)*(?:[eE][+-]?\d(?:_?\d)*)?[jJ]?|\d(?:_?\d)*\.?(?:[eE][+-]?\d(?:_?\d)*)?[jJ]?)$/;
const octalOfPython2 = /^0[\d_]*[1-9][\d_]*$/;

function number(source: Source, node: Syntax): Expression {
  const text = textOf(source, node);
  if (!python3Number.test(text) || octalOfPython2.test(text)) {
    return unsupported(source, node, `“${text}” is not a number of Python 3.`);
  }
  return { kind: 'number', text, span: spanOf(source, node) };
}

const stringLiteral = (source: Source, node: Syntax, literals: readonly Syntax[]): Expression =>
  literals.some(({ children }) => children[0] && textOf(source, children[0]).includes('`'))
    ? unsupported(source, node, 'Backquotes are from Python 2.')
    : stringExpression(source, node, literals, (hole) => expression(source, hole));

export const indices = (source: Source, node: Syntax): Expression[] =>
  fieldsOf(node, 'subscript')
    .filter(({ isNamed }) => isNamed)
    .map((index) => item(source, index));

function slice(source: Source, node: Syntax): Expression {
  const parts: (Expression | null)[] = [null, null, null];
  let place = 0;
  for (const child of node.children) {
    if (child.type === ':' && !child.isNamed) place++;
    else if (child.isNamed) parts[place] = expression(source, child);
  }
  const [start = null, stop = null, step = null] = parts;
  return { kind: 'slice', start, stop, step, span: spanOf(source, node) };
}

function entry(source: Source, node: Syntax): { readonly key: Expression | null; readonly value: Expression } {
  if (node.type === 'pair') {
    const key = required(source, node, fieldOf(node, 'key'));
    return { key, value: required(source, node, fieldOf(node, 'value')) };
  }
  return { key: null, value: required(source, node, namedChildren(node)[0]) };
}

/** The arguments of a call (or the bases of a class). */
export function callArguments(source: Source, node: Syntax): Argument[] {
  const list = childOfType(node, 'argument_list');
  if (!list) {
    const generator = childOfType(node, 'generator_expression');
    return generator ? [{ name: null, value: expression(source, generator), spread: 'none' }] : [];
  }
  return namedChildren(list).map((child) => argument(source, child));
}

function argument(source: Source, node: Syntax): Argument {
  const inner = (): Expression => required(source, node, namedChildren(node)[0]);
  switch (node.type) {
    case 'keyword_argument': {
      const name = fieldOf(node, 'name');
      const value = required(source, node, fieldOf(node, 'value'));
      return { name: name ? identifier(source, name) : '', value, spread: 'none' };
    }
    case 'list_splat':
      return { name: null, value: inner(), spread: 'sequence' };
    case 'dictionary_splat':
      return { name: null, value: inner(), spread: 'mapping' };
    default:
      return { name: null, value: expression(source, node), spread: 'none' };
  }
}

function genericType(source: Source, node: Syntax): Expression {
  const [name, parameters] = namedChildren(node);
  const object = required(source, node, name);
  const indices = (parameters ? namedChildren(parameters) : []).map((child) => expression(source, child));
  return { kind: 'index', object, indices, span: spanOf(source, node) };
}
