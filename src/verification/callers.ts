/**
 * What the callers of a hand-written derivative do with what it gives, in its file: what it leaves to all of them is no
 * mistake in it.
 */
import type { Definition, Expression, FunctionDefinition, Program, Statement } from '../languages/program';
import {
  allStatements,
  everyExpressionOf,
  expressionsIn,
  namesOf,
  partsOf,
  targetsOf,
  within,
} from '../languages/walk';
import { parametersOf } from './parameters';
import type { Call } from './walk';

export interface Usage {
  /** Names that every caller multiplies it by: the factor may be missing in it. */
  readonly multipliedBy: readonly string[];
  /** Names whose multiples every caller adds to it: `grad + reg * w`. */
  readonly added: readonly string[];
  /** Parameters for which every caller hands it a difference a − b: it may be by b. */
  readonly ofDifferences: readonly string[];
  /** Every caller turns what it gives round: `hess[::-1, ::-1]`. */
  readonly isTurned: boolean;
  /** Nobody looks at the sign of what it gives. */
  readonly isUnsigned: boolean;
}

/** `null` where the derivative is not called, or is handed over to somebody. */
export function usageOf({ body, definitions }: Program, derivative: Definition): Usage | null {
  const { name } = derivative.function;
  const around = definitions.filter((one) => one !== derivative && namesIn(one.function).has(name));
  const callers = [body, ...around.map((one) => one.function.body)].map((block) => callerOf(block, name));
  if (callers.some(({ isHandedOver }) => isHandedOver)) return null;
  const own = callers.filter(({ calls }) => calls.length > 0);
  if (own.length === 0) return null;
  const calls = own.flatMap((caller) => caller.calls);
  return {
    multipliedBy: inAll(own.map(factorsBeside)),
    added: inAll(own.map(factorsAdded)),
    ofDifferences: isHelper(derivative) ? parametersOf(derivative).filter(isOfDifferences(calls, derivative)) : [],
    isTurned: own.every(isTurnedRound),
    isUnsigned: derivative.enclosing !== null && own.every(isMeasuredOnly),
  };
}

/** Names that nobody calls from outside. */
const isHelper = ({ function: { name }, enclosing }: Definition): boolean => /^_(?!_)/.test(name) || enclosing !== null;

const known = new WeakMap<FunctionDefinition, ReadonlySet<string>>();

/** All names in a function itself. One that has not changed is the same object in the next version of a file. */
function namesIn(definition: FunctionDefinition): ReadonlySet<string> {
  let names = known.get(definition);
  if (!names) known.set(definition, (names = new Set(namesOfBlock(definition.body))));
  return names;
}

function* namesOfBlock(block: readonly Statement[]): Generator<string> {
  for (const part of expressionsIn(block)) if (part.kind === 'name' || part.kind === 'attribute') yield part.name;
}

/** A function (or the file itself) that calls the derivative. */
interface Caller {
  readonly statements: readonly Statement[];
  readonly calls: readonly Call[];
  /** The name stands there for itself: somebody else will call it. */
  readonly isHandedOver: boolean;
  /** Whether an expression has in it what the derivative gave, here or under a name. */
  readonly has: (expression: Expression) => boolean;
  /** The names that it was given. */
  readonly results: ReadonlySet<string>;
}

function callerOf(block: readonly Statement[], name: string): Caller {
  const statements = [...allStatements(block)];
  const parts = [...expressionsIn(block)];
  const calls = parts.filter((part): part is Call => part.kind === 'call' && isNamed(part.callee, name));
  const callees = new Set<Expression>(calls.map(({ callee }) => callee));
  const isHandedOver = parts.some((part) => isNamed(part, name) && !callees.has(part));
  const all = new Set<Expression>(calls);
  const results = new Set<string>();
  for (const statement of statements) {
    if (statement.kind !== 'assign' && statement.kind !== 'augment') continue;
    if (![...within(statement.value)].some((part) => all.has(part))) continue;
    targetsOf(statement)
      .flatMap(namesOf)
      .forEach((target) => results.add(target));
  }
  const has = (expression: Expression): boolean =>
    [...within(expression)].some((part) => all.has(part) || (part.kind === 'name' && results.has(part.name)));
  return { statements, calls, isHandedOver, has, results };
}

const isNamed = (part: Expression, name: string): boolean =>
  (part.kind === 'name' || part.kind === 'attribute') && part.name === name;

/** What all lists have in common. */
const inAll = ([first = [], ...others]: readonly (readonly string[])[]): string[] => [
  ...new Set(first.filter((name) => others.every((other) => other.includes(name)))),
];

