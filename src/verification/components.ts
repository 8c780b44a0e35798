/**
 * Components of OpenMDAO: `compute(inputs, outputs)` writes `outputs['y']`, `compute_partials(inputs, partials)` writes
 * `partials['y', 'x']`, and what is constant is declared once: `declare_partials('y', 'x', val=2.0)`. One pair for each
 * partial derivative.
 */
import type { Argument, Definition, Expression, Statement, Target } from '../languages/program';
import type { Span } from '../languages/source';
import { allStatements, expressionsOf, targetsOf } from '../languages/walk';
import { componentMethods } from './conventions';
import type { Evidence, Pair } from './pairing';
import { pairOf } from './pairing';
import type { Scopes } from './scopes';
import { keysOf, mentions } from './statements';
import type { View } from './views';
import { literal, nameOf, returning } from './views';

export function pairsOfComponents(scopes: Scopes): Pair[] {
  return scopes.definitions.flatMap((derivative) =>
    derivative.className === null
      ? []
      : componentMethods.flatMap(({ primal: name, results, derivative: partialsOf, partials }) => {
          if (derivative.function.name !== partialsOf) return [];
          const siblings = scopes.siblings(derivative);
          const primal = siblings.find((sibling) => sibling.function.name === name);
          const result = primal?.function.parameters[results]?.name;
          const target = derivative.function.parameters[partials]?.name;
          if (!primal || result === undefined || target === undefined) return [];
          return ofComponent({ primal, result, derivative, target, siblings });
        }),
  );
}

interface Component {
  readonly primal: Definition;
  /** The arguments that results and partial derivatives are written into. */
  readonly result: string;
  readonly derivative: Definition;
  readonly target: string;
  readonly siblings: readonly Definition[];
}

function ofComponent(component: Component): Pair[] {
  const { primal, result, derivative, target, siblings } = component;
  const results = new Set(writtenKeys(primal, result).flatMap((keys) => (keys.length === 1 ? keys : [])));
  const declared = siblings.flatMap((sibling) => declarations(sibling));
  const pairs = new Map<string, Pair>();
  for (const keys of writtenKeys(derivative, target)) {
    const [of, wrt] = keys;
    if (of === undefined || wrt === undefined || keys.length !== 2 || !results.has(of)) continue;
    const found = returning(derivative.function, entry(target, keys, valueOf(derivative, target, keys)));
    const isSparse = declared.some((one) => one.isSparse && one.of.includes(of) && one.wrt.includes(wrt));
    pairs.set(
      keys.join(),
      partial(
        component,
        of,
        wrt,
        derivative,
        { label: `['${of}', '${wrt}']`, function: found, shapedLike: {} },
        isSparse,
      ),
    );
  }
  for (const { of: outputs, wrt: inputs, value, isSparse, where } of declared)
    for (const of of outputs)
      for (const wrt of inputs) {
        if (!value || isSparse || !results.has(of) || pairs.has(`${of},${wrt}`)) continue;
        const constant = { ...returning(primal.function, value), body: returnOf(value) };
        pairs.set(
          `${of},${wrt}`,
          partial(
            component,
            of,
            wrt,
            where,
            { label: `['${of}', '${wrt}']`, function: constant, shapedLike: {} },
            true,
          ),
        );
      }
  return [...pairs.values()];
}

const returnOf = (value: Expression): Statement[] => [{ kind: 'return', value, span: value.span }];

function partial(
  { primal, result }: Component,
  of: string,
  wrt: string,
  derivative: Definition,
  view: View,
  isSparse: boolean,
): Pair {
  const evidence: Evidence = {
    kind: 'component',
    strong: true,
    text: `it is the partial derivative of ${of} by ${wrt}`,
    // Of a sparse one only the entries are written, in places that stand elsewhere.
    ...(isSparse ? { confirmsOnly: true } : {}),
  };
  return pairOf(primal, derivative, {
    order: 1,
    evidence,
    wrt: [wrt],
    views: {
      primal: {
        label: `['${of}']`,
        function: returning(primal.function, entry(result, [of], valueOf(primal, result, [of]))),
        shapedLike: {},
      },
      derivative: view,
    },
  });
}

