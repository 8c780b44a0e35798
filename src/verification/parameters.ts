import type { Definition } from '../languages/program';

/** Names of the arguments that a caller passes: `self` of a method is none. */
export function parametersOf({ function: definition, className }: Definition): string[] {
  const isStatic = definition.decorators.some(
    (decorator) => decorator.kind === 'name' && decorator.name === 'staticmethod',
  );
  const names = definition.parameters
    .filter((parameter) => parameter.kind === 'positional' || parameter.kind === 'keyword')
    .map((parameter) => parameter.name);
  return className !== null && !isStatic && names.length > 0 ? names.slice(1) : names;
}
