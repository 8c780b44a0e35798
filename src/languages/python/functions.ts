/** Functions, lambdas and classes. */
import type { ClassDefinition, Expression, Field, FunctionDefinition, Parameter, Statement } from '../program';
import { callArguments, expression, optional, required } from './expressions';
import { block } from './statements';
import { type Source, type Syntax, childOfType, fieldOf, identifier, namedChildren, spanOf, textOf } from './syntax';

/** Parameters, and those that cannot be read (`def f((a, b)):` of Python 2). */
interface Signature {
  readonly parameters: readonly Parameter[];
  readonly problem: Syntax | null;
}

function signature(source: Source, list: Syntax | undefined): Signature {
  const parameters: Parameter[] = [];
  let problem: Syntax | null = null;
  let kind: 'positional' | 'keyword' = 'positional';
  for (const node of list ? namedChildren(list) : []) {
    if (node.type === 'keyword_separator') kind = 'keyword';
    else if (node.type !== 'positional_separator') {
      const parameter = readParameter(source, node, kind);
      if (parameter) parameters.push(parameter);
      else problem = node;
      if (parameter?.kind === 'rest') kind = 'keyword';
    }
  }
  return { parameters, problem };
}

function readParameter(source: Source, node: Syntax, kind: Parameter['kind']): Parameter | null {
  const isTyped = node.type === 'typed_parameter';
  const declared = isTyped ? namedChildren(node)[0] : (fieldOf(node, 'name') ?? node);
  const isStarred = (pattern: Syntax): boolean => /^(list|dictionary)_splat_pattern$/.test(pattern.type);
  const starred = declared && isStarred(declared) ? declared : null;
  const name = starred ? namedChildren(starred)[0] : declared;
  if (name?.type !== 'identifier') return null;
  const type = fieldOf(node, 'type');
  return {
    name: identifier(source, name),
    kind: starred ? (starred.type === 'list_splat_pattern' ? 'rest' : 'keywords') : kind,
    default: optional(source, fieldOf(node, 'value')),
    annotation: optional(source, type),
    span: spanOf(source, name),
  };
}

const tupleParameter = 'A parameter cannot be unpacked in a signature since Python 3.';

/** Reads a function's body apart from `yield`s of the function around it. */
function scoped<Result>(source: Source, read: () => Result): { readonly result: Result; readonly yields: boolean } {
  const outer = source.yields;
  source.yields = false;
  const result = read();
  const { yields } = source;
  source.yields = outer;
  return { result, yields };
}

export function lambda(source: Source, node: Syntax): Expression {
  const body = fieldOf(node, 'body');
  const { parameters, problem } = signature(source, fieldOf(node, 'parameters'));
  const { result: value, yields } = scoped(source, () => required(source, node, body));
  const span = spanOf(source, node);
  const statements: readonly Statement[] = problem
    ? [unreadable(source, problem)]
    : [{ kind: 'return', value, span: body ? spanOf(source, body) : span }];
  const definition: FunctionDefinition = {
    name: '',
    parameters,
    body: statements,
    decorators: [],
    returnAnnotation: null,
    documentation: null,
    isGenerator: yields,
    isAsync: false,
    nameSpan: { start: span.start, end: span.start + 'lambda'.length },
    span,
  };
  return { kind: 'lambda', function: definition, span };
}

function unreadable(source: Source, node: Syntax): Statement {
  const span = spanOf(source, node);
  return { kind: 'unsupported', reason: { message: tupleParameter, span }, span };
}

/** A lambda that a name is bound to is a definition of that name. */
export function named(
  value: Expression,
  name: string,
  nameSpan: Parameter['span'],
  span: Parameter['span'],
): Expression {
  return value.kind === 'lambda' ? { ...value, function: { ...value.function, name, nameSpan, span } } : value;
}

/** @param whole the node with the decorators, else `node` itself. */
export function functionDefinition(source: Source, node: Syntax, whole: Syntax = node): FunctionDefinition {
  const name = fieldOf(node, 'name');
  const list = fieldOf(node, 'parameters');
  const { parameters, problem } = signature(source, list);
  const inner = scoped(source, () => block(source, fieldOf(node, 'body')));
  const statements = problem ? [unreadable(source, problem), ...inner.result] : inner.result;
  return {
    name: name ? identifier(source, name) : '',
    parameters,
    body: statements,
    decorators: decorators(source, whole),
    returnAnnotation: optional(source, fieldOf(node, 'return_type')),
    documentation: documentation(statements) ?? commentsAtTop(source, node),
    isGenerator: inner.yields,
    isAsync: node.children[0]?.type === 'async',
    nameSpan: spanOf(source, name ?? node),
    span: spanOf(source, whole),
  };
}

const decorators = (source: Source, whole: Syntax): Expression[] =>
  whole.children
    .filter(({ type }) => type === 'decorator')
    .map((node) => required(source, node, namedChildren(node)[0]));

export function documentation(body: readonly Statement[]): string | null {
  const first = body[0];
  return first?.kind === 'expression' && first.value.kind === 'string' ? first.value.value : null;
}

/** The comments between a function's header and its first statement, where others have a docstring. */
function commentsAtTop(source: Source, node: Syntax): string | null {
  const [header, body] = [node.children.find(({ type }) => type === ':'), fieldOf(node, 'body')];
  if (!header || !body) return null;
  const lines = source.text.slice(header.end, body.start).match(/#.*/g) ?? [];
  return lines.length === 0 ? null : lines.map((line) => line.replace(/^#+/, '')).join('\n');
}

/** @param whole the node with the decorators, else `node` itself. */
export function classDefinition(source: Source, node: Syntax, whole: Syntax = node): ClassDefinition {
  const name = fieldOf(node, 'name');
  const suite = fieldOf(node, 'body');
  const superclasses = childOfType(node, 'argument_list');
  return {
    name: name ? identifier(source, name) : '',
    bases: superclasses
      ? callArguments(source, node)
          .filter((base) => base.name === null && base.spread === 'none')
          .map(({ value }) => value)
      : [],
    decorators: decorators(source, whole),
    body: block(source, suite),
    fields: fieldsIn(source, suite),
    nameSpan: spanOf(source, name ?? node),
    span: spanOf(source, whole),
  };
}

/** The annotated names among the statements of a class's body. */
export function fieldsIn(source: Source, body: Syntax | undefined): Field[] {
  const fields: Field[] = [];
  for (const statement of body?.children ?? []) {
    const assignment = childOfType(statement, 'assignment');
    const type = assignment && fieldOf(assignment, 'type');
    const left = assignment && fieldOf(assignment, 'left');
    if (statement.type !== 'expression_statement' || !type || left?.type !== 'identifier') continue;
    fields.push({
      name: textOf(source, left),
      annotation: expression(source, type),
      default: optional(source, fieldOf(assignment, 'right')),
      span: spanOf(source, statement),
    });
  }
  return fields;
}
