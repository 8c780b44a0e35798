/** Shapes that the source says before anything is run, best source first. */
import type { Definition, Expression, FunctionDefinition, Parameter, Program, Statement } from '../languages/program';
import { allStatements, expressionsIn } from '../languages/walk';
import { sizeOf } from './arrays';
import { hintFrom, hintFromDocumentation, saysList } from './annotations';
import type { Hint } from './annotations';
import { isNamedAsTarget } from './customs';
import { matrixFactors } from './matrixFactors';
import { givenArrays, isGrid } from './sites';
import type { Site } from './sites';
import type { ShapeBook } from './shapes';

type Shape = readonly (number | string)[];

/** Sets the shapes of a function's arguments as far as the source says them. What the body shows comes on top. */
export function hintShapes(
  book: ShapeBook,
  definition: Definition,
  sites: readonly Site[],
  types: NonNullable<Program['types']> = {},
  functions: ReadonlyMap<string, FunctionDefinition> = new Map(),
): void {
  const { parameters, documentation } = definition.function;
  const { shapes: fromBody, ranks } = shapesInBody(definition.function.body);
  const arrays = givenArrays(sites);
  const multiplied = matrixFactors(definition.function, functions);
  // What the documentation calls `batch_size`, the body may call b: `b, s, v = logits.shape`.
  const own = new Map<string, string>();
  const said = new Map<string, Hint | undefined>();
  for (const { name } of documentation === null ? [] : parameters) {
    const hint = hintFromDocumentation(documentation ?? '', name);
    const written = fromBody.get(name);
    said.set(name, hint);
    if (isShape(hint) && hint.length === written?.length)
      hint.forEach((size, axis) => {
        const here = written[axis];
        if (typeof size === 'string' && typeof here === 'string') own.set(size, here);
      });
  }
  const renamed = (hint: Hint | undefined): Hint | undefined =>
    isShape(hint) ? hint.map((size) => own.get(String(size)) ?? size) : hint;
  for (const { values } of sites)
    for (const [name, { sizes }] of values) if (name.includes('[')) book.calledWith.set(name, sizes);
  for (const parameter of parameters) {
    const { name } = parameter;
    const directive = definition.directive?.shapes[name];
    if (directive) {
      book.fix(name, directive, true);
      continue;
    }
    const type = parameter.annotation && resolvedType(parameter.annotation, types);
    if (type?.kind === 'dictionary') {
      hintFields(book, name, type, types);
      continue;
    }
    const annotation = type ? hintFrom(type) : undefined;
    if (type && saysList(type)) book.stateOf(name).saysList = true;
    const given = sites.map(({ values }) => values.get(name)).find((value) => value !== undefined);
    const site = given?.sizes;
    const documented = renamed(said.get(name));
    const known = [annotation, fromBody.get(name), site, documented].find(isShape);
    const isMatrix = !arrays.has(name) && sites.some(({ matrices }) => matrices.has(name));
    if (isMatrix) book.stateOf(name).isMatrix = true;
    if (isMatrix && known?.length !== 2) {
      book.suggestRank(name, 2);
      if (isNamedAsTarget(name)) book.apply(name, [{ kind: 'exactly', axis: 1, size: 1 }]);
    } else if (given && known === site && [annotation, documented].every((hint) => hint !== 'array') && isGrid(given))
      book.stateOf(name).drawnAt = sizeOf(given.sizes) > MOST_SHOWN ? undefined : given.sizes;
    else if (known && known === site && sizeOf(site) > MOST_SHOWN) book.suggestRank(name, site.length);
    else if (known) book.fix(name, known, false);
    else if (ranks.has(name)) book.suggestRank(name, ranks.get(name)!);
    else if (multiplied.has(name)) book.suggestRank(name, 2);
    else if (axesAsked(definition.function).has(name)) book.suggestRank(name, 2);
    else if (annotation === 'array' || documented === 'array') book.suggestArray(name);
  }
  for (const [name, shape] of Object.entries(definition.directive?.shapes ?? {}))
    if (!parameters.some((parameter: Parameter) => parameter.name === name)) book.fix(name, shape, true);
}

/** A type by what its name stands for in the file. */
function resolvedType(type: Expression, types: NonNullable<Program['types']>): Expression {
  let found = type;
  for (let step = 0; step < 8 && found.kind === 'name' && Object.hasOwn(types, found.name); step += 1)
    found = types[found.name] as Expression;
  return found;
}

/** An object of which the type has the fields: each is an input of its own. */
function hintFields(
  book: ShapeBook,
  name: string,
  type: Extract<Expression, { kind: 'dictionary' }>,
  types: NonNullable<Program['types']>,
  depth = 0,
): void {
  const state = book.stateOf(name);
  state.role = 'record';
  state.fields = type.entries.flatMap(({ key }) => (key?.kind === 'string' ? [key.value] : []));
  for (const { key, value } of type.entries) {
    if (key?.kind !== 'string') continue;
    const label = name.startsWith('{') ? key.value : `${name}.${key.value}`;
    const of = resolvedType(value, types);
    if (of.kind === 'dictionary' && depth < 4) hintFields(book, label, of, types, depth + 1);
    const hint = of.kind === 'dictionary' ? undefined : hintFrom(of);
    if (isShape(hint)) book.fix(label, hint, false);
    else if (hint === 'array') book.suggestArray(label);
  }
}

