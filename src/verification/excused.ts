/**
 * What speaks against telling a difference, in how the two functions are written: the derivative is defined anew below,
 * is by something else than the function's arguments, or leaves a part of its work to another one.
 */
import type { Definition, Expression, FunctionDefinition, Program, Statement, Target } from '../languages/program';
import {
  allStatements,
  expressionsIn,
  expressionsOf,
  innerBlocks,
  namesOf,
  targetsOf,
  within,
} from '../languages/walk';
import type { Pair } from './pairing';
import { parametersOf, requiredBeside } from './parameters';
import { scopeOf } from './scopes';
import type { Scopes } from './scopes';
import { mentions, reads } from './statements';
import { calleeName, returnsOf } from './walk';

/** Why nobody is told that the derivative differs from the function; `null` where nothing speaks against it. */
export function excuseOf(program: Program, scopes: Scopes, pair: Pair): string | null {
  const [primal, derivative] = [scopes.byName(pair.primal), scopes.byName(pair.derivative)];
  if (!primal || !derivative || pair.evidence.kind === 'directive') return null;
  if (isReplaced(program, scopes, derivative)) return `${derivative.function.name} is defined anew below`;
  const unfinished = ofUnfinished(pair, derivative);
  if (unfinished !== null || primal === derivative) return unfinished;
  if (isRebound(program, scopes, primal, derivative))
    return `${primal.function.name} is something else where ${derivative.function.name} is defined`;
  return (
    ofDifferences(scopes, derivative) ??
    ofDocumented(primal, derivative) ??
    ofOtherVariables(primal, derivative) ??
    ofMore(primal, derivative) ??
    (derivative.name.includes('.') && derivative.className === null ? ofWhatIsAround(primal, derivative) : null) ??
    ofPrefactor(derivative) ??
    ofClipping(primal, derivative) ??
    ofMaskBefore(primal, derivative) ??
    ofLossKept(primal)
  );
}

/** `lambda a: f(r, a)` beside `lambda a: df(r, a) * dr`, where r and dr are made around them: it is by what r is made of. */
function ofWhatIsAround({ function: f }: Definition, { function: df }: Definition): string | null {
  const [own, theirs] = [namesReadIn(f), namesReadIn(df)];
  const around = [...theirs].find((name) => {
    const of = /^d\d?_?(\w+)$/.exec(name)?.[1];
    return of !== undefined && !own.has(name) && own.has(of) && theirs.has(of);
  });
  return around === undefined ? null : `it is by what ${around} is by`;
}

/** Names of numbers that a function reads and does not bind itself. */
function namesReadIn({ body, parameters }: FunctionDefinition): ReadonlySet<string> {
  const all = [...expressionsIn(body)];
  const names = new Set(all.flatMap((one) => (one.kind === 'name' ? [one.name] : [])));
  for (const { name } of parameters) names.delete(name);
  for (const one of all) if (one.kind === 'call' && one.callee.kind === 'name') names.delete(one.callee.name);
  for (const statement of allStatements(body))
    for (const target of targetsOf(statement)) for (const name of namesOf(target)) names.delete(name);
  return names;
}

/** `dW = np.zeros_like(W)`, or `fgrad = 0`, which is returned and never written into: an exercise that is still to be done. */
function ofUnfinished(pair: Pair, { function: written }: Definition): string | null {
  const returned = returnedDerivatives(pair, returnsOf(written));
  const [first] = returned;
  if (first?.kind !== 'name' || returned.some((one) => one?.kind !== 'name' || one.name !== first.name)) return null;
  const { name } = first;
  const settings = allStatementsOf(written).filter((one) =>
    targetsOf(one).some((target) => isWrittenInto(target, name)),
  );
  const isOnlyZero = settings.every(
    (one) => one.kind === 'assign' && one.targets.every((target) => target.kind === 'name') && isZeros(one.value),
  );
  // `dw = x.T.dot(s)` beside it is a mistake.
  const others = allStatementsOf(written).flatMap((one) => targetsOf(one).flatMap(namesOf));
  if (others.some((other) => other !== name && /^(d_?[A-Z]?\w?|grad\w*|g)$/i.test(other))) return null;
  // `np.add.at(dW, x, dout)` writes into it as well.
  const isHandedOver = allStatementsOf(written).some((one) => one.kind === 'expression' && mentions(one.value, name));
  return settings.length > 0 && isOnlyZero && !isHandedOver
    ? `${name} is only set to 0: it is still to be worked out`
    : null;
}

