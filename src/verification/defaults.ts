/** What a verdict was given for: defaults that choose between branches (`activation='relu'`, `weights=None`). */
import type { Definition, Expression, FunctionDefinition, Parameter, Statement, Target } from '../languages/program';
import { allStatements, expressionsIn, within } from '../languages/walk';
import { axesOfWhat } from '../tracing/hints';
import { flagNames, orderNames } from './conventions';
import { mentions } from './statements';
import { calleeName } from './walk';

/**
 * A mean over all elements beside a division by the length: the same for vectors, and not for anything with more axes.
 */
export function isForVectors(primal: Definition, derivative: Definition): boolean {
  const [f, g] = [primal.function, derivative.function];
  // Of a matrix, `norm(w, 2)` is its largest singular value.
  if (hasPart(f, isNormOfOrder)) return true;
  const means = hasPart(f, isMeanOfAll);
  if (f === g) return means && hasPart(f, isLength);
  return means !== hasPart(g, isMeanOfAll) && hasPart(means ? g : f, isLength);
}

/** A mean beside nothing that counts: the same for numbers, and not for anything with more elements. */
export function isForNumbers({ function: f }: Definition, { function: g }: Definition): boolean {
  const means = hasPart(f, isMeanOfAll);
  return f !== g && means !== hasPart(g, isMeanOfAll) && !hasPart(means ? g : f, isLength);
}

/** `if w.ndim == 1: … else: …`: what is right for one number of axes says nothing of the others. */
export const asksForAxes = ({ function: { body } }: Definition): boolean =>
  [...allStatements(body)].some(
    (statement) =>
      statement.kind === 'if' &&
      [...within(statement.condition)].some((part) => axesOfWhat(part) !== undefined) &&
      [...statement.then, ...statement.otherwise].some(({ kind }) => kind !== 'raise'),
  );

const hasPart = ({ body }: FunctionDefinition, is: (part: Expression) => boolean): boolean =>
  [...expressionsIn(body)].some(is);

const LARGEST_TINY = 1e-6;

/** Rows of any shape are laid out flat, and what is passed back is not laid out as they were. */
export function isForMatrices({ function: f }: Definition, { function: df }: Definition): boolean {
  const isReshape = (part: Expression): part is Extract<Expression, { kind: 'call' }> =>
    part.kind === 'call' && calleeName(part.callee) === 'reshape';
  const isFlat = (part: Expression): boolean =>
    isReshape(part) && part.arguments.some(({ value }) => [...within(value)].some(isMinusOne));
  return hasPart(f, isFlat) && !hasPart(df, (part) => isReshape(part) && !isFlat(part));
}

const isMinusOne = (part: Expression): boolean =>
  part.kind === 'unary' && part.operator === '-' && part.operand.kind === 'number' && Number(part.operand.text) === 1;

/** Sums or largest elements along an axis: of a number they are nothing but itself. */
export const hasReductions = ({ function: f }: Definition): boolean =>
  hasPart(
    f,
    (part) =>
      part.kind === 'call' &&
      /^(sum|max|min|amax|amin|mean|prod|norm)$/.test(calleeName(part.callee) ?? '') &&
      part.arguments.length > 1,
  );

/** Arguments with defaults such as 1e-12, and attributes that a constructor makes of such. */
export function tinyDefaults(
  functions: readonly Definition[],
  constructor: Definition | undefined,
): ReadonlySet<string> {
  const isTiny = ({ default: value }: Parameter): boolean =>
    value?.kind === 'number' && Number(value.text) > 0 && Number(value.text) <= LARGEST_TINY;
  const found = new Set(
    functions.flatMap(({ function: { parameters } }) => parameters.filter(isTiny)).map(({ name }) => name),
  );
  const made = new Set(constructor?.function.parameters.filter(isTiny).map(({ name }) => name));
  for (const statement of constructor ? allStatements(constructor.function.body) : [])
    if (statement.kind === 'assign' && statement.value.kind === 'name' && made.has(statement.value.name))
      for (const target of statement.targets)
        if (target.kind === 'attribute' && target.object.kind === 'name')
          found.add(`${target.object.name}.${target.name}`);
  return found;
}

/** Arguments that are unpacked into names: what is an array of theirs may be meant as several arrays. */
export const unpackedIn = ({ function: { body } }: Definition): ReadonlySet<string> =>
  new Set(
    [...allStatements(body)].flatMap((statement) =>
      statement.kind === 'assign' &&
      statement.value.kind === 'name' &&
      statement.targets.some((target) => target.kind === 'tuple')
        ? [statement.value.name]
        : [],
    ),
  );

/** Names that say at which places something is added, `dW[idx] += dout`: of several that are the same NumPy keeps the last. */
export const placesAddedTo = ({ function: { body } }: Definition): ReadonlySet<string> =>
  new Set(
    [...allStatements(body)].flatMap((statement) =>
      statement.kind === 'augment' && statement.target.kind === 'index'
        ? statement.target.indices.flatMap((index) => (index.kind === 'name' ? [index.name] : []))
        : [],
    ),
  );

/** `np.mean(x)`, `x.mean()`, without an axis. */
const isMeanOfAll = (part: Expression): boolean =>
  part.kind === 'call' &&
  part.callee.kind === 'attribute' &&
  /^(mean|average)$/.test(part.callee.name) &&
  part.arguments.length <= 1 &&
  part.arguments.every(({ name, value }) => name === null && value.kind !== 'number');

