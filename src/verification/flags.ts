/** One function that gives its value or its derivative, as an argument says: `sigmoid(x, deriv=True)`. */
import type { Definition, Parameter, Statement } from '../languages/program';
import type { Evidence, Pair } from './pairing';
import { pairOf } from './pairing';
import { flagNames, orderNames } from './conventions';
import { parametersOf } from './parameters';
import { mentions } from './statements';
import { allStatements, expressionsOf, targetsOf } from '../languages/walk';
import { wordsOf } from './names';
import { rememberingNone } from './remembering';
import type { View } from './views';
import { withArgument } from './views';

/** All pairs within one function that a flag makes. */
export const pairsByFlag = rememberingNone((definition): Pair[] =>
  definition.function.parameters.flatMap((parameter) => pairsOfParameter(definition, parameter)),
);

function pairsOfParameter(definition: Definition, parameter: Parameter): Pair[] {
  const { name, default: value } = parameter;
  if (!value || !isAsked(definition, name)) return [];
  if (value.kind === 'boolean') {
    // `transform(y, derivative=True)` may say that y is a derivative that is to be scaled.
    const isVague = changing.test(definition.function.name);
    return isFlag(name) ? [pairOfValues(definition, name, false, true, 1, isVague)] : [];
  }
  if (value.kind !== 'number' || Number(value.text) !== 0 || !orderNames.has(name.toLowerCase())) return [];
  const orders = ordersIn(definition, name);
  return ([1, 2] as const)
    .filter((order) => order === 1 || orders.has(order))
    .map((order) => pairOfValues(definition, name, 0, order, order, isOfFamily(definition, name)));
}

/** What makes something else of what it is given, and of a derivative of it something else. */
const changing = /^_*(inverse_?|un|de|re)?(transform|normali[sz]e|scale|standardi[sz]e|convert|rotate|project)/i;

/** Orders of Bessel functions and of splines are called that, too. */
const vagueOrders: ReadonlySet<string> = new Set(['order', 'nu']);

/** Whether the order may be that of a function among others, since nothing speaks of a derivative. */
function isOfFamily({ name, function: { documentation } }: Definition, parameter: string): boolean {
  return vagueOrders.has(parameter.toLowerCase()) && !/deriv|diff|prime|slope/i.test(`${name} ${documentation ?? ''}`);
}

/** `deriv`, `derivative`, `return_grad`, `compute_gradient`, `isPrime`. */
function isFlag(name: string): boolean {
  const words = wordsOf(name).filter(
    (word) => !['is', 'return', 'returns', 'compute', 'calc', 'get', 'with', 'use', 'do', 'eval'].includes(word),
  );
  return words.length === 1 && flagNames.has(words[0] as string);
}

/** Whether a condition in the body asks for the argument, and the result depends on it: `if grad: self.x = x` keeps something. */
function isAsked(definition: Definition, name: string): boolean {
  for (const statement of allStatements(definition.function.body)) {
    if (statement.kind === 'if' && mentions(statement.condition, name) && chooses(statement)) return true;
    for (const expression of expressionsOf(statement))
      if (expression.kind === 'conditional' && mentions(expression.condition, name)) return true;
  }
  return false;
}

/** Whether one of the branches returns something, or makes something that is not kept in an object only. */
const chooses = (branches: Statement): boolean =>
  [...allStatements([branches])].some(
    (statement) => statement.kind === 'return' || targetsOf(statement).some(({ kind }) => kind !== 'attribute'),
  );

/** The numbers that the argument is compared with. */
function ordersIn(definition: Definition, name: string): Set<number> {
  const found = new Set<number>();
  for (const statement of allStatements(definition.function.body)) {
    if (statement.kind !== 'if' || statement.condition.kind !== 'comparison') continue;
    const { operands } = statement.condition;
    if (!operands.some((operand) => operand.kind === 'name' && operand.name === name)) continue;
    for (const operand of operands) if (operand.kind === 'number') found.add(Number(operand.text));
  }
  return found;
}

/** The function with an argument at one value, and with it at another. */
function pairOfValues(
  definition: Definition,
  name: string,
  plain: boolean | number,
  asked: boolean | number,
  order: 1 | 2,
  isVague = false,
): Pair {
  const { function: written } = definition;
  const evidence: Evidence = {
    kind: 'flag',
    strong: !isVague,
    text: isVague ? `${name} may mean something else` : `${name}=${spelt(asked)} asks for the derivative`,
    ...(isVague ? { confirmsOnly: true } : {}),
  };
  const others = parametersOf(definition).filter((parameter) => parameter !== name);
  return pairOf(definition, definition, {
    order,
    evidence,
    wrt: others.length === 1 ? others : null,
    views: {
      primal: { label: `(${name}=${spelt(plain)})`, function: withArgument(written, name, plain), shapedLike: {} },
      derivative: { label: `(${name}=${spelt(asked)})`, function: withArgument(written, name, asked), shapedLike: {} },
    },
  });
}

const spelt = (value: boolean | number): string =>
  typeof value === 'number' ? String(value) : value ? 'True' : 'False';

/** `__call__(x, order=0)` beside a derivative of its own: it is its value that is meant. */
export function valueView(definition: Definition): View | null {
  const parameter = definition.function.parameters.find(
    ({ name, default: value }) =>
      value?.kind === 'number' && Number(value.text) === 0 && orderNames.has(name.toLowerCase()),
  );
  if (!parameter || !isAsked(definition, parameter.name)) return null;
  const { name } = parameter;
  return { label: `(${name}=0)`, function: withArgument(definition.function, name, 0), shapedLike: {} };
}

/** `calc_deriv(u, order=1)` beside the function: one view for each order. */
export function orderViews(definition: Definition): { readonly order: 1 | 2; readonly view: View }[] {
  const parameter = definition.function.parameters.find(
    ({ name, default: value }) =>
      ['order', 'n', 'nu', 'der', 'k'].includes(name.toLowerCase()) &&
      value?.kind === 'number' &&
      Number(value.text) === 1,
  );
  if (!parameter || !isAsked(definition, parameter.name)) return [];
  return ([1, 2] as const).map((order) => ({
    order,
    view: {
      label: `(${order})`,
      function: withArgument(definition.function, parameter.name, order),
      shapedLike: {},
    },
  }));
}
