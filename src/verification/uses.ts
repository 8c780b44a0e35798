/** Pairs that a solver is called with: `minimize(f, x0, jac=g)`, `fsolve(f, x0, fprime=g)`, `check_grad(f, g, x0)`. */
import type { Argument, Definition, Expression, Program } from '../languages/program';
import { solvers } from './conventions';
import type { SolverCall } from './conventions';
import type { Pair } from './pairing';
import { pairOf } from './pairing';
import { parametersOf } from './parameters';
import type { Scopes } from './scopes';
import { forEachCall } from './walk';

type Call = Extract<Expression, { kind: 'call' }>;

export function pairsByUse(program: Program, scopes: Scopes): Pair[] {
  const pairs: Pair[] = [];
  forEachCall(program.body, (call, scope) => pairs.push(...pairsOfCall(call, scope, scopes)));
  return pairs;
}

function pairsOfCall(call: Call, scope: string, scopes: Scopes): Pair[] {
  const name = calleeName(call.callee);
  const solver = name !== null && Object.hasOwn(solvers, name) ? solvers[name] : undefined;
  if (!solver || name === null) return [];
  const primal = argumentOf(call, solver.function.keywords, solver.function.position);
  const function_ = primal && scopes.reference(primal, scope);
  if (!function_) return [];
  return solver.derivatives.flatMap(({ keyword, position, order, product }) => {
    const value = argumentOf(call, [keyword], position);
    if (!value) return [];
    const evidence = { kind: 'use', strong: true, text: `${name} is called with it as ${keyword}` } as const;
    const wrt = solverArguments(function_, solver);
    if (value.kind === 'boolean' && value.value && order === 1)
      return [pairOf(function_, function_, { order, evidence, wrt, parts: { primal: 0, derivative: 1 } })];
    const derivative = scopes.reference(value, scope);
    if (!derivative || derivative === function_) return [];
    return [pairOf(function_, derivative, { order, evidence, wrt, product: product ?? false })];
  });
}

/** The last word of what is called. */
function calleeName(callee: Expression): string | null {
  return callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : null;
}

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
