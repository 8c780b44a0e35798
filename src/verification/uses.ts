/**
 * Pairs that a solver is given: `minimize(f, x0, jac=g)`, `fsolve(f, x0, fprime=g)`, `check_grad(f, g, x0)`, and
 * constraints `{'type': 'ineq', 'fun': f, 'jac': g}`. Each may be given through a lambda or `partial`.
 */
import type { Argument, Definition, Expression, FunctionDefinition, Program } from '../languages/program';
import { solvers } from './conventions';
import type { SolverCall } from './conventions';
import type { Evidence, Pair } from './pairing';
import { pairOf } from './pairing';
import { parametersOf } from './parameters';
import type { Scopes } from './scopes';
import { mentions } from './statements';
import { calleeName, forEachUse } from './walk';
import type { Call, Dictionary } from './walk';

export function pairsByUse(program: Program, scopes: Scopes): Pair[] {
  const pairs: Pair[] = [];
  forEachUse(program.body, (node, scope) =>
    pairs.push(...(node.kind === 'call' ? pairsOfCall(node, scope, scopes) : pairsOfConstraint(node, scope, scopes))),
  );
  return pairs;
}

function pairsOfCall(call: Call, scope: string, scopes: Scopes): Pair[] {
  const name = calleeName(call.callee);
  const solver = name !== null && Object.hasOwn(solvers, name) ? solvers[name] : undefined;
  if (!solver || name === null) return [];
  if (isOfFileForOthers(call, scope, scopes, solver)) return [];
  const primal = argumentOf(call, solver.function.keywords, solver.function.position);
  const passed = primal && passedFunction(primal, scope, scopes, solver.wrt.position);
  if (!passed) return [];
  return solver.derivatives.flatMap(({ keyword, position, order, product }) => {
    const value = argumentOf(call, [keyword], position);
    if (!value) return [];
    const evidence = { kind: 'use', strong: true, text: `${name} is called with it as ${keyword}` } as const;
    const wrt = passed.isWrapped ? passed.wrt : solverArguments(passed.definition, solver);
    if (value.kind === 'boolean' && value.value && order === 1) {
      const { definition } = passed;
      return [pairOf(definition, definition, { order, evidence, wrt, parts: { primal: 0, derivative: 1 } })];
    }
    return pairsWith(passed, value, { scope, scopes, keyword, order, evidence, wrt, product: product ?? false });
  });
}

/** A `newton` of the file itself, whose arguments are called something else where the solver takes a derivative. */
function isOfFileForOthers(call: Call, scope: string, scopes: Scopes, solver: SolverCall): boolean {
  const own = call.callee.kind === 'name' ? scopes.reference(call.callee, scope) : null;
  if (!own) return false;
  const names = parametersOf(own);
  return solver.derivatives.every(({ keyword, position }) => {
    const name = position === null ? undefined : names[position];
    const isSaid = call.arguments.some((argument) => argument.name === keyword);
    return !isSaid && (name === undefined || !derivativeParameter.test(name));
  });
}

const derivativeParameter = /^_*(d\w{0,4}|g|j|h|fpp?|fdot)$|grad|jac|hess|deriv|prime|slope|diff/i;

/** `{'type': 'eq', 'fun': f, 'jac': g}`. */
function pairsOfConstraint(dictionary: Dictionary, scope: string, scopes: Scopes): Pair[] {
  const entry = (name: string): Expression | null =>
    dictionary.entries.find(({ key }) => key?.kind === 'string' && key.value === name)?.value ?? null;
  const [fun, jac] = [entry('fun'), entry('jac')];
  const passed = fun && jac && passedFunction(fun, scope, scopes, 0);
  if (!passed) return [];
  const evidence = { kind: 'use', strong: true, text: 'a constraint is given it as jac' } as const;
  const wrt = passed.isWrapped ? passed.wrt : parametersOf(passed.definition).slice(0, 1);
  return pairsWith(passed, jac, { scope, scopes, keyword: 'jac', order: 1, evidence, wrt, product: false });
}

