/** JavaScript's and TypeScript's expressions as the program's. */
import type { Argument, BinaryOperator, Comparison, Expression, Statement, Target } from '../program';
import { type Syntax, childOfType, deepest, fieldOf, hasToken, namedChildren, spanOf, textOf } from '../syntax';
import { classDefinition } from './classes';
import { functionDefinition } from './functions';
import { assignPattern, target } from './patterns';
import { type Reading, callOf, effects, isNone, name, nameOf, temporary, unreadable, unsupported } from './source';
import { stringValue, templateParts } from './strings';

export const tooDeep = `This expression is nested more than ${deepest} levels deep; split it into several statements.`;

export const required = (source: Reading, parent: Syntax, node: Syntax | undefined): Expression =>
  node ? expression(source, node) : unsupported(source, parent);

const wrappers: ReadonlySet<string> = new Set([
  'parenthesized_expression',
  'as_expression',
  'satisfies_expression',
  'non_null_expression',
  'instantiation_expression',
]);

/** What stands inside parentheses and assertions of types. */
export function unwrapped(node: Syntax): Syntax {
  let inner: Syntax | undefined = node;
  while (inner && wrappers.has(inner.type)) inner = namedChildren(inner)[0];
  if (inner?.type === 'type_assertion') inner = namedChildren(inner).at(-1);
  return inner && inner !== node ? unwrapped(inner) : node;
}

export function expression(source: Reading, node: Syntax): Expression {
  if (node.depth > deepest) return unsupported(source, node, tooDeep);
  if (node.isBroken && node.children.length === 0) return unsupported(source, node);
  const span = spanOf(source, node);
  const field = (role: string): Expression => required(source, node, fieldOf(node, role));
  switch (node.type) {
    case 'identifier':
    case 'shorthand_property_identifier':
      return name(nameOf(source, node), span);
    case 'this':
      return name('this', span);
    case 'super':
      return callOf('super', [], span);
    case 'undefined':
    case 'null':
      return { kind: 'none', span };
    case 'true':
    case 'false':
      return { kind: 'boolean', value: node.type === 'true', span };
    case 'number':
      return number(source, node);
    case 'string':
      return { kind: 'string', value: stringValue(source, node), span };
    case 'template_string':
      return { kind: 'text', parts: templateParts(source, node), span };
    case 'regex':
      return { kind: 'text', parts: [], span };
    case 'parenthesized_expression':
    case 'as_expression':
    case 'satisfies_expression':
    case 'non_null_expression':
    case 'instantiation_expression':
      return required(source, node, namedChildren(node)[0]);
    case 'type_assertion':
      return required(source, node, namedChildren(node).at(-1));
    case 'member_expression':
      return member(source, node);
    case 'subscript_expression':
      return optionally(source, node, field('object'), (object) => ({
        kind: 'index',
        object,
        indices: [field('index')],
        span,
      }));
    case 'call_expression':
      return call(source, node);
    case 'new_expression':
      return { kind: 'call', callee: field('constructor'), arguments: callArguments(source, node), span };
    case 'unary_expression':
      return unary(source, node);
    case 'binary_expression':
      return binary(source, node);
    case 'ternary_expression':
      return {
        kind: 'conditional',
        condition: field('condition'),
        then: field('consequence'),
        otherwise: field('alternative'),
        span,
      };
    case 'assignment_expression':
    case 'augmented_assignment_expression':
      return assigned(source, node);
    case 'update_expression':
      return updated(source, node);
    case 'sequence_expression': {
      const items = sequence(node);
      const last = items.at(-1);
      const before = items.slice(0, -1).flatMap((item) => effectOf(source, item));
      return effects(before, required(source, node, last), span);
    }
    case 'array':
      return { kind: 'list', items: arrayItems(source, node), span };
    case 'object':
      return object(source, node);
    case 'function_expression':
    case 'arrow_function':
    case 'generator_function':
      return { kind: 'lambda', function: functionDefinition(source, node), span };
    case 'class': {
      const of = classDefinition(source, node);
      const own = temporary(source, of.name || 'class');
      return effects([{ kind: 'class', class: { ...of, name: own }, span }], name(own, span), span);
    }
    case 'await_expression':
      return unsupported(source, node, 'What an “await” gives is only known when the program runs.');
    case 'yield_expression': {
      source.yields = true;
      const value = namedChildren(node)[0];
      return { kind: 'yield', value: value ? expression(source, value) : null, isFrom: hasToken(node, '*'), span };
    }
    case 'ERROR':
      return unsupported(source, node);
    default:
      return unsupported(source, node, `This kind of expression (${node.type.replace(/_/g, ' ')}) is not mathematics.`);
  }
}

