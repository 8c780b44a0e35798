/** Classes: fields are set by the constructor, getters are read like fields. */
import type { ClassDefinition, Expression, FunctionDefinition, Parameter, Statement } from '../program';
import { type Syntax, childOfType, fieldOf, hasToken, namedChildren, spanOf, textOf } from '../syntax';
import { expression, namedLambda } from './expressions';
import { functionDefinition, receiverAt } from './functions';
import { type Reading, assignment, callOf, name, nameOf, unsupported } from './source';

/** Decorators by names that no source can spell; the library knows them. */
const getter = 'getter';
const setter = 'setter';
const staticMethod = 'static';

export function classDefinition(source: Reading, node: Syntax): ClassDefinition {
  const span = spanOf(source, node);
  const own = fieldOf(node, 'name');
  const heritage = childOfType(node, 'class_heritage');
  const extended = heritage && (childOfType(heritage, 'extends_clause') ?? heritage);
  const base = extended && (fieldOf(extended, 'value') ?? namedChildren(extended)[0]);
  const bases = base && base.type !== 'implements_clause' ? [expression(source, base)] : [];
  const body = fieldOf(node, 'body');
  const members = body ? namedChildren(body) : [];
  return {
    name: own ? nameOf(source, own) : '',
    bases,
    decorators: [],
    body: [
      ...constructorOf(source, node, members, bases.length > 0),
      ...members.flatMap((one) => memberOf(source, one)),
    ],
    fields: [],
    nameSpan: own ? spanOf(source, own) : { start: span.start, end: span.start + 5 },
    span,
  };
}

const isStatic = (node: Syntax): boolean => hasToken(node, 'static');
const isField = (node: Syntax): boolean => node.type === 'field_definition' || node.type === 'public_field_definition';
const nameNode = (node: Syntax): Syntax | undefined => fieldOf(node, 'property') ?? fieldOf(node, 'name');
const functionValue = (node: Syntax): Syntax | undefined => {
  const value = fieldOf(node, 'value');
  return value && ['arrow_function', 'function_expression'].includes(value.type) ? value : undefined;
};

function memberOf(source: Reading, node: Syntax): Statement[] {
  const span = spanOf(source, node);
  const own = nameNode(node);
  if (node.type === 'ERROR') return [unsupported(source, node)];
  if (!own) return [];
  if (node.type === 'method_definition') {
    if (textOf(source, own) === 'constructor' || own.type === 'computed_property_name') return [];
    return [{ kind: 'function', function: decorated(source, functionDefinition(source, node, 'class'), node), span }];
  }
  if (!isField(node)) return [];
  const value = fieldOf(node, 'value');
  const arrow = functionValue(node);
  if (arrow) {
    const definition = functionDefinition(source, arrow);
    const parameters = withReceiver(source, definition.parameters, own);
    const named = { ...definition, name: textOf(source, own), nameSpan: spanOf(source, own), span, parameters };
    return [{ kind: 'function', function: decorated(source, named, node), span }];
  }
  if (!isStatic(node) || !value) return [];
  const at = spanOf(source, own);
  return [assignment({ kind: 'name', name: textOf(source, own), span: at }, expression(source, value), span)];
}

const withReceiver = (source: Reading, parameters: readonly Parameter[], at: Syntax): readonly Parameter[] =>
  parameters[0]?.name === 'this' ? parameters : [receiverAt(source, at), ...parameters];

function decorated(source: Reading, definition: FunctionDefinition, node: Syntax): FunctionDefinition {
  const span = spanOf(source, node);
  const words = [
    ...(isStatic(node) ? [staticMethod] : []),
    ...(hasToken(node, 'get') ? [getter] : []),
    ...(hasToken(node, 'set') ? [setter] : []),
  ];
  return { ...definition, decorators: words.map((word) => name(word, span)) };
}

/** The constructor, with what fields and `constructor(private x)` set. */
function constructorOf(source: Reading, node: Syntax, members: readonly Syntax[], hasBase: boolean): Statement[] {
  const written = members.find((one) => {
    const own = one.type === 'method_definition' ? fieldOf(one, 'name') : undefined;
    return own !== undefined && textOf(source, own) === 'constructor';
  });
  const fields = members.flatMap((one): Statement[] => {
    const own = isField(one) && !isStatic(one) && !functionValue(one) ? nameNode(one) : undefined;
    const value = own && fieldOf(one, 'value');
    if (!own || !value || own.type === 'computed_property_name') return [];
    return [
      setField(
        textOf(source, own),
        namedLambda(expression(source, value), textOf(source, own), spanOf(source, own), spanOf(source, one)),
        spanOf(source, one),
      ),
    ];
  });
  if (!written) return fields.length === 0 ? [] : [implied(source, node, fields, hasBase)];
  const definition = functionDefinition(source, written, 'class');
  const list = fieldOf(written, 'parameters');
  const properties = (list ? namedChildren(list) : []).flatMap((one): Statement[] => {
    const pattern = fieldOf(one, 'pattern');
    const isProperty = childOfType(one, 'accessibility_modifier') ?? (hasToken(one, 'readonly') ? one : undefined);
    if (!isProperty || pattern?.type !== 'identifier') return [];
    const at = spanOf(source, pattern);
    return [setField(textOf(source, pattern), name(nameOf(source, pattern), at), at)];
  });
  // Fields are set once the base's constructor has run.
  const after = hasBase ? definition.body.findIndex(isSuperCall) + 1 : 0;
  const body = [...definition.body.slice(0, after), ...properties, ...fields, ...definition.body.slice(after)];
  return [{ kind: 'function', function: { ...definition, name: '__init__', body }, span: definition.span }];
}

const setField = (own: string, value: Expression, span: Expression['span']): Statement =>
  assignment({ kind: 'attribute', object: name('this', span), name: own, span }, value, span);

function isSuperCall(statement: Statement): boolean {
  const value = statement.kind === 'expression' ? statement.value : null;
  return value?.kind === 'call' && value.callee.kind === 'attribute' && value.callee.name === '__init__';
}

/** The constructor that a class has which writes none: it hands its arguments to the base's. */
function implied(source: Reading, node: Syntax, fields: readonly Statement[], hasBase: boolean): Statement {
  const span = spanOf(source, fieldOf(node, 'name') ?? node);
  const rest: Parameter = { name: 'given', kind: 'rest', default: null, annotation: null, span };
  const handOn: Statement = {
    kind: 'expression',
    value: {
      kind: 'call',
      callee: { kind: 'attribute', object: callOf('super', [], span), name: '__init__', span },
      arguments: [{ name: null, value: name('given', span), spread: 'sequence' }],
      span,
    },
    span,
  };
  const definition: FunctionDefinition = {
    name: '__init__',
    parameters: [receiverAt(source, node), rest],
    body: [...(hasBase ? [handOn] : []), ...fields],
    decorators: [],
    returnAnnotation: null,
    documentation: null,
    isGenerator: false,
    isAsync: false,
    nameSpan: span,
    span,
  };
  return { kind: 'function', function: definition, span };
}