/** `np.linalg.norm(w, 1)`, which means another thing for matrices; not along an axis. */
const isNormOfOrder = (part: Expression): boolean =>
  part.kind === 'call' &&
  calleeName(part.callee) === 'norm' &&
  part.arguments.length === 2 &&
  (part.arguments[1]?.name === null || part.arguments[1]?.name === 'ord') &&
  part.arguments[1].value.kind !== 'string';

/** `len(x)`, `x.shape[0]`. */
function isLength(part: Expression): boolean {
  if (part.kind === 'call') return part.callee.kind === 'name' && part.callee.name === 'len';
  const [index, ...more] = part.kind === 'index' ? part.indices : [];
  return (
    part.kind === 'index' &&
    part.object.kind === 'attribute' &&
    part.object.name === 'shape' &&
    more.length === 0 &&
    index?.kind === 'number' &&
    Number(index.text) === 0
  );
}

/** Whether anything is printed or shown chooses no value. */
const silentName = /^(verbose|debug|disp|display|plot|show|log|print\w*|out|rng|seed|random_state|name|inplace|copy)$/i;

/**
 * The defaults of arguments, and of a constructor's, that decide which branch of the two is taken: `activation = 'relu'`.
 *
 * @param constructor of the class that they are methods of, if they are
 * @param label what the pair itself says of arguments: `(deriv=True)`
 */
export function choicesTaken(
  functions: readonly Definition[],
  constructor: Definition | undefined,
  label: string,
): { readonly name: string; readonly text: string }[] {
  const written = functions.map((one) => one.function);
  const said = new Set(label.split(/\W+/));
  const own = written.flatMap((one) =>
    one.parameters.filter((parameter) => isChoice(parameter) && isAsked(one, (part) => isName(part, parameter.name))),
  );
  const kept = constructor ? choicesKept(constructor.function, written) : [];
  const flags = written.flatMap((one) =>
    one.parameters.filter(({ name, default: value }) => value === null && isFlag(one, name)),
  );
  return [
    ...[...own, ...kept].map((parameter) => ({ name: parameter.name, text: spelt(parameter) })),
    ...flags.map(({ name }) => ({ name, text: `${name} = True` })),
  ].filter(({ name }) => !said.has(name));
}

function isChoice({ name, default: value }: Parameter): boolean {
  const word = name.toLowerCase();
  if (silentName.test(name) || flagNames.has(word) || orderNames.has(word)) return false;
  return value !== null && (value.kind === 'none' || value.kind === 'string' || value.kind === 'boolean');
}

const spelt = ({ name, default: value }: Parameter): string => {
  if (value?.kind === 'string') return `${name} = '${value.value}'`;
  if (value?.kind === 'boolean') return `${name} = ${value.value ? 'True' : 'False'}`;
  return `${name} = None`;
};

const isName = (part: Expression, name: string): boolean => part.kind === 'name' && part.name === name;
const isAttribute = (part: Expression, name: string): boolean => part.kind === 'attribute' && part.name === name;

/** What the branches and the loops of a function ask. */
const conditionsOf = ({ body }: FunctionDefinition): Expression[] => [
  ...[...allStatements(body)].flatMap((one) => (one.kind === 'if' || one.kind === 'while' ? [one.condition] : [])),
  ...[...expressionsIn(body)].flatMap((part) => (part.kind === 'conditional' ? [part.condition] : [])),
];

/** Whether a condition of a function has such a part. */
const isAsked = (written: FunctionDefinition, is: (part: Expression) => boolean): boolean =>
  conditionsOf(written).some((condition) => [...within(condition)].some(is));

/** `if smooth:`, of an argument that is never 0 where numbers are compared. */
const isFlag = (written: FunctionDefinition, name: string): boolean =>
  conditionsOf(written).some(
    (condition) =>
      isName(condition, name) ||
      (condition.kind === 'unary' && condition.operator === 'not' && isName(condition.operand, name)),
  );

/** What is set to what, also side by side: `self.a, self.b = a, b`. */
function settings(statement: Statement): (readonly [Target, Expression])[] {
  if (statement.kind !== 'assign') return [];
  const { value } = statement;
  return statement.targets.flatMap((target): (readonly [Target, Expression])[] =>
    target.kind === 'tuple' && value.kind === 'tuple' && target.items.length === value.items.length
      ? target.items.map((item, i) => [item, value.items[i] as Expression] as const)
      : [[target, value]],
  );
}

/** Parameters of a constructor that decide what the methods do, by an attribute that they ask or that is made by asking. */
function choicesKept(constructor: FunctionDefinition, methods: readonly FunctionDefinition[]): Parameter[] {
  return constructor.parameters.filter((parameter) => {
    if (!isChoice(parameter)) return false;
    const isMadeByAsking = isAsked(constructor, (part) => isName(part, parameter.name));
    const attributes = [...allStatements(constructor.body)].flatMap((statement) =>
      settings(statement).flatMap(([target, value]) =>
        target.kind === 'attribute' && mentions(value, parameter.name) ? [target.name] : [],
      ),
    );
    const decides = isMadeByAsking ? hasPart : isAsked;
    return attributes.some((attribute) =>
      methods.some((method) => decides(method, (part) => isAttribute(part, attribute))),
    );
  });
}