/** The items of `a, b, c`, which the grammar nests. */
function sequence(node: Syntax): Syntax[] {
  return namedChildren(node).flatMap((item) => (item.type === 'sequence_expression' ? sequence(item) : [item]));
}

/** `a?.b`: nothing where there is no `a`. */
function optionally(
  source: Reading,
  node: Syntax,
  object: Expression,
  access: (object: Expression) => Expression,
): Expression {
  if (!childOfType(node, 'optional_chain')) return access(object);
  const span = spanOf(source, node);
  const { before, value } = once(source, object);
  const nothing: Expression = { kind: 'none', span };
  return effects(
    before,
    { kind: 'conditional', condition: isNone(value, span), then: nothing, otherwise: access(value), span },
    span,
  );
}

/** A value that is used twice and evaluated once. */
export function once(source: Reading, value: Expression): { before: Statement[]; value: Expression } {
  if (value.kind === 'name' || value.kind === 'number') return { before: [], value };
  const own = temporary(source, 'value');
  const { span } = value;
  const before: Statement[] = [
    { kind: 'assign', targets: [{ kind: 'name', name: own, span }], value, annotation: null, span },
  ];
  return { before, value: name(own, span) };
}

/** The name of a property, without the sign of a private one. */
export const propertyName = (source: Reading, node: Syntax): string => textOf(source, node).replace(/^#/, '#');

/** `module.exports`, `exports`. */
export function isExports(source: Reading, node: Syntax): boolean {
  if (node.type === 'identifier') return textOf(source, node) === 'exports';
  return node.type === 'member_expression' && textOf(source, node).replace(/\s/g, '') === 'module.exports';
}

function member(source: Reading, node: Syntax): Expression {
  const span = spanOf(source, node);
  const property = fieldOf(node, 'property');
  const of = fieldOf(node, 'object');
  if (!property || !of) return unsupported(source, node);
  const own = propertyName(source, property);
  if (isExports(source, of)) return name(`export ${own}`, span);
  if (isExports(source, node)) return name('export default', span);
  return optionally(source, node, expression(source, of), (object) => ({
    kind: 'attribute',
    object,
    name: own,
    span,
  }));
}

function call(source: Reading, node: Syntax): Expression {
  const span = spanOf(source, node);
  const callee = fieldOf(node, 'function');
  if (!callee) return unsupported(source, node);
  const plain = unwrapped(callee);
  const list = fieldOf(node, 'arguments');
  if (list?.type === 'template_string') return { kind: 'text', parts: [], span };
  if (plain.type === 'import')
    return unsupported(source, node, 'What “import(…)” gives is only known when the program runs.');
  const args = callArguments(source, node);
  if (plain.type === 'super') {
    const constructor: Expression = { kind: 'attribute', object: callOf('super', [], span), name: '__init__', span };
    return { kind: 'call', callee: constructor, arguments: args, span };
  }
  return optionally(source, node, expression(source, callee), (value) => ({
    kind: 'call',
    callee: value,
    arguments: args,
    span,
  }));
}

export function callArguments(source: Reading, node: Syntax): Argument[] {
  const list = fieldOf(node, 'arguments');
  return (list ? namedChildren(list) : []).map((child) => {
    if (child.type !== 'spread_element') return { name: null, value: argumentValue(source, child), spread: 'none' };
    return { name: null, value: required(source, child, namedChildren(child)[0]), spread: 'sequence' };
  });
}

const argumentValue = (source: Reading, node: Syntax): Expression => expression(source, node);

function unary(source: Reading, node: Syntax): Expression {
  const span = spanOf(source, node);
  const operator = fieldOf(node, 'operator')?.type ?? node.children[0]?.type;
  const inner = fieldOf(node, 'argument');
  const operand = required(source, node, inner);
  switch (operator) {
    case '-':
      return { kind: 'unary', operator: '-', operand, span };
    case '+':
      return callOf('to number', [operand], span);
    case '!':
      return { kind: 'unary', operator: 'not', operand, span };
    case '~':
      // `~~x` cuts the fraction off.
      if (operand.kind === 'unary' && operand.operator === '~') return callOf('cut to whole', [operand.operand], span);
      return { kind: 'unary', operator: '~', operand, span };
    case 'typeof':
      return callOf('type of', [operand], span);
    case 'void':
      return { kind: 'none', span };
    case 'delete':
      return { kind: 'boolean', value: true, span };
    default:
      return unsupported(source, node);
  }
}

const comparisons: Readonly<Record<string, Comparison>> = {
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  '==': '==',
  '===': '==',
  '!=': '!=',
  '!==': '!=',
};

const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '**', '&', '|', '^', '<<', '>>']);