type Binary = Extract<Expression, { kind: 'binary' }>;

/** The operations of some kinds in a caller, those of `x *= y` too, each with what stands beside what it was given. */
function* beside({ statements, has }: Caller, operators: string): Generator<Expression> {
  const isOne = (part: { readonly operator: Binary['operator'] }): boolean => operators.includes(part.operator);
  for (const statement of statements) {
    if (statement.kind === 'augment' && isOne(statement)) {
      const isOwn = namesOf(statement.target).some((name) => has(nameOf(name, statement)));
      if (isOwn && !has(statement.value)) yield statement.value;
    }
    for (const expression of everyExpressionOf(statement))
      for (const part of within(expression)) {
        if (part.kind !== 'binary' || !isOne(part)) continue;
        const [left, right] = [has(part.left), has(part.right)];
        if (left !== right) yield left ? part.right : part.left;
      }
  }
}

const nameOf = (name: string, { span }: Statement): Expression => ({ kind: 'name', name, span });

const factorsBeside = (caller: Caller): string[] => [...beside(caller, '*')].flatMap(factorNames);
const factorsAdded = (caller: Caller): string[] => [...beside(caller, '+-')].flatMap(summands).flatMap(factorNames);

const summands = (expression: Expression): Expression[] =>
  expression.kind === 'binary' && (expression.operator === '+' || expression.operator === '-')
    ? [expression.left, expression.right].flatMap(summands)
    : [expression];

/** The names in a product: `power` of `2 * self.power`. */
function factorNames(expression: Expression): string[] {
  if (expression.kind === 'name' || expression.kind === 'attribute') return [expression.name];
  if (expression.kind === 'binary' && expression.operator === '*')
    return [expression.left, expression.right].flatMap(factorNames);
  return [];
}

/** Whether calls have `a - b` for a parameter: most of them, and the others what another function gives. */
function isOfDifferences(calls: readonly Call[], derivative: Definition): (parameter: string) => boolean {
  const parameters = parametersOf(derivative);
  return (parameter) => {
    const given = calls.flatMap((call) =>
      call.arguments.flatMap(({ name, value }, i) => ((name ?? parameters[i]) === parameter ? [value] : [])),
    );
    const differences = given.filter((value) => value.kind === 'binary' && value.operator === '-');
    const others = given.filter((value) => !differences.includes(value));
    return differences.length > 1 + others.length && others.every(({ kind }) => kind === 'call');
  };
}

/** `np.flipud(hess)`, `hess[::-1]`. */
const isTurnedRound = ({ statements, has }: Caller): boolean =>
  statements.some((statement) =>
    everyExpressionOf(statement).some((expression) =>
      [...within(expression)].some(
        (part) =>
          (part.kind === 'call' &&
            (part.callee.kind === 'name' || part.callee.kind === 'attribute') &&
            /^(flip(ud|lr)?|rot90|reversed|reverse)$/.test(part.callee.name) &&
            has(part)) ||
          (part.kind === 'index' && has(part.object) && part.indices.some(isBackwards)),
      ),
    ),
  );

const isBackwards = (index: Expression): boolean =>
  index.kind === 'slice' &&
  index.step?.kind === 'unary' &&
  index.step.operator === '-' &&
  index.step.operand.kind === 'number' &&
  index.step.operand.text === '1';

/** Only the size of it is looked at: `np.abs(r) <= limit`, `r**2`. */
const isMeasuredOnly = ({ statements, calls, results }: Caller): boolean => {
  const all = new Set<Expression>(calls);
  const isMeasured = (part: Expression): boolean => {
    if (all.has(part) || (part.kind === 'name' && results.has(part.name))) return false;
    if (part.kind === 'call' && isNamedLike(part.callee, /^(abs|fabs|absolute|square)$/)) return true;
    if (part.kind === 'binary' && part.operator === '**' && part.right.kind === 'number' && part.right.text === '2')
      return true;
    return partsOf(part).every(isMeasured);
  };
  // What it is kept in may be worked on.
  const isKept = (statement: Statement): boolean =>
    (statement.kind === 'assign' || statement.kind === 'augment') &&
    targetsOf(statement).flatMap(namesOf).length > 0 &&
    targetsOf(statement).every(
      (target) => namesOf(target).length > 0 && namesOf(target).every((name) => results.has(name)),
    );
  return results.size > 0 && statements.every((one) => isKept(one) || everyExpressionOf(one).every(isMeasured));
};

const isNamedLike = (part: Expression, pattern: RegExp): boolean =>
  (part.kind === 'name' || part.kind === 'attribute') && pattern.test(part.name);