interface Use {
  readonly scope: string;
  readonly scopes: Scopes;
  readonly keyword: string;
  readonly order: 1 | 2;
  readonly evidence: Evidence;
  readonly wrt: readonly string[] | null;
  readonly product: boolean;
}

function pairsWith(passed: Passed, value: Expression, use: Use): Pair[] {
  const { scope, scopes, keyword, order, evidence, wrt, product } = use;
  const { definition } = passed;
  const derivative = passedFunction(value, scope, scopes, 0)?.definition;
  if (derivative === definition) return [];
  if (derivative) return [pairOf(definition, derivative, { order, evidence, wrt, product })];
  // Written where it is passed on. What is itself wrapped has other arguments there than the function has.
  if (value.kind !== 'lambda' || passed.isWrapped) return [];
  return [pairOf(definition, definition, { order, evidence, wrt, product, views: written(value.function, keyword) })];
}

/** A lambda in the place of a definition: it has no name, so it is told as what it is passed as. */
const written = (lambda: FunctionDefinition, keyword: string): Pair['views'] => ({
  primal: null,
  derivative: { label: `(${keyword}=lambda)`, function: lambda, shapedLike: {} },
});

interface Passed {
  readonly definition: Definition;
  /** Passed through a lambda or `partial`. */
  readonly isWrapped: boolean;
  /** Of one that is wrapped, the argument that is left for the solver to change; `null` where that is not plain. */
  readonly wrt: readonly string[] | null;
}

/** `f`, `self.f`, `lambda x: f(x, a)`, `partial(f, b=2)`: the function that is called in the end. */
function passedFunction(value: Expression, scope: string, scopes: Scopes, position: number): Passed | null {
  const named = scopes.reference(value, scope);
  if (named) return { definition: named, isWrapped: false, wrt: null };
  if (value.kind === 'call' && calleeName(value.callee) === 'partial') {
    const [inner, ...fixed] = value.arguments;
    const definition =
      inner && inner.name === null && inner.spread === 'none' ? scopes.reference(inner.value, scope) : null;
    if (!definition || fixed.some(({ spread }) => spread !== 'none')) return null;
    const names = new Set(fixed.flatMap(({ name }) => (name === null ? [] : [name])));
    const count = fixed.length - names.size;
    const left = parametersOf(definition)
      .slice(count)
      .filter((name) => !names.has(name));
    return { definition, isWrapped: true, wrt: left.slice(position, position + 1) };
  }
  if (value.kind !== 'lambda') return null;
  const [statement] = value.function.body;
  const result = statement?.kind === 'return' ? statement.value : null;
  const variable = value.function.parameters[position]?.name;
  if (result?.kind !== 'call' || variable === undefined) return null;
  const definition = scopes.reference(result.callee, scope);
  if (!definition || result.arguments.some(({ spread }) => spread !== 'none')) return null;
  const parameters = parametersOf(definition);
  const wrt = result.arguments.flatMap(({ name, value: given }, place) =>
    given.kind === 'name' && given.name === variable ? [name ?? parameters[place] ?? ''] : [],
  );
  // `lambda x: f(2*x)` is another function than f.
  return wrt.length === 1 && !mentionsElsewhere(result.arguments, variable)
    ? { definition, isWrapped: true, wrt }
    : null;
}

const mentionsElsewhere = (given: readonly Argument[], name: string): boolean =>
  given.some(({ value }) => value.kind !== 'name' && mentions(value, name));

function argumentOf(call: Call, keywords: readonly string[], position: number | null): Expression | null {
  const byName = call.arguments.find((argument) => argument.name !== null && keywords.includes(argument.name));
  if (byName) return byName.value;
  if (position === null) return null;
  const positional: readonly Argument[] = call.arguments.filter((argument) => argument.name === null);
  const before = positional.slice(0, position + 1);
  return before.some((argument) => argument.spread !== 'none') ? null : (before[position]?.value ?? null);
}

function solverArguments(definition: Definition, { wrt }: SolverCall): readonly string[] | null {
  const parameters = parametersOf(definition);
  const chosen = wrt.rest ? parameters.slice(wrt.position) : parameters.slice(wrt.position, wrt.position + 1);
  return chosen.length > 0 ? chosen : null;
}