function binary(source: Reading, node: Syntax): Expression {
  const span = spanOf(source, node);
  const operator = fieldOf(node, 'operator')?.type ?? '';
  const left = required(source, node, fieldOf(node, 'left'));
  const right = required(source, node, fieldOf(node, 'right'));
  const comparison = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
  if (comparison) return { kind: 'comparison', operands: [left, right], operators: [comparison], span };
  return operation(source, operator, left, right, span) ?? unsupported(source, node);
}

/** `left operator right`, `null` for one that is none. */
export function operation(
  source: Reading,
  operator: string,
  left: Expression,
  right: Expression,
  span: Expression['span'],
): Expression | null {
  if (operator === '&&' || operator === '||')
    return { kind: 'logic', operator: operator === '&&' ? 'and' : 'or', left, right, span };
  if (operator === '??') {
    const { before, value } = once(source, left);
    return effects(
      before,
      { kind: 'conditional', condition: isNone(value, span), then: right, otherwise: value, span },
      span,
    );
  }
  // `x | 0` and `x >> 0` cut the fraction off.
  if ((operator === '|' || operator === '>>') && right.kind === 'number' && right.text === '0')
    return callOf('cut to whole', [left], span);
  if (operator === '>>>') return callOf('shift right', [left, right], span);
  if (operator === 'instanceof') return callOf('instance of', [left, right], span);
  if (operator === 'in') return callOf('has property', [right, left], span);
  if (!arithmetic.has(operator)) return null;
  return { kind: 'binary', operator: operator as BinaryOperator, left, right, span };
}

