/** Python's statements as the program's. One of Python's can become several (`a = 1; match …`), or none. */
import type { BinaryOperator, Expression, Statement, Target } from '../program';
import type { Span } from '../source';
import { optional, required, tuple, unsupported, expression } from './expressions';
import { target } from './targets';
import { classDefinition, functionDefinition, named } from './functions';
import { importBindings } from './imports';
import { matchStatement } from './matches';
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

/** The statements of a suite (or a module). */
export const block = (source: Source, node: Syntax | undefined): Statement[] =>
  (node?.children ?? []).filter(({ isNamed }) => isNamed).flatMap((child) => statement(source, child));

const asynchronous = 'What an “async” statement goes through is only known when the program runs.';

export function statement(source: Source, node: Syntax): readonly Statement[] {
  if (node.depth > deepest) return [unsupported(source, node, 'This is nested too deeply to be read.')];
  const span = spanOf(source, node);
  const suite = (name: string): Statement[] => block(source, fieldOf(node, name));
  const field = (name: string): Expression => required(source, node, fieldOf(node, name));
  switch (node.type) {
    case 'expression_statement':
      return [expressionStatement(source, node)];
    case 'return_statement':
      return [{ kind: 'return', value: optional(source, namedChildren(node)[0]), span }];
    case 'if_statement':
      return [conditional(source, node, span, fieldsOf(node, 'alternative'))];
    case 'for_statement':
    case 'while_statement':
      return [loop(source, node)];
    case 'break_statement':
      return [{ kind: 'break', span }];
    case 'continue_statement':
      return [{ kind: 'continue', span }];
    case 'pass_statement':
      return [{ kind: 'pass', span }];
    case 'type_alias_statement':
      // A type's name has no value that mathematics could use; but the grammar takes `type(x).a = 1` for one, too.
      if (/^type\s*\(/.test(textOf(source, node))) return [unsupported(source, node, 'A type cannot be assigned to.')];
      return [{ kind: 'pass', span }];
    case 'function_definition':
      return [{ kind: 'function', function: functionDefinition(source, node), span }];
    case 'class_definition':
      return [{ kind: 'class', class: classDefinition(source, node), span }];
    case 'decorated_definition':
      return [decorated(source, node)];
    case 'assert_statement':
      return [{ kind: 'assert', condition: required(source, node, namedChildren(node)[0]), span }];
    case 'raise_statement':
      return [{ kind: 'raise', message: raised(source, node), span }];
    case 'try_statement':
      return [tryStatement(source, node)];
    case 'with_statement':
      if (hasToken(node, 'async')) return [unsupported(source, node, asynchronous)];
      return [{ kind: 'with', items: contexts(source, node), body: suite('body'), span }];
    case 'match_statement':
      return matchStatement(source, node);
    case 'import_statement':
    case 'import_from_statement':
    case 'future_import_statement':
      return [{ kind: 'import', bindings: importBindings(source, node), span }];
    case 'global_statement':
    case 'nonlocal_statement': {
      const names = namedChildren(node).map((name) => identifier(source, name));
      return [{ kind: 'scope', scope: node.type === 'global_statement' ? 'global' : 'nonlocal', names, span }];
    }
    case 'delete_statement':
      return [{ kind: 'delete', targets: deleted(source, node), span }];
    case 'print_statement':
    case 'exec_statement':
      return [
        unsupported(source, node, `The “${node.type.slice(0, -'_statement'.length)}” statement is from Python 2.`),
      ];
    default:
      return [unsupported(source, node, 'This cannot be read as Python.')];
  }

  function loop(source: Source, node: Syntax): Statement {
    if (hasToken(node, 'async')) return unsupported(source, node, asynchronous);
    const otherwise = elseBody(source, node);
    if (node.type === 'while_statement') {
      return { kind: 'while', condition: field('condition'), body: suite('body'), otherwise, span };
    }
    const left = fieldOf(node, 'left');
    const variable = left ? target(source, left) : unsupported(source, node, 'This loop has no variable.');
    return { kind: 'for', target: variable, iterable: field('right'), body: suite('body'), otherwise, span };
  }
}

function expressionStatement(source: Source, node: Syntax): Statement {
  const parts = namedChildren(node);
  const [first] = parts;
  const span = spanOf(source, node);
  if (first?.type === 'assignment') return assignment(source, first, span);
  if (first?.type === 'augmented_assignment') {
    const left = fieldOf(first, 'left');
    return {
      kind: 'augment',
      target: left ? target(source, left) : unsupported(source, first, 'Nothing is assigned to.'),
      operator: (fieldOf(first, 'operator')?.type ?? '+=').slice(0, -1) as BinaryOperator,
      value: required(source, first, fieldOf(first, 'right')),
      span,
    };
  }
  const isTuple = parts.length > 1 || hasToken(node, ',');
  return { kind: 'expression', value: isTuple ? tuple(source, node, parts) : required(source, node, first), span };
}

function assignment(source: Source, node: Syntax, span: Span): Statement {
  const targets: Target[] = [];
  let annotation: Expression | null = null;
  let right: Syntax | undefined = node;
  while (right?.type === 'assignment') {
    const left = fieldOf(right, 'left');
    targets.push(left ? target(source, left) : unsupported(source, right, 'Nothing is assigned to.'));
    annotation ??= optional(source, fieldOf(right, 'type'));
    right = fieldOf(right, 'right');
  }
  if (right?.type === 'augmented_assignment') {
    return unsupported(source, right, 'An augmented assignment has no value.');
  }
  // `x: float` alone declares and does nothing.
  if (!right) {
    if (!annotation) return unsupported(source, node, 'Nothing is assigned here.');
    const [declared] = targets;
    return declared?.kind === 'name'
      ? { kind: 'pass', declares: { name: declared.name, annotation }, span }
      : { kind: 'pass', span };
  }
  const value = expression(source, right);
  const [first] = targets;
  const bound = first?.kind === 'name' ? named(value, first.name, first.span, span) : value;
  return { kind: 'assign', targets, value: bound, annotation, span };
}

/** Each branch is nested in the one before; whoever walks a program recursively is to have stack enough. */
export const mostBranches = 200;
export const tooManyBranches = `This has more than ${mostBranches} branches; a table is easier to read.`;

/** An `if` with the `elif`s and the `else` that follow. */
function conditional(source: Source, node: Syntax, span: Span, alternatives: readonly Syntax[]): Statement {
  if (alternatives.length > mostBranches) return unsupported(source, node, tooManyBranches);
  let otherwise: Statement[] = [];
  for (const alternative of [...alternatives].reverse()) {
    if (alternative.type === 'else_clause') otherwise = block(source, fieldOf(alternative, 'body'));
    else
      otherwise = [branch(source, alternative, { start: source.base + alternative.start, end: span.end }, otherwise)];
  }
  return branch(source, node, span, otherwise);
}

const branch = (source: Source, node: Syntax, span: Span, otherwise: readonly Statement[]): Statement => ({
  kind: 'if',
  condition: required(source, node, fieldOf(node, 'condition')),
  then: block(source, fieldOf(node, 'consequence')),
  otherwise,
  span,
});

const elseBody = (source: Source, node: Syntax): Statement[] => {
  const clause = childOfType(node, 'else_clause');
  return clause ? block(source, fieldOf(clause, 'body')) : [];
};

function tryStatement(source: Source, node: Syntax): Statement {
  const last = childOfType(node, 'finally_clause');
  return {
    kind: 'try',
    body: block(source, fieldOf(node, 'body')),
    handlers: node.children
      .filter(({ type }) => type === 'except_clause')
      .map((clause) => ({ errors: errorsOf(source, clause), body: block(source, childOfType(clause, 'block')) })),
    otherwise: elseBody(source, node),
    finally: last ? block(source, childOfType(last, 'block')) : [],
    span: spanOf(source, node),
  };
}

/** `except (TypeError, IndexError) as error:`. */
function errorsOf(source: Source, clause: Syntax): string[] | null {
  const [caught] = namedChildren(clause).filter(({ type }) => type !== 'block');
  if (!caught) return null;
  const names =
    textOf(source, caught)
      .replace(/\bas\s+\w+$/, '')
      .match(/\w+/g) ?? [];
  return names.some((name) => name === 'Exception' || name === 'BaseException') ? null : names;
}

function contexts(source: Source, node: Syntax): { readonly context: Expression; readonly target: Target | null }[] {
  const clause = childOfType(node, 'with_clause');
  const values = (clause ? namedChildren(clause) : []).map((item) => fieldOf(item, 'value') ?? item);
  const [only] = values;
  // `with (a, b):` are two contexts, not one tuple.
  const items = values.length === 1 && only?.type === 'tuple' ? namedChildren(only) : values;
  return items.map((item) => {
    // `with (a as b):`
    const inner = item.type === 'parenthesized_expression' ? namedChildren(item)[0] : undefined;
    const value = inner?.type === 'as_pattern' ? inner : item;
    if (value.type !== 'as_pattern') return { context: expression(source, value), target: null };
    const alias = fieldOf(value, 'alias');
    const context = required(source, value, namedChildren(value)[0]);
    return { context, target: alias ? target(source, alias) : null };
  });
}

function decorated(source: Source, node: Syntax): Statement {
  const definition = fieldOf(node, 'definition');
  const span = spanOf(source, node);
  if (definition?.type === 'function_definition') {
    return { kind: 'function', function: functionDefinition(source, definition, node), span };
  }
  if (definition) return { kind: 'class', class: classDefinition(source, definition, node), span };
  return unsupported(source, node, 'A decorator stands above a function or a class.');
}

function deleted(source: Source, node: Syntax): Target[] {
  return namedChildren(node).flatMap((child) => {
    const place = target(source, child);
    return place.kind === 'tuple' ? place.items : [place];
  });
}

/** The sentence that an exception is raised with, else the exception as it is written. */
function raised(source: Source, node: Syntax): string {
  const exception = namedChildren(node)[0];
  if (!exception) return '';
  const list = exception.type === 'call' ? childOfType(exception, 'argument_list') : undefined;
  const first = list && namedChildren(list)[0];
  const value = first ? expression(source, first) : null;
  if (value?.kind === 'string') return value.value;
  if (value?.kind === 'text') {
    return value.parts
      .map((part) =>
        part.kind === 'string'
          ? part.value
          : source.text.slice(part.span.start - source.base, part.span.end - source.base),
      )
      .join('');
  }
  return textOf(source, exception);
}