/** An array of a call with more elements than this tells how many axes there are, not what is to be shown. */
const MOST_SHOWN = 2000;

const isShape = (hint: Hint | undefined): hint is Shape => hint !== undefined && hint !== 'array';

const integerOf = (expression: Expression | undefined): number | undefined =>
  expression?.kind === 'number' && /^\d+$/.test(expression.text) ? Number(expression.text) : undefined;

/** The array whose `.shape` (or `np.shape`) an expression is. */
function shapeOfWhat(expression: Expression): Expression | undefined {
  if (expression.kind === 'attribute' && expression.name === 'shape') return expression.object;
  const isAsked =
    expression.kind === 'call' && expression.callee.kind === 'attribute' && expression.callee.name === 'shape';
  return isAsked ? expression.arguments[0]?.value : undefined;
}

const nameIn = (expression: Expression | undefined): string | undefined =>
  expression?.kind === 'name' ? expression.name : undefined;

const asked = new WeakMap<FunctionDefinition, ReadonlySet<string>>();

/** Names of which the sizes behind the first are asked for: `np.prod(x.shape[1:])`. */
function axesAsked(written: FunctionDefinition): ReadonlySet<string> {
  let names = asked.get(written);
  if (!names) {
    names = new Set(
      [...expressionsIn(written.body)].flatMap((part) => {
        const [index, ...more] = part.kind === 'index' ? part.indices : [];
        const start = index?.kind === 'slice' && more.length === 0 ? integerOf(index.start ?? undefined) : undefined;
        const name = part.kind === 'index' && start === 1 ? nameIn(shapeOfWhat(part.object)) : undefined;
        return name === undefined ? [] : [name];
      }),
    );
    asked.set(written, names);
  }
  return names;
}

function sizesIn(expression: Expression): Shape | undefined {
  if (expression.kind !== 'tuple') return undefined;
  const sizes = expression.items.map((item) => integerOf(item) ?? (item.kind === 'name' ? item.name : undefined));
  return sizes.every((size): size is number | string => size !== undefined) ? sizes : undefined;
}

/** The array whose `.ndim` (or `np.ndim`, or `len(….shape)`) an expression is. */
export function axesOfWhat(expression: Expression): Expression | undefined {
  if (expression.kind === 'attribute' && expression.name === 'ndim') return expression.object;
  if (expression.kind !== 'call') return undefined;
  const { callee, arguments: given } = expression;
  const argument = given[0]?.value;
  if (!argument || (callee.kind !== 'name' && callee.kind !== 'attribute')) return undefined;
  return callee.name === 'ndim' ? argument : callee.name === 'len' ? shapeOfWhat(argument) : undefined;
}

interface Said {
  readonly shapes: ReadonlyMap<string, Shape>;
  /** How many axes there are, of whatever sizes. */
  readonly ranks: ReadonlyMap<string, number>;
}

/** `assert x.shape == (3,)`, `n, m = A.shape`, `assert len(x) == 2`, `if x.ndim != 1: raise`. */
function shapesInBody(body: readonly Statement[]): Said {
  const shapes = new Map<string, Shape>();
  const ranks = new Map<string, number>();
  const note = (name: string, shape: Shape): void => {
    if (!shapes.has(name)) shapes.set(name, shape);
  };
  const fromComparison = (condition: Expression, operator: '==' | '!='): void => {
    if (condition.kind === 'logic') {
      fromComparison(condition.left, operator);
      fromComparison(condition.right, operator);
    }
    if (condition.kind !== 'comparison' || condition.operators.length !== 1 || condition.operators[0] !== operator)
      return;
    const [left, right] = condition.operands as [Expression, Expression];
    const name = nameIn(shapeOfWhat(left));
    const sizes = sizesIn(right);
    if (name !== undefined && sizes) note(name, sizes);
    const size = integerOf(right);
    const counted = nameIn(axesOfWhat(left));
    if (counted !== undefined && size !== undefined && !ranks.has(counted)) ranks.set(counted, size);
    const isLength = left.kind === 'call' && left.callee.kind === 'name' && left.callee.name === 'len';
    const argument = isLength
      ? left.arguments[0]?.value
      : left.kind === 'attribute' && left.name === 'size'
        ? left.object
        : undefined;
    if (argument?.kind === 'name' && size !== undefined) note(argument.name, [size]);
  };
  for (const statement of allStatements(body)) {
    if (statement.kind === 'assert') fromComparison(statement.condition, '==');
    if (statement.kind === 'if' && statement.then[0]?.kind === 'raise') fromComparison(statement.condition, '!=');
    if (statement.kind !== 'assign') continue;
    const [target] = statement.targets;
    const name = nameIn(shapeOfWhat(statement.value));
    if (target?.kind !== 'tuple' || name === undefined) continue;
    const names = target.items.map((item, i) =>
      item.kind === 'name' && item.name !== '_' ? item.name : `${name}_${i}`,
    );
    note(name, names);
  }
  return { shapes, ranks };
}
