/** A program on one line, for tests: `(= y (+ x 1))`. */
import type {
  ClassDefinition,
  Expression,
  FunctionDefinition,
  Parameter,
  Statement,
  Target,
} from '../../../src/languages/program';

const list = (...parts: readonly (string | null)[]): string => `(${parts.filter((part) => part !== null).join(' ')})`;
const optional = (expression: Expression | null): string => (expression ? print(expression) : '_');

export function print(node: Expression | Target): string {
  switch (node.kind) {
    case 'number':
      return node.text;
    case 'string':
      return JSON.stringify(node.value);
    case 'boolean':
      return String(node.value);
    case 'none':
      return 'none';
    case 'ellipsis':
      return '...';
    case 'name':
      return node.name;
    case 'attribute':
      return list('.', print(node.object), node.name);
    case 'index':
      return list('at', print(node.object), ...node.indices.map(print));
    case 'slice':
      return list('slice', optional(node.start), optional(node.stop), optional(node.step));
    case 'call': {
      const stars = { none: '', sequence: '*', mapping: '**' };
      const argument = ({ name, value, spread }: (typeof node.arguments)[number]): string =>
        (name === null ? '' : `${name}=`) + stars[spread] + print(value);
      return list('call', print(node.callee), ...node.arguments.map(argument));
    }
    case 'unary':
      return list(node.operator, print(node.operand));
    case 'binary':
    case 'logic':
      return list(node.operator, print(node.left), print(node.right));
    case 'comparison':
      return list('compare', ...node.operands.flatMap((one, index) => [print(one), node.operators[index] ?? null]));
    case 'conditional':
      return list('if', print(node.condition), print(node.then), print(node.otherwise));
    case 'tuple':
    case 'list':
    case 'set':
      return list(node.kind, ...node.items.map(print));
    case 'dictionary':
      return list('dict', ...node.entries.map(({ key, value }) => `${key ? print(key) : '**'}:${print(value)}`));
    case 'spread':
      return `*${print(node.value)}`;
    case 'rest':
      return `*${print(node.target)}`;
    case 'comprehension': {
      const clauses = node.clauses.map((clause) =>
        clause.kind === 'for'
          ? list('for', print(clause.target), print(clause.iterable))
          : list('if', print(clause.condition)),
      );
      return list(`${node.result}-of`, node.key && print(node.key), print(node.value), ...clauses);
    }
    case 'lambda':
      return list(
        'lambda',
        node.function.name || null,
        parameters(node.function),
        ...node.function.body.map(printStatement),
      );
    case 'effects':
      return list('after', ...node.statements.map(printStatement), print(node.value));
    case 'walrus':
      return list(':=', node.name, print(node.value));
    case 'yield':
      return list(node.isFrom ? 'yield from' : 'yield', ...(node.value ? [print(node.value)] : []));
    case 'text':
      return list('text', ...node.parts.map(print));
    case 'unsupported':
      return list('unsupported', JSON.stringify(node.reason.message));
  }
}

function parameter({ name, kind, default: value, annotation }: Parameter): string {
  const star = { positional: '', keyword: '', rest: '*', keywords: '**' }[kind];
  const mark = kind === 'keyword' ? '!' : '';
  return star + name + mark + (annotation ? `:${print(annotation)}` : '') + (value ? `=${print(value)}` : '');
}

const parameters = (definition: FunctionDefinition): string => list(...definition.parameters.map(parameter));

const body = (statements: readonly Statement[]): string => `[${statements.map(printStatement).join(' ')}]`;
const otherwise = (statements: readonly Statement[]): string | null =>
  statements.length > 0 ? body(statements) : null;

function printFunction(definition: FunctionDefinition): string {
  return list(
    ...definition.decorators.map((decorator) => `@${print(decorator)}`),
    definition.isAsync ? 'async' : null,
    definition.isGenerator ? 'generator' : 'def',
    definition.name,
    parameters(definition),
    definition.returnAnnotation && `-> ${print(definition.returnAnnotation)}`,
    body(definition.body),
  );
}

function printClass({ name, bases, decorators, body: statements, fields }: ClassDefinition): string {
  const fieldTexts = fields.map(
    (field) => `${field.name}:${print(field.annotation)}${field.default ? `=${print(field.default)}` : ''}`,
  );
  return list(
    ...decorators.map((decorator) => `@${print(decorator)}`),
    'class',
    name,
    list(...bases.map(print)),
    fieldTexts.length > 0 ? `{${fieldTexts.join(' ')}}` : null,
    body(statements),
  );
}

export function printStatement(statement: Statement): string {
  switch (statement.kind) {
    case 'assign': {
      const { targets, value, annotation } = statement;
      return list('=', ...targets.map(print), annotation && `:${print(annotation)}`, print(value));
    }
    case 'augment':
      return list(`${statement.operator}=`, print(statement.target), print(statement.value));
    case 'expression':
      return print(statement.value);
    case 'return':
      return list('return', statement.value && print(statement.value));
    case 'if':
      return list('if', print(statement.condition), body(statement.then), otherwise(statement.otherwise));
    case 'while':
      return list('while', print(statement.condition), body(statement.body), otherwise(statement.otherwise));
    case 'for':
      return list(
        'for',
        print(statement.target),
        print(statement.iterable),
        body(statement.body),
        otherwise(statement.otherwise),
      );
    case 'function':
      return printFunction(statement.function);
    case 'class':
      return printClass(statement.class);
    case 'assert':
      return list('assert', print(statement.condition));
    case 'raise':
      return list('raise', JSON.stringify(statement.message));
    case 'try':
      return list(
        'try',
        body(statement.body),
        ...statement.handlers.map((handler) => list('except', body(handler.body))),
        statement.otherwise.length > 0 ? list('else', body(statement.otherwise)) : null,
        statement.finally.length > 0 ? list('finally', body(statement.finally)) : null,
      );
    case 'with': {
      const items = statement.items.map(
        ({ context, target }) => print(context) + (target ? ` as ${print(target)}` : ''),
      );
      return list('with', ...items.map((item) => `(${item})`), body(statement.body));
    }
    case 'import':
      return list(
        'import',
        ...statement.bindings.map(({ module, member, name }) => `${module}/${member ?? ''}=${name}`),
      );
    case 'scope':
      return list(statement.scope, ...statement.names);
    case 'delete':
      return list('delete', ...statement.targets.map(print));
    case 'unsupported':
      return list('unsupported', JSON.stringify(statement.reason.message));
    default:
      return list(statement.kind);
  }
}

export const printBody = (statements: readonly Statement[]): string => statements.map(printStatement).join(' ');
