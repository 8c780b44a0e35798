/** What is assigned to: names, elements, properties, and patterns that take arrays and objects apart. */
import type { Expression, Statement, Target } from '../program';
import { type Syntax, deepest, fieldOf, namedChildren, spanOf, textOf } from '../syntax';
import {
  expression,
  isExports,
  keyExpression,
  namedLambda,
  once,
  propertyName,
  required,
  unwrapped,
} from './expressions';
import { type Reading, assignment, callOf, isNone, nameOf, unsupported } from './source';

const notAssignable = 'Nothing can be assigned to this.';

/** One place: a name, an element, a property. */
export function target(source: Reading, node: Syntax): Target {
  const span = spanOf(source, node);
  if (node.depth > deepest) return unsupported(source, node, notAssignable);
  switch (node.type) {
    case 'identifier':
    case 'shorthand_property_identifier_pattern':
      return { kind: 'name', name: nameOf(source, node), span };
    case 'member_expression': {
      const [object, property] = [fieldOf(node, 'object'), fieldOf(node, 'property')];
      if (!object || !property) return unsupported(source, node, notAssignable);
      const own = propertyName(source, property);
      if (isExports(source, object)) return { kind: 'name', name: `export ${own}`, span };
      if (isExports(source, node)) return { kind: 'name', name: 'export default', span };
      return { kind: 'attribute', object: expression(source, object), name: own, span };
    }
    case 'subscript_expression': {
      const object = required(source, node, fieldOf(node, 'object'));
      return { kind: 'index', object, indices: [required(source, node, fieldOf(node, 'index'))], span };
    }
    default:
      return unsupported(source, node, notAssignable);
  }
}

/** `pattern = value`, where evaluating the value twice does no harm. */
export function assignPattern(source: Reading, given: Syntax, value: Expression): Statement[] {
  const node = unwrapped(given);
  const span = spanOf(source, node);
  switch (node.type) {
    case 'object_pattern':
      return objectPattern(source, node, value);
    case 'array_pattern':
      return arrayPattern(source, node, value);
    case 'assignment_pattern':
    case 'object_assignment_pattern': {
      const left = fieldOf(node, 'left');
      const otherwise = required(source, node, fieldOf(node, 'right'));
      if (!left) return [unsupported(source, node, notAssignable)];
      const { before, value: kept } = once(source, value);
      const chosen: Expression = {
        kind: 'conditional',
        condition: isNone(kept, span),
        then: otherwise,
        otherwise: kept,
        span,
      };
      return [...before, ...assignPattern(source, left, chosen)];
    }
    default: {
      const to = target(source, node);
      const own = to.kind === 'name' ? to.name : '';
      return [assignment(to, namedLambda(value, own, to.span, value.span), span)];
    }
  }
}

function objectPattern(source: Reading, node: Syntax, given: Expression): Statement[] {
  const span = spanOf(source, node);
  const { before, value } = once(source, given);
  const taken: Expression[] = [];
  const statements = namedChildren(node).flatMap((child): Statement[] => {
    const at = spanOf(source, child);
    if (child.type === 'rest_pattern') {
      const inner = namedChildren(child)[0];
      return inner ? assignPattern(source, inner, callOf('other properties', [value, ...taken], at)) : [];
    }
    const part = partOf(source, child);
    if (!part) return [unsupported(source, child, notAssignable)];
    taken.push(part.key);
    const read: Expression =
      part.key.kind === 'string'
        ? { kind: 'attribute', object: value, name: part.key.value, span: at }
        : { kind: 'index', object: value, indices: [part.key], span: at };
    return assignPattern(source, part.into, read);
  });
  return [...before, ...statements.map((statement) => ({ ...statement, span: statement.span ?? span }))];
}

/** The property that a part of an object's pattern takes, and what it is assigned to. */
function partOf(source: Reading, node: Syntax): { readonly key: Expression; readonly into: Syntax } | null {
  const plain = (name: Syntax): Expression => ({
    kind: 'string',
    value: textOf(source, name),
    span: spanOf(source, name),
  });
  if (node.type === 'shorthand_property_identifier_pattern') return { key: plain(node), into: node };
  if (node.type === 'object_assignment_pattern') {
    const left = fieldOf(node, 'left');
    return left ? { key: plain(left), into: node } : null;
  }
  const [key, value] = [fieldOf(node, 'key'), fieldOf(node, 'value')];
  return node.type === 'pair_pattern' && key && value ? { key: keyExpression(source, key), into: value } : null;
}

/** Names of the properties that an object's pattern takes, `null` where one is not written out. */
export function propertiesOf(source: Reading, node: Syntax): string[] | null {
  const names = namedChildren(node).map((child) => {
    const key = child.type === 'rest_pattern' ? null : partOf(source, child)?.key;
    return key?.kind === 'string' ? key.value : null;
  });
  return names.every((one) => one !== null) ? names : null;
}

function arrayPattern(source: Reading, node: Syntax, given: Expression): Statement[] {
  const { before, value } = once(source, given);
  // A list that is written out (a swap: `[a, b] = [b, a]`) is evaluated as a whole before anything is assigned.
  const places = placesOf(node);
  const span = spanOf(source, node);
  const isPlain = places.every(
    (place) => place && ['identifier', 'member_expression', 'subscript_expression'].includes(place.type),
  );
  if (isPlain && places.length > 0) {
    const items = places.map((place) => target(source, place!));
    const first = callOf('first items', [value, { kind: 'number', text: String(items.length), span }], span);
    return [
      ...before,
      { kind: 'assign', targets: [{ kind: 'tuple', items, span }], value: first, annotation: null, span },
    ];
  }
  const statements = places.flatMap((place, i): Statement[] => {
    if (!place) return [];
    const at = spanOf(source, place);
    const index: Expression = { kind: 'number', text: String(i), span: at };
    if (place.type === 'rest_pattern') {
      const inner = namedChildren(place)[0];
      return inner ? assignPattern(source, inner, callOf('items from', [value, index], at)) : [];
    }
    return assignPattern(source, place, { kind: 'index', object: value, indices: [index], span: at });
  });
  return [...before, ...statements];
}

/** The places of an array's pattern; `undefined` where one is left out. */
function placesOf(node: Syntax): (Syntax | undefined)[] {
  const places: (Syntax | undefined)[] = [];
  let isEmpty = true;
  for (const child of node.children.slice(1)) {
    if (child.type === ',' && !child.isNamed) {
      if (isEmpty) places.push(undefined);
      isEmpty = true;
    } else if (child.isNamed) {
      places.push(child);
      isEmpty = false;
    }
  }
  return places;
}