/** What a function returns of a derivative: of `return (p, dp) if grad else p` the second of the two. */
function returnedDerivatives({ evidence, parts }: Pair, returned: readonly Expression[]): (Expression | undefined)[] {
  const { derivative: part } = parts;
  if (evidence.kind !== 'flag' || part !== null)
    return returned.map((value) => (value.kind === 'tuple' && typeof part === 'number' ? value.items[part] : value));
  const branches = returned.flatMap((value) =>
    value.kind === 'conditional' ? [value.then, value.otherwise] : [value],
  );
  const both = branches.flatMap((value) =>
    value.kind === 'tuple' && value.items.length === 2 ? [value.items[1]] : [],
  );
  return both.length > 0 ? both : branches;
}

const isWrittenInto = (target: Target, name: string): boolean =>
  namesOf(target).includes(name) || (target.kind === 'index' && mentions(target.object, name));

const isZeros = (value: Expression): boolean =>
  (value.kind === 'call' && /^zeros(_like)?$/.test(calleeName(value.callee) ?? '')) ||
  (value.kind === 'number' && Number(value.text) === 0);

/** Whether a later definition of the same name takes its place: the cell of a notebook that comes next. */
function isReplaced(program: Program, scopes: Scopes, definition: Definition): boolean {
  // Later definitions of one name are numbered: `loss`, `loss#2`.
  const [base = '', ordinal = '1'] = definition.name.split('#');
  if (!scopes.byName(`${base}#${Number(ordinal) + 1}`)) return false;
  const later = scopes
    .siblings(definition)
    .filter(
      ({ function: { name, span } }) => name === definition.function.name && span.start > definition.function.span.end,
    );
  if (later.length === 0 || definition.function.decorators.length > 0) return false;
  const block = blockOf(program, scopes, definition);
  return later.some(
    (other) => other.function.decorators.length === 0 && block !== null && blockOf(program, scopes, other) === block,
  );
}

/** Whether the function's name is bound to something else, in the branch in which the derivative is defined. */
function isRebound(program: Program, scopes: Scopes, primal: Definition, derivative: Definition): boolean {
  if (derivative.enclosing === null || derivative.className !== null || scopeOf(primal) !== scopeOf(derivative))
    return false;
  const block = blockOf(program, scopes, derivative);
  if (!block || block === blockOf(program, scopes, primal)) return false;
  return block.some(
    (statement) =>
      statement.span.start < derivative.function.span.start &&
      targetsOf(statement).some((target) => namesOf(target).includes(primal.function.name)),
  );
}

/** The statements among which a definition stands; of a method, those of its class. */
function blockOf(program: Program, scopes: Scopes, definition: Definition): readonly Statement[] | null {
  const around =
    definition.className !== null
      ? program.classes.find(({ name }) => name === definition.className)?.class.body
      : definition.enclosing === null
        ? program.body
        : scopes.byName(definition.enclosing)?.function.body;
  return around ? blockWithin(around, definition) : null;
}

function blockWithin(block: readonly Statement[], definition: Definition): readonly Statement[] | null {
  const { start } = definition.function.span;
  const statement = block.find(({ span }) => span.start <= start && start < span.end);
  if (!statement) return null;
  for (const inner of innerBlocks(statement)) {
    const found = blockWithin(inner, definition);
    if (found) return found;
  }
  return block;
}

/** `sigma = np.exp(gamma)` in a derivative of f(sigma) that is given gamma: it is by that. */
function ofOtherVariables(primal: Definition, derivative: Definition): string | null {
  const [own, given] = [parametersOf(primal), parametersOf(derivative)];
  const missing = own.filter((name) => !given.includes(name));
  if (missing.length === 0) return null;
  const others = given.filter((name) => !own.includes(name));
  for (const statement of allStatements(derivative.function.body)) {
    if (statement.kind !== 'assign') continue;
    const name = statement.targets.flatMap(namesOf).find((target) => missing.includes(target));
    const from = others.find((other) => isOf(statement.value, other));
    if (name !== undefined && from !== undefined) return `it is by ${from}, of which ${name} is worked out`;
  }
  return null;
}

/** Whether an expression is a function of the name: `np.exp(gamma)`, and not `gamma`, `gamma[0]` or `np.asarray(gamma)`. */
export const isOf = (expression: Expression, name: string): boolean =>
  (expression.kind === 'call' || expression.kind === 'binary') &&
  !(expression.kind === 'call' && [...within(expression.callee)].some((part) => isConversion(part))) &&
  mentions(expression, name);

