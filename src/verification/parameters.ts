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

/** Something that a derivative cannot do without beside all that its function is given; `null` where there is nothing. */
export function requiredBeside(primal: Definition, derivative: Definition): string | null {
  const [own, given] = [parametersOf(primal), parametersOf(derivative)];
  if (!own.every((name) => given.includes(name))) return null;
  const required = derivative.function.parameters.filter((parameter) => parameter.default === null);
  return required.find(({ name }) => given.includes(name) && !own.includes(name))?.name ?? null;
}
