/** What is assigned to: names, elements, attributes, and tuples of them. */
import type { Target } from '../program';
import { indices, required, tooDeep, unreadable, unsupported } from './expressions';
import { type Source, type Syntax, deepest, fieldOf, hasToken, identifier, namedChildren, spanOf } from './syntax';

/** What stands left of `=`, after `for` and `as`. */
export function target(source: Source, node: Syntax): Target {
  if (node.depth > deepest) return unsupported(source, node, tooDeep);
  const span = spanOf(source, node);
  const items = namedChildren(node);
  switch (node.type) {
    case 'identifier':
    case 'keyword_identifier':
      return { kind: 'name', name: identifier(source, node), span };
    case 'as_pattern_target':
    case 'parenthesized_expression':
      return items[0] ? target(source, items[0]) : unsupported(source, node, unreadable);
    case 'attribute': {
      const name = fieldOf(node, 'attribute');
      const object = required(source, node, fieldOf(node, 'object'));
      return { kind: 'attribute', object, name: name ? identifier(source, name) : '', span };
    }
    case 'subscript': {
      const object = required(source, node, fieldOf(node, 'value'));
      return { kind: 'index', object, indices: indices(source, node), span };
    }
    case 'tuple_pattern':
    case 'tuple':
      // `(a) = 1` is `a = 1`: parentheses alone make no tuple.
      if (items[0] && items.length === 1 && !hasToken(node, ',')) return target(source, items[0]);
      return { kind: 'tuple', items: items.map((item) => target(source, item)), span };
    case 'pattern_list':
    case 'expression_list':
    case 'list_pattern':
    case 'list':
      return { kind: 'tuple', items: items.map((item) => target(source, item)), span };
    case 'list_splat_pattern':
    case 'list_splat':
      if (!items[0]) return unsupported(source, node, unreadable);
      return { kind: 'rest', target: target(source, items[0]), span };
    default:
      return unsupported(source, node, 'Nothing can be assigned to this.');
  }
}