const isConversion = (part: Expression): boolean =>
  (part.kind === 'name' || part.kind === 'attribute') &&
  /^(as\w*array|array|asarray|atleast_\dd|float\w*|reshape|ravel|flatten|squeeze|copy|list|tuple|tensor|matrix)$/.test(
    part.name,
  );

/**
 * `(f(x + h) - f(x)) / h`, of the function or of another one beside it, its gradient: an approximation, which is off by as
 * much as its step makes it.
 */
function ofDifferences(scopes: Scopes, { function: written }: Definition): string | null {
  const own = new Set(scopes.definitions.map((one) => one.function.name));
  const statements = allStatementsOf(written);
  // `grad = self.gradient` is another name for it.
  const aliases = new Map<string, string>();
  // `shift[i] = EPS` makes a step of `shift`.
  const steps = new Map<string, string>();
  for (const statement of statements) {
    if (statement.kind !== 'assign') continue;
    const [name, step] = [calleeName(statement.value), stepOf(statement.value)];
    for (const target of targetsOf(statement)) {
      if (target.kind === 'name' && name !== null && own.has(name)) aliases.set(target.name, name);
      if (target.kind === 'index' && target.object.kind === 'name' && step !== null)
        steps.set(target.object.name, step);
    }
  }
  const parts = statements.flatMap((statement) => expressionsOf(statement).flatMap((root) => [...within(root)]));
  const divided = parts.flatMap((part) => (part.kind === 'binary' && part.operator === '/' ? [part.right] : []));
  for (const statement of statements)
    if (statement.kind === 'augment' && statement.operator === '/') divided.push(statement.value);
  const divisors = divided.flatMap((divisor) => [...within(divisor)].map((one) => stepOf(one)));
  for (const part of parts) {
    const called = part.kind === 'call' ? calleeName(part.callee) : null;
    const name = called === null ? null : (aliases.get(called) ?? called);
    if (part.kind !== 'call' || name === null || !own.has(name)) continue;
    const moved = part.arguments.flatMap(({ value }) => [...within(value)]).flatMap((one) => movedBy(one, steps));
    if (moved.some((step) => step !== null && divisors.includes(step)))
      return `it is approximated by differences of ${name}`;
  }
  return null;
}

const stepName = /^(h+|d|dx|dy|dt|eps\w*|delta\w*|step\w*|tol)$/i;

/** A step by its name, or as a number. */
function stepOf(part: Expression): string | null {
  if (part.kind === 'name' && stepName.test(part.name)) return part.name;
  return part.kind === 'number' && Number(part.text) < 0.1 ? part.text : null;
}

/** What is added or taken away somewhere. */
const movedBy = (part: Expression, steps: ReadonlyMap<string, string>): (string | null)[] =>
  part.kind === 'binary' && (part.operator === '+' || part.operator === '-')
    ? [part.right, part.left].map((side) => (side.kind === 'name' ? steps.get(side.name) : undefined) ?? stepOf(side))
    : [];

