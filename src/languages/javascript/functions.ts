/** Functions of every spelling: declarations, expressions, arrows, methods. */
import type { Expression, FunctionDefinition, Parameter, Statement } from '../program';
import { type Syntax, fieldOf, namedChildren, spanOf, textOf } from '../syntax';
import { functionTypes } from './bindings';
import { expression } from './expressions';
import { documentationOf, documentedTypes } from './jsdoc';
import { assignPattern, propertiesOf } from './patterns';
import { type Reading, name, nameOf, unsupported } from './source';
import { block, hoisted } from './statements';
import { annotationOf } from './types';

interface Signature {
  readonly parameters: readonly Parameter[];
  /** What takes the arguments apart before the body begins. */
  readonly prologue: readonly Statement[];
}

/** @param node any kind of function, or a method. */
export function functionDefinition(
  source: Reading,
  node: Syntax,
  receiverWhere: 'class' | 'used' = 'used',
): FunctionDefinition {
  const span = spanOf(source, node);
  const own = fieldOf(node, 'name');
  const { result, yields } = scoped(source, () => contentOf(source, node));
  const isMethod = node.type === 'method_definition';
  const hasReceiver = receiverWhere === 'class' || (node.type !== 'arrow_function' && usesThis(node));
  const receiver: readonly Parameter[] = hasReceiver ? [receiverAt(source, own ?? node)] : [];
  return {
    name: own && own.type !== 'computed_property_name' ? (isMethod ? textOf(source, own) : nameOf(source, own)) : '',
    parameters: [...receiver, ...result.signature.parameters],
    body: [...outerNames(source, node), ...result.signature.prologue, ...result.body],
    decorators: [],
    returnAnnotation: annotationOf(source, fieldOf(node, 'return_type')),
    documentation: documentationOf(source, node),
    isGenerator: yields || node.type.startsWith('generator'),
    isAsync: node.children[0]?.type === 'async',
    nameSpan: own ? spanOf(source, own) : { start: span.start, end: Math.min(span.end, span.start + 1) },
    span,
  };
}

export const receiverAt = (source: Reading, node: Syntax): Parameter => {
  const { start } = spanOf(source, node);
  return { name: 'this', kind: 'positional', default: null, annotation: null, span: { start, end: start } };
};

/** Reads a function's body apart from the `yield`s and the loops of the function around it. */
function scoped<Result>(source: Reading, read: () => Result): { readonly result: Result; readonly yields: boolean } {
  const { yields: outer, jumps } = source;
  Object.assign(source, { yields: false, jumps: [] });
  const result = read();
  const { yields } = source;
  Object.assign(source, { yields: outer, jumps });
  return { result, yields };
}

function contentOf(source: Reading, node: Syntax): { signature: Signature; body: readonly Statement[] } {
  const list = fieldOf(node, 'parameters') ?? fieldOf(node, 'parameter');
  const signature = signatureOf(source, node, list);
  const body = fieldOf(node, 'body');
  const broken = list?.isBroken === true;
  if (!body || broken) return { signature, body: [unsupported(source, list ?? node)] };
  if (source.bindings.perPass.has(node.start) && isKept(source, node))
    return { signature, body: [unsupported(source, node, 'A function that a loop makes anew and keeps is not read.')] };
  if (body.type === 'statement_block') return { signature, body: block(source, body) };
  const value = expression(source, body);
  return { signature, body: hoisted([{ kind: 'return', value, span: spanOf(source, body) }]) };
}

/** Where a function stands that outlives the pass of the loop that made it, as far as its neighbours tell. */
function isKept(source: Reading, node: Syntax): boolean {
  const before = source.text.slice(Math.max(0, node.start - 60), node.start);
  return (
    /\.(?:push|unshift|set|add)\(\s*$|\]\s*=\s*$|[[{:,]\s*$|\breturn\s*$/.test(before) &&
    !/\w\([^()]*,\s*$/.test(before)
  );
}

/** `nonlocal` and `global` of other languages: JavaScript needs no word for it. */
function outerNames(source: Reading, node: Syntax): Statement[] {
  const outer = source.bindings.outer.get(node.start);
  if (!outer) return [];
  const span = spanOf(source, node);
  const at = { start: span.start, end: span.start };
  const scopes: Statement[] = [];
  if (outer.nonlocal.length > 0) scopes.push({ kind: 'scope', scope: 'nonlocal', names: outer.nonlocal, span: at });
  if (outer.global.length > 0) scopes.push({ kind: 'scope', scope: 'global', names: outer.global, span: at });
  return scopes;
}

/** Whether the function itself (not one inside it) says `this`. */
function usesThis(node: Syntax): boolean {
  const inside = (child: Syntax): boolean => {
    if (child.type === 'this') return true;
    if (child.type !== 'arrow_function' && functionTypes.has(child.type)) return false;
    if (child.type === 'class_body') return false;
    return child.children.some(inside);
  };
  return node.children.some(inside);
}

function signatureOf(source: Reading, node: Syntax, list: Syntax | undefined): Signature {
  const parameters: Parameter[] = [];
  const prologue: Statement[] = [];
  const documented = documentedTypes(source, node);
  const nodes = list ? (list.type === 'formal_parameters' ? namedChildren(list) : [list]) : [];
  for (const child of nodes) {
    if (child.type === 'decorator') continue;
    const isTyped = child.type === 'required_parameter' || child.type === 'optional_parameter';
    let pattern = isTyped ? fieldOf(child, 'pattern') : child;
    if (!pattern || pattern.type === 'this') continue;
    let written = isTyped ? fieldOf(child, 'value') : undefined;
    if (pattern.type === 'assignment_pattern') {
      written = fieldOf(pattern, 'right');
      pattern = fieldOf(pattern, 'left') ?? pattern;
    }
    const isRest = pattern.type === 'rest_pattern';
    if (isRest) pattern = namedChildren(pattern)[0] ?? pattern;
    const span = spanOf(source, pattern);
    const own = pattern.type === 'identifier' ? nameOf(source, pattern) : labelOf(source, pattern, parameters);
    const annotation = annotationOf(source, fieldOf(child, 'type')) ?? documented.get(own) ?? null;
    const otherwise: Expression | null = written ? expression(source, written) : null;
    parameters.push({ name: own, kind: isRest ? 'rest' : 'positional', default: otherwise, annotation, span });
    if (pattern.type !== 'identifier') prologue.push(...assignPattern(source, pattern, name(own, span)));
  }
  return { parameters, prologue };
}

/**
 * A name for an argument that is taken apart: `{x, y}`, whose properties are then inputs of their own; `x_y` for an
 * array. Two arguments with the same property are told apart by their places.
 */
function labelOf(source: Reading, pattern: Syntax, before: readonly Parameter[]): string {
  const fallback = `argument${before.length + 1}`;
  if (pattern.type === 'object_pattern') {
    const properties = propertiesOf(source, pattern);
    const taken = new Set(before.flatMap((one) => [one.name, ...one.name.replace(/[{}]/g, '').split(', ')]));
    return properties && properties.length > 0 && !properties.some((one) => taken.has(one))
      ? `{${properties.join(', ')}}`
      : fallback;
  }
  const items = namedChildren(pattern).filter(({ type }) => type === 'identifier');
  const label = items.map((item) => textOf(source, item)).join('_');
  return items.length > 1 && !before.some((one) => one.name === label) ? label : fallback;
}