/** `outputs['y']`, `partials['y', 'x']`: said to stand where its value is written. */
const entry = (name: string, keys: readonly string[], span: Span): Expression => ({
  kind: 'index',
  object: nameOf(name, span),
  indices: keys.map((key) => literal(key, span)),
  span,
});

/** Where the value of an entry is written, the last time; else where the function's name stands. */
function valueOf({ function: { body, nameSpan } }: Definition, name: string, keys: readonly string[]): Span {
  let span = nameSpan;
  for (const statement of allStatements(body)) {
    if (statement.kind !== 'assign' && statement.kind !== 'augment') continue;
    const isIt = targetsOf(statement).some((target) => keysOfTarget(target, name)?.join() === keys.join());
    if (isIt) span = statement.value.span;
  }
  return span;
}

/** The keys under which something is written into a dictionary, also into a part of what stands there. */
function writtenKeys({ function: { body } }: Definition, name: string): string[][] {
  const found = new Map<string, string[]>();
  for (const statement of allStatements(body))
    for (const target of targetsOf(statement)) {
      const keys = keysOfTarget(target, name);
      if (keys) found.set(keys.join(), keys);
    }
  return [...found.values()];
}

function keysOfTarget(target: Target | Expression, name: string): string[] | null {
  if (target.kind !== 'index') return null;
  if (target.object.kind === 'name' && target.object.name === name) return keysOf(target.indices);
  return keysOfTarget(target.object, name);
}

interface Declaration {
  readonly of: readonly string[];
  readonly wrt: readonly string[];
  /** The constant, where it is written without anything that only the declaring method knows. */
  readonly value: Expression | null;
  readonly isSparse: boolean;
  readonly where: Definition;
}

/** `self.declare_partials('y', ['x', 'z'], rows=…, cols=…, val=…)`. */
function declarations(where: Definition): Declaration[] {
  return [...allStatements(where.function.body)].flatMap(expressionsOf).flatMap((expression): Declaration[] => {
    if (expression.kind !== 'call' || expression.callee.kind !== 'attribute') return [];
    if (expression.callee.name !== 'declare_partials') return [];
    const argument = (name: string, position: number): Argument | undefined =>
      expression.arguments.find((one) => one.name === name) ??
      expression.arguments.filter((one) => one.name === null)[position];
    const [of, wrt] = [textsOf(argument('of', 0)?.value), textsOf(argument('wrt', 1)?.value)];
    if (!of || !wrt) return [];
    const [rows, columns] = [argument('rows', 3)?.value, argument('cols', 4)?.value];
    // Each element by its own: the diagonal, in its order.
    const isDiagonal = rows !== undefined && columns !== undefined && spelt(rows) === spelt(columns);
    const isSparse = !isDiagonal && (rows !== undefined || columns !== undefined);
    const value = argument('val', 5)?.value ?? null;
    return [{ of, wrt, value: value && isClosed(value, where) ? value : null, isSparse, where }];
  });
}

/** An expression without the places of its parts: equal for two that are written alike. */
const spelt = (expression: Expression): string =>
  JSON.stringify(expression, (key, value: unknown) => (/span/i.test(key) ? undefined : value));

/** Whether nothing in it is a name of the method around it. */
function isClosed(value: Expression, { function: { parameters, body } }: Definition): boolean {
  const local = [...parameters.map(({ name }) => name)];
  for (const statement of allStatements(body))
    for (const target of targetsOf(statement)) if (target.kind === 'name') local.push(target.name);
  return !local.some((name) => mentions(value, name));
}

function textsOf(value: Expression | undefined): string[] | null {
  if (value?.kind === 'string') return value.value.includes('*') ? null : [value.value];
  if (value?.kind !== 'list' && value?.kind !== 'tuple') return null;
  const texts = value.items.map((item) => (item.kind === 'string' ? item.value : null));
  return texts.every((text): text is string => text !== null) ? texts : null;
}