/** What a derivative's documentation says that it is by: `Jacobian of minus with respect to self`, `w.r.t. r`. */
export function documentedBy({ function: { documentation } }: Definition): string | null {
  const [, name] =
    /\b(?:with respect to|w\.?\s?r\.?\s?t\.?)\s+(?:the\s+)?(?!an?\s+\w|it\b)[`'"*]*([A-Za-z]\w?|self)\b/i.exec(
      documentation ?? '',
    ) ?? [];
  return name ?? null;
}

/** By something that is no argument of the function. */
function ofDocumented(primal: Definition, derivative: Definition): string | null {
  const name = documentedBy(derivative);
  if (name === null) return null;
  const own = parametersOf(primal).map((parameter) => parameter.toLowerCase());
  return own.includes(name.toLowerCase()) ? null : `its documentation says that it is by ${name}`;
}

/** By something that the function is not given, and that what depends on it stands for: x of `iSigma_x`. */
function ofMore(primal: Definition, derivative: Definition): string | null {
  const more = requiredBeside(primal, derivative);
  if (more === null || derivative.function.body.some((statement) => reads(statement, more))) return null;
  return `it is given ${more}, which the function is not`;
}

/** `clip_gradient(dW)`, `clip_grad_norm(…)`: on purpose no longer than something. */
function ofClipping({ function: f }: Definition, { function: df }: Definition): string | null {
  const clips = ({ body }: FunctionDefinition): string | undefined =>
    [...expressionsIn(body)]
      .map((one) => (one.kind === 'call' ? (calleeName(one.callee) ?? '') : ''))
      .find((name) => /clip\w*grad|grad\w*clip|clip_?by_?norm/i.test(name));
  if (clipsByNumber(df) && !clipsByNumber(f)) return 'np.clip cuts it off';
  const name = clips(df);
  return name !== undefined && clips(f) === undefined ? `${name} cuts it off` : null;
}

/** `np.clip(dW, -5, 5)`. */
const clipsByNumber = ({ body }: FunctionDefinition): boolean =>
  [...expressionsIn(body)].some((one) => {
    const [, low, high] = one.kind === 'call' && calleeName(one.callee) === 'clip' ? one.arguments : [];
    return (
      low?.value.kind === 'unary' &&
      low.value.operator === '-' &&
      low.value.operand.kind === 'number' &&
      high?.value.kind === 'number' &&
      low.value.operand.text === high.value.text
    );
  });

/** `return prefactor`: what it belongs before is left to others. */
const ofPrefactor = ({ function: written }: Definition): string | null =>
  returnsOf(written).some((value) => value.kind === 'name' && /^pre_?factor$/i.test(value.name))
    ? 'it gives a prefactor, and leaves what belongs behind it to its callers'
    : null;

/**
 * `dx[x == 0] = 0` in a layer that cuts off `x @ w + b`: x is what the layer before has cut off. Each layer leaves its own
 * mask to the next one, and what is passed back to it has been masked there.
 */
function ofMaskBefore(layer: Definition, { function: backward }: Definition): string | null {
  const [input] = parametersOf(layer);
  if (input === undefined || isCutOff(layer.function, input) || !cutsOff(layer.function)) return null;
  if (!allStatementsOf(backward).some((statement) => setsToZeroWhere(statement, input))) return null;
  return `it masks by ${input}, which was cut off before it: its own mask is left to the layer behind it`;
}

type Comparison = Extract<Expression, { kind: 'comparison' }>;
const allStatementsOf = ({ body }: FunctionDefinition): Statement[] => [...allStatements(body)];
const isZero = (expression: Expression): boolean => expression.kind === 'number' && Number(expression.text) === 0;

/** Whether a statement is `dx[x == 0] = 0`, or with `<=` or `<`. */
const setsToZeroWhere = (statement: Statement, name: string): boolean =>
  statement.kind === 'assign' &&
  isZero(statement.value) &&
  statement.targets.some(
    (target) =>
      target.kind === 'index' &&
      target.indices.some((index) => index.kind === 'comparison' && isNotAboveZero(index, name)),
  );

function isNotAboveZero({ operands, operators }: Comparison, name: string): boolean {
  const [left, right, ...more] = operands;
  if (!left || !right || more.length > 0) return false;
  return left.kind === 'name' && left.name === name && isZero(right) && /^(==|<=|<)$/.test(operators[0] ?? '');
}

const cuts = (expression: Expression): readonly Expression[] =>
  expression.kind === 'comparison'
    ? expression.operands
    : expression.kind === 'call' &&
        (expression.callee.kind === 'name' || expression.callee.kind === 'attribute') &&
        /^(max|maximum|fmax|clip|relu\w*|where)$/i.test(expression.callee.name)
      ? expression.arguments.map(({ value }) => value)
      : [];

const cutIn = (layer: FunctionDefinition): Expression[] =>
  allStatementsOf(layer).flatMap((statement) =>
    expressionsOf(statement).flatMap((expression) => [...within(expression)].flatMap(cuts)),
  );

const cutsOff = (layer: FunctionDefinition): boolean => cutIn(layer).some(isZero);
const isCutOff = (layer: FunctionDefinition, name: string): boolean =>
  cutIn(layer).some((part) => part.kind === 'name' && part.name === name);

const lossName = /^(loss(es)?|cost|error|err)$|_(loss|cost|error)$/i;

/** A layer that keeps a loss, and passes on what it is given: the derivative is that of the loss. */
function ofLossKept({ function: written, className }: Definition): string | null {
  if (className === null) return null;
  const kept = [...allStatements(written.body)].flatMap((statement) =>
    targetsOf(statement).flatMap((target) =>
      target.kind === 'attribute' && lossName.test(target.name) ? [target.name] : [],
    ),
  );
  const [name] = kept;
  if (name === undefined) return null;
  const isReturned = returnsOf(written).some((value) =>
    [...within(value)].some((part) => part.kind === 'attribute' && part.name === name),
  );
  const isPassedOn = returnsOf(written).every((value) => value.kind === 'name' || value.kind === 'attribute');
  return isReturned || !isPassedOn ? null : `the loss is kept in self.${name}, and is not what is returned`;
}
