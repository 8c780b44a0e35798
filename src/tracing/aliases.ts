/**
 * Names that were bound to one array or another in a branch hold a merged copy of both. Writing to the copy (or to one of
 * the two) is right as long as nothing else can still see the others; else it is refused.
 */
import { refuse } from './context';
import type { Context } from './context';
import type { Scope } from './scope';
import type { Container } from './values';
import type { Value } from './values';

/** All that are the same as this one under some condition. */
function relatives(of: Container): Set<Container> {
  const found = new Set<Container>([of]);
  const stack = [of];
  for (let next = stack.pop(); next; next = stack.pop())
    for (const partner of next.partners)
      if (!found.has(partner)) {
        found.add(partner);
        stack.push(partner);
      }
  found.delete(of);
  return found;
}

/** Everything that a name of a running function, or of a file, leads to. */
function reachable(context: Context): Set<unknown> {
  const seen = new Set<unknown>();
  const visitScope = (scope: Scope): void => {
    if (seen.has(scope)) return;
    seen.add(scope);
    for (const value of scope.variables.values()) visit(value);
    if (scope.parent) visitScope(scope.parent);
  };
  const visit = (value: Value): void => {
    switch (value.kind) {
      case 'array':
        seen.add(value.buffer);
        return;
      case 'masked':
        seen.add(value.elements.buffer);
        seen.add(value.mask.buffer);
        return;
      case 'tuple':
        value.items.forEach(visit);
        return;
      case 'optional':
        return visit(value.value);
      case 'bound':
        visit(value.callee);
        value.positional.forEach(visit);
        for (const [, keyword] of value.keywords) visit(keyword);
        return;
      case 'function':
        for (const fallback of value.defaults.values()) visit(fallback);
        return visitScope(value.scope);
      case 'list':
      case 'dictionary':
      case 'record':
        break;
      default:
        return;
    }
    if (seen.has(value.object)) return;
    seen.add(value.object);
    if (value.kind === 'record') for (const attribute of value.object.attributes.values()) visit(attribute);
    else if (value.kind === 'dictionary') for (const entry of value.object.entries.values()) visit(entry.value);
    else {
      const content = value.object.get();
      if (Array.isArray(content)) (content as readonly Value[]).forEach(visit);
    }
  };
  for (const scope of [context.scope, ...context.frames, ...context.files.values()]) visitScope(scope);
  return seen;
}

/** Refuses a write where it is not known what it changes. */
export function checkWritable(context: Context, object: Container): void {
  if (object.partners.length === 0) return;
  const others = relatives(object);
  const seen = reachable(context);
  for (const other of others) {
    if (seen.has(other))
      refuse(
        context,
        'It is not known which array this writes to: under some condition another name means the same one.',
      );
    other.isWrittenElsewhere = true;
  }
}
