/** What the source of a function says beside its trace. */
import type { Definition, Expression, FunctionDefinition, Statement } from '../languages/program';
import { allStatements, expressionsIn } from '../languages/walk';
import type { Traced } from '../tracing/traced';
import { isOf } from './excused';
import type { Pair } from './pairing';
import { parametersOf } from './parameters';
import { namesOfReturned } from './returns';
import type { View } from './views';
import { calleeName, returnsOf } from './walk';

/** `J = 0` … `return J`: an exercise that is still to be done, or a sum of which the sizes shown leave nothing. */
export const isUnfinished = ({ function: written }: Definition, { graph, outputs }: Traced): boolean =>
  outputs.length > 0 &&
  outputs.every((output) => graph.isNumber(output)) &&
  returnsOf(written).every(
    (value) => value.kind === 'name' || (value.kind === 'tuple' && value.items.every(({ kind }) => kind === 'name')),
  );

const lossName = /^(loss|cost|error|objective|j)(_?value|_?val)?$|_(loss|cost)$/i;

/** Which of several returned values is the loss, if the derivative is said to be that of all. */
export function lossAmong(pair: Pair, { function: written }: Definition, { parts }: Traced): number | null {
  if (pair.parts.primal !== null || pair.primal === pair.derivative || parts.length < 2) return null;
  const names = namesOfReturned(written);
  if (names?.length !== parts.length) return null;
  const found = names.flatMap((name, i) =>
    name !== null && lossName.test(name) && parts[i]?.sizes.length === 0 ? [i] : [],
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

/**
 * Both read as of what an argument is made at first, `p = softmax(p)`: a derivative may be by that, with the rest of the
 * chain where it is used. `null` where no argument is made something else.
 */
export function afterRebinding(pair: Pair, primal: Definition, derivative: Definition): Rebound | null {
  const [f, df] = [
    pair.views.primal?.function ?? primal.function,
    pair.views.derivative?.function ?? derivative.function,
  ];
  const parameters = parametersOf(primal);
  const reboundIn = (statement: Statement): string | null => {
    if (statement.kind !== 'assign' || statement.targets.length !== 1) return null;
    const [target] = statement.targets;
    if (target?.kind !== 'name' || !parameters.includes(target.name)) return null;
    return isOf(statement.value, target.name) && !isBounded(statement.value) ? target.name : null;
  };
  const [name] = df.body.flatMap((statement) => reboundIn(statement) ?? []);
  if (name === undefined || !f.body.some((statement) => reboundIn(statement) === name)) return null;
  const without = (written: FunctionDefinition, view: View | null): View => ({
    label: `${view?.label ?? ''} after ${name}`,
    function: { ...written, body: written.body.filter((statement) => reboundIn(statement) !== name) },
    shapedLike: view?.shapedLike ?? {},
  });
  return { name, views: { primal: without(f, pair.views.primal), derivative: without(df, pair.views.derivative) } };
}

/** Kept between bounds it is still the same argument. */
const isBounded = (value: Expression): boolean =>
  value.kind === 'call' &&
  (value.callee.kind === 'name' || value.callee.kind === 'attribute') &&
  /^(clip|clamp|f?max|f?min|maximum|minimum)$/.test(value.callee.name);

interface Rebound {
  readonly name: string;
  readonly views: Pair['views'];
}

const signWord = /abs|sign|max|min|where|clip|norm|hypot|relu|piecewise|select|heaviside/i;

/** Whether a function's own source has absolute values, signs, bounds or branches. */
export const speaksOfSigns = ({ function: { body } }: Definition): boolean =>
  [...allStatements(body)].some((statement) => statement.kind === 'if') ||
  [...expressionsIn(body)].some(
    (part) =>
      part.kind === 'conditional' ||
      part.kind === 'comparison' ||
      ((part.kind === 'name' || part.kind === 'attribute') && signWord.test(part.name)),
  );

/**
 * Whether a function says 0 of anything that it sets or returns: `return 0`, `np.zeros(n)`, `[0, 1]`, `0 * x`. Numbers in
 * conditions and places say nothing.
 */
export const speaksOfZero = ({ function: { body } }: Definition): boolean =>
  [...allStatements(body)].some((statement) => {
    if (statement.kind !== 'return' && statement.kind !== 'assign') return false;
    return statement.value !== null && hasZero(statement.value);
  });

function hasZero(expression: Expression): boolean {
  switch (expression.kind) {
    case 'number':
      return Number(expression.text) === 0;
    case 'list':
    case 'tuple':
      return expression.items.some(hasZero);
    case 'unary':
      return hasZero(expression.operand);
    case 'binary':
      return hasZero(expression.left) || hasZero(expression.right);
    case 'conditional':
      return hasZero(expression.then) || hasZero(expression.otherwise);
    case 'call': {
      const name = calleeName(expression.callee) ?? '';
      if (/^(zeros\w*|eye|identity|sparse\w*|diag\w*)$/i.test(name)) return true;
      if (/^(range|arange|linspace)$/.test(name)) return false;
      return expression.arguments.some(({ value }) => hasZero(value));
    }
    default:
      return false;
  }
}
