/**
 * TypeScript's types as annotations in the program's words: `number`, `list[…]`, `tuple[…]`, and a dictionary of fields
 * for an object. Whoever looks for shapes reads them as other languages' annotations.
 */
import type { Expression } from '../program';
import { type Syntax, fieldOf, namedChildren, spanOf, textOf } from '../syntax';
import { type Reading, name } from './source';
import { unwrappedType } from './typeText';

/** The annotation `: T` (or `T` itself); `null` where it says nothing of numbers. */
export function annotationOf(source: Reading, node: Syntax | undefined): Expression | null {
  if (!node) return null;
  const span = spanOf(source, node);
  const parts = namedChildren(node);
  const of = (word: string, items: readonly (Expression | null)[]): Expression | null =>
    items.every((item) => item !== null) ? { kind: 'index', object: name(word, span), indices: items, span } : null;
  switch (node.type) {
    case 'type_annotation':
    case 'parenthesized_type':
    case 'readonly_type':
      return annotationOf(source, parts[0]);
    case 'predefined_type':
    case 'type_identifier':
    case 'nested_type_identifier':
      return name(textOf(source, node), span);
    case 'array_type':
      return of('list', [annotationOf(source, parts[0]) ?? name('any', span)]);
    case 'tuple_type':
      return of(
        'tuple',
        parts.map((part) => annotationOf(source, fieldOf(part, 'type') ?? part)),
      );
    case 'optional_type':
      return annotationOf(source, parts[0]);
    case 'generic_type': {
      const own = textOf(source, parts[0] ?? node);
      const inner = parts[1] ? namedChildren(parts[1])[0] : undefined;
      if (/^(?:Array|ReadonlyArray|Iterable|ArrayLike)$/.test(own))
        return of('list', [annotationOf(source, inner) ?? name('any', span)]);
      if (unwrappedType.test(own)) return annotationOf(source, inner);
      return name(own, span);
    }
    case 'union_type': {
      const sides = parts.flatMap((part) => {
        const side = annotationOf(source, part);
        return side && !(side.kind === 'name' && /^(?:null|undefined|void|never)$/.test(side.name)) ? [side] : [];
      });
      // Two different things: nothing is certain.
      return sides.length === 1 ? (sides[0] ?? null) : null;
    }
    case 'intersection_type': {
      const sides = parts.map((part) => annotationOf(source, part));
      return sides.find((side) => side !== null) ?? null;
    }
    case 'object_type':
    case 'interface_body':
    case 'class_body': {
      const entries = parts.flatMap((part) => {
        const own = fieldOf(part, 'name');
        const type = part.type === 'property_signature' && own ? annotationOf(source, fieldOf(part, 'type')) : null;
        if (!own || !type) return [];
        return [{ key: { kind: 'string' as const, value: textOf(source, own), span }, value: type }];
      });
      return entries.length > 0 ? { kind: 'dictionary', entries, span } : null;
    }
    default:
      return null;
  }
}

/** The types that a file gives names to. */
export function namedTypes(source: Reading, node: Syntax): [string, Expression][] {
  const declared = node.type === 'export_statement' ? fieldOf(node, 'declaration') : node;
  const own = declared && fieldOf(declared, 'name');
  if (!declared || !own) return [];
  const content =
    declared.type === 'interface_declaration'
      ? fieldOf(declared, 'body')
      : declared.type === 'type_alias_declaration'
        ? fieldOf(declared, 'value')
        : undefined;
  const type = annotationOf(source, content);
  return type ? [[textOf(source, own), type]] : [];
}