const decimal = /^(?:\d(?:_?\d)*\.?(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?$/;
const radix = /^0(?:[xX][\da-fA-F_]+|[oO][0-7_]+|[bB][01_]+)$/;

function number(source: Reading, node: Syntax): Expression {
  const text = textOf(source, node);
  const span = spanOf(source, node);
  if (/n$/.test(text) && !/^0x/i.test(text))
    return unsupported(source, node, 'Whole numbers of any size (`1n`) are not read.');
  if ((!decimal.test(text) && !radix.test(text)) || /^0\d/.test(text))
    return unsupported(source, node, `“${text}” is not a number.`);
  return { kind: 'number', text, span };
}

/** An assignment inside an expression: it is done first, its value is what was assigned. */
function assigned(source: Reading, node: Syntax): Expression {
  const left = fieldOf(node, 'left');
  if (!left) return unsupported(source, node);
  const { statements, value } = assignmentOf(source, node);
  return effects(statements, value, spanOf(source, node));
}

/** An assignment as statements, and its value as an expression. */
export function assignmentOf(
  source: Reading,
  node: Syntax,
): { readonly statements: Statement[]; readonly value: Expression } {
  const span = spanOf(source, node);
  const left = unwrapped(fieldOf(node, 'left') ?? node);
  const right = fieldOf(node, 'right');
  const written = required(source, node, right);
  const operator = node.type === 'augmented_assignment_expression' ? (fieldOf(node, 'operator')?.type ?? '') : '=';
  if (operator === '=') {
    if (left.type === 'object_pattern' || left.type === 'array_pattern') {
      const { before, value } = once(source, written);
      return { statements: [...before, ...assignPattern(source, left, value)], value };
    }
    return simple(source, left, written, span);
  }
  const of = target(source, left);
  const current = expression(source, left);
  const symbol = operator.slice(0, -1);
  if (['&&', '||', '??'].includes(symbol)) {
    const condition: Expression = symbol === '??' ? isNone(current, span) : current;
    const assign: Statement = { kind: 'assign', targets: [of], value: written, annotation: null, span };
    const [then, otherwise] = symbol === '||' ? [[], [assign]] : [[assign], []];
    return { statements: [{ kind: 'if', condition, then, otherwise, span }], value: current };
  }
  if (arithmetic.has(symbol) && !(written.kind === 'number' && written.text === '0' && symbol !== '+'))
    return {
      statements: [{ kind: 'augment', target: of, operator: symbol as BinaryOperator, value: written, span }],
      value: current,
    };
  const value = operation(source, symbol, current, written, span) ?? unsupported(source, node);
  return { statements: [{ kind: 'assign', targets: [of], value, annotation: null, span }], value: current };
}

/** `left = value` for one place. What is nested (`a = b = c`) is evaluated once. */
function simple(
  source: Reading,
  left: Syntax,
  value: Expression,
  span: Expression['span'],
): { statements: Statement[]; value: Expression } {
  const of = target(source, left);
  const statement = (assigned: Expression): Statement => ({
    kind: 'assign',
    targets: [of],
    value: assigned,
    annotation: null,
    span,
  });
  if (of.kind === 'name') {
    const named = value.kind === 'lambda' ? namedLambda(value, of.name.replace(/^export /, ''), of.span, span) : value;
    return { statements: [statement(named)], value: name(of.name, span) };
  }
  if (value.kind === 'effects') {
    const inner = once(source, value.value);
    return { statements: [...value.statements, ...inner.before, statement(inner.value)], value: inner.value };
  }
  if (value.kind === 'lambda') {
    const property = fieldOf(left, 'property');
    const at = property ? spanOf(source, property) : of.span;
    const own = property ? propertyName(source, property) : '';
    return { statements: [statement(namedLambda(value, own, at, span))], value };
  }
  const inner = isCheap(value) ? { before: [], value } : once(source, value);
  return { statements: [...inner.before, statement(inner.value)], value: inner.value };
}

const isCheap = (value: Expression): boolean =>
  ['name', 'number', 'string', 'boolean', 'none', 'dictionary', 'list'].includes(value.kind);

/** A function that a name is bound to is a definition of that name. */
export function namedLambda(
  value: Expression,
  own: string,
  nameSpan: Expression['span'],
  span: Expression['span'],
): Expression {
  if (value.kind !== 'lambda' || own === '') return value;
  return { ...value, function: { ...value.function, name: own, nameSpan, span } };
}

/** `i++`, `--i`. */
function updated(source: Reading, node: Syntax): Expression {
  const span = spanOf(source, node);
  const operand = fieldOf(node, 'argument');
  if (!operand) return unsupported(source, node);
  const current = expression(source, operand);
  const step = stepOf(source, node);
  if (node.children[0]?.field === 'operator') return effects([step], current, span);
  const own = temporary(source, 'value');
  const keep: Statement = {
    kind: 'assign',
    targets: [{ kind: 'name', name: own, span }],
    value: current,
    annotation: null,
    span,
  };
  return effects([keep, step], name(own, span), span);
}

function stepOf(source: Reading, node: Syntax): Statement {
  const span = spanOf(source, node);
  const operand = fieldOf(node, 'argument') ?? node;
  const one: Expression = { kind: 'number', text: '1', span };
  const of: Target = target(source, unwrapped(operand));
  return { kind: 'augment', target: of, operator: hasToken(node, '++') ? '+' : '-', value: one, span };
}

/** What an expression does whose value is thrown away. */
export function effectOf(source: Reading, node: Syntax): Statement[] {
  const inner = unwrapped(node);
  if (inner.depth > deepest) return [unsupported(source, inner, tooDeep)];
  switch (inner.type) {
    case 'assignment_expression':
    case 'augmented_assignment_expression':
      return assignmentOf(source, inner).statements;
    case 'update_expression':
      return [stepOf(source, inner)];
    case 'sequence_expression':
      return sequence(inner).flatMap((item) => effectOf(source, item));
    case 'unary_expression':
      if (/^(delete|void)\b/.test(textOf(source, inner))) {
        const operand = fieldOf(inner, 'argument');
        if (operand && textOf(source, inner).startsWith('delete')) {
          const of = target(source, unwrapped(operand));
          return [{ kind: 'delete', targets: [of], span: spanOf(source, inner) }];
        }
      }
      break;
    case 'ternary_expression': {
      const branch = (role: string): Statement[] => {
        const child = fieldOf(inner, role);
        return child ? effectOf(source, child) : [];
      };
      const condition = required(source, inner, fieldOf(inner, 'condition'));
      return [
        {
          kind: 'if',
          condition,
          then: branch('consequence'),
          otherwise: branch('alternative'),
          span: spanOf(source, inner),
        },
      ];
    }
    case 'binary_expression': {
      const operator = fieldOf(inner, 'operator')?.type;
      const right = fieldOf(inner, 'right');
      if ((operator !== '&&' && operator !== '||') || !right) break;
      const condition = required(source, inner, fieldOf(inner, 'left'));
      const [then, otherwise] = operator === '&&' ? [effectOf(source, right), []] : [[], effectOf(source, right)];
      return [{ kind: 'if', condition, then, otherwise, span: spanOf(source, inner) }];
    }
    default:
  }
  return [{ kind: 'expression', value: expression(source, inner), span: spanOf(source, inner) }];
}

function arrayItems(source: Reading, node: Syntax): Expression[] {
  const items: Expression[] = [];
  let isEmpty = true;
  for (const child of node.children.slice(1)) {
    if (child.type === ',' && !child.isNamed) {
      if (isEmpty) items.push({ kind: 'none', span: spanOf(source, child) });
      isEmpty = true;
    } else if (child.isNamed) {
      items.push(
        child.type === 'spread_element'
          ? { kind: 'spread', value: required(source, child, namedChildren(child)[0]), span: spanOf(source, child) }
          : expression(source, child),
      );
      isEmpty = false;
    }
  }
  return items;
}

type Entry = { readonly key: Expression | null; readonly value: Expression };

function object(source: Reading, node: Syntax): Expression {
  const span = spanOf(source, node);
  const entries = namedChildren(node).flatMap((child): Entry[] => {
    const at = spanOf(source, child);
    switch (child.type) {
      case 'pair': {
        const key = fieldOf(child, 'key');
        const value = required(source, child, fieldOf(child, 'value'));
        const own = key ? keyExpression(source, key) : unsupported(source, child);
        const label = own.kind === 'string' ? own.value : '';
        return [{ key: own, value: namedLambda(value, label, own.span, at) }];
      }
      case 'shorthand_property_identifier':
        return [{ key: { kind: 'string', value: textOf(source, child), span: at }, value: expression(source, child) }];
      case 'spread_element':
        return [{ key: null, value: required(source, child, namedChildren(child)[0]) }];
      case 'method_definition': {
        const own = fieldOf(child, 'name');
        const isAccessor = child.children.some(({ type, isNamed }) => !isNamed && (type === 'get' || type === 'set'));
        const key = own ? keyExpression(source, own) : unsupported(source, child);
        const value: Expression = isAccessor
          ? unsupported(source, child, 'Getters and setters of plain objects are not read.')
          : { kind: 'lambda', function: functionDefinition(source, child), span: at };
        return [{ key, value }];
      }
      default:
        return [{ key: unsupported(source, child), value: unsupported(source, child) }];
    }
  });
  return { kind: 'dictionary', entries, span };
}

export function keyExpression(source: Reading, node: Syntax): Expression {
  const span = spanOf(source, node);
  switch (node.type) {
    case 'property_identifier':
    case 'private_property_identifier':
    case 'identifier':
      return { kind: 'string', value: textOf(source, node), span };
    case 'string':
      return { kind: 'string', value: stringValue(source, node), span };
    case 'number':
      return { kind: 'string', value: String(Number(textOf(source, node))), span };
    case 'computed_property_name':
      return required(source, node, namedChildren(node)[0]);
    default:
      return unsupported(source, node, unreadable);
  }
}
