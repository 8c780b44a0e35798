/**
 * Functions read in another way than by what they return: what is written into an argument, what a flag asks for, what
 * stands in a dictionary. Each such reading is a definition of its own, made of the statements of the written one, so
 * that everything found keeps its place in the source.
 */
import type { Definition, Directive, Expression, FunctionDefinition, Parameter, Statement } from '../languages/program';
import type { Span } from '../languages/source';

/** A definition in place of the written one. */
export interface View {
  /** What is read, to stand behind the function's name: `(deriv=True)`, `['y', 'x']`; unique among those of a function. */
  readonly label: string;
  readonly function: FunctionDefinition;
  /** Arguments that are arrays shaped like another one: a gradient that is written into is like the variable. */
  readonly shapedLike: Readonly<Record<string, string>>;
  /** Sizes of arguments and attributes (`self.w`), where those that the source shows are to give way. */
  readonly shapes?: Readonly<Record<string, readonly number[]>>;
}

/** The view with sizes fixed; those that a directive says hold in any case. */
export const withShapes = (
  view: View | null,
  written: FunctionDefinition,
  shapes: Readonly<Record<string, readonly number[]>>,
): View => ({
  label: `${view?.label ?? ''} ${JSON.stringify(shapes)}`,
  function: view?.function ?? written,
  shapedLike: view?.shapedLike ?? {},
  shapes,
});

const noDirective: Directive = {
  wrt: null,
  shapes: {},
  at: {},
  derivativeOf: null,
  flags: [],
  problems: [],
  span: { start: 0, end: 0 },
};

/** The definition that a view stands for. */
export function viewed(definition: Definition, view: View | null): Definition {
  if (!view) return definition;
  const said = definition.directive ?? noDirective;
  const directive = view.shapes ? { ...said, shapes: { ...view.shapes, ...said.shapes } } : definition.directive;
  return { ...definition, name: `${definition.name} ${view.label}`, function: view.function, directive };
}

type Literal = string | number | boolean;

export function literal(value: Literal, span: Span): Expression {
  if (typeof value === 'string') return { kind: 'string', value, span };
  if (typeof value === 'boolean') return { kind: 'boolean', value, span };
  return { kind: 'number', text: String(value), span };
}

export const nameOf = (name: string, span: Span): Expression => ({ kind: 'name', name, span });

/** Where new statements are said to stand: they are about the function as a whole. */
const placeOf = ({ nameSpan }: FunctionDefinition): Span => nameSpan;

/** With an argument set: `deriv = True` before everything else. */
export function withArgument(written: FunctionDefinition, name: string, value: Literal): FunctionDefinition {
  const span = placeOf(written);
  const set: Statement = {
    kind: 'assign',
    targets: [{ kind: 'name', name, span }],
    value: literal(value, span),
    annotation: null,
    span,
  };
  return { ...written, body: [set, ...written.body] };
}

/** Giving something else than what it returns. */
export function returning(written: FunctionDefinition, value: Expression): FunctionDefinition {
  const last: Statement = { kind: 'return', value, span: value.span };
  return {
    ...written,
    body: [...rewritten(written.body, (statement) => (statement.kind === 'return' ? [last] : [statement])), last],
  };
}

/** Returning nothing, so that what it writes into its arguments is the result. */
export function returningNothing(written: FunctionDefinition): FunctionDefinition {
  const body = rewritten(written.body, (statement) =>
    statement.kind === 'return' ? [{ ...statement, value: null }] : [statement],
  );
  return { ...written, body };
}

/** After a call of another method of the same object: `self.forward(x)` leaves what `backward` reads. */
export function afterMethod(written: FunctionDefinition, before: FunctionDefinition): FunctionDefinition | null {
  const [self, ...own] = written.parameters;
  const [, ...others] = before.parameters;
  if (!self || [...own, ...others].some(({ kind }) => kind !== 'positional')) return null;
  const span = placeOf(written);
  const passed = others.filter((parameter) => parameter.default === null);
  const call: Expression = {
    kind: 'call',
    callee: { kind: 'attribute', object: nameOf(self.name, span), name: before.name, span },
    arguments: passed.map(({ name }) => ({ name: null, value: nameOf(name, span), spread: 'none' })),
    span,
  };
  const known = new Set(own.map(({ name }) => name));
  const added: Parameter[] = passed.filter(({ name }) => !known.has(name));
  const first: Statement = { kind: 'expression', value: call, span };
  return { ...written, parameters: [self, ...added, ...own], body: [first, ...written.body] };
}

/** A body with each statement replaced, outside of functions that it defines. */
export function rewritten(
  body: readonly Statement[],
  replace: (statement: Statement) => readonly Statement[],
): Statement[] {
  const inside = (block: readonly Statement[]): Statement[] => rewritten(block, replace);
  return body.flatMap((statement): readonly Statement[] => {
    switch (statement.kind) {
      case 'if':
        return replace({ ...statement, then: inside(statement.then), otherwise: inside(statement.otherwise) });
      case 'for':
      case 'while':
        return replace({ ...statement, body: inside(statement.body), otherwise: inside(statement.otherwise) });
      case 'with':
        return replace({ ...statement, body: inside(statement.body) });
      case 'try':
        return replace({
          ...statement,
          body: inside(statement.body),
          handlers: statement.handlers.map((handler) => ({ ...handler, body: inside(handler.body) })),
          otherwise: inside(statement.otherwise),
          finally: inside(statement.finally),
        });
      default:
        return replace(statement);
    }
  });
}
