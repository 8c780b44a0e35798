/** Finds the functions and classes of a program, and gives each a name that is unique in the file. */
import type { ClassDefinition, Definition, Directive, FunctionDefinition, Statement } from './program';
import { innerBlocks } from './walk';

export interface Found {
  readonly definitions: readonly Definition[];
  readonly classes: readonly { readonly name: string; readonly class: ClassDefinition }[];
}

/** Where a definition stands: `prefix` begins its name. */
interface Place {
  readonly prefix: string;
  readonly className: string | null;
  readonly enclosing: string | null;
}

/**
 * Functions, methods, nested functions and lambdas that a name is bound to, in the order of the source. The second `f`
 * of a scope is `f#2`.
 */
export function findDefinitions(
  body: readonly Statement[],
  directiveOf: (definition: FunctionDefinition) => Directive | null = () => null,
): Found {
  const definitions: Definition[] = [];
  const classes: { readonly name: string; readonly class: ClassDefinition }[] = [];
  const counts = new Map<string, number>();

  const unique = (name: string): string => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  };

  const addFunction = (definition: FunctionDefinition, place: Place): void => {
    const name = unique(place.prefix + definition.name);
    const { className, enclosing } = place;
    definitions.push({ name, function: definition, className, enclosing, directive: directiveOf(definition) });
    visit(definition.body, { prefix: `${name}.`, className: null, enclosing: name });
  };

  const visit = (statements: readonly Statement[], place: Place): void => {
    for (const statement of statements) {
      if (statement.kind === 'function') addFunction(statement.function, place);
      else if (statement.kind === 'class') {
        const name = unique(place.prefix + statement.class.name);
        classes.push({ name, class: statement.class });
        visit(statement.class.body, { prefix: `${name}.`, className: name, enclosing: place.enclosing });
      } else if (statement.kind === 'assign' && statement.value.kind === 'lambda') {
        if (statement.value.function.name !== '') addFunction(statement.value.function, place);
      } else for (const block of innerBlocks(statement)) visit(block, place);
    }
  };

  visit(body, { prefix: '', className: null, enclosing: null });
  return { definitions, classes };
}
